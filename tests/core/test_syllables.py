"""A syllable is known by its onset, rime and tone; what a wrong font makes of it is not one."""

from __future__ import annotations

import pytest

from diachi.core.syllables import is_syllable, syllables
from vietnamese import all_syllables, encode_tcvn3, encode_vni


def test_every_syllable_of_the_language_is_one() -> None:
    assert len(all_syllables()) > 15_000
    assert [s for s in all_syllables() if not is_syllable(s)] == []
    assert [s for s in all_syllables() if not is_syllable(s.upper())] == []


@pytest.mark.parametrize(
    "word",
    [
        "Nguyễn",
        "Huỳnh",
        "hoà",
        "hòa",
        "thuỷ",
        "thủy",
        "quý",
        "gì",
        "gìn",
        "giếng",
        "giết",
        "yến",
        "Kạn",
        "Khuyên",
        "Đặng",
        "Uỷ",
        "khuya",
    ],
)
def test_names_are_syllables_in_old_and_new_spelling(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    ["NguyÔn", "ThÞ", "Nguyeãn", "Th¸i", "Krajăn", "café", "nguyẽn", "hàt", "mác̀", "tóan", "toảnǵ", "ngiên", "", "ư­"],
)
def test_what_the_spelling_does_not_allow_is_none(word: str) -> None:
    assert not is_syllable(word)


def test_what_a_wrong_font_shows_is_seldom_a_syllable() -> None:
    for encode in (encode_tcvn3, encode_vni):
        shown = [encode(s) for s in all_syllables() if not encode(s).isascii()]
        assert sum(map(is_syllable, shown)) / len(shown) < 0.2


def test_words_are_cut_at_blanks_and_ascii_signs_only() -> None:
    assert syllables("1. K'Brểu, (Pi-năng)\tN÷") == ["K", "Brểu", "Pi", "năng", "N÷"]
