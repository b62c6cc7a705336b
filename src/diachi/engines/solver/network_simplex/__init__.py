"""The network simplex: each level proven in exact integers, no weights; the same pivots compiled and in plain Python.

Source: Ahuja, Magnanti, Orlin, "Network Flows" (1993), chapter 11. After each level the arcs whose reduced cost is not
zero are frozen where they are: what is left is the optimal face, and the next level moves on it alone. A large network
first comes near all levels at once by a weighted sum; that is a better start and no part of the proof.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import isqrt
from operator import mul
from typing import Any

import numpy as np

from diachi.core.allocation.network import Network, Solution, Watch
from diachi.engines.arrays import WIDEST, ArrayNetwork, ArraySolution, Ints, arrays_of, named, need_room, values_of
from diachi.engines.solver.network_simplex import kernel

HEAVIEST = 4  # how much a level weighs more than the next while all are approached at once: 3 to 16 measured alike
MANY = 10_000  # arcs from which that is worth it: a district of 100 x 2,000 takes as long without
CHUNK = 50_000  # pivots between two looks at the watch
NUMBER = np.uint32  # of a node or an arc
KERNEL = (kernel.pivots, kernel.heights, kernel.hang)


class NetworkSimplex:
    """The default engine; with numba (extra `fast`) the same pivots run compiled."""

    name = "network_simplex"

    def __init__(self, *, compiled: bool | None = None) -> None:
        """Take the compiled pivots when they can be had; False = plain Python, True = insist on numba."""
        self.compiled = compiled

    def solve(self, network: Network, watch: Watch | None = None) -> Solution:
        """Give optimal flows and the potentials that prove every level.

        Source: network simplex (Dantzig 1951). Takes: a named network; a watch as in `solve_arrays`.
        Gives: flows in arc order, costs per level, potentials by node.
        Fails: OurFault when numbers are too wide for int64.
        Holds: level values equal those of every other engine; the same network gives the same bytes.
        Cost: as `solve_arrays`.
        """
        return named(network, self.solve_arrays(arrays_of(network), watch))

    def solve_arrays(self, network: ArrayNetwork, watch: Watch | None = None) -> ArraySolution:
        """Give an optimal flow, level by level.

        Source: network simplex with strongly feasible trees (Cunningham 1976). Takes: m arcs, n nodes, k levels in
        int64; `watch`, asked between levels and every CHUNK pivots. Gives: flows, potentials of every proven level,
        values. Fails: OurFault when numbers are too wide for int64.
        Holds: the same arrays give the same bytes, compiled or not; the levels before one that was stopped stay proven,
        and the flow is none worse at any of them.
        Cost: m x k for pricing, pivots x depth of the tree; worst case exponential, never met.
        """
        need_room(network)
        run = _Run(network, _kernel() if self._use_numba() else None)
        potentials: list[Ints] = []
        near = len(network.tails) < MANY or run.approach(watch)
        for level in range(len(network.costs) if near else 0):
            height = run.improve(level, watch)
            if height is None:
                break
            potentials.append(height)
        rows = np.array(potentials, dtype=np.int64).reshape(len(potentials), network.nodes)
        flows = np.array(run.flow[: len(network.tails)], dtype=np.int64)
        return ArraySolution(flows=flows, potentials=rows, values=values_of(network, flows))

    def _use_numba(self) -> bool:
        return has_numba() if self.compiled is None else self.compiled


def has_numba() -> bool:
    """Say whether the compiled pivots can be had."""
    try:
        import numba
    except ImportError:
        return False
    return bool(numba.__version__)


@cache
def _kernel() -> tuple[Any, ...]:
    """Compile the kernel once; kept beside the program, or in the user's own cache where that folder is closed."""
    from numba import njit

    try:
        return tuple(njit(cache=True)(part) for part in KERNEL)
    except RuntimeError:  # no place to keep it at all: compiled anew by each run
        return tuple(njit(part) for part in KERNEL)


