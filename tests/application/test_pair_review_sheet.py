"""What a person sees of two rows: every field one of them has, and what a list noted beside the name of the head."""

from __future__ import annotations

import pytest

from diachi.application.pair_review_sheet import ReviewLine, side_lines
from diachi.application.pair_sides import Side
from diachi.files.words import Words

VI = Words("vi")
DEAD, MERIT = "chủ hộ đã mất", "diện người có công hoặc gia đình chính sách"


def _lines(one: str, two: str) -> dict[str, ReviewLine]:
    sides = (Side(id=i, values={"head_name": name, "hamlet": "Nà Vén"}) for i, name in (("H1", one), ("R1", two)))
    return {line.label: line for line in side_lines(*sides, VI)}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Nông Văn Tú (đã chết)", DEAD),
        ("Nông Văn Tú - TB 4/4", MERIT),
        ("Nông Văn Tú (liệt sĩ), đã mất", f"{DEAD}; {MERIT}"),
    ],
)
def test_what_a_list_noted_of_the_head_is_said_beside_its_row(cell: str, said: str) -> None:
    lines = _lines("Nông Văn Tú", cell)
    assert list(lines) == ["Chủ hộ", "Danh sách ghi", "Thôn"]
    assert (lines["Danh sách ghi"].one, lines["Danh sách ghi"].two) == ((), ((said, False),))
    assert _lines(cell, "Nông Văn Tú")["Danh sách ghi"].one == ((said, False),)


@pytest.mark.parametrize("cell", ["Nông Văn Tú", "Nông Văn Tú (vợ đã chết)", "Nông Văn Tú (mất sức)", "Lý Chết", ""])
def test_where_a_list_notes_nothing_of_the_head_nothing_is_said(cell: str) -> None:
    assert "Danh sách ghi" not in _lines(cell, "Nông Văn Tú")
