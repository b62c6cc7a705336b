"""Why a pair, why a household stays open, why a sponsor takes fewer: codes, clauses and the arithmetic behind them."""

from __future__ import annotations

from collections import Counter

from diachi.core.allocation.distance import STEP, Distance
from diachi.core.allocation.levels import Chosen
from diachi.core.allocation.model import Model, commune_of, may_take, priorities_of
from diachi.core.allocation.ranks import clause_holds
from diachi.core.clauses import Force
from diachi.core.proposal import Group, Reason, ReasonCode, UnmetHousehold, UnmetSponsor

Ground = tuple[str, str]  # a commune, and a household of it that somebody may not take
Standing = tuple[bool, ...]  # which priorities hold
Facts = dict[str, str | int | float | tuple[str, ...]]


def why_pair(model: Model, distance: Distance, group: Group, household_id: str) -> tuple[Reason, ...]:
    """Give the reasons of a proposed pair: what the group owes, what the household has before others, how near."""
    home = model.households[household_id]
    duty = model.duties[group.group_id]
    reasons = [_duty_reason(model, group)] if duty.clause else []
    reasons += [
        Reason(code=ReasonCode.PRIORITY, clause=f"priorities.{p.id}", facts={"rank": p.rank, "commune": p.commune})
        for p in model.named
        if clause_holds(p, home)
    ]
    if model.monthly and home.need_vnd:
        reasons.append(Reason(code=ReasonCode.MONTHLY, clause="support_floor", facts={"vnd": home.need_vnd}))
    if home.village_rank is not None:
        reasons.append(Reason(code=ReasonCode.VILLAGE_ORDER, facts={"rank": home.village_rank}))
    if distance.unit == STEP and distance.between(group.group_id, household_id) == 0:
        reasons.append(Reason(code=ReasonCode.SAME_COMMUNE))
    if model.before.get(household_id) == group.group_id:
        reasons.append(Reason(code=ReasonCode.KEPT))
    return (*reasons, *model.notes.get(household_id, ()))


def _duty_reason(model: Model, group: Group) -> Reason:
    duty = model.duties[group.group_id]
    if group.group_id in model.pool_clause:
        staff = sum(model.agencies[a].staff or 0 for a in group.members)
        return Reason(code=ReasonCode.POOLED, clause=duty.clause, facts={"bodies": len(group.members), "staff": staff})
    return Reason(code=ReasonCode.QUOTA, clause=duty.clause, facts={"count": duty.capacity})


def why_fixed(document: str, years: tuple[Reason, ...] = ()) -> tuple[Reason, ...]:
    """Give the reason of a pair that stands: a document assigned it, or all three parties said yes."""
    if document:
        return (Reason(code=ReasonCode.ASSIGNED_PAIR, facts={"document": document}), *years)
    return (Reason(code=ReasonCode.AGREED_PAIR), *years)


def why_pinned(model: Model, household_id: str) -> tuple[Reason, ...]:
    """Give the reason of a pair that a person asked for, and what a person should still look at."""
    asked = model.wished.reasons.get(household_id, "")
    return (Reason(code=ReasonCode.PINNED, facts={"reason": asked}), *model.notes.get(household_id, ()))


def why_inherited(model: Model, group: Group, household_id: str) -> tuple[Reason, ...]:
    """Give the story of a pair that an heir took over: from whom."""
    before = model.inherited.get(household_id, "")
    stands = household_id in model.fixed or model.before.get(household_id) == group.group_id
    return (Reason(code=ReasonCode.INHERITED, facts={"body": before}),) if before and stands else ()


def why_open(model: Model, chosen: Chosen) -> tuple[UnmetHousehold, ...]:
    """Give for every candidate nobody takes the reason: nobody reaches it, or the places went to others first.

    The arithmetic adds up: free places in reach = given to those with higher priority + to equals (+ to others).
    """
    found = []
    sponsors: dict[Ground, tuple[str, ...]] = {}
    told: dict[tuple[Ground, Standing], tuple[str, Facts]] = {}
    taken = Counter((chosen[h], priorities_of(model, h)) for h in model.candidates if h in chosen)
    nobody = _general_clause(model, tuple(model.duties))
    refused = {target for _, target in model.banned}
    for household_id in model.candidates:
        if household_id in chosen:
            continue
        ground = (commune_of(model.households[household_id]), household_id if household_id in refused else "")
        if ground not in sponsors:
            sponsors[ground] = _sponsors(model, household_id)
        if not sponsors[ground]:
            found.append(UnmetHousehold(household_id=household_id, code=ReasonCode.OUT_OF_REACH, clause=nobody))
            continue
        key = (ground, priorities_of(model, household_id))
        if key not in told:
            told[key] = _places_of(model, taken, sponsors[ground], key[1])
        clause, facts = told[key]
        found.append(
            UnmetHousehold(household_id=household_id, code=ReasonCode.PLACES_RAN_OUT, clause=clause, facts=facts)
        )
    return tuple(found)


