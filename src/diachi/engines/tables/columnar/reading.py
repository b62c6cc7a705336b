"""A table of the register by the column: typed as its row type says, sorted by its first column, hashed as in the core.

Cells are understood as the core understands them, each distinct one once. Parquet and CSV come to the same.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from diachi.core.errors import ErrorCode, InputError
from diachi.core.listing.cells import Cell, Unreadable
from diachi.core.shape import fields_of, without_none
from diachi.core.table import CellWrong, columns, read_row, write_row
from diachi.engines.tables.columnar.alike import Ints
from diachi.engines.tables.columnar.disk import opened

T = TypeVar("T")
Raw = Mapping[str, Callable[[Cell], int | None]]
ROWS_AT_ONCE = 100_000
APART = "\x1f"


class ColumnTable(Generic[T]):
    """One table; columns are read when they are asked for, sorted by the first one."""

    def __init__(self, path: Path, kind: type[T], *, unique: bool, raw: Raw | None = None) -> None:
        """Open `path` as Parquet, or the CSV of the same name; a table that is not there is empty.

        `raw` names columns that may stand as people wrote them, with what reads them.
        Fails: InputError TABLE_TWICE, TABLE_UNREADABLE, TABLE_FILE_UNREADABLE, FIELD_UNKNOWN, ID_TWICE.
        """
        self.kind, self.name, self._unique, self._raw = kind, path.name, unique, raw or {}
        self._held = opened(path)
        if self._held is None and path.with_suffix(".csv").is_file():
            self.name = path.with_suffix(".csv").name
        given = [] if self._held is None else self._held.names
        if unknown := [c for c in given if c not in columns(kind)]:
            raise InputError(ErrorCode.FIELD_UNKNOWN, file=self.name, where=unknown[0])
        self._given = frozenset(given)
        self.hints = {name: without_none(hint) for name, hint, _ in fields_of(kind)}
        self.first = columns(kind)[0]
        self._order = self._sorted()

    def _sorted(self) -> Ints:
        if self._held is None:
            return np.zeros(0, dtype=np.int64)
        texts = _clean(_texts(self._held.column(self.first))) if self.first in self._given else pa.nulls(0, pa.string())
        if len(texts) < self._held.rows or pc.any(pc.equal(texts, "")).as_py():
            blank = pc.index(texts, "").as_py() if len(texts) else 0
            self._refuse(max(blank, 0), self.first, "present")
        order = pc.sort_indices(texts)
        self._ids = texts.take(order)
        if self._unique and len(texts) > 1:
            same = pc.equal(self._ids[1:], self._ids[:-1])
            if pc.any(same).as_py():
                raise InputError(
                    ErrorCode.ID_TWICE, id=self._ids[pc.index(same, True).as_py()].as_py(), table=self.name
                )
        return np.asarray(order)

    def _refuse(self, row: int, column: str, wanted: str) -> None:
        raise InputError(ErrorCode.TABLE_UNREADABLE, file=self.name, row=row + 2, column=column, wanted=wanted)

    def __len__(self) -> int:
        return len(self._order)

    @property
    def ids(self) -> pa.Array:
        """The first column, sorted."""
        return self._ids if self._held is not None else pa.array([], pa.string())

    def has(self, name: str) -> bool:
        """Say whether a column is there."""
        return name in self._given

    def _column(self, name: str) -> pa.Array:
        if name not in self._given or self._held is None:
            return pa.nulls(len(self), pa.string())
        return self._held.column(name).take(pa.array(self._order))

    def texts(self, name: str) -> pa.Array:
        """Give a column as the text of its cells, "" = unknown, as the core writes them."""
        if name == self.first:
            return self.ids
        column, hint = self._column(name), self.hints[name]
        if hint is str and not pa.types.is_dictionary(column.type) and pa.types.is_string(column.type):
            distinct = pc.count_distinct(column).as_py()
            if distinct > len(column) // 4:
                return _clean(_texts(column))
        codes, values = self._coded(name, column)
        return pa.array(values, pa.string()).take(pa.array(codes))

    def coded(self, name: str) -> tuple[Ints, list[str]]:
        """Give a column as places in its sorted distinct texts; Fails: InputError TABLE_UNREADABLE with the row."""
        if name not in self._kept:
            self._kept[name] = self._coded(name, self._column(name))
        return self._kept[name]

    @cached_property
    def _kept(self) -> dict[str, tuple[Ints, list[str]]]:
        return {}

    def _coded(self, name: str, column: pa.Array) -> tuple[Ints, list[str]]:
        encoded = (
            column if pa.types.is_dictionary(column.type) else pc.dictionary_encode(column, null_encoding="encode")
        )
        at = np.asarray(pc.fill_null(encoded.indices, -1).cast(pa.int64()))
        raw = encoded.dictionary.to_pylist()
        written = [self._written(name, _text(value), at, n) for n, value in enumerate(raw)]
        values = sorted({*written, *([""] if (at < 0).any() or not len(at) else [])})
        place = {value: n for n, value in enumerate(values)}
        codes = np.array([*(place[w] for w in written), place.get("", 0)], dtype=np.int32)
        return codes[at], values

    def _written(self, name: str, text: str, at: Ints, number: int) -> str:
        """One distinct cell, understood and written by the core."""
        hint = self.hints[name]
        text = unicodedata.normalize("NFC", text).strip()
        text = _said(self._raw[name], text) if name in self._raw else text
        if hint is str or not text:
            return text
        one = {self.first: "-", **self._needed, name: text}
        try:
            row = read_row(self.kind, one)
        except CellWrong as wrong:
            first = int(self._order[int(np.argmax(at == number))])
            raise InputError(
                ErrorCode.TABLE_UNREADABLE, file=self.name, row=first + 2, column=wrong.column, wanted=wrong.wanted
            ) from wrong
        return write_row(row)[columns(self.kind).index(name)]

    @cached_property
    def _needed(self) -> dict[str, str]:
        """What a row must say beside the cell that is looked at."""
        return {name: "0" if hint is int else "-" for name, hint, must in fields_of(self.kind) if must}

    def parsed(self, name: str) -> tuple[Ints, list[Any]]:
        """Give a column as places in its distinct values, each understood by the core once."""
        if name not in self._values:
            codes, texts = self.coded(name)
            ones = [read_row(self.kind, {self.first: "-", **self._needed, name: text}) for text in texts]
            self._values[name] = codes, [getattr(one, name) for one in ones]
        return self._values[name]

    @cached_property
    def _values(self) -> dict[str, tuple[Ints, list[Any]]]:
        return {}

    def ints(self, name: str) -> tuple[Ints, Ints]:
        """Give whole numbers (days for dates) and where they are known."""
        column = self._column(name)
        if pa.types.is_integer(column.type) or pa.types.is_date32(column.type):
            numbers = column.cast(pa.int32()) if pa.types.is_date32(column.type) else column
            return np.asarray(pc.fill_null(numbers, 0).cast(pa.int64())), np.asarray(column.is_valid())
        codes, values = self._coded(name, column)
        told = np.array([_number(v, self.hints[name]) for v in values], dtype=np.int64)
        return told[codes], np.array([bool(v) for v in values], dtype=bool)[codes]

    def floats(self, name: str) -> tuple[Ints, Ints]:
        """Give numbers and where they are known."""
        column = self._column(name)
        if pa.types.is_floating(column.type):
            return np.asarray(pc.fill_null(column, 0.0).cast(pa.float64())), np.asarray(column.is_valid())
        codes, values = self._coded(name, column)
        return np.array([float(v or 0.0) for v in values])[codes], np.array([bool(v) for v in values], dtype=bool)[
            codes
        ]

    def rows(self) -> list[T]:
        """Give the rows as values of the core: for tables that are never long."""
        texts = {name: self.texts(name).to_pylist() for name in self.hints if name in self._given}
        return [read_row(self.kind, dict(zip(texts, row, strict=True))) for row in zip(*texts.values(), strict=True)]

    def digest(self) -> str:
        """Give the hash of the canonical form, equal to that of the core; the order of rows changes nothing."""
        found = hashlib.sha256((APART.join(columns(self.kind)) + "\n").encode())
        held = [self.texts(name) if name in self._given else None for name in columns(self.kind)]
        if not self._unique:
            lines = self._lines(held, 0, len(self))
            held = [lines.take(pc.sort_indices(lines))]
        for start in range(0, len(self), ROWS_AT_ONCE):
            lines = self._lines(held, start, ROWS_AT_ONCE)
            ended = pc.binary_join_element_wise(lines, pa.scalar(""), pa.scalar("\n"))
            found.update(_bytes(ended))
        return found.hexdigest()

    def _lines(self, held: Sequence[pa.Array | None], start: int, count: int) -> pa.Array:
        count = min(count, len(self) - start)
        parts = [pa.scalar("") if column is None else column.slice(start, count) for column in held]
        if len(parts) == 1:
            return parts[0]
        lines = pc.binary_join_element_wise(*parts, pa.scalar(APART), null_handling="replace", null_replacement="")
        return lines if isinstance(lines, pa.Array) else pa.array([lines.as_py()] * count)


def _texts(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return pc.fill_null(column.cast(pa.string()), "")


def _clean(texts: pa.Array) -> pa.Array:
    """NFC without blanks at the ends; Arrow's own NFC takes letters apart, so others than ASCII go through Python."""
    trimmed = pc.utf8_trim_whitespace(texts)
    if pc.all(pc.string_is_ascii(trimmed)).as_py() in (True, None):
        return trimmed
    return pa.array([unicodedata.normalize("NFC", text) for text in trimmed.to_pylist()], pa.string())


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(text: str, hint: Any) -> int:
    if not text:
        return 0
    return date.fromisoformat(text).toordinal() - EPOCH if hint is date else int(text)


EPOCH = date(1970, 1, 1).toordinal()


def _bytes(texts: pa.Array) -> memoryview | bytes:
    """The bytes of consecutive texts without their bounds."""
    _, bounds, data = texts.buffers()
    if data is None:
        return b""
    offsets = np.frombuffer(bounds, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return memoryview(data)[int(offsets[0]) : int(offsets[-1])]


def _said(reader: Callable[[Cell], int | None], text: str) -> str:
    """A number as people wrote it; what cannot be read is unknown."""
    try:
        value = reader(text)
    except Unreadable:
        return ""
    return "" if value is None else str(value)
