"""The pairs a person looks at, as a sheet: two rows side by side, what speaks for and against, room for a verdict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from diachi.application.find_same import FoundSame, all_verdicts
from diachi.application.pair_sides import FIELDS, Marked, Side, Sides, marked
from diachi.application.ports import Words
from diachi.application.waterfall import evidence_lines
from diachi.core.history import History
from diachi.core.linkage.names import read_name
from diachi.core.measured import FEWEST, SAMPLE_PERCENT, SECOND_PERCENT, drawn
from diachi.core.pair_verdicts import Opinion, Part, heard
from diachi.core.register import Register
from diachi.core.same import SamePair, Verdict

_MOST_WHY = 6  # sentences: the weightiest


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One field of the two rows: its name, both texts in pieces."""

    label: str
    one: Marked
    two: Marked


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One pair to look at; `part` is not shown, so that a sample is read like any other pair."""

    id_a: str
    id_b: str
    part: Part
    lines: tuple[ReviewLine, ...]
    why: tuple[str, ...]
    helped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSheet:
    """What the first reader sees, and the few pairs a second one reads without seeing the first verdicts."""

    first: tuple[ReviewRow, ...]
    second: tuple[ReviewRow, ...]


def pair_review_sheet(
    *, found: FoundSame, register: Register, history: History, threshold: float, words: Words
) -> ReviewSheet:
    """Choose the pairs and lay them out.

    Takes: what `find_same` gave; threshold - the probability from which the machine says "the same".
    Gives: pairs in doubt and households split off that nobody has judged, nearest to the threshold first, and a sample
    drawn by lot among the pairs the machine calls the same; five in a hundred of all for a second reader.
    Fails: never. Holds: the same lists give the same sheet; a pair with a firm word of a person is not asked again.
    Cost: O(pairs log pairs).
    """
    opinions = heard(all_verdicts(history))
    settled = {key for key, opinion in opinions.items() if opinion not in (None, Opinion.UNSURE)}
    open_pairs = [p for p in found.pairs if _key(p) not in settled]
    doubtful = [p for p in open_pairs if p.verdict in (Verdict.REVIEW, Verdict.SPLIT)]
    sure = [p for p in open_pairs if p.verdict is Verdict.SAME]
    sampled = sum(v.part is Part.SAMPLE for v in history.verdicts if v.stands)
    sample = drawn(sure, percent=SAMPLE_PERCENT, least=max(0, FEWEST - sampled), lot=Part.SAMPLE)
    chosen = [(p, Part.REVIEW) for p in doubtful] + [(p, Part.SAMPLE) for p in sample]
    chosen.sort(key=lambda c: (_distance(c[0].probability, threshold), c[0].id_a, c[0].id_b))
    again = drawn([p for p, _ in chosen], percent=SECOND_PERCENT, least=1, lot=Part.SECOND)
    sides = Sides(register, history)
    return ReviewSheet(
        first=_rows(chosen, sides, words),
        second=_rows([(p, Part.SECOND) for p in again], sides, words),
    )


def _key(pair: SamePair) -> tuple[str, str]:
    return (min(pair.id_a, pair.id_b), max(pair.id_a, pair.id_b))


def _distance(probability: float, threshold: float) -> float:
    """How far a pair is from the line between "the same" and not, in bits."""
    return abs(_bits(probability) - _bits(threshold))


def _bits(probability: float) -> float:
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return round(math.log2(kept / (1 - kept)), 6)


def _rows(chosen: Sequence[tuple[SamePair, Part]], sides: Sides, words: Words) -> tuple[ReviewRow, ...]:
    rows = []
    for pair, part in chosen:
        one, two = sides.of(pair.id_a), sides.of(pair.id_b)
        if one and two:
            rows.append(
                ReviewRow(
                    id_a=pair.id_a,
                    id_b=pair.id_b,
                    part=part,
                    lines=side_lines(one, two, words),
                    why=evidence_lines(pair, words)[:_MOST_WHY],
                    helped=helped_words(two, words),
                )
            )
    return tuple(rows)


def side_lines(one: Side, two: Side, words: Words) -> tuple[ReviewLine, ...]:
    """Give the fields that at least one row has, with what differs marked; behind the name what its cell notes."""
    lines: list[tuple[str, Marked, Marked]] = []
    for name in FIELDS:
        texts = (_shown(name, side.values.get(name, ""), words) for side in (one, two))
        lines.append((name, *marked(*texts)))
        if name == "head_name":
            lines.append(("noted", _noted(one, words), _noted(two, words)))
    return tuple(
        ReviewLine(label=words.text(f"pair_review.field.{name}"), one=left, two=right)
        for name, left, right in lines
        if left or right
    )


def _noted(side: Side, words: Words) -> Marked:
    """What the list itself wrote of the head beside the name; it tells no two rows apart."""
    read = read_name(side.values.get("head_name", ""))
    said = [words.text(f"pair_review.noted.{name}") for name in ("dead", "merit") if getattr(read, name)]
    return (("; ".join(said), False),) if said else ()


def _shown(name: str, value: str, words: Words) -> str:
    if name == "head_sex" and value in ("male", "female"):
        return words.text(f"enum.Sex.{value}").capitalize()
    return value


def helped_words(side: Side, words: Words) -> str:
    """Say what a record of earlier help says: year, body, what was given."""
    told = side.help
    if told is None:
        return ""
    value = words.text("check_one.value", vnd=told.value_vnd) if told.value_vnd else ""
    year = str(told.year) if told.year else words.text("check_one.no_year")
    return words.text("pair_review.helped", year=year, agency=told.agency, support=told.support, value=value)
