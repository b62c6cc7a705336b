"""The workbook of a unit as .xlsx: locked where it must be, drop-downs for codes, what was sent in a hidden sheet."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from copy import copy
from datetime import date
from enum import Enum
from typing import Any, get_origin

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from diachi.core.listing.cells import Cell
from diachi.core.living.back import KEY_HEADER, SENT_SHEET
from diachi.core.living.book import FORMAT, LivingBook, LivingTable, UnitKind
from diachi.core.living.fields import Choices, hints_of, shown, without_unsaid
from diachi.core.official_forms import printed
from diachi.files.annex import dateless, like_formula, put_text, set_text

HEAD_ROW = 3
_FRONT_WIDE = 84  # letters on a page
SPARE_ROWS = 30  # below the last, for households that are not in the list yet
_FONT = "Times New Roman"
_LOCKED = PatternFill("solid", fgColor="EEEBE4")
_HEAD = PatternFill("solid", fgColor="D9E4DD")
_EDGE = Side(style="thin", color="B8B2A7")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_WIDE = {
    "head_name": 26,
    "name": 26,
    "hamlet": 16,
    "address": 22,
    "causes": 26,
    "needs": 24,
    "wishes": 26,
    "support": 28,
}
_LEAST, _MOST, _PAGE_WIDE, _LINE = 9, 34, 190, 15.0  # widths in letters; a line in points
Label = Callable[[str, str], str]


def living_bytes(
    book: LivingBook, label: Label, choices: Callable[[str, str], Choices], titles: Callable[[str], str], front: str
) -> bytes:
    """Render the workbook.

    Takes: label - table and column -> header; choices - table and column -> words of its codes; titles - table -> name
    of its sheet; front - the name of the first sheet.
    Gives: an .xlsx: a first sheet that says what to do, a sheet per table (ids in a hidden first column, locked cells
    grey, one printed page wide), the hidden sheet of what was sent.
    Holds: no cell is a formula; ids and phones are text.
    """
    excel = Workbook()
    first = excel.active
    assert first is not None
    first.title = front
    _write_front(first, book)
    for table in book.tables:
        _write_table(excel.create_sheet(titles(table.name)), table, book, label, choices)
    _write_sent(excel.create_sheet(SENT_SHEET), book, choices, titles)
    excel.properties.creator = ""
    saved = io.BytesIO()
    excel.save(saved)
    return dateless(saved.getvalue())


def _write_front(sheet: Worksheet, book: LivingBook) -> None:
    sheet.column_dimensions["A"].width = _FRONT_WIDE
    for number, line in enumerate((book.name, *book.lines), start=1):
        cell = sheet.cell(number, 1)
        put_text(cell, line)
        cell.font = Font(name=_FONT, size=14 if number == 1 else 12, bold=number == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number].height = 18 * math.ceil(len(line) / _FRONT_WIDE)
    sheet.protection.sheet = True
    _page(sheet, landscape=False)


def _write_table(
    sheet: Worksheet, table: LivingTable, book: LivingBook, label: Label, choices: Callable[[str, str], Choices]
) -> None:
    put_text(sheet.cell(1, 2), f"{sheet.title} - {book.name}")
    sheet.cell(1, 2).font = Font(name=_FONT, size=13, bold=True)
    labels = (label(table.name, column) for column in table.columns)
    for at, header in enumerate((KEY_HEADER, *labels, *table.beside), start=1):
        cell = sheet.cell(HEAD_ROW, at)
        put_text(cell, header)
        cell.font, cell.fill, cell.border = Font(name=_FONT, bold=True), _HEAD, _BOX
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
    hints, looks = hints_of(table.kind), _Looks()
    for number, row in enumerate(table.rows, start=HEAD_ROW + 1):
        put_text(sheet.cell(number, 1), "|".join(table.key_of(row)))
        for at, column in enumerate(table.columns, start=2):
            value = shown(getattr(row, column), choices(table.name, column))
            form = _form_of(hints[column], value)
            looks.write(sheet.cell(number, at), value, form, free=column in table.editable)
        for at, said in enumerate(table.beside.values(), start=len(table.columns) + 2):
            looks.write(sheet.cell(number, at), said.get(table.key_of(row)), "@", free=False)
    may_add = table.name == "households" and book.unit is not UnitKind.AGENCY
    last = HEAD_ROW + len(table.rows) + (SPARE_ROWS if may_add else 0)
    for number in range(HEAD_ROW + len(table.rows) + 1, last + 1):
        for at, column in enumerate(table.columns, start=2):
            looks.write(sheet.cell(number, at), None, _form_of(hints[column], None), free=True)
    _validate(sheet, table, hints, choices, last)
    _dress(sheet, table, last)


class _Looks:
    """The looks of one sheet's cells: each is made once, since making it takes more time than all the rest."""

    def __init__(self) -> None:
        self._made: dict[tuple[bool, str, bool], Any] = {}

    def write(self, cell: Any, value: Cell, form: str, *, free: bool) -> None:
        """Write a value in a form; ids and phones of the form @ keep their zeros when somebody types them."""
        said = value if isinstance(value, str) else ""
        if said:
            set_text(cell, said)
        else:
            cell.value = value
        key = (free, form, like_formula(said))
        if key not in self._made:
            cell.font, cell.border = Font(name=_FONT), _BOX
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.protection = Protection(locked=not free)
            cell.number_format, cell.quotePrefix = form, key[2]
            if not free:
                cell.fill = _LOCKED
            self._made[key] = copy(cell._style)
        cell._style = copy(self._made[key])


