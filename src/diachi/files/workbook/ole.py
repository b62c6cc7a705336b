"""The container of .xls looked into: a password, macros, embedded objects and links are found before anything is read.

Source: [MS-CFB] for sectors and chains, [MS-XLS] 2.4 for the records of the workbook's own part (before its first EOF).
A chain is never longer than the file has sectors, so that a FAT going in circles ends as damage.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diachi.core.errors import ErrorCode, InputError

_HEADER = 512
_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA  # this and above are marks, not sectors
_ENTRY_SIZE = 128
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_EOF, _FILEPASS, _BOUNDSHEET, _SUPBOOK = 0x000A, 0x002F, 0x0085, 0x01AE
_MACRO_SHEETS = (1, 6)
_LONGEST_LINK = 255
_MACROS = {"_vba_project_cur", "_vba_project", "vba", "macros"}
_OTHERS = {"worddocument": "Word", "powerpoint document": "PowerPoint", "visiodocument": "Visio"}


class _Damaged(Exception):  # noqa: N818 - becomes an InputError
    """The container contradicts itself."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


def need_plain_xls(raw: bytes, file: str) -> None:
    """Pass over an .xls; Fails: InputError for damage, a password, macros, objects, links, another kind of file."""
    try:
        container = _Container(raw)
        entries = container.entries()
        _need_workbook(entries, file)
        book = next(e for e in entries if e.kind == _STREAM and e.name.casefold() in ("workbook", "book"))
        _need_plain_records(container.stream(book, entries), file)
    except (_Damaged, struct.error) as error:
        raise InputError(ErrorCode.WORKBOOK_DAMAGED, file=file) from error


def _need_workbook(entries: Sequence[_Entry], file: str) -> None:
    names = {e.name.casefold() for e in entries}
    if "encryptedpackage" in names:
        raise InputError(ErrorCode.WORKBOOK_ENCRYPTED, file=file)
    if names & _MACROS:
        raise InputError(ErrorCode.WORKBOOK_MACROS, file=file)
    for name, kind in _OTHERS.items():
        if name in names and not names & {"workbook", "book"}:
            raise InputError(ErrorCode.FILE_OTHER_KIND, file=file, kind=kind)
    if any(e.kind == _STORAGE and e.name.casefold().startswith("mbd") for e in entries) or "\x01ole10native" in names:
        raise InputError(ErrorCode.WORKBOOK_OBJECTS, file=file)
    if not any(e.kind == _STREAM and e.name.casefold() in ("workbook", "book") for e in entries):
        raise InputError(ErrorCode.NOT_A_WORKBOOK, file=file)


def _need_plain_records(book: bytes, file: str) -> None:
    for number, record in _globals(book):
        if number == _FILEPASS:
            raise InputError(ErrorCode.WORKBOOK_ENCRYPTED, file=file)
        if number == _BOUNDSHEET and len(record) > 5 and record[5] in _MACRO_SHEETS:
            raise InputError(ErrorCode.WORKBOOK_MACROS, file=file)
        if number == _SUPBOOK and _is_link(record):
            raise InputError(ErrorCode.WORKBOOK_LINKS, file=file)


def _globals(book: bytes) -> Iterator[tuple[int, bytes]]:
    """Records up to the first EOF: they speak of the workbook, those after it of one sheet each."""
    at = 0
    while at + 4 <= len(book):
        number, size = struct.unpack_from("<HH", book, at)
        if number == _EOF:
            return
        yield number, book[at + 4 : at + 4 + size]
        at += 4 + size
    raise _Damaged


def _is_link(record: bytes) -> bool:
    """Tell another workbook or program from the workbook itself, an add-in's functions, a link no longer used."""
    (letters,) = struct.unpack_from("<H", record, 2)
    return 0 < letters <= _LONGEST_LINK and record[5:] not in (b"\0", b" ", b"\0\0", b" \0")


class _Container:
    """Sectors of one compound file."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        shift, mini_shift = struct.unpack_from("<HH", raw, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise _Damaged
        self.size = 1 << shift
        self.most = len(raw) // self.size + 1
        tables, self.directory = struct.unpack_from("<II", raw, 44)
        self.cutoff, self.mini_table = struct.unpack_from("<II", raw, 56)
        (more,) = struct.unpack_from("<I", raw, 68)
        if tables > self.most:
            raise _Damaged
        self.fat = self._numbers(self._tables(tables, more))

    def _tables(self, count: int, more: int) -> list[int]:
        """The sectors the FAT stands in: 109 in the header, the others in a chain of their own."""
        found = list(struct.unpack_from(f"<{_IN_HEADER}I", self.raw, 76))
        per = self.size // 4 - 1
        for _ in range(self.most):
            if len(found) >= count or more >= _LAST_SECTOR:
                break
            *some, more = struct.unpack_from(f"<{per + 1}I", self._sector(more))
            found += some
        else:
            raise _Damaged
        return found[:count]

    def _numbers(self, sectors: Sequence[int]) -> array[int]:
        numbers = array("I", b"".join(self._sector(s) for s in sectors))
        if struct.pack("=H", 1) != b"\x01\x00":  # the file is little-endian, this machine may not be
            numbers.byteswap()
        return numbers

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self.size
        found = self.raw[begin : begin + self.size]
        if not found:
            raise _Damaged
        return found.ljust(self.size, b"\0")

    def _chain(self, start: int, table: Sequence[int]) -> list[int]:
        found: list[int] = []
        while start < _LAST_SECTOR:
            if start >= len(table) or len(found) >= len(table):
                raise _Damaged
            found.append(start)
            start = table[start]
        return found

    def entries(self) -> list[_Entry]:
        """Give every storage and stream of the directory, in no tree: the names say enough."""
        raw = b"".join(self._sector(s) for s in self._chain(self.directory, self.fat))
        found = []
        for at in range(0, len(raw), _ENTRY_SIZE):
            letters, kind = struct.unpack_from("<HB", raw, at + 64)
            start, size = struct.unpack_from("<II", raw, at + 116)
            if kind in (_STORAGE, _STREAM, _ROOT):
                name = raw[at : at + max(0, min(letters, 64) - 2)].decode("utf-16-le", "replace")
                found.append(_Entry(name, kind, start, size))
        return found

    def stream(self, entry: _Entry, entries: Sequence[_Entry]) -> bytes:
        """Give the bytes of one stream, from plain sectors or, when it is small, from the root's mini sectors."""
        if entry.size > len(self.raw):
            raise _Damaged
        if entry.size >= self.cutoff:
            return b"".join(self._sector(s) for s in self._chain(entry.start, self.fat))[: entry.size]
        root = next((e for e in entries if e.kind == _ROOT), None)
        if root is None:
            raise _Damaged
        held = b"".join(self._sector(s) for s in self._chain(root.start, self.fat))
        table = self._numbers(self._chain(self.mini_table, self.fat))
        pieces = (held[64 * s : 64 * s + 64] for s in self._chain(entry.start, table))
        return b"".join(pieces)[: entry.size]
