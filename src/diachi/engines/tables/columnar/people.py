"""Households by the column: who may be proposed, who not and why, who comes first, who lives where.

Each rule of the core is asked once for every combination of what it reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from diachi.core.agency import Pair
from diachi.core.allocation.model import listed_twice
from diachi.core.allocation.ranks import by_rank, clause_holds, ranks_of
from diachi.core.campaign import Campaign
from diachi.core.clauses import Priority, Target
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import HelpedRecord
from diachi.core.household import ListedHousehold, Member
from diachi.core.proposal import ReasonCode
from diachi.core.rules.pairs_kept import refused_households
from diachi.core.rules.target import merit_members, why_not_meant
from diachi.core.same import SamePair
from diachi.core.table import read_row
from diachi.engines.tables.columnar.alike import Ints, alike
from diachi.engines.tables.columnar.helps import mark_helped
from diachi.engines.tables.columnar.reading import ColumnTable
from diachi.engines.tables.columnar.standing import CANDIDATE, FIXED, OUT_AT, Found, People, one_home, rows_of


def sort_out_columns(
    campaign: Campaign,
    homes: ColumnTable[ListedHousehold],
    members: ColumnTable[Member],
    helped: ColumnTable[HelpedRecord],
    found: Found,
    pairs: Sequence[Pair],
    fixed: dict[str, tuple[Pair, ...]],
) -> People:
    """Say of every household what `model.sort_out` says, in its order: meant, listed twice, said no, helped before."""
    people = People(
        standing=_standing([rank.parts for rank in ranks_of(campaign)], homes),
        named=_standing([(p,) for p in by_rank(campaign)], homes),
        state=_not_meant(campaign.target, homes, members),
    )
    open_ = people.state == CANDIDATE
    within, earlier = _split(found, homes, helped)
    _mark_twice(people, open_, homes, campaign, listed_twice(within, fixed))
    said_no = rows_of(homes, sorted(refused_households(pairs)))
    said_no = said_no[said_no >= 0]
    said_no = said_no[people.state[said_no] == CANDIDATE]
    people.state[said_no] = OUT_AT[ReasonCode.SAID_NO]
    mark_helped(people, campaign, homes, helped, earlier, found.words)
    people.state[rows_of(homes, list(fixed))] = FIXED
    return people


def _split(
    found: Found, homes: ColumnTable[ListedHousehold], helped: ColumnTable[HelpedRecord]
) -> tuple[tuple[SamePair, ...], tuple[SamePair, ...]]:
    """Pairs within the list, and pairs of list and history.

    Fails: InputError SAME_NEEDED when earlier lists hold lines that nobody compared with this one.
    """
    if found.same is None:
        confirmed = pc.is_in(helped.texts("household_id"), value_set=homes.ids)
        if open_lines := len(helped) - (pc.sum(confirmed).as_py() or 0):
            raise InputError(ErrorCode.SAME_NEEDED, count=open_lines)
        return (), ()
    at = pc.is_in(pa.array([p.id_b for p in found.same], pa.string()), value_set=helped.ids).to_pylist()
    pairs = list(zip(found.same, at, strict=True))
    return tuple(p for p, of_history in pairs if not of_history), tuple(p for p, of_history in pairs if of_history)


def _standing(parts: Sequence[Sequence[Priority]], homes: ColumnTable[ListedHousehold]) -> Ints:
    """Priorities as bits, a bit for those counted as one."""
    found = np.zeros(len(homes), dtype=np.int64)
    for one in parts:
        holds = np.zeros(len(homes), dtype=bool)
        for priority in one:
            holds |= _holds(priority, homes)
        found = found * 2 + holds
    return found


def _holds(priority: Priority, homes: ColumnTable[ListedHousehold]) -> Ints:
    """What the list says of a household and where it lives are asked apart, since both must hold."""
    holds = np.full(len(homes), priority.when is not None or bool(priority.commune or priority.commune_code))
    if priority.when is not None:
        bare = replace(priority, commune="", commune_code="")
        holds &= _asked(homes, ("will_to_escape", "causes"), lambda home: clause_holds(bare, home))
    if priority.commune or priority.commune_code:
        placed = replace(priority, when=None)
        holds &= _asked(homes, ("commune", "commune_code"), lambda home: clause_holds(placed, home))
    return holds


def _asked(homes: ColumnTable[ListedHousehold], names: tuple[str, ...], rule: Any) -> Ints:
    group, first = alike(*(homes.coded(name)[0] for name in names))
    said = np.array([rule(one_home(homes, int(row), names)) for row in first], dtype=bool)
    return said[group]


def _not_meant(target: Target, homes: ColumnTable[ListedHousehold], members: ColumnTable[Member]) -> Ints:
    counts, merit = _merit(target, homes, members)
    names = ("status", "causes", "merit")
    group, first = alike(*(homes.coded(name)[0] for name in names), counts, merit)
    said = []
    for row in first:
        kept = [Member(household_id="-", member_no=1, merit=("-",))] if merit[row] else []
        plain = why_not_meant(one_home(homes, int(row), names), kept, replace(target, merit_scope=None))
        if plain is None and target.merit_scope is not None and not counts[row]:
            lacking = merit[row] or not homes.coded("merit")[1][int(homes.coded("merit")[0][row])]
            plain = ReasonCode.NO_MEMBER_OF_MERIT if lacking else None
        said.append(CANDIDATE if plain is None else OUT_AT[plain])
    return np.array(said, dtype=np.int64)[group] if len(first) else np.zeros(0, dtype=np.int64)


def _merit(target: Target, homes: ColumnTable[ListedHousehold], members: ColumnTable[Member]) -> tuple[Ints, Ints]:
    """Of every household: whether any member counts in the scope, and whether any has merit at all."""
    counts, merit = np.zeros(len(homes), dtype=np.int64), np.zeros(len(homes), dtype=np.int64)
    if target.merit_scope is None or not len(members):
        return counts, merit
    names = ("merit", "merit_relation", "merit_benefit")
    group, first = alike(*(members.coded(name)[0] for name in names))
    home = ListedHousehold(household_id="-")
    asked = []
    for row in first:
        cells = {n: values[int(codes[row])] for n in names for codes, values in [members.coded(n)]}
        one = read_row(Member, {**cells, "household_id": "-", "member_no": "1"})
        asked.append((merit_members(home, [one], target.merit_scope) > 0, bool(one.merit)))
    said = np.array(asked, dtype=np.int64)[group]
    at = np.asarray(pc.fill_null(pc.index_in(members.ids, value_set=homes.ids), -1)).astype(np.int64)
    known = at >= 0
    np.maximum.at(counts, at[known], said[known, 0])
    np.maximum.at(merit, at[known], said[known, 1])
    return counts, merit


def _mark_twice(
    people: People, open_: Ints, homes: ColumnTable[ListedHousehold], campaign: Campaign, doubles: dict[str, str]
) -> None:
    clause = "exclusions.1" if campaign.exclusions else "target"
    for other, row in zip(doubles.values(), rows_of(homes, list(doubles)).tolist(), strict=True):
        if row >= 0 and open_[row]:
            people.state[row] = OUT_AT[ReasonCode.LISTED_TWICE]
            people.clause[row], people.facts[row] = clause, {"other": other}
