"""A workbook as an office hands it in, awkward on purpose, read to the last cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from diachi.application.import_register import Imported, import_register
from diachi.core.errors import ErrorCode, InputError
from diachi.core.household import Sex
from diachi.core.issues import IssueCode
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.persons import person_tables
from diachi.files.workbook_in import read_workbook


def _awkward(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet["A2"], sheet["F2"] = "UBND HUYEN BINH GIA", "CONG HOA XA HOI CHU NGHIA VIET NAM"
    sheet["A4"] = "DANH SACH HO NGHEO NAM 2023"
    sheet["A5"] = "(Số liệu tính đến ngày 05/12/2023)"
    for line in ("A2:D2", "F2:L2", "A4:L4", "A5:L5"):
        sheet.merge_cells(line)
    top = (
        "TT",
        "Thôn, bản",
        "Họ tên chủ hộ",
        "Năm sinh",
        None,
        "CCCD/CMND",
        "Nguyên nhân nghèo",
        None,
        None,
        "Kinh phí đề nghị (triệu đồng)",
    )
    under = (None, None, None, "Nam", "Nữ", None, "Thiếu vốn", "Thiếu đất", "Ốm đau", None)
    for column, (above, below) in enumerate(zip(top, under, strict=True), start=1):
        sheet.cell(7, column, above)
        sheet.cell(8, column, below)
    sheet.merge_cells("D7:E7")
    sheet.merge_cells("G7:I7")
    for column in range(1, 11):
        sheet.cell(9, column, f"({column})")
    rows = (
        ("I", "Xã Hoa Thám"),
        (1, "Bản Chu", "NÔNG VĂN ẢO", 1970, None, 20070001111, "x", None, None, 8),
        (2, "Bản Chu", "Tống Công Thử", "1965", None, "081234567", "x", "x", None, "8,5"),
        (None, "Cộng", 2, None, None, None, 2, 1),
        ("II", "XÃ QUÝ HÒA (2 hộ)"),
        (1, "Khuổi Cáp", "Ông Lý A Mẫu (đã chết)", 18459, None, "020050002222", None, None, "X", None),
        (2, "Khuổi Cáp", "Triệu Thị Giả", None, 1991, None, None, "x", None, None),
        (None, "Tổng cộng: 5 hộ", None, None, None, None, 2, 2, 1, 16.5),
        (),
        (None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, "CHỦ TỊCH"),
        (None, "Hoàng Thị Ký", None, None, None, None, None, "Nông Văn Đóng Dấu"),
    )
    for number, row in enumerate(rows, start=10):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    path = _awkward(tmp_path_factory.mktemp("book") / "ds.xlsx")
    return import_register(sheets=read_workbook(path), places=gazetteer(), words=vocabulary(), persons=person_tables())


def test_people_are_told_from_titles_numbers_totals_and_signatures(found: Imported) -> None:
    assert {h.household_id: h.head_name for h in found.register.households} == {
        "06073-2023-1": "Nông Văn Ảo",
        "06073-2023-2": "Tống Công Thử",
        "06076-2023-1": "Lý A Mẫu",
        "06076-2023-2": "Triệu Thị Giả",
    }
    assert [(c.read, c.taken, c.rejected) for c in found.counts] == [(4, 4, 0)]


def test_a_ticked_column_a_unit_in_a_header_and_a_year_under_a_sex_are_read(found: Imported) -> None:
    home = {h.head_name: h for h in found.register.households}
    assert [h.causes for h in home.values()] == [
        ("no_capital",),
        ("no_land", "no_capital"),
        ("illness",),
        ("no_land",),
    ]
    assert [h.need_vnd for h in home.values()] == [8_000_000, 8_500_000, None, None]
    assert [(h.head_sex, h.head_birth) for h in home.values()] == [
        (Sex.MALE, "1970"),
        (Sex.MALE, "1965"),
        (Sex.MALE, "1950-07-15"),
        (Sex.FEMALE, "1991"),
    ]


def test_numbers_and_days_are_as_they_were_before_the_spreadsheet(found: Imported) -> None:
    home = found.register.households[0]
    assert (home.personal_id, home.list_date, home.list_id) == ("020070001111", date(2023, 12, 5), "poor-2023")


def test_a_total_that_counts_more_than_the_rows_is_said(found: Imported) -> None:
    said = [i for i in found.issues if i.code is IssueCode.TOTAL_DIFFERS]
    assert [(i.row, i.facts) for i in said] == [(17, {"stated": 5, "counted": 2})]


def test_rows_are_counted_as_a_person_sees_them(tmp_path: Path) -> None:
    [sheet] = read_workbook(_awkward(tmp_path / "a.xlsx"))
    assert sheet.rows[9][:2] == ("I", "Xã Hoa Thám")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("khong-co.xlsx", None, ErrorCode.FILE_MISSING),
        ("rong.xlsx", b"", ErrorCode.FILE_EMPTY),
        ("chu.xlsx", b"PK\x03\x04 not a workbook", ErrorCode.WORKBOOK_DAMAGED),
        ("anh.png", b"\x89PNG", ErrorCode.NOT_A_WORKBOOK),
    ],
)
def test_what_is_no_workbook_is_refused_by_its_name(
    tmp_path: Path, name: str, content: bytes | None, code: ErrorCode
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_workbook(tmp_path / name)
    assert (caught.value.code, caught.value.facts["file"]) == (code, name)
