"""Who is who: records to compare, and pairs found the same, to be looked at, or split."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a pair is."""

    SAME = "same"
    REVIEW = "review"
    SPLIT = "split"
    DIFFERENT = "different"


class Clue(StrEnum):
    """What speaks for or against two records being one household."""

    CONFIRMED = "confirmed"  # a person said so
    PERSONAL_ID = "personal_id"
    PERSONAL_ID_NEAR = "personal_id_near"  # one digit wrong, or two neighbours swapped
    PERSONAL_ID_DIFFERS = "personal_id_differs"
    NAME = "name"
    ACCENTS_DIFFER = "accents_differ"
    BIRTH_YEAR = "birth_year"
    BIRTH_YEAR_NEAR = "birth_year_near"  # two years apart at most, or one side unknown
    COMMUNE = "commune"
    HAMLET = "hamlet"
    HAMLET_DIFFERS = "hamlet_differs"
    MEMBERS = "members"
    HEAD_AMONG_MEMBERS = "head_among_members"
    SEX_DIFFERS = "sex_differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    """One household as one list wrote it, reduced to what a linker compares; values are cleaned, never guessed.

    Members are written `name|birth year`.
    """

    record_id: str
    head_name: str = ""
    head_birth: str = ""
    head_sex: str = ""
    personal_id: str = ""
    members: tuple[str, ...] = ()
    hamlet: str = ""
    commune: str = ""
    commune_code: str = ""
    district: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePair:
    """Two records that may be one household; `firm` = probability >= .99; a row of same.csv."""

    id_a: str
    id_b: str
    probability: float = 0.0
    verdict: Verdict = Verdict.REVIEW
    firm: bool = False
    evidence: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierHelp:
    """One earlier help found for a household: how sure it is that it was this household, and what kind of help.

    `lasting` is False for gifts alone, such as those for Tết; None when the words leave it open.
    """

    record_id: str
    year: int | None = None
    verdict: Verdict = Verdict.REVIEW
    kinds: tuple[str, ...] = ()
    lasting: bool | None = True
    programme: str = ""
