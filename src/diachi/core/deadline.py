"""Deadlines as the letter says them: `before D` ends when D-1 ends, in Asia/Ho_Chi_Minh.

Source: UBND huyện Bình Gia, công văn 4/2024, mục 1 ("hoàn thành trước ngày 15/7/2024");
UBND tỉnh Ninh Thuận 8016 ("vào cuối năm 2020"); docs/adr/0005. A day ends at 24:00 of the clock on the wall in
Viet Nam, whatever clock the machine keeps.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

from diachi.core.official_calendar import OfficialCalendar

# Fixed since 1975, without summer time; a zone by name needs a database that Windows does not bring.
VIET_NAM = timezone(timedelta(hours=7))


class DeadlineOp(StrEnum):
    """The word that binds a date."""

    BEFORE = "before"  # trước ngày D
    BY = "by"  # chậm nhất, đến hết ngày D
    BY_END_OF = "by_end_of"  # cuối năm, cuối quý
    EVERY = "every"  # định kỳ
    UNDATED = "undated"  # không ghi ngày


class Standing(StrEnum):
    """Where a date stands against a deadline."""

    IN_TIME = "in_time"
    ON_THE_DAY = "on_the_day"  # đúng hạn chót: in no list of the late
    LATE = "late"
    NO_DATE = "no_date"


_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def last_day(partial: str) -> date | None:
    """Give the last day that "2020", "2020-12" or "2020-12-31" covers; None for what is no date."""
    match = _PARTIAL.fullmatch(partial)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    try:
        return date(year, month, int(day)) if day else date(year, month, calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def day_in_viet_nam(instant: datetime) -> date:
    """Give the day it is in Viet Nam at an instant: 30/7 17:30 UTC is already 31/7.

    Fails: ValueError for an instant without a time zone, because nobody can say which day that is.
    """
    if instant.tzinfo is None:
        raise ValueError(instant.isoformat())
    return instant.astimezone(VIET_NAM).date()


def day_of(text: str) -> date | None:
    """Give the day in Viet Nam of an ISO date or instant; without a zone it was written by a clock in Viet Nam."""
    for part in (text.strip(), text.strip()[:10]):  # an hour nobody can read leaves the day
        try:
            at = datetime.fromisoformat(part)
        except ValueError:
            continue
        return day_in_viet_nam(at if at.tzinfo else at.replace(tzinfo=VIET_NAM))
    return None


def end_of_day(day: date) -> datetime:
    """Give 24:00 of a day in Viet Nam, as an instant in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=VIET_NAM).astimezone(UTC) + timedelta(days=1)


_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](?:(24:00(?::00)?)|(.+)))?")


def _chosen(text: str) -> datetime | None:
    """Read "2024-07-15", "2024-07-15T24:00" (both the end of that day), "2024-07-15T17:00" on the clock of Viet Nam."""
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        return None
    try:
        if not match[3]:
            return end_of_day(date.fromisoformat(match[1]))
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=VIET_NAM)).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One deadline; `on` is the date in the letter, possibly partial, `words` are the letter's own.

    `last_instant` is the end that the campaign chose where its reading differs from the rule; "" = the rule.
    """

    op: DeadlineOp
    on: str = ""
    words: str = ""
    last_instant: str = ""
    calendar_version: str = ""

    @property
    def due(self) -> date | None:
        """The date D that the letter names (the last day of a partial date)."""
        return last_day(self.on) if self.op in (DeadlineOp.BEFORE, DeadlineOp.BY, DeadlineOp.BY_END_OF) else None

    @property
    def last_day_in_time(self) -> date | None:
        """The last whole day that is in time: D-1 for `before`, D otherwise."""
        due = self.due
        return due - timedelta(days=1) if due and self.op is DeadlineOp.BEFORE else due

    @property
    def last_moment(self) -> datetime | None:
        """The instant at which what is in time ends: the campaign's own, else 24:00 of the last day in time."""
        last = self.last_day_in_time
        return (_chosen(self.last_instant) or end_of_day(last)) if last else None

    @property
    def late_after(self) -> date | None:
        """The last day that is not late: D, or the later day the campaign chose."""
        due, chosen = self.due, _chosen(self.last_instant)
        if due is None or chosen is None:
            return due
        return max(due, day_in_viet_nam(chosen - timedelta(microseconds=1)))  # 24:00 belongs to the day it ends

    def standing(self, day: date) -> Standing:
        """Say where a day stands: in time, on D itself, or late.

        Holds: monotone in `day`; on D itself never LATE, for `before` and `by` alike.
        """
        last = self.late_after
        if last is None:
            return Standing.NO_DATE
        if day > last:
            return Standing.LATE
        return Standing.ON_THE_DAY if day == last else Standing.IN_TIME

    def standing_at(self, instant: datetime) -> Standing:
        """Say where an instant stands, by the day it is then in Viet Nam.

        Fails: ValueError for an instant without a time zone.
        """
        return self.standing(day_in_viet_nam(instant))

    def days_late(self, day: date) -> int:
        """Calendar days after D, 0 when not late; the first late day is 1."""
        last = self.late_after
        return max(0, (day - last).days) if last else 0

    def remind_on(self, calendar: OfficialCalendar) -> date | None:
        """Give the day to remind people on: the last working day before D; None when no date is named."""
        return calendar.last_working_day_before(self.due) if self.due else None
