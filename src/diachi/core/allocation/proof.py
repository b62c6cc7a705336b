"""The one proof of a flow: the highest potentials, none above zero, so that equal flows carry equal proofs.

Any solver's duals prove an optimum, but they differ from solver to solver; the shortest distances from everywhere at
once do not (a node stands at zero, or a residual path of reduced cost zero leads to it from a node that does).
"""

from __future__ import annotations

from collections import defaultdict
from heapq import heapify, heappop, heappush

from diachi.core.allocation.network import Network, Solution
from diachi.core.errors import ErrorCode, OurFault

Step = tuple[str, str, int]


def with_own_proof(network: Network, solution: Solution) -> Solution:
    """Give the same flow with the one proof that belongs to it.

    Source: Dijkstra on reduced costs (Johnson 1977); levels packed into one integer, wide enough never to carry.
    Takes: a solution whose potentials prove it. Gives: potentials that no node's can be raised above.
    Fails: OurFault where they do not prove it: around a circle that costs less than nothing no way is the shortest.
    Holds: equal flows give equal potentials, whichever solver found them. Cost: O(arcs log nodes).
    """
    levels, base = range(len(network.levels)), _width(network, solution)
    known = {node: _packed([row.get(node, 0) for row in solution.potentials], base) for node in network.nodes}
    onward: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for tail, head, cost in _residual(network, solution.flows, base):
        reduced = cost + known[tail] - known[head]
        if reduced < 0:
            raise OurFault(ErrorCode.UNEXPECTED, reason="potentials that do not prove the flow")
        onward[tail].append((head, reduced))
    best = {node: -value for node, value in known.items()}
    heap = [(distance, node) for node, distance in best.items()]
    heapify(heap)
    while heap:
        distance, node = heappop(heap)
        if distance == best[node]:
            for head, cost in onward[node]:
                if distance + cost < best[head]:
                    best[head] = distance + cost
                    heappush(heap, (best[head], head))
    found = {node: _unpacked(known[node] + best[node], base, len(levels)) for node in network.nodes}
    potentials = tuple({node: row[level] for node, row in found.items() if row[level]} for level in levels)
    return Solution(flows=solution.flows, values=solution.values, potentials=potentials)


def first_loose(network: Network, solution: Solution) -> str | None:
    """Give the first node whose potential is not the one that belongs to the flow; None when all are.

    Takes: a solution that `first_violation` accepts. Holds: changing any potential of the proof is found.
    """
    zero = (0,) * len(network.levels)
    height = {node: tuple(row.get(node, 0) for row in solution.potentials) for node in network.nodes}
    if above := [node for node in network.nodes if height[node] > zero]:
        return above[0]
    tight: dict[str, list[str]] = defaultdict(list)
    for arc, flow in zip(network.arcs, solution.flows, strict=True):
        if flow < arc.high and _sum(height[arc.tail], arc.costs) == height[arc.head]:
            tight[arc.tail].append(arc.head)
        if flow > 0 and _sum(height[arc.tail], arc.costs) == height[arc.head]:
            tight[arc.head].append(arc.tail)
    reached = {node for node in network.nodes if height[node] == zero}
    open_nodes = list(reached)
    while open_nodes:
        for head in tight[open_nodes.pop()]:
            if head not in reached:
                reached.add(head)
                open_nodes.append(head)
    return next((node for node in network.nodes if node not in reached), None)


def _sum(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple([a + b for a, b in zip(one, other, strict=True)])


def _width(network: Network, solution: Solution) -> int:
    """More than twice what any sum along a path can come to at one level."""
    dearest = max((abs(c) for arc in network.arcs for c in arc.costs), default=0)
    highest = max((abs(v) for row in solution.potentials for v in row.values()), default=0)
    return 4 * (dearest * (len(network.nodes) + 1) + highest) + 3


def _packed(row: list[int] | tuple[int, ...], base: int) -> int:
    packed = 0
    for value in row:
        packed = packed * base + value
    return packed


def _unpacked(packed: int, base: int, count: int) -> tuple[int, ...]:
    row = []
    for _ in range(count):
        digit = (packed + base // 2) % base - base // 2
        row.append(digit)
        packed = (packed - digit) // base
    return tuple(reversed(row))


def _residual(network: Network, flows: tuple[int, ...], base: int) -> list[Step]:
    steps = []
    for arc, flow in zip(network.arcs, flows, strict=True):
        cost = _packed(arc.costs, base)
        if flow < arc.high:
            steps.append((arc.tail, arc.head, cost))
        if flow > 0:
            steps.append((arc.head, arc.tail, -cost))
    return steps
