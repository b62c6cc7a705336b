"""Pins are obeyed, bans held, agreed pairs released only on purpose; a new run keeps what it can at no loss."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.core.agency import Pair, PairTarget, Reach
from diachi.core.allocation.check import FindingCode
from diachi.core.allocation.model import Evidence, build_model
from diachi.core.allocation.pins import NOTHING_WISHED, PairWish, Wishes, WishReason
from diachi.core.campaign import Campaign, LevelSpec
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.proposal import Allocation, ReasonCode
from diachi.core.register import Register
from diachi.engines.solver.highs import Highs
from diachi.engines.solver.naive import Naive
from diachi.files.allocation_json import allocation_bytes
from districts import campaign, register, shuffled

SEEDS = st.integers(0, 10_000)
YES = date(2024, 6, 1)


def propose(
    lists: Register, wishes: Wishes = NOTHING_WISHED, rules: Campaign | None = None, engine: object = None
) -> Allocation:
    return allocate(
        campaign=rules or campaign(),
        register=lists,
        history=History(),
        evidence=Evidence(),
        solver=engine or Highs(),  # type: ignore[arg-type]
        wishes=wishes,
    )


def codes(lists: Register, found: Allocation, wishes: Wishes, rules: Campaign | None = None) -> set[FindingCode]:
    findings = check_allocation(
        campaign=rules or campaign(),
        register=lists,
        history=History(),
        evidence=Evidence(),
        allocation=found,
        wishes=wishes,
    )
    return {f.code for f in findings}


def pin(agency_id: str, target_id: str, target: PairTarget = PairTarget.HOUSEHOLD) -> PairWish:
    return PairWish(agency_id=agency_id, target=target, target_id=target_id, reason=WishReason.SPONSOR_WISH)


def ban(agency_id: str, target_id: str, reason: WishReason = WishReason.RELATIVES) -> PairWish:
    commune = target_id.isdecimal()
    target = PairTarget.COMMUNE if commune else PairTarget.HOUSEHOLD
    return PairWish(agency_id=agency_id, target=target, target_id=target_id, reason=reason)


def agreed(agency_id: str, household_id: str) -> Pair:
    return Pair(
        group_id="x",
        agency_id=agency_id,
        target_id=household_id,
        sponsor_yes_on=YES,
        commune_yes_on=YES,
        household_yes_on=YES,
    )


@settings(max_examples=20)
@given(SEEDS)
def test_bans_are_held_whatever_they_cost_and_the_proposal_stays_proven(seed: int) -> None:
    lists = register(seed, agencies=12, households=24)
    dice = random.Random(seed)
    rows = tuple(
        ban(dice.choice(lists.agencies).agency_id, dice.choice(lists.households).household_id) for _ in range(40)
    )
    commune = ban(dice.choice(lists.agencies).agency_id, f"{dice.randint(1, 4):05d}", WishReason.CONFLICT)
    wishes = Wishes(bans=(*rows, commune))
    found = propose(lists, wishes)
    assert codes(lists, found, wishes) == set()
    homes = {h.household_id: h for h in lists.households}
    barred = {(b.agency_id, b.target_id) for b in wishes.bans}
    for one in found.assignments:
        for agency_id in one.agency_ids:
            assert (agency_id, one.household_id) not in barred
            assert (agency_id, homes[one.household_id].commune_code) not in barred


@settings(max_examples=6)
@given(SEEDS)
def test_with_bans_the_values_are_those_of_the_obviously_right_solver(seed: int) -> None:
    lists = register(seed, agencies=8, households=12, communes=2)
    dice = random.Random(seed)
    rows = tuple(
        ban(dice.choice(lists.agencies).agency_id, dice.choice(lists.households).household_id) for _ in range(30)
    )
    wishes = Wishes(bans=rows, pins=())
    assert propose(lists, wishes).levels == propose(lists, wishes, engine=Naive()).levels


def test_a_pin_is_obeyed_even_out_of_reach_and_says_so() -> None:
    lists = register(5, agencies=14)
    far = tuple(
        replace(a, reach=Reach.COMMUNE, commune_code="00001") if a.agency_id == "A005" else a for a in lists.agencies
    )
    lists = replace(lists, agencies=far)
    other = next(h.household_id for h in lists.households if h.commune_code == "00002")
    wishes = Wishes(pins=(pin("A005", other),))
    found = propose(lists, wishes)
    held = next(a for a in found.assignments if a.household_id == other)
    assert "A005" in held.agency_ids
    assert held.why[0].code is ReasonCode.PINNED
    assert codes(lists, found, wishes) == set()
    assert FindingCode.INPUT_CHANGED in codes(lists, found, NOTHING_WISHED)


def test_a_body_pinned_to_a_commune_takes_nobody_elsewhere() -> None:
    lists = register(5, agencies=14, households=60)
    wishes = Wishes(pins=(pin("A006", "00003", PairTarget.COMMUNE),))
    found = propose(lists, wishes)
    homes = {h.household_id: h.commune_code for h in lists.households}
    taken = {homes[a.household_id] for a in found.assignments if "A006" in a.agency_ids}
    assert taken == {"00003"}
    assert codes(lists, found, wishes) == set()


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        (Wishes(pins=(pin("??", "H0001"),)), ErrorCode.ID_UNKNOWN),
        (Wishes(bans=(ban("A001", "H9999"),)), ErrorCode.ID_UNKNOWN),
        (Wishes(bans=(ban("A001", "99999"),)), ErrorCode.ID_UNKNOWN),
        (Wishes(pins=(pin("A001", "H0001"),), bans=(ban("A001", "H0001"),)), ErrorCode.PIN_AND_BAN),
        (Wishes(pins=(pin("A001", "H0009"),)), ErrorCode.PIN_TAKEN),
        (Wishes(bans=(ban("A007", "H0009"),)), ErrorCode.AGREED_PAIR_BANNED),
        (Wishes(pins=tuple(pin("A005", f"H000{n}") for n in range(9))), ErrorCode.PINS_ABOVE_CAPACITY),
        (Wishes(pins=(pin("A001", "H0001", PairTarget.PERSON),)), ErrorCode.PERSON_TARGET),
    ],
)
def test_wishes_that_cannot_be_obeyed_are_refused(wishes: Wishes, code: ErrorCode) -> None:
    lists = replace(register(5), pairs=(agreed("A007", "H0009"),))
    with pytest.raises(InputError) as refusal:
        propose(lists, wishes)
    assert refusal.value.code is code
    assert refusal.value.exit_code == 2


def test_a_pin_does_not_stand_above_the_rules() -> None:
    lists = register(5)
    no = Pair(group_id="x", agency_id="A001", target_id="H0002", refused_by="household")
    with pytest.raises(InputError) as refusal:
        propose(replace(lists, pairs=(no,)), Wishes(pins=(pin("A005", "H0002"),)))
    assert refusal.value.code is ErrorCode.PIN_BARRED


def test_an_agreed_pair_moves_only_when_a_person_releases_it() -> None:
    lists = replace(register(5), pairs=(agreed("A007", "H0009"),))
    wishes = Wishes(bans=(ban("A007", "H0009", WishReason.UNPINNED),), pins=(pin("A005", "H0009"),))
    found = propose(lists, wishes)
    assert "A005" in next(a for a in found.assignments if a.household_id == "H0009").agency_ids
    assert codes(lists, found, wishes) == set()


def with_needs(lists: Register, seed: int) -> Register:
    dice = random.Random(seed)
    return replace(
        lists,
        households=tuple(replace(h, need_vnd=dice.choice((None, 8_000_000, 12_000_000))) for h in lists.households),
        agencies=tuple(
            replace(a, tier_vnd=dice.choice((None, 8_000_000, 10_000_000, 15_000_000))) for a in lists.agencies
        ),
    )


@settings(max_examples=12)
@given(SEEDS)
def test_needs_and_tiers_make_a_level_that_every_engine_agrees_on(seed: int) -> None:
    lists = with_needs(register(seed, agencies=9, households=14, communes=2), seed)
    one, two = propose(lists), propose(lists, engine=Naive())
    assert "mismatch" in [level.name for level in one.levels]
    assert one.levels == two.levels
    assert codes(lists, one, NOTHING_WISHED) == codes(lists, two, NOTHING_WISHED) == set()


def test_a_band_holds_near_distances_equal() -> None:
    lists = register(11, agencies=14, households=60)
    dice = random.Random(3)
    lists = replace(
        lists,
        agencies=tuple(replace(a, x_km=dice.random() * 40, y_km=0.0) for a in lists.agencies),
        households=tuple(replace(h, x_km=dice.random() * 40, y_km=0.0) for h in lists.households),
    )
    names = [level.name for level in propose(lists).levels]
    values = {}
    for band in (None, 5, 1000):
        rules = campaign(levels=tuple(LevelSpec(name=n, band=band if n == "distance" else None) for n in names))
        found = propose(lists, rules=rules)
        assert codes(lists, found, NOTHING_WISHED, rules) == set()
        values[band] = {level.name: level.value for level in found.levels}
    assert values[1000]["distance"] == 0
    assert values[None]["fairness"] >= values[5]["fairness"] >= values[1000]["fairness"]
    assert values[5]["distance"] <= values[None]["distance"] // 50


def test_a_band_holds_ranks_of_the_letter_equal() -> None:
    lists = register(11, agencies=14, households=80)
    names = [level.name for level in propose(lists).levels]
    merged = tuple(
        LevelSpec(name=n, band=2 if n == "priority:will" else None) for n in names if n != "priority:first_commune"
    )
    rules, homes = campaign(levels=merged), {h.household_id: h for h in lists.households}
    found = propose(lists, rules=rules)
    assert codes(lists, found, NOTHING_WISHED, rules) == set()
    assert found.levels == propose(lists, rules=rules, engine=Naive()).levels

    def either(key: str) -> bool:
        home = homes[key]
        will = home.will_to_escape and {"no_capital", "no_skill"} & set(home.causes)
        return bool(will) or home.commune_code == "00001"

    value = next(level.value for level in found.levels if level.name == "priority:will")
    assert value == sum(either(a.household_id) for a in found.assignments)
    assert value == min(len(found.assignments), sum(map(either, homes)))


def one_percent_changed(lists: Register, seed: int) -> Register:
    """Some bodies and some families leave, as many new ones come."""
    dice = random.Random(seed)
    gone = set(dice.sample([h.household_id for h in lists.households], max(1, len(lists.households) // 100)))
    left = set(dice.sample([a.agency_id for a in lists.agencies], max(1, len(lists.agencies) // 100)))
    homes = tuple(
        replace(h, household_id=f"N{h.household_id}", will_to_escape=None) if h.household_id in gone else h
        for h in lists.households
    )
    bodies = tuple(replace(a, agency_id=f"N{a.agency_id}") if a.agency_id in left else a for a in lists.agencies)
    return replace(lists, households=homes, agencies=bodies)


def moved(before: Allocation, after: Allocation, lists: Register) -> tuple[int, int]:
    """Pairs of before whose family and bodies are still there, and how many of them stand no more."""
    homes = {h.household_id for h in lists.households}
    bodies = {a.agency_id for a in lists.agencies}
    now = {a.household_id: set(a.agency_ids) for a in after.assignments}
    alive = [a for a in before.assignments if a.household_id in homes and set(a.agency_ids) <= bodies]
    return len(alive), sum(not set(a.agency_ids) & now.get(a.household_id, set()) for a in alive)


@pytest.mark.parametrize("seed", range(3))
def test_a_new_run_after_small_changes_keeps_nearly_all_pairs_at_no_loss(seed: int) -> None:
    lists = register(seed, agencies=60, households=400, communes=10)
    before = propose(lists)
    changed = one_percent_changed(lists, seed)
    wishes = Wishes(previous=before)
    found, alone = propose(changed, wishes), propose(changed)
    assert codes(changed, found, wishes) == set()
    values = {level.name: level.value for level in found.levels}
    assert {level.name: level.value for level in alone.levels}.items() <= values.items()
    alive, lost = moved(before, found, changed)
    assert alive > 20
    assert lost <= 0.06 * alive, (lost, alive, moved(before, alone, changed))


def test_nothing_changed_nothing_moved() -> None:
    lists = register(7, agencies=30, households=120)
    before = propose(lists)
    again = propose(lists, Wishes(previous=before))
    assert [(a.household_id, a.group_id) for a in again.assignments] == [
        (a.household_id, a.group_id) for a in before.assignments
    ]


def test_twenty_shuffles_with_wishes_give_the_same_bytes() -> None:
    lists = with_needs(register(9, agencies=14, households=50), 9)
    before = propose(register(9, agencies=14, households=48))
    wishes = Wishes(pins=(pin("A005", "H0011"),), bans=(ban("A006", "H0012"), ban("A007", "00002")), previous=before)
    wanted = allocation_bytes(propose(lists, wishes))
    turned = Wishes(pins=wishes.pins, bans=wishes.bans[::-1], previous=before)
    assert {allocation_bytes(propose(shuffled(lists, n), turned)) for n in range(20)} == {wanted}


def test_the_model_knows_who_had_whom_before() -> None:
    lists = register(9, agencies=14, households=50)
    before = propose(lists)
    model = build_model(campaign(), lists, Evidence(), Wishes(previous=before))
    assert Counter(model.before.values()) == Counter(a.group_id for a in before.assignments)
