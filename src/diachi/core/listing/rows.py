"""The rows of a table, told from all that stands between and below them; what nobody understands is said."""

from __future__ import annotations

from collections.abc import Sequence

from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.above import fill_from_above
from diachi.core.listing.cells import Cell, text_of
from diachi.core.listing.day_order import doubt_order_of_days
from diachi.core.listing.headers import TABLES, Layout
from diachi.core.listing.joined import joined
from diachi.core.listing.numbering import note_jumps
from diachi.core.listing.person_cells import looks_whole
from diachi.core.listing.row_kinds import (
    FEWEST_CELLS,
    is_column_numbers,
    is_header_again,
    is_page_mark,
    is_remark,
    is_signed,
    is_total,
)
from diachi.core.listing.sheet import ListRow, SheetRead, SheetRows, issue_at
from diachi.core.listing.titles import Title, block_of, is_number_of_block
from diachi.core.listing.totals import Tally
from diachi.core.text import fold

# Nobody's name, number or birth stands in a row of totals.
_OF_A_PERSON = ("head_birth", "personal_id", "phone", "birth", "head_sex", "sex")
_FIGURES = ("head_birth", "personal_id", "phone")
_PLACES = ("hamlet", "commune")
_ROWS_OF_NUMBERS = 2
_ERRORS = frozenset(["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"])


def rows_of(sheet: SheetRows, layout: Layout, title: Title) -> SheetRead:
    """Read the rows below a header; a row without its name is kept and named, a row nobody understands is said."""
    reading = _Reading(sheet, layout, title)
    for number, row in list(enumerate(sheet.rows, start=1))[layout.header_row + 1 :]:
        reading.take(number, row)
    return reading.end()


