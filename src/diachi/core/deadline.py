"""Deadlines as the letter says them: `before D` ends when D-1 ends, in Asia/Ho_Chi_Minh.

Source: UBND huyện Bình Gia, công văn 4/2024, mục 1 ("hoàn thành trước ngày 15/7/2024");
UBND tỉnh Ninh Thuận 8016 ("vào cuối năm 2020").
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One deadline; `on` is the date in the letter, possibly partial, `words` are the letter's own."""

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

    def standing(self, day: date) -> Standing:
        """Say where a day stands: in time, on D itself, or late.

        Holds: monotone in `day`; on D itself never LATE, for `before` and `by` alike.
        """
        due = self.due
        if due is None:
            return Standing.NO_DATE
        if day > due:
            return Standing.LATE
        return Standing.ON_THE_DAY if day == due else Standing.IN_TIME

    def days_late(self, day: date) -> int:
        """Calendar days after D, 0 when not late; the first late day is 1."""
        due = self.due
        return max(0, (day - due).days) if due else 0
