"""Who sponsors together: bodies that agreed to, small bodies that join others; everybody else stands alone.

Source: Bình Gia 4/2024, mục 1, gạch đầu dòng 1. Groups come before the pairing, so that a person can confirm them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from diachi.core.agency import Agency
from diachi.core.clauses import SmallAgencies
from diachi.core.proposal import Group
from diachi.core.rules.reach import Area, Seat, area_of
from diachi.core.rules.small_agencies import group_sizes, in_scope, is_small, staff_unknown
from diachi.core.shares import by_largest_remainder

Pool = Callable[
    [Sequence[Agency], SmallAgencies, Mapping[str, Seat]], tuple[list[list[Agency]], list[Agency]]
]  # bodies still free -> groups made of them, small bodies left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The groups, the clause each joint one rests on, and the small bodies that found no partner in reach."""

    groups: tuple[Group, ...]
    clause_of: dict[str, str]
    alone: dict[str, str]  # agency_id -> clause
    unsure: dict[str, str]  # agency_id -> clause: head-count unknown, so small or not is open


def form_groups(
    agencies: Sequence[Agency],
    rules: Sequence[SmallAgencies],
    *,
    seats: Mapping[str, Seat] | None = None,
    joint: Sequence[tuple[str, ...]] = (),
    pool: Pool | None = None,
) -> Grouping:
    """Partition the bodies into groups that sponsor together.

    Source: Bình Gia 4/2024, mục 1 ("dưới 10 ... phối hợp 2-3 cơ quan, đơn vị khác").
    Takes: n bodies in any order; the pooling clauses; the district of each commune; bodies that stand together already;
    pool - another way to make groups of free bodies (see `pooling`), by default row by row without an engine.
    Gives: every body in exactly one group, alike in block, kind and seat. Fails: never; a small body without partners
    in reach is named in `alone`.
    Holds: order of input does not matter; where all reach each other no partition leaves fewer small bodies alone, nor
    then draws in fewer larger ones; elsewhere nobody stays alone who could join a group or make one with those free;
    bodies that agreed on one household stay together; bodies of two districts never join. Cost: O(n^2) at worst.
    """
    by_id = {a.agency_id: a for a in agencies}
    made = [(ids, _clause_of(ids, by_id, rules)) for ids in _merged(joint, by_id)]
    alone: dict[str, str] = {}
    taken = {a for ids, _ in made for a in ids}
    for rule in rules:
        clause = f"small_agencies.{rule.id}"
        free = [a for a in sorted(agencies, key=likeness) if a.agency_id not in taken]
        joined, left = (pool or pool_in_rows)(free, rule, seats or {})
        made += [(tuple(a.agency_id for a in group), clause) for group in joined]
        alone.update({a.agency_id: clause for a in left})
        taken.update(a.agency_id for group in joined for a in group)
    made += [((a.agency_id,), "") for a in agencies if a.agency_id not in taken]
    named = sorted(((_group(ids, by_id), clause) for ids, clause in made), key=lambda m: m[0].group_id)
    return Grouping(
        groups=tuple(group for group, _ in named),
        clause_of={group.group_id: clause for group, clause in named if clause},
        alone=alone,
        unsure={
            a.agency_id: f"small_agencies.{rule.id}"
            for rule in rules
            for a in agencies
            if a.agency_id not in taken and staff_unknown(a, rule)
        },
    )


def _merged(joint: Sequence[tuple[str, ...]], by_id: Mapping[str, Agency]) -> list[tuple[str, ...]]:
    """Bodies that share one body with others stand with all of them."""
    parts: list[set[str]] = []
    for ids in joint:
        touching = [part for part in parts if part & set(ids)]
        parts = [part for part in parts if not part & set(ids)] + [set(ids).union(*touching)]
    return [tuple(sorted(part & by_id.keys())) for part in parts if len(part & by_id.keys()) > 1]


def _clause_of(ids: tuple[str, ...], by_id: Mapping[str, Agency], rules: Sequence[SmallAgencies]) -> str:
    """The pooling clause a group rests on that the bodies made themselves; "" when none of them is small."""
    return next((f"small_agencies.{r.id}" for r in rules if any(is_small(by_id[i], r) for i in ids)), "")


def _group(ids: tuple[str, ...], by_id: Mapping[str, Agency]) -> Group:
    lead = min(ids, key=lambda i: (-(by_id[i].staff or 0), i))
    members = (lead, *sorted(i for i in ids if i != lead))
    shares = by_largest_remainder(100, (1,) * len(members)) if len(members) > 1 else ()
    return Group(group_id=f"G-{min(ids)}", lead=lead, members=members, shares_percent=shares)


def likeness(agency: Agency) -> tuple[str, str, str, str]:
    """Give an order in which alike bodies stand near each other: the same block, kind and seat."""
    return (agency.block, agency.kind.value, agency.commune_code, agency.agency_id)


