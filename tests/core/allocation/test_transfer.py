"""Heirs take over what dissolved bodies held: nothing is lost, nothing is held by a body that is no more."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.core.agency import Pair
from diachi.core.allocation.model import Evidence
from diachi.core.allocation.pins import Wishes
from diachi.core.allocation.transfer import Heir, hand_over
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.proposal import Allocation, ReasonCode
from diachi.core.register import Register
from diachi.engines.solver.highs import Highs
from districts import campaign, register

YES = date(2024, 6, 1)


def agreed(agency_id: str, household_id: str) -> Pair:
    return Pair(
        group_id="x",
        agency_id=agency_id,
        target_id=household_id,
        sponsor_yes_on=YES,
        commune_yes_on=YES,
        household_yes_on=YES,
        source_document="Biên bản 1",
    )


def propose(lists: Register, wishes: Wishes) -> Allocation:
    inputs = {"campaign": campaign(), "register": lists, "history": History(), "evidence": Evidence(), "wishes": wishes}
    found = allocate(**inputs, solver=Highs())  # type: ignore[arg-type]
    assert check_allocation(**inputs, allocation=found) == ()  # type: ignore[arg-type]
    return found


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_pairs_before_are_pairs_after_and_pairs_that_wait(seed: int) -> None:
    dice = random.Random(seed)
    lists = register(seed, agencies=14)
    homes = dice.sample([h.household_id for h in lists.households], 10)
    lists = replace(lists, pairs=tuple(agreed(dice.choice(lists.agencies).agency_id, h) for h in homes))
    ids = [a.agency_id for a in lists.agencies]
    gone = dice.sample(ids, 5)
    heirs = [Heir(agency_id=a, heir_id=dice.choice(["", *(i for i in ids if i not in gone)])) for a in gone]
    act = hand_over(lists, None, heirs)
    assert len(act.register.pairs) + len(act.waiting) == len(lists.pairs)
    assert not {p.agency_id for p in act.register.pairs} & set(gone)
    assert {p.source_document for p in act.register.pairs} <= {"Biên bản 1"}
    heir_of = {h.agency_id: h.heir_id for h in heirs}
    for pair in lists.pairs:
        if heir := heir_of.get(pair.agency_id, pair.agency_id):
            assert replace(pair, agency_id=heir) in act.register.pairs


def test_a_whole_district_in_one_act_with_its_story() -> None:
    lists = register(3, agencies=20, households=60)
    lists = replace(lists, pairs=(agreed("A005", "H0009"), agreed("A006", "H0010"), agreed("A007", "H0011")))
    before = propose(lists, Wishes())
    heirs = [Heir(agency_id=f"A{n:03d}", heir_id="A019") for n in range(5, 7)] + [Heir(agency_id="A007")]
    act = hand_over(lists, before, heirs)
    found = propose(act.register, Wishes(previous=act.previous, inherited=act.inherited))
    held = {a.household_id: a for a in found.assignments}
    for household_id, old in (("H0009", "A005"), ("H0010", "A006")):
        assert "A019" in held[household_id].agency_ids
        story = [r for r in held[household_id].why if r.code is ReasonCode.INHERITED]
        assert [r.facts["body"] for r in story] == [old]
    assert "H0011" in act.waiting
    alive = {a.agency_id for a in act.register.agencies}
    assert all(set(a.agency_ids) <= alive for a in found.assignments)


def test_a_line_of_heirs_is_followed_to_its_end() -> None:
    lists = replace(register(3), pairs=(agreed("A001", "H0001"),))
    act = hand_over(lists, None, [Heir(agency_id="A001", heir_id="A002"), Heir(agency_id="A002", heir_id="A003")])
    assert [p.agency_id for p in act.register.pairs] == ["A003"]


@pytest.mark.parametrize(
    ("heirs", "code"),
    [
        ([Heir(agency_id="??", heir_id="A001")], ErrorCode.ID_UNKNOWN),
        ([Heir(agency_id="A001", heir_id="??")], ErrorCode.ID_UNKNOWN),
        ([Heir(agency_id="A001", heir_id="A002"), Heir(agency_id="A001", heir_id="A003")], ErrorCode.HEIR_TWICE),
        ([Heir(agency_id="A001", heir_id="A002"), Heir(agency_id="A002", heir_id="A001")], ErrorCode.HEIRS_IN_A_CIRCLE),
        ([Heir(agency_id="A001", heir_id="A001")], ErrorCode.HEIRS_IN_A_CIRCLE),
    ],
)
def test_heirs_that_lead_nowhere_are_refused(heirs: list[Heir], code: ErrorCode) -> None:
    with pytest.raises(InputError) as refusal:
        hand_over(register(3), None, heirs)
    assert refusal.value.code is code
