"""Which households come first for what the list says of them; unknown is not yes.

Source: Bình Gia 4/2024, mục 1 ("Ưu tiên lựa chọn các hộ có ý chí phấn đấu vươn lên thoát nghèo nhưng do thiếu vốn
sản xuất, thiếu kỹ thuật").
"""

from __future__ import annotations

from diachi.core.clauses import When
from diachi.core.household import ListedHousehold


def comes_first(household: ListedHousehold, when: When) -> bool:
    """Say whether a household shows every fact a priority asks for.

    Source: Bình Gia 4/2024, mục 1 and Lưu ý. Takes: the household as listed; the facts asked for.
    Gives: yes only when the list says so. Fails: never.
    Holds: a household whose will is unknown is never put before others for it, and never put behind for it either.
    Cost: O(causes).
    """
    if when.will_to_escape is not None and household.will_to_escape is not when.will_to_escape:
        return False
    return not when.causes_any or bool(set(when.causes_any) & set(household.causes))
