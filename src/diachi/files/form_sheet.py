"""A filled form as .xlsx on A4: the header as a tree of merged cells, its numbers, who signs; nothing is computed."""

from __future__ import annotations

import io
import itertools
from datetime import date

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from diachi.core.forms.filled import FilledForm, FormCell, FormPage
from diachi.core.forms.form import FormColumn
from diachi.core.official_forms import printed
from diachi.files.annex import BOX, FONT, SHADE, bare_book, dateless, on_a4, put_text
from diachi.files.form_header import LINE, MM_PER_WIDTH, header_boxes, height_of, seen, widths_of

_SIGNED_ROWS = 4  # room for a signature and a seal
_SHARE, _BOLD = "#,##0.00", 0.9  # bold letters leave less room


def form_bytes(filled: FilledForm, day_line: str) -> bytes:
    """Render a form.

    Takes: day_line - where and when it was signed, with gaps for the clerk.
    Gives: an .xlsx of one sheet: heads, title, header tree, rows, sums, signatures; the header printed again on every
    page. Holds: no cell is a formula; the same form gives the same bytes.
    """
    excel, page = bare_book(filled.form.id)
    layout = _Layout(page, filled)
    layout.top()
    first_header = 0
    for number, own in enumerate(filled.pages):
        if number:
            page.row_breaks.append(Break(id=layout.row - 1))
            layout.top()
        layout.lines(own)
        header = layout.header()
        first_header = first_header or header
        layout.body(own)
        if filled.form.signatures and (len(filled.pages) > 1 or number == len(filled.pages) - 1):
            layout.signatures(day_line)
    last_of_header = first_header + layout.depth - 1 + int(filled.form.numbered)
    on_a4(page, landscape=not filled.form.portrait)
    if len(filled.pages) == 1:
        page.print_title_rows = f"{first_header}:{last_of_header}"
        page.freeze_panes = page.cell(last_of_header + 1, 1)
    saved = io.BytesIO()
    excel.save(saved)
    return dateless(saved.getvalue())


