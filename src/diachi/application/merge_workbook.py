"""Lay a workbook that came back into the register, cell by cell; what both sides changed waits for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from diachi.core.history import History
from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.listing.sheet import SheetRows, issue_at
from diachi.core.living.back import KINDS_OF, BackBook, BackTable
from diachi.core.living.book import KEYS, UnitKind, living_table
from diachi.core.living.fields import Choices, hints_of, with_unsaid, without_unsaid
from diachi.core.living.merge import CellOutcome, ChangedCell, Key, Row, merge_cells
from diachi.core.register import REGISTER_TABLES, Register
from diachi.core.table import columns, read_row, sorted_rows, write_row

# A pair that was only proposed has no row yet: the answer makes it.
_MADE_BY_ANSWER = frozenset({"pairs"})
_ISSUES = {
    CellOutcome.BOTH_CHANGED: IssueCode.CELL_BOTH_CHANGED,
    CellOutcome.BLANKED: IssueCode.CELL_BLANKED,
    CellOutcome.LOCKED: IssueCode.CELL_LOCKED,
    CellOutcome.ROW_GONE: IssueCode.ROW_WITHDRAWN,
}
Texts = dict[Key, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedBook:
    """What came of one workbook; `new_rows` are households written below the others, to be read as a list."""

    register: Register
    history: History
    cells: tuple[ChangedCell, ...]
    issues: tuple[Issue, ...]
    new_rows: tuple[SheetRows, ...]


def merge_workbook(
    *,
    book: BackBook,
    file: str,
    register: Register,
    history: History,
    label: Callable[[str, str], str],
    choices: Callable[[str, str], Choices],
) -> MergedBook:
    """Merge a returned workbook.

    Source: officer's review C20 (a file that comes back by e-mail, USB or phone continues where it was left).
    Takes: label - table and column -> header; choices - table and column -> words of its codes.
    Gives: register and history with every cell that only they changed; each other change with its reason and place.
    Fails: never on data. Holds: merging the same workbook twice changes nothing more; a blank never erases; a whole
    register merged into nothing is that register. Cost: O(cells).
    """
    tables: dict[str, Any] = {name: getattr(register, name) for name in REGISTER_TABLES} | {"helped": history.helped}
    cells: list[ChangedCell] = []
    issues = list(book.issues)
    new_rows = []
    for table in book.tables:
        stands = _stands(table, tables[table.name], book.unit)
        changed = _changed(table, book, stands, choices)
        whole = book.unit is UnitKind.REGISTER and not tables[table.name]
        tables[table.name] = _laid(table.name, stands, changed, choices, tables[table.name], whole=whole)
        cells += changed
        issues += (_issue(table, cell, file, label) for cell in changed if cell.outcome in _ISSUES)
        if table.new_rows and table.name == "households":
            new_rows.append(table.new_rows)
        elif table.new_rows:
            issues.append(issue_at(table.new_rows, IssueCode.ROW_NOT_ADDED, IssueLevel.WARNING))
    return MergedBook(
        register=replace(register, **{name: tables[name] for name in REGISTER_TABLES}),
        history=replace(history, helped=tables["helped"]),
        cells=tuple(cells),
        issues=tuple(issues),
        new_rows=tuple(new_rows),
    )


def _stands(table: BackTable, rows: Iterable[object], unit: UnitKind) -> Texts:
    """The rows that stand, as text by key; what a whole register or an answer brings anew stands as it was sent."""
    names, key = columns(KINDS_OF[table.name]), KEYS[table.name]
    texts = (dict(zip(names, write_row(row), strict=True)) for row in rows)
    found = {tuple(row[name] for name in key): row for row in texts}
    stands = {k: found[k] for k in table.sent if k in found}
    if table.name in _MADE_BY_ANSWER or (unit is UnitKind.REGISTER and not found):
        for k, row in table.sent.items():
            stands.setdefault(k, {**dict(row), **dict(zip(key, k, strict=True))})
    return stands


def _changed(
    table: BackTable, book: BackBook, stands: Texts, choices: Callable[[str, str], Choices]
) -> tuple[ChangedCell, ...]:
    hints = hints_of(KINDS_OF[table.name])

    def said(rows: Mapping[Key, Row]) -> dict[Key, Row]:
        return {
            k: {c: without_unsaid(text, hints[c], choices(table.name, c)) for c, text in row.items()}
            for k, row in rows.items()
        }

    free = living_table(book.unit, table.name, KINDS_OF[table.name], ()).editable
    found = merge_cells(table.name, said(table.sent), table.back, said(stands))
    return tuple(c if c.column in free else replace(c, outcome=CellOutcome.LOCKED) for c in found)


def _laid(
    name: str,
    stands: Texts,
    changed: tuple[ChangedCell, ...],
    choices: Callable[[str, str], Choices],
    rows: tuple[object, ...],
    *,
    whole: bool,
) -> tuple[object, ...]:
    kind, key = KINDS_OF[name], KEYS[name]
    hints = hints_of(kind)
    touched = {cell.key for cell in changed if cell.outcome is CellOutcome.TAKEN}
    for cell in changed:
        if cell.outcome is CellOutcome.TAKEN:
            row = stands[cell.key]
            text = with_unsaid(cell.back, row.get(cell.column, ""), hints[cell.column], choices(name, cell.column))
            row[cell.column] = text
    by_key = {tuple(str(getattr(r, k) if getattr(r, k) is not None else "") for k in key): r for r in rows}
    made = {k: row for k, row in stands.items() if whole or k in touched}
    by_key.update({k: read_row(kind, row) for k, row in made.items()})
    return sorted_rows(list(by_key.values()))


def _issue(table: BackTable, cell: ChangedCell, file: str, label: Callable[[str, str], str]) -> Issue:
    sheet, row = table.places[cell.key]
    return Issue(
        code=_ISSUES[cell.outcome],
        level=IssueLevel.NOTE if cell.outcome is CellOutcome.BLANKED else IssueLevel.WARNING,
        file=file,
        sheet=sheet,
        row=row,
        column=label(cell.table, cell.column),
    )
