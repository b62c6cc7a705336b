"""Lists as rows of cells, from a file anybody sent: .xlsx, .xls, .ods, .csv.

The file is opened once, looked at from outside, and handed open to a process of its own that parses it: what was looked
at is what is read. The name says little (offices rename what they cannot open): the first bytes decide.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from diachi.core.errors import ErrorCode, InputError
from diachi.core.listing.sheet import SheetRows
from diachi.files.workbook.apart import read_apart
from diachi.files.workbook.contents import need_plain_workbook
from diachi.files.workbook.kinds import HEAD_BYTES, Kind, kind_of
from diachi.files.workbook.limits import LIMITS, MB, Limits
from diachi.files.workbook.zip_prescan import prescan

_BOOKS = (".xlsx", ".xls", ".ods")
_WITH_MACROS = (".xlsm", ".xltm", ".xlam")
_TEXTS = (".csv", ".tsv")
_OPEN_MARKS = ("~$", ".~lock.")  # what Excel and LibreOffice lay beside a workbook while it is open


def read_workbook(path: Path, limits: Limits = LIMITS) -> tuple[SheetRows, ...]:
    """Read every sheet; Fails: InputError with what is wrong with the file, OurFault when the reading itself is."""
    if path.name.startswith(_OPEN_MARKS):
        raise InputError(ErrorCode.FILE_OPEN_MARK, file=path.name)
    if path.is_dir() or (path.exists() and not path.is_file()):
        raise InputError(ErrorCode.NOT_A_FILE, file=path.name)
    if not path.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=path.name)
    with _opened(path) as stream:
        return _read(stream, path, limits)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(ErrorCode.FILE_LOCKED, file=path.name) from error


def _read(stream: BinaryIO, path: Path, limits: Limits) -> tuple[SheetRows, ...]:
    before = os.fstat(stream.fileno())
    if not stat.S_ISREG(before.st_mode):
        raise InputError(ErrorCode.NOT_A_FILE, file=path.name)
    if before.st_size == 0:
        raise InputError(ErrorCode.FILE_EMPTY, file=path.name)
    suffix = path.suffix.lower()
    if suffix in _WITH_MACROS:
        raise InputError(ErrorCode.WORKBOOK_MACROS, file=path.name)
    if suffix not in (*_BOOKS, *_TEXTS):
        raise InputError(ErrorCode.NOT_A_WORKBOOK, file=path.name)
    if before.st_size > limits.file_bytes:
        most = limits.file_bytes // MB
        raise InputError(ErrorCode.FILE_TOO_LARGE, file=path.name, mb=before.st_size // MB, most=most)
    kind, unpacked = _look(stream, path, limits, before.st_size)
    sheets = read_apart(stream, kind, path.name, path.stem, limits, unpacked)
    after = os.fstat(stream.fileno())
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise InputError(ErrorCode.FILE_CHANGING, file=path.name)
    return sheets


def _look(stream: BinaryIO, path: Path, limits: Limits, size: int) -> tuple[str, int]:
    """Give which parser the file needs and how many bytes it will see; Fails: InputError for what is not let in."""
    kind, name = kind_of(stream.read(HEAD_BYTES))
    if kind is Kind.WEB_PAGE:
        raise InputError(ErrorCode.WEB_PAGE_AS_WORKBOOK, file=path.name)
    if kind is Kind.XML_WORKBOOK:
        raise InputError(ErrorCode.XML_AS_WORKBOOK, file=path.name)
    if kind is Kind.OTHER:
        raise InputError(ErrorCode.FILE_OTHER_KIND, file=path.name, kind=name)
    if kind is Kind.ZIP:
        members = prescan(stream, path.name, limits)
        need_plain_workbook(members, path.name)
        return "zip", sum(m.unpacked for m in members)
    if kind is Kind.OLE:
        return "ole", size
    if path.suffix.lower() not in _TEXTS:
        raise InputError(ErrorCode.NOT_A_WORKBOOK, file=path.name)
    return "text", size
