"""Amounts in words: the style of public offices, and no number lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.amounts import MOST, amount_in_words, number_in_words

_WORDS = "không một hai ba bốn năm sáu bảy tám chín"
DIGITS = {word: digit for digit, word in enumerate(_WORDS.split(" "))} | {"mốt": 1, "lăm": 5}
NAMES = {"nghìn": 10**3, "triệu": 10**6}


def _parsed(words: str) -> int:
    """Read words back, written apart from the product."""
    total = million = group = 0
    for word in words.split(" "):
        if word == "tỷ":
            total, million, group = (million + group) * 10**9, 0, 0
        elif word in NAMES:
            million, group = million + group * NAMES[word], 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group // 10 * 10 + group % 10 * 10 if group < 10 else group // 100 * 100 + group % 100 * 10
        elif word == "mười":
            group += 10
        elif word != "linh":
            group += DIGITS[word]
    return total + million + group


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (25, "hai mươi lăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (2_015, "hai nghìn không trăm mười lăm"),
        (2_024, "hai nghìn không trăm hai mươi bốn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_500_000, "một triệu năm trăm nghìn"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (10**9, "một tỷ"),
        (10**9 + 5, "một tỷ không trăm linh năm"),
        (1_021_000_000_000, "một nghìn không trăm hai mươi mốt tỷ"),
        (10**15, "một triệu tỷ"),
    ],
)
def test_numbers_are_said_as_offices_write_them(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_an_amount_begins_with_a_capital_and_names_its_money() -> None:
    assert amount_in_words(8_000_000) == "Tám triệu đồng"
    assert amount_in_words(12_345_678) == (
        "Mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám đồng"  # as on a voucher
    )


@given(st.one_of(st.integers(0, 10_000), st.integers(0, MOST)))
def test_words_read_back_give_the_number(number: int) -> None:
    assert _parsed(number_in_words(number)) == number


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_what_nobody_reads_aloud_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        number_in_words(number)
