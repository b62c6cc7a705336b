"""Letters made by dice with traps laid in them: what was read once stays read. No measure of real letters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace

import pytest

from diachi.core.letters.facts import BLANK_IN_SOURCE
from diachi.core.letters.reader import read_letter
from diachi.core.letters.structure import structure_of
from diachi.core.letters.values import derive
from worlds_letters import TRAPS, MadeLetter, made_letters, told_of, truth_of

SEED, FEW, ALL = 20261128, 46, 200


def _counted(values: list[object]) -> Counter[str]:
    return Counter(unicodedata.normalize("NFC", str(value)) for value in values if value is not None)


def wrong(letter: MadeLetter) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Give the fields that are read otherwise than the letter says: missing, and too much."""
    reading = read_letter(letter.raw)
    for fact in reading.facts:
        for span in fact.spans:
            assert letter.raw[span.start : span.end] == span.quote
        if BLANK_IN_SOURCE not in fact.flags:
            assert derive(fact.rule, tuple(s.quote for s in fact.spans)) == fact.value
    told, truth = told_of(structure_of(reading)), truth_of(letter.truth)
    pairs = {name: (_counted(truth[name]), _counted(told[name])) for name in truth}
    return {name: (want - got, got - want) for name, (want, got) in pairs.items() if want != got}


def _all_right(count: int) -> None:
    letters = made_letters(count, SEED)
    failed = [(letter.traps, found) for letter in letters if (found := wrong(letter))]
    assert failed == []
    laid = Counter(trap for letter in letters for trap in letter.traps)
    assert set(laid) == set(TRAPS), "every trap is laid"


def test_a_few_made_letters_are_read_as_they_say() -> None:
    _all_right(FEW)


@pytest.mark.long
def test_two_hundred_made_letters_are_read_as_they_say() -> None:
    _all_right(ALL)


def test_the_first_letters_of_any_count_are_the_same() -> None:
    assert made_letters(3, SEED) == made_letters(9, SEED)[:3]
    assert made_letters(3, SEED) != made_letters(3, SEED + 1)


def test_a_truth_that_says_otherwise_is_seen() -> None:
    letter = made_letters(1, SEED)[0]
    assert wrong(letter) == {}
    other = replace(letter.truth, deadlines=[("2031-01-01", "before")], signer="Ai Khác")
    assert set(wrong(replace(letter, truth=other))) == {"deadlines", "signer"}
