"""What households lack, as lists say it: a cell of names or numbers, or a ticked column for each indicator."""

from __future__ import annotations

from datetime import date

import pytest

from diachi.application.import_register import Imported, import_register
from diachi.core.issues import IssueCode
from diachi.core.listing.sheet import SheetRows
from diachi.files.law.places import gazetteer
from diachi.files.law.poverty import deprivation_indicators
from diachi.files.law.vocabulary import vocabulary
from diachi.files.persons import person_tables

HOME = ("huyện Bình Gia", "tỉnh Lạng Sơn")
ASKED = {IssueCode.WORDS_UNKNOWN, IssueCode.VALUE_UNREADABLE}
FIRST = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn", "Xã")
SOMEBODY = (1, "Nông Văn Ảo", 1970, "Bản Chu", "Hoa Thám")


def read(*rows: tuple[object, ...], day: str = "10/4/2024") -> Imported:
    titles = (("DANH SÁCH HỘ NGHÈO",), (f"Huyện Bình Gia, ngày {day}",))
    sheet = SheetRows(file="a.xlsx", name="1", rows=(*titles, *rows))  # type: ignore[arg-type]
    return import_register(
        sheets=[sheet],
        places=gazetteer(),
        words=vocabulary(),
        persons=person_tables(),
        on=date(2024, 4, 1),
        home=HOME,
    )


def asked(found: Imported) -> list[tuple[str, str]]:
    return [(i.code.value, i.column) for i in found.issues if i.code in ASKED]


@pytest.mark.parametrize("header", ["Chỉ số thiếu hụt", "Các chỉ số thiếu hụt dịch vụ xã hội cơ bản"])
@pytest.mark.parametrize(
    ("cell", "lacks", "issues"),
    [
        ("BHYT; nhà tiêu", ("health_insurance", "toilet"), []),
        ("Nhà tiêu hợp vệ sinh, Việc làm và dinh dưỡng", ("employment", "nutrition", "toilet"), []),
        ("4, 7, 10", ("health_insurance", "housing_quality", "toilet"), []),
        ("", (), []),
        ("Không", (), []),
        (0, (), []),
        ("4, 99", ("health_insurance",), [("words_unknown", "deprivations")]),
        ("Nước; BHYT", ("health_insurance",), [("words_unknown", "deprivations")]),
        ("Nhà ở", (), [("words_unknown", "deprivations")]),  # a dimension of two indicators
        (3, (), [("value_unreadable", "deprivations")]),  # the third, or three of them?
    ],
)
def test_a_cell_of_names_or_numbers(
    header: str, cell: object, lacks: tuple[str, ...], issues: list[tuple[str, str]]
) -> None:
    found = read((*FIRST, header), (*SOMEBODY, cell))
    assert [h.deprivations for h in found.register.households] == [lacks]
    assert asked(found) == issues


def test_a_number_is_that_of_the_standard_of_its_list() -> None:
    [home] = read((*FIRST, "Chỉ số thiếu hụt"), (*SOMEBODY, "1, 9"), day="10/4/2019").register.households
    assert home.standard_id == "VN-2016"
    assert home.deprivations == ("health_service", "telecom")


def test_columns_ticked_under_one_header() -> None:
    above = (*FIRST, "Chỉ số thiếu hụt", "", "", "Nguyên nhân nghèo")
    below = ("", "", "", "", "", "Việc làm", "Bảo hiểm y tế", "Nhà tiêu hợp vệ sinh", "")
    other = (2, "Lý Thị Thử", 1975, "Bản Chu", "Hoa Thám")
    found = read(above, below, (*SOMEBODY, "", "x", 1, "Thiếu vốn"), (*other, "có lẽ", "", 0, "Ốm đau"))
    homes = found.register.households
    assert [(h.deprivations, h.causes) for h in homes] == [
        (("health_insurance", "toilet"), ("no_capital",)),
        ((), ("illness",)),
    ]
    assert asked(found) == [("value_unreadable", "deprivations")]
    assert not any(i.code is IssueCode.COLUMN_NOT_READ for i in found.issues)
    [table] = found.tables
    assert [c.field for c in table.columns][5:] == ["deprivations"] * 3 + ["causes"]


def test_a_ticked_column_says_itself_that_it_is_lacked() -> None:
    found = read((*FIRST, "Thiếu hụt BHYT", "Bảo hiểm y tế"), (*SOMEBODY, "x", "x"))
    assert found.register.households[0].deprivations == ("health_insurance",)
    # "Bảo hiểm y tế" alone may mean that they have it: it is not read, and that is said.
    assert [i.facts["letter"] for i in found.issues if i.code is IssueCode.COLUMN_NOT_READ] == ["G"]


def test_every_indicator_of_the_law_is_known_by_its_name() -> None:
    unknown = [
        indicator.code
        for indicator in deprivation_indicators().rows
        if vocabulary().codes("deprivations", indicator.name) != (indicator.code,)
    ]
    assert unknown == []
