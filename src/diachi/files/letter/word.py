"""A .docx walked in the order it is read: paragraphs, tables cell by cell, boxes, list numbers, old fonts decoded.

Source: ECMA-376 part 1, WordprocessingML. python-docx shows paragraphs without what stands in content controls, tracked
insertions, text boxes and list numbers, and an office's head and signature stand in tables: the tree itself is walked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from diachi.core.legacy_text import LegacyFont, decode_tcvn3, decode_vni
from diachi.files.letter.numbering import Numbering
from diachi.files.letter.plain import in_unicode

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX = f"{_W}txbxContent"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
# What is struck out by a tracked change, a field's own code, and notes at the foot are no words of the letter.
_UNSEEN = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference", "pPr", "rPr")}


def text_of_word(stream: BinaryIO) -> str:
    """Give the text of an open .docx: a line per paragraph, a blank line after each block, cells one after another."""
    import docx

    document = docx.Document(stream)
    walk = _Walk(Numbering.of(document), _fonts_of_styles(document))
    lines = [*_first_page_head(document, walk), *walk.blocks(document.element.body, in_cell=False)]
    return in_unicode("\n".join(lines).strip("\n") + "\n")


def _first_page_head(document: Any, walk: _Walk) -> list[str]:
    """The letterhead, where an office keeps it in the page header; a page number alone is none."""
    section = document.sections[0]
    parts = [section.first_page_header] if section.different_first_page_header_footer else [section.header]
    lines = [
        line for part in parts if not part.is_linked_to_previous for line in walk.blocks(part._element, in_cell=False)
    ]
    return lines if sum(c.isalpha() for line in lines for c in line) >= len("Số UBND") else []


def _fonts_of_styles(document: Any) -> dict[str, str]:
    fonts = {}
    for style in document.styles.element.iter(f"{_W}style"):
        if (found := next(style.iter(f"{_W}rFonts"), None)) is not None:
            fonts[style.get(f"{_W}styleId")] = found.get(f"{_W}ascii") or found.get(f"{_W}hAnsi") or ""
    default = next(document.styles.element.iter(f"{_W}rPrDefault"), None)
    if default is not None and (found := next(default.iter(f"{_W}rFonts"), None)) is not None:
        fonts[""] = found.get(f"{_W}ascii") or ""
    return fonts


class _Walk:
    """Where the walk stands: the counters of the lists go on from block to block."""

    def __init__(self, numbering: Numbering, fonts: dict[str, str]) -> None:
        self.numbering, self.fonts = numbering, fonts

    def blocks(self, holder: Any, *, in_cell: bool) -> Iterator[str]:
        """Lines of everything a body, a cell, a box or a page header holds."""
        for block in holder:
            if block.tag == f"{_W}p":
                yield from self._paragraph(block, in_cell=in_cell)
            elif block.tag == f"{_W}tbl":
                for cell in _cells(block):
                    yield from self.blocks(cell, in_cell=True)
                    yield ""
            elif block.tag == f"{_W}sdt":
                for content in block.iterchildren(f"{_W}sdtContent"):
                    yield from self.blocks(content, in_cell=in_cell)
            elif block.tag in (f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"):
                yield from self.blocks(block, in_cell=in_cell)

    def _paragraph(self, paragraph: Any, *, in_cell: bool) -> Iterator[str]:
        font = self.fonts.get(_style(paragraph), self.fonts.get("", ""))
        text = "".join(self._runs(paragraph, font))
        if text.strip():
            text = self.numbering.label(paragraph) + text
        yield text
        if not in_cell:
            yield ""
        for box in _boxes(paragraph):
            yield from self.blocks(box, in_cell=True)
            yield ""

    def _runs(self, holder: Any, font: str) -> Iterator[str]:
        for child in holder:
            if child.tag in _UNSEEN:
                continue
            if child.tag == f"{_W}r":
                yield _decoded("".join(_signs(child)), _font_of(child) or font)
            elif child.tag not in (_BOX, f"{_MC}AlternateContent"):
                yield from self._runs(child, font)


def _signs(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}sym" and child.get(f"{_W}char"):
            yield " "


def _decoded(text: str, font: str) -> str:
    """What an old font shows; letters that the font has no sign for were typed in Unicode and stay."""
    name = font.lower()
    if text.isascii() or any(ord(c) > 0xFF for c in text if c.isalpha()):
        return text.upper() if name.startswith(".vn") and font.endswith("H") else text
    if name.startswith(".vn"):
        return decode_tcvn3(text, capitals=font.endswith("H"))
    return decode_vni(text) if name.startswith(LegacyFont.VNI) else text


def _font_of(run: Any) -> str:
    found = run.find(f"{_W}rPr/{_W}rFonts")
    return (found.get(f"{_W}ascii") or found.get(f"{_W}hAnsi") or "") if found is not None else ""


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return found.get(f"{_W}val") if found is not None else ""


def _cells(table: Any) -> Iterator[Any]:
    """Cells row by row; one merged downwards says its words once."""
    for row in table.iter(f"{_W}tr"):
        if row.getparent() is not table and row.getparent().tag == f"{_W}tr":
            continue
        for cell in row.iterchildren(f"{_W}tc", f"{_W}sdt"):
            cell = cell.find(f"{_W}sdtContent/{_W}tc") if cell.tag == f"{_W}sdt" else cell
            if cell is None:
                continue
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is None or merge.get(f"{_W}val") == "restart":
                yield cell


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes anchored here, each once: Word writes a second copy for programs of before 2010."""
    for box in paragraph.iter(_BOX):
        above = [node.tag for node in box.iterancestors()]
        if f"{_MC}Fallback" not in above and _BOX not in above[: above.index(paragraph.tag)]:
            yield box
