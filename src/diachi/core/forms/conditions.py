"""What a form may count: conditions a household meets, does not meet, or nobody knows of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from diachi.core.ethnic_groups import ethnic_key
from diachi.core.forms.years import YearKinds, YearStanding
from diachi.core.household import AreaType, ListedHousehold
from diachi.core.poverty.movements import ListState, MovementCode

_MAJORITY = "kinh"
_LEFT_POOR = (MovementCode.EXIT_TO_NEAR_POOR, MovementCode.EXIT_FULL, MovementCode.EXIT_ADMIN)
_LEFT_NEAR_POOR = (MovementCode.FALL, MovementCode.NEAR_EXIT, MovementCode.NEAR_EXIT_ADMIN)


class Condition(StrEnum):
    """One condition; each has words under `[enum.Condition]`. Those of a year's move bear the name of the move."""

    LISTED = "listed"
    POOR = "poor"
    NEAR_POOR = "near_poor"
    POOR_BEFORE = "poor_before"
    NEAR_POOR_BEFORE = "near_poor_before"
    LEFT_POOR = "left_poor"
    LEFT_NEAR_POOR = "left_near_poor"
    EXIT_TO_NEAR_POOR = "exit_to_near_poor"
    EXIT_FULL = "exit_full"
    EXIT_ADMIN = "exit_admin"
    FALL = "fall"
    NEAR_EXIT = "near_exit"
    NEAR_EXIT_ADMIN = "near_exit_admin"
    RELAPSE = "relapse"
    NEW_POOR = "new_poor"
    NEW_NEAR_POOR = "new_near_poor"
    MINORITY = "minority"
    NO_LABOUR = "no_labour"
    MERIT = "merit"
    URBAN = "urban"
    RURAL = "rural"
    PAIRED = "paired"


Met = Mapping[Condition, bool | None]
# What only a list of that kind can tell: of this year, and of the years before.
_OF_NOW = {
    ListState.POOR: (Condition.POOR, Condition.RELAPSE, Condition.NEW_POOR),
    ListState.NEAR_POOR: (Condition.NEAR_POOR, Condition.NEW_NEAR_POOR, Condition.EXIT_TO_NEAR_POOR),
}
_OF_BEFORE = {
    ListState.POOR: (
        *(Condition.POOR_BEFORE, Condition.LEFT_POOR, Condition.EXIT_TO_NEAR_POOR, Condition.EXIT_FULL),
        *(Condition.EXIT_ADMIN, Condition.NEW_POOR, Condition.RELAPSE),
    ),
    ListState.NEAR_POOR: (
        *(Condition.NEAR_POOR_BEFORE, Condition.LEFT_NEAR_POOR, Condition.FALL, Condition.NEAR_EXIT),
        *(Condition.NEAR_EXIT_ADMIN, Condition.NEW_NEAR_POOR),
    ),
}


def met_by(
    home: ListedHousehold,
    standing: YearStanding,
    area: AreaType | None,
    kinds: YearKinds,
    *,
    merit: bool | None,
    paired: bool,
) -> Met:
    """Say of each condition whether a household meets it; None = nobody knows.

    Takes: kinds - the kinds of lists that came: without a list of the near-poor nobody knows who is near-poor.
    """
    move = standing.move
    left = {Condition.LEFT_POOR: _LEFT_POOR, Condition.LEFT_NEAR_POOR: _LEFT_NEAR_POOR}
    found: dict[Condition, bool | None] = {
        Condition.LISTED: True,
        Condition.POOR: _is(standing.now, ListState.POOR),
        Condition.NEAR_POOR: _is(standing.now, ListState.NEAR_POOR),
        Condition.POOR_BEFORE: _is(standing.before, ListState.POOR),
        Condition.NEAR_POOR_BEFORE: _is(standing.before, ListState.NEAR_POOR),
        Condition.MINORITY: ethnic_key(home.ethnic_group) != _MAJORITY if home.ethnic_group else None,
        Condition.NO_LABOUR: None if home.able_to_work is None else home.able_to_work == 0,
        Condition.MERIT: merit,
        Condition.URBAN: _is(area, AreaType.URBAN),
        Condition.RURAL: _is(area, AreaType.RURAL),
        Condition.PAIRED: paired,
    }
    moves = {Condition(code.value): _is(move, code) for code in MovementCode if code.value in set(Condition)}
    found |= moves | {name: None if move is None else move in codes for name, codes in left.items()}
    unknown = {name for state, own in _OF_NOW.items() if state not in kinds.now for name in own}
    unknown |= {name for state, own in _OF_BEFORE.items() if state not in kinds.before for name in own}
    return {name: None if name in unknown else said for name, said in found.items()}


def meets(met: Met, asked: Iterable[str]) -> bool | None:
    """Say whether all conditions are met: one that is not decides, else one nobody knows of leaves it open."""
    answers = [met[Condition(name)] for name in asked]
    if any(answer is False for answer in answers):
        return False
    return None if None in answers else True


def _is(found: StrEnum | None, wanted: StrEnum) -> bool | None:
    return None if found is None else found is wanted
