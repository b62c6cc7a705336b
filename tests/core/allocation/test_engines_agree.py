"""On generated districts with all a campaign may ask for, engines agree on every level, and no change goes unseen."""

from __future__ import annotations

import random
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.application.allocate import allocate
from diachi.core.agency import Pair, PairTarget, Reach
from diachi.core.allocation.classes import classes_of
from diachi.core.allocation.compact import Compact, build_compact, flows_of
from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import LESS_IS_BETTER, VILLAGE_ORDER, level_specs, level_value
from diachi.core.allocation.model import Evidence, Model, build_model, may_take
from diachi.core.allocation.naming import name_pairs
from diachi.core.allocation.network import Network, Solution, costs_of, first_violation
from diachi.core.allocation.pins import PairWish, Wishes
from diachi.core.history import History
from diachi.core.register import Register
from diachi.engines.solver.highs import Highs
from diachi.engines.solver.network_simplex import NetworkSimplex
from districts import campaign, register

CAMPAIGN = campaign()
SEEDS = st.integers(0, 1_000_000)


def lists_of(dice: random.Random, seed: int) -> Register:
    """A district with refusals, a pair that stands, tiers and needs; half of them in kilometres."""
    lists = register(seed, agencies=dice.randint(7, 14), households=dice.randint(12, 36), communes=3)
    km = dice.random() < 0.5
    bodies = tuple(
        replace(
            a,
            tier_vnd=dice.choice((None, 8_000_000, 12_000_000)),
            max_households=dice.choice((None, None, 2, 3)),
            reach=dice.choice((None, None, Reach.PROVINCE)),
            x_km=dice.randint(0, 6) * 5.0 if km else None,
            y_km=0.0 if km else None,
        )
        for a in lists.agencies
    )
    homes = tuple(
        replace(
            h,
            need_vnd=dice.choice((None, 7_000_000, 10_000_000)),
            x_km=dice.randint(0, 4) * 7.0 if km else None,
            y_km=1.0 if km else None,
        )
        for h in lists.households
    )
    no = (
        Pair(group_id="x", agency_id=dice.choice(bodies).agency_id, target_id=h.household_id, refused_by="sponsor")
        for h in dice.sample(homes[1:], 5)
    )
    stands = Pair(group_id="x", agency_id=bodies[6].agency_id, target_id=homes[0].household_id, assigned_by="QĐ 1")
    return replace(lists, agencies=bodies, households=homes, pairs=(*no, stands))


def case(seed: int) -> Model:
    """A model with pins, bans and, for every other seed, a proposal before it."""
    dice = random.Random(seed)
    lists = lists_of(dice, seed)
    ids = [h.household_id for h in lists.households[1:]]
    body = lists.agencies[5].agency_id  # a school: it stands alone
    refused = {p.target_id for p in lists.pairs}
    pin = PairWish(agency_id=body, target_id=next(h for h in ids if h not in refused))
    bans = (
        PairWish(agency_id=lists.agencies[2].agency_id, target_id=ids[-1]),
        PairWish(agency_id=lists.agencies[3].agency_id, target=PairTarget.COMMUNE, target_id="00002"),
    )
    before = None
    if seed % 2:
        before = allocate(
            campaign=CAMPAIGN, register=lists, history=History(), evidence=Evidence(), solver=NetworkSimplex()
        )
        gone = set(dice.sample(ids[:-1], 3)) - {pin.target_id}
        lists = replace(lists, households=tuple(h for h in lists.households if h.household_id not in gone))
        lists = replace(lists, pairs=tuple(p for p in lists.pairs if p.target_id not in gone))
        bans = tuple(b for b in bans if b.target_id not in gone)
    return build_model(CAMPAIGN, lists, Evidence(), Wishes(pins=(pin,), bans=bans, previous=before))


def compact_of(model: Model) -> tuple[Distance, tuple[str, ...], Compact]:
    specs = level_specs(CAMPAIGN, model)
    distance, levels = Distance.of(model, specs), tuple(spec.name for spec in specs)
    return distance, levels, build_compact(model, distance, levels)


