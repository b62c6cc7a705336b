"""What a proposal of national size says of every household and group: codes by column, reasons once for each class.

A reason has the code, the clause and the facts that `core.allocation.reasons` gives for the same pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from diachi.core.allocation.class_proposal import ToldColumns
from diachi.core.allocation.distance import STEP
from diachi.core.allocation.ranks import by_rank
from diachi.core.allocation.reasons import why_fixed
from diachi.core.proposal import Reason, ReasonCode, ReasonFact
from diachi.engines.tables.columnar.alike import Ints, alike
from diachi.engines.tables.columnar.audit import far_of
from diachi.engines.tables.columnar.counting import Counted
from diachi.engines.tables.columnar.leftover import unmet_homes, unmet_sponsors
from diachi.engines.tables.columnar.lists import Lists, loads_of
from diachi.engines.tables.columnar.said import Reasons
from diachi.engines.tables.columnar.standing import FIXED

Entry = dict[str, Any]
NOBODY = -1


def told(lists: Lists, counted: Counted, home: Ints, group: Ints) -> ToldColumns:
    """Give the tables of the folder, the reasons they point to, and the clauses that were not held in full."""
    loads = loads_of(group, len(lists.bodies.ids))
    said = Reasons()
    reason = _why_pairs(lists, home, group, said)
    homes = unmet_homes(lists, counted, home, group, said)
    sponsors, relaxed = unmet_sponsors(lists, counted, home, loads, said)
    family = np.full(len(lists.homes), NOBODY)
    family[lists.people.candidates] = counted.family
    ids = pa.concat_arrays([lists.homes.ids.take(pa.array(homes[0])), lists.bodies.ids.take(pa.array(sponsors[0]))])
    number = np.concatenate([homes[1], sponsors[1]])
    codes = pa.array([entry["code"] for entry in said.unmet] or [""]).take(pa.array(number))
    tables: dict[str, dict[str, Sequence[Any]]] = {
        "groups": _groups(lists, counted, loads),
        "assignments": {
            "household_id": lists.homes.ids.take(pa.array(home)),
            "group_id": lists.bodies.ids.take(pa.array(group)),
            "class_id": pa.array(family[home], mask=family[home] == NOBODY),
            "reason_id": pa.array(reason),
        },
        "unmet": {"id": ids, "reason_code": codes, "class_id": pa.array(number)},
    }
    return ToldColumns(tables=tables, reasons={"assignments": said.pairs, "unmet": said.unmet}, relaxed=relaxed)


def _groups(lists: Lists, counted: Counted, loads: Ints) -> dict[str, Sequence[Any]]:
    bodies = lists.bodies
    lead = lists.agencies.ids.take(pa.array(bodies.lead))
    members = lead.to_pylist()
    for row, group in bodies.joint.items():
        members[row] = ";".join(group.members)
    return {
        "group_id": bodies.ids,
        "lead": lead,
        "agency_ids": pa.array(members, pa.string()),
        "class_id": pa.array(counted.sponsor),
        "capacity": pa.array(bodies.column("capacity")),
        "load": pa.array(loads),
    }


def _why_pairs(lists: Lists, home: Ints, group: Ints, said: Reasons) -> Ints:
    """The reasons of every pair, asked once for each combination; what differs by household is asked by household."""
    bodies, people = lists.bodies, lists.people
    fixed = people.state[home] == FIXED
    rank, ranked = lists.homes.ints("village_rank")
    near = far_of(lists, home, group) == 0 if lists.where.unit == STEP else np.zeros(len(home), dtype=bool)
    joint = np.isin(group, np.array(sorted(bodies.joint), dtype=np.int64))
    kind, first = alike(
        fixed.astype(np.int64),
        bodies.duty[group],
        np.where(joint, group + 1, 0),
        people.named[home],
        np.where(ranked[home], rank[home] + 1, 0),
        near.astype(np.int64),
    )
    ranks = [int(r) if known else None for r, known in zip(rank[home].tolist(), ranked[home].tolist(), strict=True)]
    numbers = np.array(
        [said.pair(_why(lists, int(home[n]), int(group[n]), bool(near[n]), ranks[n])) for n in first], dtype=np.int64
    )
    found = numbers[kind] if len(first) else np.zeros(0, dtype=np.int64)
    for n in np.flatnonzero(fixed | np.isin(home, np.array(sorted(people.notes), dtype=np.int64))).tolist():
        found[n] = said.pair(_why(lists, int(home[n]), int(group[n]), bool(near[n]), ranks[n], own=True))
    return found


def _why(lists: Lists, home: int, group: int, near: bool, rank: int | None, own: bool = False) -> tuple[Reason, ...]:
    notes = lists.people.notes.get(home, ()) if own else ()
    if lists.people.state[home] == FIXED:
        household_id = lists.homes.ids[home].as_py() if own else ""
        if household_id in lists.asked.pinned and not lists.fixed[household_id][0].agreed:
            asked = lists.asked.reasons.get(household_id, "")
            return (Reason(code=ReasonCode.PINNED, facts={"reason": asked}), *notes)
        return why_fixed(lists.fixed[household_id][0].assigned_by) if own else ()
    duty = lists.bodies.duties[int(lists.bodies.duty[group])]
    reasons = []
    if group in lists.bodies.joint and lists.bodies.joint[group].group_id in lists.bodies.clause_of:
        facts = {"bodies": len(lists.bodies.joint[group].members), "staff": lists.bodies.staff.get(group, 0)}
        reasons.append(Reason(code=ReasonCode.POOLED, clause=duty.clause, facts={**facts}))
    elif duty.clause:
        reasons.append(Reason(code=ReasonCode.QUOTA, clause=duty.clause, facts={"count": duty.capacity}))
    ranked = by_rank(lists.campaign)
    for n, priority in enumerate(ranked):
        if lists.people.named[home] >> (len(ranked) - 1 - n) & 1:
            meant: dict[str, ReasonFact] = {"rank": priority.rank, "commune": priority.commune}
            reasons.append(Reason(code=ReasonCode.PRIORITY, clause=f"priorities.{priority.id}", facts=meant))
    if rank is not None:
        reasons.append(Reason(code=ReasonCode.VILLAGE_ORDER, facts={"rank": rank}))
    if near:
        reasons.append(Reason(code=ReasonCode.SAME_COMMUNE))
    return (*reasons, *notes)
