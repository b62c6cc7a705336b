"""What a proposal and its explanations claim, held against new runs: prices, shortages, forgeries."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.application.explain import explain
from diachi.core.agency import PairTarget, Reach
from diachi.core.allocation.model import Evidence
from diachi.core.allocation.pins import NOTHING_WISHED, PairWish, Wishes
from diachi.core.campaign import Campaign, LevelSpec
from diachi.core.history import History
from diachi.core.proposal import Allocation, Assignment, ReasonCode
from diachi.core.register import Register
from diachi.engines.solver.network_simplex import NetworkSimplex
from districts import campaign, register

SEEDS = st.integers(0, 100_000)


def inputs(lists: Register) -> dict[str, object]:
    return {"campaign": campaign(), "register": lists, "history": History(), "evidence": Evidence()}


def propose(lists: Register, wishes: Wishes = NOTHING_WISHED) -> Allocation:
    found = allocate(**inputs(lists), wishes=wishes, solver=NetworkSimplex())  # type: ignore[arg-type]
    assert check_allocation(**inputs(lists), wishes=wishes, allocation=found) == ()  # type: ignore[arg-type]
    return found


def values(found: Allocation) -> dict[str, int]:
    return {level.name: level.value for level in found.levels}


@settings(max_examples=25)
@given(SEEDS)
def test_the_price_of_a_pair_is_that_of_a_new_run_in_which_it_is_pinned(seed: int) -> None:
    lists = register(seed, agencies=14, households=36)
    found = propose(lists)
    dice = random.Random(seed)
    families = [a.household_id for a in found.assignments] + [
        u.household_id for u in found.unmet.households if u.code is ReasonCode.PLACES_RAN_OUT
    ]
    for household_id in dice.sample(sorted(families), 3):
        for group in dice.sample(found.groups, 2):
            said = explain(
                campaign=campaign(),
                register=lists,
                evidence=Evidence(),
                allocation=found,
                subject=f"{group.group_id}:{household_id}",
            )
            if said.barred:
                continue
            wish = PairWish(agency_id=group.lead, target=PairTarget.HOUSEHOLD, target_id=household_id)
            forced = values(propose(lists, Wishes(pins=(wish,))))
            price = said.exchanges[0].price
            assert {n: price[n] for n in forced} == {n: forced[n] - values(found)[n] for n in forced}


@settings(max_examples=40)
@given(SEEDS)
def test_the_numbers_told_of_families_left_open_always_add_up(seed: int) -> None:
    lists = register(seed, agencies=12, households=40)
    found = propose(lists)
    left = [u for u in found.unmet.households if u.code in (ReasonCode.PLACES_RAN_OUT, ReasonCode.OUT_OF_REACH)]
    if not left:
        return
    told = {}
    for one in random.Random(seed).sample(left, min(4, len(left))):
        said = explain(
            campaign=campaign(), register=lists, evidence=Evidence(), allocation=found, subject=one.household_id
        )
        assert said.shortage is not None
        told[said.shortage.households] = said.shortage
        assert one.household_id in said.shortage.uncovered
        if one.code is ReasonCode.PLACES_RAN_OUT:
            facts = one.facts
            taken = int(str(facts["before"])) + int(str(facts["equal"]))
            assert taken <= int(str(facts["places"])) <= said.shortage.places
    for shortage in told.values():
        assert len(shortage.households) - shortage.places + shortage.idle == len(shortage.uncovered)
        assert shortage.idle == 0


def forgeries(lists: Register, found: Allocation, dice: random.Random) -> dict[str, Allocation]:
    """The ways a file could have been changed by hand."""
    rows = list(found.assignments)
    homes = {h.household_id: h for h in lists.households}
    one = dice.choice(rows)
    made: dict[str, Allocation] = {"dropped": _with(found, [r for r in rows if r is not one])}
    others = [g for g in found.groups if g.group_id != one.group_id]
    other = dice.choice(others)
    moved = replace(one, group_id=other.group_id, agency_ids=other.members)
    made["moved to another body"] = _with(found, [moved if r is one else r for r in rows])
    left = [u for u in found.unmet.households if u.code is ReasonCode.PLACES_RAN_OUT]
    lacking = {"no_capital", "no_skill"}
    will = [r for r in rows if (h := homes[r.household_id]).will_to_escape and lacking & set(h.causes)]
    behind = [u for u in left if homes[u.household_id].will_to_escape is None]
    if will and behind:
        first, last = dice.choice(will), dice.choice(behind)
        swapped = [replace(r, household_id=last.household_id) if r is first else r for r in rows]
        open_rows = tuple(
            replace(u, household_id=first.household_id) if u is last else u for u in found.unmet.households
        )
        made["swapped across ranks"] = replace(_with(found, swapped), unmet=replace(found.unmet, households=open_rows))
    levels = list(found.levels)
    i, j = dice.sample(range(len(levels)), 2)
    levels[i], levels[j] = levels[j], levels[i]
    made["levels in another order"] = replace(found, levels=tuple(levels))
    k = dice.randrange(len(levels))
    better = replace(found.levels[k], value=found.levels[k].value + 1, bound=found.levels[k].value + 1)
    made["a level too good"] = replace(found, levels=(*found.levels[:k], better, *found.levels[k + 1 :]))
    return made


def _with(found: Allocation, rows: list[Assignment]) -> Allocation:
    return replace(found, assignments=tuple(rows))


@settings(max_examples=60)
@given(SEEDS)
def test_every_forgery_is_found(seed: int) -> None:
    lists = register(seed, agencies=14, households=60)
    found = propose(lists)
    for name, forged in forgeries(lists, found, random.Random(seed)).items():
        assert check_allocation(**inputs(lists), allocation=forged), name  # type: ignore[arg-type]


@settings(max_examples=20)
@given(SEEDS)
def test_a_proposal_best_in_another_order_of_levels_is_not_taken_for_this_one(seed: int) -> None:
    lists = register(seed, agencies=14, households=60)
    found = propose(lists)
    names = [level.name for level in found.levels]
    turned = [n for n in names if n.startswith("priority")][::-1]
    order = [turned.pop(0) if n.startswith("priority") else n for n in names]
    other = campaign(levels=tuple(LevelSpec(name=n) for n in order))
    theirs = allocate(**{**inputs(lists), "campaign": other}, solver=NetworkSimplex())  # type: ignore[arg-type]
    if values(theirs) == values(found):
        return
    disguised = replace(
        theirs, inputs=found.inputs, levels=tuple(sorted(theirs.levels, key=lambda v: names.index(v.name)))
    )
    assert check_allocation(**inputs(lists), allocation=disguised)  # type: ignore[arg-type]
    assert Counter(names) == Counter(v.name for v in theirs.levels)


def test_a_family_nobody_reaches_is_told_who_could_reach_further() -> None:
    lists = register(4, agencies=5, households=8, communes=2)
    bound = tuple(replace(a, reach=Reach.COMMUNE, commune_code="00001", max_households=9) for a in lists.agencies)
    lists = replace(lists, agencies=bound)
    found = propose(lists)
    far = next(u.household_id for u in found.unmet.households if u.code is ReasonCode.OUT_OF_REACH)

    def rerun(rules: Campaign, changed: Register) -> Allocation:
        return allocate(**{**inputs(changed), "campaign": rules}, solver=NetworkSimplex())  # type: ignore[arg-type]

    said = explain(campaign=campaign(), register=lists, evidence=Evidence(), allocation=found, subject=far, rerun=rerun)
    assert "wider" in [o.code for o in said.openings]
    assert said.exchanges == ()
    assert said.shortage is not None
    assert said.shortage.places == 0
