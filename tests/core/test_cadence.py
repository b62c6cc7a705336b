"""How often something is due: the words of letters as dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.cadence import Cadence, Period, cadence_of, occurrences
from diachi.core.deadline import DeadlineOp
from diachi.core.letters.asked import CADENCES
from diachi.core.official_calendar import OfficialCalendar

HOLIDAY = OfficialCalendar(days_off=frozenset({date(2020, 9, 2)}), states={}, version="vn-test")
EVERY_25TH = Cadence(period=Period.MONTHLY, day=25)
BEFORE_5TH_OF_NEXT = Cadence(period=Period.MONTHLY, day=5, op=DeadlineOp.BEFORE, in_next=True)


def due(*rhythms: Cadence, first: date, last: date) -> list[str]:
    return [o.deadline.on for o in occurrences(rhythms, first, last, HOLIDAY)]


@pytest.mark.parametrize(
    ("words", "rhythm", "first", "last", "days"),
    [
        (
            "ngày 25 hằng tháng",
            EVERY_25TH,
            date(2024, 1, 26),
            date(2024, 4, 25),
            ["2024-02-25", "2024-03-25", "2024-04-25"],
        ),
        (
            "trước ngày 5 của tháng sau",
            BEFORE_5TH_OF_NEXT,
            date(2024, 12, 1),
            date(2025, 2, 28),
            ["2024-12-05", "2025-01-05", "2025-02-05"],
        ),
        (
            "ngày 31 hằng tháng",
            Cadence(period=Period.MONTHLY, day=31),
            date(2024, 2, 1),
            date(2024, 4, 30),
            ["2024-02-29", "2024-03-31", "2024-04-30"],
        ),
        (
            "hằng tuần, vào thứ Sáu",
            Cadence(period=Period.WEEKLY, day=5),
            date(2024, 7, 1),
            date(2024, 7, 12),
            ["2024-07-05", "2024-07-12"],
        ),
        (
            "hằng tuần",
            Cadence(period=Period.WEEKLY),
            date(2024, 7, 1),
            date(2024, 7, 14),
            ["2024-07-07", "2024-07-14"],
        ),
        (
            "hằng quý",
            Cadence(period=Period.QUARTERLY),
            date(2024, 1, 1),
            date(2024, 12, 31),
            ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"],
        ),
        (
            "quý, trước ngày 10 của quý sau",
            Cadence(period=Period.QUARTERLY, day=10, op=DeadlineOp.BEFORE, in_next=True),
            date(2024, 1, 11),
            date(2024, 7, 10),
            ["2024-04-10", "2024-07-10"],
        ),
        (
            "6 tháng một lần",
            Cadence(period=Period.HALF_YEARLY),
            date(2024, 1, 1),
            date(2025, 6, 30),
            ["2024-06-30", "2024-12-31", "2025-06-30"],
        ),
        (
            "ngày 20/12 hằng năm",
            Cadence(period=Period.YEARLY, day=20),
            date(2023, 12, 21),
            date(2025, 12, 20),
            ["2024-12-20", "2025-12-20"],
        ),
        (
            "15 ngày làm việc một lần, qua Quốc khánh",
            Cadence(period=Period.WORKING_DAYS, day=15),
            date(2020, 8, 25),
            date(2020, 10, 10),
            ["2020-09-16", "2020-10-07"],
        ),
    ],
)
def test_words_become_dates(words: str, rhythm: Cadence, first: date, last: date, days: list[str]) -> None:
    assert due(rhythm, first=first, last=last) == days, words


def test_a_round_says_which_days_it_covers_and_how_its_day_binds() -> None:
    (one,) = occurrences((BEFORE_5TH_OF_NEXT,), date(2025, 1, 1), date(2025, 1, 31), HOLIDAY)
    assert (one.first, one.last) == (date(2024, 12, 1), date(2024, 12, 31))
    assert one.deadline.op is DeadlineOp.BEFORE
    assert one.deadline.last_day_in_time == date(2025, 1, 4)


def test_monthly_until_the_report_then_quarterly() -> None:
    rhythms = cadence_of("monthly_then_quarterly", date(2024, 7, 31))
    assert due(*rhythms, first=date(2024, 5, 1), last=date(2024, 12, 31)) == [
        "2024-05-31",
        "2024-06-30",
        "2024-07-31",
        "2024-09-30",
        "2024-12-31",
    ]
    assert cadence_of("monthly_then_quarterly") == (Cadence(period=Period.MONTHLY),)


@pytest.mark.parametrize(
    ("code", "rhythm"),
    [
        ("monthly", Cadence(period=Period.MONTHLY)),
        ("quarterly", Cadence(period=Period.QUARTERLY)),
        ("half_yearly", Cadence(period=Period.HALF_YEARLY)),
        ("week", Cadence(period=Period.WEEKLY)),
        ("day25/month", EVERY_25TH),
        ("year", Cadence(period=Period.YEARLY)),
        ("working_days_15", Cadence(period=Period.WORKING_DAYS, day=15)),
    ],
)
def test_a_code_of_a_campaign_is_a_rhythm(code: str, rhythm: Cadence) -> None:
    assert cadence_of(code) == (rhythm,)


def test_what_is_open_has_no_dates_and_every_answer_has() -> None:
    assert cadence_of("open") == cadence_of("") == ()
    assert all(cadence_of(code, date(2024, 7, 31)) for code in CADENCES)


def test_days_counted_as_working_name_their_calendar() -> None:
    (one, *_) = occurrences(cadence_of("working_days_15"), date(2020, 8, 25), date(2020, 12, 31), HOLIDAY)
    assert one.deadline.calendar_version == "vn-test"


RHYTHMS = st.builds(
    Cadence,
    period=st.sampled_from(Period),
    day=st.integers(0, 7),
    op=st.sampled_from([DeadlineOp.BY, DeadlineOp.BEFORE]),
    in_next=st.booleans(),
)
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@given(st.lists(RHYTHMS, min_size=1, max_size=2), DAYS, st.integers(0, 500), st.integers(0, 200), DAYS)
def test_dates_rise_lie_between_and_a_longer_stretch_keeps_them(
    rhythms: list[Cadence], first: date, length: int, more: int, change: date
) -> None:
    if len(rhythms) == 2:
        rhythms[0] = Cadence(period=rhythms[0].period, day=rhythms[0].day, until=change)
    short = due(*rhythms, first=first, last=first + timedelta(length))
    long = due(*rhythms, first=first, last=first + timedelta(length + more))
    assert short == sorted(set(short))
    assert all(first.isoformat() <= day <= (first + timedelta(length)).isoformat() for day in short)
    assert long[: len(short)] == short
