"""From lists by the column to classes: the bodies and families that no level and no bound tells apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diachi.core.allocation.class_columns import (
    NO_TIER,
    ClassColumns,
    FamilyColumns,
    KeepColumns,
    SponsorColumns,
)
from diachi.core.allocation.levels import KEEP
from diachi.core.allocation.ranks import ranks_of
from diachi.engines.tables.columnar.alike import Ints, alike
from diachi.engines.tables.columnar.grounds import grounds_of, ways_of
from diachi.engines.tables.columnar.keeping import keep_columns
from diachi.engines.tables.columnar.lists import Lists
from diachi.engines.tables.columnar.needs import misfits_of, needs_of
from diachi.engines.tables.columnar.places import Places, places_of
from diachi.engines.tables.columnar.standing import rows_of


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
    ground, one = grounds_of(lists)
    by_name = any(g.area.commune and not g.code for g in lists.bodies.grounds)
    places = places_of(lists.where, candidates, banned_homes[banned_homes >= 0], by_name=by_name)
    need = needs_of(lists)[candidates]
    tiers, misfits, kind = misfits_of(lists, need)
    keeps = KEEP in lists.levels
    village = lists.old.kind if keeps else np.zeros(len(candidates), dtype=np.int64)
    family, first = alike(places.of, lists.people.standing[candidates], kind, village)
    ways = ways_of(lists, places, ground, one)
    families = FamilyColumns(
        place=places.of[first],
        standing=lists.people.standing[candidates][first],
        need=kind[first],
        count=np.bincount(family, minlength=len(first)),
    )
    sponsor, sponsors = _sponsors(lists, ground, tiers)
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
            keeps=keep_columns(lists.old, sponsor, family) if keeps else KeepColumns(),
        ),
        places=places,
        need=need,
        family=family,
        sponsor=sponsor,
        ground=ground,
        tiers=tiers,
    )


def _sponsors(lists: Lists, ground: Ints, tiers: list[int]) -> tuple[Ints, SponsorColumns]:
    """Groups by ground, tier and duty; one with pairs to keep is a class of its own."""
    bodies = lists.bodies
    own = np.zeros(len(ground), dtype=np.int64)
    if KEEP in lists.levels:
        holders = np.unique(lists.old.group[lists.old.counts])
        own[holders] = holders + 1
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
    group, first = alike(*(column + 1 for column in columns.values()), own)
    counted = {name: column[first] for name, column in columns.items()}
    return group, SponsorColumns(**counted, count=np.bincount(group, minlength=len(first)))
