"""Sheets typed in fonts from before Unicode, put into Unicode before anything else is read of them.

The reader of workbooks does not say which font a cell has, so columns are judged by their syllables. A column of one
header may say nothing by itself ("Sè CCCD"): it goes with the sheet, where the sheet speaks of one font.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.legacy_text import LegacyFont, decode_column
from diachi.core.listing.cells import Cell
from diachi.core.listing.sheet import SheetRows, issue_at

_NAMES = {LegacyFont.TCVN3: ".VnTime", LegacyFont.VNI: "VNI-Times"}
Column = dict[int, str]  # row -> text


def in_unicode(sheet: SheetRows) -> tuple[SheetRows, tuple[Issue, ...]]:
    """Give a sheet with its old letters read, headers and titles too, and one note per font found in it."""
    columns = {at: texts for at in range(max(map(len, sheet.rows), default=0)) if (texts := _column(sheet, at))}
    read = {at: _decoded(texts) for at, texts in columns.items()}
    fonts = sorted({font for _, font in read.values() if font})
    if not fonts:
        return sheet, ()
    if len(fonts) == 1:
        unsaid = {at: texts for at, texts in columns.items() if not read[at][1]}
        read |= {at: _decoded(texts, _NAMES[fonts[0]]) for at, texts in unsaid.items()}
    notes = tuple(issue_at(sheet, IssueCode.OLD_FONT, IssueLevel.NOTE, font=font.value) for font in fonts)
    return _with_texts(sheet, {at: texts for at, (texts, _) in read.items()}), notes


def _column(sheet: SheetRows, at: int) -> Column:
    return {n: cell for n, row in enumerate(sheet.rows) if at < len(row) and isinstance(cell := row[at], str)}


def _decoded(texts: Column, font: str = "") -> tuple[Column, LegacyFont | None]:
    decoded, found = decode_column(tuple(texts.values()), font)
    return dict(zip(texts, decoded, strict=True)), found


def _with_texts(sheet: SheetRows, texts: Mapping[int, Column]) -> SheetRows:
    rows: list[list[Cell]] = [list(row) for row in sheet.rows]
    for at, column in texts.items():
        for n, text in column.items():
            rows[n][at] = text
    return replace(sheet, rows=tuple(map(tuple, rows)))
