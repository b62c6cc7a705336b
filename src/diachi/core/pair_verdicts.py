"""What people said of two records: kept row by row, obeyed, taken back, and never made to agree by a machine.

The dataclass is the schema of history/verdicts.csv. A verdict is never erased: taking it back fills `withdrawn_*`.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from diachi.core.same import SamePair, Verdict


class Opinion(StrEnum):
    """What a person says of two records."""

    SAME = "same"
    DIFFERENT = "different"
    SPLIT = "split"  # one household split off from the other
    UNSURE = "unsure"


class Part(StrEnum):
    """Why a pair was shown to a person; the sample alone may measure how often the machine is right."""

    REVIEW = "review"
    SAMPLE = "sample"  # drawn by lot among the pairs the machine calls the same
    SECOND = "second"  # read by a second person who did not see the first verdict


class SaidClue(StrEnum):
    """The word of people among the clues of a pair; stands before those of the machine."""

    CONFIRMED = "confirmed"
    RULED_OUT = "ruled_out"
    SPLIT = "said_split"
    UNSURE = "said_unsure"
    DISPUTED = "disputed"  # two standing verdicts that cannot both hold


@dataclass(frozen=True, slots=True, kw_only=True)
class PairVerdict:
    """One verdict of one person, who is named by a role; ids are household_id or record_id, in any order."""

    id_a: str
    id_b: str
    verdict: Opinion
    by: str = ""
    said_on: date | None = None
    reason: str = ""
    part: Part = Part.REVIEW
    withdrawn_by: str = ""
    withdrawn_on: date | None = None

    @property
    def stands(self) -> bool:
        """Say whether nobody has taken it back."""
        return self.withdrawn_on is None and not self.withdrawn_by

    @property
    def key(self) -> tuple[str, str]:
        """Give the two ids, the lesser first."""
        return (self.id_a, self.id_b) if self.id_a <= self.id_b else (self.id_b, self.id_a)


class ContradictionKind(StrEnum):
    """How verdicts of people contradict each other."""

    TWO_VERDICTS = "two_verdicts"  # of the same pair
    CHAIN = "chain"  # A = B = C, but A is not C


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Verdicts that cannot all hold: the ids, from one end to the other; a person decides which one goes."""

    kind: ContradictionKind
    ids: tuple[str, ...]
    said: tuple[Opinion, ...]


_OF = {
    Opinion.SAME: (Verdict.SAME, SaidClue.CONFIRMED),
    Opinion.DIFFERENT: (Verdict.DIFFERENT, SaidClue.RULED_OUT),
    Opinion.SPLIT: (Verdict.SPLIT, SaidClue.SPLIT),
    Opinion.UNSURE: (Verdict.REVIEW, SaidClue.UNSURE),
    None: (Verdict.REVIEW, SaidClue.DISPUTED),
}
Heard = Mapping[tuple[str, str], Opinion | None]


def heard(verdicts: Iterable[PairVerdict]) -> dict[tuple[str, str], Opinion | None]:
    """Give what people say of each pair: None where two standing verdicts cannot both hold; unsure gives way."""
    said: dict[tuple[str, str], set[Opinion]] = defaultdict(set)
    for verdict in verdicts:
        if verdict.stands:
            said[verdict.key].add(verdict.verdict)
    found: dict[tuple[str, str], Opinion | None] = {}
    for key, opinions in sorted(said.items()):
        firm = opinions - {Opinion.UNSURE}
        found[key] = None if len(firm) > 1 else min(firm or opinions)
    return found


def contradictions(verdicts: Sequence[PairVerdict]) -> tuple[Contradiction, ...]:
    """Name the verdicts that cannot all hold; nothing is resolved."""
    found = []
    opinions = heard(verdicts)
    for key, opinion in opinions.items():
        if opinion is None:
            said = sorted({v.verdict for v in verdicts if v.stands and v.key == key} - {Opinion.UNSURE})
            found.append(Contradiction(kind=ContradictionKind.TWO_VERDICTS, ids=key, said=tuple(said)))
    same: dict[str, list[str]] = defaultdict(list)
    for (one, two), opinion in opinions.items():
        if opinion is Opinion.SAME:
            same[one].append(two)
            same[two].append(one)
    for (one, two), opinion in opinions.items():
        if opinion in (Opinion.DIFFERENT, Opinion.SPLIT) and (path := _path(same, one, two)):
            found.append(Contradiction(kind=ContradictionKind.CHAIN, ids=path, said=(Opinion.SAME, opinion)))
    return tuple(sorted(found, key=lambda c: (c.kind, c.ids)))


