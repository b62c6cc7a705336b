"""The obviously right solver: cancel negative cycles, comparing costs as tuples; for small networks and as judge.

Source: Klein, "A primal method for minimal cost flows" (1967).
"""

from __future__ import annotations

from dataclasses import dataclass

from diachi.core.allocation.network import Network, Solution, Watch, costs_of

Costs = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """One residual direction: along an arc with room, or back along one with flow."""

    arc: int
    tail: str
    head: str
    costs: Costs
    forward: bool


class Naive:
    """Pure Python, all levels at once: tuples of integers are compared lexicographically and never overflow."""

    name = "naive"

    def solve(self, network: Network, watch: Watch | None = None) -> Solution:
        """Give optimal flows by cancelling cycles until none is negative.

        Source: a circulation is optimal exactly when no residual cycle is negative (Klein 1967).
        Takes: a small network (hundreds of arcs); all levels are solved at once, so a watch can only refuse to begin.
        Gives: flows, costs and potentials per level.
        Fails: never. Holds: first_violation(network, solution) is None.
        Cost: O(cycles x nodes x arcs) tuple additions.
        """
        flows = [0] * len(network.arcs)
        if watch is not None and not watch(0, 0):
            return Solution(flows=tuple(flows), values=(0,) * len(network.levels), potentials=())
        while True:
            steps = _residual(network, flows)
            cycle, distance = _negative_cycle(network, steps)
            if not cycle:
                break
            room = min(network.arcs[s.arc].high - flows[s.arc] if s.forward else flows[s.arc] for s in cycle)
            for step in cycle:
                flows[step.arc] += room if step.forward else -room
        found = tuple(flows)
        return Solution(flows=found, values=costs_of(network, found), potentials=_by_level(network, distance))


def _residual(network: Network, flows: list[int]) -> list[_Step]:
    steps = []
    for i, (arc, flow) in enumerate(zip(network.arcs, flows, strict=True)):
        if flow < arc.high:
            steps.append(_Step(i, arc.tail, arc.head, arc.costs, True))
        if flow > 0:
            steps.append(_Step(i, arc.head, arc.tail, tuple(-c for c in arc.costs), False))
    return steps


def _negative_cycle(network: Network, steps: list[_Step]) -> tuple[list[_Step], dict[str, Costs]]:
    """Bellman-Ford from everywhere at once; a node still improved after n rounds lies behind a negative cycle."""
    nodes = network.nodes
    zero = (0,) * len(network.levels)
    distance = dict.fromkeys(nodes, zero)
    reached_by: dict[str, _Step] = {}
    for _ in range(len(nodes) + 1):
        last = ""
        for step in steps:
            offer = tuple(d + c for d, c in zip(distance[step.tail], step.costs, strict=True))
            if offer < distance[step.head]:
                distance[step.head] = offer
                reached_by[step.head] = step
                last = step.head
        if not last:
            return [], distance
        if cycle := _closed(reached_by, last):
            return cycle, distance
    raise AssertionError("a negative cycle closes within n rounds")  # pragma: no cover - Bellman-Ford's own theorem


def _closed(reached_by: dict[str, _Step], node: str) -> list[_Step]:
    """Walk back from a node; give the cycle when the walk comes to a node twice."""
    walked: list[_Step] = []
    seen: dict[str, int] = {}
    while node in reached_by:
        if node in seen:
            return walked[seen[node] :]
        seen[node] = len(walked)
        walked.append(reached_by[node])
        node = reached_by[node].tail
    return []


def _by_level(network: Network, distance: dict[str, Costs]) -> tuple[dict[str, int], ...]:
    return tuple(
        {node: costs[level] for node, costs in sorted(distance.items()) if costs[level]}
        for level in range(len(network.levels))
    )
