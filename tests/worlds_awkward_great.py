"""One list of 300 households with twelve traps at once, and the way any book is read and scored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from diachi.core.household import ListedHousehold, Sex
from diachi.core.issues import IssueCode
from vietnamese import encode_tcvn3
from worlds_awkward import Book, Grid, Laid, homes_of, lay, one

COMMUNES = (
    ("06073", "Xã Hoa Thám"),
    ("06076", "Xã Quý Hòa"),
    ("06082", "Xã Yên Lỗ"),
    ("06091", "Xã Thiện Thuật"),
    ("06085", "Xã Thiện Hòa"),
    ("06109", "Xã Tân Hòa"),
)
EACH, PAGE = 50, 20
COLUMNS = (
    "personal_id", "list_no", "head_name", "nam", "nu", "ethnic_group", "hamlet", "persons", "phone", "no_capital",
    "no_land", "illness", "need_vnd",
)  # fmt: skip
KNOWN = (
    "list_no", "head_name", "head_birth", "head_sex", "ethnic_group", "personal_id", "hamlet", "commune", "persons",
    "phone", "causes", "need_vnd",
)  # fmt: skip
TICKED = ("no_land", "no_capital", "illness")
WANTED = (None, 8_000_000, 12_500_000, 15_000_000)


def three_hundred_rows() -> Book:
    """Motto and titles, a header of two rows, blocks of communes, hamlets merged down, ditto marks, headers repeated,
    subtotals and a total, signatures, lost zeros, an old font in one column, ticked causes, units in a header,
    odd forms of days and phones; one row twice.
    """
    grid, laid = Grid("DS 2024"), []
    grid.across(0, "UBND HUYỆN BÌNH GIA", 5)
    grid.across(0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 8, left=5)
    grid.across(2, "DANH SÁCH HỘ NGHÈO NĂM 2024", 13)
    grid.across(3, "(Số liệu tính đến ngày 15/03/2024)", 13)
    row = _header(grid, 5)
    for n, (code, name) in enumerate(COMMUNES):
        grid.line(row, [None, ["I", "II", "III", "IV", "V", "VI"][n], name])
        row += 1
        homes = _homes(code, n)
        for start in range(0, EACH, PAGE):
            laid += _rows(grid, homes[start : start + PAGE], row)
            row += len(homes[start : start + PAGE])
            if start + PAGE < EACH:
                row = _header(grid, row)
        grid.line(row, [None, None, f"Cộng {name}: {EACH} hộ", *[None] * 4, sum(h.persons or 0 for h in homes)])
        row += 2
    grid.line(row, [None, None, f"TỔNG CỘNG: {EACH * len(COMMUNES)} hộ"])
    grid.line(row + 2, [*[None] * 8, "Bình Gia, ngày 20 tháng 3 năm 2024"])
    grid.line(row + 3, [None, None, "NGƯỜI LẬP BIỂU", *[None] * 5, "TM. ỦY BAN NHÂN DÂN"])
    grid.line(row + 7, [None, None, "Hoàng Thị Ký", *[None] * 5, "Nông Văn Dấu"])
    return one("three_hundred_rows", grid, laid, fields=KNOWN, codes=[IssueCode.HOUSEHOLD_TWICE])


def _header(grid: Grid, row: int) -> int:
    top = ["Số CCCD", "STT", "Họ và tên chủ hộ", "Năm sinh", None, "Dân tộc", "Thôn", "Số khẩu (người)", "SĐT"]
    grid.line(row, [*top, "Nguyên nhân nghèo", None, None, "Kinh phí đề nghị (triệu đồng)"])
    grid.line(row + 1, [*[None] * 3, "Nam", "Nữ", *[None] * 4, "Thiếu vốn", "Thiếu đất", "Ốm đau"])
    grid.merged += [(row, at, row + 1, at) for at in (0, 1, 2, 5, 6, 7, 8, 12)]
    grid.merged += [(row, 3, row, 4), (row, 9, row, 11)]
    return row + 2


def _homes(code: str, commune: int) -> list[ListedHousehold]:
    homes = sorted(homes_of(EACH, code), key=lambda h: h.hamlet)
    homes = [
        replace(h, list_no=n, causes=tuple(c for c in TICKED if c in h.causes), need_vnd=WANTED[n % len(WANTED)])
        for n, h in enumerate(homes, start=1)
    ]
    if commune == 0:
        homes[41] = replace(homes[12], list_no=42, hamlet=homes[41].hamlet)
    return homes


def _rows(grid: Grid, homes: list[ListedHousehold], row: int) -> list[Laid]:
    """The first row of a page names its hamlet and its people; below them the same stands as a mark, or not at all."""
    above: dict[str, Any] = {}

    def once(field: str, mark: str | None) -> Any:
        def write(h: ListedHousehold) -> Any:
            said = getattr(h, field)
            same, above[field] = above.get(field) == said, said
            return mark if same else said

        return write

    writers: dict[str, Any] = {
        "personal_id": lambda h: int(h.personal_id),
        "head_name": lambda h: encode_tcvn3(h.head_name),
        "nam": lambda h: _born(h) if h.head_sex is Sex.MALE else None,
        "nu": lambda h: _born(h) if h.head_sex is Sex.FEMALE else None,
        "ethnic_group": once("ethnic_group", "nt"),
        "hamlet": once("hamlet", "nt"),
        "phone": lambda h: f"{h.phone[:4]} {h.phone[4:7]}.{h.phone[7:]}",
        "need_vnd": lambda h: h.need_vnd / 1_000_000 if h.need_vnd else None,
        **{c: (lambda h, c=c: "x" if c in h.causes else None) for c in TICKED},
    }
    return lay(grid, homes, row, COLUMNS, header=False, writers=writers)


def _born(h: ListedHousehold) -> int | str:
    return f"__/__/{h.head_birth}" if h.list_no and h.list_no % 7 == 0 else int(h.head_birth)


BOOKS = (three_hundred_rows,)
