"""What it costs to send one unit more through an optimal flow: shortest paths in the residual graph, level by level.

Source: Ahuja, Magnanti, Orlin, "Network Flows" (1993), section 9: in an optimal flow the least dear way to force a
unit is a shortest path; a single arc's reduced cost is not, where several optima share the flow.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush

from diachi.core.allocation.network import Arc, Network, Solution

Vector = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ResidualStep:
    """One step of a residual path: one unit more on an arc, or one unit less."""

    arc: Arc
    more: bool

    @property
    def costs(self) -> Vector:
        """What the step changes at each level."""
        return self.arc.costs if self.more else tuple(-c for c in self.arc.costs)

    @property
    def ends(self) -> tuple[str, str]:
        """The nodes the step leads from and to."""
        return (self.arc.tail, self.arc.head) if self.more else (self.arc.head, self.arc.tail)


@dataclass(frozen=True, slots=True)
class Ways:
    """The least dear residual ways from everywhere to one node."""

    target: str
    first: dict[str, ResidualStep]
    levels: int

    def reaches(self, node: str) -> bool:
        """Say whether any way leads from a node."""
        return node == self.target or node in self.first

    def path(self, node: str) -> tuple[ResidualStep, ...]:
        """Give the steps from a node to the target; empty for the target itself."""
        steps = []
        while node != self.target:
            step = self.first[node]
            steps.append(step)
            node = step.ends[1]
        return tuple(steps)

    def cost(self, node: str) -> Vector:
        """Give what the way from a node changes at each level."""
        return added((0,) * self.levels, *(step.costs for step in self.path(node)))


def added(*rows: Vector) -> Vector:
    """Add vectors level by level."""
    return tuple(map(sum, zip(*rows, strict=True)))


def ways_to(network: Network, solution: Solution, target: str) -> Ways:
    """Give the lexicographically shortest residual ways to one node.

    Takes: a flow that its potentials prove optimal. Gives: exact ways; ties end at the step with the least names.
    Holds: reduced costs are never negative, so Dijkstra is right. Cost: O(arcs log nodes).
    """
    into = _residual_into(network, solution)
    best: dict[str, int] = {target: 0}
    first: dict[str, ResidualStep] = {}
    heap = [(0, target)]
    done: set[str] = set()
    while heap:
        far, node = heappop(heap)
        if node in done:
            continue
        done.add(node)
        for tail, cost, step in into[node]:
            if tail not in best or far + cost < best[tail]:
                best[tail], first[tail] = far + cost, step
                heappush(heap, (far + cost, tail))
    return Ways(target, first, len(network.levels))


def _residual_into(network: Network, solution: Solution) -> dict[str, list[tuple[str, int, ResidualStep]]]:
    """The residual steps by the node they end at, with reduced costs of all levels packed into one integer."""
    dearest = max((abs(c) for arc in network.arcs for c in arc.costs), default=0)
    highest = max((abs(v) for row in solution.potentials for v in row.values()), default=0)
    base = 4 * (len(network.arcs) + 1) * (dearest + 2 * highest) + 3
    into: dict[str, list[tuple[str, int, ResidualStep]]] = defaultdict(list)
    for arc, flow in zip(network.arcs, solution.flows, strict=True):
        reduced = 0
        for cost, row in zip(arc.costs, solution.potentials, strict=True):
            reduced = reduced * base + cost + row.get(arc.tail, 0) - row.get(arc.head, 0)
        if flow < arc.high:
            into[arc.head].append((arc.tail, reduced, ResidualStep(arc, True)))
        if flow > 0:
            into[arc.tail].append((arc.head, -reduced, ResidualStep(arc, False)))
    return into
