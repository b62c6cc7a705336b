"""Files that want to hurt, or were sent by mistake: each made on the spot, with the refusal it must meet.

`None` instead of a refusal: the file looks dangerous and is read. Nothing here is committed as a binary, nothing is
drawn by chance but the damage of `spoiled`, which takes its dice as an argument.
"""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from diachi.core.errors import ErrorCode
from worlds_boxes import HEAD, compound, ods, record, sheet_xml, text_cell, write_zip, xls_stream, xlsx

MB = 1 << 20
Make = Callable[[Path], object]


@dataclass(frozen=True)
class Hostile:
    """One file: its name, how it is made, and the refusal it meets (None: it is read)."""

    name: str
    make: Make
    code: ErrorCode | None


def _zip(*args: object, **named: bytes) -> Make:
    return lambda path: write_zip(path, xlsx(*args, **named))  # type: ignore[arg-type]


def _bytes(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def _row(*cells: bytes, at: int = 1) -> bytes:
    return f'<row r="{at}">'.encode() + b"".join(cells) + b"</row>"


def _sparse(path: Path) -> None:
    with path.open("wb") as out:
        out.write("STT;Họ và tên\n".encode())
        out.truncate(1 << 30)


def _cut(path: Path) -> None:
    write_zip(path, xlsx())
    path.write_bytes(path.read_bytes()[:-200])


def _directory_changed(change: Callable[[bytearray, list[int]], None]) -> Make:
    """Give an honest workbook whose directory was rewritten: `change` gets the bytes and where each entry begins."""

    def make(path: Path) -> None:
        write_zip(path, xlsx())
        raw = bytearray(path.read_bytes())
        at, found = raw.find(b"PK\x01\x02"), []
        while at >= 0:
            found.append(at)
            at = raw.find(b"PK\x01\x02", at + 1)
        change(raw, found)
        path.write_bytes(raw)

    return make


def _overlap(raw: bytearray, entries: list[int]) -> None:
    for at in entries[1:]:
        raw[at + 42 : at + 46] = raw[entries[0] + 42 : entries[0] + 46]


def _locked(raw: bytearray, entries: list[int]) -> None:
    for at in entries:
        raw[at + 8] |= 1


def _says_huge(raw: bytearray, entries: list[int]) -> None:
    struct.pack_into("<I", raw, entries[-1] + 24, 0xFFFFFFF0)


def _made(path: Path) -> bytes:
    return write_zip(path, xlsx()).read_bytes()


def _wide_directory(most: int) -> Make:
    """Give an honest workbook with the end record of zip64 some writers always add; `most` = where it says to look."""

    def make(path: Path) -> None:
        raw = _made(path)
        at = raw.rfind(b"PK\x05\x06")
        count, size, begin = struct.unpack_from("<HII", raw, at + 10)
        numbers = (0, 0, count, count, size, begin + most - 64)
        record = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, *numbers)
        pointer = b"PK\x06\x07" + struct.pack("<IQI", 0, at, 1)
        path.write_bytes(raw[:at] + record + pointer + raw[at:])

    return make


def _many_members(path: Path) -> None:
    write_zip(path, [(f"xl/worksheets/sheet{n}.xml", b"") for n in range(5_000)], packed=False)


def _twice(path: Path) -> None:
    pairs = [*xlsx().items(), ("XL/worksheets/Sheet1.xml", sheet_xml(_row(text_cell("A1", b"other"))))]
    write_zip(path, pairs)


def _lying_sizes(path: Path) -> None:
    """The directory says a little, the packed bytes hold very much."""
    members = xlsx(sheet_xml(_row(text_cell("A1", b"x" * 7 * MB)) * 5))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    raw = bytearray(path.read_bytes())
    at = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<I", raw, at + 24, 1000)
    path.write_bytes(raw)


def _linked(target: Callable[[Path], Path]) -> Make:
    def make(path: Path) -> None:
        path.symlink_to(target(path))

    return make


def _real(path: Path) -> Path:
    return write_zip(path.with_name("that.xlsx"), xlsx())


def _nested(path: Path) -> None:
    inner = write_zip(path.with_name("inner.zip"), {f"{n}.txt": b"0" * MB for n in range(16)})
    held = inner.read_bytes()
    inner.unlink()
    write_zip(path, {f"{n}.zip": held for n in range(16)})


def _cells_of_ods(repeated: int, rows: int, text: bytes) -> bytes:
    kind = b' office:value-type="string"' if text else b""
    cell = b'<table:table-cell table:number-columns-repeated="%d"%s>%s</table:table-cell>' % (repeated, kind, text)
    row = b'<table:table-row table:number-rows-repeated="%d">%s</table:table-row>' % (rows, cell)
    return b'<table:table table:name="Ho">' + row + b"</table:table>"