def _form_of(hint: Any, value: Cell) -> str:
    if hint is int:
        return "#,##0" if isinstance(value, int) and value > 9999 else "0"
    return {str: "@", date: "dd/mm/yyyy"}.get(hint, "General")


def _validate(
    sheet: Worksheet, table: LivingTable, hints: dict[str, Any], choices: Callable[[str, str], Choices], last: int
) -> None:
    for at, column in enumerate(table.columns, start=2):
        hint, words = hints[column], choices(table.name, column)
        if column not in table.editable or last <= HEAD_ROW:
            continue
        rule = None
        if words and get_origin(hint) is not tuple and (hint is bool or issubclass(hint, Enum)):
            rule = DataValidation(type="list", formula1=f'"{",".join(words.values())}"', allow_blank=True)
        elif hint is date:
            rule = DataValidation(type="date", operator="greaterThan", formula1="18264", allow_blank=True)  # from 1950
        elif hint is int:
            rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
        if rule is not None:
            letter = get_column_letter(at)
            rule.add(f"{letter}{HEAD_ROW + 1}:{letter}{last}")
            sheet.add_data_validation(rule)


def _dress(sheet: Worksheet, table: LivingTable, last: int) -> None:
    sheet.column_dimensions["A"].hidden = True
    widths = {}
    for at, column in enumerate((*table.columns, *table.beside), start=2):
        longest = max((len(_seen(sheet.cell(n, at).value)) for n in range(HEAD_ROW + 1, last + 1)), default=0)
        widths[at] = _WIDE.get(column, min(_MOST, max(_LEAST, longest + 2)))
        sheet.column_dimensions[get_column_letter(at)].width = widths[at]
    for number in range(HEAD_ROW, last + 1):  # a spreadsheet does not measure rows it has not made itself
        lines = max(math.ceil((len(_seen(sheet.cell(number, at).value)) + 1) / w) for at, w in widths.items())
        sheet.row_dimensions[number].height = _LINE * lines
    named = next((at for at, column in enumerate(table.columns, start=2) if column in ("head_name", "name")), 2)
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, named + 1)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_title_cols = f"A:{get_column_letter(named)}"
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)  # False = people may
    _page(sheet, landscape=True, pages_wide=math.ceil(sum(widths.values()) / _PAGE_WIDE))


def _seen(value: object) -> str:
    return printed(value) if isinstance(value, date) else str(value or "")


def _page(sheet: Worksheet, *, landscape: bool, pages_wide: int = 1) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_wide, 0
    sheet.page_margins = PageMargins(left=0.5, right=0.4, top=0.6, bottom=0.8)
    sheet.oddFooter.right.text = "&P/&N"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_sent(
    sheet: Worksheet, book: LivingBook, choices: Callable[[str, str], Choices], titles: Callable[[str], str]
) -> None:
    rows: list[Sequence[str]] = [(FORMAT, book.unit.value, book.unit_id)]
    for table in book.tables:
        hints = hints_of(table.kind)
        rows += [("table", table.name, titles(table.name)), ("columns", *table.columns)]
        for key, texts in table.texts().items():
            said = [
                # Nobody outside the office that keeps the register needs a code that has no words.
                texts[c]
                if book.unit is UnitKind.REGISTER
                else without_unsaid(texts[c], hints[c], choices(table.name, c))
                for c in table.columns
            ]
            rows.append(("|".join(key), *said))
    for number, row in enumerate(rows, start=1):
        for at, text in enumerate(row, start=1):
            if text:
                set_text(sheet.cell(number, at), text)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
