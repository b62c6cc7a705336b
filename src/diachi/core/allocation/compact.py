"""The pairing as a compact circulation of classes; what the engines solve and what a certificate proves.

source -> sponsor class (a unit of load each) -> where they stand -> ground -> family class -> commune -> sink. Distance
lies between where bodies stand and a ground, need against tier between a ground and a class, so every pair in reach is
represented. Segments have rising costs, so the cheapest flow fills them in order. A village's order costs nothing here:
it decides among families whom every other level holds equal, when the pairs are named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from diachi.core.allocation.classes import Classes, FamilyClass, SponsorClass, classes_of
from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import (
    ASPIRED,
    DISTANCE,
    FAIRNESS,
    KEEP,
    MISMATCH,
    PRIORITY,
    REQUESTED_MINIMUM,
    REQUIRED_COVERAGE,
    REQUIRED_MINIMUM,
    commune_sizes,
    commune_steps,
    keep_class,
    minimum_force,
    pairs_to_keep,
)
from diachi.core.allocation.model import Model, commune_of, may_take
from diachi.core.allocation.network import Arc, Network
from diachi.core.rules.quotas import Duty
from diachi.core.rules.reach import Seat, seat_of

SOURCE, SINK = "s", "t"
AGAIN = "again"  # pairs that stood before


@dataclass(frozen=True, slots=True, kw_only=True)
class Compact:
    """A network of classes and the classes it was made of."""

    network: Network
    classes: Classes


def build_compact(model: Model, distance: Distance, levels: tuple[str, ...]) -> Compact:
    """Build the network of all pairs that the rules allow; pairs that stand are taken out beforehand."""
    classes = classes_of(model, distance, levels)
    everything = len(model.candidates)
    arcs = [
        *_sponsor_arcs(classes, levels, everything),
        *_ground_arcs(model, distance, classes, levels, everything),
        *_before_arcs(model, distance, classes, levels),
        *_family_arcs(model, classes, levels),
        *commune_arcs(model, levels),
        Arc(SINK, SOURCE, everything, (0,) * len(levels)),
    ]
    return Compact(network=Network(levels=levels, arcs=tuple(arcs)), classes=classes)


def unit_costs(duty: Duty, unit: int, levels: tuple[str, ...]) -> tuple[int, ...]:
    """Give what the (unit + 1)-th household of a body costs at each level."""
    gains = {
        REQUIRED_MINIMUM: duty.force is minimum_force(REQUIRED_MINIMUM) and unit < duty.min,
        REQUESTED_MINIMUM: duty.force is minimum_force(REQUESTED_MINIMUM) and unit < duty.min,
        ASPIRED: unit < duty.aim,
    }
    return tuple([-int(gains.get(level, False)) or (unit if level == FAIRNESS else 0) for level in levels])


def _sponsor_arcs(classes: Classes, levels: tuple[str, ...], everything: int) -> Iterator[Arc]:
    nothing = (0,) * len(levels)
    for one in classes.sponsors:
        for unit in range(one.standing, one.duty.capacity):
            yield Arc(SOURCE, one.name, len(one.group_ids), unit_costs(one.duty, unit, levels), f"{unit:04d}")
        yield Arc(one.name, one.place, everything, nothing)


def _ground_arcs(
    model: Model, distance: Distance, classes: Classes, levels: tuple[str, ...], everything: int
) -> Iterator[Arc]:
    """A body's place reaches a ground, in one node per tier where the fit of need and tier counts."""
    by_ground: dict[str, list[FamilyClass]] = defaultdict(list)
    for family in classes.families:
        by_ground[family.ground].append(family)
    by_seat: dict[Seat, list[tuple[str, str]]] = defaultdict(list)
    for ground, families in by_ground.items():
        by_seat[seat_of(model.households[families[0].one], model.seats)].append((ground, families[0].one))
    seats = [(seat, seat.area) for seat in by_seat]
    doors: dict[str, tuple[str, int | None]] = {}
    far_costs, off_costs = _Costs(levels, DISTANCE), _Costs(levels, MISMATCH)
    for place, group_id in _places(classes.sponsors):
        tier = model.tiers.get(group_id) if MISMATCH in levels else None
        areas = [model.areas[a] for a in model.group[group_id].members]
        near = (seat for seat, there in seats if all(area.meets(there) for area in areas))
        for ground, household_id in (one for seat in near for one in by_seat[seat]):
            if may_take(model, model.group[group_id], household_id):
                door = _door(ground, tier)
                doors[door] = (ground, tier)
                yield Arc(place, door, everything, far_costs[distance.counted(group_id, household_id)])
    for door, (ground, tier) in sorted(doors.items()):
        for family in by_ground[ground]:
            off = distance.misfit(family.one, tier) if MISMATCH in levels else 0
            yield Arc(door, family.name, everything, off_costs[off])


class _Costs(dict[int, tuple[int, ...]]):
    """The costs of an arc that one level counts, by what it counts."""

    def __init__(self, levels: tuple[str, ...], level: str) -> None:
        super().__init__()
        self.at = [name == level for name in levels]

    def __missing__(self, value: int) -> tuple[int, ...]:
        self[value] = costs = tuple([value if here else 0 for here in self.at])
        return costs


