"""From a flow to named pairs: among families and bodies that every level holds equal, stable rules decide.

Of equal families of a commune each village's next one comes in turn, in the village's own order; of equal bodies the
one with the least id comes first. So the pairs depend on no solver's habits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from diachi.core.allocation.flow import Flow
from diachi.core.allocation.levels import unasked_departures
from diachi.core.allocation.model import Model, priorities_of
from diachi.core.text import fold

Turn = tuple[int, str, str]


def name_pairs(model: Model, flow: Flow, flows: tuple[int, ...]) -> dict[str, str]:
    """Give household_id -> group_id for a flow; no level is worse than in the flow.

    Holds: for given loads and counts per place the pairs are the same whatever optimal flow a solver ends at.
    """
    families = _families(model, flow, flows)
    slots = _slots(flow, flows)
    chosen = {
        household_id: group_id
        for place in sorted(families)
        for household_id, group_id in _seated(model, families[place], slots.get(place, []))
    }
    return _seated_again(model, flow, _keep_village_orders(model, chosen))


def _seated(model: Model, families: list[str], slots: list[str]) -> list[tuple[str, str]]:
    """Give each family of a place its sponsor: the one it had before where that one is among them, else in order."""
    free = Counter(slots)
    again = []
    for household_id in families:
        before = model.before.get(household_id, "")
        if free[before] > 0:
            free[before] -= 1
            again.append((household_id, before))
    held = {household_id for household_id, _ in again}
    rest = [group for group in slots if free[group] > 0 and not free.subtract([group])]
    return [*again, *zip([h for h in families if h not in held], rest, strict=True)]


def _seated_again(model: Model, flow: Flow, chosen: dict[str, str]) -> dict[str, str]:
    """Families that changed places in their village's order may meet their sponsor of before in the new one."""
    if not model.before:
        return chosen
    places: dict[str, list[str]] = defaultdict(list)
    for household_id in sorted(chosen):
        places[flow.place_of[household_id]].append(household_id)
    return dict(pair for homes in places.values() for pair in _seated(model, homes, sorted(chosen[h] for h in homes)))


def _families(model: Model, flow: Flow, flows: tuple[int, ...]) -> dict[str, list[str]]:
    """The families each place gives: as many of each standing as the flow took, each village's next one in turn."""
    counts: Counter[tuple[str, tuple[bool, ...]]] = Counter()
    equals: dict[tuple[str, tuple[bool, ...]], list[str]] = defaultdict(list)
    for arc, units in zip(flow.network.arcs, flows, strict=True):
        if arc.tail.startswith("p:"):
            standing = arc.tail, priorities_of(model, arc.label)
            equals[standing].append(arc.label)
            counts[standing] += units
    taken: dict[str, list[str]] = defaultdict(list)
    for standing in sorted(equals):
        turns = _turns(model, equals[standing])
        taken[standing[0]] += sorted(equals[standing], key=lambda h: turns[h])[: counts[standing]]
    return taken


def _turns(model: Model, household_ids: Sequence[str]) -> dict[str, Turn]:
    villages: dict[str, list[str]] = defaultdict(list)
    for household_id in household_ids:
        villages[fold(model.households[household_id].hamlet)].append(household_id)
    turns: dict[str, Turn] = {}
    for village, members in villages.items():
        for turn, household_id in enumerate(sorted(members, key=lambda h: _own_order(model, h))):
            turns[household_id] = (turn, village, household_id)
    return turns


def _own_order(model: Model, household_id: str) -> tuple[bool, int, str]:
    rank = model.households[household_id].village_rank
    return rank is None, rank or 0, household_id


def _slots(flow: Flow, flows: tuple[int, ...]) -> dict[str, list[str]]:
    """The bodies each place is given to: bodies to which all places are alike share them in the order of their ids."""
    ways: dict[str, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
    loads: Counter[str] = Counter()
    through: list[tuple[str, str, int]] = []
    for arc, units in zip(flow.network.arcs, flows, strict=True):
        if arc.tail.startswith("g:"):
            ways[arc.tail].append((arc.head, arc.costs))
            loads[arc.tail] += units
            through.append((arc.tail, arc.head, units))
    alike = {group: tuple(way) for group, way in ways.items()}
    order: dict[tuple[tuple[str, tuple[int, ...]], ...], Iterator[str]] = {
        way: iter([g[2:] for g in sorted(ways) if alike[g] == way for _ in range(loads[g])])
        for way in dict.fromkeys(alike.values())
    }
    slots: dict[str, list[str]] = defaultdict(list)
    for group, place, units in sorted(through, key=lambda t: (t[1], t[0])):
        slots[place] += [next(order[alike[group]]) for _ in range(units)]
    return {place: sorted(groups) for place, groups in slots.items()}


def _keep_village_orders(model: Model, chosen: dict[str, str]) -> dict[str, str]:
    """Let families change places until no order is passed over without need; each change takes a higher rank."""
    while departures := unasked_departures(model, chosen):
        left, taken = departures[0]
        chosen[left] = chosen.pop(taken)
    return chosen
