"""Indicators of each standard: twelve since 2022, ten before; ten points of the score are one of them."""

from __future__ import annotations

import pytest

from diachi.core.poverty.indicators import DeprivationIndicator, DeprivationIndicators
from diachi.files.law.poverty import deprivation_indicators
from diachi.files.law.tables import records

ROWS = records("deprivation_indicators", DeprivationIndicator)


def test_there_are_ten_and_twelve_in_five_and_six_dimensions() -> None:
    for standard_id, most, dimensions in (("VN-2016", 10, 5), ("VN-2022", 12, 6)):
        rows = [r for r in ROWS if r.standard_id == standard_id]
        assert [r.no for r in rows] == list(range(1, most + 1))
        assert len({r.code for r in rows}) == most
        assert len({r.dimension for r in rows}) == dimensions
        assert all(r.deprived_when for r in rows)


def test_only_thresholds_somebody_saw_are_marked_as_seen() -> None:
    assert {(r.standard_id, r.no) for r in ROWS if r.confirmed} == {("VN-2022", n) for n in (1, 2, 3)}


def test_a_number_and_a_wording_belong_to_their_standard() -> None:
    found = deprivation_indicators()
    assert found.code_of(1, "VN-2016") == "health_service"
    assert found.code_of(1, "VN-2022") == "employment"
    assert found.code_of(11, "VN-2016") == ""
    assert found.wording("toilet", "VN-2016") == "Hố xí/nhà tiêu hợp vệ sinh"
    assert found.wording("toilet", "VN-2022") == "Nhà tiêu hợp vệ sinh"
    assert found.wording("employment", "VN-2016") == ""


@pytest.mark.parametrize(
    ("points", "standard_id", "number"),
    [
        (0, "VN-2022", 0),
        (30, "VN-2022", 3),
        (120, "VN-2022", 12),
        (130, "VN-2022", None),  # more than there are
        (35, "VN-2022", None),  # no whole number
        (-10, "VN-2022", None),
        (30, "VN-2016", None),  # no text says what one is worth
        (30, "VN-2027", None),
    ],
)
def test_ten_points_are_one_indicator_where_the_sheet_says_so(
    points: int, standard_id: str, number: int | None
) -> None:
    assert deprivation_indicators().lacking(points, standard_id) == number


def test_indicators_of_different_worth_are_not_counted_from_a_sum() -> None:
    two = [
        DeprivationIndicator(standard_id="X", no=n, code=f"c{n}", name="", dimension="", deprived_when="", points=n * 5)
        for n in (1, 2)
    ]
    assert DeprivationIndicators(two).lacking(10, "X") is None
