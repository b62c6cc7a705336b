"""How large the sender's own comments are: openpyxl reads their words only and would give all of them one size."""

from __future__ import annotations

import posixpath
import re
import zipfile

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring

from diachi.files.workbook_back.shown_values import sheet_parts

_SHAPE = re.compile(r"<\w+:shape\b(.*?)</\w+:shape>", re.DOTALL)
_SIZE = re.compile(r"(?<![\w-])(width|height):\s*([\d.]+)(pt|px)")
_ROW, _COLUMN = re.compile(r"<\w+:Row>\s*(\d+)"), re.compile(r"<\w+:Column>\s*(\d+)")
_PIXELS = {"pt": 96 / 72, "px": 1.0}
Size = dict[str, float]


def note_sizes(archive: zipfile.ZipFile) -> dict[str, dict[str, Size]]:
    """Give, per sheet and cell, the width and height of its comment in pixels."""
    return {sheet: found for sheet, part in sheet_parts(archive).items() if (found := _of_sheet(archive, part))}


def _of_sheet(archive: zipfile.ZipFile, part: str) -> dict[str, Size]:
    folder, name = posixpath.split(part)
    links = f"{folder}/_rels/{name}.rels"
    if links not in archive.NameToInfo:
        return {}
    found: dict[str, Size] = {}
    for link in fromstring(archive.read(links)):
        drawing = posixpath.normpath(posixpath.join("/", folder, link.get("Target"))).lstrip("/")
        if link.get("Type", "").endswith("/vmlDrawing") and drawing in archive.NameToInfo:
            for shape in _SHAPE.findall(archive.read(drawing).decode("utf-8", "replace")):
                row, column = _ROW.search(shape), _COLUMN.search(shape)
                sizes = {side: float(n) * _PIXELS[unit] for side, n, unit in _SIZE.findall(shape)}
                if row and column and len(sizes) == len(("width", "height")):
                    found[f"{get_column_letter(int(column[1]) + 1)}{int(row[1]) + 1}"] = sizes
    return found


def set_sizes(page: Worksheet, sizes: dict[str, Size]) -> None:
    """Give each comment the size its sender drew."""
    for at, size in sizes.items():
        if comment := page[at].comment:
            comment.width, comment.height = size["width"], size["height"]
