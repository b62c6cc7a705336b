"""Small bodies into groups, exactly: which patterns of alike bodies are used how often, levels before levels.

Source: Bình Gia 4/2024, mục 1, gạch đầu dòng 1; set partitioning over aggregated columns. Bodies of one class are alike
for the rule, so a pattern counts them and names come later, in the order of their likeness and ids.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, islice
from math import comb
from typing import Protocol

from diachi.core.agency import Agency
from diachi.core.allocation.grouping import Pool, likeness, pool_in_rows
from diachi.core.clauses import SmallAgencies
from diachi.core.proposal import Group, LevelValue
from diachi.core.rules.reach import Area, Seat, area_of
from diachi.core.rules.small_agencies import group_sizes, in_scope, is_small

MOST_PATTERNS, MOST_TRIED = 4_000, 200_000
STAFF, KIND, PLACE = "staff", "kind", "place"
# What tells bodies apart beside the ground they may act on; the first that does not make too many columns is used.
FINENESS = ((STAFF, KIND, PLACE), (KIND, PLACE), (STAFF, KIND), (KIND,), (PLACE,), ())
# Less is better at each: small bodies alone, larger ones drawn in, groups missed, groups still below the line, kinds
# mixed in one group, communes mixed in one group.
POOL_LEVELS = ("alone", "larger", "groups", "thin", "kinds", "communes")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyClass:
    """Bodies alike for the rule."""

    key: Key
    area: Area
    small: bool
    staff: int | None
    kind: str
    place: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A group as classes (indices, sorted, repeated) and what it costs at each level."""

    classes: tuple[int, ...]
    costs: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolProblem:
    """Classes to be covered by patterns; a small body in none costs one at the first level, a larger one nothing."""

    classes: tuple[BodyClass, ...]
    patterns: tuple[Pattern, ...]
    levels: tuple[str, ...] = POOL_LEVELS
    rule_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolSolution:
    """How often each pattern is used, each level's value, and the proven bound of it."""

    counts: tuple[int, ...]
    values: tuple[int, ...]
    bounds: tuple[int, ...]

    @property
    def proven(self) -> bool:
        """Say whether nothing better exists."""
        return self.values == self.bounds


class Pooler(Protocol):
    """Solves a pooling problem, or says how far from proven its answer is."""

    name: str

    def pool(self, problem: PoolProblem) -> PoolSolution:
        """Give counts of patterns, values and bounds."""
        ...


def pool_by_patterns(pooler: Pooler, told: Callable[[PoolProblem, PoolSolution], None] | None = None) -> Pool:
    """Give the way of grouping that an exact engine finds; `told` hears each problem and its solution."""

    def pool(
        agencies: Sequence[Agency], rule: SmallAgencies, seats: Mapping[str, Seat]
    ) -> tuple[list[list[Agency]], list[Agency]]:
        scope = [a for a in agencies if is_small(a, rule) or (rule.large_partner and in_scope(a, rule))]
        if not any(is_small(a, rule) for a in scope):
            return [], []
        problem, members = pool_problem(scope, rule, seats)
        solution = pooler.pool(problem)
        if told:
            told(problem, solution)
        groups = _named(problem, solution, members)
        taken = {a.agency_id for group in groups for a in group}
        return groups, [a for a in scope if is_small(a, rule) and a.agency_id not in taken]

    return pool


def pool_problem(
    agencies: Sequence[Agency], rule: SmallAgencies, seats: Mapping[str, Seat]
) -> tuple[PoolProblem, dict[Key, list[Agency]]]:
    """Build the columns; what would make too many of them is left out of the classes, the finest first."""
    least, most = group_sizes(rule)
    classes: tuple[BodyClass, ...] = ()
    patterns: list[Pattern] = []
    members: dict[Key, list[Agency]] = {}
    for fine in FINENESS:
        members = defaultdict(list)
        for agency in sorted(agencies, key=likeness):
            members[_key(agency, rule, seats, fine)].append(agency)
        if fine and sum(comb(len(members) + size - 1, size) for size in range(least, most + 1)) > MOST_TRIED:
            continue
        classes = tuple(_class(key, bodies, rule, seats, fine) for key, bodies in sorted(members.items()))
        patterns = list(islice(_patterns(classes, rule, least, most), MOST_PATTERNS + 1))
        if len(patterns) <= MOST_PATTERNS:
            break
    return PoolProblem(classes=classes, patterns=tuple(patterns), rule_id=rule.id), dict(members)


def _key(agency: Agency, rule: SmallAgencies, seats: Mapping[str, Seat], fine: tuple[str, ...]) -> Key:
    area, small = area_of(agency, seats), is_small(agency, rule)
    staff = f"{agency.staff:03d}" if STAFF in fine and small and agency.staff is not None else ""
    kind = f"{agency.block}/{agency.kind.value}" if KIND in fine else ""
    place = agency.commune_code if PLACE in fine else ""
    return (area.province, area.district, area.commune, "" if small else "+", kind, staff, place)


def _class(
    key: Key, bodies: list[Agency], rule: SmallAgencies, seats: Mapping[str, Seat], fine: tuple[str, ...]
) -> BodyClass:
    first = bodies[0]
    small = is_small(first, rule)
    return BodyClass(
        key=key,
        area=area_of(first, seats),
        small=small,
        staff=first.staff if STAFF in fine and small else None,
        kind=key[4],
        place=key[6],
        count=len(bodies),
    )


