"""Classing a million households in one pass, beside a bare loop that compares once a row.

python benchmarks/classify/run.py [rows]
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from statistics import median
from time import process_time

from diachi.core.household import AreaType
from diachi.core.poverty.classes import classify_rows
from diachi.files.law.poverty import standards

ROUNDS = 5


def bare(incomes: list[int]) -> list[bool]:
    """Compare once a row, as little as any rule can do."""
    found = []
    for income in incomes:
        found.append(income <= 1_500_000)  # the bare loop is what is measured
    return found


def seconds(work: Callable[[], object]) -> float:
    """Give the CPU time of one round, in seconds, the median of several."""
    spent = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        spent.append(process_time() - start)
    return median(spent)


def main() -> None:
    """Print rows a second of both, and their ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    dice = random.Random(20)
    incomes = [dice.randrange(4_000_000) for _ in range(rows)]
    lacking = [dice.randrange(13) for _ in range(rows)]
    areas = [dice.choice(tuple(AreaType)) for _ in range(rows)]
    standard = standards().on(2024)
    loop = seconds(lambda: bare(incomes))
    classed = seconds(lambda: classify_rows(incomes, lacking, areas, standard))
    print(f"bare loop     {rows / loop:>12,.0f} rows/s  {loop:.3f} s")
    print(f"classify_rows {rows / classed:>12,.0f} rows/s  {classed:.3f} s  {classed / loop:.1f} times the bare loop")


if __name__ == "__main__":
    main()
