"""Why not that one: what it would cost to give a place to another family, and who would make room.

Source: the least dear exchange is a shortest way in the residual graph (see `residual`); its price equals a new run in
which the pair is forced, level by level.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from diachi.core.agency import Pair
from diachi.core.allocation.classes import classes_of
from diachi.core.allocation.distance import Distance
from diachi.core.allocation.flow import Flow, build_flow, by_pair, flows_of
from diachi.core.allocation.levels import LESS_IS_BETTER, Chosen
from diachi.core.allocation.model import Model, commune_of, may_take
from diachi.core.allocation.network import Arc, Solution, costs_of
from diachi.core.allocation.proven import first_levels
from diachi.core.allocation.residual import ResidualStep, Vector, Ways, added, ways_to
from diachi.core.campaign import LevelSpec
from diachi.core.rules.village_order import passed_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One family that an exchange moves; "" = nobody takes it."""

    household_id: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Displacement:
    """An exchange that gives a family a place: what changes at each level (in the level's own sense), who moves."""

    household_id: str
    group_id: str
    price: dict[str, int]
    moves: tuple[Move, ...]

    @property
    def free(self) -> bool:
        """Say whether every level stays as it is."""
        return not any(self.price.values())


@dataclass(frozen=True)
class Settled:
    """A proposal as an optimal flow, ready to be asked what an exchange would cost."""

    model: Model
    distance: Distance
    levels: tuple[str, ...]
    flow: Flow
    solution: Solution
    chosen: Chosen

    @staticmethod
    def of(
        model: Model, specs: tuple[LevelSpec, ...], chosen: Chosen, potentials: tuple[dict[str, int], ...]
    ) -> Settled:
        """Build the flow of named pairs; `potentials` are the proof of their classes that it is optimal."""
        distance, levels = Distance.of(model, specs), tuple(spec.name for spec in specs)
        flow = build_flow(model, distance, levels)
        flow = replace(flow, network=first_levels(flow.network, len(potentials)))  # a price is exact where the proof is
        flows = flows_of(model, flow, {h: g for h, g in chosen.items() if h not in model.fixed})
        heights = by_pair(flow, classes_of(model, distance, levels), potentials)
        solution = Solution(flows=flows, values=costs_of(flow.network, flows), potentials=heights)
        return Settled(model, distance, levels[: len(potentials)], flow, solution, chosen)

    def ways(self, node: str) -> Ways:
        """Give the least dear ways to a node."""
        return ways_to(self.flow.network, self.solution, node)

    @cached_property
    def arc_of(self) -> dict[str, Arc]:
        """The arc of each candidate."""
        return {arc.label: arc for arc in self.flow.network.arcs if arc.tail.startswith("p:")}

    @cached_property
    def groups_at(self) -> dict[str, tuple[Arc, ...]]:
        """The arcs by which groups come to each place."""
        found: dict[str, list[Arc]] = defaultdict(list)
        for arc in self.flow.network.arcs:
            if arc.tail.startswith("g:"):
                found[arc.head].append(arc)
        return {place: tuple(arcs) for place, arcs in found.items()}

    def room_at(self, place: str, group_id: str) -> Arc | None:
        """Give the least dear arc with room by which a group comes to a place."""
        arcs = [a for a in self.groups_at.get(place, ()) if a.tail == f"g:{group_id}" and self.flow_on[a] < a.high]
        return min(arcs, key=lambda a: a.costs, default=None)

    @cached_property
    def flow_on(self) -> dict[Arc, int]:
        """The flow of each arc."""
        return dict(zip(self.flow.network.arcs, self.solution.flows, strict=True))


def exchange(settled: Settled, household_id: str, group_id: str = "") -> Displacement | None:
    """Give the least dear exchange by which a family gets a place, of one group or of any.

    Takes: a candidate; a group that may take it, "" = any. Gives: None when nobody can take it at all.
    Fails: never. Holds: the price equals that of a new run with the pair forced, at every level of the network;
    a family that has its place, and a pair that stands in the proposal, cost nothing. Cost: O(arcs log nodes).
    """
    held = settled.chosen.get(household_id, "")
    if held and group_id in ("", held):
        return Displacement(household_id=household_id, group_id=held, price=_price(settled, None), moves=())
    place = settled.flow.place_of[household_id]
    target = f"g:{group_id}" if group_id else place
    ways = settled.ways(target)
    return _along(settled, ways, household_id, group_id)


def exchanges_with(settled: Settled, group_id: str) -> tuple[Displacement, ...]:
    """Give for every family a group may take the least dear exchange that gives it to this group, the dearest last."""
    ways = settled.ways(f"g:{group_id}")
    group = next(g for g in settled.model.groups if g.group_id == group_id)
    found = []
    for household_id in settled.model.candidates:
        if settled.chosen.get(household_id) == group_id:
            one = exchange(settled, household_id, group_id)
        elif may_take(settled.model, group, household_id):
            one = _along(settled, ways, household_id, group_id)
        else:
            one = None
        if one is not None:
            found.append((_burden(settled, one.price), one.household_id, one))
    return tuple(one for _, _, one in sorted(found, key=lambda f: f[:2]))


