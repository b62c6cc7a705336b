"""Named pairs judged by the column: who is taken once, by whom, how often, and what every level counts on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from diachi.core.allocation.check import Finding, FindingCode, FindingFact
from diachi.core.allocation.class_columns import FORCES, NO_TIER
from diachi.core.allocation.class_proposal import PairColumns
from diachi.core.allocation.distance import KM_TENTH
from diachi.core.allocation.levels import (
    ASPIRED,
    DISTANCE,
    FAIRNESS,
    FAIRNESS_STEPS,
    KEEP,
    MISMATCH,
    PRIORITY,
    REQUESTED_MINIMUM,
    REQUIRED_COVERAGE,
    REQUIRED_MINIMUM,
    VILLAGE_ORDER,
    minimum_force,
)
from diachi.core.rules.support_match import mismatch
from diachi.engines.tables.columnar.alike import Ints, alike, column, matched
from diachi.engines.tables.columnar.counting import Counted
from diachi.engines.tables.columnar.grounds import banded, lead_seat
from diachi.engines.tables.columnar.keeping import kept_value
from diachi.engines.tables.columnar.lists import Lists, lacking, loads_of
from diachi.engines.tables.columnar.mending import departures
from diachi.engines.tables.columnar.needs import UNKNOWN_NEED, needs_of
from diachi.engines.tables.columnar.places import far_km, far_steps, seat_at
from diachi.engines.tables.columnar.standing import CANDIDATE, FIXED

SHOWN = 20  # findings of one kind; a person looks at the first


def rows_of_pairs(lists: Lists, pairs: PairColumns) -> tuple[Ints, Ints]:
    """Give the rows of household and group of every pair; -1 = none of that id."""
    import pyarrow as pa

    found = []
    for ids, known in ((pairs.household_ids, lists.homes.ids), (pairs.group_ids, lists.bodies.ids)):
        at = pc.index_in(pa.array(ids, pa.string()), value_set=known)
        found.append(np.asarray(pc.fill_null(at, -1)).astype(np.int64))
    return found[0], found[1]


def findings(lists: Lists, counted: Counted, pairs: PairColumns) -> Iterator[Finding]:
    """Judge pairs one after another kind of fault, as `check_pairs` does."""
    home, group = rows_of_pairs(lists, pairs)
    ids, groups = pairs.household_ids, pairs.group_ids

    def facts(n: int) -> dict[str, FindingFact]:
        return {"household_id": str(ids[n]), "group_id": str(groups[n])}

    known = home >= 0
    rows, times = np.unique(home[known], return_counts=True)
    for row, count in zip(rows[times > 1].tolist()[:SHOWN], times[times > 1].tolist(), strict=False):
        twice: dict[str, FindingFact] = {"household_id": lists.homes.ids[row].as_py(), "times": count}
        yield Finding(code=FindingCode.HOUSEHOLD_TWICE, facts=twice)
    state = np.where(known, lists.people.state[home], 0)
    for n in np.flatnonzero(~known | ((state != CANDIDATE) & (state != FIXED))).tolist()[:SHOWN]:
        yield Finding(code=FindingCode.HOUSEHOLD_NOT_ALLOWED, facts={"household_id": str(ids[n])})
    for n in np.flatnonzero(group < 0).tolist()[:SHOWN]:
        yield Finding(code=FindingCode.SPONSORS_DIFFER, facts=facts(n))
    wanted = np.full(len(lists.homes), -1)
    wanted[lists.fixed_home] = lists.fixed_group
    for n in np.flatnonzero((state == FIXED) & (wanted[home] != group)).tolist()[:SHOWN]:
        yield Finding(code=FindingCode.PAIR_MOVED, facts=facts(n))
    for row in lists.fixed_home[~np.isin(lists.fixed_home, home)].tolist()[:SHOWN]:
        gone: dict[str, FindingFact] = {"household_id": lists.homes.ids[row].as_py(), "group_id": ""}
        yield Finding(code=FindingCode.PAIR_MOVED, facts=gone)
    proposed = np.flatnonzero((state == CANDIDATE) & (group >= 0))
    far = way_of(lists, counted, home[proposed], group[proposed])
    for n in proposed[far < 0].tolist()[:SHOWN]:
        yield Finding(code=FindingCode.NOT_IN_REACH, facts=facts(n))
    yield from _loads(lists, group[group >= 0])


def _loads(lists: Lists, group: Ints) -> Iterator[Finding]:
    loads = loads_of(group, len(lists.bodies.ids))
    most = np.maximum(lists.bodies.column("capacity"), lists.bodies.held)
    for row in np.flatnonzero(loads > most).tolist()[:SHOWN]:
        above: dict[str, FindingFact] = {
            "group_id": lists.bodies.ids[row].as_py(),
            "got": int(loads[row]),
            "most": int(lists.bodies.column("capacity")[row]),
        }
        yield Finding(code=FindingCode.ABOVE_CAPACITY, facts=above)
    short: Counter[str] = Counter()
    for one in lacking(lists.bodies, loads):
        short[one.clause] += one.least - one.got
    for clause, short_by in sorted(short.items()):
        yield Finding(code=FindingCode.MINIMUM_MISSED, facts={"clause": clause, "short": short_by})


def way_of(lists: Lists, counted: Counted, home: Ints, group: Ints) -> Ints:
    """Give the way from each group to each candidate's place; -1 = not in reach."""
    ways, wide = counted.classes.ways, len(counted.classes.commune_of)
    keys = column(ways, "ground") * wide + column(ways, "place")
    place = counted.places.of[np.searchsorted(lists.people.candidates, home)] if len(home) else home
    return matched(keys, counted.ground[group] * wide + place)


