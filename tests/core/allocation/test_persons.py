"""Persons with monthly support: each person meant is paired by itself, with the same proof as a household."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.application.explain import explain
from diachi.core.agency import Agency, Pair, PairTarget
from diachi.core.allocation.check import FindingCode
from diachi.core.allocation.model import Evidence
from diachi.core.allocation.persons import case_of
from diachi.core.allocation.pins import NOTHING_WISHED, PairWish, Wishes, WishReason
from diachi.core.campaign import Campaign, Mode
from diachi.core.clauses import Exclusion, FloorPer, Force, MeritScope, Quota, SupportFloor, Target
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.household import ListedHousehold, Member, MeritRelation, PovertyStatus
from diachi.core.proposal import Allocation, ReasonCode
from diachi.core.register import Register
from diachi.core.same import EarlierHelp, SamePair, Verdict
from diachi.engines.solver.highs import Highs
from diachi.engines.solver.naive import Naive
from diachi.files.allocation_json import allocation_bytes
from districts import shuffled

SEEDS = st.integers(0, 10_000)
RULES = Campaign(
    id="phung_duong",
    mode=Mode.PERSON_MONTHLY,
    target=Target(merit_scope=MeritScope.SELF_ONLY),
    quotas=(Quota(id="everyone", min=1, aim=2, force=Force.REQUESTED),),
    support_floor=SupportFloor(vnd=500_000, per=FloorPer.PERSON_MONTH),
    exclusions=(Exclusion(),),
)


def people(seed: int, *, households: int = 12, agencies: int = 5) -> Register:
    dice = random.Random(seed)
    homes, members = [], []
    for n in range(households):
        key = f"H{n:03d}"
        commune = n % 3
        homes.append(
            ListedHousehold(
                household_id=key,
                commune=f"Xã {commune}",
                commune_code=f"0000{commune}",
                district="Huyện",
                status=dice.choice((PovertyStatus.POOR, PovertyStatus.POOR, PovertyStatus.NEAR_POOR)),
                persons=4,
                need_vnd=20_000_000,
            )
        )
        for number in range(1, dice.randint(1, 4)):
            merit = dice.choice(((), ("martyr_mother",)))
            members.append(Member(household_id=key, member_no=number, merit=merit, merit_relation=MeritRelation.SELF))
    bodies = tuple(
        Agency(agency_id=f"A{n}", name=f"Sở {n}", tier_vnd=dice.choice((300_000, 500_000, 1_000_000)))
        for n in range(agencies)
    )
    return Register(households=tuple(homes), members=tuple(members), agencies=bodies)


def propose(
    lists: Register, wishes: Wishes = NOTHING_WISHED, evidence: Evidence | None = None, engine: object = None
) -> Allocation:
    inputs = {"campaign": RULES, "register": lists, "history": History(), "evidence": evidence or Evidence()}
    found = allocate(**inputs, wishes=wishes, solver=engine or Highs())  # type: ignore[arg-type]
    assert check_allocation(**inputs, wishes=wishes, allocation=found) == ()  # type: ignore[arg-type]
    return found


def meant(lists: Register) -> set[tuple[str, int]]:
    poor = {h.household_id for h in lists.households if h.status is PovertyStatus.POOR}
    return {(m.household_id, m.member_no) for m in lists.members if m.merit and m.household_id in poor}


@settings(max_examples=25)
@given(SEEDS)
def test_every_person_meant_is_paired_or_told_why_and_nobody_else(seed: int) -> None:
    lists = people(seed)
    if not meant(lists):
        return
    found = propose(lists)
    paired = [(a.household_id, a.member_no) for a in found.assignments]
    told = [(u.household_id, u.member_no) for u in found.unmet.households]
    assert set(paired) <= meant(lists)
    assert meant(lists) <= {*paired, *told}
    assert max(Counter([*paired, *told]).values()) == 1
    assert {h.household_id for h in lists.households} <= {h for h, _ in [*paired, *told]}
    loads = Counter(a.group_id for a in found.assignments)
    assert max(loads.values(), default=0) <= 2
    assert all(ReasonCode.MONTHLY in [r.code for r in a.why] for a in found.assignments)
    assert "mismatch" in [v.name for v in found.levels]
    assert found.levels == propose(lists, engine=Naive()).levels


@settings(max_examples=8)
@given(SEEDS, SEEDS)
def test_the_same_rows_in_any_order_give_the_same_bytes(seed: int, mix: int) -> None:
    lists = people(seed, households=20)
    assert allocation_bytes(propose(lists)) == allocation_bytes(propose(shuffled(lists, mix)))


def small() -> Register:
    """Two persons in H0, one in H1 whose household is marked without saying who."""
    homes = tuple(
        ListedHousehold(household_id=f"H{n}", commune_code="00001", district="Huyện", merit=("martyr_mother",))
        for n in range(3)
    )
    members = (
        Member(household_id="H0", member_no=1, merit=("martyr_mother",)),
        Member(household_id="H0", member_no=2, merit=("wounded",)),
        Member(household_id="H0", member_no=3),
        Member(household_id="H1", member_no=1),
        Member(household_id="H2", member_no=4, merit=("wounded",)),
    )
    return Register(
        households=homes, members=members, agencies=tuple(Agency(agency_id=f"A{n}", name="Sở") for n in range(2))
    )


def test_a_household_that_does_not_say_who_is_asked_back() -> None:
    found = propose(small())
    unmet = {u.target_id: u.code for u in found.unmet.households}
    assert unmet == {"H1": ReasonCode.NO_MEMBER_NAMED}
    assert [a.target_id for a in found.assignments] == ["H0/1", "H0/2", "H2/4"]


def test_what_is_said_of_a_household_holds_for_each_of_its_persons() -> None:
    lists = small()
    no = Pair(group_id="x", agency_id="A0", target_id="H0", refused_by="household")
    left = {u.target_id: u.code for u in propose(replace(lists, pairs=(no,))).unmet.households}
    assert (left["H0/1"], left["H0/2"]) == (ReasonCode.SAID_NO, ReasonCode.SAID_NO)
    helped = Evidence(helps={"H0": (EarlierHelp(record_id="R", verdict=Verdict.SAME),)})
    assert [a.target_id for a in propose(lists, evidence=helped).assignments] == ["H2/4"]
    twice = Evidence(twice=(SamePair(id_a="H0", id_b="H2", verdict=Verdict.SAME),))
    assert [a.target_id for a in propose(lists, evidence=twice).assignments] == ["H0/1", "H0/2"]


def wish(agency_id: str, target: PairTarget, target_id: str) -> PairWish:
    return PairWish(agency_id=agency_id, target=target, target_id=target_id, reason=WishReason.SPONSOR_WISH)


def test_pins_bans_and_agreed_pairs_name_persons() -> None:
    lists = small()
    wishes = Wishes(
        pins=(wish("A1", PairTarget.PERSON, "H0/2"),),
        bans=(wish("A1", PairTarget.PERSON, "H0/1"), wish("A1", PairTarget.HOUSEHOLD, "H2")),
    )
    held = {a.target_id: a.agency_ids for a in propose(lists, wishes).assignments}
    assert held == {"H0/1": ("A0",), "H0/2": ("A1",), "H2/4": ("A0",)}
    agreed = Pair(group_id="x", agency_id="A1", target=PairTarget.PERSON, target_id="H0/3", assigned_by="QĐ 5")
    found = propose(replace(lists, pairs=(agreed,)))
    one = next(a for a in found.assignments if a.target_id == "H0/3")
    assert (one.agency_ids, one.why[0].code) == (("A1",), ReasonCode.ASSIGNED_PAIR)


@pytest.mark.parametrize("target_id", ["H0/9", "H1/1", "H0", "??"])
def test_a_person_of_no_list_is_refused(target_id: str) -> None:
    with pytest.raises(InputError) as refusal:
        propose(small(), Wishes(pins=(wish("A0", PairTarget.PERSON, target_id),)))
    assert refusal.value.code is ErrorCode.ID_UNKNOWN


def test_a_new_run_keeps_persons_with_their_sponsor() -> None:
    lists = people(7, households=20)
    before = propose(lists)
    again = propose(lists, Wishes(previous=before))
    assert [(a.target_id, a.group_id) for a in again.assignments] == [
        (a.target_id, a.group_id) for a in before.assignments
    ]
    assert any(ReasonCode.KEPT in [r.code for r in a.why] for a in again.assignments)


def test_what_is_false_in_a_pairing_of_persons_is_found() -> None:
    lists = small()
    found = propose(lists)
    other = replace(found.assignments[0], member_no=3)
    for wrong in (
        replace(found, assignments=(other, *found.assignments[1:])),
        replace(found, assignments=found.assignments[1:]),
        replace(found, unmet=replace(found.unmet, households=())),
    ):
        checked = check_allocation(
            campaign=RULES, register=lists, history=History(), evidence=Evidence(), allocation=wrong
        )
        assert {f.code for f in checked} - {FindingCode.INPUT_CHANGED}


def test_one_person_is_explained_and_a_household_of_several_asks_which() -> None:
    lists = replace(small(), agencies=small().agencies[:1])
    inputs = {"campaign": RULES, "register": lists, "evidence": Evidence(), "allocation": propose(lists)}
    found = explain(**inputs, subject="H2/4")  # type: ignore[arg-type]
    assert found.shortage is not None
    assert len(found.shortage.uncovered) == 1
    assert explain(**inputs, subject="H2").household_id == "H2/4"  # type: ignore[arg-type]
    with pytest.raises(InputError) as refusal:
        explain(**inputs, subject="H0")  # type: ignore[arg-type]
    assert refusal.value.facts["ids"] == ("H0/1", "H0/2")


def test_a_case_says_back_what_it_was_told() -> None:
    lists = people(3)
    case = case_of(RULES, lists, Evidence(), NOTHING_WISHED)
    found = propose(lists)
    assert case.said(case.keyed(found)) == found
