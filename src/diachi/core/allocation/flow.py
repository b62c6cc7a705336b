"""The pairing as a network: source -> group -> place -> commune -> sink, one arc per household.

A place is where households stand for the same distance and the same partners, so all reachable pairs are represented
with few arcs. Segments of an arc have rising costs, so that the cheapest flow fills them in order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import (
    ASPIRED,
    DISTANCE,
    FAIRNESS,
    PRIORITY,
    REQUESTED_MINIMUM,
    REQUIRED_COVERAGE,
    REQUIRED_MINIMUM,
    VILLAGE_ORDER,
    Chosen,
    commune_steps,
    minimum_force,
)
from diachi.core.allocation.model import Model, priority_holds, reaches
from diachi.core.allocation.network import Arc, Network
from diachi.core.proposal import Group

SOURCE, SINK = "s", "t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A network and the place of each candidate household in it."""

    network: Network
    place_of: dict[str, str]


def build_flow(model: Model, distance: Distance, levels: tuple[str, ...]) -> Flow:
    """Build the network of all pairs that the rules allow; pairs that stand are taken out beforehand."""
    place_of = {h: _place(model, distance, h) for h in model.candidates}
    arcs = [
        *_group_arcs(model, levels),
        *_place_arcs(model, distance, levels, place_of),
        *_household_arcs(model, levels, place_of),
        *_commune_arcs(model, levels),
        Arc(tail=SINK, head=SOURCE, high=len(model.candidates), costs=(0,) * len(levels)),
    ]
    return Flow(network=Network(levels=levels, arcs=tuple(sorted(arcs))), place_of=place_of)


def _place(model: Model, distance: Distance, household_id: str) -> str:
    home = model.households[household_id]
    if any(target == household_id for _, target in model.banned):
        return f"p:{home.commune_code}:{household_id}"
    point = f":{home.x_km}:{home.y_km}" if distance.in_km else ""
    return f"p:{home.commune_code}:{home.district}{point}"


def fixed_loads(model: Model) -> Counter[str]:
    """Give how many households each group already has by pairs that stand."""
    return Counter(model.group_of(pairs[0].agency_id) for pairs in model.fixed.values())


def _group_arcs(model: Model, levels: tuple[str, ...]) -> Iterator[Arc]:
    loads = fixed_loads(model)
    for group in model.groups:
        duty = model.duties[group.group_id]
        for unit in range(loads[group.group_id], duty.capacity):
            gains = {
                REQUIRED_MINIMUM: duty.force is minimum_force(REQUIRED_MINIMUM) and unit < duty.min,
                REQUESTED_MINIMUM: duty.force is minimum_force(REQUESTED_MINIMUM) and unit < duty.min,
                ASPIRED: unit < duty.aim,
            }
            costs = tuple(-int(gains.get(level, False)) or (unit if level == FAIRNESS else 0) for level in levels)
            yield Arc(tail=SOURCE, head=f"g:{group.group_id}", label=f"{unit:04d}", high=1, costs=costs)


def _place_arcs(model: Model, distance: Distance, levels: tuple[str, ...], place_of: dict[str, str]) -> Iterator[Arc]:
    standing: dict[str, str] = {}
    for household_id in model.candidates:
        standing.setdefault(place_of[household_id], household_id)
    for group in model.groups:
        if not model.duties[group.group_id].capacity:
            continue
        for place, household_id in standing.items():
            if may_take(model, group, household_id):
                far = distance.between(group.group_id, household_id)
                costs = tuple(far if level == DISTANCE else 0 for level in levels)
                yield Arc(tail=f"g:{group.group_id}", head=place, high=len(model.candidates), costs=costs)


def may_take(model: Model, group: Group, household_id: str) -> bool:
    """Say whether every body of a group reaches a household and none of these pairs was refused."""
    home = model.households[household_id]
    return all(reaches(model, model.agencies[a], home) and (a, household_id) not in model.banned for a in group.members)


def _household_arcs(model: Model, levels: tuple[str, ...], place_of: dict[str, str]) -> Iterator[Arc]:
    wanted = [next((p for p in model.priorities if f"{PRIORITY}{p.id}" == level), None) for level in levels]
    for household_id in model.candidates:
        home = model.households[household_id]
        costs = []
        for level, priority in zip(levels, wanted, strict=True):
            gain = level == REQUIRED_COVERAGE or (priority is not None and priority_holds(priority, home))
            costs.append(-int(gain) or (model.position[household_id] if level == VILLAGE_ORDER else 0))
        yield Arc(
            tail=place_of[household_id], head=f"c:{home.commune_code}", label=household_id, high=1, costs=tuple(costs)
        )


def _commune_arcs(model: Model, levels: tuple[str, ...]) -> Iterator[Arc]:
    done: dict[str, int] = defaultdict(int)
    for household_id in model.fixed:
        done[model.households[household_id].commune_code] += 1
    for commune, steps in commune_steps(model).items():
        left = Counter(steps[done[commune] :])
        for step, high in sorted(left.items()):
            costs = tuple(step if level == FAIRNESS else 0 for level in levels)
            yield Arc(tail=f"c:{commune}", head=SINK, label=f"{step:02d}", high=high, costs=costs)


def chosen_from(model: Model, flow: Flow, flows: tuple[int, ...]) -> Chosen:
    """Name the pairs of a flow: in each place groups by id take households in the village's order."""
    sponsors: dict[str, list[str]] = defaultdict(list)
    taken: dict[str, list[str]] = defaultdict(list)
    for arc, units in zip(flow.network.arcs, flows, strict=True):
        if arc.tail.startswith("g:"):
            sponsors[arc.head] += [arc.tail[2:]] * units
        elif arc.tail.startswith("p:") and units:
            taken[arc.tail].append(arc.label)
    chosen: dict[str, str] = {}
    for place, households in taken.items():
        ordered = sorted(households, key=lambda h: (model.households[h].hamlet, model.position[h], h))
        chosen.update(zip(ordered, sorted(sponsors[place]), strict=True))
    return chosen


def flows_of(model: Model, flow: Flow, chosen: Chosen) -> tuple[int, ...]:
    """Give back the flow of named pairs: segments are filled from the cheapest on."""
    through: Counter[tuple[str, str]] = Counter()
    for household_id, group_id in chosen.items():
        place = flow.place_of[household_id]
        commune = f"c:{model.households[household_id].commune_code}"
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
