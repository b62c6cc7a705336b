from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.listing import cells, days
from diachi.core.listing.cells import Unreadable


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (8_000_000, 8_000_000),
        (8e6, 8_000_000),
        ("8.000.000", 8_000_000),
        ("8,000,000 đ", 8_000_000),
        ("8 triệu", 8_000_000),
        ("1,5 triệu đồng", 1_500_000),
        ("1.5tr", 1_500_000),
        ("800 nghìn", 800_000),
        ("", None),
        ("-", None),
    ],
)
def test_money_is_read_in_every_way_it_is_written(cell: cells.Cell, value: int | None) -> None:
    assert cells.money_vnd(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"), [(8, 8_000_000), ("8,5", 8_500_000), (8_000_000, 8_000_000), ("9 nghìn", 9_000)]
)
def test_a_header_in_millions_counts_for_numbers_without_a_unit(cell: cells.Cell, value: int) -> None:
    assert cells.money_vnd(cell, 1_000_000) == value


@pytest.mark.parametrize("cell", ["nhiều", "1.2.3.4", "8 triệu rưỡi"])
def test_money_that_is_no_number_is_unreadable(cell: str) -> None:
    with pytest.raises(Unreadable):
        cells.money_vnd(cell)


def test_a_personal_number_of_a_cell_is_read_unknown_or_unreadable() -> None:
    found = cells.personal_id(20_190_001_234.0)
    assert found is not None
    assert found.number == "020190001234"
    assert cells.personal_id(None) is None
    with pytest.raises(Unreadable):
        cells.personal_id("2.01E+10")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("0912 345 678", ("0912345678", False)),
        (912_345_678, ("0912345678", True)),
        ("+84912345678", ("0912345678", False)),
        ("84912345678", ("0912345678", False)),
    ],
)
def test_a_phone_gets_its_lost_zero_back(cell: cells.Cell, value: tuple[str, bool]) -> None:
    assert cells.phone_number(cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Có", True),
        ("x", True),
        (1, True),
        (True, True),
        ("Có ý chí", True),
        ("Không", False),
        ("chưa đăng ký", False),
        (0, False),
        ("", None),
        ("Không rõ", None),
        ("chưa xác định", None),
    ],
)
def test_unknown_is_not_no(cell: cells.Cell, value: bool | None) -> None:
    assert cells.yes_no(cell) is value


READERS = (cells.money_vnd, days.birth, days.day, cells.personal_id, cells.phone_number, cells.yes_no, cells.sex)


@given(
    cell=st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
    ),
    reader=st.sampled_from((*READERS, cells.whole_number, days.year)),
)
def test_every_cell_is_read_or_unreadable(cell: cells.Cell, reader: object) -> None:
    with contextlib.suppress(Unreadable):
        reader(cell)  # type: ignore[operator]
