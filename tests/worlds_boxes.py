"""Containers written byte by byte: zips of members as given, compound files of streams as given, small .xls and .xlsx.

No library writes what a hostile sender writes, so these do; the honest forms of both are read in tests too.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

Members = Mapping[str, bytes]

_SECTOR, _FREE, _END, _FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def write_zip(path: Path, members: Members | Sequence[tuple[str, bytes]], packed: bool = True) -> Path:
    """Write members in their order; a name may stand twice when they come as pairs."""
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(path, "w", method) as out:
        for name, content in pairs:
            out.writestr(name, content)
    return path


def sheet_xml(rows: bytes, before: bytes = b"", dimension: bytes = b"") -> bytes:
    """Give a sheet of xlsx around its rows."""
    size = b'<dimension ref="' + dimension + b'"/>' if dimension else b""
    opened = b'<worksheet xmlns="' + _MAIN + b'">' + size + b"<sheetData>"
    return HEAD + before + opened + rows + b"</sheetData></worksheet>"


def text_cell(ref: str, text: bytes) -> bytes:
    """Give a cell that carries its own text."""
    return b'<c r="' + ref.encode() + b'" t="inlineStr"><is><t>' + text + b"</t></is></c>"


def xlsx(sheet: bytes | None = None, names: Sequence[str] = ("Sheet1",), **more: bytes) -> dict[str, bytes]:
    """Give the members of a workbook; every name points to the same sheet."""
    rows = b'<row r="1">' + text_cell("A1", "Họ và tên".encode()) + b"</row>"
    listed = b"".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId1"/>'.encode() for n, name in enumerate(names, start=1)
    )
    return {
        "[Content_Types].xml": HEAD + b'<Types xmlns="' + _PACKAGE + b'/content-types"><Default Extension="rels" '
        b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": _relations(b"officeDocument", b"xl/workbook.xml"),
        "xl/workbook.xml": HEAD
        + b'<workbook xmlns="'
        + _MAIN
        + b'" xmlns:r="'
        + _LINKS
        + b'"><sheets>'
        + listed
        + b"</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(b"worksheet", b"worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet_xml(rows) if sheet is None else sheet,
        **{name.replace("__", "/"): content for name, content in more.items()},
    }


def _relations(kind: bytes, target: bytes) -> bytes:
    opened = HEAD + b'<Relationships xmlns="' + _PACKAGE + b'/relationships">'
    one = b'<Relationship Id="rId1" Type="' + _LINKS + b"/" + kind + b'" Target="' + target + b'"/>'
    return opened + one + b"</Relationships>"


def ods(table: bytes, more: Members | None = None, manifest: bytes = b"") -> dict[str, bytes]:
    """Give the members of an OpenDocument workbook around its table."""
    names = (
        b' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    body = b"<office:body><office:spreadsheet>" + table + b"</office:spreadsheet></office:body>"
    listed = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    return {
        "mimetype": ODS_TYPE,
        "content.xml": HEAD + b"<office:document-content" + names + b">" + body + b"</office:document-content>",
        "META-INF/manifest.xml": HEAD + listed + manifest + b"</manifest:manifest>",
        **(more or {}),
    }


def compound(streams: Members, storages: Sequence[str] = (), start: int | None = None) -> bytes:
    """Give a compound file; `start` puts the first stream's beginning elsewhere than where it is."""
    contents = [content.ljust(4096, b"\0") for content in streams.values()]
    starts, sectors = [], b""
    fat: list[int] = [_FAT]
    for content in contents:
        count = -(-len(content) // _SECTOR)
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
        sectors += content.ljust(count * _SECTOR, b"\0")
    entries = _entry("Root Entry", 5, _END, 0)
    for (name, _), at, content in zip(streams.items(), starts, contents, strict=True):
        entries += _entry(name, 2, at if start is None else start, len(content))
    entries += b"".join(_entry(name, 1, _END, 0) for name in storages)
    directory = len(fat)
    count = -(-len(entries) // _SECTOR)
    fat += [*range(directory + 1, directory + count), _END]
    if len(fat) > _SECTOR // 4:
        raise ValueError("one sector of FAT is all this writer knows")
    table = struct.pack(f"<{_SECTOR // 4}I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIIII", 1, directory, 0, 4096, _END, 0, _END, 0, 0)
    head += struct.pack("<108I", *[_FREE] * 108)
    return head + table + sectors + entries.ljust(count * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    said = name.encode("utf-16-le")
    numbers = struct.pack("<HBB", len(said) + 2, kind, 1) + struct.pack("<III", _FREE, _FREE, _FREE)
    return said.ljust(64, b"\0") + numbers + bytes(36) + struct.pack("<IQ", start, size)


def record(number: int, content: bytes = b"") -> bytes:
    """Give one record of a BIFF8 stream."""
    return struct.pack("<HH", number, len(content)) + content


def xls_stream(extra: bytes = b"", sheet_kind: int = 0) -> bytes:
    """Give the stream of an .xls with one sheet of one text and one number; `extra` records stand before it."""
    name = b"Ho"
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    at = len(begin) + len(extra) + 4 + 8 + len(name) + 4
    listed = record(0x85, struct.pack("<IBBBB", at, 0, sheet_kind, len(name), 0) + name)
    said = "Họ tên".encode("utf-16-le")
    rows = record(0x204, struct.pack("<HHHHB", 0, 0, 0, len(said) // 2, 1) + said)
    rows += record(0x203, struct.pack("<HHHd", 1, 0, 0, 5.0))
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + rows + record(0x0A)
    return begin + extra + listed + record(0x0A) + sheet
