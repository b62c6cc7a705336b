"""How every unit stands with what it owes on one day: what check-progress answers.

Source: Bình Gia 4/2024, mục 3 ("theo dõi, tổng hợp định kỳ"); Ninh Thuận 8016, mục 2 ("đôn đốc").
unit_id is a group for a plan, a pair or a delivery, an agency for its report; field order is the order of JSON keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diachi.core.clauses import MilestoneKind
from diachi.core.progress import AnswerKind


class WaitsOn(StrEnum):
    """Whose word is awaited; a unit that waits on somebody else is not late."""

    APPROVAL = "approval"
    ACCEPTANCE = "acceptance"
    COMMUNE = "commune"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateUnit:
    """A unit that is late today; the first late day is 1."""

    unit_id: str
    milestone_id: str
    due: date
    days: int
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheDayUnit:
    """A unit at the very date: due today, or done on the date itself; in no list of the late."""

    unit_id: str
    milestone_id: str
    due: date
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingUnit:
    """A unit whose duty is not done yet, dated or not; `since` = the date of the document that asks."""

    unit_id: str
    what: MilestoneKind
    since: str
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingUnit:
    """A unit that did its part and waits on somebody."""

    unit_id: str
    on: WaitsOn
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredUnit:
    """A unit that answered instead; it stands in no list of the silent."""

    unit_id: str
    answer: AnswerKind
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressCheck:
    """All five lists of one day, each sorted by unit."""

    today: date
    late: tuple[LateUnit, ...] = ()
    on_the_day: tuple[OnTheDayUnit, ...] = ()
    missing: tuple[MissingUnit, ...] = ()
    waiting: tuple[WaitingUnit, ...] = ()
    answered: tuple[AnsweredUnit, ...] = ()
