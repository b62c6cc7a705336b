"""Why families stay open: how many of them compete for how many places, with an arithmetic that always adds up.

Source: Hall, "On representatives of subsets" (1935), in the form for places: more families than places in all that can
reach them means that the difference stays open, whoever chooses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from diachi.core.allocation.levels import Chosen
from diachi.core.allocation.model import Model, commune_of, may_take


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """Families who compete for the same places; households - places + idle = uncovered, always.

    `idle` = places left free although a family could take them: only where a level put earlier asks for that.
    """

    households: tuple[str, ...]
    uncovered: tuple[str, ...]
    communes: tuple[str, ...]
    group_ids: tuple[str, ...]
    places: int
    idle: int


def shortages(model: Model, chosen: Chosen) -> tuple[Shortage, ...]:
    """Give what every family that nobody takes competes for, one entry per set of families and sponsors.

    Takes: named pairs, those that stand included. Gives: entries by their least family; together they hold every
    candidate that is not taken exactly once. Fails: never.
    Holds: households - places + idle = uncovered in every entry; idle is 0 when as many are taken as can be.
    Cost: O(groups x grounds + households).
    """
    grounds = _grounds(model)
    loads = Counter(chosen[h] for h in model.candidates if h in chosen)
    places = _places(model, chosen)
    held: dict[str, set[int]] = defaultdict(set)
    for number, (_, homes) in enumerate(grounds):
        for household_id in homes:
            if household_id in chosen:
                held[chosen[household_id]].add(number)
    found = []
    for inside, groups in _apart(grounds, held, chosen):
        households = tuple(sorted(h for n in inside for h in grounds[n][1]))
        found.append(
            Shortage(
                households=households,
                uncovered=tuple(h for h in households if h not in chosen),
                communes=tuple(sorted({commune_of(model.households[h]) for h in households})),
                group_ids=tuple(sorted(groups)),
                places=sum(places[g] for g in groups),
                idle=sum(places[g] - loads[g] for g in groups),
            )
        )
    return tuple(sorted(found, key=lambda s: s.households))


def _apart(
    grounds: list[tuple[tuple[str, ...], list[str]]], held: dict[str, set[int]], chosen: Chosen
) -> list[tuple[set[int], set[str]]]:
    """Sets of grounds and groups that have nothing in common; what an exchange can touch stands together."""
    parts: list[tuple[set[int], set[str]]] = []
    for number, (_, homes) in enumerate(grounds):
        if all(h in chosen for h in homes):
            continue
        inside, groups = _closed(number, grounds, held)
        touching = [p for p in parts if p[0] & inside or p[1] & groups]
        parts = [p for p in parts if p not in touching]
        parts.append((inside.union(*(p[0] for p in touching)), groups.union(*(p[1] for p in touching))))
    return parts


def _places(model: Model, chosen: Chosen) -> dict[str, int]:
    """The places of each group that pairs which stand have left free."""
    standing = Counter(chosen[h] for h in model.fixed if h in chosen)
    return {g: max(0, duty.capacity - standing[g]) for g, duty in model.duties.items()}


def _grounds(model: Model) -> list[tuple[tuple[str, ...], list[str]]]:
    """Candidates by the groups that may take them: of one ground all are alike to every sponsor."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    refused = {target for _, target in model.banned}
    grounds: dict[tuple[str, ...], list[str]] = defaultdict(list)
    able = [g for g in model.groups if model.duties[g.group_id].capacity]
    for household_id in model.candidates:
        home = model.households[household_id]
        key = (commune_of(home), home.district, home.province, household_id if household_id in refused else "")
        if key not in known:
            known[key] = tuple(g.group_id for g in able if may_take(model, g, household_id))
        grounds[known[key]].append(household_id)
    return sorted(grounds.items())


def _closed(
    start: int, grounds: list[tuple[tuple[str, ...], list[str]]], held: dict[str, set[int]]
) -> tuple[set[int], set[str]]:
    """All grounds and groups that an exchange starting at one ground can touch."""
    inside, groups, open_grounds = {start}, set[str](), [start]
    while open_grounds:
        for group_id in grounds[open_grounds.pop()][0]:
            if group_id not in groups:
                groups.add(group_id)
                open_grounds += held[group_id] - inside
                inside |= held[group_id]
    return inside, groups
