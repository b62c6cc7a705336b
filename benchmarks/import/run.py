"""A list of 50,000 households and 20 columns, read safely: ours beside bare calamine, openpyxl, pandas, frictionless.

    ./run bench import [--check] [--rows 50000]

Every reading is a process of its own, begun anew each round, and all take turns: a busy machine slows all alike. Time
is CPU time, the processes a reading starts included, from the call to the last cell as a Python value; loading a
library is left out, starting our reading process is not. Memory is the largest a process ever was: of ours, the process
that parses and the one that receives, each by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from statistics import median

COLUMNS, SEED = 20, 20240715
ROUNDS, PEER_ROUNDS = 5, 1  # a peer that takes twenty times as long is not asked five times
MOST_TIMES_BARE, MOST_MB = 6, 512
SMALL_ROWS, MOST_SMALL_SECONDS = 10_000, 3
BARE, OURS = "bare calamine", "diachi, read safely"


def bare(path: Path) -> int:
    """The parser by itself, in this process, with no limit: what every other figure is held against."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    return sum(len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)


def ours(path: Path) -> int:
    """What every verb calls."""
    from diachi.files.workbook_in import read_workbook

    return sum(len(sheet.rows) for sheet in read_workbook(path))


def openpyxl(path: Path) -> int:
    """Its fast way: read-only, values."""
    book = import_module("openpyxl").load_workbook(path, read_only=True, data_only=True)
    return sum(1 for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) if row)


def pandas(path: Path) -> int:
    """As an analyst types it; every cell as an object, so that no personal id loses its zeros."""
    return sum(
        len(sheet) + 1 for sheet in import_module("pandas").read_excel(path, sheet_name=None, dtype=object).values()
    )


def pandas_calamine(path: Path) -> int:
    """The same through calamine, which has to be asked for."""
    read = import_module("pandas").read_excel
    return sum(len(sheet) + 1 for sheet in read(path, sheet_name=None, dtype=object, engine="calamine").values())


def frictionless(path: Path) -> int:
    """Rows with their types guessed, as `frictionless validate` reads them."""
    os.chdir(path.parent)  # it opens no absolute path unless it is told to trust everything
    resource = import_module("frictionless").Resource(path=path.name)
    return len(resource.read_rows()) + 1


# A name of the table -> what it does with the file, what to load first, how many rounds. A later stage of the import
# (read, checked and reported) is one more line here, and one more limit in `missed`.
READINGS: dict[str, tuple[Callable[[Path], int], tuple[str, ...], int]] = {
    BARE: (bare, ("python_calamine",), ROUNDS),
    OURS: (ours, ("diachi.files.workbook_in",), ROUNDS),
    "openpyxl": (openpyxl, ("openpyxl",), PEER_ROUNDS),
    "pandas.read_excel": (pandas, ("pandas", "openpyxl"), PEER_ROUNDS),
    "pandas, engine calamine": (pandas_calamine, ("pandas", "python_calamine"), PEER_ROUNDS),
    "frictionless": (frictionless, ("frictionless", "openpyxl"), PEER_ROUNDS),
}


def write_list(path: Path, rows: int) -> Path:
    """Write a list as offices have it: names, years, ids as text, ticks, money, a day, an empty column, a remark."""
    dice = random.Random(SEED)
    names = ("Nông Văn Ảo", "Lý Thị Thử", "Hoàng Văn Mẫu", "Triệu Thị Giả")
    book = import_module("openpyxl").Workbook(write_only=True)
    sheet = book.create_sheet("Hộ nghèo")
    sheet.append([f"Cột {n}" for n in range(1, COLUMNS + 1)])
    for number in range(1, rows + 1):
        person = [
            number,
            f"{dice.choice(names)} {number}",
            dice.randrange(1940, 2005),
            "Nam",
            f"{dice.randrange(10**12):012}",
        ]
        place = ["Tày", f"Bản {dice.randrange(200)}", "Hoa Thám", dice.randrange(1, 9), dice.randrange(5)]
        marks = ["Thiếu vốn", "x", number, date(2023, 12, 5), round(dice.random() * 10**7, 2)]
        rest = [f"0912{dice.randrange(10**6):06}", None, "Có", f"Ghi chú của dòng {number}", dice.randrange(10**7)]
        sheet.append(person + place + marks + rest)
    book.save(path)
    return path


def cpu_seconds() -> float:
    """Give the CPU seconds of this process and of those it started and saw end."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def peak_mb() -> tuple[float, float]:
    """Give the largest this process was, and the largest of those it started; zeros where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0, 0.0
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    own, started = (
        resource.getrusage(who).ru_maxrss / unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own, started


def one(name: str, path: Path) -> None:
    """Read once, in this process of its own, and print what it took."""
    work, modules, _ = READINGS[name]
    for module in modules:
        import_module(module)
    begun, wall = cpu_seconds(), time.perf_counter()
    rows = work(path)
    took = {"rows": rows, "cpu": cpu_seconds() - begun, "wall": time.perf_counter() - wall, "peaks": peak_mb()}
    print(json.dumps(took))


def measure(path: Path, names: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Let all take turns; give the median of each figure."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for turn in range(ROUNDS):
        for name in names:
            if turn < READINGS[name][2]:
                call = [sys.executable, __file__, "--one", name, "--file", str(path)]
                told = json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)
                own, started = told.pop("peaks")
                found[name].append({**told, "own": own, "started": started})
    return {name: {key: median(r[key] for r in runs) for key in runs[0]} for name, runs in found.items()}


def missed(large: dict[str, dict[str, float]], small: dict[str, float]) -> list[str]:
    """Name every limit that was not held."""
    found = []
    if large[OURS]["cpu"] > MOST_TIMES_BARE * large[BARE]["cpu"]:
        found.append(f"at most {MOST_TIMES_BARE} times bare calamine")
    if max(large[OURS]["own"], large[OURS]["started"]) > MOST_MB:
        found.append(f"at most {MOST_MB} MB in either process")
    if small["cpu"] > MOST_SMALL_SECONDS:
        found.append(f"{SMALL_ROWS:,} rows in {MOST_SMALL_SECONDS} s")
    return found


def main() -> int:
    """Print the table; with --check, exit 1 when a limit is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        one(args.one, args.file)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        large = measure(write_list(Path(folder) / "lon.xlsx", args.rows), tuple(READINGS))
        small = measure(write_list(Path(folder) / "nho.xlsx", SMALL_ROWS), (OURS,))[OURS]
    heads = f"{'rows/s':>10}{'CPU s':>8}{'x bare':>8}{'wall s':>8}{'MB':>6}{'its child':>11}"
    print(f"{args.rows:,} rows x {COLUMNS} columns".ljust(30) + heads)
    for name, told in large.items():
        times = told["cpu"] / large[BARE]["cpu"]
        print(
            f"{name:<28}{told['rows'] / told['cpu']:>12,.0f}{told['cpu']:>8.2f}{times:>8.2f}{told['wall']:>8.2f}"
            f"{told['own']:>6.0f}{told['started']:>11.0f}"
        )
    print(f"{SMALL_ROWS:,} rows, ours: {small['cpu']:.2f} s of CPU, {small['wall']:.2f} s by the wall, start included")
    failed = missed(large, small)
    print("held" if not failed else "missed: " + "; ".join(failed))
    return 1 if failed and args.check else 0


if __name__ == "__main__":
    sys.exit(main())
