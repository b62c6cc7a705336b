"""Households helped in earlier years stay followed by the body that helped them.

Source: Bình Gia 4/2024, mục 2 ("giúp đỡ hộ nghèo theo địa chỉ từ năm 2014 đến 2023": theo dõi, kiểm tra).
"""

from __future__ import annotations

from diachi.core.clauses import Followed


def still_followed(year: int | None, followed: Followed | None) -> bool | None:
    """Say whether the help of a year is still followed.

    Source: Bình Gia 4/2024, mục 2. Takes: the year of the help; the years of the campaign, both included.
    Gives: None when the year is not known or the campaign follows nothing that it says. Fails: never.
    Holds: unknown is not no. Cost: O(1).
    """
    if year is None or followed is None:
        return None
    return followed.from_year <= year <= followed.to_year
