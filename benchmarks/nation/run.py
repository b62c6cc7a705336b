"""A country end to end: Parquet in, classes, solve, certify, named pairs, the folder written, the folder checked.

    ./run bench nation [--check] [--provinces 1 4 17 34]

120,000 bodies and 1,200,000 households on the map of today (34 provinces, 3,321 communes), invented from the seed. The
largest row has central bodies that take households anywhere, so that everything is one network; the others fall into
provinces. Each row is a process of its own, called as an office calls it; numba's one compilation stands apart. Peak
memory is the process's own; the wall clock says little on a busy machine, so limits are held against CPU seconds. The
peer of the solver is in `benchmarks/allocation`; here the peer is the size: the exponent of CPU time over the arcs.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
from worlds_nation import Size, write_nation

ROOT = Path(__file__).resolve().parents[2]
SEED = 20260301
MOST_SECONDS, MOST_GIB = 60.0, 2.0
EXPONENT_BY_PART = 1.1
# Compiles the kernel, which is kept; an office meets this once.
WARM = """
from diachi.engines.arrays import ArrayNetwork
from diachi.engines.solver.network_simplex import NetworkSimplex
two = ArrayNetwork.of(nodes=2, tails=[0, 1], heads=[1, 0], highs=[1, 1], costs=[[-1, 0]])
NetworkSimplex().solve_arrays(two)
"""
CALL = """
import resource, sys
from diachi.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""
HEAD = ("bodies", "households", "nodes", "pairs")


@dataclass(frozen=True)
class Cost:
    """What one call took."""

    wall: float
    cpu: float
    gib: float


@dataclass(frozen=True)
class Row:
    """One country, proposed for and checked."""

    provinces: int
    coupled: bool
    head: dict[str, object]
    proposed: Cost
    checked: Cost

    def line(self) -> str:
        counts = self.head["counts"]
        assert isinstance(counts, dict)
        parts = "one network" if self.coupled else f"{counts['parts']} parts"
        costs = "".join(f"{c.wall:>10.1f}{c.cpu:>9.1f}{c.gib:>8.2f}" for c in (self.proposed, self.checked))
        nodes = self.head["certificate"]["nodes"]  # type: ignore[index]
        sizes = f"{counts['groups']:>9,}{counts['households']:>11,}{nodes:>9,}{counts['pairs']:>9,}"
        return f"{self.provinces:>3} {parts:<14}{sizes}{costs}"


def called(*words: str) -> tuple[Cost, str]:
    """Call the side door in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", CALL, *words], capture_output=True, text=True, check=False, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    gib = int(done.stderr.split()[-1]) / 2**20
    return Cost(time.monotonic() - start, cpu, gib), done.stdout


def measured(size: Size) -> Row:
    """Write a country, propose for it, check the proposal."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "ca-nuoc"
        write_nation(folder, seed=SEED, size=size)
        proposed, out = called("allocate", str(folder), "--by-class", "--json")
        checked, verdict = called("check-allocation", str(folder), "--by-class", "--json")
    if json.loads(verdict)["findings"]:
        raise RuntimeError("the proposal does not pass its check")
    return Row(size.provinces, size.central > 0, json.loads(out), proposed, checked)


def exponent(small: Row, large: Row) -> float:
    """How CPU time grows with the number of households."""
    sizes = [int(r.head["counts"]["households"]) for r in (small, large)]  # type: ignore[index]
    return log(large.proposed.cpu / small.proposed.cpu) / log(sizes[1] / sizes[0])


def main(args: Sequence[str] | None = None) -> int:
    """Print the table; with --check, exit 1 when a limit is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--provinces", type=int, nargs="*", default=[1, 4, 17, 34])
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args(args)
    subprocess.run([sys.executable, "-c", WARM], check=True, cwd=ROOT)
    print(
        f"{'':<18}{'bodies':>9}{'households':>11}{'nodes':>9}{'pairs':>9}{'propose: wall, CPU s, GiB':>23}{'check':>23}"
    )
    whole = measured(Size())
    print(whole.line(), flush=True)
    for level in whole.head["levels"]:  # type: ignore[attr-defined]
        print(f"  {level['name']:<26}{level['value']:>14,} = bound", flush=True)
    rows = []
    for provinces in asked.provinces:
        rows.append(measured(Size().part(provinces)))
        print(rows[-1].line(), flush=True)
    grown = exponent(rows[-2], rows[-1]) if len(rows) > 1 else 0.0
    costs = (whole.proposed, whole.checked)
    print(f"certified and checked without a solver; exponent by parts {grown:.2f} (two largest rows)")
    held = max(c.gib for c in costs) <= MOST_GIB and whole.proposed.cpu <= MOST_SECONDS and grown <= EXPONENT_BY_PART
    limits = f"{MOST_SECONDS:.0f} CPU s, {MOST_GIB} GiB, exponent {EXPONENT_BY_PART} by parts"
    print(f"held: {limits}" if held else f"missed: {limits}")
    return 0 if held or not asked.check else 1


if __name__ == "__main__":
    sys.exit(main())
