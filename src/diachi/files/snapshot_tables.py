"""The lists a register was made of, as tables beside it: snapshots.csv, and the rows each list named."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from diachi.core.errors import ErrorCode, InputError
from diachi.core.household import ListedHousehold, Member
from diachi.core.snapshots import Image, ListSnapshot, SnapshotHousehold, SnapshotMember, Snapshots
from diachi.core.table import CellWrong, columns, read_row, sorted_rows, write_row
from diachi.files.atomic import write_whole
from diachi.files.csv_text import csv_bytes, csv_line, csv_rows

T = TypeVar("T", SnapshotHousehold, SnapshotMember)
LISTS, HOUSEHOLDS, MEMBERS = "snapshots", "listed_households", "listed_members"
# Each row of a list, after its own columns: which list, and whether it is what the list said or what stood before it.
MARKS = ("snapshot_id", "image")
Lines = Callable[[object], str]


def line_of(row: object) -> str:
    """Give a row as a line of CSV."""
    return csv_line(write_row(row))


def write_snapshots(folder: Path, snapshots: Snapshots, lines: Lines = line_of) -> None:
    """Write the three tables; `lines` gives the line of a row, which a caller may have made already."""
    lists = [line_of(row) for row in sorted(snapshots.lists, key=lambda s: s.received)]
    write_whole(folder / f"{LISTS}.csv", csv_bytes(columns(ListSnapshot), lists))
    for name, kind, rows in (
        (HOUSEHOLDS, ListedHousehold, snapshots.households),
        (MEMBERS, Member, snapshots.members),
    ):
        marked = (f"{lines(held.row)},{csv_line((held.snapshot_id, held.image.value))}" for held in _in_order(rows))
        write_whole(folder / f"{name}.csv", csv_bytes((*columns(kind), *MARKS), marked))


def _in_order(rows: Iterable[SnapshotHousehold | SnapshotMember]) -> Iterable[SnapshotHousehold | SnapshotMember]:
    """By all that is written, the id first; what comes after it is looked at only where an id stands twice."""
    by_id: dict[str, list[SnapshotHousehold | SnapshotMember]] = {}
    for held in rows:
        by_id.setdefault(held.row.household_id, []).append(held)
    for name in sorted(by_id):
        own = by_id[name]
        yield from sorted(own, key=lambda h: (write_row(h.row), h.snapshot_id, h.image)) if len(own) > 1 else own


def hashes_of(files: Iterable[str | Path]) -> dict[str, str]:
    """Give the SHA-256 of each file by its name: a name may say anything, the bytes say which list it is."""
    return {Path(file).name: hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in files}


def read_snapshots(folder: Path | None) -> Snapshots:
    """Read the lists of a register; a register from before they were kept has none. Fails: TABLE_UNREADABLE."""
    if folder is None or not (folder / f"{LISTS}.csv").is_file():
        return Snapshots()
    lists = [_row(ListSnapshot, cells, LISTS, n) for n, cells in _cells(folder, LISTS)]
    return Snapshots(
        lists=sorted_rows(lists),
        households=_held(folder, HOUSEHOLDS, ListedHousehold, SnapshotHousehold),
        members=_held(folder, MEMBERS, Member, SnapshotMember),
    )


def _held(folder: Path, name: str, kind: type, holder: type[T]) -> tuple[T, ...]:
    found = []
    for number, cells in _cells(folder, name):
        marks = {mark: cells.pop(mark, "") for mark in MARKS}
        try:
            image = Image(marks["image"])
        except ValueError:
            raise _unreadable(name, number, "image", "|".join(Image)) from None
        found.append(holder(marks["snapshot_id"], image, _row(kind, cells, name, number)))
    return tuple(found)


def _cells(folder: Path, name: str) -> list[tuple[int, dict[str, str]]]:
    path = folder / f"{name}.csv"
    try:
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        return list(enumerate(csv_rows(text)[1], start=2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(name, 0, "", "UTF-8 CSV") from error


def _row(kind: type[Any], cells: dict[str, str], name: str, number: int) -> Any:
    given = {key: cell for key, cell in cells.items() if isinstance(key, str) and isinstance(cell, str)}
    if unknown := [key for key in given if key not in columns(kind)]:
        raise InputError(ErrorCode.FIELD_UNKNOWN, file=f"{name}.csv", where=unknown[0])
    try:
        return read_row(kind, given)
    except CellWrong as wrong:
        raise _unreadable(name, number, wrong.column, wrong.wanted) from wrong


def _unreadable(name: str, row: int, column: str, wanted: str) -> InputError:
    return InputError(ErrorCode.TABLE_UNREADABLE, file=f"{name}.csv", row=row, column=column, wanted=wanted)
