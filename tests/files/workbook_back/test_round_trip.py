"""A returned workbook that comes home: the same register, the same ids, and only what is still open is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from books import HOUSEHOLD_HEADER, HOUSEHOLDS, household_book
from diachi.application.import_register import Imported
from diachi.application.return_workbook import as_sent, return_workbook
from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.files.words import Words
from diachi.files.workbook_back import marked_copy
from diachi.files.workbook_back.marks import COLOURS, SIGN
from diachi.files.workbook_in import read_workbook
from return_books import SHEET, decided, given_back, imported, office_book
from vietnamese import encode_tcvn3

OLD = (3, None, *HOUSEHOLDS[2][2:])
TWO_LINES = 11  # the row with two things to correct
FIXED = {"B9": "Hoàng Văn Mẫu", "C8": 1981, "G10": "Thiện Thuật", "D11": "Nam", "H11": 2}


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Imported]:
    folder = tmp_path_factory.mktemp("trip")
    back = folder / "ho-ngheo-can-sua.xlsx"
    found, _ = given_back(office_book(folder / "ho-ngheo.xlsx"), back)
    return back, found


def _edited(path: Path, out: Path, cells: Mapping[str, object]) -> Path:
    book = load_workbook(path, rich_text=True)
    for at, value in cells.items():
        book[SHEET][at] = value
    book.save(out)
    return out


def test_a_returned_workbook_read_again_is_the_same_register(trip: tuple[Path, Imported]) -> None:
    back, first = trip
    again = imported(as_sent(read_workbook(back)), first.register)
    assert again.register == first.register
    assert [(i.code, i.row, i.column) for i in again.issues] == [(i.code, i.row, i.column) for i in first.issues]
    assert {i.file for i in again.issues} == {"ho-ngheo.xlsx"}, "it is the list it was, whatever the file is called"


def test_the_corrected_file_continues_where_it_stopped(trip: tuple[Path, Imported], tmp_path: Path) -> None:
    back, first = trip
    # Every other key of the second row is changed with it: only the hidden column can know the household.
    moved = {**FIXED, "B8": "Lý Thị Khác", "E8": "020181009999", "F8": "Bản Khác"}
    fixed = _edited(back, tmp_path / "sua.xlsx", moved)
    again = imported(as_sent(read_workbook(fixed)), first.register)
    open_still = {i.code for i in again.issues if i.level is not IssueLevel.NOTE}
    assert open_still == {IssueCode.SHEET_UNKNOWN}, "the summary beside the list"
    names = {h.household_id: h.head_name for h in again.register.households}
    before = {h.household_id: h.head_name for h in first.register.households}
    assert set(before) < set(names)
    assert [n for i, n in names.items() if i not in before] == ["Hoàng Văn Mẫu"]
    [changed] = [i for i in before if names[i] != before[i]]
    assert (before[changed], names[changed]) == ("Lý Thị Thử", "Lý Thị Khác")


def test_what_was_corrected_loses_its_mark_and_gets_its_own_colour_back(
    trip: tuple[Path, Imported], tmp_path: Path
) -> None:
    back, first = trip
    done = {at: v for at, v in FIXED.items() if at in ("B9", "C8", "D11")}
    half = _edited(back, tmp_path / "ho-ngheo-can-sua.xlsx", done)
    second = tmp_path / "lan-hai.xlsx"
    _, copy = given_back(half, second, first.register)
    assert copy.lost == ()
    page = load_workbook(second, rich_text=True)[SHEET]
    assert page["C8"].fill.fgColor.rgb == "FFE2EFDA"
    assert page["B9"].fill.fill_type is None
    assert page["B9"].comment is None
    assert page["M8"].value is None
    assert load_workbook(half)[SHEET].row_dimensions[TWO_LINES].height
    assert page.row_dimensions[TWO_LINES].height is None
    assert page["G10"].fill.fgColor.rgb == COLOURS[IssueLevel.WARNING]
    assert page["H11"].comment.text.count(SIGN) == 1
    assert page["H11"].comment.text.startswith("hỏi lại thôn\n")
    assert [page.cell(6, c).value for c in (12, 13, 14)] == ["Ma ho Dia Chi", "Cần sửa", None]
    assert page["L9"].value, "a row that is taken now has its id"
    assert load_workbook(second).sheetnames.count("Cần sửa") == 1


def test_when_all_is_corrected_nothing_goes_back(trip: tuple[Path, Imported], tmp_path: Path) -> None:
    back, first = trip
    fixed = _edited(back, tmp_path / "sua.xlsx", FIXED)
    _, returned = decided(fixed, first.register)
    assert returned == ()


def test_a_row_copied_with_its_hidden_id_is_asked_and_then_gets_one_of_its_own(
    trip: tuple[Path, Imported], tmp_path: Path
) -> None:
    back, first = trip
    twice = {**FIXED, "A13": 7, "B13": "Lò Thị Mới", "C13": 1999, "G13": "Hoa Thám"}
    copied = _edited(back, tmp_path / "chep.xlsx", {**twice, "L13": load_workbook(back)[SHEET]["L7"].value})
    second = tmp_path / "lan-hai.xlsx"
    found, _ = given_back(copied, second, first.register)
    assert {i.row for i in found.issues if i.code is IssueCode.ID_TWICE} == {7, 13}
    page = load_workbook(second)[SHEET]
    assert page["L7"].value == load_workbook(back)[SHEET]["L7"].value
    assert page["L13"].value not in (None, page["L7"].value)


def test_a_code_of_the_sender_is_not_taken_for_an_id(tmp_path: Path) -> None:
    sent = _edited(office_book(tmp_path / "a.xlsx"), tmp_path / "ma.xlsx", {"J5": "Mã hộ", "J10": "HT-07"})
    back = tmp_path / "ma-can-sua.xlsx"
    first, _ = given_back(sent, back)
    again = imported(as_sent(read_workbook(back)), first.register)
    assert {h.household_id for h in again.register.households} == {h.household_id for h in first.register.households}
    assert IssueCode.ID_UNKNOWN not in {i.code for i in again.issues}


def test_a_list_in_an_old_font_comes_back_with_marks_everybody_can_read(tmp_path: Path) -> None:
    rows = [
        [encode_tcvn3(c) if isinstance(c, str) else c for c in row] for row in (*HOUSEHOLDS[:2], OLD, *HOUSEHOLDS[3:])
    ]
    header = [encode_tcvn3(c) for c in HOUSEHOLD_HEADER]
    sent, back = household_book(tmp_path / "cu.xlsx", rows, header), tmp_path / "cu-can-sua.xlsx"
    first, copy = given_back(sent, back)
    assert copy.lost == ()
    page = load_workbook(back)[SHEET]
    assert page["B6"].value == encode_tcvn3("Lý Thị Thử"), "the sender's own letters stay"
    assert page["O7"].value == "Phải sửa, cột “Họ và tên chủ hộ”: Dòng này chưa có tên. Ghi tên rồi nhập lại."
    assert page["O7"].font.name == page["O4"].font.name == "Times New Roman"
    again = imported(as_sent(read_workbook(back)), first.register)
    assert again.register == first.register
    assert [(i.code, i.row) for i in again.issues] == [(i.code, i.row) for i in first.issues]


def test_a_mark_inside_a_merged_cell_stands_where_its_value_does(tmp_path: Path) -> None:
    sheets = as_sent(read_workbook(path := office_book(tmp_path / "ho.xlsx")))
    issue = Issue(
        code=IssueCode.VALUE_UNREADABLE, level=IssueLevel.WARNING, file="ho.xlsx", sheet=SHEET, row=12, column="wishes"
    )
    [returned] = return_workbook(sheets=imported(sheets).opened, issues=[issue], ids={})
    mark = replace(returned.sheets[0].marks[0], column=10, header="Ghi chú")  # J11:J12 is one cell
    returned = replace(returned, sheets=(replace(returned.sheets[0], marks=(mark,)), *returned.sheets[1:]))
    copy = marked_copy(path, sheets, returned, Words("vi"))
    (back := tmp_path / "back.xlsx").write_bytes(copy.content)
    page = load_workbook(back)[SHEET]
    assert SIGN in page["J11"].comment.text
    assert page["M12"].value.startswith("Cần xem lại, cột “Ghi chú”")
