"""Days as people write them: as much is read as is said, a guess is flagged, an age is no year."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.listing import days
from diachi.core.listing.cells import Cell, Unreadable


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (1950, "1950"),
        (1950.0, "1950"),
        ("1950", "1950"),
        ("15/7/1950", "1950-07-15"),
        ("15-07-1950", "1950-07-15"),
        ("15 / 7 / 1950", "1950-07-15"),
        ("1950-07-15", "1950-07-15"),
        ("7/1950", "1950"),
        (date(1950, 7, 15), "1950-07-15"),
        (datetime(1950, 7, 15), "1950-07-15"),
        (18_459, "1950-07-15"),
        (18_459.0, "1950-07-15"),
        ("ngày 15 tháng 7 năm 1950", "1950-07-15"),
        ("tháng 7/1950", "1950"),
        ("Tháng 7 năm 1950", "1950"),
        ("Năm sinh 1950", "1950"),
        ("sinh năm: 1950", "1950"),
        ("SN 1950", "1950"),
        ("1950 (tuổi âm)", "1950"),
        ("15/7/1950 (âm lịch)", "1950-07-15"),
        ("ngày 15/7/1950", "1950-07-15"),
        ("15.7.1950", "1950-07-15"),
        ("??/??/1950", "1950"),
        ("00/00/1950", "1950"),
        ("…/1950", "1950"),
        ("01/01/1950", "1950"),
        ("1/1/1950", "1950"),
        (date(1950, 1, 1), "1950"),
        ("15/7/50", "1950-07-15"),
        ("15/7/30", "1930-07-15"),
        ("15/7/29", "2029-07-15"),
        ("15-7-09", "2009-07-15"),
        (None, ""),
    ],
)
def test_a_birth_says_as_much_as_its_cell(cell: Cell, value: str) -> None:
    assert days.birth(cell) == value


@pytest.mark.parametrize(
    "cell",
    ["31/2/1950", "45", "trước 1950", "19500", "74 tuổi", "7/25/1950", "13/1950", "7/50", "1950-1952", "khoảng 1950"],
)
def test_a_birth_nobody_can_be_sure_of_is_unreadable(cell: str) -> None:
    with pytest.raises(Unreadable):
        days.birth(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("15/7/2024", date(2024, 7, 15)), ("15/7/24", date(2024, 7, 15)), ("1/1/2024", date(2024, 1, 1)), ("", None)],
)
def test_a_day_of_the_campaign_is_whole(cell: Cell, value: date | None) -> None:
    assert days.day(cell) == value


@pytest.mark.parametrize("cell", ["7/2024", "tháng 7/2024", "2024"])
def test_a_month_is_no_day(cell: str) -> None:
    with pytest.raises(Unreadable):
        days.day(cell)


def test_what_was_guessed_or_filled_in_is_told() -> None:
    assert [days.is_short_year(c) for c in ("15/7/50", "15 / 7 / 50", "15/7/1950", "1950", None)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert [days.is_filled_in(c) for c in ("01/01/1950", "1-1-1950", date(1950, 1, 1), "1/2/1950", "1950", "")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@given(st.dates(min_value=date(1900, 1, 2), max_value=date(2100, 12, 31)))
def test_a_day_written_any_way_is_the_same_day(on: date) -> None:
    d, m, y = on.day, on.month, on.year
    forms = (f"{d}/{m}/{y}", f"{d:02d}-{m:02d}-{y}", f"{d}.{m}.{y}", on.isoformat(), f"ngày {d} tháng {m} năm {y}", on)
    assert {days.day(form) for form in forms} == {on}


@pytest.mark.parametrize(("cell", "value"), [(2016, 2016), ("Năm 2016", 2016), (date(2016, 5, 1), 2016), ("", None)])
def test_a_year_is_found_in_its_cell(cell: Cell, value: int | None) -> None:
    assert days.year(cell) == value
