"""register/ and history/ as a Frictionless Data Package of UTF-8 CSV: written whole, read with optional columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from diachi.core.agency import Agency
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import HelpedRecord, History
from diachi.core.household import ListedHousehold, Member
from diachi.core.issues import Issue
from diachi.core.listing.cells import Cell, Unreadable, money_vnd
from diachi.core.listing.days import year
from diachi.core.living.merge import CellOutcome, ChangedCell
from diachi.core.pair_verdicts import PairVerdict
from diachi.core.register import HISTORY_TABLES, REGISTER_TABLES, Register
from diachi.core.shape import fields_of, without_none
from diachi.core.snapshots import Image, ListSnapshot, Snapshots
from diachi.core.table import CellWrong, columns, read_row, sorted_rows
from diachi.files.atomic import write_whole
from diachi.files.csv_text import csv_bytes, csv_line, csv_rows
from diachi.files.parquet_tables import parquet_rows, read_parquet, write_parquet
from diachi.files.snapshot_tables import HOUSEHOLDS, LISTS, MARKS, MEMBERS, Lines, line_of, write_snapshots

T = TypeVar("T")

PARQUET = ".parquet"
_TEXT = {"path": "", "profile": "tabular-data-resource", "encoding": "utf-8"}
_COLUMNAR = {"path": "", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
PACKAGE = "datapackage.json"  # what every register and history folder holds


def read_register(folder: Path) -> Register:
    """Read a register folder; Fails: InputError FOLDER_MISSING, TABLE_UNREADABLE with row and column, ID_TWICE."""
    if not folder.is_dir():
        raise InputError(ErrorCode.FOLDER_MISSING, folder=folder.name)
    return Register(**{name: read_table(folder / f"{name}.csv", kind) for name, kind in REGISTER_TABLES.items()})


def write_register(
    folder: Path,
    register: Register,
    issues: Iterable[Issue] = (),
    *,
    parquet: bool = False,
    snapshots: Snapshots | None = None,
) -> None:
    """Write all tables as CSV or Parquet, the lists they were made of, their package and the issues."""
    kept = snapshots if snapshots and snapshots.lists and not parquet else None
    _write_package(folder, register, REGISTER_TABLES, "register", parquet=parquet, kept=kept)
    write_issues(folder / "issues.csv", issues)


def read_history(folder: Path | None) -> History:
    """Read a history folder; a folder that is not there is an empty history."""
    if folder is None or not folder.is_dir():
        return History()
    return History(**{name: read_table(folder / f"{name}.csv", kind) for name, kind in HISTORY_TABLES.items()})


def write_history(folder: Path, history: History) -> None:
    """Write all tables and their package."""
    _write_package(folder, history, HISTORY_TABLES, "history")


def write_verdicts(folder: Path, verdicts: Iterable[PairVerdict]) -> None:
    """Write what people said of pairs beside the other tables, which stay as people wrote them."""
    write_table(folder / "verdicts.csv", verdicts, PairVerdict)
    if all((folder / f"{name}.csv").is_file() for name in HISTORY_TABLES):
        text = json.dumps(data_package("history", HISTORY_TABLES), ensure_ascii=False, indent=1) + "\n"
        write_whole(folder / PACKAGE, text.encode())


def _write_package(
    folder: Path,
    holder: object,
    tables: dict[str, type],
    name: str,
    *,
    parquet: bool = False,
    kept: Snapshots | None = None,
) -> None:
    written: dict[int, str] = {}

    def lines(row: object) -> str:
        """A row of a list is most often the very row of the register: its line is made once."""
        return written.get(id(row)) or line_of(row)

    for table, kind in tables.items():
        rows = getattr(holder, table)
        if parquet:
            write_parquet(folder / f"{table}{PARQUET}", rows, kind)
            continue
        if kept and kind in (ListedHousehold, Member):
            written |= {id(row): line_of(row) for row in rows}
        write_table(folder / f"{table}.csv", rows, kind, lines)
    if kept:
        write_snapshots(folder, kept, lines)
    package = data_package(name, tables, parquet=parquet, snapshots=kept is not None)
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    write_whole(folder / PACKAGE, text.encode())


def read_table(path: Path, kind: type[T]) -> tuple[T, ...]:
    """Read one table, sorted; a file that is not there is an empty table, a column nobody reads is refused.

    `path` names the Parquet, or the CSV, for which a Parquet of the same name may stand.
    Fails: InputError TABLE_TWICE when the CSV is named and both are there.
    """
    columnar = path.with_suffix(PARQUET)
    if columnar.is_file():
        if path.suffix != PARQUET and path.is_file():
            raise InputError(ErrorCode.TABLE_TWICE, file=path.stem)
        path, (named, cells) = columnar, read_parquet(columnar)
    elif path.is_file():
        named, cells = _read_csv(path)
    else:
        return ()
    if unknown := [c for c in named if c not in columns(kind)]:
        raise InputError(ErrorCode.FIELD_UNKNOWN, file=path.name, where=unknown[0])
    rows = [row_of(kind, row, path.name, number) for number, row in enumerate(cells, start=2)]
    _need_unique(rows, kind, path.name)
    return sorted_rows(rows)


def count_rows(path: Path) -> int:
    """Give how many rows a table has, without reading them; `path` names the CSV, a Parquet may stand for it."""
    columnar = path.with_suffix(PARQUET)
    if columnar.is_file():
        return parquet_rows(columnar)
    if not path.is_file():
        return 0
    with path.open("rb") as lines:
        return sum(1 for _ in lines) - 1


def _read_csv(path: Path) -> tuple[list[str], list[dict[str, Any]]]:
    try:
        named, rows = csv_rows(path.read_text(encoding="utf-8-sig"))
        return named, list(rows)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(ErrorCode.TABLE_FILE_UNREADABLE, file=path.name, wanted="UTF-8 CSV") from error


def row_of(kind: type[T], cells: dict[Any, Any], file: str, number: int) -> T:
    """Give one row of a table; Fails: InputError TABLE_CELL_EMPTY, TABLE_UNREADABLE with the place."""
    if cells.get(None):
        raise InputError(ErrorCode.TABLE_UNREADABLE, file=file, row=number, column="", wanted="one cell per column")
    given = {k: v for k, v in cells.items() if isinstance(k, str) and isinstance(v, str)}
    for name, reader in _RAW.get(kind, {}).items():
        given[name] = _said(reader, given.get(name, ""))
    try:
        return read_row(kind, given)
    except CellWrong as wrong:
        if wrong.wanted == "present":
            raise InputError(ErrorCode.TABLE_CELL_EMPTY, file=file, row=number, column=wrong.column) from wrong
        raise InputError(
            ErrorCode.TABLE_UNREADABLE, file=file, row=number, column=wrong.column, wanted=wrong.wanted
        ) from wrong


# Numbers of earlier lists may stand as people wrote them: "Năm 2016", "8 triệu"; what cannot be read is unknown.
_RAW: dict[type, dict[str, Callable[[Cell], int | None]]] = {HelpedRecord: {"year": year, "value_vnd": money_vnd}}


def _said(reader: Callable[[Cell], int | None], text: str) -> str:
    try:
        value = reader(text)
    except Unreadable:
        return ""
    return "" if value is None else str(value)


# What names a row of a table; a pair or a cluster member is named by two ids, a member by its household and number.
_KEYS: dict[type, tuple[str, ...]] = {
    ListedHousehold: ("household_id",),
    Member: ("household_id", "member_no"),
    Agency: ("agency_id",),
    HelpedRecord: ("record_id",),
    ListSnapshot: ("snapshot_id",),
}


def _need_unique(rows: Sequence[object], kind: type, file: str) -> None:
    seen: set[tuple[object, ...]] = set()
    for row in rows if kind in _KEYS else ():
        key = tuple(getattr(row, name) for name in _KEYS[kind])
        if key in seen:
            raise InputError(ErrorCode.ID_TWICE, id="/".join(map(str, key)), table=file)
        seen.add(key)


def write_table(path: Path, rows: Iterable[Any], kind: type, lines: Lines = line_of) -> None:
    """Write one table: header, rows in the order of their ids, LF."""
    write_whole(path, csv_bytes(columns(kind), map(lines, sorted_rows(tuple(rows)))))


CONFLICT_COLUMNS = ("table", "id", "column", "outcome", "sent", "back", "stands")
ISSUE_COLUMNS = ("file", "sheet", "row", "column", "level", "code", "facts")


def write_issues(path: Path, issues: Iterable[Issue]) -> None:
    """Write the issues beside the tables, one a line."""
    write_whole(path, csv_bytes(ISSUE_COLUMNS, map(_issue_line, issues)))


def _issue_line(issue: Issue) -> str:
    facts = ";".join(f"{k}={v}" for k, v in sorted(issue.facts.items()))
    return csv_line((issue.file, issue.sheet, str(issue.row), issue.column, issue.level.value, issue.code.value, facts))


def write_conflicts(path: Path, cells: Iterable[ChangedCell]) -> None:
    """Write cells that came back changed and were not taken, with what was sent, what came back, what stands."""
    open_ones = (cell for cell in cells if cell.outcome is not CellOutcome.TAKEN)
    write_whole(path, csv_bytes(CONFLICT_COLUMNS, map(_conflict_line, open_ones)))


def _conflict_line(cell: ChangedCell) -> str:
    key = "|".join(cell.key)
    return csv_line((cell.table, key, cell.column, cell.outcome.value, cell.sent, cell.back, cell.stands))


def data_package(
    name: str, tables: dict[str, type], *, parquet: bool = False, snapshots: bool = False
) -> dict[str, Any]:
    """Give the package: one resource per table with its Table Schema."""
    resources = [
        {
            "name": table,
            **(_COLUMNAR if parquet else _TEXT),
            "path": f"{table}{PARQUET if parquet else '.csv'}",
            "schema": table_schema(kind),
        }
        for table, kind in tables.items()
    ]
    for table, kind in _OF_LISTS.items() if snapshots else ():
        resources.append({"name": table, **_TEXT, "path": f"{table}.csv", "schema": _listed_schema(kind)})
    return {"profile": "tabular-data-package", "name": name, "resources": resources}


_OF_LISTS = {LISTS: ListSnapshot, HOUSEHOLDS: ListedHousehold, MEMBERS: Member}


def _listed_schema(kind: type) -> dict[str, Any]:
    """The schema of a table of lists: a row stands there once for each list that named it."""
    schema = table_schema(kind)
    if kind is ListSnapshot:
        return schema
    image = {"type": "string", "constraints": {"enum": [image.value for image in Image], "required": True}}
    marks = [{"name": MARKS[0], "type": "string", "constraints": {"required": True}}, {"name": MARKS[1], **image}]
    return {**schema, "fields": [*schema["fields"], *marks], "primaryKey": [*MARKS, *_KEYS[kind]]}


def table_schema(kind: type) -> dict[str, Any]:
    """Give the Table Schema of a row type: names, types, enums, what must be there."""
    fields = []
    for name, hint, required in fields_of(kind):
        field = {"name": name, **_type_of(without_none(hint))}
        if required:
            field["constraints"] = {**field.get("constraints", {}), "required": True}
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    return {**schema, "primaryKey": list(_KEYS[kind])} if kind in _KEYS else schema


def _type_of(hint: Any) -> dict[str, Any]:
    if get_origin(hint) is tuple:
        return {"type": "string", "description": f"{get_args(hint)[0].__name__} ;"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "constraints": {"enum": [m.value for m in hint]}}
    if hint is bool:
        return {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]}
    names: dict[object, str] = {int: "integer", float: "number", date: "date"}
    return {"type": names.get(hint, "string")}