def by_big_integers(network: Network) -> tuple[int, ...]:
    """The oracle: all levels in one integer as wide as it must be, solved by another hand's network simplex."""
    dearest = max(abs(c) for arc in network.arcs for c in arc.costs)
    base = 4 * dearest * sum(arc.high for arc in network.arcs if arc.tail == "s") + 3
    graph = nx.MultiDiGraph()
    for arc in network.arcs:
        weight = 0
        for cost in arc.costs:
            weight = weight * base + cost
        graph.add_edge(arc.tail, arc.head, key=arc.label, capacity=arc.high, weight=weight)
    total, _ = nx.network_simplex(graph)
    values = []
    for _ in network.levels:
        digit = (total + base // 2) % base - base // 2
        values.append(digit)
        total = (total - digit) // base
    return tuple(reversed(values))


@settings(max_examples=200)
@given(SEEDS)
def test_engines_the_oracle_and_the_named_pairs_agree_on_every_level(seed: int) -> None:
    model = case(seed)
    distance, levels, compact = compact_of(model)
    network = compact.network
    found = [NetworkSimplex().solve(network), NetworkSimplex(compiled=False).solve(network), Highs().solve(network)]
    assert found[0] == found[1]
    assert found[0].values == found[2].values == by_big_integers(network)
    standing = {h: model.group_of(pairs[0].agency_id) for h, pairs in model.fixed.items()}
    for solution in (found[0], found[2]):
        assert first_violation(network, solution) is None
        chosen = name_pairs(model, compact, solution.flows)
        assert all(may_take(model, model.group[g], h) for h, g in chosen.items())
        flows = flows_of(model, compact, chosen)
        assert costs_of(network, flows) == solution.values
        assert first_violation(network, replace(solution, flows=flows)) is None
        nobody = {name: level_value(model, distance, name, standing) for name in levels}
        for name, cost in zip(levels, solution.values, strict=True):
            gain = level_value(model, distance, name, {**standing, **chosen}) - nobody[name]
            if name == VILLAGE_ORDER:
                assert level_value(model, distance, name, {**standing, **chosen}) == 0
            elif name != "fairness":  # its steps depend on what stands already: counted by the network alone
                assert gain == (cost if name in LESS_IS_BETTER else -cost), name


@settings(max_examples=60)
@given(SEEDS)
def test_in_a_class_nobody_differs(seed: int) -> None:
    """Whoever of a class is asked, the same families may be taken, as far and as fitting."""
    model = case(seed)
    distance, levels, _ = compact_of(model)
    classes = classes_of(model, distance, levels)
    for sponsor in classes.sponsors:
        for family in classes.families:
            homes = [h for ids in family.equals.values() for h in ids]
            told = {
                (
                    may_take(model, model.group[g], h),
                    distance.counted(g, h),
                    distance.mismatch(g, h) if "mismatch" in levels else 0,
                )
                for g in sponsor.group_ids
                for h in homes
            }
            assert len(told) == 1
    inside = [h for f in classes.families for ids in f.equals.values() for h in ids]
    assert sorted(inside) == sorted(model.candidates)


@settings(max_examples=80)
@given(SEEDS, st.data())
def test_every_mutant_of_a_flow_is_rejected(seed: int, data: st.DataObject) -> None:
    model = case(seed)
    _, levels, compact = compact_of(model)
    network, solution = compact.network, NetworkSimplex().solve(compact.network)
    at = data.draw(st.integers(0, len(network.arcs) - 1))
    moved = tuple(f + (1 if n == at else 0) for n, f in enumerate(solution.flows))
    assert first_violation(network, replace(solution, flows=moved)) is not None
    turned = Network(levels=levels, arcs=tuple(a._replace(costs=a.costs[::-1]) for a in network.arcs))
    best = NetworkSimplex().solve(turned)
    if best.values != costs_of(turned, solution.flows):
        assert first_violation(turned, replace(best, flows=solution.flows)) is not None
        own = Solution(flows=solution.flows, values=solution.values, potentials=solution.potentials[::-1])
        assert first_violation(turned, own) is not None
    chosen = name_pairs(model, compact, solution.flows)
    left = [h for h in model.candidates if h not in chosen]
    for taken in sorted(chosen)[:3]:
        for other in left[:5]:
            if may_take(model, model.group[chosen[taken]], other):
                swapped = {**{h: g for h, g in chosen.items() if h != taken}, other: chosen[taken]}
                flows = flows_of(model, compact, swapped)
                worse = costs_of(network, flows) != solution.values
                assert (first_violation(network, replace(solution, flows=flows)) is not None) is worse


@pytest.mark.parametrize("compiled", [True, False])
def test_numbers_are_kept_whole_however_wide(compiled: bool) -> None:
    from diachi.core.allocation.network import Arc

    arcs = (
        Arc("s", "a", 1, (0, -(10**12))),
        Arc("s", "b", 1, (-1, 10**12)),
        Arc("a", "t", 1, (0, 0)),
        Arc("b", "t", 1, (0, 0)),
        Arc("t", "s", 1, (0, 0)),
    )
    network = Network(levels=("one", "two"), arcs=arcs)
    assert NetworkSimplex(compiled=compiled).solve(network).values == (-1, 10**12) == by_big_integers(network)
