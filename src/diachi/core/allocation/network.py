"""A lexicographic min-cost circulation: integer capacities, one integer cost per level on each arc.

Source: Ahuja, Magnanti, Orlin, "Network Flows" (1993); the constraint matrix is a network, so every optimal vertex is
integral and levels need no weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from typing import NamedTuple

Watch = Callable[[int, int], bool]  # level at work, steps of it so far -> whether to go on


class Arc(NamedTuple):
    """A directed arc with flow between 0 and `high`; `costs` has one integer per level (less is better).

    `label` tells parallel arcs apart, as the household an arc stands for.
    """

    tail: str
    head: str
    high: int
    costs: tuple[int, ...]
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Network:
    """A circulation: flow is conserved at every node; nodes are named by stable keys, arcs stand in a stable order."""

    levels: tuple[str, ...]
    arcs: tuple[Arc, ...]

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Every node that an arc touches, sorted."""
        return tuple(sorted({a.tail for a in self.arcs} | {a.head for a in self.arcs}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Flows aligned with the arcs, the cost of each level, potentials by node of every proven level (the proof).

    Fewer potentials than levels: a watch stopped the engine, and the flow is the best of the levels that have them.
    """

    flows: tuple[int, ...]
    values: tuple[int, ...]
    potentials: tuple[dict[str, int], ...]


def costs_of(network: Network, flows: tuple[int, ...]) -> tuple[int, ...]:
    """Give the cost of every level under a flow."""
    rows = [(flow, arc.costs) for flow, arc in zip(flows, network.arcs, strict=True) if flow]
    return tuple(sum(flow * costs[level] for flow, costs in rows) for level in range(len(network.levels)))


def first_violation(network: Network, solution: Solution) -> Arc | None:
    """Give the first arc that disproves optimality, None when the solution is proven optimal.

    Source: optimality by reduced costs, taken level by level: c + p(tail) - p(head) >= 0 lexicographically on every
    residual arc proves that no circulation is better in the order of the levels.
    Takes: a network, its flows and potentials. Gives: an arc or None. Fails: never.
    Holds: needs no solver; a flow out of bounds or not conserved is a violation. Cost: O(arcs x levels).
    """
    balance: dict[str, int] = {}
    for arc, flow in zip(network.arcs, solution.flows, strict=True):
        if not 0 <= flow <= arc.high or not _residual_ok(arc, flow, solution.potentials):
            return arc
        balance[arc.tail] = balance.get(arc.tail, 0) - flow
        balance[arc.head] = balance.get(arc.head, 0) + flow
    return next((a for a in network.arcs if balance[a.tail] or balance[a.head]), None)


def _residual_ok(arc: Arc, flow: int, potentials: tuple[dict[str, int], ...]) -> bool:
    reduced = tuple(
        starmap(lambda c, p: c + p.get(arc.tail, 0) - p.get(arc.head, 0), zip(arc.costs, potentials, strict=True))
    )
    zero = (0,) * len(reduced)
    return not (flow < arc.high and reduced < zero) and not (flow > 0 and reduced > zero)
