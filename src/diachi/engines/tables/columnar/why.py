"""Why a pair, by the column: asked once for each combination of what the reasons rest on."""

from __future__ import annotations

import numpy as np

from diachi.core.allocation.distance import STEP
from diachi.core.allocation.ranks import by_rank
from diachi.core.allocation.reasons import why_fixed
from diachi.core.proposal import Reason, ReasonCode, ReasonFact
from diachi.engines.tables.columnar.alike import Ints, alike
from diachi.engines.tables.columnar.audit import far_of
from diachi.engines.tables.columnar.lists import Lists
from diachi.engines.tables.columnar.said import Reasons
from diachi.engines.tables.columnar.standing import CANDIDATE, FIXED

Flags = tuple[bool, bool]  # in the sponsor's own commune; a pair that stood before


def why_pairs(lists: Lists, home: Ints, group: Ints, said: Reasons) -> Ints:
    """The reasons of every pair, asked once for each combination; what differs by household is asked by household."""
    bodies, people = lists.bodies, lists.people
    fixed = people.state[home] == FIXED
    rank, ranked = lists.homes.ints("village_rank")
    near = far_of(lists, home, group) == 0 if lists.where.unit == STEP else np.zeros(len(home), dtype=bool)
    again = _again(lists, home, group)
    joint = np.isin(group, np.array(sorted(bodies.joint), dtype=np.int64))
    kind, first = alike(
        fixed.astype(np.int64),
        bodies.duty[group],
        np.where(joint, group + 1, 0),
        people.named[home],
        np.where(ranked[home], rank[home] + 1, 0),
        near.astype(np.int64),
        again.astype(np.int64),
    )
    ranks = [int(r) if known else None for r, known in zip(rank[home].tolist(), ranked[home].tolist(), strict=True)]

    def asked(n: int, *, own: bool = False) -> int:
        flags = (bool(near[n]), bool(again[n]))
        return said.pair(_why(lists, int(home[n]), int(group[n]), flags, ranks[n], own))

    numbers = np.array([asked(int(n)) for n in first], dtype=np.int64)
    found = numbers[kind] if len(first) else np.zeros(0, dtype=np.int64)
    for n in np.flatnonzero(fixed | np.isin(home, np.array(sorted(people.notes), dtype=np.int64))).tolist():
        found[n] = asked(n, own=True)
    return found


def _again(lists: Lists, home: Ints, group: Ints) -> Ints:
    """Whether each pair stood before, those that stand anyway left out."""
    found = np.zeros(len(home), dtype=bool)
    free = np.flatnonzero(lists.people.state[home] == CANDIDATE)
    at = np.searchsorted(lists.people.candidates, home[free])
    found[free] = lists.old.group[at] == group[free]
    return found


def _why(lists: Lists, home: int, group: int, flags: Flags, rank: int | None, own: bool = False) -> tuple[Reason, ...]:
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
    if flags[0]:
        reasons.append(Reason(code=ReasonCode.SAME_COMMUNE))
    if flags[1]:
        reasons.append(Reason(code=ReasonCode.KEPT))
    return (*reasons, *notes)
