"""What every unit owes and how far it has come: one row per unit and milestone.

Source: Bình Gia 4/2024, mục 1 (kế hoạch, chọn hộ, báo cáo); Ninh Thuận 8016, mục 1 (phương án cho từng hộ).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from diachi.core.agency import Pair, PairTarget
from diachi.core.campaign import Campaign, Mode
from diachi.core.clauses import Milestone, MilestoneKind
from diachi.core.deadline import day_of
from diachi.core.progress import DeliveryOutcome, DeliveryRow, DeliveryStage, PlanRow, Progress, ReportRow
from diachi.core.proposal import Allocation, Group
from diachi.core.register import Register
from diachi.core.rules.plan_per_household import latest_plans, plan_standing
from diachi.core.standing import WaitsOn


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One duty of one unit, and how far it has come; `speakers` = ids whose answer speaks for it."""

    unit_id: str
    milestone: Milestone
    speakers: frozenset[str]
    done: bool = False
    came_on: date | None = None
    waits_on: WaitsOn | None = None
    waits_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _World:
    """What the duties are looked up in, by group or agency."""

    households: dict[str, tuple[str, ...]]
    plans: dict[str, list[PlanRow]]
    pairs: dict[str, list[Pair]]
    deliveries: dict[str, list[DeliveryRow]]
    reports: dict[str, list[ReportRow]]
    today: date


def _gather(register: Register, allocation: Allocation, progress: Progress, today: date) -> _World:
    households: dict[str, tuple[str, ...]] = {g.group_id: () for g in allocation.groups}
    for one in allocation.assignments:
        households[one.group_id] = tuple(sorted({*households.get(one.group_id, ()), one.household_id}))
    holder = {h: g for g, owned in households.items() for h in owned}
    world = _World(
        households=households,
        plans=defaultdict(list),
        pairs=defaultdict(list),
        deliveries=defaultdict(list),
        reports=defaultdict(list),
        today=today,
    )
    for plan in latest_plans(progress.plans, today):
        world.plans[plan.group_id].append(plan)
    for pair in register.pairs:
        world.pairs[pair.group_id].append(pair)
    for delivery in progress.deliveries:
        world.deliveries[delivery.group_id or holder.get(delivery.household_id, "")].append(delivery)
    for report in progress.reports:
        world.reports[report.unit_id].append(report)
    return world


def what_is_owed(
    campaign: Campaign, register: Register, allocation: Allocation, progress: Progress, today: date
) -> Iterator[Owed]:
    """Give every duty of every unit: a plan, a pair, a delivery per group that answers for somebody, a report per body.

    Rows dated after `today` are not seen; a goal is nobody's paper and is counted by `zero_target`.
    """
    world = _gather(register, allocation, progress, today)
    by_kind = {MilestoneKind.PLAN: _plan, MilestoneKind.PAIR: _pair, MilestoneKind.DELIVERY: _delivery}
    groups = [g for g in allocation.groups if world.households[g.group_id] or campaign.mode is Mode.CLUSTER_COMMUNE]
    agencies = sorted({a for g in allocation.groups for a in g.members})
    for milestone in campaign.milestones:
        if milestone.kind in by_kind:
            for group in groups:
                yield by_kind[milestone.kind](group, milestone, world)
        elif milestone.kind is MilestoneKind.REPORT:
            for agency_id in agencies:
                yield _report(agency_id, milestone, world)


def _speakers(group: Group) -> frozenset[str]:
    return frozenset((group.group_id, *group.members))


def _plan(group: Group, milestone: Milestone, world: _World) -> Owed:
    standing = plan_standing(world.households[group.group_id], world.plans.get(group.group_id, []), world.today)
    waits = standing.complete and standing.open_plans > 0
    return Owed(
        unit_id=group.group_id,
        milestone=milestone,
        speakers=_speakers(group),
        done=standing.complete,
        came_on=standing.came_on,
        waits_on=WaitsOn.APPROVAL if waits else None,
        waits_since=standing.open_since if waits else None,
    )


def _pair(group: Group, milestone: Milestone, world: _World) -> Owed:
    """A group owes as many agreed households as it answers for, whichever households they came to be."""
    rows = [p for p in world.pairs.get(group.group_id, []) if p.target is not PairTarget.COMMUNE]
    whole_commune = any(p.agreed for p in world.pairs.get(group.group_id, []) if p.target is PairTarget.COMMUNE)
    needed = max(1, len(world.households[group.group_id]))
    agreed = {p.target_id: _agreed_on(p) for p in rows if p.agreed and _known(p, world.today)}
    waits = {
        p.target_id: _waits(p) for p in rows if p.target_id not in agreed and p.sponsor_yes_on and not p.refused_by
    }
    done = whole_commune or len(agreed) >= needed
    waiting = not done and len(agreed) + len(waits) >= needed
    on, since = min(waits.values(), default=(None, None), key=str) if waiting else (None, None)
    return Owed(
        unit_id=group.group_id,
        milestone=milestone,
        speakers=_speakers(group),
        done=done,
        came_on=max((d for d in agreed.values() if d), default=None),
        waits_on=on,
        waits_since=since,
    )


def _known(pair: Pair, today: date) -> bool:
    return (_agreed_on(pair) or today) <= today


def _agreed_on(pair: Pair) -> date | None:
    return max((d for d in (pair.sponsor_yes_on, pair.commune_yes_on, pair.household_yes_on) if d), default=None)


def _waits(pair: Pair) -> tuple[WaitsOn, date | None]:
    """After the sponsor's yes the commune speaks, then the household."""
    if not pair.commune_yes_on:
        return WaitsOn.COMMUNE, pair.sponsor_yes_on
    return WaitsOn.HOUSEHOLD, pair.commune_yes_on


def _delivery(group: Group, milestone: Milestone, world: _World) -> Owed:
    day = world.today.isoformat()
    given = [d for d in world.deliveries.get(group.group_id, []) if handed_over(d) and d.date <= day]
    reached = {d.household_id for d in given}
    owned = world.households[group.group_id]
    done = bool(given) and all(h in reached for h in owned)
    last = max((d.date for d in given), default="")
    return Owed(
        unit_id=group.group_id,
        milestone=milestone,
        speakers=_speakers(group),
        done=done,
        came_on=day_of(last) if done else None,
    )


def handed_over(row: DeliveryRow) -> bool:
    """Say whether a support has reached the family: an empty stage is a row of a result list, a refusal is none."""
    return row.stage in (None, DeliveryStage.HANDED_OVER) and row.outcome is not DeliveryOutcome.REFUSED


def _report(agency_id: str, milestone: Milestone, world: _World) -> Owed:
    rows = [r for r in world.reports.get(agency_id, []) if r.milestone_id in ("", milestone.id)]
    came = [(day, r) for r in rows if (day := r.dated or day_of(r.received_at)) is None or day <= world.today]
    days = [day for day, _ in came if day]
    waits = bool(came) and not any(r.accepted_on and r.accepted_on <= world.today for _, r in came)
    return Owed(
        unit_id=agency_id,
        milestone=milestone,
        speakers=frozenset((agency_id,)),
        done=bool(came),
        came_on=min(days, default=None),
        waits_on=WaitsOn.ACCEPTANCE if waits else None,
        waits_since=min(days, default=None) if waits else None,
    )
