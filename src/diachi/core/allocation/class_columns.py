"""The pairing of a country: bodies and families that the rules cannot tell apart are counted, not named.

Nothing is lost by it: a class holds those alike in every number that a level or a bound reads, so the best pairing of
classes is the best pairing of names. Columns are plain sequences of integers, sorted by stable keys, so that they may
be lists here and arrays in an engine. (`classes` groups named values; here nobody has a name.)

Source: research on the allocation (lossless aggregation): sponsors -> origin -> place -> families -> commune.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from diachi.core.allocation.levels import (
    ASPIRED,
    DISTANCE,
    FAIRNESS,
    FAIRNESS_STEPS,
    KEEP,
    LESS_IS_BETTER,
    MISMATCH,
    PRIORITY,
    REQUESTED_MINIMUM,
    REQUIRED_COVERAGE,
    REQUIRED_MINIMUM,
)
from diachi.core.clauses import Force


class Column(Protocol):
    """Whole numbers one below another: a list here, an array in an engine."""

    def __len__(self) -> int:
        """Give how many there are."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """Give them one after another."""
        ...

    def __getitem__(self, at: int, /) -> Any:
        """Give one."""
        ...


FORCES = (Force.ASPIRED, Force.REQUESTED, Force.REQUIRED)  # a force in a column is its place here
NO_TIER = -1  # what a sponsor gives is not told


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorColumns:
    """Sponsors alike in ground, tier and duty: `held` places are taken by pairs that stand, up to `capacity`."""

    ground: Column
    tier: Column
    held: Column
    capacity: Column
    least: Column
    aim: Column
    force: Column
    count: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class WayColumns:
    """Which ground reaches which place, and how far it is, as the distance level counts."""

    ground: Column
    place: Column
    far: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyColumns:
    """Families alike in place, in standing (priorities as bits, the first the highest) and in what they need."""

    place: Column
    standing: Column
    need: Column  # a row of `ClassColumns.misfits`
    count: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepColumns:
    """Pairs of the proposal before: a class of one sponsor that had so many families of a class."""

    sponsor: Column = ()
    family: Column = ()
    count: Column = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassColumns:
    """A pairing to solve: `misfits` has a row per kind of need, with the mismatch against each tier, last NO_TIER."""

    priorities: tuple[str, ...]  # ids in the order of their bits
    sponsors: SponsorColumns
    ways: WayColumns
    families: FamilyColumns
    misfits: tuple[tuple[int, ...], ...]
    commune_of: Column  # of each place
    sizes: Column  # of each commune: candidates and families of pairs that stand
    done: Column  # of each commune: families of pairs that stand
    keeps: KeepColumns = field(default_factory=KeepColumns)


@dataclass(frozen=True, slots=True)
class ClassArc:
    """One arc between numbered nodes."""

    tail: int
    head: int
    high: int
    costs: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What can be solved by itself: no sponsor of it reaches a commune outside it."""

    grounds: Column
    places: Column
    communes: Column


def parts_of(classes: ClassColumns) -> tuple[Part, ...]:
    """Give the components of "a sponsor reaches a commune", in the order of their places.

    Holds: what no sponsor reaches stands in none; every way lies inside one part. Cost: O(ways), nearly.
    """
    grounds = {g for g, held, most in _rows(classes.sponsors, "ground", "held", "capacity") if held < most}
    both = zip(classes.ways.ground, classes.ways.place, strict=True)
    ways = [(g, p) for g, p in both if g in grounds]
    boss = list(range(len(classes.sizes)))

    def top(commune: int) -> int:
        while boss[commune] != commune:
            boss[commune] = boss[boss[commune]]
            commune = boss[commune]
        return commune

    first: dict[int, int] = {}
    for ground, place in ways:
        commune = top(classes.commune_of[place])
        other = top(first.setdefault(ground, commune))
        if other != commune:
            boss[max(other, commune)] = min(other, commune)
    tops = {top(c) for c in first.values()}
    found: dict[int, tuple[set[int], set[int]]] = {t: (set(), set()) for t in sorted(tops)}
    for ground, place in ways:
        reached = found[top(first[ground])]
        reached[0].add(ground)
        reached[1].add(place)
    return tuple(_part(classes, *found[t]) for t in sorted(found, key=lambda t: min(found[t][1])))


