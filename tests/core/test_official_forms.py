"""Dates and numbers with the zeros of the decree."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.official_forms import date_vi, number_line, numbered, printed, printed_partial
from house import ROOT

PADDED = [
    (date(2024, 2, 5), "ngày 05 tháng 02 năm 2024", "05/02/2024"),
    (date(2020, 8, 25), "ngày 25 tháng 8 năm 2020", "25/8/2020"),
    (date(2024, 10, 9), "ngày 09 tháng 10 năm 2024", "09/10/2024"),
    (date(2025, 1, 5), "ngày 05 tháng 01 năm 2025", "05/01/2025"),
    (date(2024, 3, 3), "ngày 03 tháng 3 năm 2024", "03/3/2024"),
    (date(2024, 12, 10), "ngày 10 tháng 12 năm 2024", "10/12/2024"),
]


@pytest.mark.parametrize(("day", "long", "short"), PADDED)
def test_days_below_ten_and_the_first_two_months_carry_a_zero(day: date, long: str, short: str) -> None:
    assert date_vi(day) == long
    assert printed(day) == short


def test_room_is_left_for_the_pen() -> None:
    assert date_vi(None, "2024").split() == ["ngày", "tháng", "năm", "2024"]
    assert date_vi(None).split() == ["ngày", "tháng", "năm"]
    assert number_line(None, "UBND", "VX").split() == ["Số:", "/UBND-VX"]


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        (5, ("UBND", "VX"), "Số: 05/UBND-VX"),
        (8016, ("UBND", "VXNV"), "Số: 8016/UBND-VXNV"),
        (51, ("KH", "UBND"), "Số: 51/KH-UBND"),
        (10, ("UBND", ""), "Số: 10/UBND"),
    ],
)
def test_a_number_below_ten_carries_a_zero_and_hyphens_no_spaces(
    number: int, symbol: tuple[str, ...], line: str
) -> None:
    assert number_line(number, *symbol) == line
    assert numbered(number, *symbol) == line.removeprefix("Số: ")


@pytest.mark.parametrize(
    ("iso", "as_printed"),
    [("2024-02-01", "01/02/2024"), ("2024-04", "4/2024"), ("2024", "2024"), ("", ""), ("năm nay", "năm nay")],
)
def test_as_much_of_a_date_as_there_is(iso: str, as_printed: str) -> None:
    assert printed_partial(iso) == as_printed


@given(st.dates(date(1945, 9, 2), date(2100, 1, 1)))
def test_no_month_from_march_to_september_has_a_zero(day: date) -> None:
    dd, mm, year = printed(day).split("/")
    assert (int(dd), int(mm), int(year)) == (day.day, day.month, day.year)
    assert len(dd) == 2
    assert mm.startswith("0") is (day.month <= 2)
    assert re.findall(r"\d+", date_vi(day)) == [dd, mm, year]


def test_there_is_no_second_way_to_print_a_date_or_a_number() -> None:
    """No sentence leaves its own blanks for the number or the day, no other module pads a day."""
    words = (ROOT / "src/diachi/words/vi.toml").read_text(encoding="utf-8")
    assert not re.findall(r"ngày {2,}|tháng {2,}|Số: {2,}", words)
    others = [p for p in (ROOT / "src/diachi").rglob("*.py") if p.name != "official_forms.py"]
    assert [p.name for p in others if re.search(r"(day|month):02d\}/|%d/%m", p.read_text("utf-8"))] == []
