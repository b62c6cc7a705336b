from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.linkage.surnames import JOINED, is_joined, joined

_WRITTEN = sorted(parts for found in JOINED.values() for parts in found)


@pytest.mark.parametrize("parts", _WRITTEN, ids=" ".join)
def test_a_surname_of_several_syllables_is_one_word_in_front_of_a_name(parts: tuple[str, ...]) -> None:
    assert joined([*parts, "thi", "hoa"]) == ["".join(parts), "thi", "hoa"]
    assert is_joined("".join(parts))


@pytest.mark.parametrize("parts", _WRITTEN, ids=" ".join)
def test_it_is_left_alone_when_nothing_follows_or_it_stands_behind(parts: tuple[str, ...]) -> None:
    assert joined([*parts]) == [*parts]
    assert joined(["nong", *parts]) == ["nong", *parts]


def test_surnames_with_one_beginning_are_told_apart() -> None:
    assert joined(["cha", "ma", "leo", "diep"]) == ["chamaleo", "diep"]
    assert joined(["bo", "rong", "an"]) == ["borong", "an"]
    assert joined([]) == []


@given(st.lists(st.sampled_from(sorted({w for parts in _WRITTEN for w in parts} | {"thi", "hoa"})), max_size=6))
def test_no_letter_is_lost_and_joining_twice_changes_nothing(words: list[str]) -> None:
    once = joined(words)
    assert "".join(once) == "".join(words)
    assert joined(once) == once
