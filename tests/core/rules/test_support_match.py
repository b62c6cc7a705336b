"""Too little is worse than too much, and what is not known is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.rules.support_match import HUNDRED_THOUSAND, mismatch

VND = st.integers(0, 100_000_000)


@pytest.mark.parametrize(
    ("need", "tier", "wanted"),
    [
        (8_000_000, 8_000_000, 0),
        (10_000_000, 8_000_000, 20),
        (8_000_000, 10_000_000, 2),
        (8_500_000, 8_000_000, 10),
        (None, 8_000_000, 0),
        (8_000_000, None, 0),
    ],
)
def test_millions_short_weigh_tenfold(need: int | None, tier: int | None, wanted: int) -> None:
    assert mismatch(need, tier) == wanted


@given(VND, VND)
def test_a_shortfall_is_never_better_than_the_same_excess(need: int, tier: int) -> None:
    assert (mismatch(need, tier) == 0) == (need == tier)
    if tier < need:
        assert mismatch(need, tier) > mismatch(need, 2 * need - tier)


def test_a_monthly_amount_is_counted_in_hundreds_of_thousands() -> None:
    assert mismatch(500_000, 300_000, HUNDRED_THOUSAND) == 20
    assert mismatch(500_000, 650_000, HUNDRED_THOUSAND) == 2
    assert mismatch(500_000, None, HUNDRED_THOUSAND) == 0
