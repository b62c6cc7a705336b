"""Two rows side by side: what differs is marked letter by letter, and only what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.application.pair_sides import Sides, marked
from diachi.core.history import HelpedRecord, History
from diachi.core.household import ListedHousehold, Member
from diachi.core.register import Register
from diachi.core.text import clean


@pytest.mark.parametrize(
    ("one", "two", "differs"),
    [
        ("Nông Văn Tú", "Nông Văn Tụ", ("ú", "ụ")),
        ("Nông Văn Tú", "NÔNG VĂN TÚ", ("", "")),
        ("Nông  Văn Tú", "Nông Văn Tú ", ("", "")),
        ("020075001234", "20 075 001 234", ("", "")),  # a zero a sheet lost
        ("020075001234", "020075001243", ("34", "43")),
        ("020075001234", "085888049", ("", "")),  # an old number says nothing about a new one
        ("1975", "1957", ("75", "57")),
        ("Thôn Nà Vén", "", ("", "")),
        ("", "", ("", "")),
        ("Lý Thị Hòa", "Lí Thị Hoà", ("ýòa", "íoà")),
    ],
)
def test_only_letters_that_differ_are_marked(one: str, two: str, differs: tuple[str, str]) -> None:
    sides = marked(one, two)
    found = tuple(sorted("".join(text for text, mark in side if mark)) for side in sides)
    assert found == tuple(sorted(text) for text in differs)


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)


@given(TEXT, TEXT)
def test_the_pieces_put_together_are_the_text(one: str, two: str) -> None:
    left, right = marked(one, two)
    assert "".join(t for t, _ in left) == clean(one)
    assert "".join(t for t, _ in right) == clean(two)


def test_an_id_is_found_in_this_years_list_first_and_then_among_the_records() -> None:
    register = Register(
        households=(ListedHousehold(household_id="H1", head_name="Lý Văn A"),),
        members=(
            Member(household_id="H1", member_no=1, name="Lý Văn A", birth="1970"),
            Member(household_id="H1", member_no=2, name="Vi Thị B", birth="1975-02-01"),
        ),
    )
    sides = Sides(register, History(helped=(HelpedRecord(record_id="R1", year=2016, members="Vi Thị B"),)))
    assert sides.of("H1").values["members"] == "Vi Thị B (1975)"  # type: ignore[union-attr]
    assert sides.of("R1").help.year == 2016  # type: ignore[union-attr]
    assert sides.of("X") is None
