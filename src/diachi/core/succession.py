"""What became of an office by a day: it stands, another does its work, or a person must say who does.

Source: NQ 202/2025/QH15 (no district since 1/7/2025); NĐ 35/2025/NĐ-CP and TT 13/2025/TT-BNNMT (one office of labour,
invalids and society became three). Nothing is guessed: where several heirs fit or none is known, a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diachi.core.law import LawRecord
from diachi.core.text import fold


class BodyState(StrEnum):
    """What a name means on a day."""

    STANDS = "stands"
    SUCCEEDED = "succeeded"
    ASK_WHICH = "ask_which"
    ASK_HEIR = "ask_heir"


class BodyLevel(StrEnum):
    """The level of government a body belongs to."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySuccession(LawRecord):
    """One duty of one office that passes on the first day of the row; no heir = not known, no role = every duty.

    With `whole_level` the row means every body of its level, whatever its name.
    """

    level: BodyLevel
    name: str
    words: tuple[str, ...]
    whole_level: bool = False
    role: str = ""
    heir: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyOn:
    """The answer: who stands for a body; `certain` = every row it rests on was confirmed."""

    state: BodyState
    bodies: tuple[str, ...]
    certain: bool = True

    @property
    def person_must_say(self) -> bool:
        """Whether the answer is a question."""
        return self.state in (BodyState.ASK_WHICH, BodyState.ASK_HEIR)


class Successions:
    """Knows which offices ended, and who took their duties over."""

    def __init__(self, records: Iterable[BodySuccession]) -> None:
        self._rows = tuple(records)

    def body_on(self, said: str, day: date, *, role: str = "", level: BodyLevel | None = None) -> BodyOn:
        """Say who stands for a body, or does the work of a role, on a day.

        Takes: said - the name of a body, or a role of the table; role - the duty meant, where the name did several;
        level - the level of the body, where its name does not say it ("Phòng Nội vụ").
        Gives: the body itself where nothing is known to have ended it.
        """
        if any(said == row.role for row in self._rows if row.role):
            return self._role_on(said, day, level)
        meant = [row for row in self._rows if self._means(row, said, level)]
        passed = [row for row in meant if row.holds_on(day) and (not role or row.role in ("", role))]
        return _answer(passed) if passed else BodyOn(state=BodyState.STANDS, bodies=(said,))

    def _role_on(self, role: str, day: date, level: BodyLevel | None) -> BodyOn:
        rows = [row for row in self._rows if row.role == role and level in (None, row.level)]
        passed = [row for row in rows if row.holds_on(day)]
        if passed or not rows:
            return _answer(passed)
        names = tuple(dict.fromkeys(row.name for row in rows))
        return BodyOn(state=BodyState.STANDS if len(names) == 1 else BodyState.ASK_WHICH, bodies=names)

    def _means(self, row: BodySuccession, said: str, level: BodyLevel | None) -> bool:
        words = f" {fold(said)} "
        return (row.whole_level and row.level is level) or any(f" {form} " in words for form in row.words)


def _answer(passed: list[BodySuccession]) -> BodyOn:
    heirs = tuple(dict.fromkeys(row.heir for row in passed if row.heir))
    certain = all(row.confirmed for row in passed)
    if not heirs or not all(row.heir for row in passed):
        return BodyOn(state=BodyState.ASK_HEIR, bodies=heirs, certain=certain)
    state = BodyState.SUCCEEDED if len(heirs) == 1 else BodyState.ASK_WHICH
    return BodyOn(state=state, bodies=heirs, certain=certain)
