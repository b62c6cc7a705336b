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
from operator import attrgetter

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What speaks for and against a pair, and what a verdict asks of it; one for all pairs of a pattern."""

    evidence: tuple[str, ...]
    weights: tuple[float, ...]
    numbered: bool  # one personal number in both
    settled: bool  # by a number, a member or a phone
    familiar: bool  # a member is alike
    contradicted: bool  # by a number or a year
    related: Clue | None  # how the heads are kin
    near: bool  # not of two communes


@dataclass(slots=True)
class Candidate:
    """A pair with its clues and bits, before the rows compete."""

    id_a: str
    id_b: str
    list_a: str
    list_b: str
    bits: float  # with the prior
    clues: Clues


Twins = Callable[[int, str, str], bool]  # 0 = the rows are of the left list, 1 = of the right one
# Which side the rivals are of, the row they stand for with the list they are in, and the rival.
_SIDES: tuple[tuple[int, Callable[[Candidate], tuple[str, str]], Callable[[Candidate], str]], ...] = (
    (0, attrgetter("id_b", "list_a"), attrgetter("id_a")),
    (1, attrgetter("id_a", "list_b"), attrgetter("id_b")),
)


def clues_of(found: Found) -> Clues:
    """Give the clues of a pair from what was found of it."""
    clues = [clue for clue, _ in found]
    return Clues(
        evidence=tuple(clue.value for clue in clues),
        weights=tuple(round(bits, 2) for _, bits in found),
        numbered=Clue.PERSONAL_ID in clues,
        settled=any(c in SETTLING for c in clues),
        familiar=Clue.MEMBER_ALIKE in clues,
        contradicted=any(c in CONTRADICTING for c in clues),
        related=next((clue for clue in clues if clue in RELATED), None),
        near=Clue.PLACE_DIFFERS not in clues,
    )


def judged(
    candidates: Sequence[Candidate], model: LinkModel, *, records: int, within: bool, twins: Twins
) -> tuple[SamePair, ...]:
    """Give the pairs worth telling, sorted by ids.

    Takes: twins - says of two record ids of one side whether they are one household themselves.
    Holds: the order of candidates does not matter; within one list nothing competes.
    """
    candidates = sorted(candidates, key=attrgetter("id_a", "id_b"))
    threshold = model.threshold(records)
    standing = [c.bits for c in candidates] if within else stood(candidates, twins)
    settled = standing if within else [model.competed[0] * bits + model.competed[1] for bits in standing]
    chances = [round(probability_of(bits), _DIGITS) for bits in settled]
    beaten = set() if within else _beaten(candidates, chances, threshold.same, twins)
    pairs = (_pair(c, chances[n], threshold, beaten=n in beaten) for n, c in enumerate(candidates))
    return tuple(p for p in pairs if p)


def stood(candidates: Sequence[Candidate], twins: Twins) -> list[float]:
    """Give the bits of each candidate against its rivals: two rows of one list cannot both be the household."""
    odds = [odds_of(c.bits) for c in candidates]
    rivals: dict[int, float] = defaultdict(float)
    for side, by, other in _SIDES:
        for group in _rivalries(candidates, range(len(candidates)), by):
            _compete(group, [other(candidates[n]) for n in group], odds, rivals, partial(twins, side))
    out = [c.bits for c in candidates]
    for n, against in rivals.items():
        out[n] -= min(math.log2(1.0 + against), MOST_LOST)
    return out


def asked_twins(candidates: Sequence[Candidate]) -> set[tuple[int, str, str]]:
    """Give the rows, by side, of which `judged` may ask whether they are one household listed twice; least id first."""
    asked: set[tuple[int, str, str]] = set()
    strong = [n for n, c in enumerate(candidates) if odds_of(c.bits) >= _STRONG]
    for side, by, other in _SIDES:
        for group in _rivalries(candidates, strong, by):
            rows = sorted(other(candidates[n]) for n in group)
            asked.update((side, one, two) for one, two in combinations(rows, 2))
    return asked


def _rivalries(
    candidates: Sequence[Candidate], among: Iterable[int], by: Callable[[Candidate], tuple[str, str]]
) -> Iterable[list[int]]:
    """The candidates that stand for one row with several rows of one list: nearly all stand alone."""
    first: dict[tuple[str, str], int] = {}
    groups: dict[int, list[int]] = {}
    for n in among:
        known = first.setdefault(by(candidates[n]), n)
        if known != n:
            groups.setdefault(known, [known]).append(n)
    return groups.values()


def _compete(
    group: Sequence[int],
    rows: Sequence[str],
    odds: Sequence[float],
    rivals: dict[int, float],
    twins: Callable[[str, str], bool],
) -> None:
    """Two rows of one list are two households: of several that fit one row, each stands against the others."""
    strong = [(n, row) for n, row in zip(group, rows, strict=True) if odds[n] >= _STRONG]
    alike = {(n, m) for n, one in strong for m, two in strong if n != m and twins(one, two)}
    for n in group:
        rivals[n] += sum(sorted(odds[m] for m in group if m != n and (n, m) not in alike))


def _beaten(candidates: Sequence[Candidate], chances: Sequence[float], same: float, twins: Twins) -> set[int]:
    """Of several rows of one list that would all be the same household the single best stands, of equals none."""
    out: set[int] = set()
    likely = [n for n, chance in enumerate(chances) if chance >= same]
    for side, by, other in _SIDES:
        for group in _rivalries(candidates, likely, by):
            best = max(chances[n] for n in group)
            top = [other(candidates[n]) for n in group if chances[n] == best]
            alone = all(twins(side, top[0], another) for another in top[1:])
            out.update(
                n for n in group if not (alone and (chances[n] == best or twins(side, other(candidates[n]), top[0])))
            )
    return out


def _pair(candidate: Candidate, probability: float, threshold: Threshold, *, beaten: bool) -> SamePair | None:
    verdict = verdict_of(candidate.clues, probability, threshold)
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
        evidence=candidate.clues.evidence,
        weights=candidate.clues.weights,
    )


def is_told(clues: Clues, probability: float) -> bool:
    """Say whether a pair is worth holding against its rivals."""
    return probability >= (RELATED_FROM if clues.related or clues.numbered else TOLD_FROM)


def verdict_of(clues: Clues, probability: float, threshold: Threshold) -> Verdict | None:
    """Give what a pair is, None for what is not worth telling.

    A person looks where numbers or years contradict, or a child became the head, unless a number, a member or a phone
    settles it, and wherever one number stands in both rows. A head found among the members of another household,
    without enough else in common, is a household split off.
    """
    if probability >= threshold.same:
        alone = clues.related is Clue.HEAD_OF_NEXT_GENERATION and not clues.familiar
        return Verdict.REVIEW if (clues.contradicted or alone) and not clues.settled else Verdict.SAME
    if clues.numbered:
        return Verdict.REVIEW
    if clues.related and clues.near:
        alike = clues.related is Clue.HEAD_AMONG_MEMBERS and probability >= threshold.review
        return Verdict.REVIEW if alike else Verdict.SPLIT
    if probability >= threshold.review:
        return Verdict.REVIEW
    return Verdict.DIFFERENT if probability >= LEAST else None
