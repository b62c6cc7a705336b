"""How often something is due, and the dates that makes: `every` deadlines turned into dated ones.

Source: UBND huyện Bình Gia, công văn 4/2024, mục 3 ("định kỳ"); UBND tỉnh Ninh Thuận 8016, mục 2 ("thường xuyên báo
cáo").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from diachi.core.deadline import Deadline, DeadlineOp
from diachi.core.official_calendar import OfficialCalendar


class Period(StrEnum):
    """How long one round is; working_days counts from the round before."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    WORKING_DAYS = "working_days"


_MONTHS = {Period.MONTHLY: 1, Period.QUARTERLY: 3, Period.HALF_YEARLY: 6, Period.YEARLY: 12}
_AS_READ = {"week": Period.WEEKLY, "month": Period.MONTHLY, "quarter": Period.QUARTERLY, "year": Period.YEARLY}
_CODE = re.compile(r"(?:day(?P<day>\d{1,2})/)?(?P<read>week|month|quarter|year)|working_days_(?P<count>[1-9]\d?)")
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """One rhythm: `day` = day of the month, of the week (1 = Monday) or count of working days; 0 = the last day.

    `op` before makes "trước ngày 5", `in_next` puts the day into the round that follows ("của tháng sau"), `until` is
    the last day this rhythm holds.
    """

    period: Period
    day: int = 0
    op: DeadlineOp = DeadlineOp.BY
    in_next: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One round: the days it covers and when it is due."""

    first: date
    last: date
    deadline: Deadline


def cadence_of(code: str, report_on: date | None = None) -> tuple[Cadence, ...]:
    """Read a campaign's cadence; monthly_then_quarterly changes on the day of the report; unknown or open = none."""
    if code == "monthly_then_quarterly":
        monthly = Cadence(period=Period.MONTHLY, until=report_on)
        return (monthly, Cadence(period=Period.QUARTERLY)) if report_on else (monthly,)
    if code in _MONTHS or code == Period.WEEKLY:
        return (Cadence(period=Period(code)),)
    found = _CODE.fullmatch(code)
    if not found:
        return ()
    if found["count"]:
        return (Cadence(period=Period.WORKING_DAYS, day=int(found["count"])),)
    return (Cadence(period=_AS_READ[found["read"]], day=int(found["day"] or 0)),)


def occurrences(
    rhythms: Sequence[Cadence], first: date, last: date, working: OfficialCalendar
) -> tuple[Occurrence, ...]:
    """Give every round due from one day to another, each rhythm after the one before it has ended.

    Holds: due days rise and lie between the two days; a longer stretch keeps every round of a shorter one with the
    same first day.
    """
    found: list[Occurrence] = []
    begin = first
    for rhythm in rhythms:
        end = min(last, rhythm.until) if rhythm.until else last
        found += [o for o in _rounds(rhythm, begin, end, working) if begin <= date.fromisoformat(o.deadline.on) <= end]
        begin = max(begin, end + timedelta(days=1))
    return tuple(found)


def _rounds(rhythm: Cadence, first: date, last: date, working: OfficialCalendar) -> Iterator[Occurrence]:
    if rhythm.period is Period.WORKING_DAYS:
        yield from _working_rounds(rhythm, first, last, working)
        return
    start = _start_before(rhythm.period, first)
    while start <= last:
        after = _next(rhythm.period, start)
        end = after - timedelta(days=1)
        due = _due(rhythm, *((after, _next(rhythm.period, after)) if rhythm.in_next else (start, after)))
        yield Occurrence(first=start, last=end, deadline=Deadline(op=rhythm.op, on=due.isoformat()))
        start = after


def _working_rounds(rhythm: Cadence, first: date, last: date, working: OfficialCalendar) -> Iterator[Occurrence]:
    start = first
    while (due := working.working_days_after(start, max(1, rhythm.day))) <= last:
        deadline = Deadline(op=rhythm.op, on=due.isoformat(), calendar_version=working.version)
        yield Occurrence(first=start, last=due, deadline=deadline)
        start = due


def _start_before(period: Period, day: date) -> date:
    """Give the first day of the round before the one a day is in: its own day may lie in the next."""
    if period is Period.WEEKLY:
        return day - timedelta(days=day.weekday()) - _WEEK
    months = _MONTHS[period]
    return _month_on(day.year, day.month - (day.month - 1) % months - months)


def _next(period: Period, start: date) -> date:
    return start + _WEEK if period is Period.WEEKLY else _month_on(start.year, start.month + _MONTHS[period])


def _month_on(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _due(rhythm: Cadence, start: date, after: date) -> date:
    """Give the day within a round: in its last month; in the first when it follows the round that is reported."""
    if rhythm.period is Period.WEEKLY:
        return start + timedelta(days=(rhythm.day or 7) - 1)
    month = start if rhythm.in_next else _month_on(after.year, after.month - 1)
    length = calendar.monthrange(month.year, month.month)[1]
    return month.replace(day=min(rhythm.day or length, length))
