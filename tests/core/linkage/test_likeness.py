"""One slip of the hand, and Jaro-Winkler: as DuckDB counts them, which the quick linker asks."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diachi.core.linkage.likeness import jaro_winkler
from diachi.core.slips import one_slip

_WORDS = st.text(alphabet="abnk", max_size=7)
_CON = duckdb.connect(":memory:")


def _asked(function: str, one: str, two: str) -> float:
    found = _CON.execute(f"select {function}(?, ?)", [one, two]).fetchone()
    assert found
    return float(found[0])


@given(one=_WORDS, two=_WORDS)
@example("nongvantu", "nongvnatu")
@example("ab", "ba")
@example("", "a")
def test_one_slip_is_what_duckdb_calls_a_distance_of_at_most_one(one: str, two: str) -> None:
    assert one_slip(one, two) == one_slip(two, one) == (_asked("damerau_levenshtein", one, two) <= 1)


@given(one=_WORDS, two=_WORDS)
@example("banchu", "banchua")
@example("napan", "napang")
def test_jaro_winkler_is_that_of_duckdb(one: str, two: str) -> None:
    if one and two:
        assert jaro_winkler(one, two) == pytest.approx(_asked("jaro_winkler_similarity", one, two), abs=1e-12)
    assert 0.0 <= jaro_winkler(one, two) == jaro_winkler(two, one) <= 1.0


@given(_WORDS)
def test_equal_words_are_alike_and_nothing_is_like_nothing(word: str) -> None:
    assert jaro_winkler(word, word) == (1.0 if word else 0.0)
    assert jaro_winkler(word, "") == 0.0
    assert one_slip(word, word)
