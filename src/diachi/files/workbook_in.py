"""Workbooks as rows of cells, read by calamine: .xlsx, .xls, .ods."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from diachi.core.errors import ErrorCode, InputError
from diachi.core.listing.cells import Cell
from diachi.core.listing.sheet import SheetRows

_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")


def read_workbook(path: Path) -> tuple[SheetRows, ...]:
    """Read every sheet of a workbook; Fails: InputError FILE_MISSING, FILE_EMPTY, NOT_A_WORKBOOK."""
    import python_calamine

    if not path.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=path.name)
    if path.stat().st_size == 0:
        raise InputError(ErrorCode.FILE_EMPTY, file=path.name)
    if path.suffix.lower() not in _SUFFIXES:
        raise InputError(ErrorCode.NOT_A_WORKBOOK, file=path.name)
    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            return tuple(SheetRows(file=path.name, name=name, rows=_rows(book, name)) for name in book.sheet_names)
    except (python_calamine.CalamineError, OSError) as error:
        raise InputError(ErrorCode.NOT_A_WORKBOOK, file=path.name) from error


def _rows(book: Any, name: str) -> tuple[tuple[Cell, ...], ...]:
    # Empty rows above the table are kept, so that a row number is the one a person sees.
    return tuple(tuple(_cell(c) for c in row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False))


def _cell(value: object) -> Cell:
    if value == "":
        return None
    return value if isinstance(value, str | int | float | bool | date | datetime) else str(value)
