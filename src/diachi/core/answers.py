"""What a person's answer changes in the tables of a campaign; default answers already stand in them.

One function per question, named in `CHANGES`; a question that changes no table is only recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from diachi.core.agency import AgencyKind
from diachi.core.campaign import AnsweredBy, Campaign
from diachi.core.clauses import (
    FloorPer,
    Force,
    MilestoneKind,
    PartnerCount,
    PoolDuty,
    Quota,
    Selector,
)
from diachi.core.household import PovertyStatus

Change = Callable[[Campaign, str], Campaign]


def apply_answers(campaign: Campaign) -> Campaign:
    """Give the campaign with every answer of a person carried into its tables; doing it twice changes nothing more."""
    for question in campaign.questions:
        if question.answered_by is AnsweredBy.PERSON and question.answer and question.id in CHANGES:
            campaign = CHANGES[question.id](campaign, question.answer)
    return campaign


def _pool(campaign: Campaign, **changes: object) -> Campaign:
    return replace(
        campaign,
        small_agencies=tuple(replace(rule, **changes) for rule in campaign.small_agencies),  # type: ignore[arg-type]
    )


def _pool_scope(campaign: Campaign, answer: str) -> Campaign:
    every = tuple(k for k in AgencyKind if k not in (AgencyKind.ARMED_FORCES, AgencyKind.INDIVIDUAL))
    return _pool(campaign, select=Selector(kind=every)) if answer == "every_kind" else campaign


def _pool_vertical(campaign: Campaign, answer: str) -> Campaign:
    rules = []
    for rule in campaign.small_agencies:
        kinds: tuple[AgencyKind, ...] = tuple(k for k in rule.select.kind if k is not AgencyKind.VERTICAL)
        kinds = (*kinds, AgencyKind.VERTICAL) if answer == "yes" else kinds
        rules.append(replace(rule, select=replace(rule.select, kind=kinds)))
    return replace(campaign, small_agencies=tuple(rules))


def _partners_count(campaign: Campaign, answer: str) -> Campaign:
    return _pool(campaign, counts=PartnerCount(answer))


def _large_partner(campaign: Campaign, answer: str) -> Campaign:
    return _pool(campaign, large_partner=answer == "yes")


def _pool_duty(campaign: Campaign, answer: str) -> Campaign:
    return _pool(campaign, duty=PoolDuty(answer))


def _commune_owes(campaign: Campaign, answer: str) -> Campaign:
    others = tuple(q for q in campaign.quotas if q.id != "communes")
    if answer == "yes":
        return replace(campaign, quotas=others)
    general = next((q for q in others if not q.select.kind), None)
    none = Quota(
        id="communes",
        select=Selector(kind=(AgencyKind.COMMUNE,)),
        aim=0,
        max=0,
        source=general.source if general else None,
    )
    return replace(campaign, quotas=(*others, none))


def _near_poor(campaign: Campaign, answer: str) -> Campaign:
    status: tuple[PovertyStatus, ...] = tuple(s for s in campaign.target.status if s is not PovertyStatus.NEAR_POOR)
    status = (*status, PovertyStatus.NEAR_POOR) if answer == "yes" else status
    return replace(campaign, target=replace(campaign.target, status=status))


def _floor_per(campaign: Campaign, answer: str) -> Campaign:
    if campaign.support_floor is None:
        return campaign
    return replace(campaign, support_floor=replace(campaign.support_floor, per=FloorPer(answer)))


def _priority_wording(campaign: Campaign, answer: str) -> Campaign:
    if answer != "capital_only":
        return campaign
    return replace(
        campaign,
        priorities=tuple(
            replace(p, when=replace(p.when, causes_any=("no_capital",))) if p.when and p.when.causes_any else p
            for p in campaign.priorities
        ),
    )


def _look_back(campaign: Campaign, answer: str) -> Campaign:
    if answer != "ever":
        return campaign
    return replace(campaign, exclusions=tuple(replace(e, from_year=None) for e in campaign.exclusions))


def _look_back_open(campaign: Campaign, answer: str) -> Campaign:
    """Five years back from the year of the campaign, where the letter names no year."""
    year = campaign.places_on.year if campaign.places_on else None
    if answer != "last_five_years" or year is None:
        return campaign
    return replace(campaign, exclusions=tuple(replace(e, from_year=year - 5) for e in campaign.exclusions))


def _range_and_floor(campaign: Campaign, answer: str) -> Campaign:
    """A range that is no floor: the higher number is the most, too."""
    if answer != "range_only":
        return campaign
    return replace(
        campaign,
        quotas=tuple(
            replace(q, max=q.aim) if q.min is not None and (q.aim or 0) > q.min else q for q in campaign.quotas
        ),
    )


def _due_scope(campaign: Campaign, answer: str) -> Campaign:
    """The same date for the plan alone, for plan and pair, or for the delivery as well."""
    wanted = {
        "plan_only": (MilestoneKind.PLAN,),
        "plan_and_pair": (MilestoneKind.PLAN, MilestoneKind.PAIR),
        "plan_pair_and_delivery": (MilestoneKind.PLAN, MilestoneKind.PAIR, MilestoneKind.DELIVERY),
    }.get(answer)
    plan = next((m for m in campaign.milestones if m.kind is MilestoneKind.PLAN), None)
    if wanted is None or plan is None:
        return campaign
    spanned = (MilestoneKind.PLAN, MilestoneKind.PAIR, MilestoneKind.DELIVERY)
    made = tuple(replace(plan, id=kind.value, kind=kind) for kind in wanted)
    return replace(campaign, milestones=(*made, *(m for m in campaign.milestones if m.kind not in spanned)))


def _cadence(campaign: Campaign, answer: str) -> Campaign:
    return replace(campaign, tracker=replace(campaign.tracker, cadence=answer)) if campaign.tracker else campaign


def _enterprise_force(campaign: Campaign, answer: str) -> Campaign:
    return replace(
        campaign,
        quotas=tuple(
            replace(q, force=Force(answer)) if AgencyKind.ENTERPRISE in q.select.kind else q for q in campaign.quotas
        ),
    )


def _merit_scope(campaign: Campaign, answer: str) -> Campaign:
    scope = type(campaign.target.merit_scope)(answer) if campaign.target.merit_scope else None
    return replace(campaign, target=replace(campaign.target, merit_scope=scope))


def _count(campaign: Campaign, answer: str) -> Campaign:
    return replace(campaign, target=replace(campaign.target, count=type(campaign.target.count)(answer)))


CHANGES: dict[str, Change] = {
    "pool_scope": _pool_scope,
    "pool_vertical": _pool_vertical,
    "partners_count": _partners_count,
    "large_partner": _large_partner,
    "pool_duty": _pool_duty,
    "commune_owes": _commune_owes,
    "near_poor": _near_poor,
    "floor_per": _floor_per,
    "priority_wording": _priority_wording,
    "look_back": _look_back,
    "look_back_open": _look_back_open,
    "range_and_floor": _range_and_floor,
    "due_scope": _due_scope,
    "cadence": _cadence,
    "enterprise_force": _enterprise_force,
    "merit_scope": _merit_scope,
    "count": _count,
}


def carry_answers(earlier: Campaign, campaign: Campaign) -> Campaign:
    """Give a campaign read anew with the answers a person gave before to the same questions."""
    said = {q.id: q.answer for q in earlier.questions if q.answered_by is AnsweredBy.PERSON}
    return replace(
        campaign,
        questions=tuple(
            replace(q, answer=said[q.id], answered_by=AnsweredBy.PERSON) if q.id in said else q
            for q in campaign.questions
        ),
    )
