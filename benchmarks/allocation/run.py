"""The pairing beside what an analyst would reach for: the same rules, the same vector of levels, one run.

./run bench allocation [--check] [--size district|province]

Ours is build + solve + certify in one warm process; so is each peer's build + solve. Start-up and numba's one
compilation stand apart. CPU seconds, children included. District: the levels a peer on pairs can count. Province: the
levels that hold when a campaign names none, on the same network for both sides.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import log
from statistics import median
from time import process_time
from typing import Any

from peers import Values, highs_lp, lsap, one_shot, pulp_cbc
from world import CAMPAIGN, DISTRICT, ON_PAIRS, PROVINCE, model

from diachi.core.allocation.compact import build_compact
from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import level_specs
from diachi.core.allocation.model import Model
from diachi.engines.arrays import ArrayNetwork, arrays_of, certify_arrays
from diachi.engines.solver.network_simplex import NetworkSimplex

ROUNDS = 7
SIZES = {"district": (100, 2_000, DISTRICT), "province": (2_000, 40_000, PROVINCE)}
SCALES = ((100, 2_000, 10), (500, 10_000, 50), (2_000, 40_000, 200), (4_000, 80_000, 400))
COMPILES = "from run import compiled_seconds; print(compiled_seconds())"
LIMITS = {"cbc": 1_000, "highs": 200, "plain district": 1.0, "plain province": 60.0, "compile": 20.0, "exponent": 1.5}


class Case:
    """One instance: the model both sides start from, and what was found on it."""

    def __init__(self, size: str) -> None:
        sponsors, households, communes = SIZES[size]
        self.campaign = ON_PAIRS if size == "district" else CAMPAIGN
        self.model = model(1, sponsors=sponsors, households=households, communes=communes, campaign=self.campaign)
        self.levels = tuple(spec.name for spec in level_specs(self.campaign, self.model))
        self.network = self.build()
        self.values: Values = ()

    def build(self) -> ArrayNetwork:
        """Build the network of classes from the model."""
        distance = Distance.of(self.model, level_specs(self.campaign, self.model))
        return arrays_of(build_compact(self.model, distance, self.levels).network)

    def ours(self, *, compiled: bool | None = None, network: ArrayNetwork | None = None) -> Values:
        """Build, solve and certify; with a network given, solve and certify."""
        network = network or self.build()
        found = NetworkSimplex(compiled=compiled).solve_arrays(network)
        if certify_arrays(network, found) is not None:
            raise RuntimeError("the certificate is rejected")
        self.values = found.values
        return found.values


def cpu() -> float:
    """CPU seconds of this process and of the children it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def seconds(work: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    """Give the CPU seconds of one round, the median of several, and what the last one found."""
    spent, found = [], None
    for _ in range(rounds):
        gc.collect()
        start = cpu()
        found = work()
        spent.append(cpu() - start)
    return median(spent), found


def compiled_seconds() -> float:
    """What the first solve of a fresh installation costs more than the second: numba's compilation."""
    network = Case("district").network
    first, _ = seconds(lambda: NetworkSimplex(compiled=True).solve_arrays(network), 1)
    second, _ = seconds(lambda: NetworkSimplex(compiled=True).solve_arrays(network), 1)
    return first - second


def compile_once() -> float:
    """Measure the compilation in a process of its own, with an empty cache."""
    with tempfile.TemporaryDirectory() as folder:
        here = os.path.dirname(os.path.abspath(__file__))
        done = subprocess.run(
            [sys.executable, "-c", COMPILES],
            env={**os.environ, "NUMBA_CACHE_DIR": folder, "PYTHONPATH": here},
            capture_output=True,
            text=True,
            check=True,
        )
    return float(done.stdout)


def row(name: str, spent: float, ratio: float | None, answer: object) -> None:
    """Print one line of the table."""
    print(f"{name:<52}{spent:>11.4f} s {'' if ratio is None else f'{ratio:>9,.1f}x'}  {answer}", flush=True)


def verdict(case: Case, answer: Values | str) -> str:
    """Say whether a peer's answer is the best one, and if not at which level it errs."""
    if isinstance(answer, str):
        return answer
    if answer == case.values:
        return "the same vector"
    names = [n for n, a, b in zip(case.levels, answer, case.values, strict=True) if a != b]
    return f"WRONG from {names[0]} on: {answer}"


def district(held: dict[str, bool]) -> None:
    """100 x 2,000: the district, beside integer programming on pairs."""
    case = Case("district")
    case.ours()
    print(f"\n100 x 2,000: {case.network.nodes:,} nodes, {len(case.network.tails):,} arcs; vector {case.values}")
    ours, _ = seconds(case.ours, ROUNDS)
    row("ours: build + solve + certify", ours, None, "proven")
    plain, _ = seconds(lambda: case.ours(compiled=False), 3)
    row("ours without numba: build + solve + certify", plain, plain / ours, "proven, the same bytes")
    held["plain district"] = plain < LIMITS["plain district"]
    _peers_on_network(case, ours, held, alone=False)
    spent, answer = seconds(lambda: pulp_cbc(case.model, Distance.of(case.model)), 1)
    row("PuLP + CBC, level by level: build + solve", spent, spent / ours, verdict(case, answer))
    held["cbc"] = spent / ours >= LIMITS["cbc"] and answer == case.values


def province(held: dict[str, bool]) -> None:
    """2,000 x 40,000: the province, beside HiGHS on the same network."""
    case = Case("province")
    case.ours()
    print(f"\n2,000 x 40,000: {case.network.nodes:,} nodes, {len(case.network.tails):,} arcs; vector {case.values}")
    ours, _ = seconds(case.ours, 3)
    row("ours: build + solve + certify", ours, None, "proven")
    inner, _ = seconds(lambda: case.ours(network=case.network), ROUNDS)
    row("ours on the network as built: solve + certify", inner, None, "proven")
    plain, _ = seconds(lambda: case.ours(compiled=False, network=case.network), 1)
    row("ours without numba: solve + certify", plain, plain / inner, "proven, the same bytes")
    held["plain province"] = plain < LIMITS["plain province"]
    _peers_on_network(case, inner, held, alone=True)


def _peers_on_network(case: Case, ours: float, held: dict[str, bool], *, alone: bool) -> None:
    answer, spent = one_shot(case.network)
    row("OR-Tools SimpleMinCostFlow, one shot: solve", spent, spent / ours, verdict(case, answer))
    if not alone:  # a province has 80 million pairs: a matrix of them is not attempted
        distance = Distance.of(case.model)
        spent, answer = seconds(lambda: lsap(case.model, distance, case.levels), 1)
        row("SciPy LSAP, levels packed in float64: build + solve", spent, spent / ours, verdict(case, answer))
    spent, answer = seconds(lambda: highs_lp(case.network), 1)
    row("HiGHS LP on the same network: solve", spent, spent / ours, verdict(case, answer))
    if alone:
        held["highs"] = spent / ours >= LIMITS["highs"] and answer == case.values


def scaling(held: dict[str, bool]) -> None:
    """How the time to solve and certify grows with the arcs."""
    print("\nscaling (solve + certify)")
    points = []
    for sponsors, households, communes in SCALES:
        lists: Model = model(2, sponsors=sponsors, households=households, communes=communes)
        specs = level_specs(CAMPAIGN, lists)
        levels = tuple(spec.name for spec in specs)
        network = arrays_of(build_compact(lists, Distance.of(lists, specs), levels).network)

        def solve(network: ArrayNetwork = network) -> None:
            certify_arrays(network, NetworkSimplex().solve_arrays(network))

        solve()
        spent, _ = seconds(solve, 3)
        points.append((log(len(network.tails)), log(spent)))
        row(f"{sponsors:,} x {households:,}", spent, None, f"{len(network.tails):,} arcs")
    count = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    exponent = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    print(f"exponent in arcs: {exponent:.2f}")
    held["exponent"] = exponent <= LIMITS["exponent"]


def main() -> int:
    """Print the table; with --check, exit 1 when a limit is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--size", choices=(*SIZES, "scaling"))
    args = parser.parse_args()
    held: dict[str, bool] = {}
    spent = compile_once()
    row("numba: compiled once, then kept", spent, None, "start-up, apart from all below")
    held["compile"] = spent <= LIMITS["compile"]
    for name, part in (("district", district), ("province", province), ("scaling", scaling)):
        if args.size in (None, name):
            part(held)
    missed = [f"{name} ({LIMITS[name]:,})" for name, kept in held.items() if not kept]
    print("held" if not missed else f"missed: {', '.join(missed)}")
    return 1 if missed and args.check else 0


if __name__ == "__main__":
    sys.exit(main())
