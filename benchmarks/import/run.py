"""A list of 50,000 households and 20 columns: ours beside bare calamine, openpyxl, pandas, frictionless.

The peers read the cells; ours is shown three times: reading them safely; read, checked and reported; and kept as well,
as a register with the list as it came beside it. The limit is on what answers the officer: read, checked, reported.

    ./run bench import [--check] [--rows 50000]

Every reading is a process of its own, begun anew each round, and all take turns: a busy machine slows all alike. Time
is CPU time, the processes a reading starts included, from the call to the last cell as a Python value; loading a
library is left out, starting our reading process is not. Memory is the largest a process ever was: of ours, the process
that parses and the one that receives, each by itself. The tables of the law are loaded before an import is measured, as
a library is; the 10,000 rows are a whole command, from the shell's call to its end.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from statistics import median

SEED = 20240715
HEADERS = ["STT", "Họ và tên chủ hộ", "Năm sinh", "Giới tính", "Số CCCD", "Dân tộc", "Thôn", "Xã", "Huyện", "Tỉnh"]
HEADERS += ["Số nhân khẩu", "Số lao động", "Điểm B1", "Điểm B2", "Nguyên nhân nghèo", "Nhu cầu hỗ trợ"]
HEADERS += ["Số tiền cần (đồng)", "Điện thoại", "Ý chí thoát nghèo", "Diện hộ"]
COLUMNS = len(HEADERS)
SURNAMES = ("Nông", "Lý", "Hoàng", "Triệu", "Lương", "Vi", "Hứa", "Đặng", "Bàn", "Lộc", "Dương", "Chu", "Đinh", "Phùng")
MIDDLE = ("Văn", "Thị", "Minh", "Ngọc", "Hữu", "Thu", "Đức", "Kim")
GIVEN = ("Ảo", "Thử", "Mẫu", "Giả", "Hòa", "Bình", "Sơn", "Lan", "Hương", "Tiến", "Phúc", "Thảo", "Yến", "Quý", "Hạnh")
COMMUNES = ("Hoa Thám", "Thiện Thuật", "Hồng Thái", "Tân Văn", "Mông Ân", "Quang Trung", "Hưng Đạo", "Minh Khai")
CAUSES, NEEDS = ("Thiếu vốn", "Thiếu kỹ thuật", "Không có đất", "Ốm đau"), ("Bò giống", "Cây giống", "Lợn giống")
GROUPS = ("Tày", "Nùng", "Dao", "Kinh")
ROUNDS, PEER_ROUNDS = 5, 1  # a peer that takes twenty times as long is not asked five times
MOST_TIMES_BARE, MOST_MB = 6, 512
SMALL_ROWS, MOST_SMALL_SECONDS = 10_000, 3
BARE, OURS, CHECKED = "bare calamine", "diachi, read safely", "diachi, checked, reported"
WHOLE = "diachi, imported, kept"


def bare(path: Path) -> int:
    """The parser by itself, in this process, with no limit: what every other figure is held against."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    return sum(len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)


def ours(path: Path) -> int:
    """What every verb calls."""
    from diachi.files.workbook_in import read_workbook

    return sum(len(sheet.rows) for sheet in read_workbook(path))


def checked(path: Path) -> int:
    """Read, checked and reported: every issue of every row told to a machine, nothing kept."""
    from diachi.cli import main as diachi

    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(io.StringIO()):
        if diachi(["import-register", str(path), "--only-check", "--json"]):
            raise SystemExit("the list was refused")
    return int(json.loads(told.getvalue())["counts"][0]["read"])


def imported(path: Path) -> int:
    """The same, and kept: a register folder with its issues and the list as it came stands at the end."""
    from diachi.cli import main as diachi

    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        if diachi(["import-register", str(path), "-o", str(path.with_name("so"))]):
            raise SystemExit("the list was refused")
    return sum(1 for _ in (path.with_name("so") / "households.csv").open(encoding="utf-8"))


def warmed(path: Path) -> None:
    """Load what a first import loads: the law's tables, the map."""
    imported(write_list(path.with_name("vai-dong.xlsx"), 20))


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


