"""Rows of text to and from dataclasses, and the canonical form whose hash names an input.

Cells follow formats.md: ISO dates, 0|1 for yes and no, `;` between the items of a list, empty = unknown.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar, get_args, get_origin

from diachi.core.shape import fields_of, without_none

T = TypeVar("T")


class CellWrong(ValueError):  # noqa: N818 - carries the column, becomes an Issue or an InputError
    """A cell that does not fit its column."""

    def __init__(self, column: str, wanted: str) -> None:
        self.column = column
        self.wanted = wanted
        super().__init__(f"{column}: {wanted}")


def columns(kind: type) -> tuple[str, ...]:
    """Give the column names of a row type, in schema order."""
    return tuple(name for name, _, _ in fields_of(kind))


def read_row(kind: type[T], cells: Mapping[str, str]) -> T:
    """Build a row from text cells; a missing column or an empty cell is unknown.

    Fails: CellWrong with the column and what was wanted.
    Holds: read_row(type(r), write_row(r)) == r for rows in NFC.
    """
    given: dict[str, Any] = {}
    for name, hint, required in fields_of(kind):
        text = unicodedata.normalize("NFC", cells.get(name) or "").strip()
        if text:
            given[name] = _parse(name, hint, text)
        elif required:
            raise CellWrong(name, "present")
    return kind(**given)


def _parse(name: str, hint: Any, text: str) -> Any:
    hint = without_none(hint)
    try:
        if get_origin(hint) is tuple:
            return tuple(_parse(name, get_args(hint)[0], part.strip()) for part in text.split(";") if part.strip())
        if hint is bool:
            return {"1": True, "0": False}[text]
        if hint is date:
            return date.fromisoformat(text)
        return hint(text)
    except (ValueError, KeyError):
        raise CellWrong(name, _wanted(hint)) from None


def _wanted(hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "|".join(str(m.value) for m in hint)
    names: dict[object, str] = {bool: "0|1", date: "YYYY-MM-DD", int: "int", float: "number"}
    return names.get(hint, "text")


@cache
def _first_of(kind: Any) -> str:
    return columns(kind)[0]


@cache
def _values_of(kind: Any) -> Callable[[object], tuple[object, ...]]:
    return attrgetter(*columns(kind))


def write_row(row: object) -> tuple[str, ...]:
    """Give the text cells of a row, in schema order."""
    values = _values_of(type(row))(row)  # type: ignore[arg-type]
    return tuple([value if type(value) is str else "" if value is None else _written(value) for value in values])


def _written(value: object) -> str:
    if type(value) is str:
        return value
    return repr(value) if type(value) is float else _text(value)  # 0.0 and -0.0 are equal, and written apart


@lru_cache(maxsize=1 << 14, typed=True)  # most cells hold one of few values; `typed`, since 1 and True are equal
def _text(value: object) -> str:
    if value is None:
        return ""
    if type(value) is int:
        return str(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ";".join(_text(item) for item in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def canonical(rows: Iterable[object], kind: type) -> bytes:
    """Give the canonical bytes of a table: NFC, columns in schema order, rows sorted, LF, UTF-8.

    Holds: the order of the rows does not change a byte.
    """
    lines = sorted("\x1f".join(write_row(row)) for row in rows)
    text = "\n".join(["\x1f".join(columns(kind)), *lines]) + "\n"
    return unicodedata.normalize("NFC", text).encode()


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sorted_rows(rows: Sequence[T]) -> tuple[T, ...]:
    """Give the rows in canonical order: by their cells, the id first."""
    by_first: dict[str, list[T]] = {}
    for row in rows:  # the first cell names nearly every row alone: the others are written only where it does not
        first = getattr(row, _first_of(type(row)))  # type: ignore[arg-type]
        by_first.setdefault(_written(first), []).append(row)
    return tuple(r for first in sorted(by_first) for r in _in_order(by_first[first]))


def _in_order(rows: list[T]) -> list[T]:
    return sorted(rows, key=write_row) if len(rows) > 1 else rows
