"""How well what a sponsor gives fits what a family needs; what nobody told counts neither way.

Source: Ninh Thuận 8016, mục 1 ("phương án cụ thể, chi tiết, phù hợp thực tế, nhu cầu của hộ"); Bình Gia 4/2024, mục 1.
"""

from __future__ import annotations

MILLION, HUNDRED_THOUSAND = 1_000_000, 100_000  # what is given once, and what is given each month
SHORT_WEIGHS = 10  # a million too little is felt more than a million too much


def mismatch(need_vnd: int | None, tier_vnd: int | None, unit: int = MILLION) -> int:
    """Give how far a sponsor's tier is from a family's need, in units of VND, a shortfall counted tenfold.

    Source: Ninh Thuận 8016, mục 1. Takes: VND a household needs, VND a group gives one household; None = not told.
    Gives: 0 or more. Fails: never. Holds: an amount not told is 0; exact fit is 0; a begun unit counts as whole.
    Cost: O(1).
    """
    if need_vnd is None or tier_vnd is None:
        return 0
    short, over = max(0, need_vnd - tier_vnd), max(0, tier_vnd - need_vnd)
    return SHORT_WEIGHS * -(-short // unit) + -(-over // unit)
