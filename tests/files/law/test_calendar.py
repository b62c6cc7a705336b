"""The calendar of the law data: days that public documents name."""

from datetime import date, timedelta

import pytest

from diachi.core.official_calendar import Holiday, HolidayKind, SwappedDay, YearState
from diachi.files.law.calendar import official_calendar
from diachi.files.law.tables import records

CALENDAR = official_calendar()


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


# The long breaks as the documents of each year give them: nobody works from first to last, both neighbours do.
BREAKS = [
    (date(2012, 12, 29), date(2013, 1, 1)),
    (date(2013, 2, 9), date(2013, 2, 17)),
    (date(2014, 1, 28), date(2014, 2, 5)),
    (date(2014, 4, 30), date(2014, 5, 4)),
    (date(2014, 8, 30), date(2014, 9, 2)),
    (date(2015, 4, 28), date(2015, 5, 3)),
    (date(2017, 1, 26), date(2017, 2, 1)),
    (date(2018, 12, 29), date(2019, 1, 1)),
    (date(2019, 2, 2), date(2019, 2, 10)),
    (date(2019, 4, 27), date(2019, 5, 1)),
    (date(2020, 1, 23), date(2020, 1, 29)),
    (date(2021, 2, 10), date(2021, 2, 16)),
    (date(2021, 9, 2), date(2021, 9, 5)),
    (date(2022, 1, 29), date(2022, 2, 6)),
    (date(2022, 9, 1), date(2022, 9, 4)),
    (date(2023, 1, 20), date(2023, 1, 26)),
    (date(2023, 9, 1), date(2023, 9, 4)),
    (date(2024, 2, 8), date(2024, 2, 14)),
    (date(2024, 4, 27), date(2024, 5, 1)),
    (date(2024, 8, 31), date(2024, 9, 3)),
    (date(2025, 1, 25), date(2025, 2, 2)),
    (date(2025, 4, 30), date(2025, 5, 4)),
    (date(2025, 8, 30), date(2025, 9, 2)),
    (date(2026, 1, 1), date(2026, 1, 4)),
    (date(2026, 2, 14), date(2026, 2, 22)),
    (date(2026, 8, 29), date(2026, 9, 2)),
]


@pytest.mark.parametrize(("first", "last"), BREAKS, ids=[f"{f}" for f, _ in BREAKS])
def test_a_long_break_is_as_its_document_says(first: date, last: date) -> None:
    assert [d for d in days(first, last) if CALENDAR.is_working(d)] == []
    assert CALENDAR.is_working(first - timedelta(1))
    assert CALENDAR.is_working(last + timedelta(1))


def test_every_swapped_day_is_a_weekday_made_up_on_a_day_of_rest_with_its_document() -> None:
    for row in records("swapped_days", SwappedDay):
        assert row.off_on.weekday() < 5 <= row.work_on.weekday(), row
        assert row.document, row
        assert row.source, row
        assert CALENDAR.is_working(row.work_on), row


def test_no_day_is_said_twice() -> None:
    off = [row.day for row in records("holidays", Holiday)] + [
        row.off_on for row in records("swapped_days", SwappedDay)
    ]
    assert len(off) == len(set(off))


def test_every_year_of_the_table_has_its_holidays_and_its_state() -> None:
    years = {row.day.year for row in records("holidays", Holiday) if row.kind is HolidayKind.HOLIDAY}
    assert years == set(CALENDAR.states) == set(range(2011, 2036))
    assert CALENDAR.state(2024) is YearState.SWAPS_KNOWN
    assert CALENDAR.state(2020) is YearState.SWAPS_UNKNOWN
    assert CALENDAR.state(2030) is YearState.HOLIDAYS_COMPUTED
    assert CALENDAR.state(2010) is YearState.UNKNOWN


def test_the_last_working_day_before_15_7_2024_is_friday_the_12th() -> None:
    assert CALENDAR.last_working_day_before(date(2024, 7, 15)) == date(2024, 7, 12)


def test_fifteen_working_days_from_25_8_2020_step_over_the_national_day() -> None:
    assert CALENDAR.working_days_after(date(2020, 8, 25), 15) == date(2020, 9, 16)
