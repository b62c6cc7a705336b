"""HiGHS as exact solver of the network: one linear programme per level on the optimal face of the levels before.

Source: Huangfu, Hall, "Parallelizing the dual revised simplex method" (2018); https://highs.dev.
"""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from diachi.core.allocation.network import Network, Solution, Watch
from diachi.core.errors import ErrorCode, OurFault
from diachi.engines.arrays import ArrayNetwork, ArraySolution, Ints, arrays_of, named, values_of

TOLERANCE = 1e-6
# From level to level only costs change and bounds close on the flow found, so the basis stays primal feasible.
PRIMAL, DUAL = 4, 1
OPTIONS: dict[str, bool | int | str] = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",
    "solver": "simplex",
}
Vector = np.ndarray[Any, Any]


class Highs:
    """One level after another; arcs with a non-zero reduced cost are frozen, never bounded by objective rows."""

    name = "highs"

    def solve(self, network: Network, watch: Watch | None = None) -> Solution:
        """Give optimal integral flows and the potentials that prove every level.

        Source: network matrices are totally unimodular, so every vertex is integral (Hoffman, Kruskal 1956).
        Takes: a named network; a watch, asked before each level. Gives: flows, costs and potentials per level.
        Fails: OurFault when HiGHS does not end at an integral optimum.
        Holds: level values equal those of every other engine; the same network gives the same bytes.
        Cost: as `solve_arrays`.
        """
        return named(network, self.solve_arrays(arrays_of(network), watch))

    def solve_arrays(self, network: ArrayNetwork, watch: Watch | None = None) -> ArraySolution:
        """Give an optimal flow, level by level, with the duals that prove it.

        Source: Hoffman, Kruskal 1956. Takes: m arcs, n nodes, k levels. Gives: flows, potentials of every proven level.
        Fails: OurFault when HiGHS does not end at an integral optimum. Holds: potentials are whole numbers.
        Cost: k simplex runs on m columns and n rows, each from the basis of the one before.
        """
        count = len(network.tails)
        flows, low, high = np.zeros(count, dtype=np.int64), np.zeros(count), network.highs.astype(float)
        potentials: list[Ints] = []
        solver = _model(network) if count else None
        column = np.arange(count, dtype=np.int32)
        for level, costs in enumerate(network.costs):
            if watch is not None and not watch(level, 0):
                break
            duals = np.zeros(network.nodes, dtype=np.int64)
            if solver is not None:
                solver.changeColsCost(count, column, costs.astype(float))
                solver.changeColsBounds(count, column, low, high)
                flows, duals = _run(solver)
            reduced = costs + duals[network.tails] - duals[network.heads]
            high = np.where(reduced > 0, low, high)
            low = np.where(reduced < 0, high, low)
            potentials.append(duals)
        rows = np.array(potentials, dtype=np.int64).reshape(len(potentials), network.nodes)
        return ArraySolution(flows=flows, potentials=rows, values=values_of(network, flows))


def _model(network: ArrayNetwork) -> highspy.Highs:
    columns = len(network.tails)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, network.nodes
    lp.col_cost_ = lp.col_lower_ = np.zeros(columns)
    lp.col_upper_ = network.highs.astype(float)
    lp.row_lower_ = lp.row_upper_ = np.zeros(network.nodes)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(0, 2 * columns + 1, 2, dtype=np.int32)
    # Column j: -1 where the arc leaves, +1 where it arrives; a node's dual is then its potential.
    lp.a_matrix_.index_ = np.column_stack((network.tails, network.heads)).astype(np.int32).ravel()
    lp.a_matrix_.value_ = np.tile(np.array([-1.0, 1.0]), columns)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    return solver


def _run(solver: highspy.Highs) -> tuple[Vector, Vector]:
    for strategy in (PRIMAL, DUAL):  # the primal one may end with "Unknown" where there is an optimum
        solver.setOptionValue("simplex_strategy", strategy)
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            break
    else:
        raise OurFault(ErrorCode.UNEXPECTED, reason=f"HiGHS: {solver.modelStatusToString(solver.getModelStatus())}")
    solution = solver.getSolution()
    return _whole(np.array(solution.col_value)), _whole(np.array(solution.row_dual))


def _whole(values: Vector) -> Vector:
    whole: Vector = np.rint(values).astype(np.int64)
    if np.abs(values - whole).max(initial=0.0) > TOLERANCE:
        raise OurFault(ErrorCode.UNEXPECTED, reason="HiGHS: a vertex that is not integral")
    return whole