def _part(classes: ClassColumns, grounds: set[int], places: set[int]) -> Part:
    communes = {int(classes.commune_of[p]) for p in places}
    return Part(grounds=tuple(sorted(grounds)), places=tuple(sorted(places)), communes=tuple(sorted(communes)))


def _rows(table: object, *columns: str) -> Iterator[tuple[int, ...]]:
    return zip(*((int(v) for v in getattr(table, c)) for c in columns), strict=True)


SOURCE, SINK = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PartNetwork:
    """The network of one part; `at` names its nodes: ("o", (ground, tier)), ("d", (place, tier)), ("f", family), ..."""

    nodes: int
    at: Mapping[tuple[str, object], int]
    arcs: tuple[ClassArc, ...]


def part_network(classes: ClassColumns, part: Part, levels: tuple[str, ...]) -> PartNetwork:
    """Give the network of a part, nodes and arcs in the one order of the classes.

    Nodes: source, sink, then origins (ground, tier), places by tier, families, communes and sponsors with pairs to
    keep, each in their own order. Arcs: sponsors by unit, ways, families by tier, families to their commune, communes
    by tenths, keeps, and the return.
    Holds: every pairing that the rules allow is a flow, and the cost of a flow is what the levels count on its pairs.
    """
    walk = _Walk(classes, part, levels)
    arcs = [*walk.sponsor_arcs(), *walk.way_arcs(), *walk.family_arcs(), *walk.commune_arcs(), *walk.keep_arcs()]
    arcs.append(ClassArc(SINK, SOURCE, walk.everybody, (0,) * len(levels)))
    return PartNetwork(nodes=walk.nodes, at=walk.at, arcs=tuple(arcs))


