"""Who sponsors together: small bodies join others, everybody else stands alone.

Source: Bình Gia 4/2024, mục 1, gạch đầu dòng 1. Groups come before the pairing, so that a person can confirm them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diachi.core.agency import Agency, AgencyKind, Reach
from diachi.core.clauses import SmallAgencies
from diachi.core.proposal import Group
from diachi.core.rules.small_agencies import group_sizes, in_scope, is_small, staff_unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The groups, the clause each joint one rests on, and the small bodies that found no partner in reach."""

    groups: tuple[Group, ...]
    clause_of: dict[str, str]
    alone: dict[str, str]  # agency_id -> clause
    unsure: dict[str, str]  # agency_id -> clause: head-count unknown, so small or not is open


def reach_of(agency: Agency) -> Reach:
    """Give how far a body takes households: a commune committee in its commune, others in the district."""
    if agency.reach is not None:
        return agency.reach
    return Reach.COMMUNE if agency.kind is AgencyKind.COMMUNE else Reach.DISTRICT


def form_groups(agencies: Sequence[Agency], rules: Sequence[SmallAgencies]) -> Grouping:
    """Partition the bodies into groups that sponsor together.

    Source: Bình Gia 4/2024, mục 1 ("dưới 10 ... phối hợp 2-3 cơ quan, đơn vị khác").
    Takes: n bodies in any order; the pooling clauses. Gives: every body in exactly one group; as many groups as the
    sizes allow, alike in block, kind and seat; larger partners only where small ones do not divide.
    Fails: never; a small body without partners in reach is named in `alone`.
    Holds: order of input does not matter; no small body is alone while enough partners are in reach.
    Cost: O(n log n).
    """
    pooled: list[tuple[tuple[str, ...], str]] = []
    alone: dict[str, str] = {}
    taken: set[str] = set()
    for rule in rules:
        clause = f"small_agencies.{rule.id}"
        free = [a for a in sorted(agencies, key=_likeness) if a.agency_id not in taken]
        joined, left = _pool(free, rule)
        pooled.extend((tuple(a.agency_id for a in group), clause) for group in joined)
        alone.update({a.agency_id: clause for a in left})
        taken.update(a.agency_id for group in joined for a in group)
    by_id = {a.agency_id: a for a in agencies}
    singles = [((a.agency_id,), "") for a in agencies if a.agency_id not in taken]
    made = sorted(((_group(ids, by_id), clause) for ids, clause in [*pooled, *singles]), key=lambda m: m[0].group_id)
    return Grouping(
        groups=tuple(group for group, _ in made),
        clause_of={group.group_id: clause for group, clause in made if clause},
        alone=alone,
        unsure={
            a.agency_id: f"small_agencies.{rule.id}"
            for rule in rules
            for a in agencies
            if a.agency_id not in taken and staff_unknown(a, rule)
        },
    )


def _group(ids: tuple[str, ...], by_id: dict[str, Agency]) -> Group:
    lead = min(ids, key=lambda i: (-(by_id[i].staff or 0), i))
    members = (lead, *sorted(i for i in ids if i != lead))
    return Group(group_id=f"G-{min(ids)}", lead=lead, members=members)


def _likeness(agency: Agency) -> tuple[str, str, str, str]:
    """Bodies that stand near each other in this order are alike: the same block, kind and seat."""
    return (agency.block, agency.kind.value, agency.commune_code, agency.agency_id)


def _pool(agencies: Sequence[Agency], rule: SmallAgencies) -> tuple[list[list[Agency]], list[Agency]]:
    least, most = group_sizes(rule)
    small = [a for a in agencies if is_small(a, rule)]
    spare = [a for a in agencies if rule.large_partner and in_scope(a, rule) and not is_small(a, rule)]
    wide = [a for a in small if not _bound_to(a)]
    joined: list[list[Agency]] = []
    open_ends: list[list[Agency]] = []
    for commune in sorted({_bound_to(a) for a in small} - {""}):
        made, over = _cut([a for a in small if _bound_to(a) == commune], least, most, spare=len(wide) + len(spare))
        # A body bound to one commune may join those that reach the whole district: both reach that commune.
        while over and len(over) < least and wide:
            over.append(wide.pop())
        joined += [*made, over] if len(over) >= least else made
        open_ends += [over] if 0 < len(over) < least else []
    made, over = _cut(wide, least, most, spare=len(spare))
    joined += made
    open_ends += [over] if over else []
    return _fill(joined, open_ends, spare, least)


def _bound_to(agency: Agency) -> str:
    return agency.commune_code if reach_of(agency) is Reach.COMMUNE else ""


def _cut(agencies: list[Agency], least: int, most: int, *, spare: int) -> tuple[list[list[Agency]], list[Agency]]:
    """Cut a row of like bodies into as many groups as the sizes allow; what does not divide is left over."""
    count = len(agencies) // least
    if not count:
        return [], list(agencies)
    fits = min(len(agencies), count * most)
    over = len(agencies) - count * least
    if fits < len(agencies) and least - over <= spare:
        fits = count * least  # the rest makes a group of its own with fewer larger partners drawn in
    sizes = [fits // count + (i < fits % count) for i in range(count)]
    groups, at = [], 0
    for size in sizes:
        groups.append(agencies[at : at + size])
        at += size
    return groups, agencies[at:]


def _fill(
    joined: list[list[Agency]], open_ends: list[list[Agency]], spare: list[Agency], least: int
) -> tuple[list[list[Agency]], list[Agency]]:
    """Draw larger partners to those left over: of their own kinds first, then the smallest."""
    alone: list[Agency] = []
    for over in open_ends:
        kinds = {a.kind for a in over}
        drawn = sorted(spare, key=lambda a: (a.kind not in kinds, a.staff is None, a.staff or 0, a.agency_id))
        drawn = drawn[: least - len(over)]
        if len(over) + len(drawn) < least:
            alone += over
            continue
        joined = [*joined, over + drawn]
        spare = [a for a in spare if a not in drawn]
    return joined, alone
