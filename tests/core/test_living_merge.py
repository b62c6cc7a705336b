"""Cells of a returned workbook: one side changed is taken, both is asked, a blank never erases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.living.merge import CellOutcome, Row, merge_cells

O = CellOutcome  # noqa: E741 - one letter, in the table below only
KEY = ("H1",)


@pytest.mark.parametrize(
    ("sent", "back", "stands", "outcome"),
    [
        ("a", "a", "a", None),
        ("a", "b", "a", O.TAKEN),
        ("", "b", "", O.TAKEN),
        ("a", "a", "c", None),
        ("a", "b", "b", None),
        ("a", "b", "c", O.BOTH_CHANGED),
        ("a", "", "a", O.BLANKED),
        ("a", "", "c", O.BLANKED),
    ],
)
def test_who_alone_changed_a_cell_wins(sent: str, back: str, stands: str, outcome: CellOutcome | None) -> None:
    found = merge_cells("households", {KEY: {"x": sent}}, {KEY: {"x": back}}, {KEY: {"x": stands}})
    assert [c.outcome for c in found] == ([outcome] if outcome else [])


def test_a_row_withdrawn_meanwhile_is_said_and_a_row_left_out_is_unchanged() -> None:
    sent = {("H1",): {"x": "a"}, ("H2",): {"x": "a"}}
    found = merge_cells("households", sent, {("H1",): {"x": "b"}}, {("H2",): {"x": "a"}})
    assert [(c.key, c.outcome) for c in found] == [(("H1",), O.ROW_GONE)]


ROWS = st.dictionaries(
    st.tuples(st.sampled_from("abc")), st.fixed_dictionaries({"x": st.sampled_from(["", "1", "2"]), "y": st.just("0")})
)


@given(ROWS, ROWS, ROWS)
def test_merging_again_takes_nothing_more(
    sent: dict[tuple[str], Row], back: dict[tuple[str], Row], stands: dict[tuple[str], Row]
) -> None:
    found = merge_cells("t", sent, back, stands)
    after = {key: dict(row) for key, row in stands.items()}
    for cell in found:
        if cell.outcome is O.TAKEN:
            after[cell.key][cell.column] = cell.back
    again = merge_cells("t", sent, back, after)
    assert all(c.outcome is not O.TAKEN for c in again)
    assert all(after[k][c] or not stands[k][c] for k in stands for c in stands[k])
    assert merge_cells("t", sent, sent, stands) == ()
