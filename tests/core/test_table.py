"""Rows as text: round trip, and a canonical form that the order of rows does not change."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.household import ListedHousehold, PovertyStatus
from diachi.core.table import CellWrong, canonical, columns, digest, read_row, sorted_rows, write_row

WORD = st.text(alphabet="abc đắ,\"'", min_size=1, max_size=6).map(str.strip).filter(bool)
HOUSEHOLDS = st.builds(
    ListedHousehold,
    household_id=WORD,
    list_no=st.none() | st.integers(0, 999),
    head_name=WORD,
    status=st.none() | st.sampled_from(PovertyStatus),
    list_date=st.none() | st.dates(date(1990, 1, 1)),
    causes=st.lists(WORD.filter(lambda w: ";" not in w), max_size=3).map(tuple),
    will_to_escape=st.none() | st.booleans(),
    x_km=st.none() | st.floats(-500, 500),
)


@given(HOUSEHOLDS)
def test_a_row_survives_being_written(row: ListedHousehold) -> None:
    cells = dict(zip(columns(ListedHousehold), write_row(row), strict=True))
    assert read_row(ListedHousehold, cells) == row


@given(st.lists(HOUSEHOLDS, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_byte(rows: list[ListedHousehold], mixer: random.Random) -> None:
    mixed = list(rows)
    mixer.shuffle(mixed)
    assert canonical(mixed, ListedHousehold) == canonical(rows, ListedHousehold)
    assert sorted_rows(mixed) == sorted_rows(rows)


def test_a_changed_cell_changes_the_hash() -> None:
    one, two = ListedHousehold(household_id="a"), ListedHousehold(household_id="a", persons=3)
    assert digest(canonical([one], ListedHousehold)) != digest(canonical([two], ListedHousehold))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({}, "household_id"),
        ({"household_id": "a", "list_no": "ba"}, "list_no"),
        ({"household_id": "a", "list_date": "15/7/2024"}, "list_date"),
        ({"household_id": "a", "status": "hộ nghèo"}, "status"),
        ({"household_id": "a", "will_to_escape": "có"}, "will_to_escape"),
    ],
)
def test_a_cell_that_does_not_fit_names_its_column(cells: dict[str, str], column: str) -> None:
    with pytest.raises(CellWrong) as wrong:
        read_row(ListedHousehold, cells)
    assert wrong.value.column == column
