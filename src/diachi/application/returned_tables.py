"""Where the tables of a sheet stand, for those who mark its cells: which column holds a field of a row, under which
header, and which rows belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diachi.core.issues import Issue
from diachi.core.listing.cells import Cell, text_of
from diachi.core.listing.headers import TABLES, Layout, forms_of
from diachi.core.listing.mapping import index_of
from diachi.core.listing.obey import OpenedSheet
from diachi.core.listing.sheet import SheetRows
from diachi.core.listing.tables import TableFound
from diachi.core.listing.titles import block_of

# Lists of whole families name the head's cells as those of a person.
_OF_PERSON = {"head_name": "name", "head_birth": "birth", "head_sex": "sex"}
# What is a string of figures and not a number: Excel would eat its zeros.
_NUMBERS_AS_TEXT = ("household_id", "personal_id", "phone", "agency_id", "record_id", "minutes_no")
_MOST_TITLE_LINES, _MOST_TITLE_CELLS = 12, 2


@dataclass(frozen=True, slots=True)
class SheetTables:
    """The tables of one sheet, from the top; rows and columns are given as a person counts them, from 1."""

    sheet: SheetRows
    found: tuple[TableFound, ...]

    @staticmethod
    def of(opened: OpenedSheet) -> SheetTables:
        """Give the tables the import found."""
        return SheetTables(opened.sheet, tuple(sorted(opened.tables, key=lambda t: t.layout.header_row)))

    @property
    def header_rows(self) -> tuple[int, ...]:
        """Give the last row of each header, from the top; a header printed again on every page each time."""
        rows = self.sheet.rows
        headers = {rows[t.layout.header_row] for t in self.found}
        again = {number for number, row in enumerate(rows, start=1) if row in headers}
        return tuple(sorted({t.layout.header_row + 1 for t in self.found} | again))

    @property
    def header_top(self) -> int:
        """Give the first row of the first header, 0 when there is none."""
        return next((t.layout.first_row + 1 for t in self.found), 0)

    @property
    def side_by_side(self) -> bool:
        """Say whether a row may speak of two households: it has no id of its own then."""
        return len({t.layout.header_row for t in self.found}) < len(self.found)

    @property
    def main(self) -> int:
        """Give the column that names somebody in the first table, 0 when there is none."""
        return next((t.layout.columns[TABLES[t.layout.table].main] + 1 for t in self.found), 0)

    @property
    def text_columns(self) -> frozenset[int]:
        """Give the columns of ids and phones."""
        columns = [t.layout.columns for t in self.found]
        return frozenset(own[name] + 1 for own in columns for name in _NUMBERS_AS_TEXT if name in own)

    @staticmethod
    def cell_of_column(issue: Issue) -> tuple[int, str] | None:
        """Give the cell of an issue that speaks of a whole column: where its header stands, or should."""
        letter = issue.facts.get("letter")
        return (index_of(str(letter)) + 1, "") if letter else None

    def cell_of(self, row: int, name: str) -> tuple[int, str]:
        """Give the column that holds a field of a row, with its header; 0 when no column does, or two may."""
        own = self._at(row)
        columns = {column for table in own if (column := _column_of(table.layout, name))}
        if len(columns) != 1:
            return 0, ""
        [column] = columns
        return column, self._header(own[0].layout, column - 1)

    def _at(self, row: int) -> list[TableFound]:
        above = [t for t in self.found if t.layout.header_row + 1 < row]
        return [t for t in above if t.layout.header_row == above[-1].layout.header_row]

    def _header(self, layout: Layout, at: int) -> str:
        """Give a header as the sender wrote it: of two lines the lower one where it says something."""
        lines = self.sheet.rows[layout.first_row : layout.header_row + 1]
        return next((said for line in reversed(lines) if at < len(line) and (said := text_of(line[at]))), "")

    def kept_rows(self, marked: set[int], heads: Mapping[int, str]) -> tuple[int, ...]:
        """Titles and headers, the marked rows, and what each hangs on: its commune, its hamlet, its family's head."""
        if not self.found or not marked:
            return ()
        kept = set(range(1, self.header_rows[0] + 1)) | marked
        for table in self.found[1:]:
            kept |= set(range(self._title_above(table.layout.first_row) + 1, table.layout.header_row + 2))
        above: dict[str, int] = {}
        families = {t.layout.header_row for t in self.found if _of_families(t.layout)}
        for number in range(self.header_rows[0] + 1, len(self.sheet.rows) + 1):
            filled = _filled(self.sheet.rows[number - 1])
            if filled and (block := block_of(filled)):
                above = {**({} if block[0] == "commune" else above), block[0]: number}
            elif families and number in heads:
                above["head"] = number
            if number in marked:
                kept |= set(above.values())
        return tuple(sorted(kept))

    def _title_above(self, first: int) -> int:
        top = first
        while (
            top > 0 and first - top < _MOST_TITLE_LINES and len(_filled(self.sheet.rows[top - 1])) <= _MOST_TITLE_CELLS
        ):
            top -= 1
        return top


def _column_of(layout: Layout, name: str) -> int:
    for one in (name, _OF_PERSON.get(name, name)):
        if one in layout.columns:
            return layout.columns[one] + 1
    forms = forms_of("households")
    return next((at + 1 for at, said in layout.others.items() if forms.get(said, ("",))[0] == name), 0)


def _of_families(layout: Layout) -> bool:
    return layout.table == "members" and "head_name" not in layout.columns


def _filled(row: Sequence[Cell]) -> list[str]:
    return [said for cell in row if cell is not None and (said := text_of(cell))]
