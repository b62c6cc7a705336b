"""Classing a million households in one pass, beside a bare loop that compares once a row.

./run bench classify [--check] [--rows 1000000]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from statistics import median
from time import process_time

from diachi.core.household import AreaType
from diachi.core.poverty.classes import classify_rows
from diachi.files.law.poverty import standards

ROUNDS = 5
MOST_SECONDS = 5  # for a million households


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


def main() -> int:
    """Print rows a second of both, and their ratio; with --check, exit 1 when a million would take too long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    dice = random.Random(20)
    incomes = [dice.randrange(4_000_000) for _ in range(args.rows)]
    lacking = [dice.randrange(13) for _ in range(args.rows)]
    areas = [dice.choice(tuple(AreaType)) for _ in range(args.rows)]
    standard = standards().on(2024)
    loop = seconds(lambda: bare(incomes))
    classed = seconds(lambda: classify_rows(incomes, lacking, areas, standard))
    print(f"bare loop     {args.rows / loop:>12,.0f} rows/s  {loop:.3f} s")
    print(f"classify_rows {args.rows / classed:>12,.0f} rows/s  {classed:.3f} s  {classed / loop:.1f}x the bare loop")
    held = classed * 1_000_000 / args.rows < MOST_SECONDS
    print("held" if held else f"missed: a million households in less than {MOST_SECONDS} s")
    return 0 if held or not args.check else 1


if __name__ == "__main__":
    sys.exit(main())
