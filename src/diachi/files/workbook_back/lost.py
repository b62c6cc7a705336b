"""What a workbook holds that could not be written back: found by its members and contents before anything is changed.

Source: openpyxl keeps cells, styles, merges, widths, validations, tables, comments, names, print settings; it drops
what it does not know without a word. So only members known to be kept are let through; the rest is named.
"""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path


class LostPart(StrEnum):
    """A thing that would be lost; each has its name under `[return.lost]`."""

    MACRO = "macro"
    SIGNATURE = "signature"
    CHART = "chart"
    PICTURE = "picture"
    SHAPE = "shape"
    PIVOT = "pivot"
    SLICER = "slicer"
    CONTROL = "control"
    EMBEDDED = "embedded"
    EXTERNAL = "external"
    THREAD = "thread"
    SPARKLINE = "sparkline"
    CONDITION = "condition"
    CUSTOM_XML = "custom_xml"
    OTHER = "other"
    CHANGED = "changed"  # found only after writing: a value would not be the one that was sent
    HEAVY = "heavy"  # the process that writes met its limits of memory or time
    FORMAT = "format"  # .xls, .ods, .csv: read, never written in place


# Members by what they are; the first pattern that fits tells. None = kept, or nothing a person would miss.
_MEMBERS: tuple[tuple[str, LostPart | None], ...] = (
    (r"\[Content_Types\]\.xml|_rels/\.rels|docProps/.*|docMetadata/.*", None),
    (r"xl/(workbook|styles|sharedStrings|calcChain)\.xml|xl/_rels/workbook\.xml\.rels|xl/theme/theme\d*\.xml", None),
    (r"xl/worksheets/[^/]+\.xml|xl/worksheets/_rels/[^/]+\.rels|xl/tables/[^/]+\.xml", None),
    (r"xl/(comments/)?comments?\d*\.xml|xl/printerSettings/.*|xl/persons/.*", None),
    (r"xl/drawings/[^/]*\.vml|xl/drawings/drawing\d*\.xml|xl/drawings/_rels/.*", None),  # judged by what they hold
    (r".*vbaProject.*|xl/macrosheets/.*|xl/vba.*|xl/dialogsheets/.*", LostPart.MACRO),
    (r"_xmlsignatures/.*", LostPart.SIGNATURE),
    (r"xl/charts/.*|xl/chartsheets/.*|xl/chartEx/.*", LostPart.CHART),
    (r"xl/media/.*|xl/cellimages\.xml", LostPart.PICTURE),
    (r"xl/diagrams/.*", LostPart.SHAPE),
    (r"xl/pivot.*", LostPart.PIVOT),
    (r"xl/slicer.*|xl/timeline.*", LostPart.SLICER),
    (r"xl/ctrlProps/.*|xl/activeX/.*", LostPart.CONTROL),
    (r"xl/embeddings/.*", LostPart.EMBEDDED),
    (r"xl/externalLinks/.*|xl/connections\.xml|xl/queryTables/.*|xl/model/.*", LostPart.EXTERNAL),
    (r"xl/threadedComments/.*", LostPart.THREAD),
    (r"customXml/.*", LostPart.CUSTOM_XML),
)
_EXTENSIONS: dict[bytes, LostPart | None] = {  # what Excel 2010 and later hide at the end of a sheet
    b"78C0D931-6437-407D-A8EE-F0AAD7539E65": LostPart.CONDITION,
    b"B025F937-C7B1-47D3-B67F-A62EFF666E3E": LostPart.CONDITION,
    b"CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF": None,  # validations: written back as plain ones
    b"05C60535-1F16-4FD2-B633-F4F36F0B64E0": LostPart.SPARKLINE,
    b"A8765BA9-456A-4DAB-B4F3-ACF838C121DE": LostPart.SLICER,
    b"3A4CF648-6AED-40F4-86FF-DC5316D8AED3": LostPart.SLICER,
    b"7E03D99C-DC04-49D9-9315-930204A7B6E9": LostPart.SLICER,
}
_EXTENSION = re.compile(rb'<(?:\w+:)?ext\s[^>]*?\buri=["\']\{?([0-9A-Fa-f-]+)\}?["\']')
_IN_SHEET = (
    (re.compile(rb"<(?:\w+:)?(?:picture|legacyDrawingHF)\b"), LostPart.PICTURE),
    (re.compile(rb"<(?:\w+:)?oleObjects\b"), LostPart.EMBEDDED),
    (re.compile(rb"<(?:\w+:)?controls\b"), LostPart.CONTROL),
    (re.compile(rb"<(?:\w+:)?(?:protectedRanges|customSheetViews|dataConsolidate|cellWatches)\b"), LostPart.OTHER),
)
_IN_DRAWING = (
    (re.compile(rb"<(?:\w+:)?graphicFrame\b"), LostPart.CHART),
    (re.compile(rb"<(?:\w+:)?pic\b"), LostPart.PICTURE),
    (re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp|contentPart)\b"), LostPart.SHAPE),
)
_IN_VML = (
    (re.compile(rb'ObjectType=["\'](?!Note["\'])'), LostPart.CONTROL),
    (re.compile(rb"<\w+:imagedata\b"), LostPart.PICTURE),
)
# What openpyxl opens cell by cell: an area as large as a sheet would never end.
_AREAS = re.compile(rb'<(?:\w+:)?(?:mergeCell|hyperlink|table)\s[^>]*?\bref=["\']([A-Z]+)(\d+):([A-Z]+)(\d+)["\']')
_MOST_IN_AREAS = 2_000_000
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


def lost_parts(path: Path) -> tuple[LostPart, ...]:
    """Name what a workbook holds that a copy marked in place would lose, in the order people would miss it."""
    if not zipfile.is_zipfile(path):
        return (LostPart.FORMAT,)
    found: set[LostPart] = set()
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if not n.endswith("/")]
        if "xl/workbook.xml" not in names:
            return (LostPart.FORMAT,)
        if len(set(names)) != len(names):
            found.add(LostPart.OTHER)
        for name in names:
            found |= _in_member(name, archive)
    return tuple(part for part in LostPart if part in found)


def _in_member(name: str, archive: zipfile.ZipFile) -> set[LostPart]:
    kind = next((part for pattern, part in _MEMBERS if re.fullmatch(pattern, name)), LostPart.OTHER)
    if kind is not None:
        return {kind}
    if not name.endswith((".xml", ".vml", ".rels")):
        return set()
    content = archive.read(name)
    found = {LostPart.OTHER} if _DOCTYPE.search(content) else set()
    if name.startswith("xl/worksheets/"):
        found |= _wide(content)
        said = (_EXTENSIONS.get(uri.upper(), LostPart.OTHER) for uri in _EXTENSION.findall(content))
        return found | {part for part in said if part} | _said(_IN_SHEET, content)
    if name.startswith("xl/drawings/"):
        return found | _said(_IN_VML if name.endswith(".vml") else _IN_DRAWING, content)
    return found | (_wide(content) if name.startswith("xl/tables/") else set())


def _wide(content: bytes) -> set[LostPart]:
    cells = 0
    for left, top, right, bottom in _AREAS.findall(content):
        cells += (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)
    return {LostPart.OTHER} if cells > _MOST_IN_AREAS else set()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _said(patterns: tuple[tuple[re.Pattern[bytes], LostPart], ...], content: bytes) -> set[LostPart]:
    return {part for pattern, part in patterns if pattern.search(content)}