# A name of the table -> what it does with the file, what to load first, how many rounds.
READINGS: dict[str, tuple[Callable[[Path], int], tuple[str, ...], int]] = {
    BARE: (bare, ("python_calamine",), ROUNDS),
    OURS: (ours, ("diachi.files.workbook_in",), ROUNDS),
    CHECKED: (checked, ("diachi.cli",), ROUNDS),
    WHOLE: (imported, ("diachi.cli",), ROUNDS),
    "openpyxl": (openpyxl, ("openpyxl",), PEER_ROUNDS),
    "pandas.read_excel": (pandas, ("pandas", "openpyxl"), PEER_ROUNDS),
    "pandas, engine calamine": (pandas_calamine, ("pandas", "python_calamine"), PEER_ROUNDS),
    "frictionless": (frictionless, ("frictionless", "openpyxl"), PEER_ROUNDS),
}


def write_list(path: Path, rows: int) -> Path:
    """Write a list as offices have it: a title, names, years, ids as text, places, points, causes, money, ticks."""
    dice = random.Random(SEED)
    book = import_module("openpyxl").Workbook(write_only=True)
    sheet = book.create_sheet("Hộ nghèo")
    sheet.append(["DANH SÁCH HỘ NGHÈO NĂM 2024"])
    sheet.append(["Huyện Bình Gia, tỉnh Lạng Sơn, ngày 10/4/2024"])
    sheet.append(HEADERS)
    for number in range(1, rows + 1):
        year, male = dice.randrange(1940, 2000), dice.random() < 0.6
        name = " ".join((dice.choice(SURNAMES), dice.choice(MIDDLE), dice.choice(GIVEN), dice.choice(GIVEN)))
        numbers = [f"020{0 if male else 1}{year % 100:02}{number % 10**6:06}", f"0912{dice.randrange(10**6):06}"]
        place = [f"Bản {dice.randrange(200)}", dice.choice(COMMUNES), "Bình Gia", "Lạng Sơn"]
        counts = [dice.randrange(1, 8), dice.randrange(4), dice.randrange(60, 140), dice.randrange(30, 60)]
        wants = [dice.choice(CAUSES), dice.choice(NEEDS), dice.choice((5_000_000, 8_000_000, 10_000_000))]
        person = [number, name, year, "Nam" if male else "Nữ", numbers[0], dice.choice(GROUPS)]
        sheet.append([*person, *place, *counts, *wants, numbers[1], dice.choice(("x", None)), "Hộ nghèo"])
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
    if name in (CHECKED, WHOLE):
        warmed(path)
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


def command(path: Path) -> dict[str, float]:
    """Run the whole command on a file; give the median of its seconds by the wall and of its CPU seconds."""
    call = [sys.executable, "-m", "diachi", "import-register", str(path), "-o", str(path.with_name("so"))]
    found = []
    for _ in range(ROUNDS):
        begun, wall = cpu_seconds(), time.perf_counter()
        subprocess.run(call, capture_output=True, check=True)
        found.append((time.perf_counter() - wall, cpu_seconds() - begun))
    return {"wall": median(wall for wall, _ in found), "cpu": median(cpu for _, cpu in found)}


def missed(large: dict[str, dict[str, float]], small: dict[str, float]) -> list[str]:
    """Name every limit that was not held."""
    found = []
    if large[CHECKED]["cpu"] > MOST_TIMES_BARE * large[BARE]["cpu"]:
        found.append(f"at most {MOST_TIMES_BARE} times bare calamine, read, checked and reported")
    if max(large[name][which] for name in (OURS, CHECKED, WHOLE) for which in ("own", "started")) > MOST_MB:
        found.append(f"at most {MOST_MB} MB in either process")
    if small["cpu"] > MOST_SMALL_SECONDS:
        found.append(f"{SMALL_ROWS:,} rows imported in {MOST_SMALL_SECONDS} s")
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
        small = command(write_list(Path(folder) / "nho.xlsx", SMALL_ROWS))
    heads = f"{'rows/s':>10}{'CPU s':>8}{'x bare':>8}{'wall s':>8}{'MB':>6}{'its child':>11}"
    print(f"{args.rows:,} rows x {COLUMNS} columns".ljust(30) + heads)
    for name, told in large.items():
        times = told["cpu"] / large[BARE]["cpu"]
        print(
            f"{name:<28}{told['rows'] / told['cpu']:>12,.0f}{told['cpu']:>8.2f}{times:>8.2f}{told['wall']:>8.2f}"
            f"{told['own']:>6.0f}{told['started']:>11.0f}"
        )
    print(f"{SMALL_ROWS:,} rows, the whole command: {small['cpu']:.2f} s of CPU, {small['wall']:.2f} s by the wall")
    failed = missed(large, small)
    print("held" if not failed else "missed: " + "; ".join(failed))
    return 1 if failed and args.check else 0


if __name__ == "__main__":
    sys.exit(main())
