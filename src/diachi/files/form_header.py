"""The measures of a printed form: the boxes of its header, the widths of its columns, the heights of its rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from diachi.core.forms.filled import FilledForm, FormCell
from diachi.core.official_forms import printed

MM_PER_WIDTH, LINE = 1.9, 15.0
_MM_PER_LETTER = 2.05
_LANDSCAPE_MM, _PORTRAIT_MM = 267.0, 180.0
_LEAST_MM, _MOST_MM = 10.0, 46.0


def header_boxes(headers: Sequence[Sequence[str]], depth: int) -> list[tuple[int, int, int, int, str]]:
    """Give the boxes of a header tree: first row, first column, last row, last column, words; all counted from 0.

    Columns beside each other that share a header share its box; one that ends early reaches down.
    """
    boxes = []
    for at, own in enumerate(headers):
        for line, said in enumerate(own):
            shared = line < len(own) - 1
            before = headers[at - 1] if at else ()
            if shared and len(before) > line + 1 and list(before[: line + 1]) == list(own[: line + 1]):
                continue
            right = at
            while shared and right + 1 < len(headers) and _shares(headers[right + 1], own, line):
                right += 1
            boxes.append((line, at, line if shared else depth - 1, right, said))
    return boxes


def _shares(other: Sequence[str], own: Sequence[str], line: int) -> bool:
    return len(other) > line + 1 and list(other[: line + 1]) == list(own[: line + 1])


def seen(value: FormCell) -> str:
    if isinstance(value, date):
        return printed(value)
    return f"{value:,}" if isinstance(value, int) else "" if value is None else str(value)


def height_of(cells: Sequence[tuple[str, float]]) -> float:
    lines = max((math.ceil(len(said) * _MM_PER_LETTER / width) for said, width in cells), default=1)
    return LINE * max(1, lines)


def widths_of(filled: FilledForm) -> list[float]:
    """As wide as the longest word of its header and the usual cell; all together as wide as the page."""
    found = []
    for at, column in enumerate(filled.columns):
        cells = [seen(row.cells[at]) for page in filled.pages for row in page.rows if not row.bold]
        longest = max(map(len, cells), default=0)
        word = max((len(w) for w in column.header[-1].split()), default=1)
        need = max(word + 1, min(longest, 18) + 1) * _MM_PER_LETTER
        found.append(float(column.width_mm) or min(_MOST_MM, max(_LEAST_MM, need)))
    page = _PORTRAIT_MM if filled.form.portrait else _LANDSCAPE_MM
    free = [at for at, c in enumerate(filled.columns) if not c.width_mm and c.value != "no"]
    words = [at for at in free if not filled.columns[at].count]
    spare = max(0.0, page - sum(found))
    for at in words:  # names have room first, then all alike
        more = min(spare / len(words), _MOST_MM - found[at])
        found[at], spare = found[at] + more, spare - more
    for at in free:
        found[at] += spare / len(free)
    return found