def _ods(table: bytes, **more: object) -> Make:
    return lambda path: write_zip(path, ods(table, **more))  # type: ignore[arg-type]


def _xls(extra: bytes = b"", sheet_kind: int = 0, **named: object) -> Make:
    return _bytes(compound({"Workbook": xls_stream(extra, sheet_kind)}, **named))  # type: ignore[arg-type]


def _doctype(subset: bytes) -> bytes:
    return b"<!DOCTYPE worksheet [" + subset + b"]>"


_XXE = _doctype(b'<!ENTITY x SYSTEM "file:///etc/passwd">')
_LAUGHS = _doctype(b"".join(b'<!ENTITY l%d "' % n + b"&l%d;" % (n - 1) * 10 + b'">' for n in range(1, 10)))
_WIDE = ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>').encode("utf-16")
_HIDDEN = b"<!-- <worksheet> " + b"-" * 70_000 + b" -->" + _XXE
_HTML = "<html><body><table><tr><td>Họ và tên</td></tr></table></body></html>".encode()
_MHT = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>"
_XML_2003 = b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'
_LINK = record(0x1AE, struct.pack("<HHB", 1, 7, 0) + b"b.xls\0x")
_SELF = record(0x1AE, struct.pack("<HH", 1, 0x0401))
_TEXT = _cells_of_ods(1, 1, b"<text:p>a</text:p>")
_DAMAGED, _CROOKED, _BOMB = ErrorCode.WORKBOOK_DAMAGED, ErrorCode.ARCHIVE_CROOKED, ErrorCode.ARCHIVE_BOMB
_MACROS, _LINKS, _OBJECTS = ErrorCode.WORKBOOK_MACROS, ErrorCode.WORKBOOK_LINKS, ErrorCode.WORKBOOK_OBJECTS
_LOCKED, _DOCTYPE, _LARGE = ErrorCode.WORKBOOK_ENCRYPTED, ErrorCode.WORKBOOK_DOCTYPE, ErrorCode.READING_TOO_LARGE
_FAR = text_cell("XFD1048576", b"x")

