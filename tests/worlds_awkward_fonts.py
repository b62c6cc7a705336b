"""Awkward in their letters: fonts from before Unicode, letters taken apart, files of plain text."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from vietnamese import encode_tcvn3, encode_vni
from worlds_awkward import FIELDS, Book, Grid, Laid, homes_of, lay, one

Encode = Callable[[str], str]


def _text(encode: Encode) -> Callable[[Any], Any]:
    return lambda value: encode(value) if isinstance(value, str) else value


def _plain() -> tuple[Grid, list[Laid]]:
    grid = Grid()
    return grid, lay(grid, homes_of(12), grid.titles())


def _whole(name: str, encode: Encode) -> Book:
    grid, laid = _plain()
    return one(name, grid.mapped(_text(encode)), laid)


def _columns(name: str, encode: Encode, fields: Sequence[str], *, headers: bool = False) -> Book:
    grid, laid = _plain()
    columns = {FIELDS.index(f) for f in fields}
    top = laid[0].row - 1 - headers
    cells = {
        (row, column): encode(v) if isinstance(v, str) and column in columns and row >= top else v
        for (row, column), v in grid.cells.items()
    }
    grid.cells = cells
    return one(name, grid, laid)


def tcvn3_everywhere() -> Book:
    return _whole("tcvn3_everywhere", encode_tcvn3)


def vni_everywhere() -> Book:
    return _whole("vni_everywhere", encode_vni)


def tcvn3_in_two_columns() -> Book:
    return _columns("tcvn3_in_two_columns", encode_tcvn3, ("head_name", "hamlet"))


def vni_in_two_columns() -> Book:
    return _columns("vni_in_two_columns", encode_vni, ("head_name", "causes"))


def tcvn3_in_headers_too() -> Book:
    return _columns("tcvn3_in_headers_too", encode_tcvn3, ("head_name", "hamlet", "head_sex"), headers=True)


def tcvn3_in_some_rows() -> Book:
    """Rows pasted from an old list into a new one."""
    grid, laid = _plain()
    rows = {item.row - 1 for item in laid[4:9]}
    grid.cells = {at: encode_tcvn3(v) if isinstance(v, str) and at[0] in rows else v for at, v in grid.cells.items()}
    return one("tcvn3_in_some_rows", grid, laid)


def tcvn3_capitals() -> Book:
    """A .VnTimeH font: the letters are small in the file and capitals on the screen."""
    grid, laid = _plain()
    column = FIELDS.index("head_name")
    rows = {item.row - 1 for item in laid}
    grid.cells = {
        at: encode_tcvn3(v.lower()) if at[1] == column and at[0] in rows else v for at, v in grid.cells.items()
    }
    return one("tcvn3_capitals", grid, laid)


def letters_taken_apart() -> Book:
    return _whole("letters_taken_apart", lambda text: unicodedata.normalize("NFD", text))


def capitals_everywhere() -> Book:
    grid, laid = _plain()
    rows = {item.row - 1 for item in laid}
    keep = {FIELDS.index("hamlet"), FIELDS.index("head_sex")}
    grid.cells = {
        at: v.upper() if isinstance(v, str) and not (at[0] in rows and at[1] in keep) else v
        for at, v in grid.cells.items()
    }
    return one("capitals_everywhere", grid, laid)


def _csv(name: str, separator: str, encoding: str) -> Book:
    grid = Grid("list")
    laid = lay(grid, homes_of(8), grid.titles(), file="list.csv")
    width = max(column for _, column in grid.cells) + 1
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    for row in range(max(row for row, _ in grid.cells) + 1):
        writer.writerow([grid.cells.get((row, column), "") for column in range(width)])
    text = out.getvalue()
    if encoding == "cp1258":
        text = "".join(_windows_1258(c) for c in text)
    return Book(name=name, files={"list.csv": text.encode(encoding)}, laid=laid)


def _windows_1258(char: str) -> str:
    """A letter as that encoding has it: its shape in one letter, its tone in a mark of its own."""
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        apart = unicodedata.normalize("NFD", char)
        tones = "".join(c for c in apart if c in "\u0300\u0309\u0303\u0301\u0323")
        shape = unicodedata.normalize("NFC", "".join(c for c in apart if c not in tones))
        return shape + tones
    return char


def csv_with_semicolons() -> Book:
    return _csv("csv_with_semicolons", ";", "utf-8-sig")


def csv_of_windows_1258() -> Book:
    return _csv("csv_of_windows_1258", ",", "cp1258")


BOOKS = (
    tcvn3_everywhere, vni_everywhere, tcvn3_in_two_columns, vni_in_two_columns, tcvn3_in_headers_too,
    tcvn3_in_some_rows, tcvn3_capitals, letters_taken_apart, capitals_everywhere, csv_with_semicolons,
    csv_of_windows_1258,
)  # fmt: skip
