"""The small rules of awkward lists, each by itself: what is read, what is asked, what is left as it was written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from diachi.core.issues import IssueCode
from diachi.core.listing.above import fill_from_above, is_ditto
from diachi.core.listing.cells import AmountUnsure, Cell, is_tick, list_number, money_vnd, phones_in
from diachi.core.listing.day_order import doubt_order_of_days
from diachi.core.listing.headers import recognise
from diachi.core.listing.joined import joined
from diachi.core.listing.numbering import note_jumps
from diachi.core.listing.person_cells import name_of
from diachi.core.listing.row_kinds import is_column_numbers, is_signed, is_total
from diachi.core.listing.sheet import ListRow, SheetRows
from diachi.core.listing.tables import tables_of
from diachi.core.listing.titles import Title, block_of, place_parts

SHEET = SheetRows(file="a.xlsx", name="1", rows=())


def rows_with(name: str, values: Sequence[Cell]) -> list[ListRow]:
    return [ListRow(sheet=SHEET, number=n, cells={name: v}, title=Title()) for n, v in enumerate(values, start=1)]


def told(rows: Sequence[ListRow]) -> list[tuple[int, IssueCode]]:
    return [(row.number, issue.code) for row in rows for issue in row.issues]


@pytest.mark.parametrize("mark", ["nt", "-nt-", "Như trên", "″", '"', "''", "- ″ -", "//", "N.T"])
def test_a_ditto_mark_is_known(mark: str) -> None:
    assert is_ditto(mark)


@pytest.mark.parametrize("text", ["", "-", "Nt Hoa", "Số 1 nt", "n", "/", "Thôn Nà Nt", "'"])
def test_what_is_no_ditto_mark_is_left(text: str) -> None:
    assert not is_ditto(text)


def test_places_written_once_are_filled_where_that_is_sure_and_asked_where_it_is_not() -> None:
    sure = rows_with("hamlet", ["A", None, None, "B", None])
    fill_from_above(sure)
    assert [row.text("hamlet") for row in sure] == ["A", "A", "A", "B", "B"]
    unsure = rows_with("hamlet", ["A", "B", None, "C"])
    fill_from_above(unsure)
    assert (unsure[2].text("hamlet"), told(unsure)) == ("", [(3, IssueCode.ABOVE_UNSURE)])
    plain = rows_with("hamlet", ["A", "A", None, "B"])
    fill_from_above(plain)
    assert (plain[2].text("hamlet"), told(plain)) == ("", [])


@pytest.mark.parametrize(
    ("cell", "number"), [(7, 7), ("7.", 7), ("07", 7), ("VII", 7), ("iv", 4), ("XL)", 40), ("", None), (3.0, 3)]
)
def test_a_number_of_a_list_is_read_in_any_form(cell: Cell, number: int | None) -> None:
    assert list_number(cell) == number


@pytest.mark.parametrize(
    ("cell", "unit", "vnd"),
    [
        ("8 000 000 đ", 1, 8_000_000),
        (120_000, 1_000, 120_000_000),
        (8_000_000, 1_000_000, 8_000_000),
        ("0", 1_000_000, 0),
    ],
)
def test_money_is_read_in_the_only_unit_that_fits(cell: Cell, unit: int, vnd: int) -> None:
    assert money_vnd(cell, unit) == vnd


@pytest.mark.parametrize(("cell", "unit"), [(8, 1), ("8.500", 1_000_000), (9_000_000_000, 1_000)])
def test_money_that_fits_no_unit_is_asked(cell: Cell, unit: int) -> None:
    with pytest.raises(AmountUnsure):
        money_vnd(cell, unit)


def test_phones_in_one_cell_are_told_apart() -> None:
    assert phones_in("0912 345 678 / 0987654321") == ["0912 345 678", "0987654321"]
    assert phones_in("0912345678\n0987654321 (con)") == ["0912345678", "0987654321"]
    assert phones_in("0912-345-678") == ["0912-345-678"]


@pytest.mark.parametrize("cell", ["x", "X", "✓", "√", "có", 1, True, "[x]"])
def test_a_tick_is_known(cell: Cell) -> None:
    assert is_tick(cell)


def test_a_column_written_month_first_keeps_only_its_years() -> None:
    rows = rows_with("head_birth", ["7/15/1950", "07/08/1961", "5/5/1970", 1980])
    doubt_order_of_days(rows)
    assert [row.cells["head_birth"] for row in rows] == ["7/15/1950", 1961, "5/5/1970", 1980]
    assert told(rows) == [(2, IssueCode.DAY_ORDER_UNSURE)]


def test_dates_a_spreadsheet_may_have_turned_keep_only_their_years() -> None:
    turned = rows_with("head_birth", ["25/7/1950", date(1955, 8, 7)])
    doubt_order_of_days(turned)
    assert turned[1].cells["head_birth"] == 1955
    whole = rows_with("head_birth", ["25/7/1950", date(1955, 8, 7), date(1956, 8, 17)])
    doubt_order_of_days(whole)
    assert told(whole) == []


def test_few_jumps_are_told_and_a_list_sorted_otherwise_is_not() -> None:
    few = rows_with("list_no", [1, 2, 4, 5, 1, 2])
    note_jumps(few)
    assert told(few) == [(3, IssueCode.LIST_NO_JUMPS)]
    sorted_by_name = rows_with("list_no", [7, 3, 9, 1, 5, 2, 8])
    note_jumps(sorted_by_name)
    assert told(sorted_by_name) == []


@pytest.mark.parametrize(
    ("cell", "name", "birth", "codes"),
    [
        ("Nông Văn Ảo\n1970", "Nông Văn Ảo", "1970", [IssueCode.NAME_SHORTENED]),
        ("Lý Thị Thử, sinh năm 1981", "Lý Thị Thử", "1981", [IssueCode.NAME_SHORTENED]),
        ("HOÀNG VĂN MẪU (đã chết)", "Hoàng Văn Mẫu", "", [IssueCode.HEAD_SAID_DEAD, IssueCode.NAME_SHORTENED]),
        ("HOÀNG VĂN MẪU ĐÃ CHẾT", "Hoàng Văn Mẫu Đã Chết", "", [IssueCode.HEAD_SAID_DEAD]),
        ("Hoàng Văn Mẫu (mất sức lao động)", "Hoàng Văn Mẫu", "", [IssueCode.NAME_SHORTENED]),
        ("Hoàng Văn Mẫu (vợ đã chết)", "Hoàng Văn Mẫu", "", [IssueCode.NAME_SHORTENED]),
        ("Lý Thị Thử (tức Mát)", "Lý Thị Thử", "", [IssueCode.NAME_SHORTENED]),
        ("Nông Văn Ảo\nLý Thị Thử", "Nông Văn Ảo", "", [IssueCode.NAME_UNSURE]),
        ("Nguyeenx Thij Hoaf", "Nguyeenx Thij Hoaf", "", [IssueCode.NAME_UNSURE]),
        ("Nguyen Thi Hoa", "Nguyen Thi Hoa", "", []),
        ("K'Brểu", "K'Brểu", "", []),
        ("Pi-Năng Tân", "Pi-Năng Tân", "", []),
        ("nt", "Nt", "", [IssueCode.NAME_UNSURE]),
        ("Nông Văn Ảo*", "Nông Văn Ảo", "", []),
    ],
)
def test_the_cell_of_a_name(cell: str, name: str, birth: str, codes: list[IssueCode]) -> None:
    [row] = rows_with("head_name", [cell])
    found = name_of(row, "head_name")
    assert (found.name, found.birth, [code for _, code in told([row])]) == (name, birth, codes)


@pytest.mark.parametrize("filled", [["Cộng Thôn Nà Me: 7 hộ"], ["Tổng"], ["Grand Total", "9"], ["", "Lũy kế"]])
def test_totals(filled: list[str]) -> None:
    assert is_total(filled)


@pytest.mark.parametrize("filled", [["Tống Văn Ảo"], ["Tổng công ty Điện lực"], ["CỘNG HÒA XÃ HỘI"], ["Công an xã"]])
def test_what_only_begins_like_a_total(filled: list[str]) -> None:
    assert not is_total(filled)


def test_signatures_and_numbers_of_columns() -> None:
    assert is_signed(["NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN"])
    assert is_column_numbers(["A", "B", "1", "2", "3"])
    assert not is_column_numbers(["1", "1970", "4"])


def test_a_block_is_one_heading_with_its_figures_and_a_person_is_none() -> None:
    assert block_of(["I", "Xã Hoa Thám", "50", "210 người"]) == ("commune", "Xã Hoa Thám")
    assert block_of(["Thôn Nà Me (3 hộ)"]) == ("hamlet", "Thôn Nà Me")
    assert block_of(["1", "Chu Xuân Đạt", "1996", "Xã Hoa Thám"]) is None


def test_one_cell_with_two_places_and_three_cells_with_one_birth() -> None:
    assert place_parts("Thôn Nà Me, xã Hoa Thám") == {"hamlet": "Thôn Nà Me", "commune": "xã Hoa Thám"}
    assert place_parts("Số 5, đường Trần Phú") == {}
    assert joined({"birth_day": 15, "birth_month": 7, "head_birth": 1950})["head_birth"] == "15/7/1950"
    assert joined({"birth_day": None, "birth_month": None, "head_birth": 1950})["head_birth"] == 1950
    assert joined({"head_surname": "Nông Văn", "head_given": "Ảo"})["head_name"] == "Nông Văn Ảo"


def test_a_year_is_no_man() -> None:
    """ "Năm" and "Nam" are folded alike: without "Nữ" beside it the column is left unread."""
    layout = recognise([("STT", "Họ và tên chủ hộ", "Năm", "Thôn"), (1, "Nông Văn Ảo", 1970, "Nà Me")])
    assert layout is not None
    assert "nam" not in layout.others.values()


def test_tables_below_each_other_keep_their_rows_and_a_page_is_no_table() -> None:
    header = ("STT", "Họ và tên chủ hộ", "Năm sinh")
    page = SheetRows(file="a", name="b", rows=(header, (1, "Nông Ảo", 1970), ("Trang 1",), header, (2, "Lý Thử", 1980)))
    assert len(tables_of(page)) == 1
    title: tuple[Cell, ...] = ("DANH SÁCH HỘ NGHÈO XÃ HOA THÁM",)
    two = SheetRows(file="a", name="b", rows=(header, (1, "Nông Ảo", 1970), title, header, (1, "Lý Thử", 1980)))
    assert [(t.layout.first_row, t.title.commune) for t in tables_of(two)] == [(0, ""), (3, "Xã Hoa Thám")]
