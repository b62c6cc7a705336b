"""How often the machine is right, as people's verdicts show it: a share with its interval, or "cannot tell".

Source: Wilson (1927), the score interval of a share, at 95 in 100.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diachi.core.pair_verdicts import Opinion, PairVerdict, Part
from diachi.core.same import SamePair, Verdict
from diachi.core.table import digest

FEWEST = 30  # verdicts below which a share is not said
_Z = 1.959964  # 95 in 100, two-sided
SAMPLE_PERCENT, SECOND_PERCENT = 5, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A share of `judged`; None and no interval when there are too few to tell; `unsure` are left out of both."""

    judged: int = 0
    right: int = 0
    unsure: int = 0
    share: float | None = None
    interval: tuple[float, float] | None = None

    @property
    def lacking(self) -> int:
        """Give how many more verdicts are needed to tell."""
        return max(0, FEWEST - self.judged)


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Give the interval that holds the true share 95 times in 100."""
    share, spread = right / judged, _Z * _Z / judged
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / judged + spread / (4 * judged)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def measured(right: int, judged: int, unsure: int = 0) -> Measured:
    """Give the share with its interval, or only the counts when they are too few."""
    if judged < FEWEST:
        return Measured(judged=judged, right=right, unsure=unsure)
    return Measured(judged=judged, right=right, unsure=unsure, share=right / judged, interval=wilson(right, judged))


def precision_of(found: Sequence[SamePair], verdicts: Sequence[PairVerdict]) -> Measured:
    """Say how many of the pairs the machine calls the same are the same.

    Takes: pairs as the machine found them, before anybody's word; standing verdicts.
    Gives: a share of the sample drawn by lot: pairs shown because they are doubtful would say too little.
    Holds: unsure and disputed pairs are counted apart. Cost: O(pairs + verdicts).
    """
    said = _opinions(verdicts, (Part.SAMPLE,))
    right = judged = unsure = 0
    for pair in found:
        opinions = said.get(_key(pair.id_a, pair.id_b))
        if pair.verdict is not Verdict.SAME or not opinions:
            continue
        firm = opinions - {Opinion.UNSURE}
        if len(firm) != 1:
            unsure += 1
            continue
        judged += 1
        right += Opinion.SAME in firm
    return measured(right, judged, unsure)


def agreement_of(verdicts: Sequence[PairVerdict]) -> Measured:
    """Say how often a second reader says what the first one said; unsure is a word too."""
    first = _opinions(verdicts, (Part.REVIEW, Part.SAMPLE))
    second = _opinions(verdicts, (Part.SECOND,))
    both = [key for key in second if key in first]
    return measured(sum(first[key] == second[key] for key in both), len(both))


def drawn(pairs: Sequence[SamePair], *, percent: int, least: int, lot: str) -> tuple[SamePair, ...]:
    """Draw pairs by lot: the same lists and the same `lot` draw the same pairs, in whatever order they come."""
    count = min(len(pairs), max(least, math.ceil(len(pairs) * percent / 100)))
    return tuple(sorted(pairs, key=lambda p: digest(f"{lot}|{p.id_a}|{p.id_b}".encode()))[:count])


def _opinions(verdicts: Sequence[PairVerdict], parts: tuple[Part, ...]) -> Mapping[tuple[str, str], set[Opinion]]:
    found: dict[tuple[str, str], set[Opinion]] = defaultdict(set)
    for verdict in verdicts:
        if verdict.stands and verdict.part in parts:
            found[verdict.key].add(verdict.verdict)
    return found


def _key(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one <= two else (two, one)
