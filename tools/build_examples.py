"""Rebuild both example campaigns whole: workbooks, the main job, what happened since.

The letters are written by hand and stay; everything else in the folders comes from the seeded worlds of the tests
through the same command a person types. Papers are left out: the demo makes them.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from diachi.cli import main as diachi  # noqa: E402
from diachi.core.progress import Progress  # noqa: E402
from diachi.core.proposal import Allocation  # noqa: E402
from diachi.files.allocation_json import read_allocation  # noqa: E402
from diachi.files.progress_folder import write_progress  # noqa: E402
from worlds import SEED, World, binh_gia, ninh_thuan  # noqa: E402
from worlds_books import binh_gia_books, ninh_thuan_books  # noqa: E402
from worlds_progress import binh_gia_progress, ninh_thuan_progress  # noqa: E402

LISTS, LETTERS = "dau-vao", "letters"


@dataclass(frozen=True)
class Example:
    """One example: its world, its workbooks (earlier help apart), and what happened since."""

    world: Callable[[int], World]
    books: Callable[[World], dict[str, bytes]]
    progress: Callable[[Allocation], Progress]
    history: tuple[str, ...] = ()


EXAMPLES = {
    "binh_gia_2024": Example(binh_gia, binh_gia_books, binh_gia_progress, ("da-giup-2014-2023.xlsx",)),
    "ninh_thuan_2020": Example(ninh_thuan, ninh_thuan_books, ninh_thuan_progress),
}


def build(name: str, letters: Path, out: Path) -> None:
    """Build one example into `out`, which must not exist; fails with what the command said."""
    example = EXAMPLES[name]
    with tempfile.TemporaryDirectory() as scratch:
        books = write_books(name, Path(scratch) / LISTS)
        run = ["run", *(str(p) for p in sorted(letters.glob("*.txt")))]
        run += ["--register", *(str(b) for b in books if b.name not in example.history)]
        run += ["--history", *(str(b) for b in books if b.name in example.history)] if example.history else []
        _call([*run, "-o", str(out)])
        shutil.rmtree(out / "documents", ignore_errors=True)
        shutil.copytree(Path(scratch) / LISTS, out / LISTS)
        write_progress(out / "progress", example.progress(read_allocation(out / "allocation.json")))


def write_books(name: str, folder: Path) -> list[Path]:
    """Write the workbooks of an example; give their paths, sorted."""
    example = EXAMPLES[name]
    folder.mkdir(parents=True)
    for book, data in example.books(example.world(SEED)).items():
        (folder / book).write_bytes(data)
    return sorted(folder.iterdir())


def _call(args: list[str]) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = diachi(args)
    if code:
        raise SystemExit(f"diachi run: {code}\n{said.getvalue()}")


def main() -> None:
    """Rebuild the committed folders, or write the workbooks alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "examples", help="where the folders stand")
    out = parser.parse_args().out
    for name in EXAMPLES:
        with tempfile.TemporaryDirectory() as scratch:
            built = Path(scratch) / name
            build(name, ROOT / "examples" / name / LETTERS, built)
            shutil.rmtree(out / name, ignore_errors=True)
            shutil.copytree(built, out / name)


if __name__ == "__main__":
    main()
