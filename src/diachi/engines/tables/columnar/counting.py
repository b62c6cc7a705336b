"""From lists by the column to classes: the bodies and families that no level and no bound tells apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diachi.core.allocation.class_columns import (
    NO_TIER,
    ClassColumns,
    FamilyColumns,
    SponsorColumns,
)
from diachi.core.allocation.levels import MISMATCH
from diachi.core.allocation.ranks import ranks_of
from diachi.core.rules.support_match import mismatch
from diachi.engines.tables.columnar.alike import Ints, alike
from diachi.engines.tables.columnar.bodies import Bodies
from diachi.engines.tables.columnar.grounds import grounds_of, ways_of
from diachi.engines.tables.columnar.lists import Lists
from diachi.engines.tables.columnar.places import Places, places_of
from diachi.engines.tables.columnar.standing import rows_of

UNKNOWN_NEED = -1


@dataclass(slots=True, kw_only=True)
class Counted:
    """The classes, and which class every candidate and every group stands in."""

    classes: ClassColumns
    places: Places
    need: Ints  # of each candidate: VND, UNKNOWN_NEED where not told
    family: Ints  # class of each candidate
    sponsor: Ints  # class of each group
    ground: Ints  # of each group
    tiers: list[int]


def count(lists: Lists) -> Counted:
    """Put candidates and groups into classes; the order of rows does not matter, since every key is sorted."""
    candidates = lists.people.candidates
    banned_homes = rows_of(lists.homes, sorted({h for _, h in lists.banned}))
    places = places_of(lists.where, candidates, banned_homes[banned_homes >= 0])
    need = needs_of(lists)[candidates]
    tiers, misfits, kind = _misfits(lists, need)
    family, first = alike(places.of, lists.people.standing[candidates], kind)
    ground, one = grounds_of(lists)
    ways = ways_of(lists, places, ground, one)
    families = FamilyColumns(
        place=places.of[first],
        standing=lists.people.standing[candidates][first],
        need=kind[first],
        count=np.bincount(family, minlength=len(first)),
    )
    sponsor, sponsors = _sponsors(lists.bodies, ground, tiers, lists.levels)
    both = np.concatenate([candidates, lists.fixed_home])
    communes = len(lists.where.communes)
    return Counted(
        classes=ClassColumns(
            priorities=tuple(rank.id for rank in ranks_of(lists.campaign)),
            sponsors=sponsors,
            ways=ways,
            families=families,
            misfits=misfits,
            commune_of=places.commune,
            sizes=np.bincount(lists.where.commune[both], minlength=communes),
            done=np.bincount(lists.where.commune[lists.fixed_home], minlength=communes),
        ),
        places=places,
        need=need,
        family=family,
        sponsor=sponsor,
        ground=ground,
        tiers=tiers,
    )


def needs_of(lists: Lists) -> Ints:
    """What every household needs; families of a village that gave an order need its middle, as `Distance.needs`."""
    needs, known = lists.homes.ints("need_vnd")
    found = np.where(known, needs, UNKNOWN_NEED)
    rows = np.concatenate([lists.people.candidates, lists.fixed_home])
    rows = rows[lists.where.village[rows] >= 0]
    if not len(rows):
        return found
    village = lists.where.village[rows]
    wide = int(village.max()) + 1
    told = rows[known[rows]]
    count = np.bincount(lists.where.village[told], minlength=wide)
    total = np.zeros(wide, dtype=np.int64)
    np.add.at(total, lists.where.village[told], needs[told])
    middle = np.where(count > 0, total // np.maximum(count, 1), UNKNOWN_NEED)
    found[rows] = middle[village]
    return found


def _misfits(lists: Lists, need: Ints) -> tuple[list[int], tuple[tuple[int, ...], ...], Ints]:
    """Tiers in use, the rows of mismatch that differ, and the row of each candidate."""
    if MISMATCH not in lists.levels:
        return [], ((0,),), np.zeros(len(need), dtype=np.int64)
    tiers = sorted(set(lists.bodies.tier.tolist()) - {NO_TIER})
    band = lists.band(MISMATCH) or 1
    values, at = np.unique(need, return_inverse=True)
    told = [None if value == UNKNOWN_NEED else value for value in values.tolist()]
    rows = [(*(mismatch(value, tier) // band for tier in tiers), 0) for value in told]
    kinds = sorted(set(rows))
    place = {row: n for n, row in enumerate(kinds)}
    return tiers, tuple(kinds), np.array([place[row] for row in rows], dtype=np.int64)[at]


def _sponsors(bodies: Bodies, ground: Ints, tiers: list[int], levels: tuple[str, ...]) -> tuple[Ints, SponsorColumns]:
    tier = np.where(bodies.tier == NO_TIER, NO_TIER, np.searchsorted(tiers, bodies.tier)) if tiers else None
    tier = np.full(len(ground), NO_TIER) if tier is None else tier
    columns = {
        "ground": ground,
        "tier": tier,
        "held": bodies.held,
        "capacity": bodies.column("capacity"),
        "least": bodies.column("min"),
        "aim": bodies.column("aim"),
        "force": bodies.force,
    }
    group, first = alike(*(column + 1 for column in columns.values()))
    counted = {name: column[first] for name, column in columns.items()}
    return group, SponsorColumns(**counted, count=np.bincount(group, minlength=len(first)))
