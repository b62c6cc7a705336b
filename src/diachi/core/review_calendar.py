"""The yearly review of poor households: its dates for one year, from the rows of the law data that are in force then.

Source: QĐ 24/2021/QĐ-TTg, Điều 3-7; TT 21/2012/TT-BLĐTBXH for the years before; TT 13/2025/TT-BNNMT (communes report to
the province since there is no district).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from diachi.core.deadline import DeadlineOp
from diachi.core.law import LawRecord
from diachi.core.official_calendar import OfficialCalendar


class Occurs(StrEnum):
    """When a rule gives dates: once a year, once a month, or only as a step that takes its time."""

    YEARLY = "yearly"
    MONTHLY = "monthly"
    STEP = "step"


class ReviewActor(StrEnum):
    """Who does a step of the review, or receives its report."""

    HAMLET_HEAD = "hamlet_head"
    COMMUNE_REVIEW_BOARD = "commune_review_board"
    COMMUNE_COMMITTEE = "commune_committee"
    COMMUNE_CHAIR = "commune_chair"
    DISTRICT = "district"
    PROVINCE = "province"
    PROVINCIAL_DEPARTMENT = "provincial_department"
    PROVINCE_CHAIR = "province_chair"
    MINISTRY = "ministry"
    EVERY_LEVEL = "every_level"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRule(LawRecord):
    """One rule: a span or a day of the year, a day of some months, or a step with its length and its least share."""

    id: str
    occurs: Occurs
    what: str
    who_code: ReviewActor
    to_code: ReviewActor | None = None
    op: DeadlineOp | None = None  # None = something is done from the first to the last day
    first_month: int = 1
    first_day: int = 1
    last_month: int = 12
    last_day: int | None = None
    within_days: int | None = None
    working_days: int | None = None
    least_percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDate:
    """One date or span of one year; with `op` before, what is asked must be there before `last`."""

    first: date
    last: date
    rule: ReviewRule


def review_dates(rules: Iterable[ReviewRule], year: int) -> tuple[ReviewDate, ...]:
    """Give the dates of the review of one year by the rules then in force, in their order through the year.

    Holds: every date's rule is in force on its first and its last day; a step without a date gives none.
    """
    found = [d for rule in rules for d in _dates(rule, year) if rule.holds_on(d.first) and rule.holds_on(d.last)]
    return tuple(sorted(found, key=lambda d: (d.first, d.last, d.rule.id)))


def _dates(rule: ReviewRule, year: int) -> Iterator[ReviewDate]:
    if rule.occurs is Occurs.YEARLY:
        first = date(year, rule.first_month, rule.first_day)
        yield ReviewDate(first=first, last=date(year, rule.last_month, rule.last_day or rule.first_day), rule=rule)
    elif rule.occurs is Occurs.MONTHLY:
        for month in range(rule.first_month, rule.last_month + 1):
            first = date(year, month, rule.first_day)
            yield ReviewDate(first=first, last=first + timedelta(days=rule.within_days or 0), rule=rule)


def step_ends(rule: ReviewRule, begun: date, calendar: OfficialCalendar) -> date:
    """Give the last day of a step that takes working days, as the posting; a step without a length ends at once."""
    return calendar.working_days_after(begun, rule.working_days) if rule.working_days else begun
