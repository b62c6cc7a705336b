"""Everything about one pairing by row, before it is counted; who is next in turn, and what is lacking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diachi.core.agency import Agency, Pair
from diachi.core.allocation.class_columns import (
    FORCES,
)
from diachi.core.allocation.class_proposal import Lacking
from diachi.core.allocation.pins import Asked
from diachi.core.campaign import Campaign, LevelSpec
from diachi.core.clauses import Force
from diachi.core.household import ListedHousehold
from diachi.core.text import fold
from diachi.engines.tables.columnar.alike import Ints
from diachi.engines.tables.columnar.bodies import Bodies
from diachi.engines.tables.columnar.keeping import Old
from diachi.engines.tables.columnar.places import Homes
from diachi.engines.tables.columnar.reading import ColumnTable
from diachi.engines.tables.columnar.standing import People


@dataclass(slots=True, kw_only=True)
class Lists:
    """Everything about one pairing by row, before it is counted."""

    campaign: Campaign
    homes: ColumnTable[ListedHousehold]
    agencies: ColumnTable[Agency]
    people: People
    where: Homes
    bodies: Bodies
    asked: Asked
    banned: frozenset[tuple[str, str]]
    fixed: dict[str, tuple[Pair, ...]]
    fixed_home: Ints  # rows of households of pairs that stand, by id
    fixed_group: Ints
    specs: tuple[LevelSpec, ...]
    old: Old

    @property
    def levels(self) -> tuple[str, ...]:
        """The names of the levels, required minimums first."""
        return tuple(spec.name for spec in self.specs)

    def band(self, level: str) -> int:
        """How wide a band of a level is; 0 = none."""
        return next((spec.band or 0 for spec in self.specs if spec.name == level), 0)


def turns_of(lists: Lists, family: Ints) -> Ints:
    """Give the candidates in the order in which they are taken: by class, each village's next one, its own order."""
    candidates = lists.people.candidates
    codes, values = lists.homes.coded("hamlet")
    folded = [fold(v) for v in values]
    place = {value: n for n, value in enumerate(sorted(set(folded)))}
    hamlet = np.array([place[f] for f in folded], dtype=np.int64)[codes[candidates]]
    rank, ranked = lists.homes.ints("village_rank")
    order = np.lexsort((candidates, rank[candidates] * ranked[candidates], ~ranked[candidates], hamlet, family))
    same = (np.diff(family[order], prepend=-1) == 0) & (np.diff(hamlet[order], prepend=-1) == 0)
    begun = np.maximum.accumulate(np.where(same, 0, np.arange(len(order))))
    turn = np.empty(len(order), dtype=np.int64)
    turn[order] = np.arange(len(order)) - begun
    return np.lexsort((candidates, hamlet, turn, family))


def loads_of(groups: Ints, count_: int) -> Ints:
    """Give how many households each group has."""
    return np.bincount(groups, minlength=count_).astype(np.int64)


def lacking(bodies: Bodies, loads: Ints) -> tuple[Lacking, ...]:
    """Name the groups that take fewer than what binds them, as `reasons.required_short` counts by clause."""
    least = bodies.column("min")
    rows = np.flatnonzero((bodies.force == FORCES.index(Force.REQUIRED)) & (loads < least)).tolist()
    return tuple(
        Lacking(
            group_id=bodies.ids[row].as_py(),
            clause=bodies.duties[int(bodies.duty[row])].clause,
            least=int(least[row]),
            got=int(loads[row]),
        )
        for row in rows
    )
