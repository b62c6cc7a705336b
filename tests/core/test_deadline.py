"""Deadlines mean what the letter's words mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.deadline import Deadline, DeadlineOp, Standing, last_day

BEFORE = Deadline(op=DeadlineOp.BEFORE, on="2024-07-15", words="trước ngày 15/7/2024")


@pytest.mark.parametrize(
    ("day", "standing", "days"),
    [
        (date(2024, 7, 14), Standing.IN_TIME, 0),
        (date(2024, 7, 15), Standing.ON_THE_DAY, 0),
        (date(2024, 7, 16), Standing.LATE, 1),
        (date(2024, 8, 15), Standing.LATE, 31),
    ],
)
def test_before_a_day(day: date, standing: Standing, days: int) -> None:
    assert (BEFORE.standing(day), BEFORE.days_late(day)) == (standing, days)
    assert BEFORE.last_day_in_time == date(2024, 7, 14)


def test_by_a_day_is_in_time_on_that_day_but_stands_on_the_day() -> None:
    by = Deadline(op=DeadlineOp.BY, on="2024-07-15")
    assert by.last_day_in_time == date(2024, 7, 15)
    assert by.standing(date(2024, 7, 15)) is Standing.ON_THE_DAY


@pytest.mark.parametrize(
    ("partial", "day"),
    [
        ("2020", date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 29)),
        ("2020-12-31", date(2020, 12, 31)),
        ("2020-13", None),
        ("2020-02-30", None),
        ("cuối năm", None),
        ("", None),
    ],
)
def test_a_partial_date_covers_up_to_its_last_day(partial: str, day: date | None) -> None:
    assert last_day(partial) == day


@pytest.mark.parametrize("op", [DeadlineOp.UNDATED, DeadlineOp.EVERY])
def test_without_a_date_nothing_is_late(op: DeadlineOp) -> None:
    assert Deadline(op=op, on="2020-01").standing(date(2030, 1, 1)) is Standing.NO_DATE


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_once_late_stays_late(day: date, more: int) -> None:
    order = list(Standing)
    later = date.fromordinal(day.toordinal() + more)
    assert order.index(BEFORE.standing(later)) >= order.index(BEFORE.standing(day))
    assert BEFORE.days_late(later) >= BEFORE.days_late(day)
