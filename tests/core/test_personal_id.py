"""A number of a person: lost zeros come back and are said, what is lost is never made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.household import Sex
from diachi.core.personal_id import IdKind, PersonalId, read_personal_id


def test_a_number_that_lost_its_zero_says_who_it_was() -> None:
    assert read_personal_id("20190001234") == PersonalId(
        number="020190001234",
        kind=IdKind.CITIZEN12,
        province_code="020",
        sex=Sex.FEMALE,
        birth_year=1990,
        zeros_restored=True,
    )


@pytest.mark.parametrize(
    ("cell", "number", "restored"),
    [
        ("020190001234", "020190001234", False),
        (20_190_001_234, "020190001234", True),
        (20_190_001_234.0, "020190001234", True),
        ("20190001234.0", "020190001234", True),
        ("'020190001234", "020190001234", False),
        ("020 190 001 234", "020190001234", False),
        ("020.190.001.234", "020190001234", False),
        ("020190-001234", "020190001234", False),
        ("1190001234", "001190001234", True),
        ("081 234 567", "081234567", False),
        (81_234_567, "081234567", True),
    ],
)
def test_a_number_is_read_as_people_write_it(cell: object, number: str, restored: bool) -> None:
    found = read_personal_id(cell)
    assert found is not None
    assert (found.number, found.zeros_restored) == (number, restored)
    assert found.kind is (IdKind.CITIZEN12 if len(number) == 12 else IdKind.CARD9)


@pytest.mark.parametrize(
    ("digit", "sex", "year"),
    [("0", Sex.MALE, 1985), ("1", Sex.FEMALE, 1985), ("2", Sex.MALE, 2085), ("3", Sex.FEMALE, 2085)],
)
def test_the_fourth_digit_is_century_and_sex(digit: str, sex: Sex, year: int) -> None:
    found = read_personal_id(f"058{digit}85000001")
    assert found is not None
    assert (found.province_code, found.sex, found.birth_year) == ("058", sex, year)


@pytest.mark.parametrize("cell", ["", None, "  ", "-"])
def test_an_empty_cell_is_unknown(cell: object) -> None:
    assert read_personal_id(cell) is None


@pytest.mark.parametrize(
    "cell", ["2.0E+10", "2.0190001234E+10", "2,01902E+11", "chưa có", "1234567", "0201900012345", "٠٢٠١٩٠٠٠١٢٣٤", True]
)
def test_a_number_that_is_lost_is_not_made_up(cell: object) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        read_personal_id(cell)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_a_spreadsheet_that_drops_zeros_loses_nothing(number: str) -> None:
    """Up to two zeros in front: no province has three."""
    whole = read_personal_id(number)
    assert whole is not None
    assert whole.number == number
    if not number.startswith("000"):
        again = read_personal_id(int(number))
        assert again is not None
        assert again.number == number
        assert again.zeros_restored is number.startswith("0")
