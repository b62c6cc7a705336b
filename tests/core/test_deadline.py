"""Deadlines mean what the letter's words mean, on the clock of Viet Nam.

The table is the one of the trust study (T17) and of the officer's review (C10): every row a case somebody will dispute.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.deadline import VIET_NAM, Deadline, DeadlineOp, Standing, day_in_viet_nam, day_of, end_of_day, last_day
from diachi.core.official_calendar import CalendarYear, Holiday, HolidayKind, SwappedDay, YearState, calendar_of

IN_TIME, ON_THE_DAY, LATE, NO_DATE = Standing.IN_TIME, Standing.ON_THE_DAY, Standing.LATE, Standing.NO_DATE
BEFORE, BY, BY_END_OF = DeadlineOp.BEFORE, DeadlineOp.BY, DeadlineOp.BY_END_OF


def due(op: DeadlineOp, on: str, words: str = "") -> Deadline:
    return Deadline(op=op, on=on, words=words)


PLAN = due(BEFORE, "2024-07-15", "trước ngày 15/7/2024")
REPORT = due(BEFORE, "2024-07-31", "trước ngày 31/7/2024")
LATEST = due(BY, "2024-07-15", "chậm nhất ngày 15/7/2024")
UNTIL = due(BY, "2024-07-31", "đến hết ngày 31/7/2024")
YEAR_END = due(BY_END_OF, "2020", "vào cuối năm 2020")
LEAP = due(BY_END_OF, "2024-02", "cuối tháng 2 năm 2024")
SUNDAY = due(BY, "2024-07-14", "chậm nhất ngày 14/7/2024")
TET = due(BEFORE, "2024-02-13", "trước ngày 13/02/2024")
SWAP = due(BEFORE, "2024-05-05", "trước ngày 05/5/2024")
CHOSEN = replace(PLAN, last_instant="2024-07-20T24:00")
NOON = replace(LATEST, last_instant="2024-07-15T11:30")

# words of the case, deadline, instant, standing, days late
CASES = [
    ("hôm trước ngày 15/7", PLAN, "2024-07-14T09:00+07:00", IN_TIME, 0),
    ("một phút trước 24h00 ngày 14/7", PLAN, "2024-07-14T23:59+07:00", IN_TIME, 0),
    ("0h00 ngày 15/7 là 24h00 ngày 14/7", PLAN, "2024-07-15T00:00+07:00", ON_THE_DAY, 0),
    ("kế hoạch đề chính ngày 15/7: đúng hạn chót", PLAN, "2024-07-15T08:00+07:00", ON_THE_DAY, 0),
    ("một phút trước 24h00 ngày 15/7", PLAN, "2024-07-15T23:59+07:00", ON_THE_DAY, 0),
    ("kế hoạch ngày 16/7 chậm 1 ngày", PLAN, "2024-07-16T00:00+07:00", LATE, 1),
    ("17h30 giờ quốc tế ngày 13/7 là ngày 14/7", PLAN, "2024-07-13T17:30Z", IN_TIME, 0),
    ("17h30 giờ quốc tế ngày 14/7 là ngày 15/7", PLAN, "2024-07-14T17:30Z", ON_THE_DAY, 0),
    ("17h30 giờ quốc tế ngày 15/7 là ngày 16/7", PLAN, "2024-07-15T17:30Z", LATE, 1),
    ("16h59 giờ quốc tế ngày 15/7 vẫn là ngày 15/7", PLAN, "2024-07-15T16:59Z", ON_THE_DAY, 0),
    ("17h00 giờ quốc tế ngày 15/7 là 0h00 ngày 16/7", PLAN, "2024-07-15T17:00Z", LATE, 1),
    ("17h30 giờ quốc tế ngày 30/7 đã là ngày 31/7", REPORT, "2024-07-30T17:30Z", ON_THE_DAY, 0),
    ("16h30 giờ quốc tế ngày 30/7 còn là ngày 30/7", REPORT, "2024-07-30T16:30Z", IN_TIME, 0),
    ("máy đặt giờ Tokyo, ở Việt Nam còn ngày 30/7", REPORT, "2024-07-31T01:30+09:00", IN_TIME, 0),
    ("máy đặt giờ Los Angeles, ở Việt Nam đã ngày 1/8", REPORT, "2024-07-31T10:30-07:00", LATE, 1),
    ("hạn báo cáo qua hai tuần", REPORT, "2024-08-14T08:00+07:00", LATE, 14),
    ("chậm nhất ngày 15/7, nộp ngày 14/7", LATEST, "2024-07-14T23:59+07:00", IN_TIME, 0),
    ("chậm nhất ngày 15/7, nộp ngày 15/7", LATEST, "2024-07-15T17:00+07:00", ON_THE_DAY, 0),
    ("chậm nhất ngày 15/7, nộp ngày 16/7", LATEST, "2024-07-16T07:30+07:00", LATE, 1),
    ("đến hết ngày 31/7, nộp lúc 23h59", UNTIL, "2024-07-31T23:59+07:00", ON_THE_DAY, 0),
    ("đến hết ngày 31/7, nộp lúc 24h00", UNTIL, "2024-08-01T00:00+07:00", LATE, 1),
    ("cuối năm 2020, ngày 30/12", YEAR_END, "2020-12-30T12:00+07:00", IN_TIME, 0),
    ("cuối năm 2020, ngày 31/12", YEAR_END, "2020-12-31T12:00+07:00", ON_THE_DAY, 0),
    ("cuối năm 2020, 17h00 giờ quốc tế ngày 31/12", YEAR_END, "2020-12-31T17:00Z", LATE, 1),
    ("cuối tháng 2 năm nhuận, ngày 28", LEAP, "2024-02-28T12:00+07:00", IN_TIME, 0),
    ("cuối tháng 2 năm nhuận, ngày 29", LEAP, "2024-02-29T12:00+07:00", ON_THE_DAY, 0),
    ("qua cuối tháng 2 năm nhuận", LEAP, "2024-03-01T00:00+07:00", LATE, 1),
    ("hạn rơi vào Chủ nhật, nộp thứ Hai", SUNDAY, "2024-07-15T08:00+07:00", LATE, 1),
    ("hạn rơi vào Tết, nộp mùng ba", TET, "2024-02-12T08:00+07:00", IN_TIME, 0),
    ("hạn rơi vào Tết, nộp ngày làm việc đầu tiên", TET, "2024-02-15T08:00+07:00", LATE, 2),
    ("đợt chọn đến hết 24h00 ngày 20/7, nộp ngày 16/7", CHOSEN, "2024-07-16T08:00+07:00", IN_TIME, 0),
    ("đợt chọn đến hết 24h00 ngày 20/7, nộp ngày 20/7", CHOSEN, "2024-07-20T23:00+07:00", ON_THE_DAY, 0),
    ("đợt chọn đến hết 24h00 ngày 20/7, nộp ngày 21/7", CHOSEN, "2024-07-20T17:00Z", LATE, 1),
    ("đợt chọn 11h30 ngày 15/7, nộp chiều 15/7: không chậm", NOON, "2024-07-15T16:00+07:00", ON_THE_DAY, 0),
    ("không ghi ngày", due(DeadlineOp.UNDATED, ""), "2030-01-01T00:00+07:00", NO_DATE, 0),
    ("định kỳ", due(DeadlineOp.EVERY, "2024-07"), "2030-01-01T00:00+07:00", NO_DATE, 0),
]


@pytest.mark.parametrize(("deadline", "instant", "standing", "days"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_case_of_the_table(deadline: Deadline, instant: str, standing: Standing, days: int) -> None:
    at = datetime.fromisoformat(instant)
    assert deadline.standing_at(at) is standing
    assert deadline.standing_at(at.astimezone(UTC)) is standing, "the clock of the server changes nothing"
    assert deadline.days_late(day_in_viet_nam(at)) == days


@pytest.mark.parametrize(
    ("deadline", "last"),
    [
        (PLAN, "2024-07-14T17:00Z"),
        (REPORT, "2024-07-30T17:00Z"),
        (LATEST, "2024-07-15T17:00Z"),
        (YEAR_END, "2020-12-31T17:00Z"),
        (LEAP, "2024-02-29T17:00Z"),
        (due(BEFORE, "2025-01-01"), "2024-12-31T17:00Z"),
        (CHOSEN, "2024-07-20T17:00Z"),
        (replace(PLAN, last_instant="2024-07-20"), "2024-07-20T17:00Z"),
        (NOON, "2024-07-15T04:30Z"),
        (replace(PLAN, last_instant="2024-07-15T04:30Z"), "2024-07-15T04:30Z"),
        (replace(PLAN, last_instant="sau Tết"), "2024-07-14T17:00Z"),
        (replace(PLAN, last_instant="2024-02-30T24:00"), "2024-07-14T17:00Z"),
    ],
)
def test_the_last_moment_is_24_00_in_viet_nam_or_what_the_campaign_chose(deadline: Deadline, last: str) -> None:
    assert deadline.last_moment == datetime.fromisoformat(last)
    assert deadline.last_moment.tzinfo is UTC


def test_without_a_date_there_is_no_last_moment_and_no_reminder() -> None:
    for op in (DeadlineOp.UNDATED, DeadlineOp.EVERY):
        open_ended = due(op, "2020-01")
        assert open_ended.last_moment is open_ended.late_after is open_ended.remind_on(CALENDAR) is None


def test_an_instant_without_a_zone_is_on_no_day() -> None:
    with pytest.raises(ValueError, match="2024-07-15"):
        PLAN.standing_at(datetime(2024, 7, 15, 12))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-07-30T17:30Z", date(2024, 7, 31)),
        ("2024-07-30T17:30:00+00:00", date(2024, 7, 31)),
        ("2024-07-30T23:30", date(2024, 7, 30)),
        ("2024-07-30", date(2024, 7, 30)),
        ("2024-07-30 lúc 8 giờ", date(2024, 7, 30)),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_what_was_received_has_its_day_in_viet_nam(written: str, day: date | None) -> None:
    assert day_of(written) == day


CALENDAR = calendar_of(
    [
        Holiday(day=date(2024, 2, n), name="Tết Nguyên Đán", kind=HolidayKind.HOLIDAY)
        for n in (8, 9, 10, 11, 12, 13, 14)
    ],
    [SwappedDay(off_on=date(2024, 4, 29), work_on=date(2024, 5, 4))],
    [CalendarYear(year=2024, state=YearState.SWAPS_KNOWN), CalendarYear(year=2020, state=YearState.SWAPS_UNKNOWN)],
)


@pytest.mark.parametrize(
    ("words", "deadline", "day"),
    [
        ("trước thứ Hai 15/7: nhắc thứ Sáu 12/7", PLAN, date(2024, 7, 12)),
        ("trước thứ Tư 31/7: nhắc thứ Ba 30/7", REPORT, date(2024, 7, 30)),
        ("chậm nhất Chủ nhật 14/7: nhắc thứ Sáu 12/7", SUNDAY, date(2024, 7, 12)),
        ("trước mùng bốn Tết: nhắc ngày 27 tháng Chạp", TET, date(2024, 2, 7)),
        ("trước ngày 05/5: nhắc thứ Bảy làm bù 04/5", SWAP, date(2024, 5, 4)),
        ("cuối năm 2020, chưa biết ngày hoán đổi: vẫn nhắc ngày 30/12", YEAR_END, date(2020, 12, 30)),
        ("năm ngoài bảng: tính thứ Hai đến thứ Sáu", due(BEFORE, "2050-08-15"), date(2050, 8, 12)),
    ],
)
def test_a_reminder_aims_at_the_last_working_day_before(words: str, deadline: Deadline, day: date) -> None:
    assert deadline.remind_on(CALENDAR) == day, words


def test_a_year_that_was_not_checked_says_so() -> None:
    assert CALENDAR.state(2020) is YearState.SWAPS_UNKNOWN
    assert CALENDAR.state(2050) is YearState.UNKNOWN


@pytest.mark.parametrize(
    ("partial", "day"),
    [
        ("2020", date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2020-04", date(2020, 4, 30)),
        ("2020-12-31", date(2020, 12, 31)),
        ("2020-13", None),
        ("2020-02-30", None),
        ("cuối năm", None),
        ("", None),
    ],
)
def test_a_partial_date_covers_up_to_its_last_day(partial: str, day: date | None) -> None:
    assert last_day(partial) == day


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
DATED = st.builds(due, st.sampled_from([BEFORE, BY, BY_END_OF]), DAYS.map(date.isoformat))
ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@given(DATED, DAYS, st.integers(0, 400))
def test_once_late_stays_late(deadline: Deadline, day: date, more: int) -> None:
    order = list(Standing)
    later = day + timedelta(more)
    assert order.index(deadline.standing(later)) >= order.index(deadline.standing(day))
    assert deadline.days_late(later) >= deadline.days_late(day)


@given(DATED, st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), ZONES)
def test_what_is_before_the_last_moment_is_never_late(deadline: Deadline, at: datetime, zone: timezone) -> None:
    instant = at.replace(tzinfo=VIET_NAM).astimezone(zone)
    assert deadline.last_moment is not None
    if instant < deadline.last_moment:
        assert deadline.standing_at(instant) in (IN_TIME, ON_THE_DAY)
    assert deadline.standing_at(instant) is deadline.standing(at.date())


@given(DAYS)
def test_a_day_ends_where_the_next_begins(day: date) -> None:
    assert day_in_viet_nam(end_of_day(day)) == day + timedelta(1)
    assert day_in_viet_nam(end_of_day(day) - timedelta(microseconds=1)) == day


@given(DATED, DAYS)
def test_a_chosen_end_never_makes_late_what_the_letter_does_not(deadline: Deadline, chosen: date) -> None:
    kinder = replace(deadline, last_instant=chosen.isoformat())
    assert kinder.late_after is not None
    assert deadline.late_after is not None
    assert kinder.late_after >= deadline.late_after
