"""Households and their members as a list wrote them.

Identity and observation are two things: `household_id` is who, every other column is what one list said.
The dataclasses are the table schemas: field order is column order; None, "" and () mean unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PovertyStatus(StrEnum):
    """What the list calls the household."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    NEWLY_ESCAPED = "newly_escaped"
    OTHER = "other"


class Sex(StrEnum):
    """As the list writes it."""

    MALE = "male"
    FEMALE = "female"


class AreaType(StrEnum):
    """Which poverty line holds in the village that year."""

    RURAL = "rural"
    URBAN = "urban"


class MeritRelation(StrEnum):
    """Whose merit it is."""

    SELF = "self"
    PARENT = "parent"
    SPOUSE = "spouse"
    CHILD = "child"
    RAISED_BY = "raised_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedHousehold:
    """One row of a list of households."""

    household_id: str
    list_id: str = ""
    list_no: int | None = None
    head_name: str = ""
    head_name_raw: str = ""
    head_birth: str = ""  # "1950" or "1950-07-15", as much as the list says
    head_sex: Sex | None = None
    personal_id: str = ""
    phone: str = ""
    ethnic_group: str = ""
    province: str = ""
    district: str = ""
    commune: str = ""
    commune_code: str = ""
    hamlet: str = ""
    address: str = ""
    area_type: AreaType | None = None
    status: PovertyStatus | None = None
    list_date: date | None = None
    standard_id: str = ""
    income_points: int | None = None
    deprivation_points: int | None = None
    deprivations: tuple[str, ...] = ()
    persons: int | None = None
    able_to_work: int | None = None
    merit: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    will_to_escape: bool | None = None
    registered_to_escape: bool | None = None
    needs: tuple[str, ...] = ()
    need_vnd: int | None = None
    wishes: str = ""
    village_rank: int | None = None
    village_meeting_date: date | None = None
    minutes_no: str = ""
    proposed_by_commune: bool | None = None
    other_support: str = ""
    split_from: str = ""
    x_km: float | None = None
    y_km: float | None = None


def give_id(home: ListedHousehold, household_id: str) -> ListedHousehold:
    """Write its id into a row just read, which nobody else holds yet: a copy of every row would cost more than this."""
    object.__setattr__(home, "household_id", household_id)
    return home


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of a household."""

    household_id: str
    member_no: int
    name: str = ""
    birth: str = ""
    sex: Sex | None = None
    relation: str = ""
    personal_id: str = ""
    merit: tuple[str, ...] = ()
    merit_relation: MeritRelation | None = None
    merit_benefit: bool | None = None
