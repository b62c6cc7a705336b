"""What a pair is, from its clues, its probability and its rivals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.linkage.model import LinkModel, Threshold
from diachi.core.linkage.verdicts import Candidate, Clues, asked_twins, clues_of, is_told, judged, stood, verdict_of
from diachi.core.same import Clue, Verdict
from diachi.files.link_model import link_model

AT = Threshold(records=0, same=0.45, review=0.1)
MODEL: LinkModel = replace(link_model(), competed=(1.0, 0.0), thresholds=(AT,))
CONTRADICTS = [Clue.PERSONAL_ID_DIFFERS, Clue.BIRTH_YEAR_DIFFERS]
SETTLES = [Clue.PERSONAL_ID, Clue.MEMBERS, Clue.MEMBERS_ALIKE, Clue.MEMBER_NUMBER, Clue.MEMBER, Clue.PHONE]


def _clues(*clues: Clue) -> Clues:
    return clues_of(tuple((clue, 1.0) for clue in clues))


def _pair(id_a: str, id_b: str, bits: float, *clues: Clue, of: str = "2016") -> Candidate:
    return Candidate(id_a, id_b, "2025", of, bits, _clues(*(clues or (Clue.NAME,))))


def _strangers(_side: int, _one: str, _two: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("probability", "verdict"),
    [
        (0.45, Verdict.SAME),
        (0.4499, Verdict.REVIEW),
        (0.1, Verdict.REVIEW),
        (0.0999, Verdict.DIFFERENT),
        (0.0099, None),
    ],
)
def test_a_verdict_follows_the_thresholds(probability: float, verdict: Verdict | None) -> None:
    assert verdict_of(_clues(Clue.NAME, Clue.HAMLET), probability, AT) is verdict


@pytest.mark.parametrize("contradiction", CONTRADICTS)
@pytest.mark.parametrize("settling", SETTLES)
def test_what_contradicts_is_looked_at_unless_something_settles_it(contradiction: Clue, settling: Clue) -> None:
    assert verdict_of(_clues(Clue.NAME, contradiction), 0.99, AT) is Verdict.REVIEW
    assert verdict_of(_clues(Clue.NAME, contradiction, settling), 0.99, AT) is Verdict.SAME


@pytest.mark.parametrize("settling", [*SETTLES, Clue.MEMBER_ALIKE])
def test_a_child_where_the_parents_were_is_the_same_household_only_when_a_third_thing_says_so(settling: Clue) -> None:
    child = (Clue.HEAD_OF_NEXT_GENERATION, Clue.HAMLET)
    assert verdict_of(_clues(*child), 0.71, AT) is Verdict.REVIEW
    assert verdict_of(_clues(*child, settling), 0.71, AT) is Verdict.SAME
    assert verdict_of(_clues(*child), 0.44, AT) is Verdict.SPLIT


def test_one_number_in_both_rows_is_never_passed_over() -> None:
    numbered = _clues(Clue.PERSONAL_ID, Clue.NAME_DIFFERS, Clue.PLACE_DIFFERS)
    assert [verdict_of(numbered, p, AT) for p in (0.001, 0.09, 0.44)] == [Verdict.REVIEW] * 3
    assert is_told(numbered, 0.001)
    assert not is_told(_clues(Clue.NAME), 0.001)


def test_a_head_among_members_is_split_off_nearby_and_a_stranger_in_another_commune() -> None:
    head = (Clue.HEAD_AMONG_MEMBERS, Clue.MEMBERS_DIFFER)
    assert verdict_of(_clues(*head, Clue.HAMLET), 0.002, AT) is Verdict.SPLIT
    assert verdict_of(_clues(*head, Clue.HAMLET), 0.2, AT) is Verdict.REVIEW
    assert verdict_of(_clues(*head, Clue.PLACE_DIFFERS), 0.002, AT) is None


def test_rows_of_one_list_stand_against_each_other_and_rows_of_two_lists_do_not() -> None:
    one, other = _pair("a", "x", 3.0), _pair("a", "y", 3.0)
    assert stood([one, other], _strangers) == pytest.approx([3.0 - 3.1699, 3.0 - 3.1699], abs=1e-3)
    assert stood([one, _pair("a", "y", 3.0, of="2018")], _strangers) == [3.0, 3.0]
    assert stood([one, other], lambda *_: True) == [3.0, 3.0]  # one household, listed twice


def test_of_several_the_best_stands_and_of_equals_none() -> None:
    def verdicts(*bits: float) -> list[Verdict]:
        pairs = [_pair("a", f"x{n}", b) for n, b in enumerate(bits)]
        told = {p.id_b: p.verdict for p in judged(pairs, MODEL, records=0, within=False, twins=_strangers)}
        return [told.get(f"x{n}", Verdict.DIFFERENT) for n in range(len(bits))]

    assert verdicts(12.0, 5.0) == [Verdict.SAME, Verdict.REVIEW]
    assert verdicts(12.0, 12.0) == [Verdict.REVIEW, Verdict.REVIEW]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.floats(-9, 14)), max_size=9), st.randoms())
def test_the_order_of_candidates_shows_in_nothing(said: list[tuple[str, str, float]], dice: object) -> None:
    pairs = [_pair(a, b, bits) for (a, b), bits in {(a, b): bits for a, b, bits in said}.items()]
    mixed = list(pairs)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    first = judged(pairs, MODEL, records=0, within=False, twins=_strangers)
    assert judged(mixed, MODEL, records=0, within=False, twins=_strangers) == first
    assert asked_twins(mixed) == asked_twins(pairs)
    assert [(p.id_a, p.id_b) for p in first] == sorted((p.id_a, p.id_b) for p in first)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.floats(-1.7, 14)), max_size=9))
def test_whoever_is_asked_about_was_announced(said: list[tuple[str, str, float]]) -> None:
    pairs = [_pair(a, b, bits) for (a, b), bits in {(a, b): bits for a, b, bits in said}.items()]
    announced = asked_twins(pairs)

    def twins(side: int, one: str, two: str) -> bool:
        assert (side, min(one, two), max(one, two)) in announced
        return False

    judged(pairs, MODEL, records=0, within=False, twins=twins)
