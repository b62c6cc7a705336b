"""The pairing as it is asked about: source -> group -> place -> commune -> sink, an arc for each body and family.

What is solved and proven are classes (see `compact`); a question names one body or one family, so here each has its
own arc. A place is where households stand for the same distance and the same partners.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diachi.core.allocation.classes import Classes
from diachi.core.allocation.compact import SINK, SOURCE, commune_arcs, unit_costs
from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import (
    DISTANCE,
    KEEP,
    MISMATCH,
    PRIORITY,
    REQUIRED_COVERAGE,
    keep_class,
    pairs_to_keep,
)
from diachi.core.allocation.model import Model, commune_of, may_take, priority_holds
from diachi.core.allocation.network import Arc, Network
from diachi.core.rules.reach import seat_of

AGAIN, PLAIN = "0", "1"  # pairs that stood before come first


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A network and the place of each candidate household in it."""

    network: Network
    place_of: dict[str, str]


def build_flow(model: Model, distance: Distance, levels: tuple[str, ...]) -> Flow:
    """Build the network of all pairs that the rules allow; pairs that stand are taken out beforehand."""
    place_of = _places(model, distance, levels)
    arcs = [
        *_group_arcs(model, levels),
        *_place_arcs(model, distance, levels, place_of),
        *_household_arcs(model, levels, place_of),
        *commune_arcs(model, levels),
        Arc(tail=SINK, head=SOURCE, high=len(model.candidates), costs=(0,) * len(levels)),
    ]
    return Flow(
        network=Network(levels=levels, arcs=tuple(sorted(arcs, key=lambda a: (a.tail, a.head, a.label)))),
        place_of=place_of,
    )


def _places(model: Model, distance: Distance, levels: tuple[str, ...]) -> dict[str, str]:
    """Where families stand: alike in distance and partners, and where a level counts it in need or old sponsors."""
    refused = {target for _, target in model.banned}
    keep = {key for key, _ in pairs_to_keep(model)} if KEEP in levels else set()
    found = {}
    for household_id in model.candidates:
        place = _place(model, distance, household_id, refused)
        if MISMATCH in levels:
            place += f":{'' if (need := distance.needs[household_id]) is None else need}"
        if keep and (kind := keep_class(model, household_id)) in keep and household_id not in refused:
            place += f":{'/'.join(kind)}"
        found[household_id] = place
    return found


def _place(model: Model, distance: Distance, household_id: str, refused: set[str]) -> str:
    home = model.households[household_id]
    if household_id in refused:
        return f"p:{commune_of(home)}:{household_id}"
    seat, (x, y) = seat_of(home, model.seats), distance.points.get(household_id, ("", ""))
    return f"p:{commune_of(home)}:{seat.district}:{seat.province}:{x}:{y}"


def fixed_loads(model: Model) -> Counter[str]:
    """Give how many households each group already has by pairs that stand."""
    return Counter(model.group_of(pairs[0].agency_id) for pairs in model.fixed.values())


def _group_arcs(model: Model, levels: tuple[str, ...]) -> Iterator[Arc]:
    loads = fixed_loads(model)
    for group in model.groups:
        duty = model.duties[group.group_id]
        for unit in range(loads[group.group_id], duty.capacity):
            yield Arc(SOURCE, f"g:{group.group_id}", 1, unit_costs(duty, unit, levels), f"{unit:04d}")


def _place_arcs(model: Model, distance: Distance, levels: tuple[str, ...], place_of: dict[str, str]) -> Iterator[Arc]:
    standing: dict[str, str] = {}
    for household_id in model.candidates:
        standing.setdefault(place_of[household_id], household_id)
    old = pairs_to_keep(model) if KEEP in levels else {}
    kept = {place: keep_class(model, household_id) for place, household_id in standing.items()} if old else {}
    for group in model.groups:
        if not model.duties[group.group_id].capacity:
            continue
        for place, household_id in standing.items():
            if may_take(model, group, household_id):
                counted = {
                    DISTANCE: distance.counted(group.group_id, household_id),
                    MISMATCH: distance.mismatch(group.group_id, household_id) if MISMATCH in levels else 0,
                }
                ends = {"tail": f"g:{group.group_id}", "head": place}
                costs = tuple(counted.get(level, 0) for level in levels)
                yield Arc(**ends, high=len(model.candidates), label=PLAIN if old else "", costs=costs)
                if count := old.get((kept.get(place, ()), group.group_id), 0):
                    again = tuple({**counted, KEEP: -1}.get(level, 0) for level in levels)
                    yield Arc(**ends, high=count, label=AGAIN, costs=again)


def _household_arcs(model: Model, levels: tuple[str, ...], place_of: dict[str, str]) -> Iterator[Arc]:
    wanted = [next((p for p in model.priorities if f"{PRIORITY}{p.id}" == level), None) for level in levels]
    for household_id in model.candidates:
        home = model.households[household_id]
        costs = []
        for level, priority in zip(levels, wanted, strict=True):
            gain = level == REQUIRED_COVERAGE or (priority is not None and priority_holds(priority, home))
            costs.append(-int(gain))
        commune = f"c:{commune_of(home)}"
        yield Arc(tail=place_of[household_id], head=commune, label=household_id, high=1, costs=tuple(costs))


def flows_of(model: Model, flow: Flow, chosen: Mapping[str, str]) -> tuple[int, ...]:
    """Give back the flow of named pairs: segments are filled from the cheapest on."""
    through: Counter[tuple[str, str]] = Counter()
    for household_id, group_id in chosen.items():
        place = flow.place_of[household_id]
        commune = f"c:{commune_of(model.households[household_id])}"
        through.update([(SOURCE, f"g:{group_id}"), (f"g:{group_id}", place), (commune, SINK), (SINK, SOURCE)])
    flows = []
    for arc in flow.network.arcs:
        if arc.tail.startswith("p:"):
            flows.append(int(arc.label in chosen))
            continue
        units = min(arc.high, through[(arc.tail, arc.head)])
        through[(arc.tail, arc.head)] -= units
        flows.append(units)
    return tuple(flows)


def by_pair(flow: Flow, classes: Classes, potentials: tuple[dict[str, int], ...]) -> tuple[dict[str, int], ...]:
    """Give the proof of the classes as one of the named network: each body and place stands as high as its class.

    Holds: what proves the classes proves the pairs, because a way between two names costs what it costs between theirs.
    """
    own = {f"g:{group_id}": one.name for one in classes.sponsors for group_id in one.group_ids}
    own |= {place: classes.class_of[household_id] for household_id, place in flow.place_of.items()}
    nodes = flow.network.nodes
    return tuple({node: high for node in nodes if (high := row.get(own.get(node, node), 0))} for row in potentials)
