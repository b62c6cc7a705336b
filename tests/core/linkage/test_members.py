from __future__ import annotations

import unicodedata

import pytest

from diachi.core.linkage.members import Person, read_members

LAN, TU = Person("nong thi lan", "1990"), Person("nong van tu", "2012")


@pytest.mark.parametrize(
    "said",
    [
        "Nông Thị Lan (1990), Nông Văn Tú - 2012",
        "Nông Thị Lan, 1990; Nông Văn Tú, 2012",
        "1. Vợ: Nông Thị Lan sn 1990; 2. Con: Nông Văn Tú, 12/3/2012",
        unicodedata.normalize("NFD", "Vợ: Nông Thị Lan (sinh năm 1990), Nông Văn Tú (2012)"),
        "NÔNG THỊ LAN - 1990, NÔNG VĂN TÚ - 2012",
    ],
)
def test_members_are_read_from_any_form_of_the_cell(said: str) -> None:
    assert read_members(said) == (LAN, TU)


def test_numbers_of_members_are_kept() -> None:
    assert read_members("Chamaléa Thị Hoa (1985, 058185001234)") == (
        Person("chamalea thi hoa", "1985", "058185001234"),
    )


def test_what_names_nobody_is_left_out() -> None:
    assert read_members(" ; (1990), 5") == ()
