"""What goes back to the sender of a list: which cells are marked, why, and under which cause they are counted.

Decisions only: how a mark looks and what becomes of the sender's own cells is the business of files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from diachi.application.import_register import RowAt
from diachi.application.returned_tables import SheetTables
from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.listing.cells import Cell, text_of
from diachi.core.listing.headers import LAST_HEADER_ROW
from diachi.core.listing.obey import OpenedSheet
from diachi.core.listing.sheet import SheetRows
from diachi.core.text import fold

MOST_ROWS = 20_000  # above this only the rows with something to correct go back
MOST_CELLS = 500_000  # the same, where a list is wide
SHEET_MARK = "diachi/can-sua@1"  # in column A of the sheet of causes: the import knows its own sheet by it
ID_HEADER = "Ma ho Dia Chi"  # no accents: a sheet in an old font would be read with its letters changed
OUR_WORDS = ("can sua", "dong goc")  # folded headers of what we wrote beside the list: never read
MARK_ROWS = 12  # the mark stands in one of the first rows
_GRAVITY = {IssueLevel.ERROR: 0, IssueLevel.WARNING: 1, IssueLevel.NOTE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One cell: row and column as a person counts them; column 0 = the row has no cell of that kind."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is wrong in one cell, the gravest first."""

    row: int
    column: int
    header: str
    issues: tuple[Issue, ...]

    @property
    def level(self) -> IssueLevel:
        """Give the level of the gravest issue."""
        return self.issues[0].level


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Issues that say the same of the same column, and all their places."""

    issue: Issue
    header: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedSheet:
    """One sheet of the workbook: its values in Unicode, where its headers end (none = no table), its marks and ids.

    `kept_rows` are the rows that go back when only those with something to correct do.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: tuple[int, ...]  # the last row of each header
    header_top: int  # the first row of the first one
    main: int
    text_columns: frozenset[int]
    marks: tuple[Mark, ...]
    ids: Mapping[int, str] = field(default_factory=dict)
    kept_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One workbook to give back."""

    file: str
    sheets: tuple[ReturnedSheet, ...]
    causes: tuple[Cause, ...]
    only_marked: bool

    def cells(self, level: IssueLevel) -> int:
        """Count the marked cells of a level."""
        return sum(mark.level is level for sheet in self.sheets for mark in sheet.marks)


def return_workbook(
    *, sheets: Sequence[OpenedSheet], issues: Sequence[Issue], ids: Mapping[RowAt, str], most_rows: int = MOST_ROWS
) -> tuple[Returned, ...]:
    """Decide what goes back, file by file; a file with no error and no warning in a list does not go back.

    Takes: sheets as the import opened them; the issues of their import; ids of rows that were taken.
    Gives: per file its sheets with marks for errors and warnings, and the causes of all its issues, notes too.
    Holds: every error and warning of a file is in exactly one cause and, where it has a row, in exactly one mark.
    Cost: O(cells + issues).
    """
    by_file: dict[str, list[OpenedSheet]] = defaultdict(list)
    for opened in sheets:
        by_file[opened.sheet.file].append(opened)
    said: dict[tuple[str, str], list[Issue]] = defaultdict(list)
    for issue in issues:
        said[issue.file, issue.sheet].append(issue)
    back = []
    for file, opened_sheets in by_file.items():
        own = [opened.sheet for opened in opened_sheets]
        found = [issue for sheet in own for issue in said[file, sheet.name]]
        if not _worth_sending(own, found):
            continue
        long = sum(len(sheet.rows) for sheet in own) > most_rows or _cells(own) > MOST_CELLS
        drawn = [_sheet(o, said[file, o.sheet.name], ids, only_marked=long) for o in opened_sheets]
        back.append(
            Returned(
                file=file,
                sheets=tuple(sheet for sheet, _ in drawn),
                causes=_causes([placed for _, places in drawn for placed in places]),
                only_marked=long,
            )
        )
    return tuple(back)


def as_sent(sheets: Sequence[SheetRows]) -> tuple[SheetRows, ...]:
    """Give the sheets of one workbook as their sender knows them: without what we wrote, under the first name.

    A workbook that came back whole is the list it was, whatever the file is called now; one of marked rows alone is a
    list beside it and keeps its own name, so that nothing of the whole list is taken for withdrawn.
    """
    ours = [sheet for sheet in sheets if _told(sheet)]
    rest = tuple(sheet for sheet in sheets if not _told(sheet))
    told = next((name for sheet in ours for name in _told(sheet)[1:] if name), "")
    return tuple(replace(_without_words(sheet), file=told or sheet.file) for sheet in rest)


def _without_words(sheet: SheetRows) -> SheetRows:
    """Empty the columns of our words; the column of ids beside them says that they are ours."""
    for at, row in enumerate(sheet.rows[: LAST_HEADER_ROW + 1]):
        said = [fold(cell) if isinstance(cell, str) else "" for cell in row]
        ours = {column for column, word in enumerate(said) if word in OUR_WORDS}
        if ours and fold(ID_HEADER) in said:
            kept = (tuple(None if c in ours else v for c, v in enumerate(below)) for below in sheet.rows[at:])
            return replace(sheet, rows=(*sheet.rows[:at], *kept))
    return sheet


def _told(sheet: SheetRows) -> list[str]:
    """Give the mark and the first file name our own sheet carries; nothing for a sheet of a sender."""
    for row in sheet.rows[:MARK_ROWS]:
        if row and row[0] == SHEET_MARK:
            return [SHEET_MARK, text_of(row[1]) if len(row) > 1 else ""]
    return []


def _worth_sending(own: Sequence[SheetRows], found: Sequence[Issue]) -> bool:
    """A summary beside a list that is in order is no reason to bother its sender."""
    grave = [issue for issue in found if issue.level is not IssueLevel.NOTE]
    beside = {issue.sheet for issue in grave if issue.code is IssueCode.SHEET_UNKNOWN}
    only_beside = all(issue.code is IssueCode.SHEET_UNKNOWN for issue in grave)
    return bool(grave) and not (only_beside and any(sheet.name not in beside and sheet.rows for sheet in own))


def _cells(sheets: Sequence[SheetRows]) -> int:
    return sum(len(row) for sheet in sheets for row in sheet.rows)


Placed = tuple[Issue, str, Place]


def _sheet(
    opened: OpenedSheet, issues: Sequence[Issue], ids: Mapping[RowAt, str], *, only_marked: bool
) -> tuple[ReturnedSheet, list[Placed]]:
    sheet, tables = opened.sheet, SheetTables.of(opened)
    placed = []
    for issue in issues:
        column, header = tables.cell_of_column(issue) or tables.cell_of(issue.row, issue.column)
        placed.append((issue, header, Place(sheet=sheet.name, row=issue.row, column=column)))
    at: dict[tuple[int, int], list[Issue]] = defaultdict(list)
    for issue, _, place in placed:
        if place.row and issue.level is not IssueLevel.NOTE:
            at[place.row, place.column].append(issue)
    marks = tuple(
        Mark(
            row=row,
            column=column,
            header=(tables.cell_of_column(found[0]) or tables.cell_of(row, found[0].column))[1],
            issues=tuple(sorted(found, key=lambda i: (_GRAVITY[i.level], i.code))),
        )
        for (row, column), found in sorted(at.items())
    )
    own_ids = {row: i for (file, name, row), i in ids.items() if (file, name) == (sheet.file, sheet.name)}
    own_ids = {} if tables.side_by_side else own_ids
    returned = ReturnedSheet(
        name=sheet.name,
        rows=sheet.rows,
        header_rows=tables.header_rows,
        header_top=tables.header_top,
        main=tables.main,
        text_columns=tables.text_columns,
        marks=marks,
        ids=own_ids,
        kept_rows=tables.kept_rows({mark.row for mark in marks}, own_ids) if only_marked else (),
    )
    return returned, placed


def _causes(placed: Sequence[Placed]) -> tuple[Cause, ...]:
    """Group by what is said of which column; errors first, then what most rows suffer from."""
    groups: dict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for one in placed:
        issue, header, _ = one
        groups[issue.level, issue.code, header or issue.column, tuple(sorted(issue.facts.items()))].append(one)
    found = [
        Cause(issue=same[0][0], header=same[0][1], places=tuple(place for _, _, place in same))
        for same in groups.values()
    ]
    return tuple(sorted(found, key=lambda c: (_GRAVITY[c.issue.level], -len(c.places), c.issue.code, c.header)))
