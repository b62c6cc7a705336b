"""Which communes the resources go to first.

Source: Bình Gia 4/2024, mục 1 ("Hướng nguồn lực giúp đỡ tới các hộ nghèo tại xã Hoa Thám ... 2024; xã Thiện Thuật
... 2025").
"""

from __future__ import annotations

from diachi.core.household import ListedHousehold
from diachi.core.text import fold


def lives_there(household: ListedHousehold, *, commune: str, commune_code: str) -> bool:
    """Say whether a household lives in the commune a priority names; codes decide when both are known.

    Source: Bình Gia 4/2024, mục 1. Takes: the name in the letter, and its code when resolved. Gives: yes or no.
    Fails: never. Holds: writing a name without accents changes nothing. Cost: O(1).
    """
    if commune_code and household.commune_code:
        return household.commune_code == commune_code
    return bool(commune) and fold(household.commune).removeprefix("xa ") == fold(commune).removeprefix("xa ")
