"""What earlier years left behind: who was helped, and how each review went.

The dataclasses are the table schemas, as in `household`; `helped` may hold values as people wrote them.
"""

from __future__ import annotations

from dataclasses import dataclass

from diachi.core.household import PovertyStatus
from diachi.core.pair_verdicts import PairVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpedRecord:
    """One line of an earlier result list: a household that was helped, as that list wrote it."""

    record_id: str
    year: int | None = None
    household_id: str = ""  # ours, when a person confirmed the link
    head_name: str = ""
    head_birth: str = ""
    head_sex: str = ""
    personal_id: str = ""
    members: str = ""
    ethnic_group: str = ""
    hamlet: str = ""
    commune: str = ""
    district: str = ""
    province: str = ""
    phone: str = ""
    campaign_id: str = ""
    agency_id: str = ""
    agency: str = ""
    support_kind: str = ""
    support: str = ""
    value_vnd: int | None = None
    outcome: str = ""
    source_list: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecord:
    """One yearly review result of a household."""

    household_id: str
    list_id: str = ""
    date: str = ""
    standard_id: str = ""
    status: PovertyStatus | None = None
    income_points: int | None = None
    deprivation_points: int | None = None
    movement: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What earlier years left behind."""

    helped: tuple[HelpedRecord, ...] = ()
    reviews: tuple[ReviewRecord, ...] = ()
    verdicts: tuple[PairVerdict, ...] = ()
