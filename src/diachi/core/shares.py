"""Whole shares of a whole: by largest remainder, so that nothing is lost in rounding."""

from __future__ import annotations

from collections.abc import Sequence


def by_largest_remainder(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Divide a whole by weights; what is left over goes to the largest remainders, ties to who stands first.

    Holds: the shares add up to the whole; equal weights differ by at most one; no weights at all = equal weights.
    """
    whole = sum(weights)
    own = tuple(weights) if whole > 0 else (1,) * len(weights)
    whole = sum(own)
    counts = [total * w // whole for w in own]
    rests = sorted(range(len(own)), key=lambda i: (-(total * own[i] % whole), i))
    for i in rests[: total - sum(counts)]:
        counts[i] += 1
    return tuple(counts)
