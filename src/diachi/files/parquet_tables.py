"""Tables of a register as Parquet, typed, in the columns of the CSV; lists in a cell stay `;`-separated codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from diachi.core.errors import ErrorCode, InputError
from diachi.core.shape import fields_of, without_none
from diachi.core.table import write_row
from diachi.files.atomic import write_whole


def _library() -> tuple[Any, Any]:
    """pyarrow is an extra: a district does well with CSV."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(ErrorCode.EXTRA_MISSING, extra="tables") from error
    return pyarrow, parquet


def write_parquet(path: Path, rows: Iterable[Any], kind: type) -> None:
    """Write one table, rows in canonical order; Fails: InputError EXTRA_MISSING without the extra `tables`."""
    arrow, parquet = _library()
    types = {int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(), date: arrow.date32()}
    wanted = [(name, types.get(without_none(hint), arrow.string())) for name, hint, _ in fields_of(kind)]
    ordered = sorted(rows, key=write_row)
    columns: list[Sequence[Any]] = [
        [text or None for text in texts] if kind_of == arrow.string() else [getattr(row, name) for row in ordered]
        for (name, kind_of), texts in zip(wanted, _texts(ordered, len(wanted)), strict=True)
    ]
    table = arrow.table(
        [arrow.array(values, type=kind_of) for values, (_, kind_of) in zip(columns, wanted, strict=True)],
        names=[name for name, _ in wanted],
    )
    out = arrow.BufferOutputStream()
    parquet.write_table(table, out, compression="zstd")
    write_whole(path, out.getvalue().to_pybytes())


def _texts(rows: Sequence[Any], width: int) -> list[tuple[str, ...]]:
    return list(zip(*map(write_row, rows), strict=True)) if rows else [()] * width


def parquet_rows(path: Path) -> int:
    """Give how many rows a table has, from its foot; Fails: as `read_parquet`."""
    arrow, parquet = _library()
    try:
        return int(parquet.read_metadata(path).num_rows)
    except (OSError, arrow.ArrowException) as error:
        raise InputError(ErrorCode.TABLE_FILE_UNREADABLE, file=path.name, wanted="Parquet") from error


def read_parquet(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Give the columns of a table and its rows as text, as a CSV would.

    Fails: InputError TABLE_FILE_UNREADABLE for what is no Parquet, EXTRA_MISSING without the extra `tables`.
    """
    arrow, parquet = _library()
    try:
        table = parquet.read_table(path)
    except (OSError, arrow.ArrowException) as error:
        raise InputError(ErrorCode.TABLE_FILE_UNREADABLE, file=path.name, wanted="Parquet") from error
    rows = [{name: _text(value) for name, value in row.items()} for row in table.to_pylist()]
    return list(table.column_names), rows


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)
