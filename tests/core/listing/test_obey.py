"""What a person said of a list is obeyed, also next month under another name; what no longer holds is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from diachi.application.import_register import Imported, import_register
from diachi.core.errors import ErrorCode, InputError
from diachi.core.issues import IssueCode
from diachi.core.listing.list_mapping import (
    ColumnMapping,
    DayOrder,
    ListFont,
    ListMapping,
    ListTable,
    MappingBook,
    MoneyUnit,
    settled,
)
from diachi.core.listing.sheet import SheetRows
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.persons import person_tables
from vietnamese import encode_tcvn3

TITLES = (("DANH SÁCH HỘ NGHÈO NĂM 2024",), ("xã Hoa Thám, huyện Bình Gia, tỉnh Lạng Sơn",))
HEADER = ("Mã", "Người đứng đầu", "Sinh", "Cần (trđ)", "Ghi thêm")
ROWS = ((1, "Nông Văn Ảo", "1/21/1970", 8, "mái"), (2, "Lý Thị Thử", "3/2/1981", 9.5, "bếp"))
COLUMNS = (
    ColumnMapping(column="A", header="Mã", read_as="list_no"),
    ColumnMapping(column="B", header="Người đứng đầu", read_as="head_name"),
    ColumnMapping(column="C", header="Sinh", read_as="head_birth"),
    ColumnMapping(column="D", header="Cần (trđ)", read_as="need_vnd", unit=MoneyUnit.MILLION),
    ColumnMapping(column="E", header="Ghi thêm", read_as=""),
)
MAPPING = ListMapping(
    table=ListTable.HOUSEHOLDS,
    header_rows=(3,),
    files=("la.xlsx",),
    sheets=("DS",),
    day_order=DayOrder.MONTH_FIRST,
    columns=COLUMNS,
)


def _sheet(
    header: Sequence[object] = HEADER,
    rows: Sequence[Sequence[object]] = ROWS,
    *,
    file: str = "la.xlsx",
    name: str = "DS",
    above: Sequence[Sequence[object]] = TITLES,
) -> SheetRows:
    return SheetRows(file=file, name=name, rows=tuple(map(tuple, (*above, header, *rows))))  # type: ignore[arg-type]


def _read(*sheets: SheetRows, mapping: Sequence[ListMapping] = (MAPPING,)) -> Imported:
    return import_register(
        sheets=sheets, places=gazetteer(), words=vocabulary(), persons=person_tables(), mapping=mapping
    )


def _said(found: Imported) -> list[tuple[str, str, int | None]]:
    return [(h.head_name, h.head_birth, h.need_vnd) for h in found.register.households]


WANTED = [("Lý Thị Thử", "1981-03-02", 9_500_000), ("Nông Văn Ảo", "1970-01-21", 8_000_000)]


def test_a_list_nobody_would_recognise_is_read_as_a_person_said() -> None:
    with pytest.raises(InputError):
        _read(_sheet(), mapping=())
    found = _read(_sheet())
    assert sorted(_said(found)) == WANTED
    assert found.issues == (), "a column that is nothing is not asked again"
    assert [t.mapped for t in found.tables] == [True]


@pytest.mark.parametrize(
    "sheet",
    [
        _sheet(file="thang-8.xlsx", name="Trang khác"),
        _sheet(above=(*TITLES, ("một dòng nữa",))),
        _sheet(HEADER[::-1], [row[::-1] for row in ROWS]),
        _sheet(("MÃ", "nguoi dung dau", "SINH", "Can (trd)", "Ghi thêm")),
    ],
    ids=["another name", "a row lower", "columns moved", "other letters"],
)
def test_next_month_the_same_headers_are_the_same_list(sheet: SheetRows) -> None:
    assert sorted(_said(_read(sheet))) == WANTED


def test_a_column_that_is_gone_is_said_and_nothing_is_read_by_guess() -> None:
    lost = _sheet(("Mã", "Người đứng đầu", "Tuổi", "Cần (trđ)", "Ghi thêm"))
    with pytest.raises(InputError) as refused:
        _read(lost)
    assert (refused.value.code, refused.value.facts["columns"]) == (ErrorCode.MAPPING_DOES_NOT_FIT, "Sinh")


def test_a_column_that_nobody_reads_may_go() -> None:
    assert sorted(_said(_read(_sheet(HEADER[:4], [row[:4] for row in ROWS])))) == WANTED


def test_two_columns_of_one_name_are_told_apart_by_their_letter_or_refused() -> None:
    header = ("Mã", "Người đứng đầu", "Sinh", "Cần (trđ)", "Sinh")
    assert sorted(_said(_read(_sheet(header)))) == WANTED
    moved = _sheet(("Mã", "Người đứng đầu", "Cần (trđ)", "Sinh", "Sinh"), [(*r[:2], r[3], r[2], r[2]) for r in ROWS])
    with pytest.raises(InputError) as refused:
        _read(moved)
    assert refused.value.code is ErrorCode.MAPPING_COLUMN_TWICE


def test_two_mappings_that_differ_are_told_apart_by_sender_or_file_or_refused() -> None:
    dong = replace(COLUMNS[3], unit=MoneyUnit.DONG)
    other = replace(MAPPING, files=("b.xlsx",), sheets=(), columns=(*COLUMNS[:3], dong, COLUMNS[4]))
    full = [(n, name, born, need * 1_000_000, said) for n, name, born, need, said in ROWS]
    assert sorted(_said(_read(_sheet(file="b.xlsx", rows=full), mapping=(MAPPING, other)))) == WANTED
    with pytest.raises(InputError) as refused:
        _read(_sheet(file="c.xlsx", name="Khác"), mapping=(MAPPING, other))
    assert refused.value.code is ErrorCode.MAPPING_TWO_FIT
    sent = replace(MAPPING, senders=("Xã Hoa Thám",))
    assert sorted(_said(_read(_sheet(file="c.xlsx", name="Khác"), mapping=(other, sent)))) == WANTED
    same = replace(MAPPING, files=("b.xlsx",))
    assert sorted(_said(_read(_sheet(file="c.xlsx", name="Khác"), mapping=(MAPPING, same)))) == WANTED


def test_a_column_that_was_recognised_wrongly_is_corrected() -> None:
    header = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn", "Khẩu")
    rows = [(1, "Nông Văn Ảo", 1970, "Bản Chu", 4)]
    names = ("list_no", "head_name", "head_birth", "address", "able_to_work")
    columns = tuple(
        ColumnMapping(column=c, header=h, read_as=f) for c, h, f in zip("ABCDE", header, names, strict=True)
    )
    told = replace(MAPPING, day_order=None, columns=columns)
    [home] = _read(_sheet(header, rows), mapping=(told,)).register.households
    assert (home.hamlet, home.address, home.persons, home.able_to_work) == ("", "Bản Chu", None, 4)


def test_a_column_that_came_since_is_read_as_always() -> None:
    header, rows = (*HEADER, "Thôn"), [(*row, "Bản Chu") for row in ROWS]
    assert {h.hamlet for h in _read(_sheet(header, rows)).register.households} == {"Bản Chu"}


def test_a_sheet_that_is_no_list_is_passed_over_without_a_word() -> None:
    summary = _sheet(("Mục", "Hộ", "Khẩu"), [("Xã", 2, 9)], name="Tổng hợp", above=())
    assert IssueCode.SHEET_UNKNOWN in {i.code for i in _read(_sheet(), summary).issues}
    none = ListMapping(table=ListTable.NONE, files=("*.xlsx",), sheets=("Tổng hợp",))
    assert _read(_sheet(), summary, mapping=(MAPPING, none)).issues == ()
    unknown = replace(none, table=ListTable.UNKNOWN)
    assert IssueCode.SHEET_UNKNOWN in {i.code for i in _read(_sheet(), summary, mapping=(MAPPING, unknown)).issues}


def test_a_list_of_others_is_not_touched_by_a_mapping_that_does_not_fit() -> None:
    header = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn", "Số khẩu")
    plain = _sheet(header, [(1, "Nông Văn Ảo", 1970, "Bản Chu", 4)], file="khac.xlsx")
    assert _read(plain).register == _read(plain, mapping=()).register


def test_days_a_person_vouched_for_are_not_doubted() -> None:
    header = ("STT", "Họ và tên chủ hộ", "Ngày sinh")
    rows = [(1, "Nông Văn Ảo", "7/25/1950"), (2, "Lý Thị Thử", "3/2/1981")]
    columns = tuple(
        ColumnMapping(column=c, header=h, read_as=f)
        for c, h, f in zip("ABC", header, ("list_no", "head_name", "head_birth"), strict=True)
    )
    births = {}
    for order in (None, DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST):
        told = replace(MAPPING, day_order=order, columns=columns)
        births[order] = sorted(h.head_birth for h in _read(_sheet(header, rows), mapping=(told,)).register.households)
    assert births == {
        None: ["", "1981"],
        DayOrder.DAY_FIRST: ["", "1981-02-03"],
        DayOrder.MONTH_FIRST: ["1950-07-25", "1981-03-02"],
    }


def test_a_font_a_person_named_is_not_judged() -> None:
    header = tuple(map(encode_tcvn3, ("STT", "Họ và tên chủ hộ", "Năm sinh")))
    sheet = _sheet(header, [(1, encode_tcvn3("Hà Thị An"), 1970)])
    columns = tuple(
        ColumnMapping(column=c, header=h, read_as=f)
        for c, h, f in zip(
            "ABC", ("STT", "Họ và tên chủ hộ", "Năm sinh"), ("list_no", "head_name", "head_birth"), strict=True
        )
    )
    told = replace(MAPPING, files=(), sheets=(), day_order=None, font=ListFont.TCVN3, columns=columns)
    found = _read(sheet, mapping=(told,))
    assert [h.head_name for h in found.register.households] == ["Hà Thị An"]
    assert [(c.accepted, c.corrected) for c in found.counts] == [(0, 1)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"columns": (*COLUMNS, replace(COLUMNS[0], column="F"))}, ErrorCode.MAPPING_FIELD_TWICE),
        ({"columns": COLUMNS[:1]}, ErrorCode.MAPPING_FIELD_MISSING),
        ({"columns": (*COLUMNS, ColumnMapping(column="F", read_as="ten_ho"))}, ErrorCode.MAPPING_FIELD_UNKNOWN),
        ({"columns": (*COLUMNS, ColumnMapping(column="f1"))}, ErrorCode.FIELD_WRONG),
        ({"columns": (*COLUMNS, ColumnMapping(column="A"))}, ErrorCode.FIELD_WRONG),
        ({"columns": (*COLUMNS[:1], replace(COLUMNS[1], unit=MoneyUnit.DONG))}, ErrorCode.FIELD_WRONG),
        ({"header_rows": ()}, ErrorCode.FIELD_WRONG),
        ({"header_rows": (3, 5)}, ErrorCode.FIELD_WRONG),
        ({"header_rows": (1, 2, 3, 4)}, ErrorCode.FIELD_WRONG),
    ],
)
def test_what_can_hold_of_no_list_is_refused(change: dict[str, object], code: ErrorCode) -> None:
    with pytest.raises(InputError) as refused:
        settled(MappingBook(lists=(replace(MAPPING, **change),)), "mapping.toml")  # type: ignore[arg-type]
    assert refused.value.code is code
    assert refused.value.facts["file"] == "mapping.toml"


def test_a_field_may_be_called_as_lists_call_it() -> None:
    columns = (replace(COLUMNS[1], read_as="Họ tên chủ hộ"), replace(COLUMNS[2], read_as="Năm sinh"))
    [one] = settled(MappingBook(lists=(replace(MAPPING, columns=columns),)), "m").lists
    assert [c.read_as for c in one.columns] == ["head_name", "head_birth"]


def test_units_are_what_they_say() -> None:
    assert {u.value: u.vnd for u in MoneyUnit} == {"dong": 1, "nghin": 1_000, "trieu": 1_000_000, "ty": 10**9}
