"""Judge a proposal that follows an annex: the same clusters, the shares kept, nothing said that does not hold.

Source: Ninh Thuận 8016, đoạn 2 and mục 1; the annex of the base plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from diachi.core.allocation.check import Finding, FindingCode, FindingFact
from diachi.core.proposal import Allocation, Assignment, ReasonCode

STANDS = (ReasonCode.AGREED_PAIR, ReasonCode.ASSIGNED_PAIR)


def check_annex(wanted: Allocation, allocation: Allocation) -> Iterator[Finding]:
    """Check against what the annex gives; inside a cluster bodies may exchange households."""
    right = {a.household_id: a for a in wanted.assignments}
    named = Counter(a.household_id for a in allocation.assignments)
    if allocation.groups != wanted.groups:
        facts: dict[str, FindingFact] = {"wanted": len(wanted.groups), "got": len(allocation.groups)}
        yield Finding(code=FindingCode.GROUPS_DIFFER, facts=facts)
    for household_id, times in sorted(named.items()):
        if times > 1:
            yield Finding(code=FindingCode.HOUSEHOLD_TWICE, facts={"household_id": household_id, "times": times})
    for household_id in sorted(right.keys() - named.keys()):
        yield Finding(code=FindingCode.HOUSEHOLD_FORGOTTEN, facts={"household_id": household_id})
    yield from _clusters(wanted, right, allocation)
    yield from _shares(right, allocation)
    yield from _levels(allocation, len(named))
    if allocation.unmet != wanted.unmet:
        yield Finding(code=FindingCode.REASON_DIFFERS, facts={"id": "unmet"})


def _clusters(wanted: Allocation, right: dict[str, Assignment], allocation: Allocation) -> Iterator[Finding]:
    members = {g.group_id: set(g.members) for g in wanted.groups}
    for one in allocation.assignments:
        facts: dict[str, FindingFact] = {"household_id": one.household_id, "group_id": one.group_id}
        expected = right.get(one.household_id)
        if expected is None:
            yield Finding(code=FindingCode.HOUSEHOLD_NOT_ALLOWED, facts=facts)
        elif expected.group_id != one.group_id:
            yield Finding(code=FindingCode.ANNEX_NOT_OBEYED, facts=facts)
        elif not set(one.agency_ids) <= members[one.group_id]:
            yield Finding(code=FindingCode.SPONSORS_DIFFER, facts=facts)
        elif expected.agency_ids != one.agency_ids and any(r.code in STANDS for r in expected.why):
            yield Finding(code=FindingCode.PAIR_MOVED, facts=facts)
        elif expected.why != one.why:
            yield Finding(code=FindingCode.REASON_DIFFERS, facts={"id": one.household_id})


def _shares(right: dict[str, Assignment], allocation: Allocation) -> Iterator[Finding]:
    """Inside a cluster bodies may exchange households, as long as each keeps the number its share gives."""
    wanted = Counter((a.group_id, agency_id) for a in right.values() for agency_id in a.agency_ids)
    got = Counter((a.group_id, agency_id) for a in allocation.assignments for agency_id in a.agency_ids)
    for group_id, agency_id in sorted({*wanted, *got}):
        key = (group_id, agency_id)
        if wanted[key] != got[key]:
            facts: dict[str, FindingFact] = {"group_id": group_id, "agency_id": agency_id}
            yield Finding(code=FindingCode.SHARES_DIFFER, facts={**facts, "got": got[key], "wanted": wanted[key]})


def _levels(allocation: Allocation, covered: int) -> Iterator[Finding]:
    for level in allocation.levels:
        if level.name == "required_coverage" and level.value == covered:
            return
    facts: dict[str, FindingFact] = {"level": "required_coverage", "counted": covered}
    yield Finding(code=FindingCode.LEVEL_DIFFERS, facts={**facts, "stated": ""})
