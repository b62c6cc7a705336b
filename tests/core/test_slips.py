from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.slips import SHORTEST, SlipIndex, one_slip

WORDS = st.text(alphabet="abn", min_size=0, max_size=7)


def _distance(one: str, two: str) -> int:
    """The restricted Damerau-Levenshtein distance, by its definition."""
    rows = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(two) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(two) + 1):
            change = rows[i - 1][j - 1] + (one[i - 1] != two[j - 1])
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, change)
            if i > 1 and j > 1 and one[i - 1] == two[j - 2] and one[i - 2] == two[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(WORDS, WORDS)
def test_one_slip_is_a_distance_of_at_most_one(one: str, two: str) -> None:
    assert one_slip(one, two) == one_slip(two, one) == (_distance(one, two) <= 1)


@given(st.sets(WORDS, max_size=90), WORDS)
def test_the_index_finds_what_walking_the_list_finds(known: set[str], asked: str) -> None:
    index = SlipIndex(known)
    walked = {w for w in known if one_slip(asked, w)} if len(asked) >= SHORTEST else set()
    assert index.near(asked) == sorted(walked)


@pytest.mark.parametrize("word", ["", "a", "hai"])
def test_a_short_word_has_no_slips(word: str) -> None:
    assert SlipIndex(["hai", "a"]).near(word) == []
