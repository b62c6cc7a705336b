"""The calendar of offices, on a small year made by hand and on any set of days off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.official_calendar import (
    CalendarYear,
    Holiday,
    HolidayKind,
    OfficialCalendar,
    SwappedDay,
    YearState,
    calendar_of,
)

MAY_2024 = calendar_of(
    [
        Holiday(day=date(2024, 4, 30), name="Ngày Chiến thắng", kind=HolidayKind.HOLIDAY),
        Holiday(day=date(2024, 5, 1), name="Ngày Quốc tế Lao động", kind=HolidayKind.HOLIDAY),
    ],
    [SwappedDay(off_on=date(2024, 4, 29), work_on=date(2024, 5, 4))],
    [CalendarYear(year=2024, state=YearState.SWAPS_KNOWN)],
)
DAYS = st.dates(date(2011, 1, 1), date(2035, 12, 31))
NEAR = st.sets(st.dates(date(2024, 1, 1), date(2024, 2, 29)), max_size=25)


@st.composite
def calendars(draw: st.DrawFn) -> OfficialCalendar:
    off, made_up = draw(NEAR), draw(NEAR)
    return OfficialCalendar(days_off=frozenset(off), made_up=frozenset(made_up - off), states={}, version="x")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 4, 26), True),
        (date(2024, 4, 27), False),
        (date(2024, 4, 29), False),
        (date(2024, 5, 1), False),
        (date(2024, 5, 2), True),
        (date(2024, 5, 4), True),
        (date(2024, 5, 5), False),
    ],
)
def test_a_swapped_monday_is_off_and_its_saturday_works(day: date, works: bool) -> None:
    assert MAY_2024.is_working(day) is works


def test_the_last_working_day_before_a_long_holiday_is_the_friday() -> None:
    assert MAY_2024.last_working_day_before(date(2024, 5, 2)) == date(2024, 4, 26)
    assert MAY_2024.last_working_day_before(date(2024, 5, 6)) == date(2024, 5, 4)


def test_working_days_are_counted_over_the_holiday() -> None:
    assert MAY_2024.working_days_after(date(2024, 4, 25), 3) == date(2024, 5, 3)
    assert MAY_2024.working_days_between(date(2024, 4, 25), date(2024, 5, 6)) == 5
    assert MAY_2024.working_days_between(date(2024, 5, 6), date(2024, 4, 25)) == 0


def test_no_working_day_after_is_no_question() -> None:
    with pytest.raises(ValueError, match="0"):
        MAY_2024.working_days_after(date(2024, 5, 2), 0)


def test_a_year_outside_the_table_is_unknown() -> None:
    assert MAY_2024.state(2024) is YearState.SWAPS_KNOWN
    assert MAY_2024.state(2050) is YearState.UNKNOWN


def test_the_version_names_the_rows_in_any_order_and_changes_with_them() -> None:
    first = Holiday(day=date(2024, 1, 1), name="Tết Dương lịch", kind=HolidayKind.HOLIDAY)
    second = Holiday(day=date(2024, 9, 2), name="Quốc khánh", kind=HolidayKind.HOLIDAY)
    versions = [calendar_of(rows, [], []).version for rows in ([first, second], [second, first], [first])]
    assert versions[0] == versions[1] != versions[2]


@given(calendars(), DAYS)
def test_the_last_working_day_is_earlier_works_and_is_the_nearest(calendar: OfficialCalendar, day: date) -> None:
    last = calendar.last_working_day_before(day)
    assert last < day
    assert calendar.is_working(last)
    assert not any(calendar.is_working(last + timedelta(n)) for n in range(1, (day - last).days))


@given(calendars(), st.dates(date(2023, 12, 1), date(2024, 3, 31)), st.integers(1, 40))
def test_the_nth_working_day_works_and_is_the_nth(calendar: OfficialCalendar, day: date, count: int) -> None:
    there = calendar.working_days_after(day, count)
    assert calendar.is_working(there)
    assert calendar.working_days_between(day, there) == count
    assert calendar.working_days_after(day, count + 1) > there
    assert calendar.working_days_after(day + timedelta(1), count) >= there
