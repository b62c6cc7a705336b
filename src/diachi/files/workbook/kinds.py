"""What a file is, by its first bytes and never by its name: offices rename what they cannot open."""

from __future__ import annotations

import re
from enum import StrEnum

HEAD_BYTES = 4096


class Kind(StrEnum):
    """What the first bytes say; `OLE` and `ZIP` are containers, looked into later."""

    ZIP = "zip"
    OLE = "ole"
    WEB_PAGE = "web_page"
    XML_WORKBOOK = "xml_workbook"
    OTHER = "other"
    UNKNOWN = "unknown"


# First bytes of what is sent by mistake -> the name everybody knows it by.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"\x1f\x8b", "GZIP"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "EXE"),
    (b"SQLite format 3", "SQLite"),
)
_WEB = re.compile(r"<!doctype html|<(?:html|head|body|table|meta|style|div)\b|^mime-version:", re.IGNORECASE)
_XML_WORKBOOK = re.compile(r"urn:schemas-microsoft-com:office:spreadsheet|progid=\"Excel\.Sheet\"", re.IGNORECASE)


def kind_of(head: bytes) -> tuple[Kind, str]:
    """Give the kind, and for `OTHER` its name."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP, "ZIP"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.OLE, "OLE"
    for magic, name in _OTHERS:
        if head.lstrip()[: len(magic)] == magic or head.startswith(magic):
            return Kind.OTHER, name
    text = _loose(head).lstrip("\ufeff \t\r\n\0")
    if text.startswith("<") and _XML_WORKBOOK.search(text):
        return Kind.XML_WORKBOOK, "XML"
    if text.startswith(("<", "MIME", "Mime", "mime")) and _WEB.search(text):
        return Kind.WEB_PAGE, "HTML"
    return Kind.UNKNOWN, ""


def _loose(head: bytes) -> str:
    """Read the head as text of whatever encoding: only ASCII signs are looked for."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:8:2] == b"\0\0\0\0"
    return head.decode("utf-16" if wide else "latin-1", "replace")
