"""Pairs of strangers to learn from: of one list and commune, chosen by a digest of their ids, in any order of rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from hashlib import md5
from itertools import combinations
from math import isqrt

from diachi.core.linkage.levels import Sides
from diachi.core.linkage.model import Meetings

PAIRS = 100_000  # looked at in all
MOST_ROWS = 300  # of one commune in one list
LIKELY = 0.5  # pairs from this probability on are no strangers: a household listed twice


def rows_of_each(groups: int, pairs: int = PAIRS) -> int:
    """Give how many rows of each commune and list are held against each other."""
    return min(max(isqrt(2 * pairs // max(groups, 1)), 2), MOST_ROWS)


def digest(record_id: str) -> str:
    """Give the digest by which rows are chosen."""
    return md5(record_id.encode(), usedforsecurity=False).hexdigest()


def sample_of(lists: Sequence[Sequence[Sides]], *, pairs: int = PAIRS) -> Iterator[tuple[Sides, Sides]]:
    """Give pairs of one commune within one list: two rows of one list are two households.

    Holds: the order of rows does not matter.
    """
    groups: dict[tuple[int, str, str], list[Sides]] = defaultdict(list)
    for n, sides in enumerate(lists):
        for side in sides:
            if side.traits.place:
                groups[n, side.traits.list_key, side.traits.place].append(side)
    rows = rows_of_each(sum(len(found) > 1 for found in groups.values()), pairs)
    for _, found in sorted(groups.items()):
        chosen = sorted(found, key=lambda s: (digest(s.traits.record_id), s.traits.record_id))[:rows]
        yield from combinations(chosen, 2)


def meetings_of(ones: Sequence[Sides], twos: Sequence[Sides] | None) -> Meetings:
    """Count the pairs of two lists, or of one, and where they are."""
    left, right = ([(s.traits.place, s.traits.province) for s in side] for side in (ones, twos or ()))
    return meetings_at(Counter(left), None if twos is None else Counter(right))


def meetings_at(ones: Counter[tuple[str, str]], twos: Counter[tuple[str, str]] | None) -> Meetings:
    """Count the pairs from how many rows say each commune and province, "" = unknown."""
    within, others = twos is None, ones if twos is None else twos
    left, right = ones.total(), others.total()
    pairs = left * (left - 1) // 2 if within else left * right
    strangers = _shared(ones, others, 0, within=within)
    unknown = [sum(n for (place, _), n in side.items() if not place) for side in (ones, others)]
    unplaced = unknown[0] * right + unknown[1] * left - unknown[0] * unknown[1]
    if within:
        unplaced = unknown[0] * (left - unknown[0]) + unknown[0] * (unknown[0] - 1) // 2
    return Meetings(
        rows=right, pairs=pairs, home=strangers + unplaced, same_province=_shared(ones, others, 1, within=within)
    )


def _shared(ones: Counter[tuple[str, str]], twos: Counter[tuple[str, str]], at: int, *, within: bool) -> int:
    mine, theirs = _by_part(ones, at), _by_part(twos, at)
    if within:
        return sum(n * (n - 1) // 2 for n in mine.values())
    return sum(n * theirs[value] for value, n in mine.items())


def _by_part(counts: Counter[tuple[str, str]], at: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for said, n in counts.items():
        if said[0] and said[at]:
            found[said[at]] += n
    return found
