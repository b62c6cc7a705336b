"""Rows of text cells as lines of CSV: what nearly every row is needs no quotes, and is joined at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def csv_line(cells: Sequence[str]) -> str:
    """Give one line without its end, quoted only where a cell needs it.

    Holds: csv.reader gives the cells back, whatever signs they hold.
    """
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
