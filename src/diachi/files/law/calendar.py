"""The working days of offices, from the holidays and swapped days of the law data."""

from __future__ import annotations

from functools import cache

from diachi.core.official_calendar import CalendarYear, Holiday, OfficialCalendar, SwappedDay, calendar_of
from diachi.files.law.tables import records


@cache
def official_calendar() -> OfficialCalendar:
    """Give the official calendar of Viet Nam."""
    return calendar_of(
        records("holidays", Holiday), records("swapped_days", SwappedDay), records("calendar_years", CalendarYear)
    )
