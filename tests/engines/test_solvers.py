"""Solvers agree on every level of generated networks, and prove it; the naive one is the judge."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.application.ports import Solver
from diachi.core.allocation.network import Arc, Network, Solution, costs_of, first_violation
from diachi.engines.solver.highs import Highs
from diachi.engines.solver.naive import Naive
from diachi.engines.solver.network_simplex import NetworkSimplex

LEVELS = ("one", "two", "three")
ENGINES = [NetworkSimplex(), Highs(), Naive()]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    groups = draw(st.integers(1, 4))
    households = draw(st.integers(1, 6))
    cost = st.tuples(*[st.integers(-2, 3)] * len(LEVELS))
    arcs = [Arc(tail="t", head="s", high=households, costs=(0, 0, 0))]
    for g in range(groups):
        arcs.append(Arc(tail="s", head=f"g{g}", high=draw(st.integers(0, 3)), costs=draw(cost)))
        for h in range(households):
            if draw(st.booleans()):
                arcs.append(Arc(tail=f"g{g}", head=f"h{h}", high=1, costs=draw(cost)))
    arcs += [Arc(tail=f"h{h}", head="t", high=1, costs=draw(cost)) for h in range(households)]
    return Network(levels=LEVELS, arcs=tuple(sorted(arcs)))


@settings(max_examples=150)
@given(networks())
def test_engines_agree_on_every_level_and_prove_it(network: Network) -> None:
    found = [engine.solve(network) for engine in ENGINES]
    assert found[0].values == found[1].values == found[2].values
    for solution in found:
        assert first_violation(network, solution) is None
        assert costs_of(network, solution.flows) == solution.values


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: str(e.name))
def test_an_earlier_level_is_never_paid_for_with_a_later_one(engine: Solver) -> None:
    arcs = (
        Arc(tail="s", head="a", high=1, costs=(0, -100)),
        Arc(tail="s", head="b", high=1, costs=(-1, 100)),
        Arc(tail="a", head="t", high=1, costs=(0, 0)),
        Arc(tail="b", head="t", high=1, costs=(0, 0)),
        Arc(tail="t", head="s", high=1, costs=(0, 0)),
    )
    assert engine.solve(Network(levels=("first", "second"), arcs=arcs)).values == (-1, 100)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: str(e.name))
def test_nothing_to_solve_is_solved(engine: Solver) -> None:
    assert engine.solve(Network(levels=LEVELS, arcs=())).values == (0, 0, 0)


@settings(max_examples=60)
@given(networks(), st.data())
def test_a_mutant_is_rejected(network: Network, data: st.DataObject) -> None:
    solution = Naive().solve(network)
    at = data.draw(st.integers(0, len(network.arcs) - 1))
    flows = list(solution.flows)
    flows[at] += 1
    assert first_violation(network, replace(solution, flows=tuple(flows))) is not None
    swapped = Network(levels=LEVELS, arcs=tuple(a._replace(costs=a.costs[::-1]) for a in network.arcs))
    best = Naive().solve(swapped).values
    if costs_of(swapped, solution.flows) != best:
        assert first_violation(swapped, Solution(flows=solution.flows, values=best, potentials=solution.potentials))
