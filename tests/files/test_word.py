import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from diachi.application.write_documents import write_documents
from diachi.core.agency import Agency
from diachi.core.paper import Column, Paper, Paragraph, Table
from diachi.core.proposal import Assignment, Group
from diachi.files.law.calendar import official_calendar
from diachi.files.law.places import gazetteer
from diachi.files.word import word_bytes
from diachi.files.words import Words
from paper_world import agreed_world, assigned_world, district, why

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paper(name: str, world: object = None) -> Paper:
    campaign, register, history, allocation = world or agreed_world()  # type: ignore[misc]
    found = write_documents(
        campaign=campaign,
        register=register,
        history=history,
        allocation=allocation,
        words=Words("vi"),
        calendar=official_calendar(),
        places=gazetteer(),
    )
    return next(p for p in found if isinstance(p, Paper) and p.name == name)


RESULT = paper("ket-qua/thong-bao")
PAPERS = [
    RESULT,
    paper("thong-bao/co-quan/G-A01"),
    paper("thong-bao/xa/06073"),
    paper("ket-qua/ke-hoach", assigned_world()),
]


def words_of(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    return "\n".join(t.text or "" for t in document.element.iter(f"{W}t"))


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert word_bytes(RESULT) == word_bytes(replace(RESULT))


@pytest.mark.parametrize("one", PAPERS, ids=lambda p: p.name)
def test_everything_the_paper_says_is_in_the_file(one: Paper) -> None:
    text = words_of(word_bytes(one))
    for block in one.blocks:
        if isinstance(block, Paragraph):
            assert block.text in text
    assert one.signature.name in text
    for annex in one.annexes:
        assert annex.title in text


def test_every_font_named_in_any_part_is_times_new_roman() -> None:
    with zipfile.ZipFile(io.BytesIO(word_bytes(RESULT))) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if re.match(r"word/(doc|sty|head|foot).*xml", n)]
    fonts = {f for part in parts for f in re.findall(r'<w:rFonts[^>]*w:(?:ascii|hAnsi|eastAsia|cs)="([^"]+)"', part)}
    assert fonts == {"Times New Roman"}
    assert not [f for part in parts for f in re.findall(r"w:\w+Theme=", part) if "font" in f.lower()]


def test_the_page_is_a4_with_the_margins_of_the_decree() -> None:
    document = Document(io.BytesIO(word_bytes(RESULT)))
    first, annex = document.sections
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    for side, least, most in (
        (first.top_margin, 20, 25),
        (first.bottom_margin, 20, 25),
        (first.left_margin, 30, 35),
        (first.right_margin, 15, 20),
    ):
        assert Mm(least - 0.1) <= side <= Mm(most + 0.1)
    assert annex.page_width > annex.page_height


def test_the_page_number_is_hidden_on_page_one_and_the_code_is_on_every_page() -> None:
    document = Document(io.BytesIO(word_bytes(RESULT)))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert RESULT.code in section.footer.paragraphs[0].text
    assert RESULT.code in section.first_page_footer.paragraphs[0].text


def test_a_long_list_repeats_its_header() -> None:
    data = word_bytes(paper("ket-qua/thong-bao", district(60, 60)))
    table = Document(io.BytesIO(data)).tables[-1]
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None


def test_text_that_looks_like_markup_or_holds_control_characters_stays_text() -> None:
    odd = replace(RESULT, blocks=(Paragraph(text="<w:p>&\x07 “x”\tA\nB"),))
    assert "<w:p>& “x”" in words_of(word_bytes(odd))


def test_an_empty_table_is_still_a_document() -> None:
    empty = Table(columns=(Column(title="TT", width_mm=10),), rows=())
    Document(io.BytesIO(word_bytes(replace(RESULT, blocks=(empty,)))))


def as_pdf(papers: list[Paper], folder: Path) -> list[Path]:
    for number, one in enumerate(papers):
        (folder / f"{number}.docx").write_bytes(word_bytes(one))
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), *(f"{folder}/{n}.docx" for n in range(len(papers)))],
        check=True,
        capture_output=True,
    )
    return [folder / f"{n}.pdf" for n in range(len(papers))]


def crowded() -> list[Paper]:
    """The fullest notices that the letter leads to: a pool of four with long names, a body with three households."""
    campaign, register, history, allocation = agreed_world()
    names = (
        "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Bình Gia",
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện",
        "Phòng Lao động, Thương binh, Xã hội - Dân tộc huyện Bình Gia",
        "Liên đoàn Lao động huyện Bình Gia",
        "Trường Phổ thông dân tộc nội trú THCS-THPT Bình Gia",
    )
    bodies = tuple(Agency(agency_id=f"H{i}", name=name, staff=5) for i, name in enumerate(names))
    pool = Group(group_id="G-H0", lead="H0", members=("H0", "H1", "H2", "H3"))
    school = Group(group_id="G-H4", lead="H4", members=("H4",))
    homes = register.households
    pairs = [(homes[0], pool), *((home, school) for home in homes[1:4])]
    full = replace(
        allocation,
        groups=(pool, school),
        assignments=tuple(
            Assignment(
                household_id=home.household_id,
                group_id=g.group_id,
                agency_ids=g.members,
                why=why("quotas.armed_forces"),
            )
            for home, g in pairs
        ),
    )
    world = (campaign, replace(register, agencies=bodies), history, full)
    return [paper("thong-bao/co-quan/G-H0", world), paper("thong-bao/co-quan/G-H4", world)]


@pytest.mark.needs_office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_pages_have_one_font_family_and_a_notice_is_one_page(tmp_path: Path) -> None:
    single = [*(paper(f"thong-bao/co-quan/G-A0{n}") for n in (1, 4, 5, 6)), *crowded()]
    for number, pdf in enumerate(as_pdf([*single, *PAPERS], tmp_path)):
        listed = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, text=True).stdout
        families = {re.sub(r"^\w+\+|-.*", "", row.split()[0]) for row in listed.splitlines()[2:]}
        assert len(families) == 1
        assert families <= {"LiberationSerif", "Tinos", "TimesNewRoman", "TimesNewRomanPS"}
        facts = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
        pages = int(re.search(r"Pages:\s+(\d+)", facts).group(1))  # type: ignore[union-attr]
        assert pages == 1 or number >= len(single)
    text = subprocess.run(["pdftotext", str(tmp_path / "0.pdf"), "-"], check=True, capture_output=True, text=True)
    assert "ỦY BAN NHÂN DÂN" in text.stdout
