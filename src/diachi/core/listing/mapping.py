"""How a table was understood: which column was read as which field, which was not; as data, to show and to correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.listing.cells import text_of
from diachi.core.listing.headers import forms_of
from diachi.core.listing.people import STATUS_COLUMNS
from diachi.core.listing.sheet import ListRow, issue_at
from diachi.core.listing.tables import TableFound
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.text import fold

_SEXES = frozenset(["nam", "nu"])
_NUMBERING = frozenset(["stt", "tt", "so tt", "so thu tu"])
# Annexes and lists of pairs are short and looked at whole; in these a column that is passed over may go unseen.
_OF_LISTS = ("households", "members", "agencies", "helped")
_LETTERS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRead:
    """One column: its letter, its header as written, and the field it was read as, "" when it was not read."""

    letter: str
    header: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """One table: where it stands, what it was taken for, its columns from left to right."""

    file: str
    sheet: str
    table: str
    first_row: int  # of the header, as a person counts
    last_row: int
    columns: tuple[ColumnRead, ...]


def table_read(found: TableFound, rows: Sequence[ListRow], words: Vocabulary) -> tuple[TableRead, list[Issue]]:
    """Give how a table was understood, and a note for each column with values that was not read."""
    layout, sheet = found.layout, found.sheet
    fields = {at: name for name, at in layout.columns.items()}
    fields |= {
        at: used for at, header in layout.others.items() if (used := _used(header, layout.table, layout.others, words))
    }
    columns = [
        ColumnRead(letter=_letter(at), header=_header(found, at), field=fields.get(at, ""))
        for at in _filled_columns(found, rows)
    ]
    read = TableRead(
        file=sheet.file,
        sheet=sheet.name,
        table=layout.table,
        first_row=layout.first_row + 1,
        last_row=layout.header_row + 1,
        columns=tuple(columns),
    )
    unread = [column for column in columns if not column.field and fold(column.header) not in _NUMBERING]
    return read, [_unread(found, column) for column in unread if layout.table in _OF_LISTS]


def _used(header: str, table: str, others: dict[int, str], words: Vocabulary) -> str:
    """The field a column serves beside those with headers of their own: ticked causes, years under "Nam" and "Nữ"."""
    if header in _SEXES and _SEXES & set(others.values()):
        return "head_birth" if table == "households" else "birth"
    if table == "households" and words.codes("causes", header):
        return "causes"
    if table == "households" and header in STATUS_COLUMNS:
        return "status"
    homes = forms_of("households")
    return homes[header][0] if table == "members" and header in homes else ""


def _filled_columns(found: TableFound, rows: Sequence[ListRow]) -> list[int]:
    wanted = set(found.layout.columns.values())
    lines = [found.sheet.rows[row.number - 1] for row in rows]
    for at in set(range(max(map(len, lines), default=0))) - wanted:
        if any(at < len(line) and line[at] is not None and text_of(line[at]) for line in lines):
            wanted.add(at)
    return sorted(wanted)


def _header(found: TableFound, at: int) -> str:
    lines = found.sheet.rows[found.layout.first_row : found.layout.header_row + 1]
    return " / ".join(said for line in lines if at < len(line) and (said := text_of(line[at])))


def _unread(found: TableFound, column: ColumnRead) -> Issue:
    row = found.layout.header_row + 1
    if column.header:
        return issue_at(
            found.sheet,
            IssueCode.COLUMN_NOT_READ,
            IssueLevel.NOTE,
            row=row,
            letter=column.letter,
            header=column.header,
        )
    return issue_at(found.sheet, IssueCode.COLUMN_WITHOUT_HEADER, IssueLevel.WARNING, row=row, letter=column.letter)


def _letter(at: int) -> str:
    """Name a column as spreadsheets do: A to Z, AA, AB."""
    before, rest = divmod(at, _LETTERS)
    return (_letter(before - 1) if before else "") + chr(ord("A") + rest)
