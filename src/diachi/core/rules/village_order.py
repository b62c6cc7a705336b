"""The order a village meeting gave its families compares families of that village only.

Source: officer's review C2 (bình xét): "only households of one village"; no order given = no level.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from diachi.core.household import ListedHousehold
from diachi.core.text import fold

Village = tuple[str, str]


def village_of(household: ListedHousehold) -> Village | None:
    """Give the village whose order a household stands in; None when the list gave it no rank or no village.

    Source: officer's review C2. Takes: the household as listed. Gives: (commune, hamlet) as keys. Fails: never.
    Holds: two spellings of one hamlet in one commune are one village. Cost: O(length of names).
    """
    if household.village_rank is None or not household.hamlet:
        return None
    return household.commune_code or fold(household.commune), fold(household.hamlet)


def passed_over(
    households: Iterable[ListedHousehold], taken: frozenset[str]
) -> tuple[tuple[ListedHousehold, ListedHousehold], ...]:
    """Give every departure from a village's order, as (ranked higher and left, ranked lower and taken).

    Source: officer's review C2 ("each departure is listed by village with its reason").
    Takes: households in any order; ids of those taken. Gives: pairs sorted by village, ranks and ids. Fails: never.
    Holds: the two always live in one village; equal ranks are no departure. Cost: O(left x taken) in each village.
    """
    villages: dict[Village, list[ListedHousehold]] = defaultdict(list)
    for household in households:
        if village := village_of(household):
            villages[village].append(household)
    return tuple(pair for _, village in sorted(villages.items()) for pair in _within(village, taken))


def _within(village: Sequence[ListedHousehold], taken: frozenset[str]) -> list[tuple[ListedHousehold, ListedHousehold]]:
    ordered = sorted(village, key=lambda h: (h.village_rank or 0, h.household_id))
    left = [h for h in ordered if h.household_id not in taken]
    inside = [h for h in ordered if h.household_id in taken]
    return [(a, b) for a in left for b in inside if (a.village_rank or 0) < (b.village_rank or 0)]
