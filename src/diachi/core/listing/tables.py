"""The tables of a sheet: one, several below each other, or side by side; each with its header and its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from diachi.core.listing.cells import Cell, text_of
from diachi.core.listing.headers import TABLES, Layout, forms_of, header_at, recognise
from diachi.core.listing.row_kinds import is_signed, is_total
from diachi.core.listing.sheet import SheetRows
from diachi.core.listing.titles import Title, title_of
from diachi.core.text import fold

_MOST_TITLE_CELLS, _MOST_TITLE_LINES, _FEWEST_WORDS = 2, 12, 3
_TITLE_WORDS = ("danh sach", "bieu", "phu luc", "bang ", "tong hop")
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFound:
    """One table: the sheet with nothing but it, rows and columns where they stand, its header and its title."""

    sheet: SheetRows
    layout: Layout
    title: Title


def tables_of(sheet: SheetRows) -> list[TableFound]:
    """Give the tables of a sheet, from the top, then from the left; none when no header is recognised."""
    first = recognise(sheet.rows)
    if first is None:
        return []
    layouts, tops = [first], [0]
    for at in range(first.header_row + 1, len(sheet.rows)):
        if _may_be_header(sheet.rows[at]) and (layout := header_at(sheet.rows, at)):
            top = _first_line_above(sheet.rows, at, layouts[-1].header_row)
            if layout.lines != layouts[-1].lines or _begins_anew(sheet.rows, top, at):
                layouts.append(layout)
                tops.append(top)
    found = []
    for n, layout in enumerate(layouts):
        end = tops[n + 1] if n + 1 < len(tops) else len(sheet.rows)
        own = sheet if len(layouts) == 1 else replace(sheet, rows=sheet.rows[:end])
        # The nearest words come first: what a table's own title does not say, that of the sheet does.
        lines = [*(sheet.rows[tops[n] : layout.first_row] if n else ()), *sheet.rows[: first.first_row]]
        title = title_of([line for line in lines if not is_total(_filled(line))], sheet.name, sheet.file)
        above = sheet.rows[tops[n] : layout.first_row] if n else sheet.rows[: layout.first_row]
        totals = tuple(" ".join(said) for line in above if is_total(said := _filled(line)))
        found += _side_by_side(own, layout, replace(title, totals=totals))
    return found


@cache
def _first_words() -> frozenset[str]:
    fields = {name: {"list_no", "no", table.main} for name, table in TABLES.items()}
    return frozenset(
        form for name, own in fields.items() for form, (field, _) in forms_of(name).items() if field in own
    )


def _filled(row: Sequence[Cell]) -> list[str]:
    return [said for cell in row if cell is not None and (said := text_of(cell))]


def _may_be_header(row: Sequence[Cell]) -> bool:
    """A header is all words, and one of them says number or name; a row of a person holds figures."""
    said: list[str] = []
    for cell in row:
        if cell is None:
            continue
        if type(cell) is not str or cell[:1].isdigit():  # in nearly every row the first cell already, its number
            return False
        said.append(cell)
    return len(said) >= _FEWEST_WORDS and any(fold(text) in _first_words() for text in said)


def _first_line_above(rows: Rows, at: int, after: int) -> int:
    """Give the first of the lines above a header that may be its title: of few cells, and no totals."""
    top = at
    while top - 1 > after and at - top < _MOST_TITLE_LINES:
        filled = _filled(rows[top - 1])
        if len(filled) > _MOST_TITLE_CELLS or is_total(filled) or any(f.isdecimal() for f in filled):
            break
        top -= 1
    return top


def _begins_anew(rows: Rows, top: int, at: int) -> bool:
    """The same header again is the next printed page, unless a title or a signature stands before it."""
    before = [_filled(row) for row in rows[max(0, top - _MOST_TITLE_LINES) : at]]
    titled = any(fold(f).startswith(_TITLE_WORDS) for filled in before[-(at - top) :] if at > top for f in filled)
    return titled or any(filled and is_signed(filled) for filled in before)


def _side_by_side(sheet: SheetRows, layout: Layout, title: Title) -> list[TableFound]:
    starts = _starts(layout)
    if len(starts) == 1:
        return [TableFound(sheet=sheet, layout=layout, title=title)]
    found = []
    width = max(map(len, sheet.rows))
    for left, right in zip(starts, [*starts[1:], width], strict=True):
        left = 0 if left == starts[0] else left
        part = replace(
            sheet, rows=tuple(_only(row, left, right, n >= layout.first_row) for n, row in enumerate(sheet.rows))
        )
        own = header_at(part.rows, layout.first_row)
        if own:
            found.append(TableFound(sheet=part, layout=own, title=title))
    return found


def _only(row: Sequence[Cell], left: int, right: int, cut: bool) -> tuple[Cell, ...]:
    return tuple(cell if left <= at < right else None for at, cell in enumerate(row)) if cut else tuple(row)


def _starts(layout: Layout) -> list[int]:
    """Give the column where each copy of the header begins: the same two words side by side once more."""
    said = [(at, word) for at, word in enumerate(layout.lines[0]) if word]
    words = [word for _, word in said]
    known = forms_of(layout.table)
    if len(words) < len(TABLES) or words[0] not in known:
        return [said[0][0] if said else 0]
    return [at for n, (at, _) in enumerate(said) if words[n : n + 2] == words[:2]]
