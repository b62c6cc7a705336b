"""What happened after the pairing, as rows: plans, deliveries, visits, reports, answers.

The dataclasses are the table schemas of `progress/`, as in `household`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PlanState(StrEnum):
    """Where a support plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"


class DeliveryStage(StrEnum):
    """How far a promised support has come."""

    PLEDGED = "pledged"
    COLLECTED = "collected"
    BOUGHT = "bought"
    HANDED_OVER = "handed_over"


class DeliveryOutcome(StrEnum):
    """What became of what was given."""

    RECEIVED = "received"
    REFUSED = "refused"
    DIED = "died"
    SOLD = "sold"
    REPLACED = "replaced"
    PASSED_ON = "passed_on"


class AnswerKind(StrEnum):
    """What a unit said instead of a plan or a report; an answer is an answer."""

    NOT_YET_ABLE = "not_yet_able"
    HELPED_UNDER_OWN_PLAN = "helped_under_own_plan"
    COLLECTING = "collecting"
    COULD_NOT = "could_not"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One version of a plan; household_id empty = the whole commune of a cluster."""

    plan_id: str
    version: int = 1
    group_id: str = ""
    household_id: str = ""
    state: PlanState = PlanState.DRAFT
    submitted_on: date | None = None
    approved_on: date | None = None
    value_vnd: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One support given or promised."""

    delivery_id: str
    group_id: str = ""
    agency_id: str = ""
    household_id: str = ""
    date: str = ""
    support_kind: str = ""
    item: str = ""
    quantity: float | None = None
    unit: str = ""
    value_vnd: int | None = None
    money_source: str = ""
    in_kind: bool | None = None
    stage: DeliveryStage | None = None
    outcome: DeliveryOutcome | None = None
    to_household_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """One visit to a household."""

    visit_id: str
    household_id: str = ""
    agency_id: str = ""
    date: str = ""
    outcome: str = ""
    guidance: bool | None = None
    assets_present: bool | None = None
    wishes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report of one unit; signed (dated) and received dates are both kept."""

    report_id: str
    unit_id: str = ""
    milestone_id: str = ""
    dated: date | None = None
    received_at: str = ""
    approved_on: date | None = None
    accepted_on: date | None = None
    told_by: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One answer of a unit to a milestone."""

    unit_id: str
    milestone_id: str = ""
    date: str = ""
    answer: AnswerKind = AnswerKind.NOT_YET_ABLE
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """All tables of a progress folder."""

    plans: tuple[PlanRow, ...] = ()
    deliveries: tuple[DeliveryRow, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    answers: tuple[AnswerRow, ...] = ()


PROGRESS_TABLES: dict[str, type] = {
    "plans": PlanRow,
    "deliveries": DeliveryRow,
    "visits": VisitRow,
    "reports": ReportRow,
    "answers": AnswerRow,
}
