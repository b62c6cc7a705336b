"""The first sheet of a returned workbook: what to do, and every cause with links to its cells. Printed on A4."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from diachi.application.return_workbook import SHEET_MARK, Cause, Place, Returned
from diachi.core.issues import IssueLevel
from diachi.files.words import Words
from diachi.files.workbook_back.lost import LostPart
from diachi.files.workbook_back.marks import BOX, COLOURS, FONT, put

_COLUMNS = 10
_WIDTHS = (12.0, *[9.0] * (_COLUMNS - 1))
_LETTERS, _LINE = 110, 15.5  # letters in a line over all columns; height of a line in points
_MOST_LINKS = 60_000  # Excel takes 65.530 links in a sheet
_GREY = "FF808080"
_LINK = Font(name=FONT, size=11, color="FF0563C1", underline="single")
Shown = Callable[[Place], tuple[str, str] | None]  # a place -> its sheet in the copy and its cell


def add_causes_sheet(
    book: Workbook, returned: Returned, lost: Sequence[LostPart], shown: Shown, words: Words
) -> Worksheet:
    """Put the sheet of causes before all others; `shown` tells where a place stands in the copy."""
    title = words.text("return.sheet")
    number = 1
    while title in book.sheetnames:
        number += 1
        title = f"{words.text('return.sheet')} ({number})"
    page = book.create_sheet(title, 0)
    for column, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    _head(page, returned, lost, words)
    links = 0
    for cause in returned.causes:
        links = _cause(page, cause, shown, words, links)
    _print_setup(page)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is page
    book.active = 0
    return page


def _head(page: Worksheet, returned: Returned, lost: Sequence[LostPart], words: Words) -> None:
    _wide(page, words.text("return.title", file=returned.file), bold=True, size=14)
    counts = {level.value: returned.cells(level) for level in (IssueLevel.ERROR, IssueLevel.WARNING)}
    _wide(page, words.text("return.counts", **counts))
    for step in ("fix", "keep", "send"):
        _wide(page, words.text(f"return.step.{step}"))
    if returned.only_marked:
        _wide(page, words.text("return.only_marked"))
    if lost:
        names = tuple(words.text(f"return.lost.{part.value}") for part in lost)
        told = "return.plain_of_format" if lost == (LostPart.FORMAT,) else "return.plain"
        _wide(page, words.text(told, names=names), italic=True)
    row = page.max_row + 1
    # The import knows its own sheet by this, and the list by its first name.
    for column, said in ((1, SHEET_MARK), (2, "" if returned.only_marked else returned.file)):
        if said:
            put(page.cell(row, column), said, size=8)
            page.cell(row, column).font = Font(name=FONT, size=8, color=_GREY)
            page.cell(row, column).alignment = Alignment(wrap_text=False)


def _cause(page: Worksheet, cause: Cause, shown: Shown, words: Words, links: int) -> int:
    page.cell(page.max_row + 1, 1)  # an empty line before each cause
    level = words.text(f"return.level.{cause.issue.level.value}")
    key = "return.cause" if cause.header else "return.cause_of_rows"
    rows = len({(p.sheet, p.row) for p in cause.places if p.row})
    key = key if rows else "return.cause_of_sheet"
    sheets_named = tuple(dict.fromkeys(place.sheet for place in cause.places))
    said = words.text(
        key, level=level, rows=rows, header=cause.header, sheets=sheets_named, said=words.advice(cause.issue)
    )
    row = _wide(page, said, bold=True)
    if colour := COLOURS.get(cause.issue.level):
        for column in range(1, _COLUMNS + 1):
            page.cell(row, column).fill = PatternFill("solid", fgColor=colour)
    sheets: dict[str, list[tuple[str, str]]] = {}
    for place in cause.places:
        if found := shown(place):
            sheets.setdefault(found[0], []).append(found)
    for sheet, found_places in sheets.items():
        links = _links(page, sheet, found_places, links)
    return links


def _links(page: Worksheet, sheet: str, places: Sequence[tuple[str, str]], links: int) -> int:
    _wide(page, sheet, italic=True)
    row, column, like = page.max_row, _COLUMNS, None
    for _, at in places:
        row, column = (row, column + 1) if column < _COLUMNS else (row + 1, 1)
        cell = page.cell(row, column)
        put(cell, at, like=like)
        if like is None:
            cell.border, cell.font = BOX, _LINK
            cell.alignment = Alignment(horizontal="center", vertical="center")
            like = copy(cell._style)
        if links < _MOST_LINKS:
            # Past that a name without its link still says where to look.
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(sheet)}!{at}")
            links += 1
    return links


def _wide(page: Worksheet, text: str, *, bold: bool = False, italic: bool = False, size: float = 11) -> int:
    """Write a line over all columns, high enough for its words: merged cells do not grow by themselves."""
    row = page.max_row + 1 if page._cells else 1
    put(page.cell(row, 1), text, bold=bold, italic=italic, size=size)
    page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=_COLUMNS)
    lines = sum(max(1, math.ceil(len(line) * size / 11 / _LETTERS)) for line in text.split("\n"))
    page.row_dimensions[row].height = lines * _LINE * size / 11 + 3
    return row


def _print_setup(page: Worksheet) -> None:
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "portrait"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.6
    page.oddFooter.right.text = "&P/&N"
