"""From weights to verdicts: rows of one list compete, thresholds follow the size of the lists, related is not same.

Source: Bình Gia 4/2024, Lưu ý: for each household of this year the single best earlier household; nothing is merged.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from diachi.core.linkage.model import Found, LinkModel, Threshold, odds_of, probability_of
from diachi.core.same import Clue, SamePair, Verdict

FIRM = 0.99
LEAST = 0.01  # below it a pair is not told at all
TOLD_FROM, RELATED_FROM = LEAST / 2, LEAST / 10  # rivals weaker than this change nothing; a head among members may
TWIN = 0.9  # from here two rows of one list are one household listed twice
_STRONG = 0.3  # from here two candidates of one row are asked whether they are one household themselves
MOST_LOST = 6.0  # bits a rival takes: a list may hold one household twice, helped by two bodies in one year
_DIGITS = 6
CONTRADICTING = (Clue.PERSONAL_ID_DIFFERS, Clue.BIRTH_YEAR_DIFFERS)
SETTLING = (Clue.PERSONAL_ID, Clue.MEMBERS, Clue.MEMBERS_ALIKE, Clue.MEMBER_NUMBER, Clue.MEMBER, Clue.PHONE)
RELATED = (Clue.HEAD_AMONG_MEMBERS, Clue.HEAD_OF_NEXT_GENERATION)


@dataclass(slots=True)
class Candidate:
    """A pair with its clues and bits, before the rows compete."""

    id_a: str
    id_b: str
    list_a: str
    list_b: str
    bits: float  # with the prior
    found: Found


Twins = Callable[[int, str, str], bool]  # 0 = the rows are of the left list, 1 = of the right one
# Which side the rivals are of, the row they stand for with the list they are in, and the rival.
_SIDES: tuple[tuple[int, Callable[[Candidate], tuple[str, str]], Callable[[Candidate], str]], ...] = (
    (0, lambda c: (c.id_b, c.list_a), lambda c: c.id_a),
    (1, lambda c: (c.id_a, c.list_b), lambda c: c.id_b),
)


def judged(
    candidates: Sequence[Candidate], model: LinkModel, *, records: int, within: bool, twins: Twins
) -> tuple[SamePair, ...]:
    """Give the pairs worth telling, sorted by ids.

    Takes: twins - says of two record ids of one side whether they are one household themselves.
    Holds: the order of candidates does not matter; within one list nothing competes.
    """
    candidates = sorted(candidates, key=lambda c: (c.id_a, c.id_b))
    threshold = model.threshold(records)
    standing = [c.bits for c in candidates] if within else stood(candidates, twins)
    settled = [bits if within else model.competed[0] * bits + model.competed[1] for bits in standing]
    chances = [round(probability_of(bits), _DIGITS) for bits in settled]
    beaten = set() if within else _beaten(candidates, chances, threshold.same, twins)
    pairs = (_pair(c, chances[n], threshold, beaten=n in beaten) for n, c in enumerate(candidates))
    return tuple(p for p in pairs if p)


def stood(candidates: Sequence[Candidate], twins: Twins) -> list[float]:
    """Give the bits of each candidate against its rivals: two rows of one list cannot both be the household."""
    odds = [odds_of(c.bits) for c in candidates]
    rivals = [0.0] * len(candidates)
    for side, by, other in _SIDES:
        _compete(candidates, odds, rivals, partial(twins, side), by=by, other=other)
    return [math.log2(o) - min(math.log2(1.0 + r), MOST_LOST) for o, r in zip(odds, rivals, strict=True)]


def asked_twins(candidates: Sequence[Candidate]) -> set[tuple[int, str, str]]:
    """Give the rows, by side, of which `judged` may ask whether they are one household listed twice; least id first."""
    asked: set[tuple[int, str, str]] = set()
    for side, by, other in _SIDES:
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for candidate in candidates:
            if odds_of(candidate.bits) >= _STRONG:
                groups[by(candidate)].append(other(candidate))
        asked.update((side, one, two) for found in groups.values() for one, two in combinations(sorted(found), 2))
    return asked


def _compete(
    candidates: Sequence[Candidate],
    odds: Sequence[float],
    rivals: list[float],
    twins: Callable[[str, str], bool],
    *,
    by: Callable[[Candidate], tuple[str, str]],
    other: Callable[[Candidate], str],
) -> None:
    """Two rows of one list are two households: of several that fit one row, each stands against the others."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, candidate in enumerate(candidates):
        groups[by(candidate)].append(n)
    for group in groups.values():
        if len(group) == 1:
            continue
        strong = [n for n in group if odds[n] >= _STRONG]
        alike = {(n, m) for n in strong for m in strong if n != m and twins(other(candidates[n]), other(candidates[m]))}
        for n in group:
            rivals[n] += sum(sorted(odds[m] for m in group if m != n and (n, m) not in alike))


def _beaten(candidates: Sequence[Candidate], chances: Sequence[float], same: float, twins: Twins) -> set[int]:
    """Of several rows of one list that would all be the same household the single best stands, of equals none."""
    out: set[int] = set()
    for side, by, other in _SIDES:
        groups: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n, candidate in enumerate(candidates):
            if chances[n] >= same:
                groups[by(candidate)].append(n)
        for group in (g for g in groups.values() if len(g) > 1):
            best = max(chances[n] for n in group)
            top = [other(candidates[n]) for n in group if chances[n] == best]
            alone = all(twins(side, top[0], another) for another in top[1:])
            out.update(
                n for n in group if not (alone and (chances[n] == best or twins(side, other(candidates[n]), top[0])))
            )
    return out


def _pair(candidate: Candidate, probability: float, threshold: Threshold, *, beaten: bool) -> SamePair | None:
    clues = [clue for clue, _ in candidate.found]
    verdict = verdict_of(clues, probability, threshold)
    if verdict is Verdict.SAME and beaten:
        verdict = Verdict.REVIEW
    if verdict is None:
        return None
    return SamePair(
        id_a=candidate.id_a,
        id_b=candidate.id_b,
        probability=probability,
        verdict=verdict,
        firm=probability >= FIRM,
        evidence=tuple(clue.value for clue in clues),
        weights=tuple(round(bits, 2) for _, bits in candidate.found),
    )


def is_told(name: Clue | None, probability: float) -> bool:
    """Say whether a pair is worth holding against its rivals."""
    return probability >= (RELATED_FROM if name in RELATED else TOLD_FROM)


def verdict_of(clues: Iterable[Clue], probability: float, threshold: Threshold) -> Verdict | None:
    """Give what a pair is, None for what is not worth telling.

    Numbers or years that contradict are looked at by a person, unless a number, a member or a phone settles it. A head
    found among the members of another household, without enough else in common, is a household split off.
    """
    clues = tuple(clues)
    if probability >= threshold.same:
        contradicted = any(c in CONTRADICTING for c in clues) and not any(c in SETTLING for c in clues)
        return Verdict.REVIEW if contradicted else Verdict.SAME
    related = [clue for clue in clues if clue in RELATED]
    if related and Clue.PLACE_DIFFERS not in clues:
        near = related[0] is Clue.HEAD_AMONG_MEMBERS and probability >= threshold.review
        return Verdict.REVIEW if near else Verdict.SPLIT
    if probability >= threshold.review:
        return Verdict.REVIEW
    return Verdict.DIFFERENT if probability >= LEAST else None
