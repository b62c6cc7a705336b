"""From a flow to named pairs: among families and bodies that every level holds equal, stable rules decide.

Of equal families of a commune each village's next one comes in turn, in the village's own order; of equal bodies the
one with the least id comes first. So the pairs depend on no solver's habits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from diachi.core.allocation.classes import SponsorClass, Standing
from diachi.core.allocation.compact import AGAIN, SOURCE, Compact
from diachi.core.allocation.levels import keep_class, pairs_to_keep, unasked_departures
from diachi.core.allocation.model import Model
from diachi.core.rules.village_order import Village, village_of
from diachi.core.text import fold

Turn = tuple[int, str, str]
Ways = dict[tuple[str, str], int]  # (tail, head) -> units
Old = list[tuple[str, str]]  # (household_id, "" where a village's order decides; group_id)


def name_pairs(model: Model, compact: Compact, flows: tuple[int, ...]) -> dict[str, str]:
    """Give household_id -> group_id for a flow; no level is worse than in the flow.

    Holds: for given loads and counts per class the pairs are the same whatever optimal flow a solver ends at.
    """
    ways, again = _ways(compact, flows)
    old = _stand_again(model, compact, again)
    slots = _slots(compact, ways, old)
    families = _families(model, compact, flows, old)
    chosen = {
        household_id: group_id
        for name in sorted(families)
        for household_id, group_id in _seated(model, families[name], sorted(slots[name]))
    }
    return _seated_again(model, compact, keep_village_orders(model, chosen))


def _ways(compact: Compact, flows: tuple[int, ...]) -> tuple[Ways, Ways]:
    """The units between two nodes, and apart from them those on arcs of pairs that stood before."""
    ways: Counter[tuple[str, str]] = Counter()
    again: Counter[tuple[str, str]] = Counter()
    sponsors = {one.name for one in compact.classes.sponsors}
    for arc, units in zip(compact.network.arcs, flows, strict=True):
        if units:
            kept = arc.label == AGAIN and arc.tail in sponsors
            (again if kept else ways)[(arc.tail, arc.head)] += units
    return ways, again


def _stand_again(model: Model, compact: Compact, again: Ways) -> dict[str, Old]:
    """The pairs of before that stand again, by class of families: those with the least ids."""
    if not again:
        return {}
    class_of = compact.classes.class_of
    kinds = {keep_class(model, h): h for h in reversed(model.candidates)}
    stood: dict[tuple[str, str], Old] = defaultdict(list)
    for (kind, group_id), count in sorted(pairs_to_keep(model).items()):
        if group_id in class_of:
            one = kinds[kind] if len(kind) == 1 else ""
            stood[(class_of[group_id], class_of[kinds[kind]])] += [(one, group_id)] * count
    kept: dict[str, Old] = defaultdict(list)
    for between, units in sorted(again.items()):
        kept[between[1]] += stood[between][:units]
    return kept


def _slots(compact: Compact, ways: Ways, old: dict[str, Old]) -> dict[str, list[str]]:
    """The bodies each class of families is given to: those at one place share its grounds in the order of their ids."""
    held = Counter(group_id for pairs in old.values() for _, group_id in pairs)
    free: dict[str, list[str]] = defaultdict(list)
    for one in compact.classes.sponsors:
        for group_id, load in _loads(one, ways.get((SOURCE, one.name), 0), held):
            free[one.place] += [group_id] * (load - held[group_id])
    slots = defaultdict(list, {name: [group_id for _, group_id in pairs] for name, pairs in old.items()})
    for place, names in _apart(compact, ways).items():
        for group_id, name in zip(sorted(free[place]), sorted(names), strict=True):
            slots[name].append(group_id)
    return slots


def _loads(one: SponsorClass, units: int, held: Counter[str]) -> list[tuple[str, int]]:
    """Alike bodies share alike; who has a pair of before comes first, then the least id."""
    least, more = divmod(units, len(one.group_ids))
    ordered = sorted(one.group_ids, key=lambda g: (-held[g], g))
    return [(group_id, least + (n < more)) for n, group_id in enumerate(ordered)]


def _apart(compact: Compact, ways: Ways) -> dict[str, list[str]]:
    """What comes together in a ground is told apart again: which place gives to which class, in the order of names."""
    places = {one.place for one in compact.classes.sponsors}
    names = {one.name for one in compact.classes.families}
    come: dict[str, list[str]] = defaultdict(list)
    go: dict[str, list[str]] = defaultdict(list)
    for (tail, head), units in sorted(ways.items()):
        if tail in places:
            come[head] += [tail] * units
        elif head in names:
            go[tail] += [head] * units
    given: dict[str, list[str]] = defaultdict(list)
    for door in sorted(come):
        for place, name in zip(come[door], go[door], strict=True):
            given[place].append(name)
    return given


def _families(model: Model, compact: Compact, flows: tuple[int, ...], old: dict[str, Old]) -> dict[str, list[str]]:
    """The families each class gives: as many of each standing as the flow took, each village's next one in turn."""
    taken: dict[str, list[str]] = defaultdict(list)
    classes = {one.name: one for one in compact.classes.families}
    standings: dict[str, Iterator[tuple[Standing, tuple[str, ...]]]] = {
        name: iter(one.equals.items()) for name, one in classes.items()
    }
    for arc, units in zip(compact.network.arcs, flows, strict=True):
        if arc.tail in classes:
            _, equals = next(standings[arc.tail])
            if units:
                stands = {h for h, _ in old.get(arc.tail, ())}
                turns = _turns(model, equals)
                ordered = sorted(equals, key=lambda h: (h not in stands, turns[h]))
                taken[arc.tail] += sorted(ordered[:units], key=lambda h: turns[h])
    return taken


def in_turn(model: Model, household_ids: Sequence[str]) -> list[str]:
    """Give equal families in the order in which they are taken: each village's next one, in the village's own order."""
    turns = _turns(model, household_ids)
    return sorted(household_ids, key=lambda h: turns[h])


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


def _seated(model: Model, families: Iterable[str], slots: list[str]) -> list[tuple[str, str]]:
    """Give each family of a class its sponsor: the one it had before where that one is among them, else in order."""
    families, free = list(families), Counter(slots)
    again = []
    for household_id in families:
        before = model.before.get(household_id, "")
        if free[before] > 0:
            free[before] -= 1
            again.append((household_id, before))
    held = {household_id for household_id, _ in again}
    rest = [group for group in slots if free[group] > 0 and not free.subtract([group])]
    return [*again, *zip([h for h in families if h not in held], rest, strict=True)]


def _seated_again(model: Model, compact: Compact, chosen: dict[str, str]) -> dict[str, str]:
    """Families that changed places in their village's order may meet their sponsor of before in the new one."""
    if not model.before:
        return chosen
    classes: dict[str, list[str]] = defaultdict(list)
    for household_id in sorted(chosen):
        classes[compact.classes.class_of[household_id]].append(household_id)
    return dict(pair for homes in classes.values() for pair in _seated(model, homes, sorted(chosen[h] for h in homes)))


def keep_village_orders(model: Model, chosen: dict[str, str]) -> dict[str, str]:
    """Let families change places until no order is passed over without need; each change takes a higher rank."""
    villages: dict[Village, list[str]] = defaultdict(list)
    for household_id in model.candidates:
        if village := village_of(model.households[household_id]):
            villages[village].append(household_id)
    for members in villages.values():
        while departures := unasked_departures(model, chosen, members):
            left, taken = departures[0]
            chosen[left] = chosen.pop(taken)
    return chosen
