"""What a marked copy would lose is found first and named; then the values come back plain, and nothing is damaged."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl import load_workbook

from diachi.application.return_workbook import as_sent
from diachi.files.words import Words
from diachi.files.workbook_back import marked_copy
from diachi.files.workbook_back.lost import LostPart, lost_parts
from diachi.files.workbook_in import read_workbook
from return_books import ERRORS, SHEET, WARNINGS, decided, office_book, with_member

SHEET_PART = "xl/worksheets/sheet1.xml"
EXT = '<extLst><ext uri="{%s}"/></extLst></worksheet>'
MEMBERS = {
    "xl/vbaProject.bin": LostPart.MACRO,
    "_xmlsignatures/sig1.xml": LostPart.SIGNATURE,
    "xl/charts/chart1.xml": LostPart.CHART,
    "xl/chartsheets/sheet1.xml": LostPart.CHART,
    "xl/media/image1.png": LostPart.PICTURE,
    "xl/pivotTables/pivotTable1.xml": LostPart.PIVOT,
    "xl/pivotCache/pivotCacheDefinition1.xml": LostPart.PIVOT,
    "xl/slicers/slicer1.xml": LostPart.SLICER,
    "xl/ctrlProps/ctrlProp1.xml": LostPart.CONTROL,
    "xl/activeX/activeX1.xml": LostPart.CONTROL,
    "xl/embeddings/oleObject1.bin": LostPart.EMBEDDED,
    "xl/externalLinks/externalLink1.xml": LostPart.EXTERNAL,
    "xl/connections.xml": LostPart.EXTERNAL,
    "xl/threadedComments/threadedComment1.xml": LostPart.THREAD,
    "customXml/item1.xml": LostPart.CUSTOM_XML,
    "xl/richData/rdrichvalue.xml": LostPart.OTHER,
    "xl/something/new.xml": LostPart.OTHER,
}
IN_SHEET = {
    EXT % "78C0D931-6437-407d-A8EE-F0AAD7539E65": LostPart.CONDITION,
    EXT % "05C60535-1F16-4fd2-B633-F4F36F0B64E0": LostPart.SPARKLINE,
    EXT % "A8765BA9-456A-4dab-B4F3-ACF838C121DE": LostPart.SLICER,
    EXT % "00000000-0000-0000-0000-000000000000": LostPart.OTHER,
    '<legacyDrawingHF r:id="x"/></worksheet>': LostPart.PICTURE,
    "<oleObjects><oleObject/></oleObjects></worksheet>": LostPart.EMBEDDED,
    "<controls><control/></controls></worksheet>": LostPart.CONTROL,
    "<protectedRanges/></worksheet>": LostPart.OTHER,
    '<mergeCell ref="A20:XFD1048576"/></worksheet>': LostPart.OTHER,
}
DRAWINGS = {
    "<xdr:graphicFrame/>": {LostPart.CHART},
    "<xdr:pic/>": {LostPart.PICTURE},
    "<xdr:sp/>": {LostPart.SHAPE},
    "": set(),  # an empty drawing, as some offices in the cloud write for every sheet
}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office_book(tmp_path_factory.mktemp("lost") / "ho-ngheo.xlsx")


def test_an_office_book_loses_nothing(sent: Path) -> None:
    assert lost_parts(sent) == ()


@pytest.mark.parametrize("name", MEMBERS)
def test_a_member_that_would_be_dropped_is_named(sent: Path, tmp_path: Path, name: str) -> None:
    assert lost_parts(with_member(sent, tmp_path / "a.xlsx", name, b"<a/>")) == (MEMBERS[name],)


@pytest.mark.parametrize("xml", IN_SHEET)
def test_what_stands_inside_a_sheet_is_named_too(sent: Path, tmp_path: Path, xml: str) -> None:
    with zipfile.ZipFile(sent) as archive:
        content = archive.read(SHEET_PART).replace(b"</worksheet>", xml.encode())
    assert lost_parts(with_member(sent, tmp_path / "a.xlsx", SHEET_PART, content)) == (IN_SHEET[xml],)


@pytest.mark.parametrize("xml", DRAWINGS)
def test_a_drawing_is_judged_by_what_it_holds(sent: Path, tmp_path: Path, xml: str) -> None:
    content = f"<xdr:wsDr>{xml}</xdr:wsDr>".encode()
    assert set(lost_parts(with_member(sent, tmp_path / "a.xlsx", "xl/drawings/drawing1.xml", content))) == DRAWINGS[xml]


NEWER = """<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
 uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1"
 xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1"
 showErrorMessage="1" error="Ch\u1ecdn &amp; l\u01b0u">
