"""Annexes as .xlsx: every sheet printed on A4 landscape with its header repeated, nothing that Excel would compute.

Text that begins like a formula stays text (type "s"), ids stay text, totals are values.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from datetime import datetime

from openpyxl import Workbook as ExcelBook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from diachi.core.paper import Align, Cell, Column, Sheet, Workbook, cell_text

FONT = "Times New Roman"
_MM_PER_WIDTH = 1.9  # one width unit of Excel in the default font
_MM_PER_INCH = 25.4
_MM_PER_LETTER = 2.3  # of 11 point text, capitals and marks included
_LINE_POINTS = 15.0
_EDGE = Side(style="thin", color="000000")
BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
SHADE = PatternFill("solid", fgColor="EEEBE4")
_EPOCH = datetime(1980, 1, 1)
_STAMP = (1980, 1, 1, 0, 0, 0)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# What a spreadsheet may take for a formula when it is typed again, blanks before it and full-width signs too.
_LIKE_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def annex_bytes(book: Workbook) -> bytes:
    """Render a workbook as .xlsx.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (phụ lục, khổ A4); officer's review C8.
    Takes: book - sheets as data.
    Gives: the bytes of an .xlsx with frozen header, repeated title row, A4 landscape fitted to the page's width.
    Holds: no cell is a formula; the same book gives the same bytes.
    Cost: O(cells).
    """
    excel = ExcelBook()
    excel.remove(excel.active)
    _nameless(excel)
    for sheet in book.sheets:
        _write_sheet(excel.create_sheet(title=sheet.tab[:31]), sheet, book.code)
    saved = io.BytesIO()
    excel.save(saved)
    return dateless(saved.getvalue())


def bare_book(tab: str) -> tuple[ExcelBook, Worksheet]:
    """Give an empty workbook of one sheet that names no author and no day."""
    excel = ExcelBook()
    excel.remove(excel.active)
    _nameless(excel)
    return excel, excel.create_sheet(title=tab[:31])


def _nameless(excel: ExcelBook) -> None:
    excel.properties.creator = ""
    excel.properties.created = excel.properties.modified = _EPOCH


def dateless(data: bytes) -> bytes:
    """Give the same archive without the clock in it, so that equal books are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", part)
            new.writestr(entry, part)
    return out.getvalue()


def _write_sheet(page: Worksheet, sheet: Sheet, code: str) -> None:
    width = len(sheet.table.columns)
    for number, title in enumerate(sheet.titles, start=1):
        _merge(page, number, width)
        last = number == len(sheet.titles)
        _put(page.cell(number, 1), title, bold=not last, italic=last, align=Align.CENTRE, size=13 if not last else 12)
    header = len(sheet.titles) + 2
    for column, one in enumerate(sheet.table.columns, start=1):
        page.column_dimensions[get_column_letter(column)].width = one.width_mm / _MM_PER_WIDTH
        cell = page.cell(header, column)
        _put(cell, one.title, bold=True, align=Align.CENTRE)
        cell.border, cell.fill = BOX, SHADE
    titles = tuple(c.title for c in sheet.table.columns)
    page.row_dimensions[header].height = _height(titles, sheet.table.columns)
    _write_rows(page, sheet, header)
    _print_setup(page, header, code)


def _write_rows(page: Worksheet, sheet: Sheet, header: int) -> None:
    columns = sheet.table.columns
    rows = [(cells, len(cells) == 1) for cells in sheet.table.rows] + [(cells, True) for cells in sheet.table.totals]
    for number, (cells, bold) in enumerate(rows, start=header + 1):
        if len(cells) == 1:
            _merge(page, number, len(columns))
            _put(page.cell(number, 1), cells[0], bold=True, align=Align.LEFT)
        for column, one in enumerate(columns, start=1):
            cell = page.cell(number, column)
            cell.border = BOX
            if len(cells) > 1:
                _put(cell, cells[column - 1], bold=bold, align=one.align)
        page.row_dimensions[number].height = _height(cells, columns)


def _height(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> float:
    """Give a row's height for its wrapped text: spreadsheets do not measure merged or freshly opened rows alike."""
    widths = [c.width_mm for c in columns] if len(cells) > 1 else [sum(c.width_mm for c in columns)]
    lines = max(math.ceil(len(cell_text(cell)) * _MM_PER_LETTER / w) for cell, w in zip(cells, widths, strict=True))
    return _LINE_POINTS * max(1, lines)


def _merge(page: Worksheet, row: int, width: int) -> None:
    page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def _put(
    cell: ExcelCell, value: Cell, *, bold: bool = False, italic: bool = False, align: Align, size: float = 11
) -> None:
    cell.font = Font(name=FONT, size=size, bold=bold, italic=italic)
    cell.alignment = Alignment(horizontal=align.value, vertical="center", wrap_text=True)
    if isinstance(value, int):
        cell.value = value
        cell.number_format = "#,##0"
    elif value:
        put_text(cell, value)


def put_text(cell: ExcelCell, text: str) -> None:
    """Write text that stays text, whatever it begins with: "=1+1", "+84...", "@x", a TAB.

    The type "s" is no formula; the format @ and the apostrophe keep it so when somebody edits the cell.
    """
    set_text(cell, text)
    cell.number_format = "@"
    cell.quotePrefix = like_formula(text)


def set_text(cell: ExcelCell, text: str) -> None:
    """Write text as text, without its look: for writers that give many cells one look."""
    cell.value = _UNPRINTABLE.sub("", text)
    cell.data_type = "s"


def like_formula(text: str) -> bool:
    """Say whether a spreadsheet would compute a text that is typed again."""
    return bool(_LIKE_FORMULA.match(text))


def on_a4(page: Worksheet, *, landscape: bool) -> None:
    """Set a sheet up to be printed on A4, one page wide."""
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    margins = page.page_margins
    margins.left = margins.right = 15 / _MM_PER_INCH
    margins.top = margins.bottom = 20 / _MM_PER_INCH
    for part in (page.oddFooter.left, page.oddFooter.right):
        part.font, part.size = f"{FONT},Regular", 9
    page.oddFooter.right.text = "&P/&N"


def _print_setup(page: Worksheet, header: int, code: str) -> None:
    page.freeze_panes = page.cell(header + 1, 1)
    page.print_title_rows = f"{header}:{header}"
    on_a4(page, landscape=True)
    page.oddFooter.left.text = code
