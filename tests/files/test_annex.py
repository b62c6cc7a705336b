import io

import pytest
from openpyxl import load_workbook

from diachi.application.write_documents import write_documents
from diachi.core.paper import Align, Column, Sheet, Table, Workbook
from diachi.files.annex import annex_bytes
from diachi.files.law.calendar import official_calendar
from diachi.files.law.places import gazetteer
from diachi.files.words import Words
from paper_world import agreed_world, assigned_world


def book(world: object) -> Workbook:
    campaign, register, history, allocation = world  # type: ignore[misc]
    found = write_documents(
        campaign=campaign,
        register=register,
        history=history,
        allocation=allocation,
        words=Words("vi"),
        calendar=official_calendar(),
        places=gazetteer(),
    )
    return next(p for p in found if isinstance(p, Workbook))


def small(*rows: tuple[str | int | None, ...]) -> Workbook:
    columns = (Column(title="TT", width_mm=10), Column(title="Giá trị", width_mm=30, align=Align.RIGHT))
    sheet = Sheet(tab="Danh sách", titles=("PHỤ LỤC", "(Kèm theo)"), table=Table(columns=columns, rows=rows))
    return Workbook(name="x", sheets=(sheet,), code="Mã đề xuất: 0")


LIKE_FORMULAS = ["=1+1", "+84912", "-1", "@cmd", "=HYPERLINK()", "\t=1+1", " =1+1", "＝1+1", "\n@x"]


@pytest.mark.parametrize("text", [*LIKE_FORMULAS, "0012", "a=1"])
def test_text_is_never_computed(text: str) -> None:
    cell = load_workbook(io.BytesIO(annex_bytes(small((text, 1))))).active["A5"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert cell.quotePrefix is (text in LIKE_FORMULAS)


def test_numbers_are_numbers_with_grouped_digits() -> None:
    cell = load_workbook(io.BytesIO(annex_bytes(small(("01", 8_000_000))))).active["B5"]
    assert (cell.value, cell.number_format) == (8_000_000, "#,##0")


def test_control_characters_do_not_stop_the_annex() -> None:
    assert load_workbook(io.BytesIO(annex_bytes(small(("a\x07b", 1))))).active["A5"].value == "ab"


def test_the_same_book_gives_the_same_bytes() -> None:
    assert annex_bytes(small(("a", 1))) == annex_bytes(small(("a", 1)))


@pytest.mark.parametrize("world", [agreed_world(), assigned_world()])
def test_every_sheet_prints_on_a4_landscape_with_its_header_frozen_and_repeated(world: object) -> None:
    excel = load_workbook(io.BytesIO(annex_bytes(book(world))))
    for page in excel.worksheets:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.print_title_rows == "$5:$5"
        assert page.freeze_panes == "A6"
        assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
        assert page.oddFooter.left.text.startswith("Mã đề xuất: ")


def test_the_totals_stand_as_values() -> None:
    excel = load_workbook(io.BytesIO(annex_bytes(book(assigned_world()))))
    last = [cell.value for cell in list(excel.worksheets[0].iter_rows())[-1]]
    assert last[-2:] == [8, 8]


def test_a_row_is_as_high_as_its_wrapped_text() -> None:
    page = load_workbook(io.BytesIO(annex_bytes(small(("a", 1), ("chữ " * 40, 1))))).active
    assert page.row_dimensions[6].height > 3 * page.row_dimensions[5].height
