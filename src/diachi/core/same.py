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
    NAME_PLAIN = "name_plain"  # one side typed without accents, or another name the list gives the head
    ACCENTS_DIFFER = "accents_differ"  # or the order, or the blanks
    HEADS_SWAPPED = "heads_swapped"  # each head is a member of the other
    HEAD_AMONG_MEMBERS = "head_among_members"
    HEAD_OF_NEXT_GENERATION = "head_of_next_generation"
    NAME_SLIP = "name_slip"
    MIDDLE_NAME_LEFT_OUT = "middle_name_left_out"
    MIDDLE_NAME_DIFFERS = "middle_name_differs"
    NAME_ALIKE = "name_alike"
    GIVEN_NAME = "given_name"
    NAME_DIFFERS = "name_differs"
    NAME_COMMON = "name_common"  # many bear it, or few
    BIRTH_DAY = "birth_day"
    BIRTH_YEAR = "birth_year"  # and a day one side does not write
    BIRTH_DAY_DIFFERS = "birth_day_differs"  # of the same year
    BIRTH_YEAR_BY_ID = "birth_year_by_id"  # the year in the personal number
    BIRTH_YEAR_NEXT = "birth_year_next"
    BIRTH_YEAR_NEAR = "birth_year_near"  # two, three or ten years apart, or digits swapped
    BIRTH_YEAR_DIFFERS = "birth_year_differs"
    SEX = "sex"
    SEX_DIFFERS = "sex_differs"
    ETHNIC_GROUP = "ethnic_group"
    ETHNIC_GROUP_DIFFERS = "ethnic_group_differs"
    MEMBERS = "members"  # two persons or more
    MEMBERS_ALIKE = "members_alike"
    MEMBER_NUMBER = "member_number"
    MEMBER = "member"
    MEMBER_ALIKE = "member_alike"
    MEMBERS_DIFFER = "members_differ"
    HAMLET = "hamlet"
    HAMLET_ALIKE = "hamlet_alike"
    COMMUNE = "commune"  # and a village nobody wrote
    HAMLET_DIFFERS = "hamlet_differs"
    PROVINCE = "province"
    PLACE_DIFFERS = "place_differs"
    PHONE = "phone"
    PHONE_DIFFERS = "phone_differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    """One household as one list wrote it; `list_key` names that list: two rows of one list are two households.

    Members are written as `core.linkage.members.Person.keyed`: `name key|birth year|personal number`.
    """

    record_id: str
    list_key: str = ""
    head_name: str = ""
    head_birth: str = ""
    head_sex: str = ""
    personal_id: str = ""
    members: tuple[str, ...] = ()
    ethnic_group: str = ""
    hamlet: str = ""
    commune: str = ""
    commune_code: str = ""
    district: str = ""
    province: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePair:
    """Two records that may be one household; `firm` = probability >= .99; a row of same.csv.

    `weights` = what each clue of `evidence` is worth in bits, for (+) or against (-).
    """

    id_a: str
    id_b: str
    probability: float = 0.0
    verdict: Verdict = Verdict.REVIEW
    firm: bool = False
    evidence: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()


class LinkNoteCode(StrEnum):
    """What a linker could not look at, or saw less of."""

    KEY_TOO_COMMON = "key_too_common"  # so many rows bear one key that not all their pairs were compared
    SLOW_ENGINE = "slow_engine"  # the linker that needs nothing installed served


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkNote:
    """Something to know about a comparison as a whole; counts, never names."""

    code: LinkNoteCode
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """What a linker found, and what it must say about its search."""

    pairs: tuple[SamePair, ...] = ()
    notes: tuple[LinkNote, ...] = ()


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
