"""A plain marked copy: .csv, .xls and .ods come back as .xlsx, long lists as their wrong rows; text stays text."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from diachi.application.return_workbook import as_sent
from diachi.core.issues import IssueLevel
from diachi.files.workbook_back.lost import LostPart
from diachi.files.workbook_back.marks import COLOURS
from diachi.files.workbook_in import read_workbook
from return_books import ERRORS, SHEET, WARNINGS, given_back, imported, office_book

CSV = """DANH SÁCH HỘ NGHÈO NĂM 2024;;;;;
STT;Họ và tên chủ hộ;Năm sinh;Xã;Số điện thoại;Ghi chú
1;Nông Văn Ảo;1970;Hoa Thám;0912345678;=1+1
2;Lý Thị Thử;abc;Hoa Thám;;+84
3;;1965;Hoa Thám;;@nhà
"""


def test_a_text_list_comes_back_as_a_workbook_of_text(tmp_path: Path) -> None:
    sent, back = tmp_path / "ho-ngheo.csv", tmp_path / "ho-ngheo-can-sua.xlsx"
    sent.write_text(CSV, encoding="utf-8")
    first, copy = given_back(sent, back)
    assert copy.lost == (LostPart.FORMAT,)
    book = load_workbook(back)
    page = book.worksheets[1]
    assert [page[f"F{row}"].value for row in (3, 4, 5)] == ["=1+1", "+84", "@nhà"]
    assert "f" not in {c.data_type for p in book for row in p.iter_rows() for c in row}
    assert (page["E3"].value, page["E3"].number_format) == ("0912345678", "@")
    assert page["B5"].fill.fgColor.rgb == COLOURS[IssueLevel.ERROR]
    again = imported(as_sent(read_workbook(back)), first.register)
    assert again.register == first.register
    assert [(i.code, i.row) for i in again.issues] == [(i.code, i.row) for i in first.issues]


@pytest.mark.needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_old_workbook_comes_back_with_the_same_values_in_the_same_cells(kind: str, tmp_path: Path) -> None:
    office_book(tmp_path / "ho-ngheo.xlsx")
    call = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", kind]
    subprocess.run([*call, "ho-ngheo.xlsx"], cwd=tmp_path, check=True, capture_output=True)
    sent, back = tmp_path / f"ho-ngheo.{kind}", tmp_path / "ho-ngheo-can-sua.xlsx"
    first, copy = given_back(sent, back)
    assert copy.lost == (LostPart.FORMAT,)
    page = load_workbook(back)[SHEET]
    assert {c.coordinate for row in page.iter_rows(max_col=11) for c in row if c.comment} == ERRORS | WARNINGS
    assert page["K7"].value == datetime(2024, 3, 1)
    assert page["K7"].number_format == "dd/mm/yyyy"
    assert {c.data_type for row in page.iter_rows() for c in row} & {"f"} == set()
    again = imported(as_sent(read_workbook(back)), first.register)
    assert again.register == first.register


def test_numbers_that_are_names_of_persons_or_phones_become_text(tmp_path: Path) -> None:
    book = load_workbook(office_book(tmp_path / "a.xlsx"), rich_text=True)
    book[SHEET]["E8"] = 20181002222
    book.save(tmp_path / "b.xlsx")
    given_back(tmp_path / "b.xlsx", tmp_path / "back.xlsx", most_rows=3)
    [cell] = [
        row[4] for row in load_workbook(tmp_path / "back.xlsx")[SHEET].iter_rows() if row[1].value == "Lý Thị Thử"
    ]
    assert (cell.value, cell.number_format) == ("20181002222", "@")


def test_of_a_long_list_only_wrong_rows_come_back_with_the_numbers_they_had(tmp_path: Path) -> None:
    sent, back = office_book(tmp_path / "ho-ngheo.xlsx"), tmp_path / "ho-ngheo-can-sua.xlsx"
    first, copy = given_back(sent, back, most_rows=3)
    assert copy.lost == ()
    book = load_workbook(back)
    page = book[SHEET]
    header = [c.value for c in page[6]]
    at = header.index("Dòng gốc")
    assert [row[at].value for row in page.iter_rows(min_row=7)] == [8, 9, 10, 11]
    links = {c.hyperlink.location for row in book.worksheets[0].iter_rows() for c in row if c.hyperlink}
    assert f"'{SHEET}'!C7" in links
    again = imported(as_sent(read_workbook(back)), first.register)
    assert {h.household_id: h.head_name for h in again.register.households} == {
        h.household_id: h.head_name for h in first.register.households
    }
    book[SHEET]["B8"] = "Hoàng Văn Mẫu"
    book.save(tmp_path / "sua.xlsx")
    fixed = imported(as_sent(read_workbook(tmp_path / "sua.xlsx")), first.register)
    assert len(fixed.register.households) == len(first.register.households) + 1


def test_a_plain_copy_is_laid_out_for_paper(tmp_path: Path) -> None:
    sent, back = tmp_path / "ho-ngheo.csv", tmp_path / "back.xlsx"
    sent.write_text(CSV, encoding="utf-8")
    given_back(sent, back)
    page = load_workbook(back).worksheets[1]
    assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
    assert page.print_title_rows == "$2:$2"
    assert page.freeze_panes == "A3"
    assert page.column_dimensions["G"].hidden


def test_a_header_of_two_lines_is_drawn_as_one(tmp_path: Path) -> None:
    given_back(office_book(tmp_path / "ho.xlsx"), tmp_path / "back.xlsx", most_rows=3)
    page = load_workbook(tmp_path / "back.xlsx")["Hộ nghèo"]
    first = next(row for row in range(1, 12) if page.cell(row, 2).value == "Họ và tên chủ hộ")
    merged = {str(area) for area in page.merged_cells.ranges}
    assert {f"B{first}:B{first + 1}", f"H{first}:I{first}"} <= merged
    assert page.print_title_rows == f"${first}:${first + 1}"
    assert page.cell(first, 3).font.bold


def test_a_column_that_was_not_read_leads_to_its_own_header(tmp_path: Path) -> None:
    given_back(office_book(tmp_path / "ho.xlsx"), tmp_path / "back.xlsx")
    page = load_workbook(tmp_path / "back.xlsx").worksheets[0]
    said = [str(cell.value) for row in page for cell in row if cell.value]
    at = next(n for n, text in enumerate(said) if "Cột J (Ghi chú) chưa được đọc" in text)
    assert said[at + 1 : at + 3] == ["Hộ nghèo", "J6"]
    assert any(text.startswith("Trang Tổng hợp. Cần xem lại: Không nhận ra bảng này.") for text in said)
