"""Personal numbers as lists hold them: 12 digits now, 9 on the card before, zeros lost in a sheet.

Source: NĐ 137/2015/NĐ-CP Điều 13; TT 07/2016/TT-BCA: province of birth registration (3), century and sex (1), year of
birth (2), six at random; no check digit. A number never changes when provinces merge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from diachi.core.household import Sex
from diachi.core.law import LawRecord

_SIGNS = re.compile(r"[\s.'’`\-–]")
_WHOLE = re.compile(r"\.0$")


class IdKind(StrEnum):
    """Which card a number stands on."""

    CITIZEN12 = "citizen12"
    CARD9 = "card9"


# digits written -> what they are and the length with their zeros
_LENGTHS = {
    12: (IdKind.CITIZEN12, 12),
    11: (IdKind.CITIZEN12, 12),
    10: (IdKind.CITIZEN12, 12),
    9: (IdKind.CARD9, 9),
    8: (IdKind.CARD9, 9),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IdProvince(LawRecord):
    """The province a number was given in, by the first three digits."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalId:
    """A number as read; a card of 9 digits says nothing of its bearer."""

    number: str
    kind: IdKind
    province_code: str = ""
    sex: Sex | None = None
    birth_year: int | None = None
    zeros_restored: bool = False


def read_personal_id(cell: str | float | None) -> PersonalId | None:
    """Read a number, None for an empty cell.

    Fails: ValueError for what is no number of a person, and for 2.0E+10: what a spreadsheet rounded is lost.
    Holds: digits are never made up, only zeros in front are put back, and that is said.
    """
    text = _text(cell)
    digits = text if text.isdecimal() else _SIGNS.sub("", _WHOLE.sub("", text))
    if not digits:
        return None
    if not (digits.isascii() and digits.isdecimal()) or len(digits) not in _LENGTHS:
        raise ValueError
    kind, length = _LENGTHS[len(digits)]
    number, restored = digits.zfill(length), len(digits) < length
    if kind is IdKind.CARD9:
        return PersonalId(number=number, kind=kind, zeros_restored=restored)
    century, odd = divmod(int(number[3]), 2)
    return PersonalId(
        number=number,
        kind=kind,
        province_code=number[:3],
        sex=Sex.FEMALE if odd else Sex.MALE,
        birth_year=1900 + 100 * century + int(number[4:6]),
        zeros_restored=restored,
    )


def _text(cell: str | float | None) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
