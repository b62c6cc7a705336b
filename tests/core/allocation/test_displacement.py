"""The price of an exchange is that of a forced new run; the arithmetic of a shortage always adds up."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.core.agency import Pair, Reach
from diachi.core.allocation.compact import build_compact
from diachi.core.allocation.displacement import Settled, exchange, exchanges_with, forced_pair, with_moves
from diachi.core.allocation.distance import Distance
from diachi.core.allocation.hall import shortages
from diachi.core.allocation.levels import LESS_IS_BETTER, VILLAGE_ORDER, Chosen, level_names, level_specs, level_value
from diachi.core.allocation.model import Evidence, Model, build_model, may_take
from diachi.core.allocation.naming import name_pairs
from diachi.core.register import Register
from diachi.engines.solver.network_simplex import NetworkSimplex
from districts import campaign, register

SEEDS = st.integers(0, 10_000)
SPECS = level_specs(campaign())
LEVELS = level_names(campaign())
COUNTED = [name for name in LEVELS if name != VILLAGE_ORDER]  # decided when pairs are named, not by the network


def with_refusals(lists: Register, seed: int) -> Register:
    dice = random.Random(seed)
    no = tuple(
        Pair(
            group_id="x",
            agency_id=dice.choice(lists.agencies).agency_id,
            target_id=dice.choice(lists.households).household_id,
            refused_by="sponsor",
        )
        for _ in range(10)
    )
    return replace(lists, pairs=no)


def solve(model: Model) -> Settled:
    flow = build_compact(model, Distance.of(model), LEVELS)
    solution = NetworkSimplex().solve(flow.network)
    named = name_pairs(model, flow, solution.flows)
    standing = {h: p[0].group_id for h, p in model.fixed.items()}
    return Settled.of(model, SPECS, {**named, **standing}, solution.potentials)


def values(settled: Settled, chosen: Chosen) -> dict[str, int]:
    return {name: level_value(settled.model, settled.distance, name, chosen) for name in COUNTED}


@settings(max_examples=25)
@given(SEEDS)
def test_the_price_of_an_exchange_is_that_of_a_forced_new_run(seed: int) -> None:
    lists = with_refusals(register(seed, agencies=14, households=36), seed)
    model = build_model(campaign(), lists, Evidence())
    settled = solve(model)
    base = values(settled, settled.chosen)
    dice = random.Random(seed)
    for household_id in dice.sample(model.candidates, 3):
        able = [g for g in model.groups if model.duties[g.group_id].capacity and may_take(model, g, household_id)]
        for group in dice.sample(able, min(2, len(able))):
            found = exchange(settled, household_id, group.group_id)
            assert found is not None
            forced = solve(forced_pair(model, household_id, group.group_id))
            wanted = values(forced, forced.chosen)
            assert {n: found.price[n] for n in COUNTED} == {n: wanted[n] - base[n] for n in COUNTED}
            after = with_moves(settled.chosen, found.moves)
            assert after[household_id] == group.group_id
            assert values(settled, after) == wanted
            assert max((c - model.duties[g].capacity for g, c in Counter(after.values()).items()), default=0) <= 0
            assert all(may_take(model, next(x for x in model.groups if x.group_id == g), h) for h, g in after.items())


@settings(max_examples=15)
@given(SEEDS)
def test_any_place_costs_the_least_of_all_single_ones(seed: int) -> None:
    model = build_model(campaign(), register(seed, agencies=12, households=30), Evidence())
    settled = solve(model)
    household_id = next((h for h in model.candidates if h not in settled.chosen), model.candidates[0])
    least = exchange(settled, household_id)
    each = [exchange(settled, household_id, g.group_id) for g in model.groups if may_take(model, g, household_id)]
    if least is None:
        assert not any(each)
        return
    worse = [e.price for e in each if e and burden(e.price) < burden(least.price)]
    assert not worse
    assert any(e is not None and e.price == least.price for e in each)
    assert with_moves(settled.chosen, least.moves)[household_id] == least.group_id


def burden(price: dict[str, int]) -> tuple[int, ...]:
    return tuple(v if n in LESS_IS_BETTER else -v for n, v in price.items())


def test_a_shortlist_begins_with_what_costs_nothing() -> None:
    model = build_model(campaign(), register(3, agencies=14, households=60), Evidence())
    settled = solve(model)
    group_id = next(iter(sorted(set(settled.chosen.values()))))
    found = exchanges_with(settled, group_id)
    assert found[0].free
    assert {e.household_id for e in found if e.free} >= {h for h, g in settled.chosen.items() if g == group_id}
    for one in found[:10]:
        alone = exchange(settled, one.household_id, group_id)
        assert alone is not None
        assert alone.price == one.price


def most_covered(model: Model) -> int:
    """Augmenting paths, one family at a time: as many as can be taken at all."""
    groups = {g.group_id: g for g in model.groups}
    held: dict[str, list[str]] = {g: [] for g in groups}

    def seat(household_id: str, tried: set[str]) -> bool:
        for group_id, group in groups.items():
            if group_id in tried or not may_take(model, group, household_id):
                continue
            tried.add(group_id)
            if len(held[group_id]) < model.duties[group_id].capacity:
                held[group_id].append(household_id)
                return True
            for other in list(held[group_id]):
                if seat(other, tried):
                    held[group_id].remove(other)
                    held[group_id].append(household_id)
                    return True
        return False

    return sum(seat(h, set()) for h in model.candidates)


def commune_bound(lists: Register, seed: int) -> Register:
    """Many bodies bound to one commune, so that some communes run short while others have places left."""
    dice = random.Random(seed)
    bodies = tuple(
        replace(
            a,
            reach=dice.choice((Reach.COMMUNE, Reach.DISTRICT)),
            commune_code=f"{dice.randint(1, 4):05d}",
            max_households=dice.randint(0, 4),
        )
        for a in lists.agencies
    )
    return replace(lists, agencies=bodies)


@settings(max_examples=40)
@given(SEEDS)
def test_the_sentence_of_a_shortage_adds_up_to_those_left_uncovered(seed: int) -> None:
    lists = with_refusals(commune_bound(register(seed, agencies=10, households=30), seed), seed)
    model = build_model(campaign(), lists, Evidence())
    settled = solve(model)
    found = shortages(model, settled.chosen)
    left = sorted(h for h in model.candidates if h not in settled.chosen)
    assert sorted(h for s in found for h in s.uncovered) == left
    assert len(left) == len(model.candidates) - most_covered(model)
    for one in found:
        assert len(one.households) - one.places == len(one.uncovered)
        assert one.idle == 0


def test_a_place_left_free_is_counted_as_idle() -> None:
    model = build_model(campaign(), register(4, agencies=14, households=60), Evidence())
    settled = solve(model)
    fewer = dict(list(settled.chosen.items())[1:])
    found = shortages(model, fewer)
    assert sum(s.idle for s in found) == 1
    for one in found:
        assert len(one.households) - one.places + one.idle == len(one.uncovered)