class _Reading:
    """A table being read, row by row."""

    def __init__(self, sheet: SheetRows, layout: Layout, title: Title) -> None:
        self.sheet, self.layout, self.title = sheet, layout, title
        self.found = SheetRead()
        self.tally = Tally(sheet, layout, self.found.rows)
        self.commune, self.hamlet = "", title.hamlet
        self.signed = False
        self.alone: list[int] = []  # rows of one cell since the last row of somebody
        self.main = layout.columns[TABLES[layout.table].main]
        self.figures = [layout.columns[name] for name in _FIGURES if name in layout.columns]
        self.numbered_first = layout.columns.get("list_no") == 0
        self.wide = max((*layout.columns.values(), *layout.others), default=0) + 1

    def take(self, number: int, row: Sequence[Cell]) -> None:
        if not self.signed and self._plainly_somebody(row):
            self._somebody(number, row, self._named(row))
            return
        filled = [said for cell in row if cell is not None and (said := text_of(cell))]
        if not filled or self._says_nothing(number, row, filled):
            return
        cells = self._named(row)
        listed = (text_of(cells.get("list_no")) or text_of(cells.get("no"))).rstrip(".").isdecimal()
        if self.signed:
            self._below_signatures(number, filled, cells, listed=listed)
        elif not listed and is_signed(filled):
            self.signed = True
        elif not listed and is_total(filled) and not _of_a_person(cells):
            self.tally.total(number, filled, cells)
        elif self._may_head(cells, listed=listed) and (block := block_of(filled)):
            self.commune, self.hamlet = (block[1], "") if block[0] == "commune" else (self.commune, block[1])
            self.tally.block(block[0], number, filled)
        elif is_remark(filled):
            return
        elif self._is_aside(filled, cells, listed=listed):
            self._not_read(number, IssueLevel.WARNING)
        elif len(filled) < FEWEST_CELLS:
            self.alone.append(number)
        else:
            self._somebody(number, row, cells)

    def _plainly_somebody(self, row: Sequence[Cell]) -> bool:
        """A number of the list in the first column, a name, and a figure where a person has one: nearly every row."""
        if not self.numbered_first or self.main >= len(row) or type(row[0]) not in (int, float):
            return False
        if type(name := row[self.main]) is not str or not looks_whole(text_of(name)):
            return False
        return any(at < len(row) and _is_figure(row[at]) for at in self.figures)

    def _named(self, row: Sequence[Cell]) -> dict[str, Cell]:
        columns = self.layout.columns.items()
        if self.wide <= len(row):
            return joined({name: row[at] for name, at in columns})
        return joined({name: row[at] if at < len(row) else None for name, at in columns})

    def _is_aside(self, filled: Sequence[str], cells: dict[str, Cell], *, listed: bool) -> bool:
        """Words among numbered households, with nothing of a person: "Hộ chuyển đến từ xã khác"."""
        if listed or self.layout.table != "households" or len(filled) < FEWEST_CELLS or "list_no" not in cells:
            return False
        known = _of_a_person(cells) or text_of(cells.get("list_no"))
        return not known and bool(text_of(cells.get("head_name"))) and not looks_whole(text_of(cells.get("head_name")))

    def _may_head(self, cells: dict[str, Cell], *, listed: bool) -> bool:
        """A row with a person's cells, or a numbered one with its place in its column, is somebody without a name."""
        if _of_a_person(cells) or (listed and self.layout.table == "agencies"):
            return False
        return not (listed and any(text_of(cells.get(name)) for name in _PLACES))

    def _says_nothing(self, number: int, row: Sequence[Cell], filled: Sequence[str]) -> bool:
        near = number <= self.layout.header_row + 1 + _ROWS_OF_NUMBERS
        return (
            is_page_mark(filled)
            or (is_column_numbers(filled) and (near or self._after_header(number)))
            or self._header_again(row)
        )

    def _header_again(self, row: Sequence[Cell]) -> bool:
        """A line of the header once more: by its cell in the column of names, or, of a lower line, by having none."""
        main = self.main
        name = fold(text_of(row[main])) if main < len(row) and type(row[main]) is str else ""
        lines = [line[main] if main < len(line) else "" for line in self.layout.lines]
        return name in lines and is_header_again([fold(text_of(cell)) for cell in row], self.layout)

    def _after_header(self, number: int) -> bool:
        before = [fold(text_of(cell)) for cell in self.sheet.rows[number - 2]]
        return is_header_again(before, self.layout)

    def _below_signatures(self, number: int, filled: Sequence[str], cells: dict[str, Cell], *, listed: bool) -> None:
        """Names of those who sign, stamps, places of delivery; what looks like a row of the table is said."""
        somebody = bool(text_of(cells.get(TABLES[self.layout.table].main)))
        if somebody and (listed or len(filled) > max(FEWEST_CELLS, len(cells) // 2)):
            self._not_read(number, IssueLevel.WARNING)

    def _somebody(self, number: int, row: Sequence[Cell], cells: dict[str, Cell]) -> None:
        for at in self.alone:
            self._not_read(at, IssueLevel.WARNING)
        self.alone = []
        others = self.layout.others
        found = ListRow(
            sheet=self.sheet,
            number=number,
            cells=cells,
            title=self.title,
            commune=self.commune,
            hamlet=self.hamlet,
            others={h: row[at] for at, h in others.items() if at < len(row) and row[at] is not None},
            units=self.layout.units,
        )
        self.found.rows.append(found)
        if not _ERRORS.isdisjoint(row):
            _empty_errors(found)
        if (number - 1, self.main) in self.sheet.struck:
            found.note(IssueCode.ROW_STRUCK_THROUGH, IssueLevel.WARNING, TABLES[self.layout.table].main)
        if not found.text(TABLES[self.layout.table].main):
            found.note(IssueCode.NAME_MISSING, IssueLevel.ERROR, TABLES[self.layout.table].main)

    def _not_read(self, number: int, level: IssueLevel) -> None:
        self.found.issues.append(issue_at(self.sheet, IssueCode.ROW_NOT_READ, level, row=number))

    def end(self) -> SheetRead:
        # Below the last row a line of one cell is a remark; above a signature nobody looks for a household in it.
        for at in self.alone if self.found.rows else ():
            self._not_read(at, IssueLevel.NOTE)
        self.tally.end([*self.title.totals, *self.title.lines], self.layout.header_row + 1)
        self.found.stated = self.tally.whole
        self.found.issues += self.tally.issues
        fill_from_above(self.found.rows)
        doubt_order_of_days(self.found.rows, self.layout.day_order)
        if self.layout.table == "households":
            note_jumps(self.found.rows)
        return self.found


def _empty_errors(row: ListRow) -> None:
    """A formula that failed says nothing, and that is said: #REF! is no name of a hamlet."""
    for name, cell in row.cells.items():
        if type(cell) is str and cell[:1] == "#" and cell in _ERRORS:
            row.cells[name] = None
            row.note(IssueCode.VALUE_UNREADABLE, IssueLevel.WARNING, name)


def _is_figure(cell: Cell) -> bool:
    return type(cell) in (int, float) or (type(cell) is str and cell.isdecimal())


def _of_a_person(cells: dict[str, Cell]) -> bool:
    """Say whether a cell of a birth, a sex or a number holds one; headings stand in any column."""
    said = (text for name in _OF_A_PERSON if (text := text_of(cells.get(name))))
    return any(
        text.isdecimal() or not (is_number_of_block(text) or is_total([text]) or block_of([text])) for text in said
    )
