"""Cells of persons are held against each other and the law's tables: all is kept as written, what differs is said."""

from __future__ import annotations

import pytest

from diachi.core.ethnic_groups import EthnicGroup, EthnicGroups
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.cells import Cell, phone_number
from diachi.core.listing.persons import PersonTables, birth_of, ethnic_group_of, personal_id_of, phone_of
from diachi.core.listing.sheet import ListRow, SheetRows
from diachi.core.listing.titles import title_of
from diachi.core.phone import PhoneRead
from diachi.core.poverty.indicators import DeprivationIndicators
from diachi.core.poverty.standards import Standards


def _read_phone(cell: Cell) -> PhoneRead | None:
    number, restored = phone_number(cell)
    return PhoneRead(number=number, valid=number.startswith("09"), restored=restored) if number else None


TABLES = PersonTables(
    id_provinces=frozenset({"020"}),
    ethnic_groups=EthnicGroups([EthnicGroup(code="21", name="Ra-glai", aliases=("Raglai",))]),
    read_phone=_read_phone,
    standards=Standards([]),
    indicators=DeprivationIndicators([]),
)
SHEET = SheetRows(file="a.xlsx", name="1", rows=())


def _row(**cells: Cell) -> ListRow:
    return ListRow(sheet=SHEET, number=1, cells=dict(cells), title=title_of((), "1", "a.xlsx"))


def _said(row: ListRow) -> list[tuple[str, IssueLevel]]:
    return [(i.code.value, i.level) for i in row.issues]


@pytest.mark.parametrize(
    ("cell", "sex", "birth", "number", "codes"),
    [
        ("020190001234", "female", "1990-07-15", "020190001234", []),
        ("20190001234", "", "", "020190001234", [IssueCode.ZERO_RESTORED]),
        ("020190001234", "male", "1990", "020190001234", [IssueCode.NUMBER_SEX_DIFFERS]),
        ("020190001234", "female", "1991", "020190001234", [IssueCode.NUMBER_YEAR_DIFFERS]),
        ("777190001234", "", "", "777190001234", [IssueCode.NUMBER_PROVINCE_UNKNOWN]),
        ("081234567", "male", "1950", "081234567", []),
        ("2.0E+10", "", "", "", [IssueCode.VALUE_UNREADABLE]),
        ("", "male", "1950", "", []),
    ],
)
def test_a_number_is_kept_and_what_it_contradicts_is_said(
    cell: str, sex: str, birth: str, number: str, codes: list[IssueCode]
) -> None:
    row = _row(personal_id=cell)
    assert personal_id_of(row, sex, birth, TABLES) == number
    assert [i.code for i in row.issues] == codes
    assert not row.failed()


def test_a_phone_out_of_use_is_kept_and_said() -> None:
    row = _row(phone="0168 123 4567")
    assert phone_of(row, TABLES) == "01681234567"
    assert _said(row) == [("phone_out_of_use", IssueLevel.WARNING)]
    assert phone_of(_row(phone="0912345678"), TABLES) == "0912345678"
    assert phone_of(_row(), TABLES) == ""
    lost = _row(phone=912345678)
    assert phone_of(lost, TABLES) == "0912345678"
    assert _said(lost) == [("zero_restored", IssueLevel.NOTE)]


def test_a_group_gets_its_official_name_or_stays_as_written() -> None:
    assert ethnic_group_of(_row(ethnic_group="RAGLAI"), TABLES) == "Ra-glai"
    row = _row(ethnic_group="Miên")
    assert ethnic_group_of(row, TABLES) == "Miên"
    assert _said(row) == [("ethnic_group_unknown", IssueLevel.WARNING)]
    assert ethnic_group_of(_row(ethnic_group="-"), TABLES) == ethnic_group_of(_row(), TABLES) == ""


def test_a_birth_that_was_guessed_or_filled_in_is_said() -> None:
    short, filled, whole = _row(birth="15/7/50"), _row(birth="01/01/1950"), _row(birth="15/7/1950")
    assert [birth_of(r, "birth") for r in (short, filled, whole)] == ["1950-07-15", "1950", "1950-07-15"]
    assert _said(short) == [("year_of_two_digits", IssueLevel.WARNING)]
    assert _said(filled) == [("birth_day_filled_in", IssueLevel.NOTE)]
    assert _said(whole) == []


def test_an_age_is_no_year() -> None:
    row = _row(birth="74 tuổi")
    assert birth_of(row, "birth") == ""
    assert _said(row) == [("value_unreadable", IssueLevel.WARNING)]
