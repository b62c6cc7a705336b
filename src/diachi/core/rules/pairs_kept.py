"""Pairs that stand are kept: an agreed pair is never moved unless a person unpins it.

Source: Bình Gia 4/2024, Lưu ý ("phối hợp cùng UBND xã, thị trấn lựa chọn hộ"); Ninh Thuận 8016 ("nhóm hộ nghèo đã được
phân công phụ trách").
"""

from __future__ import annotations

from collections.abc import Sequence

from diachi.core.agency import Pair, PairTarget


def kept_pairs(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Give the household pairs that stand.

    Source: Bình Gia 4/2024, Lưu ý; Ninh Thuận 8016, đoạn 2. Takes: rows in any order.
    Gives: agreed pairs of households, by household and group. Fails: never. Holds: a refused pair is never kept.
    Cost: O(n log n).
    """
    kept = [p for p in pairs if p.agreed and p.target is PairTarget.HOUSEHOLD]
    return tuple(sorted(kept, key=lambda p: (p.target_id, p.group_id, p.agency_id)))


def refused_households(pairs: Sequence[Pair]) -> frozenset[str]:
    """Give the households that said no; refusing is an answer, not a fault.

    Source: officer's review, part B (the family). Takes: rows in any order. Gives: household ids. Fails: never.
    Holds: a household that agreed to another pair is not among them. Cost: O(n).
    """
    said_no = {p.target_id for p in pairs if p.refused_by == "household" and p.target is PairTarget.HOUSEHOLD}
    return frozenset(said_no - {p.target_id for p in kept_pairs(pairs)})


def banned_pairs(pairs: Sequence[Pair]) -> frozenset[tuple[str, str]]:
    """Give (agency_id, household_id) that a sponsor or a commune refused: this pair only is not proposed again.

    Source: officer's review C1. Takes: rows in any order. Gives: pairs of ids. Fails: never.
    Holds: an agreed pair is never banned. Cost: O(n).
    """
    return frozenset((p.agency_id, p.target_id) for p in pairs if p.refused_by in ("sponsor", "commune"))
