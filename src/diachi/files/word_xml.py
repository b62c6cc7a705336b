"""The body of a paper as WordprocessingML text: head, addressees, blocks, signature, annexes.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (ô số 1-9) and III.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from diachi.core.paper import Align, Annex, Block, Cell, Head, Paper, Paragraph, Signature, Table, cell_text

_TWIPS_PER_MM = 56.6929
_TEXT_MM = 165.0  # A4 less 30 mm left and 15 mm right
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_ADDRESS = "Kính gửi:"
_DISTRIBUTION = "Nơi nhận:"
_LEFT_MM, _RIGHT_MM = 66.0, 99.0
_UNPRINTABLE = {code: None for code in range(32) if code not in (9, 10)}


def twips(mm: float) -> int:
    """Give millimetres in twentieths of a point."""
    return round(mm * _TWIPS_PER_MM)


def run(text: str, *, size: float = 0, bold: bool = False, italic: bool = False) -> str:
    """Give one run; tabs and line breaks keep their meaning."""
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    height = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    shape = f"<w:rPr>{marks}{height}</w:rPr>" if marks or height else ""
    safe = escape(text.translate(_UNPRINTABLE))
    inner = safe.replace("\t", "</w:t><w:tab/><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    return f"<w:r>{shape}<w:t>{inner}</w:t></w:r>".replace("<w:t>", '<w:t xml:space="preserve">')


def line(
    runs: str, *, align: str = "", style: str = "", before: int = 0, after: int = 0, keep: bool = False, extra: str = ""
) -> str:
    """Give one paragraph; before and after in points; the order of properties is the schema's."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    kept = "<w:keepNext/>" if keep else ""
    space = f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"/>' if before or after else ""
    side = f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{named}{kept}{extra}{space}{side}</w:pPr>{runs}</w:p>"


def _rule(width_mm: float, length_mm: float) -> str:
    """A drawn line: the top border of a paragraph two points high."""
    side = twips((width_mm - length_mm) / 2)
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="50" w:line="40" w:lineRule="exact"/><w:ind w:left="{side}" w:right="{side}"/>'
        "</w:pPr></w:p>"
    )


def _gap(points: int) -> str:
    """An empty paragraph of a given height."""
    return f'<w:p><w:pPr><w:spacing w:line="{points * 20}" w:lineRule="exact"/></w:pPr></w:p>'


def _plain_table(cells: tuple[str, str], widths: tuple[float, float]) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(w)}"/>' for w in widths)
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(w)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, w in zip(cells, widths, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
    )


def _head(head: Head) -> str:
    names = [line(run(one, size=13, bold=True), align="center") for one in head.issuer]
    left = "".join(names) + _rule(_LEFT_MM, 22)
    left += line(run(head.number, size=13), align="center", before=6)
    if head.about:
        left += line(run(head.about, size=12), align="center", before=6)
    right = line(run(_NATION, size=12, bold=True), align="center")
    right += line(run(_MOTTO, size=13, bold=True), align="center") + _rule(_RIGHT_MM, 59)
    right += line(run(head.place_date, size=13, italic=True), align="center", before=6)
    return _plain_table((left, right), (_LEFT_MM, _RIGHT_MM)) + _gap(12)


def _titles(paper: Paper) -> str:
    if not paper.title:
        return ""
    title = line(run(paper.title, size=14, bold=True), align="center", keep=True)
    subject = line(run(paper.subject, size=13, bold=True), align="center", keep=True)
    return title + subject + _rule(_TEXT_MM, 50) + line("")


def _addressees(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    if len(names) == 1:
        return line(run(f"{_ADDRESS} {names[0]}", size=13), align="center", after=8)
    inside = f'<w:ind w:left="{twips(48)}" w:hanging="{twips(3)}"/>'
    first = line(run(_ADDRESS, size=13), extra="", after=2).replace(
        "</w:pPr>", f'<w:ind w:left="{twips(25)}"/></w:pPr>'
    )
    ends = [";"] * (len(names) - 1) + ["."]
    rest = [
        line(run(f"- {name}{end}", size=13), after=2).replace("</w:pPr>", f"{inside}</w:pPr>")
        for name, end in zip(names, ends, strict=True)
    ]
    return first + "".join(rest) + _gap(6)


def _paragraph(block: Paragraph) -> str:
    lead = run(block.lead + " ", bold=True) if block.lead else ""
    return line(lead + run(block.text), style=f"look{block.look.value}")


def _cell(
    text: str, width_mm: float, align: Align, *, bold: bool, size: float, span: int = 1, keep: bool = False
) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width_mm)}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/></w:tcPr>'
        f"{line(run(text, size=size, bold=bold), align=align.value, keep=keep)}</w:tc>"
    )