def values(lists: Lists, counted: Counted, home: Ints, group: Ints) -> dict[str, int]:
    """Count every level on the pairs themselves, without classes and without a network, as `level_value` does."""
    bodies, loads = lists.bodies, loads_of(group, len(lists.bodies.ids))
    priorities = counted.classes.priorities
    found = {}
    for level in lists.levels:
        if level in (REQUIRED_MINIMUM, REQUESTED_MINIMUM):
            meant = bodies.force == FORCES.index(minimum_force(level))
            found[level] = int(np.minimum(loads, bodies.column("min"))[meant].sum())
        elif level == ASPIRED:
            found[level] = int(np.minimum(loads, bodies.column("aim")).sum())
        elif level == REQUIRED_COVERAGE:
            found[level] = len(home)
        elif level.startswith(PRIORITY):
            bit = len(priorities) - 1 - priorities.index(level.removeprefix(PRIORITY))
            found[level] = int((lists.people.standing[home] >> bit & 1).sum())
        elif level == VILLAGE_ORDER:
            found[level] = len(departures(lists, counted, home, group))
        elif level == MISMATCH:
            found[level] = _mismatch(lists, home, group)
        elif level == DISTANCE:
            found[level] = int(far_of(lists, home, group).sum())
        elif level == KEEP:
            free = lists.people.state[home] == CANDIDATE
            place = np.searchsorted(lists.people.candidates, home[free])
            found[level] = kept_value(lists.old, place, group[free])
        else:
            found[level] = _fairness(lists, home, loads) if level == FAIRNESS else 0
    return found


def _mismatch(lists: Lists, home: Ints, group: Ints) -> int:
    need, tier = needs_of(lists)[home], lists.bodies.tier[group]
    kind, first = alike(np.unique(need, return_inverse=True)[1], np.unique(tier, return_inverse=True)[1])
    band = lists.band(MISMATCH) or 1
    off = [
        mismatch(None if need[n] == UNKNOWN_NEED else int(need[n]), None if tier[n] == NO_TIER else int(tier[n]))
        // band
        for n in first.tolist()
    ]
    return int(np.array(off, dtype=np.int64)[kind].sum()) if len(first) else 0


def far_of(lists: Lists, home: Ints, group: Ints) -> Ints:
    """Give the distance of every pair as its level counts it."""
    where, lead = lists.where, lists.bodies.lead[group]
    if where.unit == KM_TENTH:
        x, y = (lists.agencies.floats(axis)[0][lead] for axis in ("x_km", "y_km"))
        return banded(lists, far_km(x, y, where.x[home], where.y[home]))
    body, one = alike(*(lists.agencies.coded(name)[0][lead] for name in ("commune", "commune_code")))
    seats = {int(row): seat_at(where, int(row)) for row in home}
    far = np.zeros(len(home), dtype=np.int64)
    for number, n in enumerate(one.tolist()):
        mine = np.flatnonzero(body == number)
        at = lead_seat(lists, int(lead[n]))
        rows = [seats[int(row)] for row in home[mine]]
        far[mine] = far_steps(at, where.commune[home[mine]], where.communes, rows, np.arange(len(mine)))
    return banded(lists, far)


def _fairness(lists: Lists, home: Ints, loads: Ints) -> int:
    both = np.concatenate([lists.people.candidates, lists.fixed_home])
    communes = len(lists.where.communes)
    sizes = np.bincount(lists.where.commune[both], minlength=communes)
    covered = np.bincount(lists.where.commune[home], minlength=communes)
    total = 0
    for size, count in zip(sizes.tolist(), covered.tolist(), strict=True):
        total += sum(-(-FAIRNESS_STEPS * k // size) for k in range(1, count + 1))
    return total + int((loads * (loads - 1) // 2).sum())
