"""When something is late, and which working day people should aim at.

Source: UBND huyện Bình Gia, công văn 4/2024, mục 1 ("hoàn thành trước ngày 15/7/2024": 15/7 là thứ Hai, ngày làm việc
cuối cùng trước hạn là thứ Sáu 12/7).
"""

from __future__ import annotations

from datetime import date, timedelta

from diachi.core.deadline import Deadline, DeadlineOp, Standing
from diachi.core.official_calendar import OfficialCalendar


def last_working_day(deadline: Deadline, calendar: OfficialCalendar) -> date | None:
    """Give the last day that is in time and on which offices work.

    Source: Bình Gia 4/2024, mục 1 (15/7/2024 falls on a Monday); law/holidays.csv, law/swapped_days.csv.
    Takes: deadline - of any kind; calendar - the working days of offices.
    Gives: a date; None when the deadline names no date.
    Fails: never.
    Holds: a working day, never after `last_day_in_time`, and no working day stands between the two.
    Cost: O(days off in a row).
    """
    last = deadline.last_day_in_time
    return calendar.last_working_day_before(last + timedelta(days=1)) if last else None


def standing_of(deadline: Deadline, *, came_on: date | None, today: date) -> Standing:
    """Say where a duty stands today: by the day it was done, or by today while it is not done.

    Source: Bình Gia 4/2024, mục 1 and 2; Ninh Thuận 8016, đoạn 2.
    Takes: came_on - the day it was done, None = not done yet; today - the day of asking.
    Gives: LATE only after D; ON_THE_DAY on D itself; NO_DATE for what has no date.
    Fails: never.
    Holds: what was done on or before D is never LATE; an undated duty is never LATE.
    Cost: O(1).
    """
    if deadline.op is DeadlineOp.EVERY:
        return Standing.NO_DATE
    return deadline.standing(came_on if came_on else today)
