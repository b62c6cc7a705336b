"""Judge a proposal without any solver: every rule on named pairs, every level counted again, the proof verified.

Source: Bình Gia 4/2024 and Ninh Thuận 8016, clause by clause; the proof by reduced costs (see `network`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from diachi.core.allocation.compact import build_compact, flows_of
from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import level_specs, level_value
from diachi.core.allocation.model import Model, may_take
from diachi.core.allocation.network import Solution, costs_of, first_violation
from diachi.core.allocation.persons import Case
from diachi.core.allocation.proof import first_loose
from diachi.core.allocation.proven import first_levels
from diachi.core.allocation.reasons import required_short
from diachi.core.allocation.telling import tell
from diachi.core.campaign import Campaign
from diachi.core.proposal import Allocation, Assignment, ReasonCode, Unmet, UnmetHousehold

FindingFact = str | int | tuple[str, ...]


class FindingCode(StrEnum):
    """What is wrong with a proposal; each code has words under `[finding.<code>]`."""

    FILE_CHANGED = "file_changed"
    INPUT_CHANGED = "input_changed"
    HOUSEHOLD_TWICE = "household_twice"
    HOUSEHOLD_NOT_ALLOWED = "household_not_allowed"
    HOUSEHOLD_FORGOTTEN = "household_forgotten"
    PAIR_MOVED = "pair_moved"
    GROUPS_DIFFER = "groups_differ"
    SPONSORS_DIFFER = "sponsors_differ"
    ABOVE_CAPACITY = "above_capacity"
    NOT_IN_REACH = "not_in_reach"
    MINIMUM_MISSED = "minimum_missed"
    LEVEL_DIFFERS = "level_differs"
    PROOF_MISSING = "proof_missing"
    PROOF_CHANGED = "proof_changed"
    NOT_OPTIMAL = "not_optimal"
    REASON_DIFFERS = "reason_differs"
    ANNEX_NOT_OBEYED = "annex_not_obeyed"
    SHARES_DIFFER = "shares_differ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, with ids and counts only."""

    code: FindingCode
    facts: dict[str, FindingFact] = field(default_factory=dict)


def check_pairs(model: Model, allocation: Allocation) -> Iterator[Finding]:
    """Check every pair by itself: who may be taken, by whom, how often."""
    seen = Counter(a.household_id for a in allocation.assignments)
    for household_id, times in sorted(seen.items()):
        if times > 1:
            yield Finding(code=FindingCode.HOUSEHOLD_TWICE, facts={"household_id": household_id, "times": times})
    allowed = {*model.candidates, *model.fixed}
    for household_id in sorted(set(seen) - allowed):
        yield Finding(code=FindingCode.HOUSEHOLD_NOT_ALLOWED, facts={"household_id": household_id})
    named = {*seen, *(u.household_id for u in allocation.unmet.households)}
    for household_id in sorted(set(model.households) - named):
        yield Finding(code=FindingCode.HOUSEHOLD_FORGOTTEN, facts={"household_id": household_id})
    if allocation.groups != model.groups:
        yield Finding(
            code=FindingCode.GROUPS_DIFFER, facts={"wanted": len(model.groups), "got": len(allocation.groups)}
        )
    if any(v.name == "alone" and v.value != len(model.alone) for v in allocation.pooling):
        yield Finding(
            code=FindingCode.LEVEL_DIFFERS, facts={"level": "alone", "counted": len(model.alone), "stated": ""}
        )
    yield from _sponsors(model, allocation)


def _sponsors(model: Model, allocation: Allocation) -> Iterator[Finding]:
    groups = {g.group_id: g for g in model.groups}
    loads = Counter(a.group_id for a in allocation.assignments)
    kept = Counter(model.group_of(p[0].agency_id) for p in model.fixed.values())
    for one in allocation.assignments:
        group = groups.get(one.group_id)
        facts: dict[str, FindingFact] = {"household_id": one.household_id, "group_id": one.group_id}
        if group is None or one.agency_ids != group.members:
            yield Finding(code=FindingCode.SPONSORS_DIFFER, facts=facts)
        elif one.household_id in model.fixed:
            if model.group_of(model.fixed[one.household_id][0].agency_id) != one.group_id:
                yield Finding(code=FindingCode.PAIR_MOVED, facts=facts)
        elif one.household_id in model.households and not may_take(model, group, one.household_id):
            yield Finding(code=FindingCode.NOT_IN_REACH, facts=facts)
    for household_id in sorted(set(model.fixed) - {a.household_id for a in allocation.assignments}):
        yield Finding(code=FindingCode.PAIR_MOVED, facts={"household_id": household_id, "group_id": ""})
    for group_id, load in sorted(loads.items()):
        if group_id in groups and load > max(model.duties[group_id].capacity, kept[group_id]):
            most = model.duties[group_id].capacity
            yield Finding(code=FindingCode.ABOVE_CAPACITY, facts={"group_id": group_id, "got": load, "most": most})
    for clause, short in required_short(model, loads).items():
        yield Finding(code=FindingCode.MINIMUM_MISSED, facts={"clause": clause, "short": short})


