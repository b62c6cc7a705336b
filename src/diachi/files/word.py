"""Papers as .docx by the layout of Decree 30: one template per batch, only document.xml is written per paper.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins, Times New Roman, two-column head, page number from page 2.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from diachi.core.paper import Look, Paper
from diachi.files.word_xml import annex_xml, body_xml

_FONT = "Times New Roman"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DOCUMENT = "word/document.xml"
_SPARE_PARTS = ("stylesWithEffects", "thumbnail", "customXml")
# Look -> (size pt, italic, first line mm, left mm, alignment, space after pt)
_STYLES = {
    Look.BASE: (13, True, 10, 0, WD_ALIGN_PARAGRAPH.JUSTIFY, 6),
    Look.TEXT: (13, False, 10, 0, WD_ALIGN_PARAGRAPH.JUSTIFY, 6),
    Look.ITEM: (13, False, 10, 0, WD_ALIGN_PARAGRAPH.JUSTIFY, 6),
    Look.FORM: (12, False, 0, 0, WD_ALIGN_PARAGRAPH.LEFT, 3),
    Look.NOTE: (11, True, 0, 0, WD_ALIGN_PARAGRAPH.JUSTIFY, 3),
    Look.CENTRE: (13, False, 0, 0, WD_ALIGN_PARAGRAPH.CENTER, 6),
}


def word_bytes(paper: Paper) -> bytes:
    """Render a paper as .docx.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I and III.
    Takes: paper - what it says.
    Gives: the bytes of a .docx that Word and LibreOffice open and a clerk can edit.
    Holds: the same paper gives the same bytes; every font name set is Times New Roman.
    Cost: one template per proposal code, then the paper's own XML.
    """
    parts, opening, references = _template(paper.code)
    final = len(paper.annexes) - 1
    annexes = "".join(annex_xml(one, references, last=i == final) for i, one in enumerate(paper.annexes))
    xml = f"{opening}<w:body>{body_xml(paper, references, last=not paper.annexes)}{annexes}</w:body></w:document>"
    out = io.BytesIO(parts)
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo(_DOCUMENT, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, xml.encode(), compresslevel=6)
    return out.getvalue()


@lru_cache(maxsize=8)
def _template(code: str) -> tuple[bytes, str, str]:
    """Give (all parts but the document, its opening tag, the header and footer references)."""
    document = Document()
    _drop_spare_parts(document)
    _fonts(document)
    _running_lines(document, code)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    saved = io.BytesIO()
    document.save(saved)
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w") as new:
        xml = old.read(_DOCUMENT).decode()
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            if name != _DOCUMENT:
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(entry, old.read(name))
    opening = xml[: xml.index("<w:body>")]
    return out.getvalue(), opening, "".join(re.findall(r"<w:(?:header|footer)Reference[^>]*/>", xml))


def _drop_spare_parts(document: WordDocument) -> None:
    """Leave out what the stock template carries along: a second style sheet, a picture, custom XML, 160 styles."""
    for rels in (document.part.rels, document.part.package.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.rsplit("/", 1)[-1] in _SPARE_PARTS]:
            rels.pop(key)
    sheet = document.styles.element
    for style in sheet.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            sheet.remove(style)


def _fonts(document: WordDocument) -> None:
    for style in document.styles:
        if style.element.rPr is not None and style.element.rPr.rFonts is not None:
            _set_font(style.element.rPr.rFonts)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_font(defaults.find(qn("w:rFonts")))
    language = defaults.find(qn("w:lang"))
    for name in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{name}"), "vi-VN")
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(13)
    _set_font(normal.element.rPr.rFonts)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for look, (size, italic, first_mm, left_mm, alignment, after) in _STYLES.items():
        style = document.styles.add_style(f"look{look.value}", 1)
        style.base_style = normal
        style.font.size, style.font.italic = Pt(size), italic
        shape = style.paragraph_format
        shape.first_line_indent, shape.left_indent = Mm(first_mm), Mm(left_mm)
        shape.alignment, shape.space_after = alignment, Pt(after)
        shape.widow_control = True
        shape.keep_with_next = look is Look.FORM


def _set_font(fonts: object) -> None:
    for name in list(fonts.attrib):  # type: ignore[attr-defined]
        del fonts.attrib[name]  # type: ignore[attr-defined]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), _FONT)  # type: ignore[attr-defined]


def _running_lines(document: WordDocument, code: str) -> None:
    """Page number top centre, hidden on page 1; the proposal's code in every footer."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = document.styles["Normal"]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        number.add_run()._r.append(_field(kind, text))
    section.first_page_header.paragraphs[0].style = document.styles["Normal"]
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.style = document.styles["Normal"]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.add_run(code).font.size = Pt(9)


def _field(kind: str, text: str) -> object:
    element = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        element.set(qn("w:fldCharType"), kind)
    element.text = text or None
    return element
