"""What an analyst would reach for, with stock settings: CBC through PuLP, HiGHS, linear sum assignment, OR-Tools."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import highspy
import numpy as np
import pulp
from scipy.optimize import linear_sum_assignment

from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import level_value
from diachi.core.allocation.model import Model, may_take, priorities_of
from diachi.engines.arrays import ArrayNetwork, values_of

Pair = tuple[str, str]  # group_id, household_id
Values = tuple[int, ...]
SLACK = 1e-6


def pulp_cbc(model: Model, distance: Distance) -> Values:
    """One binary a pair, one programme a level, each level held by a row: minimums, places, one sponsor a family."""
    problem = pulp.LpProblem("pairing", pulp.LpMinimize)
    pairs = _pairs(model)
    takes = {pair: problem.add_variable(f"x{n}", cat="Binary") for n, pair in enumerate(pairs)}
    by_group, by_home = defaultdict(list), defaultdict(list)
    for (group_id, household_id), take in takes.items():
        by_group[group_id].append(take)
        by_home[household_id].append(take)
    for home in by_home.values():
        problem += pulp.lpSum(home) <= 1
    met = []
    for group_id, group in by_group.items():
        problem += pulp.lpSum(group) <= model.duties[group_id].capacity
        part = problem.add_variable(f"m_{group_id.replace('-', '_')}", 0, model.duties[group_id].min)
        problem += part <= pulp.lpSum(group)
        met.append(part)
    ranks = range(len(model.priorities))
    levels = (
        pulp.lpSum(-1 * take for take in takes.values()),
        pulp.lpSum(-1 * part for part in met),
        *(pulp.lpSum(-1 * take for (_, h), take in takes.items() if priorities_of(model, h)[n]) for n in ranks),
        pulp.lpSum(distance.mismatch(*pair) * take for pair, take in takes.items()),
        pulp.lpSum(distance.counted(*pair) * take for pair, take in takes.items()),
    )
    found = []
    for level in levels:
        problem.setObjective(level)
        status = problem.solve(pulp.PULP_CBC_CMD(msg=False))
        if pulp.LpStatus[status] != "Optimal":
            raise RuntimeError(f"CBC: {pulp.LpStatus[status]}")
        found.append(round(pulp.value(level) or 0))
        problem += level <= found[-1]
    return (0, *found)


def _pairs(model: Model) -> list[Pair]:
    able = [g for g in model.groups if model.duties[g.group_id].capacity]
    return [(g.group_id, h) for g in able for h in model.candidates if may_take(model, g, h)]


def highs_lp(network: ArrayNetwork) -> Values:
    """One linear programme a level on the same network, stock options, arcs off the optimal face frozen."""
    columns = len(network.tails)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, network.nodes
    lp.col_cost_, lp.col_lower_ = np.zeros(columns), np.zeros(columns)
    lp.col_upper_ = network.highs.astype(float)
    lp.row_lower_ = lp.row_upper_ = np.zeros(network.nodes)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(0, 2 * columns + 1, 2, dtype=np.int32)
    lp.a_matrix_.index_ = np.column_stack((network.tails, network.heads)).astype(np.int32).ravel()
    lp.a_matrix_.value_ = np.tile(np.array([-1.0, 1.0]), columns)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(lp)
    every = np.arange(columns, dtype=np.int32)
    low, high = np.zeros(columns), network.highs.astype(float)
    flows = np.zeros(columns)
    for costs in network.costs:
        solver.changeColsCost(columns, every, costs.astype(float))
        solver.changeColsBounds(columns, every, low, high)
        solver.run()
        solution = solver.getSolution()
        flows, duals = np.array(solution.col_value), np.array(solution.row_dual)
        reduced = costs + duals[network.tails] - duals[network.heads]
        high = np.where(reduced > SLACK, low, high)
        low = np.where(reduced < -SLACK, high, low)
    return values_of(network, np.rint(flows).astype(np.int64))


def lsap(model: Model, distance: Distance, levels: tuple[str, ...]) -> Values:
    """One matrix of places x families, the levels packed into one float: each heavier than all of the next together."""
    slots = [(g, unit) for g, duty in model.duties.items() for unit in range(duty.capacity)]
    heavier = 1_000.0 * len(slots)  # no level of one pair is dearer than a thousand
    off = heavier
    rank = [off * heavier * (2.0 * len(slots)) ** n for n in reversed(range(len(model.priorities)))]
    asked = rank[0] * 2.0 * len(slots)
    covered = asked * 2.0 * len(slots)
    costs = np.zeros((len(slots), len(model.candidates)))
    homes = {h: n for n, h in enumerate(model.candidates)}
    rows = defaultdict(list)
    for row, (group_id, unit) in enumerate(slots):
        rows[group_id].append((row, unit))
    for group_id, household_id in _pairs(model):
        base = -covered - sum(w for w, holds in zip(rank, priorities_of(model, household_id), strict=True) if holds)
        base += off * distance.mismatch(group_id, household_id) + distance.counted(group_id, household_id)
        for row, unit in rows[group_id]:
            costs[row, homes[household_id]] = base - asked * (unit < model.duties[group_id].min)
    chosen_rows, columns = linear_sum_assignment(costs)
    chosen = {model.candidates[c]: slots[r][0] for r, c in zip(chosen_rows, columns, strict=True) if costs[r, c] < 0}
    more = ("mismatch", "distance")
    return tuple(level_value(model, distance, name, chosen) * (1 if name in more else -1) for name in levels)


def one_shot(network: ArrayNetwork) -> tuple[Values | str, float]:
    """One min-cost flow with hand-made weights, in a process of its own: OR-Tools and highspy each bring a HiGHS."""
    with tempfile.TemporaryDirectory() as folder:
        given, found = Path(folder) / "network.npz", Path(folder) / "flows.npy"
        rows = {name: getattr(network, name) for name in ("tails", "heads", "highs", "costs")}
        np.savez(given, **rows)
        script = Path(__file__).with_name("one_shot.py")
        done = subprocess.run(
            [sys.executable, str(script), str(given), str(found)], capture_output=True, text=True, check=True
        )
        word, seconds = done.stdout.split()
        return values_of(network, np.load(found)) if word == "optimal" else f"refused: {word}", float(seconds)
