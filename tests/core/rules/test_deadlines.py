from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from diachi.core.deadline import Deadline, DeadlineOp, Standing
from diachi.core.official_calendar import OfficialCalendar
from diachi.core.rules.deadlines import last_working_day, standing_of

DAYS = st.dates(date(2014, 1, 1), date(2030, 12, 31))
DATED = st.sampled_from([DeadlineOp.BEFORE, DeadlineOp.BY, DeadlineOp.BY_END_OF])


WEEKENDS = OfficialCalendar(states={}, version="weekends")
TET = OfficialCalendar(
    days_off=frozenset(date(2024, 2, n) for n in range(8, 15)),
    made_up=frozenset({date(2024, 5, 4)}),
    states={},
    version="Tết",
)


def before(day: str) -> Deadline:
    return Deadline(op=DeadlineOp.BEFORE, on=day)


def test_the_last_working_day_before_15_7_2024_is_friday_the_12th() -> None:
    assert last_working_day(before("2024-07-15"), WEEKENDS) == date(2024, 7, 12)


def test_the_last_working_day_before_31_7_2024_is_the_30th() -> None:
    assert last_working_day(before("2024-07-31"), WEEKENDS) == date(2024, 7, 30)


def test_a_deadline_by_a_sunday_aims_at_friday() -> None:
    assert last_working_day(Deadline(op=DeadlineOp.BY, on="2024-07-14"), WEEKENDS) == date(2024, 7, 12)


def test_an_undated_duty_has_no_day_and_makes_nobody_late() -> None:
    undated = Deadline(op=DeadlineOp.UNDATED)
    assert last_working_day(undated, WEEKENDS) is None
    assert standing_of(undated, came_on=None, today=date(2030, 1, 1)) is Standing.NO_DATE


def test_a_cadence_is_no_date() -> None:
    monthly = Deadline(op=DeadlineOp.EVERY, on="2024-07")
    assert standing_of(monthly, came_on=None, today=date(2030, 1, 1)) is Standing.NO_DATE


def test_the_day_itself_is_not_late_and_the_next_is() -> None:
    day = before("2024-07-15")
    assert standing_of(day, came_on=None, today=date(2024, 7, 14)) is Standing.IN_TIME
    assert standing_of(day, came_on=None, today=date(2024, 7, 15)) is Standing.ON_THE_DAY
    assert standing_of(day, came_on=None, today=date(2024, 7, 16)) is Standing.LATE


def test_what_came_in_time_stays_in_time() -> None:
    assert standing_of(before("2024-07-15"), came_on=date(2024, 7, 1), today=date(2024, 9, 1)) is Standing.IN_TIME


def test_a_date_in_tet_aims_before_tet_and_a_made_up_saturday_counts() -> None:
    assert last_working_day(before("2024-02-13"), TET) == date(2024, 2, 7)
    assert last_working_day(Deadline(op=DeadlineOp.BY, on="2024-02-14"), TET) == date(2024, 2, 7)
    assert last_working_day(before("2024-05-05"), TET) == date(2024, 5, 4)


@given(DATED, DAYS)
def test_the_last_working_day_is_in_time_and_the_nearest(op: DeadlineOp, day: date) -> None:
    deadline = Deadline(op=op, on=day.isoformat())
    last, end = last_working_day(deadline, TET), deadline.last_day_in_time
    assert last is not None
    assert end is not None
    assert last <= end
    assert TET.is_working(last)
    assert not any(TET.is_working(last + timedelta(n)) for n in range(1, (end - last).days + 1))


@given(DATED, DAYS, DAYS)
def test_done_on_or_before_the_day_is_never_late(op: DeadlineOp, day: date, today: date) -> None:
    deadline = Deadline(op=op, on=day.isoformat())
    assert standing_of(deadline, came_on=min(day, today), today=today) is not Standing.LATE
