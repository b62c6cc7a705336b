"""Pairs of the proposal before, by the column: which count, and who of a class meets the sponsor of before again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from diachi.core.allocation.class_columns import KeepColumns
from diachi.core.household import ListedHousehold
from diachi.engines.tables.columnar.alike import Ints, alike, ranges
from diachi.engines.tables.columnar.bodies import Bodies, group_rows
from diachi.engines.tables.columnar.places import Homes
from diachi.engines.tables.columnar.reading import ColumnTable
from diachi.engines.tables.columnar.standing import People, rows_of

NOBODY = -1
Before = Mapping[str, Sequence[str]]  # household -> its bodies in the proposal before, the lead first


@dataclass(slots=True, kw_only=True)
class Old:
    """Of every candidate: the group that now holds who had it before, whether that counts, and its village's kind.

    A family of no ranked village is kept by itself; of a ranked one any family of its standing may stand for it (kind
    > 0), unless a refusal tells its families apart; then none counts.
    """

    group: Ints
    counts: Ints
    kind: Ints

    @property
    def any(self) -> bool:
        """Say whether there is a proposal before that still says something."""
        return bool((self.group != NOBODY).any())


def old_pairs(
    before: Before,
    homes: ColumnTable[ListedHousehold],
    people: People,
    where: Homes,
    bodies: Bodies,
    banned: frozenset[tuple[str, str]],
) -> Old:
    """Give the pairs of before as `model._held_before` and `levels.pairs_to_keep` understand them."""
    candidates = people.candidates
    group = np.full(len(candidates), NOBODY)
    rows = rows_of(homes, list(before))
    single = group_rows(bodies, [ids[0] for ids in before.values()])
    for n, ids in enumerate(before.values()):
        if len(ids) > 1:
            shares = Counter(row for row in group_rows(bodies, ids).tolist() if row != NOBODY)
            single[n] = min(shares, key=lambda row: (-shares[row], row), default=NOBODY)
    at = np.minimum(np.searchsorted(candidates, rows), max(len(candidates) - 1, 0))
    mine = (rows >= 0) & (candidates[at] == rows) if len(candidates) else np.zeros(len(rows), dtype=bool)
    group[at[mine]] = single[mine]
    village, standing = where.village[candidates], people.standing[candidates]
    split_rows = rows_of(homes, sorted({h for _, h in banned}))
    split_rows = split_rows[split_rows >= 0]
    split = set(zip(where.village[split_rows].tolist(), people.standing[split_rows].tolist(), strict=True))
    ranked = village >= 0
    apart = np.array([pair in split for pair in zip(village.tolist(), standing.tolist(), strict=True)], dtype=bool)
    counts = (group != NOBODY) & ~(ranked & apart) if len(candidates) else np.zeros(0, dtype=bool)
    kinds, _ = alike(village + 1, standing)
    kept = np.unique(kinds[ranked & counts])
    return Old(group=group, counts=counts, kind=np.where(ranked & np.isin(kinds, kept), kinds + 1, 0))


def keep_columns(old: Old, sponsor: Ints, family: Ints) -> KeepColumns:
    """Count the pairs to keep by class."""
    rows = np.flatnonzero(old.counts)
    if not len(rows):
        return KeepColumns()
    by, of = sponsor[old.group[rows]], family[rows]
    pair, first = alike(by, of)
    return KeepColumns(sponsor=by[first], family=of[first], count=np.bincount(pair))


def held_again(old: Old, family: Ints, groups: Ints, families: Ints) -> tuple[Ints, Ints]:
    """Give (candidate, group) of the units that families kept by themselves meet again: those with the least ids.

    Takes: the group and family class of every kept unit. Gives: one candidate for each unit of such a class.
    """
    rows = np.flatnonzero(old.counts & (old.kind == 0))
    order = np.lexsort((rows, old.group[rows], family[rows]))
    rows = rows[order]
    wide = int(max(old.group.max(initial=0), groups.max(initial=0))) + 2
    keys = family[rows] * wide + old.group[rows]
    wanted, units = np.unique(families * wide + groups, return_counts=True)
    first = np.searchsorted(keys, wanted)
    held = np.searchsorted(keys, wanted, side="right") - first
    found = rows[ranges(first, np.minimum(units, held))]
    return found, old.group[found]


def kept_value(old: Old, place: Ints, groups: Ints) -> int:
    """Count the pairs that stand again, as the keep level does; `place` = candidates of the pairs."""
    rows = np.flatnonzero(old.counts)
    own = len(old.group) + 1
    name = np.where(old.kind > 0, own + old.kind, np.arange(len(old.group)))
    wide = int(max(old.group.max(initial=0), groups.max(initial=0))) + 2
    before = Counter((name[rows] * wide + old.group[rows]).tolist())
    now = Counter((name[place] * wide + groups).tolist())
    return sum(min(now[key], count) for key, count in before.items())
