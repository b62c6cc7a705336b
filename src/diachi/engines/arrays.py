"""A lexicographic min-cost circulation as arrays, its solution, and the judge that needs no solver.

One form for every array engine and for tables of a whole country; the named form is `core.allocation.network`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from diachi.core.allocation.network import Network, Solution, Watch, costs_of
from diachi.core.errors import ErrorCode, OurFault

Ints = np.ndarray[Any, np.dtype[np.int64]]
MOST_ARCS = 2**31  # arcs and nodes are numbered in 32 bits
WIDEST = 2**62  # no sum along a path, and no level's value, may come near the end of int64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ArrayNetwork:
    """A circulation of m arcs between `nodes` nodes, flow between 0 and `highs`; less cost is better.

    `tails`, `heads`, `highs` int64[m]; `costs` int64[k, m], one row per level, the first level first.
    """

    nodes: int
    tails: Ints
    heads: Ints
    highs: Ints
    costs: Ints

    @staticmethod
    def of(
        *, nodes: int, tails: Sequence[int], heads: Sequence[int], highs: Sequence[int], costs: Sequence[Sequence[int]]
    ) -> ArrayNetwork:
        """Make a network of any sequences of integers.

        Source: none, a form. Takes: ends as node numbers, bounds, a row of costs per level. Gives: int64 arrays.
        Fails: OverflowError beyond int64. Holds: the order of arcs is kept. Cost: O(arcs x levels).
        """
        tail, head, high = (np.ascontiguousarray(row, dtype=np.int64) for row in (tails, heads, highs))
        rows = np.ascontiguousarray(costs, dtype=np.int64).reshape(len(costs), len(tail))
        return ArrayNetwork(nodes=nodes, tails=tail, heads=head, highs=high, costs=rows)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ArraySolution:
    """Flows int64[m]; potentials int64[proven, nodes], a row for every level that is proven; values of all levels.

    Fewer rows than levels: the search was stopped, and the flow is the best of the levels that have one.
    """

    flows: Ints
    potentials: Ints
    values: tuple[int, ...]


class ArraySolver(Protocol):
    """Solves a network of arrays exactly, level by level."""

    def solve_arrays(self, network: ArrayNetwork, watch: Watch | None = None) -> ArraySolution:
        """Give an optimal flow with its proof.

        Source: lexicographic min-cost circulation. Takes: a network; `watch`, asked now and then, says False to stop.
        Gives: flows, potentials of the proven levels, values. Fails: OurFault when numbers are too wide.
        Holds: certify_arrays accepts what is given. Cost: the engine's.
        """
        ...


def arrays_of(network: Network) -> ArrayNetwork:
    """Give the named network as arrays: arcs in their order, nodes numbered in theirs."""
    at = {node: number for number, node in enumerate(network.nodes)}
    return ArrayNetwork.of(
        nodes=len(at),
        tails=[at[a.tail] for a in network.arcs],
        heads=[at[a.head] for a in network.arcs],
        highs=[a.high for a in network.arcs],
        costs=list(zip(*(a.costs for a in network.arcs), strict=True)) or [()] * len(network.levels),
    )


def named(network: Network, solution: ArraySolution) -> Solution:
    """Give a solution of arrays in the names of the network they were made of."""
    flows, nodes = tuple(solution.flows.tolist()), network.nodes
    rows = (zip(nodes, row.tolist(), strict=True) for row in solution.potentials)
    potentials = tuple({node: value for node, value in row if value} for row in rows)
    return Solution(flows=flows, values=costs_of(network, flows), potentials=potentials)


def values_of(network: ArrayNetwork, flows: Ints) -> tuple[int, ...]:
    """Give the cost of every level under a flow."""
    return tuple(int(row @ flows) for row in network.costs)


def certify_arrays(network: ArrayNetwork, solution: ArraySolution) -> int | None:
    """Give the first arc that disproves a solution, None when every proven level is proven.

    Source: optimality by reduced costs, taken level by level: c + p(tail) - p(head) >= 0 lexicographically on every
    residual arc (Ahuja, Magnanti, Orlin 1993). Takes: a network and a solution of any engine, or of none.
    Gives: an arc's index; for a node whose flow is not conserved the first arc that touches it. Fails: OurFault when
    arrays do not fit each other or numbers are too wide. Holds: knows nothing of how a flow was found.
    Cost: O(arcs x levels), vectorised.
    """
    need_room(network)
    if solution.flows.shape != network.tails.shape or solution.potentials.shape[1:] != (network.nodes,):
        raise OurFault(ErrorCode.UNEXPECTED, reason="a proof of another network")
    if np.abs(solution.potentials).max(initial=0) > WIDEST // 2:
        raise OurFault(ErrorCode.UNEXPECTED, reason="potentials beyond int64")
    sign = np.zeros(len(network.tails), dtype=np.int8)
    for costs, height in zip(network.costs, solution.potentials, strict=False):
        reduced = costs + height[network.tails] - height[network.heads]
        sign = np.where(sign == 0, np.sign(reduced), sign).astype(np.int8)
    flows = solution.flows
    wrong = (flows < 0) | (flows > network.highs)
    wrong |= ((flows < network.highs) & (sign < 0)) | ((flows > 0) & (sign > 0))
    balance = np.zeros(network.nodes, dtype=np.int64)
    np.add.at(balance, network.heads, flows)
    np.subtract.at(balance, network.tails, flows)
    wrong |= (balance[network.tails] != 0) | (balance[network.heads] != 0)
    return int(np.argmax(wrong)) if wrong.any() else None


def need_room(network: ArrayNetwork) -> None:
    """Refuse numbers for which a sum could leave int64; Fails: OurFault.

    A potential is a sum along a path of at most `nodes` arcs, a value one of every arc at its bound, conserved: no more
    than the smaller of all bounds and of what leaves a node allows; both are taken without that help.
    """
    dearest = int(np.abs(network.costs).max(initial=0))
    widest = int(network.highs.max(initial=0))
    if (
        2 * dearest * (network.nodes + 2) >= WIDEST
        or dearest * widest * max(1, len(network.tails)) >= WIDEST
        or widest * max(1, len(network.tails)) >= WIDEST
        or int(network.highs.min(initial=0)) < 0
        or len(network.tails) + network.nodes >= MOST_ARCS
    ):
        raise OurFault(ErrorCode.UNEXPECTED, reason="numbers beyond int64")
