"""What a reader of values does not tell of an .xlsx: cells that show an error, cells whose letters are struck through.

A light look at the XML of the sheets, in the process that parses and after it has refused every DOCTYPE: only sheets
that hold such a cell are searched.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, BinaryIO
from xml.etree.ElementTree import ParseError, fromstring

_PIECE = 1 << 20
_MOST_STYLES = 4 << 20  # bytes of styles looked at: an honest file has a hundredth of it
_MOST_BOOK = 1 << 20  # bytes of the list of sheets: five hundred take a twentieth
_ERROR = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bt=["']e["'][^>]*>""")
_VALUE = re.compile(rb"<(?:\w+:)?v>\s*(#[^<]{1,20})</")
_NEAR = 4_096  # a formula stands between the cell and its value
_AT = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")


@dataclass(slots=True)
class Unseen:
    """Of one sheet, rows and columns from 0: the errors shown, and the cells struck through."""

    errors: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    struck: list[tuple[int, int]] = field(default_factory=list)


def unseen_of(stream: BinaryIO) -> dict[str, Unseen]:
    """Give what was found, by the name of the sheet; nothing for a workbook that is no .xlsx or is built strangely."""
    stream.seek(0)
    with zipfile.ZipFile(stream) as held:
        book = held.NameToInfo.get("xl/workbook.xml")
        if book is None or book.file_size > _MOST_BOOK:  # too many sheets: the parser of values will say so
            return {}
        try:
            parts, styles = _parts(held), _struck_styles(held)
        except (ParseError, ValueError, KeyError):  # the parser of values will say what is wrong with it
            return {}
        return {name: found for name, part in parts.items() if (found := _look(held, part, styles))}


def _parts(held: zipfile.ZipFile) -> dict[str, str]:
    links = fromstring(held.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target", "")).lstrip("/") for link in links}
    found = {}
    for sheet in fromstring(held.read("xl/workbook.xml")).iter():
        if _tag(sheet) == "sheet":
            part = targets.get(next((v for k, v in sheet.attrib.items() if k.endswith("}id")), ""), "")
            if part in held.NameToInfo:
                found[sheet.get("name", "")] = part
    return found


def _struck_styles(held: zipfile.ZipFile) -> re.Pattern[bytes] | None:
    """Give the shape of a cell whose look has a line through it, None where no look has."""
    if "xl/styles.xml" not in held.NameToInfo or held.getinfo("xl/styles.xml").file_size > _MOST_STYLES:
        return None
    text = held.read("xl/styles.xml")
    if b"strike" not in text:
        return None
    tables = {_tag(table): list(table) for table in fromstring(text)}
    fonts = {str(n) for n, font in enumerate(tables.get("fonts", ())) if any(_is_struck(part) for part in font)}
    looks = [str(n) for n, look in enumerate(tables.get("cellXfs", ())) if look.get("fontId") in fonts]
    if not looks:
        return None
    return re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bs=["'](?:""" + "|".join(looks).encode() + rb""")["'][^>]*>""")


def _is_struck(part: object) -> bool:
    said = part.get("val", "1")  # type: ignore[attr-defined]
    return _tag(part) == "strike" and said not in ("0", "false")


def _tag(element: object) -> str:
    return str(element.tag).rpartition("}")[2]  # type: ignore[attr-defined]


def _look(held: zipfile.ZipFile, part: str, styles: re.Pattern[bytes] | None) -> Unseen | None:
    found = Unseen()
    with held.open(part) as member:
        for text in _pieces(member):
            for cell in _ERROR.finditer(text) if b't="e"' in text or b"t='e'" in text else ():
                value = _VALUE.search(text, cell.end(), cell.end() + _NEAR)
                if value and (at := _place(cell.group())):
                    found.errors[at[0]][at[1]] = value[1].decode("ascii", "replace").strip()
            for cell in styles.finditer(text) if styles else ():
                if at := _place(cell.group()):
                    found.struck.append(at)
    return found if found.errors or found.struck else None


def _pieces(member: IO[bytes]) -> Iterator[bytes]:
    """Give the text in pieces that end with a row."""
    rest = b""
    while piece := member.read(_PIECE):
        text = rest + piece
        cut = text.rfind(b"row>") + len(b"row>") if b"row>" in text else 0
        yield text[:cut]
        rest = text[cut:]
    yield rest


def _place(cell: bytes) -> tuple[int, int] | None:
    found = _AT.search(cell)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(found[2]) - 1, column - 1
