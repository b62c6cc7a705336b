"""How a mark looks: a colour, a comment that says what is wrong and what to do, the same words at the end of the row.

Marks of an earlier return are taken off first: a corrected file that comes back again shows only what is still open.
"""

from __future__ import annotations

from copy import copy

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from diachi.application.return_workbook import ID_HEADER, Mark, ReturnedSheet
from diachi.core.issues import Issue, IssueLevel
from diachi.core.text import fold
from diachi.files.words import Words

FONT = "Times New Roman"
SIGN = "[Địa Chỉ]"  # every comment of ours begins so
COLOURS = {IssueLevel.ERROR: "FFF4B6B0", IssueLevel.WARNING: "FFFFE08A"}
_AUTOMATIC = 64  # the index Excel gives to "no colour of its own"
_EDGE = Side(style="thin", color="FF999999")
BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
WORDS_WIDTH, _WORDS_SIZE, _WORDS_LETTERS, _WORDS_LINE = 62.0, 10, 90, 13.5  # letters in a line, points of its height
_COMMENT_WIDTH, _LINE, _LETTERS = 300, 17, 42
_ONE_LINE = 15.0  # what a row is high by itself
_MOST_COLUMNS = 16_384


def put(
    cell: ExcelCell,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 11,
    like: StyleArray | None = None,
) -> None:
    """Write text that stays text, whatever it begins with, in a font that has every letter.

    `like` is the look of a cell already written: thousands of looks one by one are slow.
    """
    cell.value = text
    cell.data_type = "s"
    if like is not None and text[:1].isalnum():
        cell._style = copy(like)
        return
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@", "\t")
    cell.font = Font(name=FONT, size=size, bold=bold, italic=italic)
    cell.alignment = Alignment(vertical="top", wrap_text=True)