def _row(table: Table, cells: tuple[Cell, ...], *, bold: bool, size: float, title: bool = False) -> str:
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if title else "")
    if len(cells) == 1:
        width = sum(c.width_mm for c in table.columns)
        # A heading never stands alone at the foot of a page.
        span = len(table.columns)
        inner = _cell(cell_text(cells[0]), width, Align.LEFT, bold=True, size=size, span=span, keep=True)
    else:
        inner = "".join(
            _cell(cell_text(cell), c.width_mm, Align.CENTRE if title else c.align, bold=bold, size=size)
            for cell, c in zip(cells, table.columns, strict=True)
        )
    return f"<w:tr><w:trPr>{marks}</w:trPr>{inner}</w:tr>"


def table_xml(table: Table, size: float = 11) -> str:
    """Give a ruled table whose first row is repeated on every page."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{twips(c.width_mm)}"/>' for c in table.columns)
    titles = _row(table, tuple(c.title for c in table.columns), bold=True, size=size, title=True)
    rows = "".join(_row(table, cells, bold=False, size=size) for cells in table.rows)
    totals = "".join(_row(table, cells, bold=True, size=size) for cells in table.totals)
    width = twips(sum(c.width_mm for c in table.columns))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{titles}{rows}{totals}</w:tbl>" + _gap(8)
    )


def _blocks(blocks: tuple[Block, ...]) -> str:
    return "".join(table_xml(b) if isinstance(b, Table) else _paragraph(b) for b in blocks)


def _signature(signature: Signature, distribution: tuple[str, ...]) -> str:
    left = line(run(_DISTRIBUTION, size=12, bold=True, italic=True)) if distribution else line("")
    left += "".join(line(run(one, size=11)) for one in distribution)
    right = "".join(line(run(one, size=13, bold=True), align="center", keep=True) for one in signature.authority)
    right += line("", keep=True) * 3 + line(run(signature.name, size=13, bold=True), align="center")
    return _plain_table((left, right), (80.0, 85.0))


def section_xml(references: str, *, landscape: bool, restart: bool, inside: bool) -> str:
    """Give the properties of a section; `inside` = as the last paragraph of a section that another follows."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if landscape else 'w:w="11906" w:h="16838"'
    top, right, bottom, left = (30, 20, 15, 20) if landscape else (20, 15, 20, 30)
    margins = f'w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(left)}"'
    number = '<w:pgNumType w:start="1"/>' if restart else ""
    xml = (
        f'<w:sectPr>{references}<w:pgSz {size}/><w:pgMar {margins} w:header="{twips(10)}" w:footer="{twips(8)}" '
        f'w:gutter="0"/>{number}<w:titlePg/></w:sectPr>'
    )
    return f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>{xml}</w:pPr></w:p>' if inside else xml


def body_xml(paper: Paper, references: str, *, last: bool) -> str:
    """Give everything up to the signature, with the section it stands in."""
    parts = (
        _head(paper.head),
        _titles(paper),
        _addressees(paper.addressees),
        _blocks(paper.blocks),
        _signature(paper.signature, paper.distribution),
        '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>' if last else "",
        section_xml(references, landscape=False, restart=False, inside=not last),
    )
    return "".join(parts)


def annex_xml(annex: Annex, references: str, *, last: bool) -> str:
    """Give a landscape annex with pages of its own numbering; the last one closes the document."""
    return (
        line(run(annex.label, size=14, bold=True), align="center", keep=True)
        + line(run(annex.title, size=13, bold=True), align="center", keep=True)
        + line(run(annex.attached_to, size=13, italic=True), align="center", after=6, keep=True)
        + _blocks(annex.blocks)
        + section_xml(references, landscape=True, restart=True, inside=not last)
    )
