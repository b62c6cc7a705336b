"""When bodies dissolve or merge: every pair they hold goes to their heir, one body or a whole district in one act.

Source: officer's review C20 (old -> heir, or nobody yet); NQ 202/2025/QH15 (all district bodies ended in one day).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from diachi.core.errors import ErrorCode, InputError
from diachi.core.proposal import Allocation, Assignment, Group
from diachi.core.register import Register
from diachi.core.shares import by_largest_remainder


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """One body that is no more and the one that answers for its households; "" = nobody yet."""

    agency_id: str
    heir_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """The lists and the proposal as they stand after the act; leaving the file of heirs out undoes it."""

    register: Register
    previous: Allocation | None
    inherited: dict[str, str]  # household or person -> the body that had it
    waiting: tuple[str, ...]  # households whose body has no heir yet


def hand_over(register: Register, previous: Allocation | None, heirs: Sequence[Heir]) -> HandOver:
    """Let heirs take every pair of the bodies that are no more.

    Takes: rows in any order; an heir may itself have an heir. Gives: lists without the old bodies, pairs and groups of
    the heirs. Fails: InputError ID_UNKNOWN, HEIR_TWICE, HEIRS_IN_A_CIRCLE.
    Holds: pairs before = pairs after + pairs that wait; no date and no document of a pair is lost; two bodies with
    one heir become one sponsor of what both held.
    """
    last = _last_heirs(heirs, {a.agency_id for a in register.agencies})
    held: dict[str, str] = {}
    pairs, waiting = [], set[str]()
    for pair in register.pairs:
        heir = last.get(pair.agency_id, pair.agency_id)
        if heir != pair.agency_id and pair.agreed:
            held.setdefault(pair.target_id, pair.agency_id)
        if heir:
            pairs.append(replace(pair, agency_id=heir))
        elif pair.agreed:
            waiting.add(pair.target_id)
    if previous is not None:
        for one in previous.assignments:
            old = [a for a in one.agency_ids if a in last]
            if old:
                held.setdefault(one.target_id, old[0])
            if old and not any(last.get(a, a) for a in one.agency_ids):
                waiting.add(one.target_id)
    return HandOver(
        register=replace(
            register,
            agencies=tuple(a for a in register.agencies if a.agency_id not in last),
            pairs=tuple(dict.fromkeys(pairs)),
        ),
        previous=_after(previous, last) if previous else None,
        inherited=dict(sorted(held.items())),
        waiting=tuple(sorted(waiting)),
    )


def _last_heirs(heirs: Sequence[Heir], known: set[str]) -> dict[str, str]:
    """Follow each body to the heir that still stands; "" where the line ends with nobody."""
    next_of: dict[str, str] = {}
    for row in sorted(heirs, key=lambda r: (r.agency_id, r.heir_id)):
        for column, name in (("agency_id", row.agency_id), ("heir_id", row.heir_id)):
            if name and name not in known:
                raise InputError(ErrorCode.ID_UNKNOWN, id=name, table=f"heirs.{column}")
        if next_of.get(row.agency_id, row.heir_id) != row.heir_id:
            raise InputError(ErrorCode.HEIR_TWICE, agency_id=row.agency_id)
        next_of[row.agency_id] = row.heir_id
    return {body: _end(body, next_of) for body in next_of}


def _end(body: str, next_of: Mapping[str, str]) -> str:
    seen = {body}
    heir = next_of[body]
    while heir in next_of:
        if heir in seen:
            raise InputError(ErrorCode.HEIRS_IN_A_CIRCLE, agency_id=body)
        seen.add(heir)
        heir = next_of[heir]
    return heir


def _after(previous: Allocation, last: Mapping[str, str]) -> Allocation:
    groups = tuple(g for g in (_group(g, last) for g in previous.groups) if g is not None)
    found = []
    for one in previous.assignments:
        if bodies := _bodies(one.agency_ids, last):
            found.append(_of(one, bodies))
    return replace(previous, groups=groups, assignments=tuple(found))


def _bodies(bodies: Sequence[str], last: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(heir for heir in (last.get(a, a) for a in bodies) if heir))


def _group(group: Group, last: Mapping[str, str]) -> Group | None:
    members = _bodies(group.members, last)
    if not members:
        return None
    shares = by_largest_remainder(100, (1,) * len(members)) if len(members) > 1 else ()
    return replace(group, group_id=f"G-{min(members)}", lead=members[0], members=members, shares_percent=shares)


def _of(one: Assignment, bodies: tuple[str, ...]) -> Assignment:
    return replace(one, group_id=f"G-{min(bodies)}", agency_ids=bodies)
