"""Shares add up to the whole, whatever the weights."""

from hypothesis import given
from hypothesis import strategies as st

from diachi.core.shares import by_largest_remainder


@given(st.integers(0, 10**9), st.lists(st.integers(0, 1000), min_size=1, max_size=9))
def test_nothing_is_lost_in_rounding(total: int, weights: list[int]) -> None:
    found = by_largest_remainder(total, weights)
    assert (sum(found), len(found), min(found) >= 0) == (total, len(weights), True)


def test_equal_weights_differ_by_at_most_one_and_the_first_gets_more() -> None:
    assert by_largest_remainder(100, (1, 1, 1)) == (34, 33, 33)
    assert by_largest_remainder(7, (0, 0)) == (4, 3)
