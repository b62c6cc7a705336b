"""A share is said with its interval, or not at all."""

from __future__ import annotations

import random

import pytest

from diachi.core.measured import FEWEST, Measured, agreement_of, drawn, measured, precision_of, wilson
from diachi.core.pair_verdicts import Opinion, PairVerdict, Part
from diachi.core.same import SamePair, Verdict

PAIRS = tuple(SamePair(id_a=f"H{n:03d}", id_b=f"R{n:03d}", verdict=Verdict.SAME) for n in range(200))


def _said(n: int, opinion: Opinion, part: Part = Part.SAMPLE) -> PairVerdict:
    return PairVerdict(id_a=f"R{n:03d}", id_b=f"H{n:03d}", verdict=opinion, by="xã", part=part)


# Newcombe 1998, table I: Wilson intervals of 81/263, 15/148, 0/20, 1/29.
@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_published_one(right: int, judged: int, low: float, high: float) -> None:
    assert wilson(right, judged) == pytest.approx((low, high), abs=5e-5)


def test_too_few_verdicts_tell_nothing_and_say_how_many_are_lacking() -> None:
    found = precision_of(PAIRS, [_said(n, Opinion.SAME) for n in range(FEWEST - 1)])
    assert (found.share, found.interval, found.lacking) == (None, None, 1)


def test_precision_is_the_share_of_the_sample_that_people_call_the_same() -> None:
    said = [_said(n, Opinion.SAME if n else Opinion.DIFFERENT) for n in range(40)] + [_said(90, Opinion.UNSURE)]
    found = precision_of(PAIRS, said)
    assert (found.judged, found.right, found.unsure, found.share) == (40, 39, 1, 39 / 40)
    assert found.interval is not None
    assert found.interval[0] < 39 / 40 < found.interval[1]


def test_a_household_split_off_is_not_the_same() -> None:
    assert precision_of(PAIRS, [_said(n, Opinion.SPLIT) for n in range(FEWEST)]).share == 0.0


def test_pairs_shown_because_they_are_doubtful_do_not_measure() -> None:
    said = [_said(n, Opinion.DIFFERENT, Part.REVIEW) for n in range(100)]
    assert precision_of(PAIRS, said) == Measured()


def test_pairs_the_machine_does_not_call_the_same_and_verdicts_taken_back_do_not_measure() -> None:
    other = [SamePair(id_a=p.id_a, id_b=p.id_b, verdict=Verdict.REVIEW) for p in PAIRS]
    said = [_said(n, Opinion.SAME) for n in range(100)]
    assert precision_of(other, said) == Measured()
    taken_back = [PairVerdict(id_a=v.id_a, id_b=v.id_b, verdict=v.verdict, withdrawn_by="x") for v in said]
    assert precision_of(PAIRS, taken_back) == Measured()


def test_a_second_reader_agrees_or_not() -> None:
    first = [_said(n, Opinion.SAME, Part.REVIEW) for n in range(40)]
    second = [_said(n, Opinion.SAME if n % 4 else Opinion.UNSURE, Part.SECOND) for n in range(40)]
    assert agreement_of([*first, *second]).share == 0.75
    assert agreement_of(second) == measured(0, 0)


def test_the_lot_is_the_same_for_the_same_lists_in_any_order() -> None:
    shuffled = list(PAIRS)
    random.Random(1).shuffle(shuffled)
    one = drawn(PAIRS, percent=5, least=3, lot="a")
    assert len(one) == 10
    assert drawn(shuffled, percent=5, least=3, lot="a") == one
    assert drawn(PAIRS, percent=5, least=3, lot="b") != one
    assert len(drawn(PAIRS[:2], percent=5, least=3, lot="a")) == 2
