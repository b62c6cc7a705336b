"""Rows of tables written with "|": each cell under the words of its head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diachi.core.letters.view import View

_LINE = re.compile(r"^[ ]*\|[^\n]*", re.MULTILINE)
_RULE = re.compile(r"[ |:=_-]*-{3,}[ |:=_-]*")
_CELL = re.compile(r"[^|]*")
_FEWEST_COLUMNS = 2
_LONGEST_HEAD = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row below the head of its table: cells as ranges of the view's text, heads as loose words."""

    cells: tuple[tuple[int, int], ...]
    heads: tuple[str, ...]
    over: tuple[tuple[int, int], ...]


def rows_of(view: View, start: int, end: int) -> tuple[Row, ...]:
    """Give the rows of every table of a range; a table has a rule below its head."""
    found: list[Row] = []
    heads: tuple[str, ...] = ()
    over: tuple[tuple[int, int], ...] = ()
    above: list[tuple[int, int]] = []
    last = start
    for line in _LINE.finditer(view.text, start, end):
        if view.text[last : line.start()].strip():
            heads, above = (), []
        last = line.end()
        if _RULE.fullmatch(line.group()):
            over = tuple(above)
            heads = tuple(" ".join(view.loose[a:b].split()) for a, b in over)
            continue
        cells = list(_cells(line))
        above = cells
        if len(heads) >= _FEWEST_COLUMNS and all(len(h) <= _LONGEST_HEAD for h in heads) and len(cells) == len(heads):
            found.append(Row(cells=tuple(cells), heads=heads, over=over))
    return tuple(found)


def _cells(line: re.Match[str]) -> Iterator[tuple[int, int]]:
    said = line.group().rstrip()
    inner = said.rstrip("|") if said.endswith("|") else said
    at = line.start() + line.group().index("|") + 1
    for piece in inner[inner.index("|") + 1 :].split("|") if "|" in inner else []:
        yield at, at + len(piece)
        at += len(piece) + 1
