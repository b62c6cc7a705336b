"""What formulas showed when the workbook was sent: openpyxl writes formulas without it, so it is put back.

Without these values a returned file that nobody opened in a spreadsheet would read as empty cells.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.sax.saxutils import escape

from openpyxl.xml.functions import fromstring, iterparse

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f[^>]*?(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)</c>')
_KIND = re.compile(r'\st="[^"]*"')
Shown = dict[str, tuple[str, str]]  # cell -> (type of its value, value as written)


def shown_values(archive: zipfile.ZipFile) -> dict[str, Shown]:
    """Give, per sheet, what each formula showed."""
    found = {}
    for sheet, part in sheet_parts(archive).items():
        if b"<f" in (content := archive.read(part)) or b":f>" in content:
            found[sheet] = _shown(content)
    return found


def _shown(content: bytes) -> Shown:
    found: Shown = {}
    for _, element in iterparse(io.BytesIO(content)):
        tag = element.tag.rpartition("}")[2]
        if tag == "c":
            value = next((e.text for e in element if e.tag in (f"{_MAIN}v", f"{_STRICT}v")), None)
            formula = any(e.tag in (f"{_MAIN}f", f"{_STRICT}f") for e in element)
            if formula and value is not None and (at := element.get("r")):
                found[at] = (element.get("t", "n"), value)
        if tag == "row":
            element.clear()
    return found


def with_shown_values(data: bytes, shown: dict[str, Shown], kept: dict[str, bytes]) -> bytes:
    """Give the saved workbook with those values in it, and with members that are to stay byte for byte."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {part: shown[sheet] for sheet, part in sheet_parts(old).items() if sheet in shown}
        for entry in old.infolist():
            content = kept.get(entry.filename) or old.read(entry.filename)
            if values := parts.get(entry.filename):
                content = _put_back(content.decode("utf-8"), values).encode("utf-8")
            stamped = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            stamped.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(stamped, content)
    return out.getvalue()


def _put_back(text: str, values: Shown) -> str:
    def filled(match: re.Match[str]) -> str:
        at, attributes, formula = match.groups()
        if at not in values:
            return match.group()
        kind, value = values[at]
        return f'<c r="{at}"{_KIND.sub("", attributes)} t="{kind}">{formula}<v>{escape(value)}</v></c>'

    return _FORMULA.sub(filled, text)


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Give the member that holds each sheet, by the sheet's name."""
    book = fromstring(archive.read("xl/workbook.xml"))
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): posixpath.join("/xl", link.get("Target")).lstrip("/") for link in links}
    found = {}
    for sheet in book.iter():
        if sheet.tag in (f"{_MAIN}sheet", f"{_STRICT}sheet"):
            part = targets.get(next((v for k, v in sheet.attrib.items() if k.endswith("}id")), ""), "")
            if part in archive.NameToInfo:
                found[sheet.get("name")] = part
    return found
