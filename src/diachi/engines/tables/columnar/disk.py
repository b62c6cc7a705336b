"""A table as it lies on the disk: Parquet, or the CSV of the same name, read column by column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv, parquet

from diachi.core.errors import ErrorCode, InputError


class Held:
    """What lies on the disk, read column by column."""

    def __init__(self, names: list[str], rows: int, table: pa.Table | None, file: Any) -> None:
        self.names, self.rows, self._table, self._file = names, rows, table, file

    def column(self, name: str) -> pa.Array:
        table = self._table if self._table is not None else self._file.read([name])
        found = table.column(name).combine_chunks()
        return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


def opened(path: Path) -> Held | None:
    beside = path.with_suffix(".csv")
    if path.is_file() and beside.is_file():
        raise InputError(ErrorCode.TABLE_TWICE, file=path.stem)
    try:
        if path.is_file():
            file = parquet.ParquetFile(path)
            return Held(list(file.schema_arrow.names), file.metadata.num_rows, None, file)
        if not beside.is_file():
            return None
        with beside.open(encoding="utf-8-sig", newline="") as text:
            names = text.readline().strip().split(",")
        options = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
        read = csv.read_csv(beside, parse_options=csv.ParseOptions(newlines_in_values=True), convert_options=options)
        return Held(list(read.column_names), read.num_rows, read, None)
    except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
        wanted, file_name = ("Parquet", path.name) if path.is_file() else ("UTF-8 CSV", beside.name)
        raise InputError(ErrorCode.TABLE_FILE_UNREADABLE, file=file_name, wanted=wanted) from error
