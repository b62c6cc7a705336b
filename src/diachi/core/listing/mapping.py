"""How a table was understood: which column was read as which field, which was not; as data, to show and to correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.listing.cells import text_of
from diachi.core.listing.headers import LACKED, forms_of
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
    filled: int = 0  # rows with a value
    unit_vnd: int = 1  # what one of its numbers is, where it holds money


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRead:
    """One table: where it stands, what it was taken for, its columns from left to right."""

    file: str
    sheet: str
    table: str
    first_row: int  # of the header, as a person counts
    last_row: int
    columns: tuple[ColumnRead, ...]
    sender: str = ""  # the commune its title names
    mapped: bool = False  # read as a person said
    passed_over: tuple[str, ...] = ()  # letters of columns a person said are nothing


def table_read(found: TableFound, rows: Sequence[ListRow], words: Vocabulary) -> tuple[TableRead, list[Issue]]:
    """Give how a table was understood, and a note for each column with values that was not read."""
    layout, sheet = found.layout, found.sheet
    fields = {at: name for name, at in layout.columns.items()}
    if "head_surname" in layout.columns:
        fields[layout.columns["head_surname"]] = "head_surname"  # the name is put together of two
    fields |= {
        at: used
        for at, header in layout.others.items()
        if (used := used_as(header, layout.table, layout.others, words))
    }
    counts = _filled(found, rows)
    columns = [
        ColumnRead(
            letter=letter_of(at),
            header=_header(found, at),
            field=fields.get(at, ""),
            filled=count,
            unit_vnd=layout.units.get(fields.get(at, ""), 1),
        )
        for at, count in sorted(counts.items())
    ]
    read = TableRead(
        file=sheet.file,
        sheet=sheet.name,
        table=layout.table,
        first_row=layout.first_row + 1,
        last_row=layout.header_row + 1,
        columns=tuple(columns),
        sender=found.title.commune,
        mapped=layout.mapped,
        passed_over=tuple(letter_of(at) for at in sorted(layout.passed_over)),
    )
    asked = [c for c in columns if c.filled and not c.field and c.letter not in read.passed_over]
    unread = [column for column in asked if not is_numbering(column.header)]
    return read, [_unread(found, column) for column in unread if layout.table in _OF_LISTS]


def is_numbering(header: str) -> bool:
    """Say whether a column only numbers its rows."""
    return fold(header) in _NUMBERING


def used_as(header: str, table: str, others: Mapping[int, str], words: Vocabulary) -> str:
    """Give the field a column serves beside those with headers of their own: ticked causes, years under "Nam", "Nữ"."""
    if header in _SEXES and _SEXES & set(others.values()):
        return "head_birth" if table == "households" else "birth"
    if table == "households" and LACKED in header and words.codes("deprivations", header):
        return "deprivations"
    if table == "households" and words.codes("causes", header):
        return "causes"
    if table == "households" and header in STATUS_COLUMNS:
        return "status"
    homes = forms_of("households")
    return homes[header][0] if table == "members" and header in homes else ""


def _filled(found: TableFound, rows: Sequence[ListRow]) -> dict[int, int]:
    """Give how many rows fill each column; columns with neither a header nor a value are none."""
    headed = {n for line in found.layout.lines for n, said in enumerate(line) if said}
    named = headed | set(found.layout.columns.values())
    lines = zip_longest(*(found.sheet.rows[row.number - 1] for row in rows))
    counts = dict.fromkeys(sorted(named), 0)
    for at, cells in enumerate(lines):
        count = len(cells) - cells.count(None) - cells.count("")
        if at not in named and count and not any(cell is not None and text_of(cell) for cell in cells):
            count = 0
        if count or at in named:
            counts[at] = count
    return dict(sorted(counts.items()))


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


def letter_of(at: int) -> str:
    """Name a column as spreadsheets do: A to Z, AA, AB."""
    before, rest = divmod(at, _LETTERS)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + rest)


def index_of(letters: str) -> int:
    """Give the column of a name, from 0: A is 0, AB is 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1
