"""The sheet of pairs as .xlsx: two rows side by side with what differs marked, a drop-down for the verdict."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from diachi.application.pair_review_back import BY_MARK, ON_MARK, PAIRS_MARK, key_text
from diachi.application.pair_review_sheet import ReviewLine, ReviewRow, ReviewSheet
from diachi.application.ports import Words
from diachi.core.pair_verdicts import Opinion
from diachi.files.annex import dateless

_FONT, _LATE = "Times New Roman", "96281B"
_LOCKED, _HEAD = PatternFill("solid", fgColor="EEEBE4"), PatternFill("solid", fgColor="E7EDF7")
_EDGE = Side(style="thin", color="B8B2A7")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_TOP = Alignment(wrap_text=True, vertical="top")
_COLUMNS = (("number", 6), ("one", 36), ("two", 36), ("why", 34), ("helped", 26), ("verdict", 18), ("reason", 26))
_BY_ROW, _ON_ROW, _HEAD_ROW, _LINE = 3, 4, 6, 15.5
_VERDICT, _REASON = 7, 8  # columns people write in
_PLAIN = InlineFont(rFont=_FONT, sz=11)
_LABEL = InlineFont(rFont=_FONT, sz=10, color="46505F")
_DIFFERS = InlineFont(rFont=_FONT, sz=11, b=True, u="single", color=_LATE)


def review_bytes(sheet: ReviewSheet, words: Words) -> bytes:
    """Render the workbook.

    Gives: a sheet for the first reader and, where there is anything for one, a sheet for a second reader.
    Holds: equal sheets are equal bytes; no cell is a formula; what differs is bold and underlined, not only coloured.
    """
    excel = Workbook()
    first = excel.active
    assert first is not None
    first.title = words.text("pair_review.first")
    _write(first, sheet.first, words, "pair_review.how")
    if sheet.second:
        _write(excel.create_sheet(words.text("pair_review.second")), sheet.second, words, "pair_review.how_second")
    excel.properties.creator = ""
    saved = io.BytesIO()
    excel.save(saved)
    return dateless(saved.getvalue())


def _write(sheet: Worksheet, rows: Sequence[ReviewRow], words: Words, how: str) -> None:
    _plain(sheet, 1, 2, words.text("pair_review.title"), bold=True, size=14)
    _plain(sheet, 2, 2, words.text(how))
    sheet.merge_cells(start_row=2, start_column=2, end_row=2, end_column=len(_COLUMNS) + 1)
    sheet.row_dimensions[2].height = 2 * _LINE + 4
    _ask(sheet, _BY_ROW, BY_MARK, words.text("pair_review.by"))
    _ask(sheet, _ON_ROW, ON_MARK, words.text("pair_review.on"))
    _choices(sheet, words.text("pair_review.roles"), f"D{_BY_ROW}", strict=False)
    sheet.cell(_HEAD_ROW, 1, PAIRS_MARK)
    for at, (name, wide) in enumerate(_COLUMNS, start=2):
        cell = sheet.cell(_HEAD_ROW, at, words.text(f"pair_review.column.{name}"))
        cell.font, cell.fill, cell.border = Font(name=_FONT, bold=True), _HEAD, _BOX
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        sheet.column_dimensions[cell.column_letter].width = wide
    for number, row in enumerate(rows, start=1):
        _pair(sheet, _HEAD_ROW + number, number, row)
    if rows:
        labels = ",".join(words.label(o) for o in Opinion)
        _choices(sheet, labels, f"G{_HEAD_ROW + 1}:G{_HEAD_ROW + len(rows)}", strict=True)
    _dress(sheet)


def _pair(sheet: Worksheet, at: int, number: int, row: ReviewRow) -> None:
    sheet.cell(at, 1, key_text(row.id_a, row.id_b, row.part))
    said = (
        number,
        _rich(row.id_a, row.lines, second=False),
        _rich(row.id_b, row.lines, second=True),
        "\n".join(line[:1].upper() + line[1:] for line in row.why),
        row.helped,
        None,
        None,
    )
    for column, value in enumerate(said, start=2):
        cell = sheet.cell(at, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
        cell.font, cell.border, cell.alignment = Font(name=_FONT, size=11), _BOX, _TOP
        free = column in (_VERDICT, _REASON)
        cell.protection = Protection(locked=not free)
        if not free:
            cell.fill = _LOCKED if column == 2 else PatternFill()
    wides = dict(enumerate((w for _, w in _COLUMNS), start=2))
    texts = ["\n".join(_plain_line(line, second=s) for line in row.lines) + "\n " for s in (False, True)]
    counted = ((texts[0], wides[3]), (texts[1], wides[4]), (str(said[3]), wides[5]), (row.helped, wides[6]))
    sheet.row_dimensions[at].height = _LINE * max(_lines(text, wide) for text, wide in counted)


def _plain_line(line: ReviewLine, *, second: bool) -> str:
    return f"{line.label}: {''.join(text for text, _ in (line.two if second else line.one))}"


def _lines(text: str, wide: int) -> int:
    return sum(max(1, math.ceil(len(line) / (wide * 1.1))) for line in text.split("\n"))


def _rich(row_id: str, lines: Sequence[ReviewLine], *, second: bool) -> CellRichText:
    """Every line with its name; letters the other side does not have are bold, underlined and red."""
    text = CellRichText()
    for line in lines:
        text.append(TextBlock(_LABEL, f"{line.label}: "))
        pieces = line.two if second else line.one
        text.extend([TextBlock(_DIFFERS if differs else _PLAIN, piece) for piece, differs in pieces])
        text.append(TextBlock(_PLAIN, "\n"))
    text.append(TextBlock(_LABEL, f"[{row_id}]"))
    return text


def _ask(sheet: Worksheet, row: int, mark: str, label: str) -> None:
    sheet.cell(row, 1, mark)
    _plain(sheet, row, 3, label)
    cell = sheet.cell(row, 4)
    cell.border, cell.font = _BOX, Font(name=_FONT, bold=True)
    cell.protection = Protection(locked=False)
    if mark == ON_MARK:
        cell.number_format = "dd/mm/yyyy"


def _choices(sheet: Worksheet, words: str, where: str, *, strict: bool) -> None:
    rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=strict)
    rule.add(where)
    sheet.add_data_validation(rule)


def _plain(sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False, size: int = 12) -> None:
    cell = sheet.cell(row, column, text)
    cell.font = Font(name=_FONT, bold=bold, size=size)
    cell.alignment = Alignment(vertical="top", wrap_text=row == 2)


def _dress(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 3)
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)  # False = people may
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.7, footer=0.35)
    sheet.oddFooter.right.text = "&P/&N"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
