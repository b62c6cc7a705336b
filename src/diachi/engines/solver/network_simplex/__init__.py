"""The network simplex, level by level: exact integers, no weights, the same pivots compiled and in plain Python.

Source: Ahuja, Magnanti, Orlin, "Network Flows" (1993), chapter 11. After each level the arcs whose reduced cost is not
zero are frozen where they are: what is left is the optimal face, and the next level moves on it alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import isqrt
from typing import Any

import numpy as np

from diachi.core.allocation.network import Network, Solution, Watch
from diachi.engines.arrays import ArrayNetwork, ArraySolution, Ints, arrays_of, named, need_room, values_of
from diachi.engines.solver.network_simplex import kernel

CHUNK = 50_000  # pivots between two looks at the watch
Kernel = tuple[Any, Any]  # kernel.pivots, kernel.heights


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
        Holds: the same arrays give the same bytes, compiled or not; the levels
        before one that was stopped stay proven, and the flow is none worse at any of them.
        Cost: m x k for pricing, pivots x depth of the tree; worst case exponential, never met.
        """
        need_room(network)
        run = _Run(network, _kernel() if self._use_numba() else None)
        potentials: list[Ints] = []
        for level in range(len(network.costs)):
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
def _kernel() -> Kernel:
    """Compile the kernel once; kept beside the program, or in the user's own cache where that folder is closed."""
    from numba import njit

    try:
        return njit(cache=True)(kernel.pivots), njit(cache=True)(kernel.heights)
    except RuntimeError:  # no place to keep it at all: compiled anew by each run
        return njit(kernel.pivots), njit(kernel.heights)


class _Run:
    """The tree and the flow of one run; rows are arrays for the compiled kernel, lists for the plain one."""

    def __init__(self, network: ArrayNetwork, compiled: Kernel | None) -> None:
        n, m = network.nodes, len(network.tails)
        every = np.arange(n, dtype=np.int64)
        self.network, self.root = network, n
        self.pivots: Any
        self.heights: Any
        self.pivots, self.heights = compiled or (kernel.pivots, kernel.heights)
        self.row: Callable[[Ints], Any] = _as_array if compiled else _as_list
        free = np.full(n, np.iinfo(np.int64).max // 2, dtype=np.int64)
        self.tail = self.row(np.concatenate([network.tails, every]))
        self.head = self.row(np.concatenate([network.heads, np.full(n, n, dtype=np.int64)]))
        self.high = self.row(np.concatenate([network.highs, free]))
        self.flow = self.row(np.zeros(m + n, dtype=np.int64))
        self.state = self.row(np.concatenate([np.ones(m, dtype=np.int64), np.zeros(n, dtype=np.int64)]))
        self.tree = tuple(map(self.row, _star(n, m)))
        self.open = np.flatnonzero(network.highs > 0).astype(np.int64)  # no flow fits through the others

    def improve(self, level: int, watch: Watch | None) -> Ints | None:
        """Bring one level to its optimum on the face of those before; None when the watch stopped it."""
        network, nodes = self.network, self.network.nodes
        costs = network.costs[level]
        cost = self.row(np.concatenate([costs, np.zeros(nodes, dtype=np.int64)]))
        height = self.row(np.zeros(nodes + 1, dtype=np.int64))
        self.heights(self.tail, cost, self.tree, height, self.root)
        arcs, cursor = self.row(self.open), self.row(np.zeros(1, dtype=np.int64))
        block = max(8, isqrt(len(self.open)) * 7 // 20)
        ends, done, last = (self.tail, self.head, self.high), 0, CHUNK
        while last == CHUNK:
            if watch is not None and not watch(level, done):
                return None
            last = self.pivots(*ends, cost, self.flow, self.state, arcs, block, self.tree, height, cursor, CHUNK)
            done += last
        found = np.array(height[:nodes], dtype=np.int64)
        reduced = costs + found[network.tails] - found[network.heads]
        self.open = self.open[reduced[self.open] == 0]
        return found


def _as_array(row: Ints) -> Ints:
    return row


def _as_list(row: Ints) -> list[int]:
    found: list[int] = row.tolist()
    return found


def _star(nodes: int, arcs: int) -> tuple[Ints, ...]:
    """Every node hangs from the root by its artificial arc: parent, pred, depth, child, right, left."""
    every = np.arange(nodes + 1, dtype=np.int64)
    parent, pred = np.full(nodes + 1, nodes, dtype=np.int64), every + arcs
    depth, child = np.ones(nodes + 1, dtype=np.int64), np.full(nodes + 1, -1, dtype=np.int64)
    right, left = every + 1, every - 1
    parent[nodes] = pred[nodes] = right[nodes] = left[nodes] = -1
    depth[nodes], child[nodes] = 0, 0 if nodes else -1
    if nodes:
        right[nodes - 1] = -1
    return parent, pred, depth, child, right, left