def _sponsors(model: Model, household_id: str) -> tuple[str, ...]:
    """The groups that may take a household and are proposed for any at all."""
    able = (g for g in model.groups if model.duties[g.group_id].capacity)
    return tuple(g.group_id for g in able if may_take(model, g, household_id))


def _places_of(
    model: Model, taken: Counter[tuple[str, Standing]], group_ids: tuple[str, ...], standing: Standing
) -> tuple[str, Facts]:
    within = set(group_ids)
    others: Counter[Standing] = Counter()
    for (group_id, own), count in taken.items():
        if group_id in within:
            others[own] += count
    before, equal = sum(n for own, n in others.items() if own > standing), others[standing]
    facts: Facts = {"places": others.total(), "candidates": len(model.candidates), "before": before, "equal": equal}
    lacks = (f"priorities.{p.id}" for p, has in zip(model.priorities, standing, strict=True) if not has)
    return next(lacks, "") if before else _general_clause(model, group_ids), facts


def _general_clause(model: Model, group_ids: tuple[str, ...]) -> str:
    """The clause most of these groups owe by: its number is what ran out."""
    clauses = Counter(model.duties[g].clause for g in group_ids if model.duties[g].clause)
    return min(clauses, key=lambda c: (-clauses[c], c), default="")


def why_short(model: Model, loads: Counter[str], chosen: Chosen) -> tuple[UnmetSponsor, ...]:
    """Give every group that takes fewer than the words ask, and every body that stands otherwise than they say."""
    open_left = [h for h in model.candidates if h not in chosen]
    found = []
    for group in model.groups:
        duty, load = model.duties[group.group_id], loads[group.group_id]
        asked = duty.min or duty.aim
        if load < asked:
            facts: Facts = {"asked": asked, "got": load, "force": duty.force.value}
            code = shortage_code(model, group, open_left)
            found.append(
                UnmetSponsor(group_id=group.group_id, short=asked - load, code=code, clause=duty.clause, facts=facts)
            )
        found += [_stands_open(model, group, agency_id) for agency_id in group.members if _is_open(model, agency_id)]
    return tuple(found)


def _is_open(model: Model, agency_id: str) -> bool:
    return agency_id in model.alone or agency_id in model.unsure


def _stands_open(model: Model, group: Group, agency_id: str) -> UnmetSponsor:
    """A small body without partners, or one whose head-count nobody told: a person decides."""
    without = agency_id in model.alone
    return UnmetSponsor(
        group_id=group.group_id,
        short=0,
        code=ReasonCode.NO_PARTNER if without else ReasonCode.STAFF_UNKNOWN,
        clause=model.alone.get(agency_id) or model.unsure[agency_id],
        facts={"agency_id": agency_id, "staff": model.agencies[agency_id].staff or 0},
    )


def shortage_code(model: Model, group: Group, open_left: list[str]) -> ReasonCode:
    """Say why a group takes fewer than the words ask: its own number, nobody in reach, or nobody left."""
    duty = model.duties[group.group_id]
    if duty.capacity < (duty.min or duty.aim):
        return ReasonCode.CAPACITY_BELOW
    if any(may_take(model, group, h) for h in model.candidates):
        return ReasonCode.HOUSEHOLDS_RAN_OUT
    return ReasonCode.NOBODY_IN_REACH if open_left else ReasonCode.HOUSEHOLDS_RAN_OUT


def required_short(model: Model, loads: Counter[str]) -> dict[str, int]:
    """Give by clause how many households are lacking to the minimums that bind."""
    short: Counter[str] = Counter()
    for group in model.groups:
        duty = model.duties[group.group_id]
        if duty.force is Force.REQUIRED and loads[group.group_id] < duty.min:
            short[duty.clause] += duty.min - loads[group.group_id]
    return dict(sorted(short.items()))
