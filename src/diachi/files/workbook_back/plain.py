"""A marked copy in our own layout, from the values that were read: for .xls, .ods, .csv and what cannot be kept."""

from __future__ import annotations

import io
import math
import re
from dataclasses import replace
from datetime import date, datetime, time
from itertools import count

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from diachi.application.return_workbook import Place, Returned, ReturnedSheet
from diachi.core.listing.cells import Cell, text_of
from diachi.files.words import Words
from diachi.files.workbook_back.causes_sheet import add_causes_sheet
from diachi.files.workbook_back.lost import LostPart
from diachi.files.workbook_back.marks import BOX, FONT, Marker, add_columns, our_columns, put

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_SHADE = PatternFill("solid", fgColor="FFEEEBE4")
_NARROW, _WIDE = 6, 36
_LOOKED_AT = 400  # rows that decide how wide a column is
_LINE, _LETTERS = 15.0, 1.2  # height of a line in points; letters to a unit of width
_FIGURES = 11  # Excel shows a longer number as 2,0E+10


def marked_plain(returned: Returned, lost: tuple[LostPart, ...], words: Words) -> bytes:
    """Give the bytes of a workbook of values and marks; cells stand where they stood, or in order of their rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    header = words.text("return.column")
    shown: dict[str, tuple[str, dict[int, int], int]] = {}
    for sheet in returned.sheets:
        moved = _moved(sheet, only_marked=returned.only_marked)
        if not moved:
            continue
        page = book.create_sheet(_name_of(sheet.name, book))
        _fill(page, sheet, moved)
        end = 0
        if sheet.header_rows:
            placed = _placed(sheet, moved)
            if returned.only_marked:
                _first_rows(page, placed, moved, words.text("return.first_row"))
            columns = our_columns(page, placed.header_rows[0], header)
            if columns:
                end = columns[1]
                add_columns(page, placed, *columns, header)
                Marker(page, placed, words).mark(end)
            _layout(page, placed)
        shown[sheet.name] = (page.title, moved, end)

    def cell_of(place: Place) -> tuple[str, str] | None:
        title, moved, end = shown.get(place.sheet, ("", {}, 0))
        column = place.column or end
        return (title, f"{get_column_letter(column)}{moved[place.row]}") if place.row in moved and column else None

    add_causes_sheet(book, returned, lost, cell_of, words)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _moved(sheet: ReturnedSheet, *, only_marked: bool) -> dict[int, int]:
    """Give the row of the copy for each row of the sheet that goes back."""
    rows = sheet.kept_rows if only_marked else tuple(range(1, len(sheet.rows) + 1))
    return {row: new for new, row in enumerate(rows, start=1)}


def _placed(sheet: ReturnedSheet, moved: dict[int, int]) -> ReturnedSheet:
    marks = tuple(replace(m, row=moved[m.row]) for m in sheet.marks if m.row in moved)
    return ReturnedSheet(
        name=sheet.name,
        rows=sheet.rows,
        header_rows=tuple(moved[row] for row in sheet.header_rows),
        header_top=moved[sheet.header_top],
        main=sheet.main,
        text_columns=sheet.text_columns,
        marks=marks,
        ids={moved[row]: i for row, i in sheet.ids.items() if row in moved},
    )


def _name_of(name: str, book: Workbook) -> str:
    clean = _NOT_IN_A_NAME.sub(" ", name).strip("' ")[:_LONGEST_NAME] or "Sheet"
    taken = {title.casefold() for title in book.sheetnames}
    tries = (clean if n == 1 else f"{clean[: _LONGEST_NAME - 5]} ({n})" for n in count(1))
    return next(one for one in tries if one.casefold() not in taken)


def _fill(page: Worksheet, sheet: ReturnedSheet, moved: dict[int, int]) -> None:
    for row, new in moved.items():
        for at, value in enumerate(sheet.rows[row - 1], start=1):
            if value is None:
                continue
            as_text = at in sheet.text_columns and row > sheet.header_rows[0] and row not in sheet.header_rows
            _write(page.cell(new, at), text_of(value) if as_text else value)


def _write(cell: ExcelCell, value: Cell) -> None:
    if isinstance(value, str):
        put(cell, ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT])
        cell.number_format = "@"
        return
    cell.value = value
    cell.font = Font(name=FONT, size=11)
    cell.alignment = Alignment(vertical="top")
    if isinstance(value, datetime) and value.time() != time():
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int | float) and abs(value) >= 10**_FIGURES:
        cell.number_format = "0"


def _first_rows(page: Worksheet, placed: ReturnedSheet, moved: dict[int, int], header: str) -> None:
    column = page.max_column + 1
    for top in placed.header_rows:
        put(page.cell(top, column), header, bold=True)
    for row, new in moved.items():
        if new > placed.header_rows[0] and new not in placed.header_rows:
            page.cell(new, column).value = row
            page.cell(new, column).font = Font(name=FONT, size=11)
            page.cell(new, column).alignment = Alignment(vertical="top")


def _layout(page: Worksheet, placed: ReturnedSheet) -> None:
    top, width = placed.header_rows[0], page.max_column
    for column in range(1, width + 1):
        for row in range(placed.header_top, top + 1):
            head = page.cell(row, column)
            head.fill, head.border = _SHADE, BOX
            head.font = Font(name=FONT, size=11, bold=True)
            head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = get_column_letter(column)
        if letter not in page.column_dimensions:
            page.column_dimensions[letter].width = _width(page, column, placed.header_top, top)
    _merge_header(page, placed.header_top, top, width)
    for row in range(top + 1, page.max_row + 1):
        for column in range(1, width + 1):
            page.cell(row, column).border = BOX
        _grow(page, row, _LETTERS)
    for row in range(placed.header_top, top + 1):
        _grow(page, row, 1.0)
    for row in range(1, placed.header_top):
        for column in range(1, width + 1):
            if page.cell(row, column).value is not None:
                page.cell(row, column).alignment = Alignment(wrap_text=False)
    page.freeze_panes = page.cell(top + 1, 1)
    page.print_title_rows = f"{placed.header_top}:{top}"
    page.page_setup.paperSize, page.page_setup.orientation = page.PAPERSIZE_A4, "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.right.text = "&P/&N"


def _merge_header(page: Worksheet, first: int, last: int, width: int) -> None:
    """Draw a header of several lines as people do: a group over its columns, a single column over all lines."""
    empty = {(r, c) for r in range(first, last + 1) for c in range(1, width + 1) if page.cell(r, c).value is None}
    for row in range(first, last):
        for column in range(1, width + 1):
            if (row, column) in empty:
                continue
            down, right = row, column
            while down < last and (down + 1, column) in empty:
                down += 1
            while down == row and right < width and (row, right + 1) in empty and (row + 1, right + 1) not in empty:
                right += 1
            if right > column and all((r, column) in empty for r in range(first, row)):
                page.merge_cells(start_row=row, start_column=column, end_row=row, end_column=right)
            elif down > row:
                page.merge_cells(start_row=row, start_column=column, end_row=down, end_column=column)


def _grow(page: Worksheet, row: int, letters: float) -> None:
    """Make a row as high as its wrapped words: not every program does that for a workbook it opens."""
    dimensions, own = page.column_dimensions, page.row_dimensions[row]
    said = [(len(cell.value), cell.column_letter) for cell in page[row] if isinstance(cell.value, str)]
    lines = max((math.ceil(length / dimensions[letter].width / letters) for length, letter in said), default=1)
    if lines > 1:
        own.height = max(own.height or 0, lines * _LINE)


def _width(page: Worksheet, column: int, first: int, top: int) -> float:
    said = [text_of(page.cell(row, column).value) for row in range(top + 1, min(page.max_row, top + _LOOKED_AT) + 1)]
    longest = max((len(text) for text in said), default=0)
    heads = (text_of(page.cell(row, column).value) for row in range(first, top + 1))
    head = max((len(word) for said in heads for word in said.split()), default=0)
    return float(max(_NARROW, min(_WIDE, longest + 2), head + 2))
