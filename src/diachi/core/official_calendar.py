"""The working days of offices: weekends, public holidays, and the working days a document swaps with a Saturday.

Source: Bộ luật Lao động 2019, Điều 112 (nghỉ lễ, tết) and the document of each year that swaps working days; the rows
and how far each year has been checked are in law/. A year nobody has checked says so instead of looking sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from diachi.core.law import LawRecord
from diachi.core.table import canonical, digest

_SATURDAY = 5
_DAY = timedelta(days=1)
_VERSION_LENGTH = 8


class HolidayKind(StrEnum):
    """Whether a day off is the holiday itself or stands in for one that fell on a day of rest (nghỉ bù)."""

    HOLIDAY = "holiday"
    SUBSTITUTE = "substitute"


class YearState(StrEnum):
    """How far the calendar of a year has been checked."""

    SWAPS_KNOWN = "swaps_known"  # a document of the year was seen
    SWAPS_UNKNOWN = "swaps_unknown"  # holidays stand, swapped days may be missing
    HOLIDAYS_COMPUTED = "holidays_computed"  # the year has no document yet
    UNKNOWN = "unknown"  # outside the table: weekends only


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(LawRecord):
    """One day off by law."""

    day: date
    name: str
    kind: HolidayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SwappedDay(LawRecord):
    """One working day taken off and made up on a day of rest, by a document."""

    off_on: date
    work_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear(LawRecord):
    """How far one year has been checked, and against which document."""

    year: int
    state: YearState


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialCalendar:
    """Which days offices work; `version` names the rows it was made from."""

    days_off: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()
    states: Mapping[int, YearState]
    version: str

    def state(self, year: int) -> YearState:
        """Say how far a year has been checked."""
        return self.states.get(year, YearState.UNKNOWN)

    def is_working(self, day: date) -> bool:
        """Say whether offices work on a day."""
        return day in self.made_up or (day.weekday() < _SATURDAY and day not in self.days_off)

    def last_working_day_before(self, day: date) -> date:
        """Give the last working day before a day.

        Holds: earlier than `day`; working; no working day stands between the two.
        """
        day -= _DAY
        while not self.is_working(day):
            day -= _DAY
        return day

    def working_days_after(self, day: date, count: int) -> date:
        """Give the count-th working day after a day, which itself does not count.

        Fails: ValueError when count is below 1.
        Holds: working; rises with `count`; never falls as `day` rises.
        """
        if count < 1:
            raise ValueError(count)
        while count:
            day += _DAY
            count -= self.is_working(day)
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """Count the working days after one day up to and including another; 0 when the second is not later."""
        return sum(self.is_working(after + n * _DAY) for n in range(1, (until - after).days + 1))


def calendar_of(
    holidays: Iterable[Holiday], swapped: Iterable[SwappedDay], years: Iterable[CalendarYear]
) -> OfficialCalendar:
    """Build the calendar from the rows of law/, in any order; the same rows give the same version."""
    holidays, swapped, years = tuple(holidays), tuple(swapped), tuple(years)
    rows = canonical(holidays, Holiday) + canonical(swapped, SwappedDay) + canonical(years, CalendarYear)
    return OfficialCalendar(
        days_off=frozenset(h.day for h in holidays) | {s.off_on for s in swapped},
        made_up=frozenset(s.work_on for s in swapped),
        states={y.year: y.state for y in years},
        version=f"vn-{digest(rows)[:_VERSION_LENGTH]}",
    )
