"""HiGHS as exact pooler: one integer programme per level, each level held while the next is improved.

Source: Huangfu, Hall (2018); set partitioning over aggregated columns.
"""

from __future__ import annotations

from math import ceil, isfinite
from typing import Any

import highspy
import numpy as np

from diachi.core.allocation.pooling import PoolProblem, PoolSolution
from diachi.core.errors import ErrorCode, OurFault

SLACK = 1e-6
OPTIONS: dict[str, bool | int | float] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
}
Vector = np.ndarray[Any, Any]


class HighsPooler:
    """Set partitioning; a level that a limit cuts short is held at its best value, with the bound beside it."""

    name = "highs"

    def __init__(self, seconds: float = 60.0) -> None:
        """Allow so many seconds for each level."""
        self.seconds = seconds

    def pool(self, problem: PoolProblem) -> PoolSolution:
        """Give how often each pattern is used.

        Source: Bình Gia 4/2024, mục 1, gạch đầu dòng 1. Takes: c classes, p patterns. Gives: counts in pattern order,
        value and bound per level; a limit in which nothing is found leaves what stood before, at first everybody alone.
        Fails: OurFault when HiGHS ends without an answer for any other reason.
        Holds: every body is used at most once; value = bound where proven; the same problem gives the same counts.
        Cost: one integer programme of p + c columns per level.
        """
        solver = _model(problem, self.seconds)
        columns = len(problem.patterns) + len(problem.classes)
        every = np.arange(columns, dtype=np.int32)
        values, bounds, found = [], [], _everybody_alone(problem)
        for level in range(len(problem.levels)):
            costs = _costs(problem, level)
            if not costs.any():
                values.append(0)
                bounds.append(0)
                continue
            solver.changeColsCost(columns, every, costs)
            solver.run()
            ended, told = solver.getModelStatus(), solver.getInfo()
            if told.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
                found = np.rint(np.array(solver.getSolution().col_value))
            elif ended != highspy.HighsModelStatus.kTimeLimit:
                raise OurFault(ErrorCode.UNEXPECTED, reason="HiGHS: no grouping")
            value = round(float(costs @ found))
            values.append(value)
            done = ended == highspy.HighsModelStatus.kOptimal
            bounds.append(value if done else _bound(problem, costs, told.mip_dual_bound))
            used = np.flatnonzero(costs).astype(np.int32)
            solver.addRow(-highspy.kHighsInf, float(value), len(used), used, costs[used])
        counts = tuple(int(n) for n in found[: len(problem.patterns)])
        return PoolSolution(counts=counts, values=tuple(values), bounds=tuple(bounds))


def _everybody_alone(problem: PoolProblem) -> Vector:
    return np.array([*(0 for _ in problem.patterns), *(c.count for c in problem.classes)], dtype=float)


def _most(problem: PoolProblem) -> Vector:
    """How often each column may be used at most."""
    counts = [c.count for c in problem.classes]
    return np.array([*(min(counts[i] for i in p.classes) for p in problem.patterns), *counts], dtype=float)


def _bound(problem: PoolProblem, costs: Vector, proven: float) -> int:
    """The least a level may still reach: what HiGHS has proven, or what no answer can beat."""
    least = float(costs @ np.where(costs < 0, _most(problem), 0.0))
    return max(round(least), ceil(proven - SLACK)) if isfinite(proven) else round(least)


def _costs(problem: PoolProblem, level: int) -> Vector:
    """Patterns by their own costs; the first level counts the small bodies in none."""
    own = [p.costs[level] for p in problem.patterns]
    alone = [int(level == 0 and c.small) for c in problem.classes]
    return np.array([*own, *alone], dtype=float)


def _model(problem: PoolProblem, seconds: float) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, setting in OPTIONS.items():
        solver.setOptionValue(option, setting)
    solver.setOptionValue("time_limit", seconds)
    columns = len(problem.patterns) + len(problem.classes)
    most = [c.count for c in problem.classes]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(problem.classes)
    lp.col_cost_ = np.zeros(columns)
    lp.col_lower_ = np.zeros(columns)
    lp.col_upper_ = _most(problem)
    lp.row_lower_ = lp.row_upper_ = np.array(most, dtype=float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    start: list[int] = [0]
    index: list[int] = []
    value: list[float] = []
    for classes in [*(p.classes for p in problem.patterns), *((i,) for i in range(len(problem.classes)))]:
        for i in sorted(set(classes)):
            index.append(i)
            value.append(float(classes.count(i)))
        start.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.array(start, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(value)
    solver.passModel(lp)
    return solver
