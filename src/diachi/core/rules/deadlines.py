"""When something is late, and which working day people should aim at.

Source: UBND huyện Bình Gia, công văn 4/2024, mục 1 ("hoàn thành trước ngày 15/7/2024": 15/7 là thứ Hai, ngày làm việc
cuối cùng trước hạn là thứ Sáu 12/7).
"""

from __future__ import annotations

from datetime import date, timedelta

from diachi.core.deadline import Deadline, DeadlineOp, Standing

_SATURDAY = 5


def last_working_day(deadline: Deadline) -> date | None:
    """Give the last Monday-to-Friday day that is in time; public holidays are not counted here.

    Source: Bình Gia 4/2024, mục 1 (15/7/2024 falls on a Monday).
    Takes: deadline - of any kind.
    Gives: a date; None when the deadline names no date.
    Fails: never.
    Holds: never after `last_day_in_time`, never a Saturday or Sunday, at most two days earlier.
    Cost: O(1).
    """
    day = deadline.last_day_in_time
    while day and day.weekday() >= _SATURDAY:
        day -= timedelta(days=1)
    return day


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
