"""HiGHS as exact solver of the network: one linear programme per level on the optimal face of the levels before.

Source: Huangfu, Hall, "Parallelizing the dual revised simplex method" (2018); https://highs.dev.
"""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from diachi.core.allocation.network import Network, Solution, costs_of
from diachi.core.errors import ErrorCode, OurFault

TOLERANCE = 1e-6
# From level to level only costs change and bounds close on the flow found, so the basis stays primal feasible.
PRIMAL = 4
OPTIONS: dict[str, bool | int | str] = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",
    "solver": "simplex",
    "simplex_strategy": PRIMAL,
}
Vector = np.ndarray[Any, Any]


class Highs:
    """One level after another; arcs with a non-zero reduced cost are frozen, never bounded by objective rows."""

    name = "highs"

    def solve(self, network: Network) -> Solution:
        """Give optimal integral flows and the potentials that prove every level.

        Source: network matrices are totally unimodular, so every vertex is integral (Hoffman, Kruskal 1956).
        Takes: a network with m arcs, n nodes, k levels; integer costs and capacities.
        Gives: flows in arc order, costs per level, potentials per level (integers).
        Fails: OurFault when HiGHS does not end at an integral optimum.
        Holds: level values equal those of every other engine; the same network gives the same bytes.
        Cost: k simplex runs on m columns and n rows, each from the basis of the one before.
        """
        if not network.arcs:
            return Solution(flows=(), values=(0,) * len(network.levels), potentials=({},) * len(network.levels))
        nodes = network.nodes
        solver = _model(network, nodes)
        low = np.zeros(len(network.arcs))
        high = np.array([a.high for a in network.arcs], dtype=float)
        costs = np.array([a.costs for a in network.arcs], dtype=np.int64).reshape(len(network.arcs), -1)
        ends = _ends(network, nodes)
        potentials = []
        flows = np.zeros(len(network.arcs), dtype=np.int64)
        for level in range(len(network.levels)):
            column = np.arange(len(network.arcs), dtype=np.int32)
            solver.changeColsCost(len(column), column, costs[:, level].astype(float))
            solver.changeColsBounds(len(column), column, low, high)
            flows, duals = _run(solver)
            reduced = costs[:, level] + duals[ends[0]] - duals[ends[1]]
            high = np.where(reduced > 0, low, high)
            low = np.where(reduced < 0, high, low)
            potentials.append({node: int(value) for node, value in zip(nodes, duals, strict=True) if value})
        found = tuple(int(f) for f in flows)
        return Solution(flows=found, values=costs_of(network, found), potentials=tuple(potentials))


def _ends(network: Network, nodes: tuple[str, ...]) -> tuple[Vector, Vector]:
    at = {node: i for i, node in enumerate(nodes)}
    return np.array([at[a.tail] for a in network.arcs]), np.array([at[a.head] for a in network.arcs])


def _model(network: Network, nodes: tuple[str, ...]) -> highspy.Highs:
    tails, heads = _ends(network, nodes)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(network.arcs), len(nodes)
    lp.col_cost_ = np.zeros(len(network.arcs))
    lp.col_lower_ = np.zeros(len(network.arcs))
    lp.col_upper_ = np.array([a.high for a in network.arcs], dtype=float)
    lp.row_lower_ = lp.row_upper_ = np.zeros(len(nodes))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(0, 2 * len(network.arcs) + 1, 2, dtype=np.int32)
    # Column j: -1 where the arc leaves, +1 where it arrives; a node's dual is then its potential.
    lp.a_matrix_.index_ = np.column_stack((tails, heads)).astype(np.int32).ravel()
    lp.a_matrix_.value_ = np.tile(np.array([-1.0, 1.0]), len(network.arcs))
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    return solver


def _run(solver: highspy.Highs) -> tuple[Vector, Vector]:
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise OurFault(ErrorCode.UNEXPECTED, reason=f"HiGHS: {solver.modelStatusToString(solver.getModelStatus())}")
    solution = solver.getSolution()
    return _whole(np.array(solution.col_value)), _whole(np.array(solution.row_dual))


def _whole(values: Vector) -> Vector:
    whole: Vector = np.rint(values).astype(np.int64)
    if np.abs(values - whole).max(initial=0.0) > TOLERANCE:
        raise OurFault(ErrorCode.UNEXPECTED, reason="HiGHS: a vertex that is not integral")
    return whole
