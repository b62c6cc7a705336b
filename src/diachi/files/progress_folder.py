"""The progress folder: one CSV per table, in the columns of the row types; a missing table is empty."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TypeVar

from diachi.core.errors import ErrorCode, InputError
from diachi.core.progress import PROGRESS_TABLES, Progress
from diachi.core.table import CellWrong, columns, read_row, sorted_rows, write_row
from diachi.files.atomic import write_whole

T = TypeVar("T")


def read_progress(folder: Path) -> Progress:
    """Read every table that is there; Fails: InputError TABLE_UNREADABLE with file, row and column."""
    return Progress(**{name: _read(folder / f"{name}.csv", kind) for name, kind in PROGRESS_TABLES.items()})


def write_progress(folder: Path, progress: Progress) -> None:
    """Write every table, rows in canonical order, UTF-8 with LF; reading it back gives the same rows."""
    for name, kind in PROGRESS_TABLES.items():
        _write(folder / f"{name}.csv", sorted_rows(getattr(progress, name)), kind)


def _read(path: Path, kind: type[T]) -> tuple[T, ...]:
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(ErrorCode.TABLE_UNREADABLE, file=path.name, row=0, column="") from error
    rows = []
    for number, cells in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            rows.append(read_row(kind, {k: v for k, v in cells.items() if isinstance(k, str) and isinstance(v, str)}))
        except CellWrong as error:
            raise InputError(
                ErrorCode.TABLE_UNREADABLE, file=path.name, row=number, column=error.column, wanted=error.wanted
            ) from error
    return sorted_rows(rows)


def _write(path: Path, rows: tuple[object, ...], kind: type) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns(kind))
    writer.writerows(write_row(row) for row in rows)
    write_whole(path, out.getvalue().encode())
