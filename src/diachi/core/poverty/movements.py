"""How a household moved between two reviews, and whether that may be credited to who helped it.

Source: BC 320/BC-UBND Ninh Thuận (28/11/2022); forms of TT 21/2012. An exit by death, moving, splitting or merging
stands in the commune's column of exits and is no sponsor's success; nothing is compared across a change of standard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from diachi.core.law import LawRecord
from diachi.core.poverty.classes import PovertyClass


class ListState(StrEnum):
    """Where a household stands on the lists of a review."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    NOT_POOR = "not_poor"
    GONE = "gone"


class AdministrativeExit(StrEnum):
    """Why a household is no longer there to be reviewed."""

    DIED = "died"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


class MovementCode(StrEnum):
    """What happened between two reviews."""

    EXIT_TO_NEAR_POOR = "exit_to_near_poor"
    EXIT_FULL = "exit_full"
    EXIT_ADMIN = "exit_admin"
    FALL = "fall"
    NEAR_EXIT = "near_exit"
    NEAR_EXIT_ADMIN = "near_exit_admin"
    RELAPSE = "relapse"
    NEW_POOR = "new_poor"
    NEW_NEAR_POOR = "new_near_poor"
    STAY = "stay"
    STANDARD_CHANGE = "standard_change"


class Credit(StrEnum):
    """What a movement says of the help given."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"
    NEGATIVE = "negative"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement(LawRecord):
    """One kind of movement; an empty column holds for every value."""

    before: ListState | None = None
    after: ListState | None = None
    formerly_poor: bool | None = None
    code: MovementCode
    name: str
    credit: Credit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewResult:
    """What one review found a household to be, and under which standard."""

    on: date
    found: PovertyClass
    standard_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One household between two reviews; `exit_year` = when it was last found to be out, where it is poor again."""

    household_id: str
    on: date
    before: ListState
    after: ListState
    code: MovementCode
    credit: Credit
    exit_year: int | None = None
    standard_changed: bool = False


class Movements:
    """Names movements by the table of the law data."""

    def __init__(self, records: Iterable[Movement]) -> None:
        rows = tuple(records)
        self._rows = tuple(r for r in rows if r.before is not None)
        self._changed = next(r for r in rows if r.code is MovementCode.STANDARD_CHANGE)

    def movement(
        self,
        before: PovertyClass,
        after: PovertyClass | None,
        gone: AdministrativeExit | None = None,
        formerly_poor: bool = False,
    ) -> Movement | None:
        """Name a movement under one standard; None off the lists on both sides, or when nobody knows what it is now."""
        if after is None and gone is None:
            return None
        first, last = _state(before), ListState.GONE if gone else _state(after)
        found = (
            r for r in self._rows if (r.before, r.after) == (first, last) and r.formerly_poor in (None, formerly_poor)
        )
        return next(found, None)

    def moves(
        self, household_id: str, history: Sequence[ReviewResult], gone: tuple[AdministrativeExit, date] | None = None
    ) -> tuple[Move, ...]:
        """Give every move of a household through its whole history, oldest first, and how it left if it is gone."""
        reviews = sorted(history, key=lambda r: r.on)
        found = [self._between(household_id, reviews[: n + 1], then) for n, (_, then) in enumerate(pairwise(reviews))]
        if gone and reviews:
            left = self.movement(reviews[-1].found, None, gone[0])
            found.append(_move(household_id, gone[1], reviews[-1].found, ListState.GONE, left) if left else None)
        return tuple(move for move in found if move)

    def _between(self, household_id: str, past: Sequence[ReviewResult], then: ReviewResult) -> Move | None:
        now = past[-1]
        formerly = any(r.found is PovertyClass.POOR for r in past)
        changed = now.standard_id != then.standard_id
        named = self.movement(now.found, then.found, formerly_poor=formerly)
        if changed and _state(now.found) is not _state(then.found):
            named = self._changed
        if named is None:
            return None
        again = then.found is PovertyClass.POOR and now.found is not PovertyClass.POOR
        exit_year = _exit_year(past) if again and formerly else None
        return _move(household_id, then.on, now.found, _state(then.found), named, exit_year, changed)


def sponsor_successes(moves: Iterable[Move]) -> int:
    """Count the moves of a period that may be credited to who helped, in full or in part."""
    return sum(move.credit in (Credit.YES, Credit.PARTIAL) for move in moves)


def commune_exits(moves: Iterable[Move], of: ListState = ListState.POOR) -> int:
    """Count the households that left a list in a period, for whatever reason but a change of standard."""
    return sum(m.before is of is not m.after and m.code is not MovementCode.STANDARD_CHANGE for m in moves)


def _move(
    household_id: str,
    on: date,
    before: PovertyClass,
    after: ListState,
    named: Movement,
    exit_year: int | None = None,
    changed: bool = False,
) -> Move:
    return Move(
        household_id=household_id,
        on=on,
        before=_state(before),
        after=after,
        code=named.code,
        credit=named.credit,
        exit_year=exit_year,
        standard_changed=changed,
    )


def _state(found: PovertyClass | None) -> ListState:
    listed = found in (PovertyClass.POOR, PovertyClass.NEAR_POOR)
    return ListState(str(found)) if listed else ListState.NOT_POOR


def _exit_year(past: Sequence[ReviewResult]) -> int:
    """The first review after the last one that found it poor."""
    last = max(n for n, review in enumerate(past) if review.found is PovertyClass.POOR)
    return past[last + 1].on.year