<x14:formula1><xm:f>'T\u1ed5ng h\u1ee3p'!$A$2:$A$4</xm:f></x14:formula1>
<xm:sqref>F7:F12 G7</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"""


def test_a_drop_down_fed_by_another_sheet_is_written_back(sent: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(sent) as archive:
        content = archive.read(SHEET_PART).replace(b"</worksheet>", NEWER.encode())
    path = with_member(sent, tmp_path / "ho-ngheo.xlsx", SHEET_PART, content)
    _, [returned] = decided(path)
    copy = marked_copy(path, as_sent(read_workbook(path)), returned, Words("vi"))
    assert copy.lost == ()
    (out := tmp_path / "back.xlsx").write_bytes(copy.content)
    found = {str(v.sqref): v for v in load_workbook(out)[SHEET].data_validations.dataValidation}
    assert set(found) == {"D7:D12", "F7:F12 G7"}
    newer = found["F7:F12 G7"]
    assert (newer.type, newer.formula1, newer.error) == ("list", "'Tổng hợp'!$A$2:$A$4", "Chọn & lưu")
    assert (newer.allowBlank, newer.showErrorMessage, newer.showInputMessage) == (True, True, False)


def test_a_tick_box_hides_in_the_drawing_of_comments(sent: Path, tmp_path: Path) -> None:
    box = b'<xml><x:ClientData ObjectType="Checkbox"/></xml>'
    assert lost_parts(with_member(sent, tmp_path / "a.xlsx", "xl/drawings/vmlDrawing2.vml", box)) == (LostPart.CONTROL,)


def test_a_member_with_entities_is_never_opened_by_a_writer(sent: Path, tmp_path: Path) -> None:
    content = b'<!DOCTYPE a [<!ENTITY b "c">]><theme/>'
    assert lost_parts(with_member(sent, tmp_path / "a.xlsx", "xl/theme/theme1.xml", content)) == (LostPart.OTHER,)


def test_a_workbook_with_a_picture_comes_back_plain_with_the_same_cells_and_says_so(sent: Path, tmp_path: Path) -> None:
    path = with_member(sent, tmp_path / "ho-ngheo.xlsx", "xl/media/image1.png", b"\x89PNG")
    _, [returned] = decided(path)
    copy = marked_copy(path, as_sent(read_workbook(path)), returned, Words("vi"))
    assert copy.lost == (LostPart.PICTURE,)
    (out := tmp_path / "plain.xlsx").write_bytes(copy.content)
    book = load_workbook(out)
    said = [row[0].value for row in book.worksheets[0].iter_rows(max_col=1)]
    assert any(isinstance(line, str) and "ảnh. Tệp gốc của anh chị vẫn nguyên." in line for line in said)
    page = book[SHEET]
    assert {c.coordinate for row in page.iter_rows(max_col=11) for c in row if c.comment} == ERRORS | WARNINGS
    before = {s.name: s.rows for s in as_sent(read_workbook(path))}[SHEET]
    after = {s.name: s.rows for s in as_sent(read_workbook(out))}[SHEET]
    assert [row[:11] for row in after[: len(before)]] == [tuple(row[:11]) for row in before]


def test_a_value_that_could_not_be_written_back_makes_the_copy_plain(sent: Path, tmp_path: Path) -> None:
    """Excel shows nothing of a value under a merged cell, openpyxl drops it, the reader reads it."""
    with zipfile.ZipFile(sent) as archive:
        content = archive.read(SHEET_PART)
    merged = content.replace(b'<mergeCell ref="J11:J12"/>', b'<mergeCell ref="H7:H8"/>')
    assert merged != content
    path = with_member(sent, tmp_path / "ho-ngheo.xlsx", SHEET_PART, merged)
    _, [returned] = decided(path)
    copy = marked_copy(path, as_sent(read_workbook(path)), returned, Words("vi"))
    assert copy.lost == (LostPart.CHANGED,)


def test_what_openpyxl_cannot_open_comes_back_plain(sent: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(sent) as archive:
        styles = archive.read("xl/styles.xml").replace(b'<sz val="14"/>', b'<sz val="to"/>')
    path = with_member(sent, tmp_path / "ho-ngheo.xlsx", "xl/styles.xml", styles)
    _, [returned] = decided(path)
    copy = marked_copy(path, as_sent(read_workbook(path)), returned, Words("vi"))
    assert copy.lost == (LostPart.CHANGED,)


def test_the_writer_itself_refuses_entities_too() -> None:
    assert openpyxl.DEFUSEDXML