class Marker:
    """Marks the cells of one sheet."""

    def __init__(self, page: Worksheet, sheet: ReturnedSheet, words: Words) -> None:
        self.page, self.sheet, self.words = page, sheet, words
        self.fills: dict[tuple[int, IssueLevel], int] = {}  # own fill and level -> fill of the mark
        self.merged = {
            (row, column): (area.min_row, area.min_col)
            for area in page.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }

    def unmark(self, words_column: int) -> None:
        """Take off the marks of an earlier return: our comments, our colours, our words at the end of the rows."""
        for (row, column), cell in list(self.page._cells.items()):
            own = self.page.row_dimensions[row] if column == words_column and isinstance(cell.value, str) else None
            if own is not None and own.height == _height(str(cell.value)):
                own.height = None
        ours = set(COLOURS.values())
        fills = self.page.parent._fills
        coloured = {n for n, fill in enumerate(fills) if getattr(fill, "fgColor", None) and fill.fgColor.rgb in ours}
        for cell in list(self.page._cells.values()):
            if _fill_of(cell) in coloured:
                cell.fill = _without_mark(cell.fill)
            if not isinstance(cell, MergedCell) and cell.comment and SIGN in cell.comment.text:
                before = cell.comment.text.partition(SIGN)[0].rstrip()
                cell.comment = Comment(before, cell.comment.author) if before else None

    def mark(self, words_column: int) -> None:
        """Mark every cell, and say all of a row's marks in its last column."""
        by_row: dict[int, list[Mark]] = {}
        for mark in self.sheet.marks:
            by_row.setdefault(mark.row, []).append(mark)
            if mark.column:
                row, column = self.merged.get((mark.row, mark.column), (mark.row, mark.column))
                self._colour(self.page.cell(row, column), mark.level)
                self._comment(self.page.cell(row, column), mark)
        first = None
        for row, marks in by_row.items():
            cell = self.page.cell(row, words_column)
            said = "\n".join(self._line(mark, issue) for mark in marks for issue in mark.issues)
            put(cell, said, size=_WORDS_SIZE, like=first)
            if first is None:
                cell.border = BOX
                first = copy(cell._style)
            if (own := self.page.row_dimensions[row]).height is None and (height := _height(said)) > _ONE_LINE:
                own.height = height  # a row its sender gave no height would hide all but the first line
            worst = IssueLevel.ERROR if any(m.level is IssueLevel.ERROR for m in marks) else IssueLevel.WARNING
            self._colour(cell, worst)

    def _line(self, mark: Mark, issue: Issue) -> str:
        said = self.words.advice(issue)
        level = self.words.text(f"return.level.{issue.level.value}")
        return self.words.text(
            "return.in_column" if mark.header else "return.in_row", level=level, header=mark.header, said=said
        )

    def _colour(self, cell: ExcelCell, level: IssueLevel) -> None:
        known = (_fill_of(cell), level)
        if known in self.fills and cell.has_style:
            cell._style.fillId = self.fills[known]
            return
        before = cell.fill
        own = before.fgColor if before.fill_type == "solid" else Color(indexed=_AUTOMATIC)
        # A solid fill shows its first colour only; the second carries the sender's own until the mark is taken off.
        cell.fill = PatternFill("solid", fgColor=COLOURS[level], bgColor=copy(own))
        self.fills[known] = cell._style.fillId

    def _comment(self, cell: ExcelCell, mark: Mark) -> None:
        said = "\n".join(self.words.advice(issue) for issue in mark.issues)
        text = f"{SIGN} {self.words.text(f'return.level.{mark.level.value}')}:\n{said}"
        author = SIGN.strip("[]")
        lines = sum(1 + len(line) // _LETTERS for line in text.split("\n"))
        height, width = _LINE * (lines + 1), _COMMENT_WIDTH
        if before := cell.comment:
            text, author = f"{before.text}\n\n{text}", before.author
            height, width = height + before.height, max(width, before.width)
        cell.comment = Comment(text, author, height=height, width=width)


def _fill_of(cell: ExcelCell | MergedCell) -> int:
    """Give the number of a cell's fill in its workbook; a cell without a look has the first."""
    return cell._style.fillId if cell._style is not None else 0


def _height(said: str) -> float:
    return sum(1 + (len(line) - 1) // _WORDS_LETTERS for line in said.split("\n")) * _WORDS_LINE + 1.5


def _without_mark(fill: PatternFill) -> PatternFill:
    own = fill.bgColor
    bare = own is None or (own.type == "indexed" and own.indexed >= len(COLOR_INDEX)) or own.rgb == "00000000"
    return PatternFill() if bare else PatternFill("solid", fgColor=copy(own))


def our_columns(page: Worksheet, header_row: int, header: str) -> tuple[int, int] | None:
    """Give the columns of the id and of the words: those of an earlier return, else the first two nobody uses.

    None when the sheet is as wide as a sheet can be.
    """
    # Looked up, not asked for: asking openpyxl for a cell makes it.
    found = {fold(str(c.value)): column for (row, column), c in page._cells.items() if row == header_row and c.value}
    used = [column for (_, column), cell in page._cells.items() if cell.value is not None]
    used += [area.max_col for area in page.merged_cells.ranges]
    free = max(used, default=0) + 1
    ids, words = found.get(fold(ID_HEADER)), found.get(fold(header))
    ids, free = (ids, free) if ids else (free, free + 1)
    words, free = (words, free) if words else (free, free + 1)
    return (ids, words) if free - 1 <= _MOST_COLUMNS else None


def add_columns(page: Worksheet, sheet: ReturnedSheet, ids: int, words: int, header: str) -> None:
    """Write the hidden column of ids and the head of the column of words, in the look of the header beside them."""
    for column, said in ((ids, ID_HEADER), (words, header)):
        for row in range(1, page.max_row + 1):
            if row > sheet.header_rows[0] and (row, column) in page._cells:
                page.cell(row, column).value = None
        for top in sheet.header_rows:
            _head(page, top, column, said, sheet.main)
    like = None
    for row, household_id in sheet.ids.items():
        cell = page.cell(row, ids)
        put(cell, household_id, like=like)
        if like is None:
            cell.number_format = "@"
            like = copy(cell._style)
    set_width(page, ids, 18.0, hidden=True)
    set_width(page, words, WORDS_WIDTH)


def _head(page: Worksheet, row: int, column: int, said: str, main: int) -> None:
    cell = page.cell(row, column)
    if cell.value is None:
        beside = page.cell(row, max(main, 1))
        cell.border, cell.fill = copy(beside.border), copy(beside.fill)
        cell.value = said
        cell.font = Font(name=FONT, size=beside.font.size or 11, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def set_width(page: Worksheet, column: int, width: float, *, hidden: bool = False) -> None:
    """Set the width of one column; a run of columns that shares one definition is split around it.

    Two definitions for one column are a damaged workbook to Excel.
    """
    dimensions = page.column_dimensions
    for letter in list(dimensions):
        run = dimensions[letter]
        first, last = run.min or 0, run.max or 0
        if not first <= column <= last or first == last:
            continue
        del dimensions[letter]
        for low, high in ((first, column - 1), (column, column), (column + 1, last)):
            if low <= high:
                part = ColumnDimension(page, index=get_column_letter(low), min=low, max=high)
                part.width, part.hidden, part.outlineLevel = run.width, run.hidden, run.outlineLevel
                part._style = copy(run._style)
                dimensions[get_column_letter(low)] = part
    own = dimensions[get_column_letter(column)]
    own.width, own.hidden = width, hidden