class _Run:
    """The tree and the flow of one run; rows are arrays for the compiled kernel, lists for the plain one."""

    def __init__(self, network: ArrayNetwork, compiled: tuple[Any, ...] | None) -> None:
        n, m = network.nodes, len(network.tails)
        every = np.arange(n, dtype=np.int64)
        self.network, self.root = network, n
        self.pivots: Any
        self.heights: Any
        self.pivots, self.heights, hang = compiled or KERNEL
        self.row: Callable[..., Any] = _as_array if compiled else _as_list
        free = np.full(n, np.iinfo(np.int64).max // 2, dtype=np.int64)
        self.tail = self.row(np.concatenate([network.tails, every]), NUMBER)
        self.head = self.row(np.concatenate([network.heads, np.full(n, n, dtype=np.int64)]), NUMBER)
        self.high = self.row(np.concatenate([network.highs, free]))
        self.flow = self.row(np.zeros(m + n, dtype=np.int64))
        self.open = np.flatnonzero(network.highs > 0).astype(np.int64)  # no flow fits through the others
        into = self.open[np.argsort(network.heads[self.open], kind="stable")]
        first = np.searchsorted(network.heads[into], np.arange(n + 1)).astype(np.int64)
        self.tree = tuple(self.row(np.full(n + 1, -1, dtype=np.int64), np.int32) for _ in range(6))
        self.tree[2][n] = 0
        start = int(np.bincount(network.tails, minlength=n).argmax()) if m else 0
        if n:
            dear = network.costs.sum(axis=0) if len(network.costs) else np.zeros(m, dtype=np.int64)
            hang(self.tail, self.row(dear), self.row(into, NUMBER), self.row(first), start, self.tree)
        state = np.ones(m + n, dtype=np.int64)
        state[np.array(self.tree[1][:n], dtype=np.int64)] = 0
        self.state = self.row(state, np.int8)

    def approach(self, watch: Watch | None) -> bool:
        """Come near the optimum of all levels by one weighted sum of them; False when the watch stopped it.

        A level by itself makes moves that the next has to take back: the weights save them. They prove nothing, each
        level does so afterwards; so they may be small, which keeps numbers narrow, and are left out where none fit.
        """
        costs = self.network.costs
        dearest = [int(row) for row in np.abs(costs).max(axis=1, initial=0)]
        for weight in range(HEAVIEST, 1, -1):
            weights = [weight**level for level in reversed(range(len(costs)))]
            if 2 * (self.network.nodes + 2) * sum(map(mul, weights, dearest)) < WIDEST:
                return self._settle(np.array(weights, dtype=np.int64) @ costs, 0, watch) is not None
        return True

    def improve(self, level: int, watch: Watch | None) -> Ints | None:
        """Bring one level to its optimum on the face of those before; None when the watch stopped it."""
        network, costs = self.network, self.network.costs[level]
        found = self._settle(costs, level, watch)
        if found is not None:
            reduced = costs + found[network.tails] - found[network.heads]
            self.open = self.open[reduced[self.open] == 0]
        return found

    def _settle(self, costs: Ints, level: int, watch: Watch | None) -> Ints | None:
        """Pivot on the open arcs until none improves; give the potentials, None when the watch stopped it."""
        nodes = self.network.nodes
        wide = np.int32 if 4 * int(np.abs(costs).max(initial=0)) * (nodes + 2) < 2**31 else np.int64
        cost = self.row(np.concatenate([costs, np.zeros(nodes, dtype=np.int64)]), wide)
        height = self.row(np.zeros(nodes + 1, dtype=np.int64), wide)
        self.heights(self.tail, cost, self.tree, height, self.root)
        arcs, cursor = self.row(self.open, NUMBER), self.row(np.zeros(3, dtype=np.int64))
        length = isqrt(len(self.open)) + 2  # arcs to choose among, looked at again half as often: measured best
        waiting, again = self.row(np.zeros(length, dtype=np.int64), NUMBER), length // 2
        ends, done, last = (self.tail, self.head, self.high), 0, CHUNK
        while last == CHUNK:
            if watch is not None and not watch(level, done):
                return None
            last = self.pivots(
                *ends, cost, self.flow, self.state, arcs, waiting, again, self.tree, height, cursor, CHUNK
            )
            done += last
        return np.array(height[:nodes], dtype=np.int64)


def _as_array(row: Ints, kind: Any = np.int64) -> Any:
    """Narrow numbers take less of a cache, and what is never negative needs no look whether it counts from the end."""
    return row.astype(kind)


def _as_list(row: Ints, _: Any = None) -> list[int]:
    found: list[int] = row.tolist()
    return found
