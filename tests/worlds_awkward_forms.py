"""Awkward as forms of other programs are: one thing in several columns, several things in one, counts that look like
people.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from diachi.core.household import PovertyStatus, Sex
from diachi.core.issues import IssueCode
from worlds_awkward import FIELDS, FILE, HEADERS, OFFICE, Book, Grid, homes_of, lay, one, saved
from worlds_awkward_cells import born, listed, typed
from worlds_awkward_tables import NO_HAMLET, ROMAN, by_hamlet

_SPLIT_HEADERS = {"surname": "Họ và tên đệm", "given": "Tên"}


def name_in_two_columns() -> Book:
    grid = Grid()
    fields = ("list_no", "surname", "given", *FIELDS[2:])
    writers: dict[str, Any] = {
        "surname": lambda h: h.head_name.rpartition(" ")[0],
        "given": lambda h: h.head_name.rpartition(" ")[2],
    }
    laid = lay(grid, homes_of(8), grid.titles(), fields, headers=_SPLIT_HEADERS, writers=writers)
    return one("name_in_two_columns", grid, laid)


def name_under_two_headers() -> Book:
    grid, homes = Grid(), homes_of(8)
    top = grid.titles()
    grid.line(top, ["STT", "Họ và tên chủ hộ", None, "Năm sinh", "Thôn", "Xã"])
    grid.line(top + 1, [None, "Họ đệm", "Tên"])
    fields = ("list_no", "surname", "given", "head_birth", "hamlet", "commune")
    writers: dict[str, Any] = {
        "surname": lambda h: h.head_name.rpartition(" ")[0],
        "given": lambda h: h.head_name.rpartition(" ")[2],
    }
    laid = lay(grid, homes, top + 2, fields, header=False, writers=writers)
    return one("name_under_two_headers", grid, laid, fields=("list_no", "head_name", *fields[3:]))


def birth_in_three_columns() -> Book:
    """ "Năm" without its accent is "Nam": it is the year, and says nothing of a sex."""
    days = ["1950-07-15", "1961-12-01", "1970", "1985-02-28", "1990-10-09", "1958"]
    homes = [replace(h, head_sex=None) for h in born(homes_of(6), days)]
    grid = Grid()
    top = grid.titles()
    grid.line(top, ["STT", "Họ và tên chủ hộ", "Ngày tháng năm sinh", None, None, "Thôn", "Xã", "Số CCCD"])
    grid.line(top + 1, [None, None, "Ngày", "Tháng", "Năm"])
    fields = ("list_no", "head_name", "day", "month", "year", "hamlet", "commune", "personal_id")
    writers: dict[str, Any] = {
        "year": lambda h: int(h.head_birth[:4]),
        "month": lambda h: int(h.head_birth[5:7]) if "-" in h.head_birth else None,
        "day": lambda h: int(h.head_birth[8:]) if "-" in h.head_birth else None,
    }
    laid = lay(grid, homes, top + 2, fields, header=False, writers=writers)
    known = ("list_no", "head_name", "head_birth", "head_sex", "hamlet", "commune", "personal_id")
    return one("birth_in_three_columns", grid, laid, fields=known)


def counts_of_men_and_women() -> Book:
    grid = Grid()
    top = grid.titles()
    fields = ("list_no", "head_name", "head_birth", "women", "men", "persons", "hamlet", "commune")
    grid.line(top, ["STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", None, None, "Thôn", "Xã"])
    grid.line(top + 1, [None, None, None, "Nữ", "Nam", "Tổng số"])
    writers: dict[str, Any] = {"women": lambda h: h.persons // 2, "men": lambda h: h.persons - h.persons // 2}
    homes = [replace(h, head_sex=None, personal_id="") for h in homes_of(8)]
    laid = lay(grid, homes, top + 2, fields, header=False, writers=writers)
    known = ("list_no", "head_name", "head_birth", "head_sex", "persons", "hamlet", "commune")
    return one("counts_of_men_and_women", grid, laid, fields=known)


def hamlet_and_commune_in_one_cell() -> Book:
    grid = Grid()
    fields = ("list_no", "head_name", "head_birth", "place", "persons")
    headers = {"place": "Thôn, xã"}
    homes = [*homes_of(4), *(replace(h, list_no=h.list_no + 4) for h in homes_of(4, "06091"))]
    writers: dict[str, Any] = {"place": lambda h: f"{h.hamlet}, xã {h.commune}"}
    laid = lay(grid, homes, grid.titles(), fields, headers=headers, writers=writers)
    known = ("list_no", "head_name", "head_birth", "hamlet", "commune", "persons")
    return one("hamlet_and_commune_in_one_cell", grid, laid, fields=known)


def place_in_the_address() -> Book:
    grid = Grid()
    fields = ("list_no", "head_name", "head_birth", "place", "persons")
    writers: dict[str, Any] = {"place": lambda h: f"{h.hamlet} - xã {h.commune} - huyện Bình Gia"}
    laid = lay(grid, homes_of(6), grid.titles(), fields, headers={"place": "Địa chỉ"}, writers=writers)
    known = ("list_no", "head_name", "head_birth", "hamlet", "commune", "persons")
    return one("place_in_the_address", grid, laid, fields=known)


def blocks_with_their_totals() -> Book:
    grid, laid = Grid(), []
    row = grid.titles()
    grid.line(row, [HEADERS[f] for f in NO_HAMLET])
    row += 1
    for roman, (hamlet, own) in zip(ROMAN, by_hamlet(homes_of(14)), strict=False):
        values: dict[str, Any] = {"list_no": roman, "head_name": hamlet, "persons": sum(h.persons or 0 for h in own)}
        grid.line(row, [values.get(f) for f in NO_HAMLET])
        laid += lay(grid, own, row + 1, NO_HAMLET, header=False)
        row += 1 + len(own)
    return one("blocks_with_their_totals", grid, laid)


def remark_between_the_rows() -> Book:
    grid, homes = Grid(), homes_of(8)
    laid = lay(grid, homes[:4], grid.titles())
    row = laid[-1].row
    grid.line(row, [None, "Hộ chuyển đến từ xã khác trong quý I", None, None, None, None, None, "theo công an xã"])
    laid += lay(grid, homes[4:], row + 1, header=False)
    return one("remark_between_the_rows", grid, laid, codes=[IssueCode.ROW_NOT_READ])


def names_with_stars() -> Book:
    homes = homes_of(5)
    forms = ["{n}*", "{n} (*)", "{n} (1)", "1. {n}", "{n}."]
    cells = [f.format(n=h.head_name) for f, h in zip(forms, homes, strict=True)]
    return listed("names_with_stars", homes, writers={"head_name": typed(homes, cells)["of"]})


def kinds_of_households_ticked() -> Book:
    homes = [replace(h, status=_kind(h.list_no)) for h in homes_of(8)]
    grid = Grid()
    top = grid.titles((OFFICE, "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2024"))
    grid.line(top, ["STT", "Họ và tên chủ hộ", "Năm sinh", "Loại hộ", None, "Thôn", "Xã"])
    grid.line(top + 1, [None, None, None, "Nghèo", "Cận nghèo"])
    fields = ("list_no", "head_name", "head_birth", "poor", "near", "hamlet", "commune")
    writers: dict[str, Any] = {
        "poor": lambda h: "x" if h.status is PovertyStatus.POOR else None,
        "near": lambda h: "x" if h.status is PovertyStatus.NEAR_POOR else None,
    }
    laid = lay(grid, homes, top + 2, fields, header=False, writers=writers)
    known = ("list_no", "head_name", "head_birth", "status", "hamlet", "commune")
    return one("kinds_of_households_ticked", grid, laid, fields=known)


def _kind(number: int | None) -> PovertyStatus:
    return PovertyStatus.NEAR_POOR if (number or 0) % 3 == 0 else PovertyStatus.POOR


def sheets_named_by_their_kind() -> Book:
    grids, laid = [], []
    title = (OFFICE, "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2024")
    for n, (name, kind) in enumerate((("Hộ nghèo", PovertyStatus.POOR), ("Hộ cận nghèo", PovertyStatus.NEAR_POOR))):
        grid = Grid(name)
        homes = [replace(h, status=kind) for h in homes_of(5, start=5 * n)]
        laid += lay(grid, homes, grid.titles(title))
        grids.append(grid)
    files = {FILE: saved(*grids)}
    return Book(name="sheets_named_by_their_kind", files=files, laid=laid, fields=(*FIELDS, "status"))


def no_numbers_of_rows() -> Book:
    return listed("no_numbers_of_rows", homes_of(8), FIELDS[1:])


def two_columns_of_numbers_and_a_spouse() -> Book:
    grid = Grid()
    fields = ("list_no", "spouse", "head_name", "old_card", *FIELDS[2:])
    headers = {"spouse": "Họ và tên vợ (chồng)", "old_card": "Số CMND cũ"}
    writers: dict[str, Any] = {
        "spouse": lambda h: f"Bế Thị {h.head_name.split()[-1]}",
        "old_card": lambda _: "081234567",
    }
    laid = lay(grid, homes_of(6), grid.titles(), fields, headers=headers, writers=writers)
    codes = [IssueCode.COLUMN_NOT_READ]
    return one("two_columns_of_numbers_and_a_spouse", grid, laid, codes=codes)


def total_of_a_pivot() -> Book:
    grid = Grid()
    laid = lay(grid, homes_of(8), grid.titles())
    persons = sum(item.home.persons or 0 for item in laid)
    grid.line(laid[-1].row, [None, "Grand Total", *[None] * (FIELDS.index("persons") - 2), persons])
    return one("total_of_a_pivot", grid, laid)


def women_alone_are_ticked() -> Book:
    """A tick under "Nữ" says that a head is a woman; no tick says nothing."""
    grid = Grid()
    fields = ("list_no", "head_name", "head_birth", "women", "hamlet", "commune")
    homes = [h if h.head_sex is Sex.FEMALE else replace(h, head_sex=None) for h in homes_of(10)]
    writers: dict[str, Any] = {"women": lambda h: "x" if h.head_sex is Sex.FEMALE else None}
    laid = lay(grid, homes, grid.titles(), fields, headers={"women": "Nữ"}, writers=writers)
    known = ("list_no", "head_name", "head_birth", "head_sex", "hamlet", "commune")
    return one("women_alone_are_ticked", grid, laid, fields=known)


BOOKS = (
    name_in_two_columns, name_under_two_headers, birth_in_three_columns, counts_of_men_and_women,
    hamlet_and_commune_in_one_cell, place_in_the_address, blocks_with_their_totals, remark_between_the_rows,
    names_with_stars, kinds_of_households_ticked, sheets_named_by_their_kind, no_numbers_of_rows,
    two_columns_of_numbers_and_a_spouse, total_of_a_pivot, women_alone_are_ticked,
)  # fmt: skip
