"""What goes back: every error and warning once, under one cause, in one cell; of a long list what hangs together."""

from __future__ import annotations

from collections import Counter

from diachi.application.return_workbook import OUR_WORDS, SHEET_MARK, Returned, as_sent, return_workbook
from diachi.core.issues import Issue, IssueLevel
from diachi.core.listing.cells import Cell
from diachi.core.listing.sheet import SheetRows
from diachi.core.text import fold
from diachi.files.words import Words
from return_books import imported

HEADER = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn", "Số khẩu")
BLOCKS: tuple[tuple[Cell, ...], ...] = (
    ("DANH SÁCH HỘ NGHÈO NĂM 2024",),
    ("huyện Bình Gia",),
    HEADER,
    ("I", "Xã Hoa Thám"),
    (1, "Nông Văn Ảo", 1970, "Bản Chu", 4),
    (2, "Lý Thị Thử", 1981, "Bản Chu", "hai"),
    ("II", "Xã Thiện Thuật"),
    (1, "Triệu Thị Giả", 1990, "Nà Lốc", 3),
    (2, None, 1991, "Nà Lốc", 3),
    (3, "Vi Văn Tưởng", 1958, "Nà Lốc", "ba"),
    (None, "Tổng cộng: 9 hộ"),
)


def _sheet(rows: tuple[tuple[Cell, ...], ...] = BLOCKS, name: str = "Hộ nghèo", file: str = "ho.xlsx") -> SheetRows:
    return SheetRows(file=file, name=name, rows=rows)


def _decided(*sheets: SheetRows, most_rows: int = 20_000) -> tuple[tuple[Issue, ...], tuple[Returned, ...]]:
    found = imported(sheets)
    return found.issues, return_workbook(sheets=found.opened, issues=found.issues, ids=found.ids, most_rows=most_rows)


def test_every_grave_issue_is_in_one_mark_and_every_issue_in_one_cause() -> None:
    issues, [returned] = _decided(_sheet())
    marked = [i for sheet in returned.sheets for mark in sheet.marks for i in mark.issues]
    grave = [i for i in issues if i.level is not IssueLevel.NOTE]
    assert Counter(map(repr, marked)) == Counter(map(repr, grave))
    assert sum(len(cause.places) for cause in returned.causes) == len(issues)


def test_rows_of_one_cause_are_counted_together_errors_first() -> None:
    _, [returned] = _decided(_sheet())
    said = [(c.issue.code, c.header, [(p.row, p.column) for p in c.places]) for c in returned.causes]
    assert said[:3] == [
        ("name_missing", "Họ và tên chủ hộ", [(9, 2)]),
        ("value_unreadable", "Số khẩu", [(6, 5), (10, 5)]),
        ("total_differs", "", [(11, 0)]),
    ]


def test_ids_are_those_the_import_gave() -> None:
    found = imported((_sheet(),))
    _, [returned] = _decided(_sheet())
    names = {h.household_id: h.head_name for h in found.register.households}
    assert {row: names[i] for row, i in returned.sheets[0].ids.items()} == {
        5: "Nông Văn Ảo",
        6: "Lý Thị Thử",
        8: "Triệu Thị Giả",
        10: "Vi Văn Tưởng",
    }


def test_of_a_long_list_a_wrong_row_comes_with_what_it_hangs_on() -> None:
    _, [returned] = _decided(_sheet(), most_rows=5)
    assert returned.only_marked
    assert returned.sheets[0].kept_rows == (1, 2, 3, 4, 6, 7, 9, 10, 11)


def test_a_member_comes_with_the_head_of_the_family() -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Quan hệ với chủ hộ", "Xã")
    family: tuple[tuple[Cell, ...], ...] = (
        ("DANH SÁCH HỘ NGHÈO NĂM 2024, huyện Bình Gia",),
        header,
        (1, "Nông Văn Ảo", 1970, "Chủ hộ", "Hoa Thám"),
        (None, "Lý Thị Thử", 1971, "Vợ", None),
        (2, "Triệu Thị Giả", 1990, "Chủ hộ", "Hoa Thám"),
        (None, "Vi Văn Tưởng", "hai nghìn", "Con", None),
    )
    _, [returned] = _decided(_sheet(family), most_rows=2)
    assert returned.sheets[0].kept_rows == (1, 2, 5, 6)
    assert [(m.row, m.column) for m in returned.sheets[0].marks] == [(6, 3)]


