"""What differs between two proposals: levels gained and lost, pairs that came, went and moved, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diachi.core.allocation.levels import LESS_IS_BETTER
from diachi.core.allocation.pins import Wishes, WishReason
from diachi.core.proposal import Allocation, Assignment, LevelValue, ReasonCode
from diachi.core.register import Register


class ChangeCause(StrEnum):
    """Why a pair of before stands no more, or a new one came."""

    HOUSEHOLD_LEFT = "household_left"
    HOUSEHOLD_BARRED = "household_barred"
    SPONSOR_LEFT = "sponsor_left"
    ASKED = "asked"
    MADE_ROOM = "made_room"
    NEW_PAIR = "new_pair"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPair:
    """One household, or one person of it, whose sponsor differs; "" = nobody."""

    target_id: str
    before: str
    after: str
    cause: ChangeCause


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Levels with their gain (+) or loss (-) whichever way they count, pairs that differ, and how many stayed."""

    levels: dict[str, int]
    changed: tuple[ChangedPair, ...]
    kept: int


def compare(*, before: Allocation, after: Allocation, register: Register, wishes: Wishes | None = None) -> Difference:
    """Compare a proposal with the one before it; the same bodies under another group are no change.

    Takes: register and wishes of the later one, for the causes. Gives: changes by household.
    """
    old = {a.target_id: a for a in before.assignments}
    new = {a.target_id: a for a in after.assignments}
    changed, kept = [], 0
    for target_id in sorted({*old, *new}):
        was, now = old.get(target_id), new.get(target_id)
        if was and now and set(was.agency_ids) & set(now.agency_ids):
            kept += 1
            continue
        changed.append(
            ChangedPair(
                target_id=target_id,
                before=was.group_id if was else "",
                after=now.group_id if now else "",
                cause=_cause((was or now), was.agency_ids if was else (), after, register, wishes),  # type: ignore[arg-type]
            )
        )
    return Difference(levels=better_or_worse(before, after.levels), changed=tuple(changed), kept=kept)


def _cause(
    one: Assignment, bodies: tuple[str, ...], after: Allocation, register: Register, wishes: Wishes | None
) -> ChangeCause:
    if one.household_id not in {h.household_id for h in register.households}:
        return ChangeCause.HOUSEHOLD_LEFT
    rows = (*wishes.pins, *wishes.bans) if wishes else ()
    if any(
        r.target_id in (one.household_id, one.target_id) or (r.agency_id in bodies and r.reason is WishReason.UNPINNED)
        for r in rows
    ):
        return ChangeCause.ASKED
    if not bodies:
        return ChangeCause.NEW_PAIR
    left = next((u for u in after.unmet.households if u.target_id == one.target_id), None)
    if left and left.code not in (ReasonCode.PLACES_RAN_OUT, ReasonCode.OUT_OF_REACH):
        return ChangeCause.HOUSEHOLD_BARRED
    if not set(bodies) & {a for g in after.groups for a in g.members}:
        return ChangeCause.SPONSOR_LEFT
    return ChangeCause.MADE_ROOM


def better_or_worse(before: Allocation, after: tuple[LevelValue, ...]) -> dict[str, int]:
    """Give what each level gains (+) or loses (-), whichever way it counts."""
    old = {v.name: v.value for v in before.levels}
    return {v.name: (old[v.name] - v.value) * (1 if v.name in LESS_IS_BETTER else -1) for v in after if v.name in old}
