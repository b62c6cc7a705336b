"""Pairs and proof depend on the optimum alone: not on the solver's habits, not on the order of the rows."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.core.agency import Pair
from diachi.core.allocation.check import FindingCode
from diachi.core.allocation.compact import build_compact, flows_of
from diachi.core.allocation.distance import KM_TENTH, STEP, Distance
from diachi.core.allocation.flow import fixed_loads
from diachi.core.allocation.levels import LESS_IS_BETTER, level_names, level_value, unasked_departures
from diachi.core.allocation.model import Evidence, Model, build_model
from diachi.core.allocation.naming import name_pairs
from diachi.core.allocation.network import Arc, Network, Solution, costs_of, first_violation
from diachi.core.allocation.proof import first_loose, with_own_proof
from diachi.core.campaign import LevelSpec
from diachi.core.errors import OurFault
from diachi.core.history import History
from diachi.core.proposal import Allocation, ReasonCode
from diachi.core.register import Register
from diachi.engines.solver.highs import Highs
from diachi.engines.solver.naive import Naive
from districts import campaign, register

SEEDS = st.integers(0, 10_000)


def with_refusals(lists: Register, seed: int) -> Register:
    dice = random.Random(seed)
    pairs = (
        Pair(
            group_id="x",
            agency_id=dice.choice(lists.agencies).agency_id,
            target_id=dice.choice(lists.households).household_id,
            refused_by=dice.choice(("sponsor", "commune")),
        )
        for _ in range(12)
    )
    return replace(lists, pairs=tuple(pairs))


def in_kilometres(lists: Register, seed: int) -> Register:
    dice = random.Random(seed)
    return replace(
        lists,
        agencies=tuple(replace(a, x_km=dice.random() * 30, y_km=dice.random() * 30) for a in lists.agencies),
        households=tuple(replace(h, x_km=dice.random() * 30, y_km=dice.random() * 30) for h in lists.households),
    )


def model_of(lists: Register) -> Model:
    return build_model(campaign(), lists, Evidence())


def propose(lists: Register) -> Allocation:
    return allocate(campaign=campaign(), register=lists, history=History(), evidence=Evidence(), solver=Highs())


def codes(lists: Register, found: Allocation) -> set[FindingCode]:
    findings = check_allocation(
        campaign=campaign(), register=lists, history=History(), evidence=Evidence(), allocation=found
    )
    return {f.code for f in findings}


def gain(network: Network, level: str, value: int) -> int:
    return value if level in LESS_IS_BETTER else -value


@settings(max_examples=20)
@given(SEEDS, st.booleans())
def test_naming_costs_no_level_and_both_countings_agree(seed: int, km: bool) -> None:
    """What the network counts on arcs is what the levels count on named pairs, and what a solver found."""
    lists = with_refusals(register(seed, agencies=14, households=40), seed)
    lists = in_kilometres(lists, seed) if km else lists
    model = model_of(lists)
    distance, levels = Distance.of(model), level_names(campaign())
    assert distance.unit == (KM_TENTH if km else STEP)
    flow = build_compact(model, distance, levels)
    solution = Highs().solve(flow.network)
    chosen = name_pairs(model, flow, solution.flows)
    named = flows_of(model, flow, chosen)
    assert costs_of(flow.network, named) == solution.values
    assert not fixed_loads(model)
    for level, cost in zip(levels, solution.values, strict=True):
        assert gain(flow.network, level, level_value(model, distance, level, chosen)) == cost, level
    assert unasked_departures(model, chosen) == ()


@settings(max_examples=15)
@given(SEEDS)
def test_a_flow_has_one_proof_whichever_solver_found_it(seed: int) -> None:
    model = model_of(register(seed, agencies=10, households=14, communes=2))
    network = build_compact(model, Distance.of(model), level_names(campaign())).network
    naive, highs = Naive().solve(network), Highs().solve(network)
    by_other_duals = replace(naive, potentials=highs.potentials)
    assert first_violation(network, by_other_duals) is None
    assert with_own_proof(network, by_other_duals) == with_own_proof(network, naive) == naive
    assert first_loose(network, naive) is None


@pytest.mark.parametrize("costs", [(-1, 1), (1, 2)])
def test_a_flow_that_is_not_the_best_gets_no_proof(costs: tuple[int, int]) -> None:
    """Nothing flows although a circle gains; the dearer of two ways is taken: both would be shortened for ever."""
    cheap, dear = costs
    arcs = (
        Arc(tail="s", head="t", high=1, costs=(0, cheap)),
        Arc(tail="s", head="t", high=1, costs=(0, dear), label="dear"),
        Arc(tail="t", head="s", high=1, costs=(0, 0)),
    )
    network = Network(levels=("first", "second"), arcs=arcs)
    flows = (0, 0, 0) if cheap < 0 else (0, 1, 1)
    wrong = Solution(flows=flows, values=costs_of(network, flows), potentials=({}, {}))
    assert first_violation(network, wrong) is not None
    with pytest.raises(OurFault):
        with_own_proof(network, wrong)


@settings(max_examples=12)
@given(SEEDS, st.booleans())
def test_engines_agree_with_refusals_pairs_that_stand_and_kilometres(seed: int, km: bool) -> None:
    lists = with_refusals(register(seed, agencies=9, households=14, communes=2), seed)
    stands = Pair(group_id="x", agency_id="A003", target_id=f"H{seed % 14:04d}", assigned_by="QĐ 1")
    lists = replace(in_kilometres(lists, seed) if km else lists, pairs=(*lists.pairs, stands))
    found = [
        allocate(campaign=campaign(), register=lists, history=History(), evidence=Evidence(), solver=engine)
        for engine in (Highs(), Naive())
    ]
    assert found[0].levels == found[1].levels
    assert [codes(lists, one) for one in found] == [set(), set()]


@pytest.mark.parametrize("seed", range(3))
def test_changing_any_one_potential_is_found(seed: int) -> None:
    lists = register(seed, agencies=12, households=30)
    found = propose(lists)
    assert found.certificate is not None
    dice = random.Random(seed)
    for _ in range(25):
        rows = [list(row) for row in found.certificate.potentials]
        level, node = dice.randrange(len(rows)), dice.randrange(len(found.certificate.nodes))
        rows[level][node] += dice.choice((-7, -1, 1, 7))
        bent = replace(found.certificate, potentials=tuple(map(tuple, rows)))
        assert codes(lists, replace(found, certificate=bent)) & {FindingCode.NOT_OPTIMAL, FindingCode.PROOF_CHANGED}
    fewer = replace(found.certificate, nodes=found.certificate.nodes[1:])
    assert FindingCode.PROOF_CHANGED in codes(lists, replace(found, certificate=fewer))
    assert FindingCode.PROOF_MISSING in codes(lists, replace(found, certificate=None))


@pytest.mark.parametrize("seed", range(3))
def test_changing_any_reason_is_found(seed: int) -> None:
    lists = register(seed, agencies=12, households=30)
    found = propose(lists)
    silent = replace(found.assignments[0], why=found.assignments[0].why[1:])
    assert codes(lists, replace(found, assignments=(silent, *found.assignments[1:]))) == {FindingCode.REASON_DIFFERS}
    other = replace(found.unmet.households[0], code=ReasonCode.SAID_NO)
    bent = replace(found.unmet, households=(other, *found.unmet.households[1:]))
    assert codes(lists, replace(found, unmet=bent)) == {FindingCode.REASON_DIFFERS}
    assert codes(lists, replace(found, unmet=replace(found.unmet, sponsors=()))) <= {FindingCode.REASON_DIFFERS}


def test_another_order_of_levels_is_another_proposal() -> None:
    lists = register(11, agencies=14, households=60)
    found = propose(lists)
    names = [level.name for level in found.levels]
    turned = tuple(LevelSpec(name=n) for n in ("fairness", *(n for n in names if n != "fairness")))
    again = allocate(
        campaign=campaign(levels=turned), register=lists, history=History(), evidence=Evidence(), solver=Highs()
    )
    assert again.levels[0].name == "fairness"
    assert codes(lists, again) >= {FindingCode.INPUT_CHANGED, FindingCode.LEVEL_DIFFERS}


def test_a_village_without_an_order_is_not_put_before_one_that_gave_it() -> None:
    """Ranks of one village say nothing about another's families: every village of a commune has its turn."""
    lists = register(1, agencies=9, households=24, communes=1)
    plain = tuple(
        replace(
            h,
            hamlet=f"Thôn {n % 3}",
            village_rank=n // 3 + 1 if n % 3 else None,
            will_to_escape=None,
            causes=(),
        )
        for n, h in enumerate(lists.households)
    )
    found = propose(replace(lists, households=plain))
    homes = {h.household_id: h for h in plain}
    taken = [homes[a.household_id] for a in found.assignments]
    counts = [sum(h.hamlet == f"Thôn {n}" for h in taken) for n in range(3)]
    assert max(counts) - min(counts) <= 1
    for n in (1, 2):
        ranks = sorted(h.village_rank or 0 for h in taken if h.hamlet == f"Thôn {n}")
        assert ranks == list(range(1, len(ranks) + 1))


@pytest.mark.parametrize("seed", range(3))
def test_the_arithmetic_of_places_adds_up(seed: int) -> None:
    lists = register(seed, agencies=14, households=80)
    found = propose(lists)
    ran_out = [u for u in found.unmet.households if u.code is ReasonCode.PLACES_RAN_OUT]
    assert ran_out
    for one in ran_out:
        assert one.facts["places"] == int(str(one.facts["before"])) + int(str(one.facts["equal"]))
        assert one.clause.partition(".")[0] in ("priorities", "quotas", "small_agencies")