def _burden(settled: Settled, price: dict[str, int]) -> Vector:
    return tuple(price[name] * (1 if name in LESS_IS_BETTER else -1) for name in settled.levels)


def _along(settled: Settled, ways: Ways, household_id: str, group_id: str) -> Displacement | None:
    own = settled.arc_of[household_id]
    come = settled.room_at(own.tail, group_id)
    if group_id and come is None:
        return None
    start = own.tail if household_id in settled.chosen else own.head
    if not ways.reaches(start):
        return None
    steps = ways.path(start)
    costs = added((0,) * len(settled.levels), ways.cost(start), come.costs if come else (0,) * len(settled.levels))
    if household_id not in settled.chosen:
        costs = added(costs, own.costs)
    moves = _moves(settled, steps, household_id, group_id)
    after = next(m.after for m in moves if m.household_id == household_id)
    return Displacement(household_id=household_id, group_id=after, price=_price(settled, costs), moves=moves)


def _price(settled: Settled, costs: Vector | None) -> dict[str, int]:
    """Costs are of the network, where less is better; a price is said in the level's own sense."""
    row = costs or (0,) * len(settled.levels)
    return {n: c if n in LESS_IS_BETTER else -c for n, c in zip(settled.levels, row, strict=True)}


def _moves(settled: Settled, steps: tuple[ResidualStep, ...], household_id: str, group_id: str) -> tuple[Move, ...]:
    """Put the exchange into names: who stays where he is does; freed places go to the families without one, by id."""
    place_of = settled.flow.place_of
    lost = {s.arc.label for s in steps if s.arc.tail.startswith("p:") and not s.more}
    gained = {s.arc.label for s in steps if s.arc.tail.startswith("p:") and s.more} | {household_id}
    shift: Counter[tuple[str, str]] = Counter()
    for step in steps:
        if step.arc.tail.startswith("g:"):
            shift[(step.arc.head, step.arc.tail[2:])] += 1 if step.more else -1
    if group_id:
        shift[(place_of[household_id], group_id)] += 1
    touched = {place_of[h] for h in (*lost, *gained)} | {place for place, _ in shift}
    before = {h: g for h, g in settled.chosen.items() if h not in settled.model.fixed and place_of[h] in touched}
    after: dict[str, str] = {}
    for place in sorted(touched):
        homes = sorted({h for h in before if place_of[h] == place} - lost | {h for h in gained if place_of[h] == place})
        slots = Counter(before[h] for h in before if place_of[h] == place)
        slots.update({group: count for (at, group), count in shift.items() if at == place})
        after |= _seated(homes, slots, before, (household_id, group_id))
    changed = sorted(h for h in {*before, *after} if before.get(h) != after.get(h))
    return tuple(Move(household_id=h, before=before.get(h, ""), after=after.get(h, "")) for h in changed)


def _seated(homes: list[str], slots: Counter[str], before: dict[str, str], forced: tuple[str, str]) -> dict[str, str]:
    seats: dict[str, str] = {}
    free = Counter(slots)
    wanted = [forced] if forced[1] and forced[0] in homes else []
    for household_id, group_id in [*wanted, *((h, before[h]) for h in homes if h in before)]:
        if household_id not in seats and free[group_id] > 0:
            seats[household_id] = group_id
            free[group_id] -= 1
    rest = sorted(group for group, count in free.items() for _ in range(count))
    return {**seats, **dict(zip([h for h in homes if h not in seats], rest, strict=True))}


def with_moves(chosen: Chosen, moves: tuple[Move, ...]) -> dict[str, str]:
    """Give the pairs after an exchange."""
    after = {m.household_id: m.after for m in moves}
    return {h: g for h, g in {**chosen, **after}.items() if g}


def forced_pair(model: Model, household_id: str, group_id: str) -> Model:
    """Give the pairing in which one pair stands: what an exchange is judged by."""
    group = next(g for g in model.groups if g.group_id == group_id)
    pairs = tuple(Pair(group_id=group_id, agency_id=a, target_id=household_id) for a in group.members)
    candidates = tuple(h for h in model.candidates if h != household_id)
    return replace(model, fixed={**model.fixed, household_id: pairs}, candidates=candidates)


def village_ahead(model: Model, chosen: Chosen, household_id: str) -> tuple[str, ...]:
    """Give the families of the same village that its order puts before one, and that nobody takes."""
    taken = frozenset({*chosen, household_id})
    homes = [h for h in model.households.values() if commune_of(h) == commune_of(model.households[household_id])]
    return tuple(
        sorted(left.household_id for left, other in passed_over(homes, taken) if other.household_id == household_id)
    )
