"""A workbook that came back: what was sent stands in its own sheet, what people wrote stands in the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.listing.cells import Cell, Unreadable, text_of
from diachi.core.listing.sheet import SheetRows, issue_at
from diachi.core.living.book import FORMAT, KINDS, UnitKind
from diachi.core.living.fields import Choices, hints_of, meant
from diachi.core.living.merge import Key, Row
from diachi.core.register import HISTORY_TABLES, REGISTER_TABLES
from diachi.core.text import clean

SENT_SHEET = "diachi"  # hidden; people never need to look at it
KINDS_OF = {**REGISTER_TABLES, **HISTORY_TABLES, **KINDS}
KEY_HEADER = "diachi"  # the hidden first column of each table
Place = tuple[str, int]  # sheet, row


@dataclass(slots=True)
class BackTable:
    """One table as sent and as it came back, by key; `places` says where each row stands."""

    name: str
    sent: dict[Key, Row] = field(default_factory=dict)
    back: dict[Key, dict[str, str]] = field(default_factory=dict)
    places: dict[Key, Place] = field(default_factory=dict)
    new_rows: SheetRows | None = None  # rows without a key, under the same headers


@dataclass(frozen=True, slots=True, kw_only=True)
class BackBook:
    """All that came back in one workbook."""

    unit: UnitKind
    unit_id: str
    tables: tuple[BackTable, ...]
    issues: tuple[Issue, ...]


def is_living(sheets: Iterable[SheetRows]) -> bool:
    """Say whether the sheets of one file are a workbook of ours."""
    return any(s.name == SENT_SHEET and s.rows and text_of(s.rows[0][0]) == FORMAT for s in sheets)


def read_back(
    sheets: Sequence[SheetRows], label: Callable[[str, str], str], choices: Callable[[str, str], Choices]
) -> BackBook:
    """Read a workbook that came back.

    Takes: all sheets of one file; label - table and column -> header; choices - table and column -> words of its codes.
    Gives: for each table what was sent and what came back, in text; cells that cannot be read are issues and unchanged.
    Fails: never; a sheet or a column that is gone is unchanged, and said.
    """
    by_name = {s.name: s for s in sheets}
    sent = by_name[SENT_SHEET]
    unit, unit_id = (text_of(c) for c in sent.rows[0][1:3])
    issues: list[Issue] = []
    tables = []
    for table, title in _tables(sent):
        tables.append(table)
        sheet = by_name.get(title)
        if sheet is None:
            issues.append(issue_at(sent, IssueCode.SHEET_GONE, IssueLevel.WARNING, title=title))
        else:
            issues += _read_sheet(table, sheet, unit_id if unit == UnitKind.COMMUNE else "", label, choices)
    return BackBook(unit=UnitKind(unit), unit_id=unit_id, tables=tuple(tables), issues=tuple(issues))


def _tables(sent: SheetRows) -> list[tuple[BackTable, str]]:
    found: list[tuple[BackTable, str]] = []
    names: list[str] = []
    for row in sent.rows[1:]:
        mark, *rest = (text_of(c) for c in row)
        if mark == "table":
            found.append((BackTable(rest[0]), rest[1]))
        elif mark == "columns":
            names = [c for c in rest if c]
        elif mark:
            table = found[-1][0]
            table.sent[tuple(mark.split("|"))] = dict(zip(names, [*rest, *[""] * len(names)], strict=False))
    return found


def _read_sheet(
    table: BackTable,
    sheet: SheetRows,
    commune_code: str,
    label: Callable[[str, str], str],
    choices: Callable[[str, str], Choices],
) -> Iterable[Issue]:
    named = {clean(label(table.name, c)): c for c in _columns(table)}
    head, at = _header(sheet, {KEY_HEADER: "key"} | named)
    if "key" not in at:
        yield issue_at(sheet, IssueCode.KEY_COLUMN_GONE, IssueLevel.WARNING)
        return
    new = set()
    for number, row in enumerate(sheet.rows[head:], start=head + 1):
        cells = {column: row[n] if n < len(row) else None for column, n in at.items()}
        key = tuple(text_of(cells.pop("key")).split("|"))
        if key in table.sent:
            table.places[key] = (sheet.name, number)
            table.back[key], wrong = _read_row(table, cells, choices)
            for column in wrong:
                yield issue_at(
                    sheet, IssueCode.VALUE_UNREADABLE, IssueLevel.WARNING, row=number, column=label(table.name, column)
                )
        elif key != ("",):
            yield issue_at(sheet, IssueCode.ID_UNKNOWN, IssueLevel.WARNING, row=number, column=KEY_HEADER)
        elif any(text_of(c) for c in cells.values()):
            new.add(number)
    if new:
        table.new_rows = _added(sheet, head, new, (label("households", "commune"), commune_code))


def _read_row(
    table: BackTable, cells: Mapping[str, Cell], choices: Callable[[str, str], Choices]
) -> tuple[dict[str, str], list[str]]:
    """Read the cells of one row; a cell that cannot be read is named and left out."""
    hints, found, wrong = hints_of(KINDS_OF[table.name]), {}, []
    for column, cell in cells.items():
        words = choices(table.name, column)
        try:
            found[column] = meant(cell, column, hints[column], words, as_written=table.name == "helped")
        except Unreadable:
            wrong.append(column)
    return found, wrong


def _added(sheet: SheetRows, head: int, new: set[int], commune: tuple[str, str]) -> SheetRows:
    """Give the rows people added as a list: each where it stands, under the headers of the others, with its commune."""
    width = len(sheet.rows[head - 1])

    def row_of(number: int, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        if number < head or (number > head and number not in new):
            return row if number < head else ()
        filled = (*row[:width], *(None,) * (width - len(row)))
        return (*filled, commune[0] if number == head else commune[1]) if commune[1] else filled

    rows = tuple(row_of(number, row) for number, row in enumerate(sheet.rows, start=1))
    return SheetRows(file=sheet.file, name=sheet.name, rows=rows)


def _columns(table: BackTable) -> list[str]:
    return list(next(iter(table.sent.values()), {}))


def _header(sheet: SheetRows, wanted: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """Find the row that names the columns; columns may have been moved, others put between them."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(sheet.rows[:_LOOKED_AT], start=1):
        found = {wanted[name]: n for n, cell in enumerate(row) if (name := clean(text_of(cell))) in wanted}
        if len(found) > len(best[1]):
            best = number, found
    return best


_LOOKED_AT = 20  # rows from the top