# What it is -> the file.
HOSTILE: dict[str, Hostile] = {
    # Cells and extents
    "one cell in the last corner": Hostile("a.xlsx", _zip(sheet_xml(_row(_FAR, at=1048576))), ErrorCode.CELLS_TOO_MANY),
    "two cells, corner to corner": Hostile(
        "a.xlsx", _zip(sheet_xml(_row(text_cell("A1", b"x")) + _row(_FAR, at=1048576))), ErrorCode.SHEET_TOO_LARGE
    ),
    "a cell repeated over the whole sheet of ods": Hostile(
        "a.ods", _ods(_cells_of_ods(16384, 1048576, b"<text:p>x</text:p>")), _DAMAGED
    ),
    "a cell repeated over a great sheet of ods": Hostile(
        "a.ods", _ods(_cells_of_ods(1024, 65536, b"<text:p>x</text:p>")), _LARGE
    ),
    "nothing repeated over the whole sheet of ods": Hostile("a.ods", _ods(_cells_of_ods(16384, 1048576, b"")), None),
    "a dimension that lies": Hostile(
        "a.xlsx", _zip(sheet_xml(_row(text_cell("A1", b"x")), dimension=b"A1:XFD1048576")), None
    ),
    "a dimension below zero": Hostile(
        "a.xlsx", _zip(sheet_xml(_row(text_cell("A1", b"x")), dimension=b"B2:A-1")), _DAMAGED
    ),
    "a row beyond every row": Hostile(
        "a.xlsx", _zip(sheet_xml(_row(text_cell("A4294967295", b"x")))), ErrorCode.CELLS_TOO_MANY
    ),
    "a cell of 40 MB": Hostile(
        "a.xlsx",
        lambda p: write_zip(p, xlsx(sheet_xml(_row(text_cell("A1", b"x" * 40 * MB)))), packed=False),
        ErrorCode.CELL_TOO_LONG,
    ),
    "a row of ten million cells in text": Hostile("a.csv", _bytes(b"x" + b"," * 10 * MB), ErrorCode.CELLS_TOO_MANY),
    "tags a million deep": Hostile(
        "a.xlsx",
        lambda p: write_zip(p, xlsx(sheet_xml(b"<a>" * 10**6 + b"</a>" * 10**6)), packed=False),
        None,
    ),
    "six hundred sheets": Hostile("a.xlsx", _zip(names=[f"T{n}" for n in range(600)]), ErrorCode.SHEETS_TOO_MANY),
    "a hundred thousand sheets": Hostile(
        "a.xlsx", _zip(names=[f"T{n}" for n in range(100_000)]), ErrorCode.SHEETS_TOO_MANY
    ),
    # Zips
    "a sheet that unpacks a thousandfold": Hostile("a.xlsx", _zip(sheet_xml(b" " * 60 * MB)), _BOMB),
    "ten million shared texts": Hostile(
        "a.xlsx", _zip(**{"xl__sharedStrings.xml": HEAD + b"<sst>" + b"<si><t/></si>" * 10**7 + b"</sst>"}), _BOMB
    ),
    "many members, each of 7 MB": Hostile(
        "a.xlsx", lambda p: write_zip(p, [(f"xl/{n}.xml", b" " * 7 * MB) for n in range(30)]), _BOMB
    ),
    "zips in a zip": Hostile("a.xlsx", _nested, ErrorCode.FILE_OTHER_KIND),
    "members over one another": Hostile("a.xlsx", _directory_changed(_overlap), _CROOKED),
    "a member that says 4 GB": Hostile("a.xlsx", _directory_changed(_says_huge), _BOMB),
    "sizes that lie": Hostile("a.xlsx", _lying_sizes, _DAMAGED),
    "five thousand members": Hostile("a.xlsx", _many_members, ErrorCode.ARCHIVE_MEMBERS),
    "a member twice": Hostile("a.xlsx", _twice, _CROOKED),
    "a name that climbs out": Hostile("a.xlsx", _zip(**{"..__..__etc__passwd": b"x"}), ErrorCode.ARCHIVE_NAMES),
    "a name of a disk": Hostile("a.xlsx", _zip(**{"C:__x.xml": b"x"}), ErrorCode.ARCHIVE_NAMES),
    "a zip cut short": Hostile("a.xlsx", _cut, _DAMAGED),
    "a zip with a password": Hostile("a.xlsx", _directory_changed(_locked), _LOCKED),
    "a directory of many numbers, honest": Hostile("a.xlsx", _wide_directory(64), None),
    "a directory of many numbers that points elsewhere": Hostile("a.xlsx", _wide_directory(65), _DAMAGED),
    "bytes before the zip": Hostile("a.xlsx", lambda p: p.write_bytes(b"MZ" + _made(p)), ErrorCode.FILE_OTHER_KIND),
    "a zip behind a zip": Hostile("a.xlsx", lambda p: p.write_bytes(_made(p) * 2), _DAMAGED),
    # XML
    "a file of the machine as entity": Hostile("a.xlsx", _zip(sheet_xml(b"", before=_XXE)), _DOCTYPE),
    "a billion laughs": Hostile("a.xlsx", _zip(sheet_xml(b"", before=_LAUGHS)), _DOCTYPE),
    "a declaration in UTF-16": Hostile("a.xlsx", _zip(**{"docProps__core.xml": _WIDE}), _DOCTYPE),
    "a declaration behind a remark": Hostile("a.xlsx", _zip(sheet_xml(b"", before=_HIDDEN)), _DOCTYPE),
    "a remark without an end": Hostile("a.xlsx", _zip(sheet_xml(b"", before=b"<!-- " + b"ab" * MB)), _CROOKED),
    "a declaration in ods": Hostile("a.ods", lambda p: write_zip(p, {**ods(_TEXT), "styles.xml": _XXE}), _DOCTYPE),
    # What runs, links, hides
    "macros": Hostile("a.xlsx", _zip(**{"xl__vbaProject.bin": b"x"}), _MACROS),
    "macros by name": Hostile("a.xlsm", _zip(), _MACROS),
    "macro sheets of Excel 4": Hostile("a.xlsx", _zip(**{"xl__macrosheets__sheet1.xml": b"<a/>"}), _MACROS),
    "macros of LibreOffice": Hostile("a.ods", _ods(_TEXT, more={"Basic/script-lc.xml": b"<a/>"}), _MACROS),
    "macros in xls": Hostile("a.xls", _xls(storages=("_VBA_PROJECT_CUR",)), _MACROS),
    "a macro sheet in xls": Hostile("a.xls", _xls(sheet_kind=1), _MACROS),
    "cells taken from another workbook": Hostile(
        "a.xlsx", _zip(**{"xl__externalLinks__externalLink1.xml": b"<a/>"}), _LINKS
    ),
    "cells taken from another workbook in ods": Hostile(
        "a.ods", _ods(b'<table:table-source xlink:href="b.ods"/>' + _TEXT), _LINKS
    ),
    "a program called by ods": Hostile("a.ods", _ods(b"<table:dde-links><table:dde-link/></table:dde-links>"), _LINKS),
    "cells taken from another workbook in xls": Hostile("a.xls", _xls(_LINK), _LINKS),
    "xls that names itself": Hostile("a.xls", _xls(_SELF), None),
    "a thing of another program": Hostile("a.xlsx", _zip(**{"xl__embeddings__oleObject1.bin": b"x"}), _OBJECTS),
    "a thing of another program in xls": Hostile("a.xls", _xls(storages=("MBD0001A2B3",)), _OBJECTS),
    "a password": Hostile("a.xlsx", _bytes(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"})), _LOCKED),
    "a password in xls": Hostile("a.xls", _xls(record(0x2F, bytes(54))), _LOCKED),
    "a password in ods": Hostile("a.ods", _ods(_TEXT, manifest=b"<manifest:encryption-data/>"), _LOCKED),
    # Damage and mistakes
    "xls whose FAT goes in a circle": Hostile("a.xls", lambda p: _circle(p), _DAMAGED),
    "xls that begins nowhere": Hostile("a.xls", _xls(start=9999), _DAMAGED),
    "xls cut short": Hostile("a.xls", _bytes(compound({"Workbook": xls_stream()})[:700]), _DAMAGED),
    "a web page named xls": Hostile("a.xls", _bytes(_HTML), ErrorCode.WEB_PAGE_AS_WORKBOOK),
    "a web page in UTF-16": Hostile("a.xls", _bytes(_HTML.decode().encode("utf-16")), ErrorCode.WEB_PAGE_AS_WORKBOOK),
    "a saved web page named xls": Hostile("a.xls", _bytes(_MHT), ErrorCode.WEB_PAGE_AS_WORKBOOK),
    "a workbook of XML": Hostile("a.xls", _bytes(_XML_2003), ErrorCode.XML_AS_WORKBOOK),
    "a PDF named xlsx": Hostile("a.xlsx", _bytes(b"%PDF-1.7\n" + bytes(99)), ErrorCode.FILE_OTHER_KIND),
    "a letter named xlsx": Hostile(
        "a.xlsx", lambda p: write_zip(p, {"word/document.xml": b"<a/>"}), ErrorCode.FILE_OTHER_KIND
    ),
    "an old letter named xls": Hostile("a.xls", _bytes(compound({"WordDocument": b"x"})), ErrorCode.FILE_OTHER_KIND),
    "nothing at all": Hostile("a.xlsx", _bytes(b""), ErrorCode.FILE_EMPTY),
    "a folder": Hostile("a.xlsx", lambda p: p.mkdir(), ErrorCode.NOT_A_FILE),
    "a link to a device": Hostile("a.xlsx", _linked(lambda _: Path("/dev/zero")), ErrorCode.NOT_A_FILE),
    "a link to nothing": Hostile("a.xlsx", _linked(lambda p: p.with_name("b.xlsx")), ErrorCode.FILE_MISSING),
    "a link to an honest workbook": Hostile("a.xlsx", _linked(_real), None),
    "a mark of an open workbook": Hostile("~$a.xlsx", _bytes(b"\x05Admin"), ErrorCode.FILE_OPEN_MARK),
    "a workbook of one GB": Hostile("a.xlsx", _sparse, ErrorCode.FILE_TOO_LARGE),
    # Text
    "a text of one GB": Hostile("a.csv", _sparse, ErrorCode.FILE_TOO_LARGE),
    "a text of NULs": Hostile("a.csv", _bytes(bytes(MB)), ErrorCode.TEXT_UNREADABLE),
    "a text of any bytes": Hostile("a.csv", _bytes(bytes(range(1, 256)) * 99), ErrorCode.TEXT_UNREADABLE),
    "UTF-8 with broken letters": Hostile("a.csv", _bytes("Thử,".encode() * 99 + b"\xe1"), ErrorCode.TEXT_UNREADABLE),
    "a quote that never ends": Hostile("a.csv", _bytes(b'a,b\n1,"x\n' + b"2,y\n" * 9), ErrorCode.TEXT_QUOTES),
    "a quote of 40 MB": Hostile("a.csv", _bytes(b'a,b\n1,"' + b"x\n" * 20 * MB), ErrorCode.CELL_TOO_LONG),
    "a workbook named csv": Hostile("a.csv", _zip(), None),
}


def _circle(path: Path) -> None:
    raw = bytearray(compound({"Workbook": xls_stream()}))
    struct.pack_into("<I", raw, 512 + 4 * 4, 2)  # a sector of the book points back to one before it
    path.write_bytes(raw)


def spoiled(raw: bytes, dice: random.Random) -> bytes:
    """Give an honest file with bytes changed, a piece cut out, or its end lost."""
    found = bytearray(raw)
    for _ in range(dice.randrange(1, 9)):
        found[dice.randrange(len(found))] = dice.randrange(256)
    if dice.random() < 0.3:
        at = dice.randrange(len(found))
        del found[at : at + dice.randrange(1, 99)]
    return bytes(found[: dice.randrange(1, len(found))] if dice.random() < 0.2 else found)
