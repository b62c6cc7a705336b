"""Small tables a person typed beside the register, as Excel saves them: any separator, encoding, empty rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TypeVar

from diachi.core.errors import ErrorCode, InputError
from diachi.core.table import columns, sorted_rows
from diachi.files.letter.plain import text_of_bytes
from diachi.files.register_folder import row_of

T = TypeVar("T")
SEPARATORS = (",", ";", "\t")


def read_asked(path: Path, kind: type[T]) -> tuple[T, ...]:
    """Read a table of wishes, sorted.

    Fails: InputError FILE_MISSING, FILE_EMPTY, TABLE_NOT_CSV, FIELD_UNKNOWN (a column nobody reads), TABLE_ROWS_NONE,
    TABLE_CELL_EMPTY, TABLE_UNREADABLE: what a person asks for is never left out in silence.
    """
    if not path.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=path.name)
    raw = path.read_bytes()
    if not raw.strip():
        raise InputError(ErrorCode.FILE_EMPTY, file=path.name)
    decoded = None if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")) else text_of_bytes(raw)
    if decoded is None:
        raise InputError(ErrorCode.TABLE_NOT_CSV, file=path.name)
    text = decoded[0].removeprefix("\ufeff")
    head = text.splitlines()[0]
    separator = max(SEPARATORS, key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    names = [name.strip() for name in next(lines)]
    if unknown := [name for name in names if name not in columns(kind)]:
        raise InputError(ErrorCode.FIELD_UNKNOWN, file=path.name, where=unknown[0])
    rows = []
    for number, cells in enumerate(lines, start=2):
        given = [cell.strip() for cell in cells]
        if any(given):
            more = {None: given[len(names) :]} if any(given[len(names) :]) else {}
            rows.append(row_of(kind, {**dict(zip(names, given, strict=False)), **more}, path.name, number))
    if not rows:
        raise InputError(ErrorCode.TABLE_ROWS_NONE, file=path.name)
    return sorted_rows(rows)
