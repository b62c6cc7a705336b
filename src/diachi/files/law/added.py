"""What an office adds to the places of the law data: reforms and points of communes, as files in its own folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from diachi.core.errors import ErrorCode, InputError
from diachi.core.places.points import CommunePoint
from diachi.core.places.reform import ReformRow
from diachi.core.table import CellWrong, columns, digest, read_row
from diachi.files.atomic import write_whole
from diachi.files.home import law_home

T = TypeVar("T")


def read_added(path: Path, kind: type[T]) -> tuple[T, ...]:
    """Read a CSV of an office; Fails: InputError with row and column, nothing taken."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(ErrorCode.FILE_MISSING, file=path.name) from None
    except (OSError, UnicodeDecodeError):
        raise InputError(ErrorCode.TABLE_UNREADABLE, file=path.name, row=1, column="", wanted="CSV UTF-8") from None
    found = []
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            found.append(read_row(kind, {k: v for k, v in row.items() if k in columns(kind) and isinstance(v, str)}))
        except CellWrong as wrong:
            raise InputError(
                ErrorCode.TABLE_UNREADABLE, file=path.name, row=number, column=wrong.column, wanted=wrong.wanted
            ) from None
    if not found:
        raise InputError(ErrorCode.FILE_EMPTY, file=path.name)
    return tuple(found)


def reform_files() -> tuple[Path, ...]:
    """Give the reforms the office has added, by the day they begin."""
    folder = law_home() / "reforms"
    return tuple(sorted(folder.glob("*.csv"))) if folder.is_dir() else ()


def keep_reform(path: Path, rows: Sequence[ReformRow]) -> Path:
    """Keep a checked reform under its first day and its content; the same file twice is kept once."""
    data = path.read_bytes()
    first = min(r.effective_on for r in rows)
    target = law_home() / "reforms" / f"{first.isoformat()}-{digest(data)[:8]}.csv"
    write_whole(target, data)
    return target


def withdraw_reform(name: str) -> None:
    """Take a reform away again; Fails: InputError FILE_MISSING."""
    found = next((p for p in reform_files() if p.name == name), None)
    if found is None:
        raise InputError(ErrorCode.FILE_MISSING, file=name)
    found.unlink()


def points_file() -> Path:
    """Give where the points of communes are kept."""
    return law_home() / "points.csv"


def commune_points() -> tuple[CommunePoint, ...]:
    """Give the points the office has added; none when it added none."""
    path = points_file()
    return read_added(path, CommunePoint) if path.exists() else ()


def added_digest() -> str:
    """Name what the office added; "" when it added nothing."""
    data = b"".join(p.read_bytes() for p in (*reform_files(), *([points_file()] if points_file().exists() else [])))
    return digest(data)[:8] if data else ""