def _door(ground: str, tier: int | None) -> str:
    return ground if tier is None else f"{ground}:{tier}"


def _places(sponsors: Iterable[SponsorClass]) -> list[tuple[str, str]]:
    """Where bodies stand, each with one of the groups that stand there."""
    return sorted({one.place: one.group_ids[0] for one in reversed(tuple(sponsors))}.items())


def _before_arcs(model: Model, distance: Distance, classes: Classes, levels: tuple[str, ...]) -> Iterator[Arc]:
    """Pairs of the proposal before: as many again between two classes, straight from the sponsors to the families."""
    sponsors = {one.name: one.group_ids[0] for one in classes.sponsors}
    families = {one.name: one.one for one in classes.families}
    for (sponsor, family), count in sorted(classes.before.items()):
        group_id, household_id = sponsors[sponsor], families[family]
        if may_take(model, model.group[group_id], household_id):
            counted = {
                DISTANCE: distance.counted(group_id, household_id),
                MISMATCH: distance.mismatch(group_id, household_id) if MISMATCH in levels else 0,
                KEEP: -1,
            }
            yield Arc(sponsor, family, count, tuple([counted.get(level, 0) for level in levels]), AGAIN)


def _family_arcs(model: Model, classes: Classes, levels: tuple[str, ...]) -> Iterator[Arc]:
    at_rank = {f"{PRIORITY}{p.id}": n for n, p in enumerate(model.priorities)}
    wanted = [at_rank.get(level) for level in levels]
    for family in classes.families:
        for ranks, household_ids in family.equals.items():
            gains = [
                level == REQUIRED_COVERAGE or (at is not None and ranks[at])
                for level, at in zip(levels, wanted, strict=True)
            ]
            label = "".join(str(int(holds)) for holds in ranks)
            yield Arc(family.name, family.commune, len(household_ids), tuple([-int(g) for g in gains]), label)


def commune_arcs(model: Model, levels: tuple[str, ...]) -> Iterator[Arc]:
    """Give the arcs from each commune to the sink, dearer with every tenth of its families; pairs that stand count."""
    done: Counter[str] = Counter(commune_of(model.households[h]) for h in model.fixed)
    for commune, size in commune_sizes(model).items():
        if FAIRNESS not in levels:
            yield Arc(f"c:{commune}", SINK, size - done[commune], (0,) * len(levels))
            continue
        left = Counter(commune_steps(size)[done[commune] :])
        for step, high in sorted(left.items()):
            costs = tuple([step if level == FAIRNESS else 0 for level in levels])
            yield Arc(f"c:{commune}", SINK, high, costs, f"{step:02d}")


def flows_of(model: Model, compact: Compact, chosen: Mapping[str, str]) -> tuple[int, ...]:
    """Give back the flow of named pairs, those that stand left out: loads as they are, pairs of before on their arcs.

    Holds: every level costs on the network what it counts on the pairs; so a proof for the flow is one for the pairs.
    """
    classes = compact.classes
    loads = Counter(chosen.values())
    units: Counter[tuple[str, str]] = Counter()
    for one in classes.sponsors:
        for group_id in one.group_ids:
            units.update((one.name, f"{n:04d}") for n in range(one.standing, one.standing + loads[group_id]))
    places = {one.name: one.place for one in classes.sponsors}
    families = {one.name: one for one in classes.families}
    through = Counter((classes.class_of[group_id], classes.class_of[h]) for h, group_id in chosen.items())
    again = _again(model, compact, chosen)
    ways: Counter[tuple[str, str]] = Counter()
    tiers = {one.name: model.tiers.get(one.group_ids[0]) for one in classes.sponsors}
    for (sponsor, family), count in through.items():
        door = _door(families[family].ground, tiers[sponsor] if MISMATCH in compact.network.levels else None)
        plain = count - again[(sponsor, family)]
        ways.update({(sponsor, places[sponsor]): plain, (places[sponsor], door): plain, (door, family): plain})
        ways[(families[family].commune, SINK)] += count
    equals = Counter((classes.class_of[h], model.ranks[h]) for h in chosen)
    taken = {(name, "".join(str(int(r)) for r in ranks)): n for (name, ranks), n in equals.items()}
    ways[(SINK, SOURCE)] = len(chosen)
    flows = []
    for arc in compact.network.arcs:
        if arc.tail == SOURCE:
            flow = units[(arc.head, arc.label)]
        elif arc.tail in families:
            flow = taken.get((arc.tail, arc.label), 0)
        elif arc.label == AGAIN:
            flow = again[(arc.tail, arc.head)]
        else:
            flow = min(arc.high, ways[(arc.tail, arc.head)])
            ways[(arc.tail, arc.head)] -= flow
        flows.append(flow)
    return tuple(flows)


def _again(model: Model, compact: Compact, chosen: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """How many pairs of before stand again, by classes."""
    if not compact.classes.before:
        return Counter()
    class_of = compact.classes.class_of
    now = Counter((keep_class(model, h), group_id) for h, group_id in chosen.items())
    holders = {keep_class(model, h): class_of[h] for h in model.candidates}
    again: Counter[tuple[str, str]] = Counter()
    for key, count in pairs_to_keep(model).items():
        if stands := min(now[key], count):
            again[(class_of[key[1]], holders[key[0]])] += stands
    return again
