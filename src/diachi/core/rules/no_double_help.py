"""No household that was already helped is proposed again.

Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ"), mục 2 ("từ năm 2014 đến 2023").
"""

from __future__ import annotations

from collections.abc import Sequence

from diachi.core.clauses import Exclusion
from diachi.core.same import EarlierHelp, Verdict


def helps_that_exclude(helps: Sequence[EarlierHelp], exclusion: Exclusion) -> tuple[EarlierHelp, ...]:
    """Give the earlier helps that keep a household out.

    Source: Bình Gia 4/2024, Lưu ý; the years by the answer to the question `look_back`.
    Takes: helps found for one household; years of the exclusion, both included, empty = open.
    Gives: those sure to be the same household and within the years; a help without a year counts (the list is the
    list of earlier help). Fails: never. Holds: a pair a person must still look at never excludes. Cost: O(helps).
    """
    return tuple(h for h in helps if h.verdict is Verdict.SAME and _within(h.year, exclusion))


def _within(year: int | None, exclusion: Exclusion) -> bool:
    if year is None:
        return True
    return (exclusion.from_year or year) <= year <= (exclusion.to_year or year)
