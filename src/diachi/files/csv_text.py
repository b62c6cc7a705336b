"""Rows of text cells as lines of CSV: what nearly every row is needs no quotes, and is joined at once.

A spreadsheet that opens a CSV takes text that begins like a formula for one. Such a cell goes out behind an apostrophe,
and comes in without it: a table read back is the table that was written.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_LIVE = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")
_SOME_LIVE = re.compile(r"(?:^|,)\"?" + _LIVE.pattern)
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?:;-?\d+(?:\.\d+)?)*")  # one, or a list of them


def csv_line(cells: Sequence[str]) -> str:
    """Give one line without its end, quoted only where a cell needs it.

    Holds: `csv_rows` gives the cells back, whatever signs they hold; no cell begins like a formula.
    """
    line = ",".join(cells)
    if _SOME_LIVE.search(line):
        cells = [_as_text(cell) for cell in cells]
        line = ",".join(cells)
    plain = line.count(",") == len(cells) - 1 and '"' not in line and "\n" not in line and "\r" not in line
    if plain and line:
        return line
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)  # this end has both signs quoted wherever they stand
    return out.getvalue().removesuffix("\r\n")


def csv_bytes(head: Iterable[str], lines: Iterable[str]) -> bytes:
    """Give a table of ready lines under its header: UTF-8, LF."""
    return "\n".join((csv_line(tuple(head)), *lines, "")).encode()


def csv_rows(text: str) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """Give the header and the rows of a table of ours, each cell as it was before it was written.

    Fails: csv.Error.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""))
    head = list(reader.fieldnames or ())
    return head, (map(_as_typed, reader) if "'" in text else iter(reader))


def _as_text(cell: str) -> str:
    return f"'{cell}" if _LIVE.match(cell) and not _NUMBERS.fullmatch(cell) else cell


def _as_typed(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: cell[1:] if isinstance(cell, str) and cell[:1] == "'" and _LIVE.match(cell) else cell
        for name, cell in row.items()
    }
