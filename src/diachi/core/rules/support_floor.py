"""The least support a household should get, and what counts toward it.

Source: Bình Gia 4/2024, mục 1 ("Phấn đấu mức hỗ trợ (cây giống, con giống,...) mỗi hộ từ 08 triệu đồng trở lên").
"""

from __future__ import annotations

from collections.abc import Iterable

from diachi.core.clauses import FloorPer, SupportFloor

NEVER_COUNTED = ("tet_gift", "state_budget")  # officer's review C4: all but Tet gifts and state money


def counted_vnd(values: Iterable[tuple[str, int]], floor: SupportFloor) -> int:
    """Add up what counts toward the floor.

    Source: Bình Gia 4/2024, mục 1; the kinds by the answer to the question `floor_counts`.
    Takes: (money source, value in VND). Gives: VND. Fails: never.
    Holds: a Tet gift never raises it unless a person said it counts. Cost: O(values).
    """
    return sum(
        value for source, value in values if (source in floor.counts if floor.counts else source not in NEVER_COUNTED)
    )


def asked_of(floor: SupportFloor, sponsors: int) -> int:
    """Give what a group of sponsors is asked for one household, in VND.

    Source: Bình Gia 4/2024, mục 1 ("mỗi hộ"). Takes: the number of bodies in the group. Gives: VND.
    Fails: never. Holds: per household it does not depend on the number of sponsors. Cost: O(1).
    """
    return floor.vnd * (sponsors if floor.per is FloorPer.HOUSEHOLD_AND_SPONSOR else 1)
