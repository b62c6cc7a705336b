"""What happened after the pairing in the two examples, up to the day their folders show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from diachi.core.progress import (
    AnswerKind,
    AnswerRow,
    DeliveryOutcome,
    DeliveryRow,
    DeliveryStage,
    PlanRow,
    PlanState,
    Progress,
    ReportRow,
    VisitRow,
)
from diachi.core.proposal import Allocation, Assignment

# The days the examples show: the last working day before 15/7/2024, and the day of the urging letter.
BINH_GIA_DAY = date(2024, 7, 12)
NINH_THUAN_DAY = date(2020, 8, 25)
# Clusters by number: what each had handed in on 25/8/2020; the others nothing.
APPROVED_IN_TIME = (2, 7, 11, 16)
APPROVED_AFTER = (13,)
PER_HOUSEHOLD = 19  # a plan for every household, each approved
WAITING = 22
SENT_BACK = 5
DRAFT = 9
ANSWERED = {4: AnswerKind.COLLECTING, 14: AnswerKind.HELPED_UNDER_OWN_PLAN}


def ninh_thuan_progress(allocation: Allocation) -> Progress:
    """Give the plans, answers and few deeds of the clusters on 25/8/2020."""
    groups = sorted(g.group_id for g in allocation.groups)
    number = {group: n for n, group in enumerate(groups, start=1)}
    by_number = {n: g for g, n in number.items()}
    owned = {g: [a for a in allocation.assignments if a.group_id == g] for g in groups}
    plans = [p for g in groups for p in _plans(g, number[g], owned[g])]
    answers = [
        AnswerRow(unit_id=by_number[n], milestone_id="plan", date="2020-07-20", answer=kind, document=f"{n}/CV")
        for n, kind in ANSWERED.items()
    ]
    gifts = list(_gifts([a for n in APPROVED_IN_TIME for a in owned[by_number[n]][:2]]))
    leads = {g.group_id: g.lead for g in allocation.groups}
    reports = [
        ReportRow(report_id=f"BC{n:02d}", unit_id=leads[by_number[n]], milestone_id="report", dated=date(2020, 8, 10))
        for n in APPROVED_IN_TIME[:2]
    ]
    return Progress(plans=tuple(plans), deliveries=tuple(gifts), answers=tuple(answers), reports=tuple(reports))


def _plans(group: str, number: int, owned: Sequence[Assignment]) -> Iterator[PlanRow]:
    def plan(state: PlanState, submitted: date | None, approved: date | None = None, household: str = "") -> PlanRow:
        return PlanRow(
            plan_id=f"KH-{group}{'-' + household if household else ''}",
            group_id=group,
            household_id=household,
            state=state,
            submitted_on=submitted,
            approved_on=approved,
            value_vnd=10_000_000 if household else 10_000_000 * max(1, len(owned)),
        )

    if number in APPROVED_IN_TIME:
        yield plan(PlanState.APPROVED, date(2020, 5, 4) + timedelta(days=3 * number), date(2020, 7, 3))
    elif number in APPROVED_AFTER:
        yield plan(PlanState.APPROVED, date(2020, 7, 15), date(2020, 8, 3))
    elif number == PER_HOUSEHOLD:
        for one in owned:
            yield plan(PlanState.APPROVED, date(2020, 6, 22), date(2020, 7, 6), one.household_id)
    elif number == WAITING:
        yield plan(PlanState.SUBMITTED, date(2020, 6, 26))
    elif number == SENT_BACK:
        yield plan(PlanState.SENT_BACK, date(2020, 6, 19))
    elif number == DRAFT:
        yield plan(PlanState.DRAFT, None)


def _gifts(assignments: Sequence[Assignment]) -> Iterator[DeliveryRow]:
    for number, one in enumerate(assignments, start=1):
        yield DeliveryRow(
            delivery_id=f"GN{number:03d}",
            group_id=one.group_id,
            agency_id=one.agency_ids[0],
            household_id=one.household_id,
            date=(date(2020, 7, 10) + timedelta(days=2 * number)).isoformat(),
            support_kind="house" if number % 2 else "cash",
            item="Sửa nhà" if number % 2 else "Tiền mặt",
            quantity=1.0,
            unit="lần",
            value_vnd=10_000_000 if number % 2 else 3_000_000,
            money_source="Đóng góp của cán bộ",
            in_kind=bool(number % 2),
            stage=DeliveryStage.HANDED_OVER,
            outcome=DeliveryOutcome.RECEIVED,
        )


def binh_gia_progress(allocation: Allocation) -> Progress:
    """Give the plans, deliveries, visits and answers known on 12/7/2024: three days before the date of the letter."""
    owned = sorted(allocation.assignments, key=lambda a: a.household_id)
    firsts = {a.group_id: a for a in reversed(owned)}
    groups = sorted(firsts)
    plans = tuple(_district_plan(n, firsts[g]) for n, g in enumerate(groups) if n % 5 in (0, 1, 3))
    given = tuple(_district_gift(n, firsts[g]) for n, g in enumerate(groups[::9], start=1))
    visits = tuple(
        VisitRow(
            visit_id=f"TH{n:03d}",
            household_id=gift.household_id,
            agency_id=gift.agency_id,
            date="2024-07-08",
            outcome="Đang chăm sóc tốt",
            guidance=True,
            assets_present=True,
        )
        for n, gift in enumerate(given[:5], start=1)
        if gift.stage is DeliveryStage.HANDED_OVER
    )
    answers = (
        AnswerRow(unit_id=groups[2], milestone_id="plan", date="2024-07-05", answer=AnswerKind.COLLECTING),
        AnswerRow(unit_id=groups[4], milestone_id="pair", date="2024-07-09", answer=AnswerKind.NOT_YET_ABLE),
    )
    return Progress(plans=plans, deliveries=given, visits=visits, answers=answers)


def _district_plan(number: int, one: Assignment) -> PlanRow:
    submitted = date(2024, 5, 20) + timedelta(days=number % 50)
    approved = submitted + timedelta(days=6)
    done = approved <= BINH_GIA_DAY and number % 5 != 3
    return PlanRow(
        plan_id=f"KH-{one.group_id}",
        group_id=one.group_id,
        state=PlanState.APPROVED if done else PlanState.SUBMITTED,
        submitted_on=submitted,
        approved_on=approved if done else None,
        value_vnd=8_000_000 + 1_000_000 * (number % 5),
    )


def _district_gift(number: int, one: Assignment) -> DeliveryRow:
    there = number % 3 != 0
    return DeliveryRow(
        delivery_id=f"GN{number:03d}",
        group_id=one.group_id,
        agency_id=one.agency_ids[0],
        household_id=one.household_id,
        date=(date(2024, 6, 3) + timedelta(days=3 * number)).isoformat(),
        support_kind="animal",
        item="Bò sinh sản" if number % 2 else "Lợn giống",
        quantity=1.0 if number % 2 else 2.0,
        unit="con",
        value_vnd=12_000_000 if number % 2 else 8_000_000,
        money_source="Đóng góp của cán bộ",
        in_kind=True,
        stage=DeliveryStage.HANDED_OVER if there else DeliveryStage.COLLECTED,
        outcome=DeliveryOutcome.RECEIVED if there else None,
    )
