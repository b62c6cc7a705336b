"""Which bodies are small and join others, and how large a group is.

Source: Bình Gia 4/2024, mục 1, gạch đầu dòng 1 ("có dưới 10 cán bộ, công chức, viên chức, người lao động phối hợp
2-3 cơ quan, đơn vị khác cùng thực hiện hỗ trợ").
"""

from __future__ import annotations

from diachi.core.agency import Agency, AgencyKind
from diachi.core.clauses import PartnerCount, SmallAgencies


def in_scope(agency: Agency, rule: SmallAgencies) -> bool:
    """Say whether the clause speaks of this kind of body at all.

    Source: Bình Gia 4/2024, mục 1, gạch đầu dòng 1 (names phòng, ban, cơ quan, UBMTTQ, đoàn thể; not schools or firms).
    Takes: one agency. Gives: yes or no. Fails: never. Holds: depends on kind, name and id only. Cost: O(1).
    """
    select = rule.select
    return (not select.kind or agency.kind in select.kind) and (
        not select.agency_id or agency.agency_id in select.agency_id
    )


def is_small(agency: Agency, rule: SmallAgencies) -> bool:
    """Say whether a body must join others: in scope and below the line ("dưới 10" is < 10).

    Source: Bình Gia 4/2024, mục 1, gạch đầu dòng 1. Takes: staff in persons. Gives: yes or no; unknown staff is no.
    Fails: never. Holds: a body of `below` persons or more is never small. Cost: O(1).
    """
    return in_scope(agency, rule) and agency.staff is not None and agency.staff < rule.below


def staff_unknown(agency: Agency, rule: SmallAgencies) -> bool:
    """Say whether a person must tell the head-count; that of armed forces is never asked.

    Source: officer's review C24. Takes: one agency. Gives: yes or no. Fails: never.
    Holds: never yes for armed forces. Cost: O(1).
    """
    return in_scope(agency, rule) and agency.staff is None and agency.kind is not AgencyKind.ARMED_FORCES


def group_sizes(rule: SmallAgencies) -> tuple[int, int]:
    """Give the least and the largest number of bodies in a group.

    Source: Bình Gia 4/2024: "phối hợp 2-3 cơ quan, đơn vị khác" = 3-4 in all, unless a person reads it as the total.
    Takes: the clause. Gives: (least, most), in bodies. Fails: never. Holds: least <= most. Cost: O(1).
    """
    low, high = sorted(rule.partners)
    return (low + 1, high + 1) if rule.counts is PartnerCount.OTHERS else (low, high)
