"""Array engines make the same pivots compiled and plain, agree with each other; the judge of arrays trusts nobody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.core.errors import OurFault
from diachi.engines.arrays import ArrayNetwork, ArraySolution, certify_arrays, values_of
from diachi.engines.solver import network_simplex
from diachi.engines.solver.highs import Highs
from diachi.engines.solver.network_simplex import NetworkSimplex

LEVELS = 4


@st.composite
def circulations(draw: st.DrawFn) -> ArrayNetwork:
    """Any graph at all: loops, parallel arcs, parts that do not hang together, arcs nothing fits through."""
    nodes = draw(st.integers(1, 9))
    node = st.integers(0, nodes - 1)
    arcs = draw(st.lists(st.tuples(node, node, st.integers(0, 5)), min_size=1, max_size=40))
    cost = st.lists(st.integers(-4, 4), min_size=len(arcs), max_size=len(arcs))
    tails, heads, highs = zip(*arcs, strict=True)
    return ArrayNetwork.of(
        nodes=nodes, tails=tails, heads=heads, highs=highs, costs=[draw(cost) for _ in range(LEVELS)]
    )


def same(one: ArraySolution, other: ArraySolution) -> bool:
    return one.flows.tobytes() == other.flows.tobytes() and one.potentials.tobytes() == other.potentials.tobytes()


@settings(max_examples=300)
@given(circulations())
def test_compiled_and_plain_pivots_give_the_same_bytes_and_highs_the_same_values(network: ArrayNetwork) -> None:
    plain = NetworkSimplex(compiled=False).solve_arrays(network)
    assert same(plain, NetworkSimplex(compiled=True).solve_arrays(network))
    judged = Highs().solve_arrays(network)
    assert plain.values == judged.values == values_of(network, plain.flows)
    assert len(plain.potentials) == LEVELS
    assert certify_arrays(network, plain) is certify_arrays(network, judged) is None


@settings(max_examples=200)
@given(circulations(), st.sampled_from((1, 2**9, 2**20, 2**40, 2**52)))
def test_levels_approached_together_are_each_proven_all_the_same(network: ArrayNetwork, dear: int) -> None:
    """As on a network of many arcs; so dear that the weights of all levels need 64 bits, or fit no more at all."""
    network = replace(network, costs=network.costs * dear)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network_simplex, "MANY", 0)
        plain = NetworkSimplex(compiled=False).solve_arrays(network)
        assert same(plain, NetworkSimplex(compiled=True).solve_arrays(network))
        stopped = NetworkSimplex().solve_arrays(network, lambda level, done: level < 2)
        unbegun = NetworkSimplex().solve_arrays(network, lambda level, done: False)
    alone = NetworkSimplex().solve_arrays(network)
    assert plain.values == alone.values
    assert stopped.values[:2] == alone.values[:2]
    assert [len(found.potentials) for found in (plain, stopped, unbegun)] == [LEVELS, 2, 0]
    for found in (plain, stopped, unbegun):
        assert certify_arrays(network, found) is None


@pytest.mark.parametrize(("dear", "looks"), [(1, LEVELS + 1), (2**40, LEVELS + 1), (2**57, LEVELS)])
def test_levels_are_not_approached_together_where_their_weights_could_leave_int64(dear: int, looks: int) -> None:
    costs = [(-dear, 0)] * LEVELS
    network = ArrayNetwork.of(nodes=2, tails=(0, 1), heads=(1, 0), highs=(3, 2), costs=costs)
    seen: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network_simplex, "MANY", 0)
        found = NetworkSimplex().solve_arrays(network, lambda level, done: seen.append(level) is None)
    assert found.flows.tolist() == [2, 2]
    assert len(seen) == looks


@settings(max_examples=200)
@given(circulations(), st.data())
def test_the_judge_rejects_every_flow_that_is_not_the_optimum(network: ArrayNetwork, data: st.DataObject) -> None:
    found = NetworkSimplex().solve_arrays(network)
    arc = data.draw(st.integers(0, len(network.tails) - 1))
    flows = found.flows.copy()
    flows[arc] += data.draw(st.sampled_from((-1, 1)))
    moved = certify_arrays(network, replace(found, flows=flows))
    # A loop may carry any flow it has room for, where that costs nothing.
    loop = network.tails[arc] == network.heads[arc] and not network.costs[:, arc].any()
    if not (loop and 0 <= flows[arc] <= network.highs[arc]):
        assert moved is not None
    turned = ArrayNetwork(
        nodes=network.nodes,
        tails=network.tails,
        heads=network.heads,
        highs=network.highs,
        costs=np.ascontiguousarray(network.costs[::-1]),
    )
    best = NetworkSimplex().solve_arrays(turned)
    if best.values != values_of(turned, found.flows):
        assert certify_arrays(turned, replace(best, flows=found.flows)) is not None


def test_a_lower_potential_where_it_matters_is_named_by_its_arc() -> None:
    network = ArrayNetwork.of(nodes=2, tails=(0, 1), heads=(1, 0), highs=(3, 2), costs=((-1, 0),))
    found = NetworkSimplex().solve_arrays(network)
    assert found.flows.tolist() == [2, 2]
    bent = found.potentials.copy()
    bent[0, 1] += 1
    assert certify_arrays(network, replace(found, potentials=bent)) == 0
    with pytest.raises(OurFault):
        certify_arrays(network, replace(found, potentials=bent[:, :1]))


@settings(max_examples=60)
@given(circulations(), st.integers(0, LEVELS))
def test_a_watch_that_says_no_leaves_the_levels_before_proven(network: ArrayNetwork, last: int) -> None:
    whole = NetworkSimplex().solve_arrays(network)
    for engine in (NetworkSimplex(compiled=False), NetworkSimplex(), Highs()):
        cut = engine.solve_arrays(network, lambda level, done: level < last)
        assert len(cut.potentials) == last
        assert cut.values[:last] == whole.values[:last]
        assert certify_arrays(network, cut) is None


def test_numbers_that_could_leave_int64_are_refused() -> None:
    for highs, cost in (((2**61, 2**61), (-1, 0)), ((2, 2), (-(2**60), 0)), ((-1, 1), (0, 0))):
        network = ArrayNetwork.of(nodes=2, tails=(0, 1), heads=(1, 0), highs=highs, costs=(cost,))
        with pytest.raises(OurFault):
            NetworkSimplex().solve_arrays(network)


def test_where_the_primal_simplex_of_highs_gives_up_the_dual_one_ends() -> None:
    """A row per arc: tail, head, bound, costs; at its last levels HiGHS ends with the status "Unknown"."""
    tails, heads, highs, *costs = np.loadtxt(Path(__file__).with_name("primal_gives_up.csv"), int, delimiter=",").T
    nodes = int(max(tails.max(), heads.max())) + 1
    network = ArrayNetwork.of(nodes=nodes, tails=tails, heads=heads, highs=highs, costs=costs)
    found = Highs().solve_arrays(network)
    assert found.values == NetworkSimplex().solve_arrays(network).values
    assert certify_arrays(network, found) is None


def test_nothing_to_solve_is_solved() -> None:
    network = ArrayNetwork.of(nodes=0, tails=(), heads=(), highs=(), costs=[()] * LEVELS)
    for engine in (NetworkSimplex(compiled=False), NetworkSimplex(), Highs()):
        found = engine.solve_arrays(network)
        assert found.values == (0,) * LEVELS
        assert certify_arrays(network, found) is None
