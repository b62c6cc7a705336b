"""Which groups reach alike, and the way from each of their grounds to every place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from diachi.core.agency import Agency
from diachi.core.allocation.class_columns import (
    WayColumns,
)
from diachi.core.allocation.distance import KM_TENTH, TENTHS
from diachi.core.allocation.levels import DISTANCE
from diachi.core.rules.reach import Seat, commune_key
from diachi.engines.tables.columnar.alike import Ints, alike
from diachi.engines.tables.columnar.bodies import Ground, agency_at, ground_of, group_rows
from diachi.engines.tables.columnar.lists import Lists
from diachi.engines.tables.columnar.places import Places, Reaching, far_km, far_steps, seat_at
from diachi.engines.tables.columnar.reading import ColumnTable
from diachi.engines.tables.columnar.standing import rows_of


def grounds_of(lists: Lists) -> tuple[Ints, Ints]:
    """Groups by what they reach and where their lead stands: (ground of each group, one group of each ground)."""
    bodies, where = lists.bodies, lists.where
    reach = bodies.ground.copy()
    own = _singled(lists)
    sets: dict[tuple[int, ...], int] = {}
    for row, grounds in sorted(_joint_grounds(lists).items()):
        reach[row] = len(bodies.grounds) + sets.setdefault(grounds, len(sets))
    alone = np.zeros(len(reach), dtype=np.int64)
    alone[own] = own + 1
    if where.unit == KM_TENTH:
        at = (lists.agencies.floats(axis)[0][bodies.lead] for axis in ("x_km", "y_km"))
        stand = [np.unique(axis, return_inverse=True)[1] for axis in at]
    else:
        stand = [lists.agencies.coded(name)[0][bodies.lead].astype(np.int64) for name in ("commune", "commune_code")]
    return alike(reach, alone, *stand)


def _joint_grounds(lists: Lists) -> dict[int, tuple[int, ...]]:
    """The grounds of the members of each group of several, as places in the list of all grounds."""
    found = {}
    for row in lists.bodies.joint:
        places = {_ground_number(lists, one) for one in _member_grounds(lists, row)}
        found[row] = tuple(sorted(places))
    return found


def _ground_number(lists: Lists, one: Ground) -> int:
    if one not in lists.bodies.grounds:
        lists.bodies.grounds.append(one)
    return lists.bodies.grounds.index(one)


def _member_grounds(lists: Lists, row: int) -> list[Ground]:
    """The ground of every body of a group."""
    names = ("kind", "reach", "commune", "commune_code")
    if row not in lists.bodies.joint:
        return [lists.bodies.grounds[int(lists.bodies.ground[row])]]
    at = rows_of_agencies(lists.agencies, lists.bodies.joint[row].members)
    return [ground_of(agency_at(lists.agencies, int(n), names), lists.where.seats) for n in at]


def rows_of_agencies(agencies: ColumnTable[Agency], ids: Sequence[str]) -> Ints:
    """Give the row of each body."""
    return rows_of(agencies, ids)  # type: ignore[arg-type]


def members_of(lists: Lists, row: int) -> tuple[str, ...]:
    """Give the bodies of a group."""
    if row in lists.bodies.joint:
        return lists.bodies.joint[row].members
    return (lists.bodies.ids[row].as_py().removeprefix("G-"),)


def _singled(lists: Lists) -> Ints:
    """Groups of which a body refused or is barred somewhere: each a ground of its own."""

    named = sorted({a for a, _ in lists.banned} | {a for a, _ in lists.asked.barred} | set(lists.asked.only))
    found = group_rows(lists.bodies, named)
    return np.unique(found[found >= 0])


def ways_of(lists: Lists, places: Places, ground: Ints, one: Ints) -> WayColumns:
    reaching = Reaching(lists.where, lists.homes, places)
    able = np.bincount(ground, weights=lists.bodies.column("capacity") > 0, minlength=len(one)) > 0
    single = set(_singled(lists).tolist())
    barred = _barred(lists, places)
    reached = []
    for number, row in enumerate(one.tolist()):
        if not able[number]:
            reached.append(np.zeros(0, dtype=np.int64))
            continue
        found = None
        for where in _member_grounds(lists, row):
            here = reaching.places(where)
            found = here if found is None else np.intersect1d(found, here, assume_unique=True)
        assert found is not None
        reached.append(_allowed(lists, row, found, places, barred) if row in single else found)
    counts = np.array([len(r) for r in reached], dtype=np.int64)
    place = np.concatenate(reached) if reached else np.zeros(0, dtype=np.int64)
    numbers = np.repeat(np.arange(len(one)), counts)
    return WayColumns(ground=numbers, place=place, far=_far(lists, places, one, numbers, place, reached))


def _barred(lists: Lists, places: Places) -> dict[str, list[int]]:
    """The place of each household that a pair is refused for; who is refused stands alone."""
    ids = sorted({h for _, h in lists.banned})
    candidates = lists.people.candidates
    found: dict[str, list[int]] = defaultdict(list)
    for household_id, row in zip(ids, rows_of(lists.homes, ids).tolist(), strict=True):
        at = int(np.searchsorted(candidates, row))
        if row >= 0 and at < len(candidates) and candidates[at] == row:
            found[household_id].append(int(places.of[at]))
    return found


def _allowed(lists: Lists, row: int, reached: Ints, places: Places, barred: dict[str, list[int]]) -> Ints:
    """What is left of a ground when pairs and communes a person barred are taken out."""
    members = set(members_of(lists, row))
    out = {p for a, h in lists.banned if a in members for p in barred.get(h, ())}
    kept = []
    for place in reached.tolist():
        commune = lists.where.communes[int(places.commune[place])]
        only = all(commune in lists.asked.only[a] for a in members if a in lists.asked.only)
        if place not in out and only and not any((a, commune) in lists.asked.barred for a in members):
            kept.append(place)
    return np.array(kept, dtype=np.int64)


def _far(lists: Lists, places: Places, one: Ints, numbers: Ints, place: Ints, reached: list[Ints]) -> Ints:
    """How far each way is, in whole bands where the level has them."""
    if DISTANCE not in lists.levels:
        return np.zeros(len(place), dtype=np.int64)
    where, lead = lists.where, lists.bodies.lead[one]
    if where.unit == KM_TENTH:
        x, y = (lists.agencies.floats(axis)[0][lead][numbers] for axis in ("x_km", "y_km"))
        far = far_km(x, y, where.x[places.one][place], where.y[places.one][place])
    else:
        seats = [seat_at(where, int(row)) for row in places.one]
        leads = [lead_seat(lists, int(row)) for row in lead]
        rows = [
            far_steps(at, places.commune, where.communes, seats, met) for at, met in zip(leads, reached, strict=True)
        ]
        far = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    return banded(lists, far)


def banded(lists: Lists, far: Ints) -> Ints:
    """Give distances as their level counts them."""
    wide = lists.band(DISTANCE) * (TENTHS if lists.where.unit == KM_TENTH else 1)
    return far // wide if wide else far


def lead_seat(lists: Lists, row: int) -> tuple[str, Seat]:
    """Give the commune of a body and the seat that commune lies in."""
    body = agency_at(lists.agencies, row, ("commune", "commune_code"))
    commune = commune_key(body.commune_code, body.commune)
    return commune, lists.where.seats.get(commune, Seat())
