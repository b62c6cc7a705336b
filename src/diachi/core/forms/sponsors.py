"""Who helps whom, for a form: the groups of a proposal, else those of the pairs that stand, else the clusters."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from diachi.core.agency import ClusterRole, PairTarget
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.core.text import collation_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    """One body or group: its lead first; the commune of a cluster; the households it takes."""

    group_id: str
    agency_ids: tuple[str, ...]
    commune_code: str = ""
    household_ids: tuple[str, ...] = ()


def sponsors_of(register: Register, allocation: Allocation | None) -> tuple[Sponsor, ...]:
    """Give the sponsors, those of a cluster by commune, others by the name of their lead."""
    found = _proposed(register, allocation) if allocation else _standing(register)
    names = {a.agency_id: a.name for a in register.agencies}
    return tuple(
        sorted(found, key=lambda s: (s.commune_code, collation_key(names.get(s.agency_ids[0], "")), s.group_id))
    )


def _proposed(register: Register, allocation: Allocation) -> list[Sponsor]:
    homes: dict[str, dict[str, None]] = defaultdict(dict)
    for one in allocation.assignments:
        homes[one.group_id][one.household_id] = None
    return [
        Sponsor(
            group_id=g.group_id,
            agency_ids=(g.lead, *(m for m in g.members if m != g.lead)),
            commune_code=g.commune_code,
            household_ids=tuple(homes[g.group_id]),
        )
        for g in allocation.groups
    ]


def _standing(register: Register) -> list[Sponsor]:
    pairs = [p for p in register.pairs if p.target is PairTarget.HOUSEHOLD and not p.refused_by]
    bodies: dict[str, dict[str, bool]] = defaultdict(dict)
    homes: dict[str, dict[str, None]] = defaultdict(dict)
    communes: dict[str, str] = {}
    for pair in pairs:
        bodies[pair.group_id or pair.agency_id][pair.agency_id] = pair.role is ClusterRole.LEAD
        homes[pair.group_id or pair.agency_id][pair.target_id] = None
    for one in register.clusters:
        bodies[f"G-{one.cluster_id}"][one.agency_id] = one.role is ClusterRole.LEAD
        communes[f"G-{one.cluster_id}"] = one.commune_code
    for group, code in communes.items():
        homes[group] |= {h.household_id: None for h in register.households if h.commune_code == code != ""}
    return [
        Sponsor(
            group_id=group,
            agency_ids=tuple(sorted(own, key=lambda a: (not own[a], a))),
            commune_code=communes.get(group, ""),
            household_ids=tuple(homes[group]),
        )
        for group, own in bodies.items()
    ]
