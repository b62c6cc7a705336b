"""The order of villages by the column: who was passed over without need, and the exchange that mends it."""

from __future__ import annotations

import numpy as np

from diachi.engines.tables.columnar.alike import Ints, alike, matched
from diachi.engines.tables.columnar.counting import Counted
from diachi.engines.tables.columnar.lists import Lists

Departure = tuple[int, int]  # row of the family left, row of the family taken


def departures(lists: Lists, counted: Counted, home: Ints, group: Ints) -> list[Departure]:
    """Give every departure from a village's order that no earlier rule asks for, as `levels.unasked_departures`."""
    found = []
    for rows in _suspects(lists, home):
        found += _within(lists, counted, rows, dict(zip(home.tolist(), group.tolist(), strict=True)))
    return found


def _suspects(lists: Lists, home: Ints) -> list[Ints]:
    """The ranked candidates of each village and standing in which somebody left ranks above somebody taken."""
    candidates = lists.people.candidates
    ranked = candidates[lists.where.village[candidates] >= 0]
    if not len(ranked):
        return []
    rank = lists.homes.ints("village_rank")[0][ranked]
    kind, _ = alike(lists.where.village[ranked], lists.people.standing[ranked])
    taken = np.isin(ranked, home)
    wide = int(kind.max()) + 1
    highest, lowest = np.full(wide, np.iinfo(np.int64).max), np.full(wide, -1)
    np.minimum.at(highest, kind[~taken], rank[~taken])
    np.maximum.at(lowest, kind[taken], rank[taken])
    wrong = np.flatnonzero(lowest > highest)
    order = np.argsort(kind, kind="stable")
    return [ranked[order[np.searchsorted(kind[order], n) : np.searchsorted(kind[order], n + 1)]] for n in wrong]


def _within(lists: Lists, counted: Counted, rows: Ints, chosen: dict[int, int]) -> list[Departure]:
    rank = dict(zip(rows.tolist(), lists.homes.ints("village_rank")[0][rows].tolist(), strict=True))
    ordered = sorted(rank, key=lambda r: (rank[r], r))
    left, inside = [r for r in ordered if r not in chosen], [r for r in ordered if r in chosen]
    return [(a, b) for a in left for b in inside if rank[a] < rank[b] and _may_take(lists, counted, chosen[b], a)]


def _may_take(lists: Lists, counted: Counted, group: int, home: int) -> bool:
    ways, wide = counted.classes.ways, len(counted.classes.commune_of)
    place = int(counted.places.of[int(np.searchsorted(lists.people.candidates, home))])
    keys = np.asarray(ways.ground) * wide + np.asarray(ways.place)
    return bool(matched(keys, np.array([int(counted.ground[group]) * wide + place]))[0] >= 0)


def mended(lists: Lists, counted: Counted, home: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Let families change places until no order is passed over without need; each change takes a higher rank."""
    chosen = dict(zip(home.tolist(), group.tolist(), strict=True))
    suspects = _suspects(lists, home)
    if not suspects:
        return home, group
    for rows in suspects:
        while found := _within(lists, counted, rows, chosen):
            left, taken = found[0]
            chosen[left] = chosen.pop(taken)
    rows = np.array(sorted(chosen), dtype=np.int64)
    return rows, np.array([chosen[r] for r in rows.tolist()], dtype=np.int64)
