"""What differs between two proposals: levels gained and lost, pairs that came, went and moved, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diachi.core.allocation.levels import LESS_IS_BETTER
from diachi.core.allocation.pins import Wishes, WishReason
from diachi.core.proposal import Allocation, LevelValue, ReasonCode
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
    """One household whose sponsor differs; "" = nobody."""

    household_id: str
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
    old = {a.household_id: a for a in before.assignments}
    new = {a.household_id: a for a in after.assignments}
    changed, kept = [], 0
    for household_id in sorted({*old, *new}):
        was, now = old.get(household_id), new.get(household_id)
        if was and now and set(was.agency_ids) & set(now.agency_ids):
            kept += 1
            continue
        changed.append(
            ChangedPair(
                household_id=household_id,
                before=was.group_id if was else "",
                after=now.group_id if now else "",
                cause=_cause(household_id, was.agency_ids if was else (), after, register, wishes),
            )
        )
    return Difference(levels=better_or_worse(before, after.levels), changed=tuple(changed), kept=kept)


def _cause(
    household_id: str, bodies: tuple[str, ...], after: Allocation, register: Register, wishes: Wishes | None
) -> ChangeCause:
    if household_id not in {h.household_id for h in register.households}:
        return ChangeCause.HOUSEHOLD_LEFT
    rows = (*wishes.pins, *wishes.bans) if wishes else ()
    if any(r.target_id == household_id or (r.agency_id in bodies and r.reason is WishReason.UNPINNED) for r in rows):
        return ChangeCause.ASKED
    if not bodies:
        return ChangeCause.NEW_PAIR
    left = next((u for u in after.unmet.households if u.household_id == household_id), None)
    if left and left.code not in (ReasonCode.PLACES_RAN_OUT, ReasonCode.OUT_OF_REACH):
        return ChangeCause.HOUSEHOLD_BARRED
    if not set(bodies) & {a for g in after.groups for a in g.members}:
        return ChangeCause.SPONSOR_LEFT
    return ChangeCause.MADE_ROOM


def better_or_worse(before: Allocation, after: tuple[LevelValue, ...]) -> dict[str, int]:
    """Give what each level gains (+) or loses (-), whichever way it counts."""
    old = {v.name: v.value for v in before.levels}
    return {v.name: (old[v.name] - v.value) * (1 if v.name in LESS_IS_BETTER else -1) for v in after if v.name in old}
