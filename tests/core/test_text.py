"""Text keys: idempotent, accentless, and in the order of a Vietnamese dictionary."""

import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.text import clean, collation_key, fold, fold_any, name_sort_key, title_case, unify_tones

SYLLABLES = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ ĐÀ", max_size=20
)


@given(SYLLABLES)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


@given(st.text())
def test_the_fast_way_of_folding_is_the_way_of_any_text(text: str) -> None:
    assert fold(text) == fold_any(text)


def test_every_letter_folds_the_same_both_ways() -> None:
    letters = (chr(code) for code in range(0x30000) if not 0xD800 <= code < 0xE000)
    assert [hex(ord(c)) for c in letters if fold(f"a{c}b") != fold_any(f"a{c}b")] == []


@given(SYLLABLES)
def test_keys_do_not_depend_on_composition_or_tone_placement(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed) == fold(text)
    assert unify_tones(unify_tones(text)) == unify_tones(text)
    assert collation_key(decomposed) == collation_key(text)


@pytest.mark.parametrize(
    ("written", "unified"),
    [
        ("hoà", "hòa"),
        ("Uỷ ban", "Ủy ban"),
        ("HOÀ", "HÒA"),
        ("thuỷ", "thủy"),
        ("quý", "quý"),
        ("quỳ", "quỳ"),
        ("hoàn", "hoàn"),
    ],
)
def test_tone_goes_to_the_first_vowel_of_an_open_syllable(written: str, unified: str) -> None:
    assert unify_tones(written) == unified


def test_dictionary_order_has_letters_first_and_tones_second() -> None:
    words = ["An", "Ân", "Dũng", "Đạt", "Em", "Uyên", "Ước"]
    assert sorted(reversed(words), key=collation_key) == words
    assert sorted(["mạ", "má", "mả", "ma", "mã", "mà"], key=collation_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_persons_sort_by_given_name() -> None:
    assert sorted(["Lý Thị Bình", "Nông Văn An", "Hoàng Văn Ân"], key=name_sort_key) == [
        "Nông Văn An",
        "Hoàng Văn Ân",
        "Lý Thị Bình",
    ]


GOLDEN = Path(__file__).parent / "golden"  # made by tools/build_vi_order.py


@pytest.mark.parametrize(("name", "key"), [("vi_order.txt", collation_key), ("vi_names.txt", name_sort_key)])
@pytest.mark.parametrize("seed", range(3))
def test_the_order_is_that_of_postgresql(name: str, key: Callable[[str], object], seed: int) -> None:
    ordered = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    mixed = random.Random(seed).sample(ordered, len(ordered))
    assert len(set(map(key, ordered))) == len(ordered)
    assert sorted(mixed, key=key) == ordered  # type: ignore[type-var,arg-type]


def test_the_fixed_lists_hold_what_is_hard() -> None:
    words = (GOLDEN / "vi_order.txt").read_text(encoding="utf-8").splitlines()
    assert len(words) >= 400
    assert {"Đ", "ơ", "thôn-2", "thôn 10", "K’Brểu", "NGUYỄN", "nguyễn"} <= set(words)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("NÔNG THỊ  ĐÀO", "Nông Thị Đào"),
        ("NGUYỄN VĂN A", "Nguyễn Văn A"),
        ("nguyễn văn a", "Nguyễn Văn A"),
        ("K'BRỂU", "K'Brểu"),
        ("k’brểu", "K’Brểu"),
        ("H'YẾN", "H'Yến"),
        ("PI NĂNG THỊ HƯƠNG", "Pi Năng Thị Hương"),
        ("PI-NĂNG THỊ HƯƠNG", "Pi-Năng Thị Hương"),
        ("Ka Dá H'Nhung", "Ka Dá H'Nhung"),
        ("Nguyễn văn A", "Nguyễn văn A"),
        ("", ""),
    ],
)
def test_title_case_touches_only_names_typed_in_one_case(typed: str, name: str) -> None:
    assert title_case(typed) == name


@given(SYLLABLES | st.text(alphabet="AĐƯơbh'’- 1", max_size=12))
def test_title_case_twice_changes_nothing(text: str) -> None:
    for typed in (text, text.upper(), text.lower()):
        assert title_case(title_case(typed)) == title_case(typed)


def test_cleaning_leaves_single_blanks() -> None:
    assert clean("  a \n b ") == "a b"