def check_proof(model: Model, campaign: Campaign, allocation: Allocation) -> Iterator[Finding]:
    """Count every level again on the pairs, and verify the potentials that prove no better pairing exists."""
    specs = level_specs(campaign, model)
    distance, levels = Distance.of(model, specs), tuple(spec.name for spec in specs)
    chosen = {a.household_id: a.group_id for a in allocation.assignments}
    stated = {level.name: level for level in allocation.levels}
    for name in levels[1:]:
        value = level_value(model, distance, name, chosen)
        said = stated.get(name)
        if said is None or said.value != value or said.bound not in (None, value):
            facts: dict[str, FindingFact] = {"level": name, "counted": value, "stated": said.value if said else ""}
            yield Finding(code=FindingCode.LEVEL_DIFFERS, facts=facts)
    if tuple(stated) != levels[1:]:
        named: dict[str, FindingFact] = {"level": "*", "counted": ", ".join(levels[1:]), "stated": ", ".join(stated)}
        yield Finding(code=FindingCode.LEVEL_DIFFERS, facts=named)
    open_at = next((i for i, v in enumerate(allocation.levels) if v.bound is None), len(allocation.levels))
    if any(v.bound is not None for v in allocation.levels[open_at:]):
        yield Finding(code=FindingCode.PROOF_MISSING)
        return
    yield from _potentials(model, distance, levels, allocation, chosen, open_at + 1)


def _potentials(
    model: Model,
    distance: Distance,
    levels: tuple[str, ...],
    allocation: Allocation,
    chosen: dict[str, str],
    proven: int,
) -> Iterator[Finding]:
    compact, certificate = build_compact(model, distance, levels), allocation.certificate
    if certificate is None or len(certificate.potentials) != proven:
        yield Finding(code=FindingCode.PROOF_MISSING)
        return
    network, nodes = first_levels(compact.network, proven), compact.network.nodes
    if certificate.nodes != nodes or any(len(row) != len(nodes) for row in certificate.potentials):
        yield Finding(code=FindingCode.PROOF_CHANGED, facts={"node": ""})
        return
    flows = flows_of(model, compact, {h: g for h, g in chosen.items() if h not in model.fixed})
    potentials = tuple(dict(zip(nodes, row, strict=True)) for row in certificate.potentials)
    solution = Solution(flows=flows, values=costs_of(network, flows), potentials=potentials)
    if arc := first_violation(network, solution):
        yield Finding(code=FindingCode.NOT_OPTIMAL, facts={"arc": f"{arc.tail} > {arc.head} {arc.label}".strip()})
    elif node := first_loose(network, solution):
        yield Finding(code=FindingCode.PROOF_CHANGED, facts={"node": node})


def check_reasons(model: Model, allocation: Allocation) -> Iterator[Finding]:
    """Check that every reason is the one the rules and the pairs give, for pairs that are right in themselves."""
    chosen = {a.household_id: a.group_id for a in allocation.assignments}
    told = tell(model, Distance.of(model), chosen)
    wanted, said = _by_household(told.assignments, told.unmet), _by_household(allocation.assignments, allocation.unmet)
    for household_id in sorted({*wanted, *said}):
        if said.get(household_id) != wanted.get(household_id):
            yield Finding(code=FindingCode.REASON_DIFFERS, facts={"id": household_id})
    for name, right, stated in (
        ("assignments", len(told.assignments), len(allocation.assignments)),
        ("unmet.households", len(told.unmet.households), len(allocation.unmet.households)),
        ("unmet.sponsors", told.unmet.sponsors, allocation.unmet.sponsors),
        ("relaxed", told.relaxed, allocation.relaxed),
    ):
        if right != stated:
            yield Finding(code=FindingCode.REASON_DIFFERS, facts={"id": name})


def check_persons(case: Case, allocation: Allocation) -> Iterator[Finding]:
    """Check what a pairing of persons says of households in which no list names the person."""
    said = tuple(u for u in allocation.unmet.households if u.code is ReasonCode.NO_MEMBER_NAMED)
    if said != case.unnamed:
        yield Finding(code=FindingCode.REASON_DIFFERS, facts={"id": ReasonCode.NO_MEMBER_NAMED.value})


def _by_household(assignments: tuple[Assignment, ...], unmet: Unmet) -> dict[str, Assignment | UnmetHousehold]:
    return {**{a.household_id: a for a in assignments}, **{u.household_id: u for u in unmet.households}}
