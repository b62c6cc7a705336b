"""No household that was already helped is proposed again.

Source: Bình Gia 4/2024, Lưu ý ("tránh trùng hộ đã được giúp đỡ"), mục 2 ("từ năm 2014 đến 2023").

Whether two records are one household (`same`) is another question: a household found twice in a list was not helped
twice, and a household surely the same may have had a gift for Tết and no help.
"""

from __future__ import annotations

from collections.abc import Sequence

from diachi.core.clauses import Exclusion
from diachi.core.same import EarlierHelp, Verdict


def helps_that_exclude(helps: Sequence[EarlierHelp], exclusion: Exclusion) -> tuple[EarlierHelp, ...]:
    """Give the earlier helps that keep a household out.

    Source: Bình Gia 4/2024, Lưu ý; the years by the answer to the question `look_back`; gifts: officer's review, B.
    Takes: helps found for one household; years of the exclusion, both included, empty = open; programmes and kinds that
    count, empty = any programme, every kind but gifts for Tết.
    Gives: those sure to be the same household, of the years, programmes and kinds; a help without a year, a programme
    or a kind counts (the list is the list of earlier help). Fails: never.
    Holds: a pair a person must still look at, a gift, and the help of the household one split from never exclude.
    Cost: O(helps).
    """
    return tuple(h for h in helps if h.verdict is Verdict.SAME and _within(h, exclusion) and _counts(h, exclusion))


def helps_to_look_at(helps: Sequence[EarlierHelp], exclusion: Exclusion) -> tuple[EarlierHelp, ...]:
    """Give the earlier helps a person must look at before a household is taken.

    Source: Bình Gia 4/2024, Lưu ý. Takes: as `helps_that_exclude`.
    Gives: those of the years and programmes that may be the same household, and those of it that may be only a gift.
    Fails: never. Holds: none of them is among `helps_that_exclude`; a gift alone is not looked at. Cost: O(helps).
    """
    asked = []
    for help_ in helps:
        counts = _counts(help_, exclusion)
        unsure = help_.verdict is Verdict.REVIEW and counts is not False
        if _within(help_, exclusion) and (unsure or (help_.verdict is Verdict.SAME and counts is None)):
            asked.append(help_)
    return tuple(asked)


def _within(help_: EarlierHelp, exclusion: Exclusion) -> bool:
    year, programmes = help_.year, exclusion.programmes
    in_time = year is None or (exclusion.from_year or year) <= year <= (exclusion.to_year or year)
    return in_time and (not programmes or not help_.programme or help_.programme in programmes)


def _counts(help_: EarlierHelp, exclusion: Exclusion) -> bool | None:
    if exclusion.counts and help_.kinds:
        return bool(set(help_.kinds) & set(exclusion.counts))
    return help_.lasting
