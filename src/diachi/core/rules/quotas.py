"""How many households a body takes: the most specific clause wins, and the words give a minimum, an aim or a most.

Source: Bình Gia 4/2024, mục 1 ("mỗi cơ quan, đơn vị hỗ trợ 01 hộ"; lực lượng vũ trang và ba trường "02 hộ gia đình
trở lên"; Hội doanh nghiệp "02 - 03 hộ gia đình trở lên").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diachi.core.agency import Agency
from diachi.core.clauses import Force, Quota, Selector
from diachi.core.force import binding_force
from diachi.core.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a body owes, in households; `clause` names the quota it comes from."""

    min: int = 0
    aim: int = 0
    capacity: int = 0
    force: Force = Force.ASPIRED
    clause: str = ""


def selects(select: Selector, agency: Agency) -> bool:
    """Say whether a selector means an agency; names are compared word by word, without accents.

    Source: Bình Gia 4/2024, mục 1, gạch đầu dòng 2 (the schools are named). Takes: one agency. Gives: yes or no.
    Fails: never. Holds: an empty selector means everybody. Cost: O(length of names).
    """
    name = f" {fold(agency.name)} "
    return (
        (not select.agency_id or agency.agency_id in select.agency_id)
        and (not select.kind or agency.kind in select.kind)
        and (not select.name or any(f" {fold(part)} " in name for part in select.name))
    )


def quota_of(agency: Agency, quotas: Sequence[Quota]) -> Quota | None:
    """Give the quota that holds for an agency: one that names it before one for its name, its kind, everybody.

    Source: Bình Gia 4/2024, mục 1: the general sentence, and the items that make exceptions of it.
    Takes: quotas of the campaign. Gives: the most specific one, None when none means the agency. Fails: never.
    Holds: the order of the quotas does not matter unless two are equally specific; then the first stands.
    Cost: O(quotas).
    """
    meant = [q for q in quotas if selects(q.select, agency)]
    return max(meant, key=_specificity, default=None)


def _specificity(quota: Quota) -> tuple[bool, bool, bool]:
    return bool(quota.select.agency_id), bool(quota.select.name), bool(quota.select.kind)


def duty_of(agency: Agency, quotas: Sequence[Quota]) -> Duty:
    """Give what one body owes and how many it may be proposed.

    Source: Bình Gia 4/2024, mục 1. "Trở lên" invites: a proposal never goes above the number said.
    Takes: quotas of the campaign. Gives: capacity = max_households, else max, else aim, else min of its quota.
    Fails: never; a body no quota means owes nothing. Holds: 0 <= capacity; aim >= min. Cost: O(quotas).
    """
    quota = quota_of(agency, quotas)
    if quota is None:
        return Duty(capacity=agency.max_households or 0)
    said = next((n for n in (agency.max_households, quota.max, quota.aim, quota.min) if n is not None), 0)
    least = quota.min or 0
    return Duty(
        min=least,
        aim=max(least, quota.aim or 0),
        capacity=said,
        force=binding_force(quota.force, agency.command),
        clause=f"quotas.{quota.id}",
    )
