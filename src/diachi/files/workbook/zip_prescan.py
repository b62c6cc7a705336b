"""A zip looked at from outside: its directory alone is read, nothing is unpacked, and what would hurt is refused.

The directory is read here, not by `zipfile`: that one takes in any directory of any size, and forgives what no writer
of workbooks does (members twice, members over one another, bytes before the archive).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from diachi.core.errors import ErrorCode, InputError
from diachi.files.workbook.limits import MB, Limits

_END, _END_SIZE = b"PK\x05\x06", 22
_FURTHEST_COMMENT = 0xFFFF
_WIDE_SIZE = 56 + 20
_FULL32 = 0xFFFFFFFF
_ENTRY, _ENTRY_SIZE, _LOCAL_SIZE = b"PK\x01\x02", 46, 30
_STORED, _DEFLATED = 0, 8
_ENCRYPTED_BIT = 1
_WIDE_FIELD = 0x0001
_LEAVES_THE_FOLDER = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-zA-Z]:|\0")


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of the directory: sizes as it states them."""

    name: str
    packed: int
    unpacked: int
    offset: int
    flags: int
    method: int


def prescan(stream: BinaryIO, file: str, limits: Limits) -> tuple[Member, ...]:
    """Give the members; Fails: InputError for what is damaged, encrypted, crooked or would unpack to too much."""
    at, size, end = _directory(stream, file, limits)
    stream.seek(at)
    members = tuple(_members(stream.read(size), file))
    if len(members) > limits.members:
        raise InputError(ErrorCode.ARCHIVE_MEMBERS, file=file, count=len(members), most=limits.members)
    _need_straight(members, file, end)
    _need_small(members, file, limits)
    return members


def _directory(stream: BinaryIO, file: str, limits: Limits) -> tuple[int, int, int]:
    """Find the directory from the end: where it begins, its bytes, where it must end."""
    total = stream.seek(0, 2)
    begin = max(0, total - _END_SIZE - _FURTHEST_COMMENT)
    stream.seek(begin)
    tail = stream.read()
    found = tail.rfind(_END)
    if found < 0 or len(tail) - found < _END_SIZE:
        raise InputError(ErrorCode.WORKBOOK_DAMAGED, file=file)
    end = begin + found
    wide = _wide_end(stream, end)
    count, size, at = wide or struct.unpack_from("<HII", tail, found + 10)
    if count > limits.members or size > limits.directory_bytes:
        raise InputError(ErrorCode.ARCHIVE_MEMBERS, file=file, count=count, most=limits.members)
    if at + size != end - (_WIDE_SIZE if wide else 0):
        raise InputError(ErrorCode.WORKBOOK_DAMAGED, file=file)
    return at, size, at + size


def _wide_end(stream: BinaryIO, end: int) -> tuple[int, int, int] | None:
    """Read the end record of zip64 with its pointer, where they stand right before the plain one."""
    stream.seek(max(0, end - _WIDE_SIZE))
    record = stream.read(_WIDE_SIZE)
    if len(record) < _WIDE_SIZE or record[:4] != b"PK\x06\x06" or record[-20:-16] != b"PK\x06\x07":
        return None
    count, size, at = struct.unpack_from("<QQQ", record, 32)
    return count, size, at


def _members(raw: bytes, file: str) -> Iterable[Member]:
    at = 0
    while at < len(raw):
        if raw[at : at + 4] != _ENTRY or len(raw) - at < _ENTRY_SIZE:
            raise InputError(ErrorCode.WORKBOOK_DAMAGED, file=file)
        flags, method = struct.unpack_from("<HH", raw, at + 8)
        packed, unpacked, name_size, extra_size, comment_size = struct.unpack_from("<IIHHH", raw, at + 20)
        (offset,) = struct.unpack_from("<I", raw, at + 42)
        name = raw[at + _ENTRY_SIZE : at + _ENTRY_SIZE + name_size]
        extra = raw[at + _ENTRY_SIZE + name_size : at + _ENTRY_SIZE + name_size + extra_size]
        unpacked, packed, offset = _widened(extra, (unpacked, packed, offset))
        # Names are ASCII in every workbook; whatever else stands there is only compared and never opened.
        yield Member(name.decode("utf-8", "replace"), packed, unpacked, offset, flags, method)
        at += _ENTRY_SIZE + name_size + extra_size + comment_size


def _widened(extra: bytes, plain: tuple[int, int, int]) -> tuple[int, int, int]:
    """Put the 64-bit numbers of a zip64 field where the plain ones are full."""
    at = 0
    values = list(plain)
    while at + 4 <= len(extra):
        field, size = struct.unpack_from("<HH", extra, at)
        if field == _WIDE_FIELD:
            wide = extra[at + 4 : at + 4 + size]
            for n in (n for n, value in enumerate(plain) if value == _FULL32):
                if len(wide) >= 8:
                    values[n], wide = struct.unpack_from("<Q", wide)[0], wide[8:]
        at += 4 + size
    return values[0], values[1], values[2]


def _need_straight(members: Sequence[Member], file: str, end: int) -> None:
    """Each member once, each in its own place, each with a name inside the archive, packed the plain way."""
    if any(m.flags & _ENCRYPTED_BIT for m in members):
        raise InputError(ErrorCode.WORKBOOK_ENCRYPTED, file=file)
    if any(_LEAVES_THE_FOLDER.search(m.name) for m in members):
        raise InputError(ErrorCode.ARCHIVE_NAMES, file=file)
    if len({m.name.replace("\\", "/").casefold() for m in members}) < len(members):
        raise InputError(ErrorCode.ARCHIVE_CROOKED, file=file)
    if any(m.method not in (_STORED, _DEFLATED) for m in members):
        raise InputError(ErrorCode.ARCHIVE_CROOKED, file=file)
    placed = sorted(members, key=lambda m: m.offset)
    ends = [m.offset + _LOCAL_SIZE + m.packed for m in placed]
    if any(stop > start for stop, start in zip(ends, [*(m.offset for m in placed[1:]), end], strict=True)):
        raise InputError(ErrorCode.ARCHIVE_CROOKED, file=file)


def _need_small(members: Sequence[Member], file: str, limits: Limits) -> None:
    total = sum(m.unpacked for m in members)
    dense = any(m.unpacked > max(limits.dense_bytes, limits.ratio * m.packed) for m in members)
    if total > limits.unpacked_bytes or dense:
        most = limits.unpacked_bytes // MB
        raise InputError(ErrorCode.ARCHIVE_BOMB, file=file, mb=max(1, total // MB), most=most)
