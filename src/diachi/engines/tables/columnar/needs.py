"""What families need, against the tiers of those who may help them."""

from __future__ import annotations

import numpy as np

from diachi.core.allocation.class_columns import NO_TIER
from diachi.core.allocation.levels import MISMATCH
from diachi.core.rules.support_match import mismatch
from diachi.engines.tables.columnar.alike import Ints
from diachi.engines.tables.columnar.lists import Lists

UNKNOWN_NEED = -1


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


def misfits_of(lists: Lists, need: Ints) -> tuple[list[int], tuple[tuple[int, ...], ...], Ints]:
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