class _Layout:
    """Writes a form from the top down; `row` is the next free row."""

    def __init__(self, page: Worksheet, filled: FilledForm) -> None:
        self.page, self.filled, self.form = page, filled, filled.form
        self.columns = filled.columns
        self.depth = max(len(c.header) for c in self.columns)
        self.row = 1
        self.widths = widths_of(filled)
        for at, width in enumerate(self.widths, start=1):
            page.column_dimensions[get_column_letter(at)].width = width / MM_PER_WIDTH

    def top(self) -> None:
        """The heads left and right, and the title."""
        half = max(1, len(self.columns) // 2)
        for at in range(max(len(self.form.left), len(self.form.right))):
            for lines, first, last in ((self.form.left, 1, half), (self.form.right, half + 1, len(self.columns))):
                if at < len(lines) and first <= last:
                    self._text(lines[at], first, last, bold=at > 0 or len(lines) == 1)
            self.row += 1
        self.row += 1
        self.titles()

    def titles(self) -> None:
        """The title over the whole width; a line in brackets is a remark."""
        for line in self.form.title:
            remark = line.startswith("(")
            self._text(line, 1, len(self.columns), bold=not remark, italic=remark, size=12 if remark else 13)
            self.row += 1
        self.row += 1

    def lines(self, own: FormPage) -> None:
        """What stands above a table: a label and its value, dots to fill in where there is none."""
        for label, value in own.lines:
            said = printed(value) if isinstance(value, date) else "" if value is None else str(value)
            self._text(f"{label}: {said or '…' * 20}", 1, len(self.columns), flush=True)
            self.row += 1
        self.row += int(bool(own.lines))

    def header(self) -> int:
        """The tree of headers, and its numbers; gives its first row."""
        first = self.row
        for top, left, bottom, right, said in header_boxes([c.header for c in self.columns], self.depth):
            for row in range(top, bottom + 1):
                for at in range(left, right + 1):
                    cell = self.page.cell(first + row, at + 1)
                    cell.border, cell.fill = BOX, SHADE
            self._text(said, left + 1, right + 1, bold=True, row=first + top, last_row=first + bottom)
        for line, height in enumerate(self._header_heights()):
            self.page.row_dimensions[first + line].height = height
        self.row = first + self.depth
        if self.form.numbered:
            for at in range(len(self.columns)):
                self._text(f"({at + 1})", at + 1, at + 1, italic=True, size=9)
                self.page.cell(self.row, at + 1).border = BOX
            self.row += 1
        return first

    def _header_heights(self) -> list[float]:
        """Each line as high as the boxes that end in it need, less what the lines above give those that began there."""
        heights = [LINE] * self.depth
        boxes = header_boxes([c.header for c in self.columns], self.depth)
        for top, left, bottom, right, said in sorted(boxes, key=lambda box: box[2] - box[0]):
            need = height_of([(said, sum(self.widths[left : right + 1]) * _BOLD)]) - sum(heights[top : bottom + 1])
            heights[bottom] += max(0.0, need)
        return heights

    def body(self, own: FormPage) -> None:
        """The rows; a table nobody stands in has lines to be filled in by hand."""
        rows = [(row.cells, row.bold) for row in own.rows] or [((None,) * len(self.columns), False)] * _SIGNED_ROWS
        for cells, bold in rows:
            for at, value in enumerate(cells, start=1):
                cell = self.page.cell(self.row, at)
                cell.border = BOX
                _put(cell, value, self.columns[at - 1], bold=bold)
            self.page.row_dimensions[self.row].height = height_of(
                [(seen(value), self.widths[at]) for at, value in enumerate(cells)]
            )
            self.row += 1

    def signatures(self, day_line: str) -> None:
        """Where and when, who signs; each in his share of the width."""
        self.row += 1
        count, width = len(self.form.signatures), len(self.columns)
        edges = [round(n * width / count) for n in range(count + 1)]
        spans = [(a + 1, max(b, a + 1)) for a, b in itertools.pairwise(edges)]
        first, last = spans[-1]
        self._text(day_line, first, min(last, width), italic=True)
        self.row += 1
        for line in range(max(map(len, self.form.signatures))):
            for (left, right), own in zip(spans, self.form.signatures, strict=True):
                if line < len(own) and left <= width:
                    remark = own[line].startswith("(")
                    self._text(own[line], left, min(right, width), bold=not remark, italic=remark)
            self.row += 1
        self.row += _SIGNED_ROWS

    def _text(
        self,
        said: str,
        left: int,
        right: int,
        *,
        row: int = 0,
        last_row: int = 0,
        bold: bool = False,
        italic: bool = False,
        size: float = 11,
        flush: bool = False,
    ) -> None:
        row = row or self.row
        cell = self.page.cell(row, left)
        put_text(cell, said)
        cell.font = Font(name=FONT, size=size, bold=bold, italic=italic)
        cell.alignment = Alignment(horizontal="left" if flush else "center", vertical="center", wrap_text=True)
        if len(self.filled.pages) > 1 and not last_row:
            # Of hundreds of pages no line is merged: openpyxl compares every merged cell with every other.
            across = Alignment(horizontal="left" if flush else "centerContinuous", vertical="center")
            for at in range(left, left + 1 if flush else right + 1):
                self.page.cell(row, at).alignment = across
        elif right > left or last_row > row:
            self.page.merge_cells(start_row=row, start_column=left, end_row=last_row or row, end_column=right)
        if not last_row:
            have = self.page.row_dimensions[row].height or LINE
            need = height_of([(said, sum(self.widths[left - 1 : right]) * 11 / size)])
            self.page.row_dimensions[row].height = max(have, need)


def _put(cell: ExcelCell, value: FormCell, column: FormColumn, *, bold: bool) -> None:
    cell.font = Font(name=FONT, size=11, bold=bold)
    side = "left" if isinstance(value, str) and column.value != "no" else "center" if column.value == "no" else "right"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True, indent=int(side != "center"))
    if isinstance(value, str):
        put_text(cell, value)
    elif value is not None:
        cell.value = value
        cell.number_format = _form_of(value, column)


def _form_of(value: FormCell, column: FormColumn) -> str:
    if isinstance(value, date):
        return "dd/mm/yyyy"
    if column.percent_of:
        return _SHARE
    return "#,##0.##" if isinstance(value, float) and not value.is_integer() else "#,##0"
