"""Explain a household, a sponsor or a pair of a proposal: why, why not, at what cost, what would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from diachi.core.agency import Agency, Reach
from diachi.core.allocation.displacement import Displacement, Settled, exchange, exchanges_with, village_ahead
from diachi.core.allocation.hall import Shortage, shortages
from diachi.core.allocation.levels import level_specs
from diachi.core.allocation.model import Evidence, Model, build_model, may_take, priorities_of
from diachi.core.allocation.persons import Case, case_of
from diachi.core.allocation.pins import NOTHING_WISHED, Wishes
from diachi.core.allocation.pooling import pool_as_given
from diachi.core.answers import apply_answers
from diachi.core.campaign import Campaign, LevelSpec, Mode
from diachi.core.errors import ErrorCode, InputError
from diachi.core.proposal import Allocation, Assignment, LevelValue, Reason, UnmetHousehold
from diachi.core.register import Register
from diachi.core.rules.reach import reaches

SHORTLIST = 5
_TRIED = 3
Rerun = Callable[[Campaign, Register], Allocation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A change of the lists that would give a household a sponsor: one takes one more, or its will is recorded."""

    code: str
    group_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that is to be said of one household, one group, or one of each; what does not apply is empty."""

    household_id: str = ""
    group_id: str = ""
    assignments: tuple[Assignment, ...] = ()
    left_open: UnmetHousehold | None = None
    barred: str = ""  # why the pair cannot be at all: refused, asked, out_of_reach, no_place
    all_barred: bool = False  # somebody reaches this family, but every such pair is barred or was refused
    shortage: Shortage | None = None
    preferred: int = 0  # families without a place that the letter puts before this one
    village: tuple[str, ...] = ()  # families of the village without a place that its order puts before this one
    exchanges: tuple[Displacement, ...] = ()
    passed: dict[str, int] = field(default_factory=dict)  # family of the shortlist -> families of its village before it
    openings: tuple[Opening, ...] = ()
    tried: bool = False  # whether openings were looked for


def explain(
    *,
    campaign: Campaign,
    register: Register,
    evidence: Evidence,
    allocation: Allocation,
    subject: str,
    wishes: Wishes = NOTHING_WISHED,
    rerun: Rerun | None = None,
) -> Explanation:
    """Explain a household, an agency or group, or "GROUP:HOUSEHOLD", from a proposal that passed its check.

    Takes: subject - ids of the lists, a person as "household/number"; rerun - proposes again from changed lists, for
    what would change the answer. Fails: InputError ID_UNKNOWN, PERSON_ASKED (which of a household's persons is meant).
    """
    campaign = apply_answers(campaign)
    body, _, family = subject.partition(":") if ":" in subject else ("", "", subject)
    case = case_of(campaign, register, evidence, wishes)
    allocation = case.keyed(allocation)
    group_id = _group_id(allocation, body or subject)
    household_id = _target(case, register, family)
    if (body and not (group_id and household_id)) or not (group_id or household_id):
        raise InputError(ErrorCode.ID_UNKNOWN, id=subject, table="--explain")
    said = Explanation(
        household_id=household_id,
        group_id=group_id,
        assignments=tuple(a for a in allocation.assignments if household_id == a.household_id),
        left_open=next((u for u in allocation.unmet.households if u.household_id == household_id), None),
    )
    if not household_id:
        said = replace(said, assignments=tuple(a for a in allocation.assignments if a.group_id == group_id))
    if campaign.mode is Mode.CLUSTER_COMMUNE:
        return said
    model = build_model(campaign, case.register, case.evidence, case.wishes, pool_as_given(allocation.groups))
    settled = settled_of(model, level_specs(campaign, model), allocation)
    if not household_id:
        return replace(said, **_shortlist(settled, group_id))
    if household_id not in model.candidates:
        return said
    return _of_household(settled, said, campaign, register, rerun)


def _target(case: Case, register: Register, name: str) -> str:
    """Give the household, or in a pairing of persons the one person, that a name means; "" = none."""
    rows = {h.household_id for h in case.register.households}
    persons = tuple(key for key, (household_id, _) in case.named.items() if household_id == name)
    if len(persons) > 1:
        raise InputError(ErrorCode.PERSON_ASKED, household_id=name, count=len(persons), ids=persons)
    if persons:
        return persons[0]
    return name if name in rows or name in {h.household_id for h in register.households} else ""


def settled_of(model: Model, specs: tuple[LevelSpec, ...], allocation: Allocation) -> Settled:
    """Lay a proposal out as the optimal flow it is; its certificate is the proof."""
    proof = allocation.certificate
    rows = tuple(dict(zip(proof.nodes, row, strict=True)) for row in proof.potentials) if proof else ()
    return Settled.of(model, specs, {a.household_id: a.group_id for a in allocation.assignments}, rows)


def _group_id(allocation: Allocation, name: str) -> str:
    return next((g.group_id for g in allocation.groups if name == g.group_id or name in g.members), "")


def _shortlist(settled: Settled, group_id: str) -> dict[str, Any]:
    """The families that cost least; of equal ones those first that pass over fewest of their own village."""
    cheap = exchanges_with(settled, group_id)[: SHORTLIST * 8]
    passed = {e.household_id: len(village_ahead(settled.model, settled.chosen, e.household_id)) for e in cheap}
    ordered = sorted(enumerate(cheap), key=lambda e: (not e[1].free, passed[e[1].household_id], e[0]))
    return {"exchanges": tuple(e for _, e in ordered[:SHORTLIST]), "passed": passed}


def _of_household(
    settled: Settled, said: Explanation, campaign: Campaign, register: Register, rerun: Rerun | None
) -> Explanation:
    model, household_id = settled.model, said.household_id
    held = settled.chosen.get(household_id)
    if said.group_id and held != said.group_id:
        said = replace(said, barred=_barred(model, household_id, said.group_id))
    if not said.barred:
        found = exchange(settled, household_id, said.group_id)
        said = replace(said, exchanges=(found,) if found else ())
    if held:
        return said
    standing = priorities_of(model, household_id)
    waiting = [h for h in model.candidates if h not in settled.chosen]
    return replace(
        said,
        all_barred=_all_barred(model, household_id),
        shortage=next(s for s in shortages(model, settled.chosen) if household_id in s.uncovered),
        preferred=sum(priorities_of(model, h) > standing for h in waiting),
        village=village_ahead(model, settled.chosen, household_id),
        openings=tuple(_openings(settled, household_id, campaign, register, rerun)) if rerun else (),
        tried=rerun is not None,
    )


def _barred(model: Model, household_id: str, group_id: str) -> str:
    group = next(g for g in model.groups if g.group_id == group_id)
    home = model.households[household_id]
    asked = model.wished
    if any((a, household_id) in asked.banned or (a, home.commune_code) in asked.barred for a in group.members):
        return "asked"
    if any((a, household_id) in model.banned for a in group.members):
        return "refused"
    if not may_take(model, group, household_id):
        return "out_of_reach"
    return "" if model.duties[group_id].capacity else "no_place"


def _all_barred(model: Model, household_id: str) -> bool:
    able = [g for g in model.groups if model.duties[g.group_id].capacity]
    if any(may_take(model, g, household_id) for g in able):
        return False
    home = model.households[household_id]
    return any(all(reaches(model.agencies[a], home, model.seats) for a in g.members) for g in able)


def _openings(
    settled: Settled, household_id: str, campaign: Campaign, register: Register, rerun: Rerun
) -> Iterator[Opening]:
    """Changes that a new run confirms; only those are told."""
    model = settled.model
    able = [g for g in model.groups if may_take(model, g, household_id)]
    near = min(able, key=lambda g: (settled.distance.between(g.group_id, household_id), g.group_id), default=None)
    if near is not None:
        room = model.duties[near.group_id].capacity + 1
        bodies = tuple(_roomier(a, near.lead, room) for a in register.agencies)
        if _taken(rerun(campaign, replace(register, agencies=bodies)), household_id):
            yield Opening(code="one_more", group_id=near.group_id)
    if near is None and (wider := _wider(settled, household_id, campaign, register, rerun)):
        yield Opening(code="wider", group_id=wider)
    asks_will = any(p.when and p.when.will_to_escape for p in model.named)
    if asks_will and model.households[household_id].will_to_escape is None:
        own = household_id if not model.monthly else household_id.rpartition("/")[0]
        homes = tuple(replace(h, will_to_escape=True) if h.household_id == own else h for h in register.households)
        if _taken(rerun(campaign, replace(register, households=homes)), household_id):
            yield Opening(code="will_recorded")


def _roomier(agency: Agency, agency_id: str, room: int) -> Agency:
    return replace(agency, max_households=room) if agency.agency_id == agency_id else agency


def _wider(settled: Settled, household_id: str, campaign: Campaign, register: Register, rerun: Rerun) -> str:
    """Give the nearest sponsor that would take a family if it acted in the whole district; "" = none of the first."""
    model = settled.model
    able = [g for g in model.groups if model.duties[g.group_id].capacity]
    for group in sorted(able, key=lambda g: (settled.distance.between(g.group_id, household_id), g.group_id))[:_TRIED]:
        bodies = tuple(
            replace(a, reach=Reach.DISTRICT) if a.agency_id in group.members else a for a in register.agencies
        )
        if _taken(rerun(campaign, replace(register, agencies=bodies)), household_id):
            return group.group_id
    return ""


def _taken(allocation: Allocation, household_id: str) -> bool:
    return any(a.target_id == household_id for a in allocation.assignments)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPrice:
    """What every level would be if one of them stood first, right behind what is required."""

    first: str
    levels: tuple[LevelValue, ...]


def orders(campaign: Campaign, allocation: Allocation, register: Register, rerun: Rerun) -> tuple[OrderPrice, ...]:
    """Give the price table of level orders: each level in turn put right behind the required ones."""
    campaign = apply_answers(campaign)
    stated = {spec.name: spec for spec in campaign.levels}
    specs = [stated.get(v.name, LevelSpec(name=v.name)) for v in allocation.levels]
    held = [s for s in specs if s.name.startswith("required")]
    found = []
    for spec in specs[len(held) + 1 :]:
        if spec.name == "village_order":  # it compares families of one village only: no place of its own to win
            continue
        turned = (*held, spec, *(s for s in specs if s not in held and s is not spec))
        again = rerun(replace(campaign, levels=turned), register)
        found.append(OrderPrice(first=spec.name, levels=again.levels))
    return tuple(found)


def first_reason(explanation: Explanation) -> Reason | None:
    """Give the reason a household stays open."""
    left = explanation.left_open
    return Reason(code=left.code, clause=left.clause, facts=left.facts) if left else None