def _path(same: Mapping[str, Sequence[str]], start: str, end: str) -> tuple[str, ...]:
    """Give the shortest chain of "the same" from one id to another, () when there is none."""
    before: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting and end not in before:
        here = waiting.popleft()
        for there in sorted(same.get(here, ())):
            if there not in before:
                before[there] = here
                waiting.append(there)
    if end not in before:
        return ()
    path = [end]
    while before[path[-1]]:
        path.append(before[path[-1]])
    return tuple(reversed(path))


def obey(
    pairs: Iterable[SamePair], opinions: Heard, *, left: frozenset[str], right: frozenset[str] | None
) -> tuple[SamePair, ...]:
    """Give the pairs as people want them, sorted: found or not found by the machine, their word stands.

    Takes: pairs of one comparison; left, right = the ids of its two sides, right None = within `left`.
    Holds: nothing is merged; a record that people gave to one household is no longer offered to others; a verdict on
    an id of neither side changes nothing. Cost: O(pairs + verdicts).
    """
    kept = {_key(p): p for p in pairs}
    given: dict[tuple[str, str], tuple[str, str]] = {}
    for one, two in opinions:
        if pair := _sides(one, two, left, right):
            given[(one, two)] = pair
    taken = {b for key, (_, b) in given.items() if opinions[key] is Opinion.SAME and right is not None}
    out = [p for key, p in kept.items() if key not in given and p.id_b not in taken]
    out += [_as_said(kept.get(key), ids, opinions[key]) for key, ids in given.items()]
    return tuple(sorted(out, key=lambda p: (p.id_a, p.id_b)))


def _key(pair: SamePair) -> tuple[str, str]:
    return (pair.id_a, pair.id_b) if pair.id_a <= pair.id_b else (pair.id_b, pair.id_a)


def _sides(one: str, two: str, left: frozenset[str], right: frozenset[str] | None) -> tuple[str, str] | None:
    """The two ids as this comparison writes them, None when it is not about them."""
    if right is None:
        return (one, two) if one in left and two in left and one != two else None
    if one in left and two in right:
        return one, two
    return (two, one) if two in left and one in right else None


def _as_said(found: SamePair | None, ids: tuple[str, str], opinion: Opinion | None) -> SamePair:
    verdict, clue = _OF[opinion]
    pair = found or SamePair(id_a=ids[0], id_b=ids[1])
    sure = {Opinion.SAME: 1.0, Opinion.DIFFERENT: 0.0}.get(opinion, pair.probability) if opinion else pair.probability
    return replace(
        pair,
        probability=sure,
        verdict=verdict,
        firm=opinion is Opinion.SAME,
        evidence=(clue.value, *pair.evidence),
        weights=(0.0, *pair.weights) if pair.weights else (),
    )


def withdraw(
    verdicts: Sequence[PairVerdict], key: tuple[str, str], *, by: str, on: date
) -> tuple[tuple[PairVerdict, ...], int]:
    """Take back the standing verdicts on a pair; give all rows, and how many were taken back."""
    wanted = (min(key), max(key))
    out = [replace(v, withdrawn_by=by, withdrawn_on=on) if v.stands and v.key == wanted else v for v in verdicts]
    return tuple(out), sum(a is not b for a, b in zip(out, verdicts, strict=True))


def added(verdicts: Sequence[PairVerdict], more: Iterable[PairVerdict]) -> tuple[tuple[PairVerdict, ...], int]:
    """Put new verdicts beside the old; the same word of the same role is kept once. Gives all, and how many are new."""
    known = {(v.key, v.verdict, v.by, v.part) for v in verdicts if v.stands}
    fresh = []
    for verdict in more:
        mark = (verdict.key, verdict.verdict, verdict.by, verdict.part)
        if mark not in known:
            known.add(mark)
            fresh.append(verdict)
    return (*verdicts, *fresh), len(fresh)