def test_a_list_in_order_does_not_go_back_and_a_summary_beside_it_changes_nothing() -> None:
    good = BLOCKS[:5]
    assert _decided(_sheet(good))[1] == ()
    assert _decided(_sheet(good), _sheet((("Mục", "Số"), ("Khẩu", 4)), name="Tổng hợp"))[1] == ()


def test_each_file_goes_back_by_itself() -> None:
    _, back = _decided(
        _sheet(),
        _sheet((*BLOCKS[:4], (1, "Lò Thị Riêng", 1977, "Bản Khác", 2)), file="sach.xlsx"),
        _sheet(file="xa-khac.xlsx"),
    )
    assert [returned.file for returned in back] == ["ho.xlsx", "xa-khac.xlsx"]


def test_our_own_sheet_is_no_list_and_tells_the_first_name() -> None:
    ours = _sheet((("CẦN SỬA",), (SHEET_MARK, "ho.xls")), name="Cần sửa", file="ho-can-sua.xlsx")
    [kept] = as_sent([ours, _sheet(file="ho-can-sua.xlsx")])
    assert (kept.name, kept.file) == ("Hộ nghèo", "ho.xls")
    part = _sheet((("CẦN SỬA",), (SHEET_MARK,)), name="Cần sửa", file="dai-can-sua.xlsx")
    [kept] = as_sent([part, _sheet(file="dai-can-sua.xlsx")])
    assert kept.file == "dai-can-sua.xlsx", "a part of a list never stands for the whole"
    assert as_sent([_sheet()]) == (_sheet(),)


def test_what_we_wrote_beside_a_list_is_never_read() -> None:
    header = ("STT", "Họ và tên chủ hộ", "Dòng gốc", "Ma ho Dia Chi", "Cần sửa")
    [kept] = as_sent([_sheet((("DANH SÁCH",), header, (1, "Nông Văn Ảo", 9, "06073-2024-1", "Phải sửa: x")))])
    assert kept.rows[1:] == ((*header[:2], None, header[3], None), (1, "Nông Văn Ảo", None, "06073-2024-1", None))
    own = _sheet((("STT", "Họ và tên chủ hộ", "Cần sửa"), (1, "Nông Văn Ảo", "mái nhà")))
    assert as_sent([own]) == (own,), "a column of the sender that is called so stays"


def test_the_headers_we_write_are_those_we_know_again() -> None:
    words = Words("vi")
    assert (fold(words.text("return.column")), fold(words.text("return.first_row"))) == OUR_WORDS


def test_each_table_of_a_sheet_is_marked_by_its_own_header() -> None:
    second: tuple[tuple[Cell, ...], ...] = (
        (),
        ("DANH SÁCH HỘ NGHÈO NĂM 2024 XÃ THIỆN THUẬT",),
        ("TT", "Thôn", "Số khẩu", "Họ tên chủ hộ", "Năm sinh"),
        (1, "Nà Lốc", "bốn", "Đàm Thị Ví", 1977),
    )
    _, [returned] = _decided(_sheet((*BLOCKS[:6], *second)), most_rows=3)
    [sheet] = returned.sheets
    assert sheet.header_rows == (3, 9)
    assert [(m.row, m.column, m.header) for m in sheet.marks] == [(6, 5, "Số khẩu"), (10, 3, "Số khẩu")]
    assert set(sheet.ids) == {5, 6, 10}
    assert sheet.kept_rows == (1, 2, 3, 4, 6, 7, 8, 9, 10)


def test_a_header_printed_on_every_page_gets_our_columns_each_time() -> None:
    rows = (*BLOCKS[:6], HEADER, *BLOCKS[6:])
    _, [returned] = _decided(_sheet(rows))
    assert returned.sheets[0].header_rows == (3, 7)
