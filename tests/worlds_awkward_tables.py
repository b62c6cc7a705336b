"""Awkward in shape: where the table stands, what its header looks like, what stands between and around its rows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from diachi.core.household import ListedHousehold
from diachi.core.issues import IssueCode
from diachi.core.text import fold
from worlds_awkward import (
    CAUSES,
    FIELDS,
    FILE,
    HEADERS,
    LIST,
    OFFICE,
    TITLES,
    Book,
    Grid,
    homes_of,
    lay,
    one,
    saved,
)

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
NO_HAMLET = tuple(f for f in FIELDS if f != "hamlet")
NO_COMMUNE = tuple(f for f in FIELDS if f != "commune")


def by_hamlet(homes: Sequence[ListedHousehold]) -> list[tuple[str, list[ListedHousehold]]]:
    """Give the households of each hamlet, numbered anew in it."""
    groups = groupby(sorted(homes, key=lambda h: h.hamlet), key=lambda h: h.hamlet)
    return [(name, [replace(h, list_no=n) for n, h in enumerate(own, start=1)]) for name, own in groups]


def titles_and_motto() -> Book:
    grid = Grid()
    grid.across(0, "UBND HUYỆN BÌNH GIA", 4)
    grid.across(0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 8, left=4)
    grid.across(1, "UBND XÃ HOA THÁM", 4)
    grid.across(1, "Độc lập - Tự do - Hạnh phúc", 8, left=4)
    grid.across(2, "Hoa Thám, ngày 15 tháng 3 năm 2024", 8, left=4)
    grid.line(3, ["Biểu số 01/HN", None, None, "Đơn vị tính: hộ, người"])
    grid.across(4, LIST, 12)
    grid.across(5, "(Kèm theo Báo cáo số 25/BC-UBND ngày 15/03/2024 của UBND xã Hoa Thám)", 12)
    return one("titles_and_motto", grid, lay(grid, homes_of(8), 7))


def header_of_two_rows() -> Book:
    grid, homes = Grid(), homes_of(8)
    fields = ("list_no", "head_name", "nam", "nu", "hamlet", "commune", "persons", "able_to_work", "personal_id")
    top = grid.titles()
    two = {"nam": "Nam", "nu": "Nữ", "persons": "Tổng số", "able_to_work": "Lao động"}
    grid.line(top, ["STT", "Họ và tên chủ hộ", "Năm sinh", None, "Thôn", "Xã", "Nhân khẩu", None, "Số CCCD"])
    grid.line(top + 1, [two.get(f) for f in fields])
    for at in (0, 1, 4, 5, 8):
        grid.merged.append((top, at, top + 1, at))
    grid.merged += [(top, 2, top, 3), (top, 6, top, 7)]
    laid = lay(grid, homes, top + 2, fields, header=False, writers=_year_by_sex())
    fields = ("list_no", "head_name", "head_birth", "head_sex", "hamlet", "commune", "persons", "able_to_work")
    return one("header_of_two_rows", grid, laid, fields=(*fields, "personal_id"))


def _year_by_sex() -> dict[str, Any]:
    return {
        "nam": lambda h: int(h.head_birth) if h.head_sex == "male" else None,
        "nu": lambda h: int(h.head_birth) if h.head_sex == "female" else None,
        "commune": lambda h: "Xã " + h.commune,
    }


def header_of_three_rows() -> Book:
    grid, homes = Grid(), homes_of(8)
    top = grid.titles()
    causes = ("no_capital", "no_land", "no_labour", "illness")
    homes = [replace(h, causes=tuple(c for c in CAUSES if c in causes and c in h.causes)) for h in homes]
    fields = ("list_no", "head_name", "nam", "nu", "hamlet", "commune", "persons", "able_to_work", *causes)
    grid.line(top, ["TT", "Thông tin chủ hộ", None, None, "Nơi ở", None, "Nhân khẩu", None, "Nguyên nhân nghèo"])
    grid.line(top + 1, [None, "Họ và tên", "Năm sinh", None, "Thôn, bản", "Xã", "Số khẩu", "Số lao động", "Thiếu"])
    grid.line(top + 2, [None, None, "Nam", "Nữ", *[None] * 4, "Thiếu vốn", "Thiếu đất", "Thiếu lao động", "Ốm đau"])
    grid.merged += [(top, 0, top + 2, 0), (top, 1, top, 3), (top, 8, top, 11), (top + 1, 8, top + 1, 11)]
    ticks = {c: (lambda h, c=c: "x" if c in h.causes else None) for c in causes}
    laid = lay(grid, homes, top + 3, fields, header=False, writers=_year_by_sex() | ticks)
    known = ("list_no", "head_name", "head_birth", "head_sex", "hamlet", "commune", "persons", "able_to_work", "causes")
    return one("header_of_three_rows", grid, laid, fields=known)


def numbers_begin_anew_in_each_hamlet() -> Book:
    grid = Grid()
    row, laid = grid.titles(), []
    grid.line(row, [HEADERS[f] for f in NO_HAMLET])
    row += 1
    for roman, (hamlet, own) in zip(ROMAN, by_hamlet(homes_of(14)), strict=False):
        grid.line(row, [roman, hamlet])
        grid.merged.append((row, 1, row, 8))
        laid += lay(grid, own, row + 1, NO_HAMLET, header=False)
        row += 1 + len(own)
    return one("numbers_begin_anew_in_each_hamlet", grid, laid)


def hamlets_over_the_whole_width() -> Book:
    grid = Grid()
    row, laid = grid.titles(), []
    grid.line(row, [HEADERS[f] for f in NO_HAMLET])
    row += 1
    for hamlet, own in by_hamlet(homes_of(14)):
        grid.across(row, f"{hamlet} ({len(own)} hộ)", len(NO_HAMLET))
        laid += lay(grid, own, row + 1, NO_HAMLET, header=False)
        row += 1 + len(own)
    return one("hamlets_over_the_whole_width", grid, laid)


def hamlets_without_their_word() -> Book:
    """The heading says "Nà Mười": a hamlet, a person, a note? It is asked."""
    grid = Grid()
    row, laid = grid.titles(), []
    fields = ("list_no", "head_name", "head_birth", "personal_id", "commune")
    grid.line(row, [HEADERS[f] for f in fields])
    row += 1
    for hamlet, own in by_hamlet(homes_of(9)):
        grid.across(row, hamlet.removeprefix("Thôn "), len(fields))
        laid += lay(grid, own, row + 1, fields, header=False)
        row += 1 + len(own)
    return one("hamlets_without_their_word", grid, laid, fields=fields, codes=[IssueCode.ROW_NOT_READ])


def roman_numbers() -> Book:
    grid = Grid()
    laid = lay(grid, homes_of(12), grid.titles(), writers={"list_no": lambda h: ROMAN[h.list_no - 1]})
    return one("roman_numbers", grid, laid)


def columns_in_any_order() -> Book:
    grid, fields = Grid(), random.Random(5).sample(FIELDS, len(FIELDS))
    return one("columns_in_any_order", grid, lay(grid, homes_of(8), grid.titles(), fields))


def headers_without_accents() -> Book:
    grid = Grid()
    bare = {f: fold(said).upper() for f, said in HEADERS.items()}
    return one("headers_without_accents", grid, lay(grid, homes_of(8), grid.titles(), headers=bare))


def headers_in_other_words() -> Book:
    grid = Grid()
    other = {
        "list_no": "Số\nTT",
        "head_name": "HỌ TÊN\nCHỦ HỘ",
        "head_birth": "Ngày, tháng,\nnăm sinh",
        "head_sex": "Giới tính (Nam/Nữ)",
        "ethnic_group": "Thành phần dân tộc",
        "personal_id": "CCCD/ CMND",
        "phone": "ĐT liên hệ",
        "hamlet": "Thôn/Bản/Khu phố",
        "commune": "Xã/Phường/Thị trấn",
        "persons": "Số khẩu trong hộ (người)",
        "able_to_work": "Số LĐ trong độ tuổi",
        "causes": "Nguyên nhân nghèo chính *",
    }
    return one("headers_in_other_words", grid, lay(grid, homes_of(8), grid.titles(), headers=other))


def header_far_below() -> Book:
    grid = Grid()
    for row in range(1, 34, 3):
        grid.line(row, [None, f"Hướng dẫn {row}: đơn vị đọc kỹ trước khi ghi, mỗi hộ một dòng, không để trống"])
    grid.line(36, [LIST + " XÃ HOA THÁM, HUYỆN BÌNH GIA"])
    return one("header_far_below", grid, lay(grid, homes_of(8), 38))


def two_hundred_empty_columns() -> Book:
    grid = Grid()
    top = grid.titles(width=240)
    laid = lay(grid, homes_of(8), top, left=200)
    return one("two_hundred_empty_columns", grid, laid)


def blank_rows_and_columns() -> Book:
    grid, homes = Grid(), homes_of(9)
    top = grid.titles()
    spread = [None, *[v for f in FIELDS for v in (f, None)]]
    grid.line(top, [HEADERS.get(f) if f else None for f in spread])
    laid = []
    for n, home in enumerate(homes):
        row = top + 2 + n + n // 3
        part = Grid(grid.name)
        laid += [replace(item, row=row + 1) for item in lay(part, [home], 0, header=False)]
        grid.cells |= {(row, 1 + 2 * column): v for (_, column), v in part.cells.items()}
    return one("blank_rows_and_columns", grid, laid)


def header_on_every_printed_page() -> Book:
    grid, homes, laid = Grid(), homes_of(15), []
    row = grid.titles()
    for n in range(0, 15, 5):
        laid += lay(grid, homes[n : n + 5], row)
        row += 6
        grid.line(row, [None, None, f"Trang {n // 5 + 1}"])
        row += 1
    return one("header_on_every_printed_page", grid, laid)


def header_with_column_numbers() -> Book:
    grid = Grid()
    top = grid.titles()
    grid.line(top, [HEADERS[f] for f in FIELDS])
    grid.line(top + 1, ["A", "B", *range(1, len(FIELDS) - 1)])
    return one("header_with_column_numbers", grid, lay(grid, homes_of(8), top + 2, header=False))


def totals_and_subtotals() -> Book:
    grid = Grid()
    row, laid, persons = grid.titles(), [], 0
    grid.line(row, [HEADERS[f] for f in FIELDS])
    row += 1
    at = FIELDS.index("persons")
    for hamlet, own in by_hamlet(homes_of(14)):
        laid += lay(grid, own, row, header=False)
        row += len(own)
        total = sum(h.persons or 0 for h in own)
        persons += total
        grid.line(row, [None, f"Cộng {hamlet}: {len(own)} hộ", *[None] * (at - 2), Formula_sum(row, own, total)])
        row += 1
    grid.line(row, ["Tổng cộng", 14, *[None] * (at - 2), persons])
    grid.line(row + 1, ["Tổng số: 14 hộ"])
    return one("totals_and_subtotals", grid, laid)


def Formula_sum(row: int, own: Sequence[ListedHousehold], total: int) -> Any:  # noqa: N802 - a formula
    from worlds_awkward import Formula

    return Formula(f"=SUM(J{row - len(own) + 1}:J{row})", total)


def total_of_rows_disagrees() -> Book:
    grid = Grid()
    laid = lay(grid, homes_of(9), grid.titles())
    grid.line(laid[-1].row, [None, "Tổng số: 12 hộ"])
    return one("total_of_rows_disagrees", grid, laid, codes=[IssueCode.TOTAL_DIFFERS])


def total_of_persons_disagrees() -> Book:
    grid = Grid()
    laid = lay(grid, homes_of(9), grid.titles())
    persons = sum(item.home.persons or 0 for item in laid) + 2
    grid.line(laid[-1].row, [None, "Tổng cộng", *[None] * (FIELDS.index("persons") - 2), persons])
    return one("total_of_persons_disagrees", grid, laid, codes=[IssueCode.SUM_DIFFERS])


def total_above_disagrees() -> Book:
    grid = Grid()
    laid = lay(grid, homes_of(9), grid.titles((OFFICE, LIST, "Xã Hoa Thám, tổng số 11 hộ nghèo")))
    return one("total_above_disagrees", grid, laid, codes=[IssueCode.TOTAL_DIFFERS])


def signatures_and_notes() -> Book:
    grid = Grid()
    laid = lay(grid, homes_of(8), grid.titles())
    row = laid[-1].row
    grid.line(row, ["Ghi chú: cột Năm sinh ghi theo giấy tờ tùy thân"])
    grid.line(row + 1, [None, "(*) Hộ có người khuyết tật đặc biệt nặng"])
    grid.line(row + 2, [*[None] * 7, "Hoa Thám, ngày 15 tháng 3 năm 2024"])
    grid.line(row + 3, [None, "NGƯỜI LẬP BIỂU", None, None, None, "TRƯỞNG THÔN", None, "TM. ỦY BAN NHÂN DÂN"])
    grid.line(row + 4, [None, "(Ký, ghi rõ họ tên)", *[None] * 5, "KT. CHỦ TỊCH"])
    grid.line(row + 5, [*[None] * 7, "PHÓ CHỦ TỊCH"])
    grid.line(row + 9, [None, "Hoàng Thị Ký", None, None, None, "Nông Văn Đóng", None, "Lý Văn Dấu"])
    return one("signatures_and_notes", grid, laid)


def rows_below_a_signature() -> Book:
    """The second page of a print: households after the signatures of the first."""
    grid, homes = Grid(), homes_of(10)
    laid = lay(grid, homes[:5], grid.titles())
    row = laid[-1].row
    grid.line(row + 1, [None, "NGƯỜI LẬP BIỂU", *[None] * 5, "TM. ỦY BAN NHÂN DÂN"])
    grid.line(row + 4, [None, "Hoàng Thị Ký", *[None] * 5, "Lý Văn Dấu"])
    laid += lay(grid, homes[5:], row + 6)
    return one("rows_below_a_signature", grid, laid)


def rows_without_header_below_a_signature() -> Book:
    grid, homes = Grid(), homes_of(8)
    laid = lay(grid, homes[:5], grid.titles())
    row = laid[-1].row
    grid.line(row + 1, [None, "NGƯỜI LẬP BIỂU", *[None] * 5, "TM. ỦY BAN NHÂN DÂN"])
    lay(grid, homes[5:], row + 4, header=False)
    return one("rows_without_header_below_a_signature", grid, laid, codes=[IssueCode.ROW_NOT_READ])


def tables_side_by_side() -> Book:
    grid, homes = Grid(), homes_of(12)
    fields = ("list_no", "head_name", "head_birth", "hamlet", "persons")
    top = grid.titles((OFFICE, LIST, "Xã Hoa Thám"))
    laid = lay(grid, homes[:6], top, fields) + lay(grid, homes[6:], top, fields, left=6)
    return one("tables_side_by_side", grid, laid, fields=(*fields, "commune"))


def tables_one_under_the_other() -> Book:
    grid = Grid()
    first, second = homes_of(5), homes_of(5, "06091")
    laid = lay(grid, first, grid.titles((OFFICE, LIST, "Xã Hoa Thám")), NO_COMMUNE)
    row = laid[-1].row + 2
    grid.across(row, "DANH SÁCH HỘ NGHÈO XÃ THIỆN THUẬT", 10)
    order = tuple(reversed(NO_COMMUNE))
    laid += lay(grid, second, row + 2, order)
    return one("tables_one_under_the_other", grid, laid)


def unknown_column_and_empty_header() -> Book:
    grid = Grid()
    laid = lay(grid, homes_of(8), grid.titles())
    top = laid[0].row - 2
    grid.cells[top, 12] = "Mã số BHXH"
    for item in laid:
        grid.cells[item.row - 1, 12] = f"79{item.row:08d}"
        grid.cells[item.row - 1, 13] = "đã vay 30 triệu"
    codes = [IssueCode.COLUMN_NOT_READ, IssueCode.COLUMN_WITHOUT_HEADER]
    return one("unknown_column_and_empty_header", grid, laid, codes=codes)


def rows_hidden_by_a_filter() -> Book:
    grid = Grid()
    laid = lay(grid, homes_of(9), grid.titles())
    grid.hidden_rows = {item.row - 1 for item in laid[2:5]}
    return one("rows_hidden_by_a_filter", grid, laid)


def many_sheets() -> Book:
    """A cover, a sheet per commune, a hidden sheet of drop-down lists, a summary."""
    cover = Grid("Bìa")
    cover.line(3, [None, "BÁO CÁO RÀ SOÁT HỘ NGHÈO"])
    cover.line(5, [None, "HUYỆN BÌNH GIA"])
    grids, laid = [cover], []
    for code, name in (("06073", "Hoa Thám"), ("06091", "Thiện Thuật"), ("06103", "Hòa Bình")):
        grid = Grid(name)
        laid += lay(grid, homes_of(5, code), grid.titles((OFFICE, LIST)), NO_COMMUNE)
        grids.append(grid)
    words = Grid("DM", hidden=True)
    for row, cause in enumerate(CAUSES.values()):
        words.line(row, [cause])
    total = Grid("Tổng hợp")
    total.line(0, ["TỔNG HỢP HỘ NGHÈO HUYỆN BÌNH GIA"])
    total.line(2, ["STT", "Xã", "Số hộ nghèo", "Số khẩu"])
    total.line(3, [1, "Hoa Thám", 5, 21])
    total.line(4, [2, "Thiện Thuật", 5, 19])
    files = {FILE: saved(*grids, words, total)}
    return Book(name="many_sheets", files=files, laid=laid, codes=frozenset([IssueCode.SHEET_UNKNOWN]))


def sheet_per_hamlet() -> Book:
    grids, laid = [], []
    for hamlet, own in by_hamlet(homes_of(12)):
        grid = Grid(hamlet)
        laid += lay(grid, own, grid.titles((OFFICE, LIST, "XÃ HOA THÁM")), ("list_no", "head_name", "head_birth"))
        grids.append(grid)
    fields = ("list_no", "head_name", "head_birth", "hamlet", "commune")
    return Book(name="sheet_per_hamlet", files={FILE: saved(*grids)}, laid=laid, fields=fields)


def commune_in_the_name_of_the_file() -> Book:
    files, laid = {}, []
    for code, name in (("06073", "Xã Hoa Thám"), ("06091", "thien thuat")):
        grid, file = Grid("Sheet1"), f"DS ho ngheo {name} 2024.xlsx"
        laid += lay(grid, homes_of(5, code), grid.titles((OFFICE, LIST)), NO_COMMUNE, file=file)
        files[file] = saved(grid)
    return Book(name="commune_in_the_name_of_the_file", files=files, laid=laid)


def commune_in_the_title() -> Book:
    grid = Grid("Sheet1")
    titles = ("UBND XÃ QUÝ HÒA", "DANH SÁCH HỘ NGHÈO NĂM 2024", "Huyện Bình Gia, tỉnh Lạng Sơn")
    return one("commune_in_the_title", grid, lay(grid, homes_of(6, "06076"), grid.titles(titles), NO_COMMUNE))


def very_wide_title() -> Book:
    grid = Grid()
    grid.across(0, f"{OFFICE}\n{LIST}\n" + "Căn cứ kết quả rà soát của các xã, thị trấn trên địa bàn huyện. " * 12, 60)
    return one("very_wide_title", grid, lay(grid, homes_of(8), 2))


BOOKS = (
    titles_and_motto, header_of_two_rows, header_of_three_rows, numbers_begin_anew_in_each_hamlet,
    hamlets_over_the_whole_width, hamlets_without_their_word, roman_numbers, columns_in_any_order,
    headers_without_accents, headers_in_other_words, header_far_below, two_hundred_empty_columns,
    blank_rows_and_columns, header_on_every_printed_page, header_with_column_numbers, totals_and_subtotals,
    total_of_rows_disagrees, total_of_persons_disagrees, total_above_disagrees, signatures_and_notes,
    rows_below_a_signature, rows_without_header_below_a_signature, tables_side_by_side, tables_one_under_the_other,
    unknown_column_and_empty_header, rows_hidden_by_a_filter, many_sheets, sheet_per_hamlet,
    commune_in_the_name_of_the_file, commune_in_the_title, very_wide_title,
)  # fmt: skip
assert TITLES[0] == OFFICE