@dataclass(slots=True)
class _Bench:
    """The groups made so far, and the larger bodies still free to be drawn in."""

    least: int
    most: int
    areas: Mapping[str, Area]
    spare: list[Agency]
    joined: list[list[Agency]] = field(default_factory=list)

    def meet(self, one: Agency, others: Sequence[Agency]) -> bool:
        """Say whether a body has ground in common with each of others."""
        return all(self.areas[one.agency_id].meets(self.areas[o.agency_id]) for o in others)

    def grow(self, over: list[Agency], free: Sequence[Agency]) -> list[Agency]:
        """Add bodies of `free`, in their order, until the group is large enough; all must have ground in common."""
        grown = list(over)
        for one in free:
            if len(grown) < self.least and one not in grown and self.meet(one, grown):
                grown.append(one)
        return grown

    def complete(self, one: Agency, free: Sequence[Agency]) -> list[Agency] | None:
        """Give the first large enough group of a body and others of `free`, whoever of them comes first."""
        tries = (self.grow([one], [first, *free]) for first in free)
        return next((grown for grown in tries if len(grown) == self.least), None)

    def lend(self, end: list[Agency], row: list[Agency]) -> list[Agency]:
        """Let the last of a row join bodies bound to one commune that lack partners; give the row without them."""
        grown = self.grow(end, row[::-1])
        if not end or len(grown) < self.least or any(a in g for a in end for g in self.joined):
            return row
        self.joined.append(grown)
        return [a for a in row if a not in grown]

    def larger(self, over: Sequence[Agency]) -> list[Agency]:
        """Give the larger bodies in reach of all of `over`: of their own kinds first, then the smallest."""
        kinds = {a.kind for a in over}
        near = [s for s in self.spare if self.meet(s, over)]
        return sorted(near, key=lambda a: (a.kind not in kinds, a.staff is None, a.staff or 0, a.agency_id))

    def cut(self, row: list[Agency], *, room: int) -> list[Agency]:
        """Cut a row of like bodies into as many groups as the sizes allow; give what does not divide."""
        count = len(row) // self.least
        if not count:
            return row
        fits = min(len(row), count * self.most)
        if fits < len(row) and self.least - (len(row) - count * self.least) <= room:
            fits = count * self.least  # the rest makes a group of its own with fewer larger partners drawn in
        at = 0
        for n in range(count):
            size = fits // count + (n < fits % count)
            self.joined.append(row[at : at + size])
            at += size
        return row[at:]

    def settle(self, over: list[Agency]) -> list[Agency]:
        """Find partners for those left over, drawing in larger bodies only when small ones do not suffice."""
        if not over:
            return []
        roomy, rest = self._fit_in(over)
        if not rest:
            self.joined = roomy
            return []
        movable = [g[-1] for g in self.joined if len(g) > self.least]
        for free in (movable, [*movable, *self.larger(over[:1])]):
            if grown := self.complete(over[0], [*over[1:], *free]):
                self.joined = [*([m for m in g if m not in grown] for g in self.joined), grown]
                self.spare = [s for s in self.spare if s not in grown]
                return self.settle([o for o in over if o not in grown])
        self.joined, alone = self._fit_in(over[:1])
        return [*alone, *self.settle(over[1:])]

    def _fit_in(self, over: list[Agency]) -> tuple[list[list[Agency]], list[Agency]]:
        """Put each into a group that has room for it; give the groups so grown and those without room."""
        groups = [list(g) for g in self.joined]
        rest: list[Agency] = []
        for one in over:
            group = next((g for g in groups if len(g) < self.most and self.meet(one, g)), None)
            (rest if group is None else group).append(one)
        return groups, rest


def pool_in_rows(
    agencies: Sequence[Agency], rule: SmallAgencies, seats: Mapping[str, Seat]
) -> tuple[list[list[Agency]], list[Agency]]:
    """Make groups without an engine: by communes, then by districts; what does not divide looks for partners last."""
    least, most = group_sizes(rule)
    areas = {a.agency_id: area_of(a, seats) for a in agencies}
    small = [a for a in agencies if is_small(a, rule)]
    spare = [a for a in agencies if rule.large_partner and in_scope(a, rule) and not is_small(a, rule)]
    bench = _Bench(least=least, most=most, areas=areas, spare=spare)
    districts = {(s.province, s.district) for s in seats.values()}
    rows: dict[tuple[str, str, str], list[Agency]] = {}
    for agency in small:
        area = areas[agency.agency_id]
        # Where the lists know one district only, a body without a seat belongs to it.
        province, district = min(districts) if len(districts) == 1 else (area.province, area.district)
        rows.setdefault((province, district, area.commune), []).append(agency)
    over: list[Agency] = []
    open_ends: list[list[Agency]] = []
    for ground in sorted(rows, reverse=True):  # within a district the communes come first, the district last
        row = rows[ground]
        if ground[2]:
            open_ends.append(bench.cut(row, room=len(small)))
            continue
        for end in sorted(open_ends, key=len, reverse=True):  # who lacks fewest finds partners first
            row = bench.lend(end, row)
        over += bench.cut(row, room=len(bench.larger(row)))
    joined = {a.agency_id for g in bench.joined for a in g}
    alone = bench.settle([*(a for end in open_ends for a in end if a.agency_id not in joined), *over])
    while len(left := bench.settle(alone)) < len(alone):  # a group that gave one away may have room again
        alone = left
    return bench.joined, left