def _patterns(classes: tuple[BodyClass, ...], rule: SmallAgencies, least: int, most: int) -> Iterator[Pattern]:
    able = range(len(classes))
    meets = {(i, j): classes[i].area.meets(classes[j].area) for i in able for j in able}
    for size in range(least, most + 1):
        for picked in combinations_with_replacement(able, size):
            counts = Counter(picked)
            if any(n > classes[i].count for i, n in counts.items()):
                continue
            if any(not meets[i, j] for i in counts for j in counts) or not any(classes[i].small for i in counts):
                continue
            yield Pattern(classes=picked, costs=pattern_costs([classes[i] for i in picked], rule))


def pattern_costs(group: Sequence[BodyClass], rule: SmallAgencies) -> tuple[int, ...]:
    """Give what one group costs at each level; unknown head-counts are never below the line."""
    larger = sum(not c.small for c in group)
    staff = [c.staff for c in group]
    thin = larger == 0 and all(s is not None for s in staff) and sum(s or 0 for s in staff) < rule.below
    kinds, places = len({c.kind for c in group}) - 1, len({c.place for c in group}) - 1
    return (0, larger, -1, int(thin), kinds, places)


def _named(problem: PoolProblem, solution: PoolSolution, members: Mapping[Key, list[Agency]]) -> list[list[Agency]]:
    queues = [iter(members[c.key]) for c in problem.classes]
    return [
        [next(queues[i]) for i in pattern.classes]
        for pattern, count in zip(problem.patterns, solution.counts, strict=True)
        for _ in range(count)
    ]


def pooling_values(pooled: Mapping[str, PoolSolution]) -> tuple[LevelValue, ...]:
    """Give what groups come to at the levels a person asks about, each with the bound that was proven.

    Takes: by rule the solution for its bodies; none = groups were made without an engine, and nothing is said.
    """
    if not pooled:
        return ()
    found = []
    for level, name in enumerate(POOL_LEVELS[:3]):
        sign = -1 if name == "groups" else 1  # more groups are better, counted as less
        value, bound = sum(s.values[level] for s in pooled.values()), sum(s.bounds[level] for s in pooled.values())
        found.append(LevelValue(name=name, value=sign * value, bound=sign * bound))
    return tuple(found)


def pool_keeping(groups: Sequence[Group], otherwise: Pool) -> Pool:
    """Give the way of grouping that keeps groups of before where nothing is lost by it, and makes the rest anew."""

    def pool(
        agencies: Sequence[Agency], rule: SmallAgencies, seats: Mapping[str, Seat]
    ) -> tuple[list[list[Agency]], list[Agency]]:
        kept = _lawful(groups, agencies, rule, seats)
        taken = {a.agency_id for group in kept for a in group}
        joined, alone = otherwise([a for a in agencies if a.agency_id not in taken], rule, seats)
        fresh = otherwise(agencies, rule, seats)
        return (kept + joined, alone) if _burden(kept + joined, alone, rule) <= _burden(*fresh, rule) else fresh

    return pool


def pool_as_given(groups: Sequence[Group]) -> Pool:
    """Give the way of grouping that takes groups somebody made, where they keep the rule and are none the worse.

    A group that breaks the rule, or groups worse than the plain way finds, are not taken: the check then differs.
    """

    def pool(
        agencies: Sequence[Agency], rule: SmallAgencies, seats: Mapping[str, Seat]
    ) -> tuple[list[list[Agency]], list[Agency]]:
        joined = _lawful(groups, agencies, rule, seats)
        taken = {a.agency_id for group in joined for a in group}
        alone = [a for a in agencies if is_small(a, rule) and a.agency_id not in taken]
        plain = pool_in_rows(agencies, rule, seats)
        return (joined, alone) if _burden(joined, alone, rule) <= _burden(*plain, rule) else plain

    return pool


def _lawful(
    groups: Sequence[Group], agencies: Sequence[Agency], rule: SmallAgencies, seats: Mapping[str, Seat]
) -> list[list[Agency]]:
    """The groups that keep the rule and whose bodies are all still free."""
    free = {a.agency_id: a for a in agencies}
    least, most = group_sizes(rule)
    found = []
    for group in groups:
        bodies = [free[a] for a in sorted(group.members) if a in free]
        if len(bodies) == len(group.members) and least <= len(bodies) <= most and _keeps(bodies, rule, seats):
            found.append(bodies)
    return found


def _keeps(bodies: list[Agency], rule: SmallAgencies, seats: Mapping[str, Seat]) -> bool:
    areas = [area_of(a, seats) for a in bodies]
    larger = [a for a in bodies if not is_small(a, rule)]
    return (
        len(larger) < len(bodies)
        and all(one.meets(other) for one in areas for other in areas)
        and (not larger or (rule.large_partner and all(in_scope(a, rule) for a in larger)))
    )


def _burden(joined: Sequence[Sequence[Agency]], alone: Sequence[Agency], rule: SmallAgencies) -> tuple[int, int, int]:
    return len(alone), sum(not is_small(a, rule) for group in joined for a in group), -len(joined)
