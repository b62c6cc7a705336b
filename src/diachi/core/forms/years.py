"""Where each household stood before a year and stands in it, from every list and review that names it.

Unknown is not out: who is missing from the lists of a year is unknown, who is new in a commune whose earlier lists are
known was not poor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from diachi.core.history import ReviewRecord
from diachi.core.household import ListedHousehold, PovertyStatus
from diachi.core.poverty.classes import PovertyClass
from diachi.core.poverty.movements import ListState, MovementCode, Movements, ReviewResult
from diachi.core.register import Register

_CLASSES = {PovertyStatus.POOR: PovertyClass.POOR, PovertyStatus.NEAR_POOR: PovertyClass.NEAR_POOR}
_STATES = {PovertyClass.POOR: ListState.POOR, PovertyClass.NEAR_POOR: ListState.NEAR_POOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class YearStanding:
    """One household in one year; None = nobody knows."""

    before: ListState | None = None
    now: ListState | None = None
    move: MovementCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearKinds:
    """The kinds of lists that are known: of earlier years, and of the year."""

    before: frozenset[ListState]
    now: frozenset[ListState]

    @staticmethod
    def of(found: Iterable[YearStanding]) -> YearKinds:
        """Give the kinds that any household stands on."""
        rows = tuple(found)
        return YearKinds(
            before=frozenset(s.before for s in rows if s.before), now=frozenset(s.now for s in rows if s.now)
        )


def year_of_lists(homes: Iterable[ListedHousehold]) -> int | None:
    """Give the year of the newest list, None when no list has a day."""
    return max((h.list_date.year for h in homes if h.list_date), default=None)


def standings(
    register: Register,
    listed: Iterable[ListedHousehold],
    reviews: Iterable[ReviewRecord],
    year: int | None,
    movements: Movements,
) -> dict[str, YearStanding]:
    """Give where each household of the register stood before a year and stands in it.

    Takes: listed - what each list said of a household, in any order; year - None: the register's word, nothing before.
    """
    if year is None:
        return {h.household_id: YearStanding(now=_state(h.status)) for h in register.households}
    found: dict[str, dict[date, ReviewResult]] = defaultdict(dict)
    said: dict[str, MovementCode] = {}
    for key, result in _results([*listed, *register.households]):
        found[key][result.on] = result
    for record in reviews:
        on = _day(record.date)
        if on and record.status:
            found[record.household_id][on] = _result(on, record.status, record.standard_id)
        if on and on.year == year and record.movement in set(MovementCode):
            said[record.household_id] = MovementCode(record.movement)
    known = {h.commune_code for h in register.households if any(on.year < year for on in found[h.household_id])}
    return {
        h.household_id: _standing(
            h, found[h.household_id], said.get(h.household_id), year, movements, known=h.commune_code in known
        )
        for h in register.households
    }


def _standing(
    home: ListedHousehold,
    found: dict[date, ReviewResult],
    said: MovementCode | None,
    year: int,
    movements: Movements,
    *,
    known: bool,
) -> YearStanding:
    past = [found[on] for on in sorted(found) if on.year < year]
    this = [found[on] for on in sorted(found) if on.year == year]
    undated = home.list_date is None and not this
    now = _state(home.status) if undated else _STATES.get(this[-1].found, ListState.NOT_POOR) if this else None
    before: ListState | None
    if past:
        before = _STATES.get(past[-1].found, ListState.NOT_POOR)
        moves = movements.moves(home.household_id, [*past, this[-1]]) if this else ()
        move = next((m.code for m in reversed(moves) if m.on.year == year), None)
        if this and move is None:
            move = MovementCode.STAY  # off the lists then and now
    else:
        before = ListState.NOT_POOR if known and this else None
        named = movements.movement(PovertyClass.NOT_POOR, this[-1].found) if before else None
        move = named.code if named else MovementCode.STAY if before else None
    return YearStanding(before=before, now=now, move=said or move)


def _results(listed: Iterable[ListedHousehold]) -> Iterator[tuple[str, ReviewResult]]:
    for home in listed:
        if home.status and home.list_date:
            yield home.household_id, _result(home.list_date, home.status, home.standard_id)


def _result(on: date, status: PovertyStatus, standard_id: str) -> ReviewResult:
    return ReviewResult(on=on, found=_CLASSES.get(status, PovertyClass.NOT_POOR), standard_id=standard_id)


def _state(status: PovertyStatus | None) -> ListState | None:
    return None if status is None else _STATES.get(_CLASSES.get(status, PovertyClass.NOT_POOR), ListState.NOT_POOR)


def _day(text: str) -> date | None:
    """Read an ISO day, or a year, whose reviews end with it."""
    try:
        return date.fromisoformat(text if len(text) > len("2024") else f"{text}-12-31")
    except ValueError:
        return None