class _Walk:
    """The nodes of one part, numbered, and the arcs between them."""

    def __init__(self, classes: ClassColumns, part: Part, levels: tuple[str, ...]) -> None:
        grounds, places = set(part.grounds), set(part.places)
        self.classes, self.levels, self.part = classes, levels, part
        kept = {int(s) for s in classes.keeps.sponsor} if KEEP in levels else set[int]()
        duties = _rows(classes.sponsors, "ground", "tier", "held", "capacity", "least", "aim", "force", "count")
        self.duties = [(n, d) for n, d in enumerate(duties) if d[0] in grounds and d[2] < d[3]]
        self.ways = [w for w in _rows(classes.ways, "ground", "place", "far") if w[0] in grounds]
        families = enumerate(_rows(classes.families, "place", "standing", "need", "count"))
        self.families = [(n, f) for n, f in families if f[0] in places]
        self.everybody = sum(f[3] for _, f in self.families)
        origins = sorted({(d[0], d[1]) for _, d in self.duties})
        tiers: dict[int, set[int]] = {}
        for ground, tier in origins:
            tiers.setdefault(ground, set()).add(tier)
        stands = sorted({(place, tier) for ground, place, _ in self.ways for tier in tiers[ground]})
        keys: list[tuple[str, object]] = [*(("o", o) for o in origins), *(("d", d) for d in stands)]
        keys += [("f", n) for n, _ in self.families] + [("c", c) for c in part.communes]
        keys += [("s", n) for n, _ in self.duties if n in kept]
        self.at: Mapping[tuple[str, object], int] = {key: n for n, key in enumerate(keys, start=2)}
        self.tiers, self.stands = tiers, stands
        self.nodes = len(keys) + 2

    def costs(self, **counted: int) -> tuple[int, ...]:
        return tuple(counted.get(level, 0) for level in self.levels)

    def sponsor_arcs(self) -> Iterator[ClassArc]:
        for number, (ground, tier, held, capacity, least, aim, force, count) in self.duties:
            origin = self.at[("o", (ground, tier))]
            head = self.at.get(("s", number), origin)
            for unit in range(held, capacity):
                gains = {
                    REQUIRED_MINIMUM: -int(FORCES[force] is Force.REQUIRED and unit < least),
                    REQUESTED_MINIMUM: -int(FORCES[force] is Force.REQUESTED and unit < least),
                    ASPIRED: -int(unit < aim),
                    FAIRNESS: unit,
                }
                yield ClassArc(SOURCE, head, count, self.costs(**gains))
        for number, (ground, tier, *_) in self.duties:
            if ("s", number) in self.at:
                yield ClassArc(self.at[("s", number)], self.at[("o", (ground, tier))], self.everybody, self.costs())

    def way_arcs(self) -> Iterator[ClassArc]:
        for ground, place, far in self.ways:
            for tier in sorted(self.tiers[ground]):
                tail, head = self.at[("o", (ground, tier))], self.at[("d", (place, tier))]
                yield ClassArc(tail, head, self.everybody, self.costs(**{DISTANCE: far}))

    def family_arcs(self) -> Iterator[ClassArc]:
        tiers: dict[int, list[int]] = {}
        for place, tier in self.stands:
            tiers.setdefault(place, []).append(tier)
        for number, (place, _, need, _count) in self.families:
            for tier in tiers[place]:
                costs = self.costs(**{MISMATCH: self.classes.misfits[need][tier]})
                yield ClassArc(self.at[("d", (place, tier))], self.at[("f", number)], self.everybody, costs)
        for number, (place, standing, _need, count) in self.families:
            commune = self.at[("c", int(self.classes.commune_of[place]))]
            yield ClassArc(self.at[("f", number)], commune, count, self.costs(**family_gains(self.classes, standing)))

    def commune_arcs(self) -> Iterator[ClassArc]:
        for commune in self.part.communes:
            size, done = int(self.classes.sizes[commune]), int(self.classes.done[commune])
            for step, high in tenths(size, done):
                yield ClassArc(self.at[("c", commune)], SINK, high, self.costs(**{FAIRNESS: step}))

    def keep_arcs(self) -> Iterator[ClassArc]:
        if KEEP not in self.levels:
            return
        far = {(ground, place): far for ground, place, far in self.ways}
        duties, families = dict(self.duties), dict(self.families)
        for sponsor, family, count in _rows(self.classes.keeps, "sponsor", "family", "count"):
            if sponsor not in duties or family not in families:
                continue
            (ground, tier, *_), (place, _, need, _count) = duties[sponsor], families[family]
            if (ground, place) in far:
                counted = {DISTANCE: far[ground, place], MISMATCH: self.classes.misfits[need][tier], KEEP: -1}
                yield ClassArc(self.at[("s", sponsor)], self.at[("f", family)], count, self.costs(**counted))


def family_gains(classes: ClassColumns, standing: int) -> dict[str, int]:
    """Give what taking one family of a standing counts at the levels that look at the family alone."""
    last = len(classes.priorities) - 1
    gains = {f"{PRIORITY}{name}": -(standing >> (last - n) & 1) for n, name in enumerate(classes.priorities)}
    return {REQUIRED_COVERAGE: -1, **gains}


def tenths(size: int, done: int) -> list[tuple[int, int]]:
    """Give (cost, how many) of a commune's families still to be covered, a tenth of its families dearer than before.

    Holds: the k-th covered family of n costs ceil(10 k / n), as the fairness level counts it.
    """
    ends = [(step, step * size // FAIRNESS_STEPS) for step in range(1, FAIRNESS_STEPS + 1)]
    rows, before = [], done
    for step, end in ends:
        if end > before:
            rows.append((step, end - before))
            before = end
    return rows


def worth(level: str, cost: int) -> int:
    """Give what a cost is worth at a level: levels where more is better count their gains as negative costs."""
    return cost if level in LESS_IS_BETTER else -cost
