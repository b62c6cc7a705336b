"""Awkward workbooks with known truth: what stands in them, where each household was laid, what must be asked.

A `Book` is files and truth. `Grid` is one sheet being filled; `lay` writes households under a header and notes the row
of each, so that an error can be held against the issues of its own row.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

import xlsxwriter

from diachi.core.household import ListedHousehold, Member, Sex
from diachi.core.issues import IssueCode
from worlds import SEED, World, binh_gia, ninh_thuan

FILE = "danh-sach.xlsx"
OFFICE, LIST = "UBND HUYỆN BÌNH GIA", "DANH SÁCH HỘ NGHÈO NĂM 2024"
TITLES = (OFFICE, LIST, "(Số liệu tính đến ngày 15/03/2024)")
CAUSES = {
    "no_land": "Thiếu đất sản xuất",
    "no_capital": "Thiếu vốn sản xuất",
    "no_labour": "Thiếu lao động",
    "no_tools": "Thiếu phương tiện sản xuất",
    "no_knowledge": "Thiếu kiến thức sản xuất",
    "no_skill": "Thiếu kỹ thuật",
    "illness": "Có người ốm đau",
    "other": "Nguyên nhân khác",
}
FIELDS = (
    "list_no", "head_name", "head_birth", "head_sex", "ethnic_group", "personal_id", "phone", "hamlet", "commune",
    "persons", "able_to_work", "causes",
)  # fmt: skip
HEADERS = {
    "list_no": "STT",
    "head_name": "Họ và tên chủ hộ",
    "head_birth": "Năm sinh",
    "head_sex": "Giới tính",
    "ethnic_group": "Dân tộc",
    "personal_id": "Số CCCD",
    "phone": "Số điện thoại",
    "hamlet": "Thôn, bản",
    "commune": "Xã, thị trấn",
    "persons": "Số khẩu",
    "able_to_work": "Số lao động",
    "causes": "Nguyên nhân nghèo",
    "will_to_escape": "Có ý chí vươn lên",
    "registered_to_escape": "Đăng ký thoát nghèo",
    "need_vnd": "Kinh phí đề nghị (đồng)",
    "needs": "Nhu cầu hỗ trợ",
    "village_meeting_date": "Ngày họp thôn",
    "status": "Loại hộ",
    "income_points": "Điểm A",
}
Writer = Callable[[ListedHousehold], Any]


def _year(h: ListedHousehold) -> int | str:
    return int(h.head_birth) if h.head_birth.isdecimal() else h.head_birth


WRITERS: dict[str, Writer] = {
    "head_birth": _year,
    "head_sex": lambda h: {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", None: None}[h.head_sex],
    "causes": lambda h: "; ".join(CAUSES[c] for c in h.causes),
    "will_to_escape": lambda h: {True: "Có", False: "Không", None: None}[h.will_to_escape],
    "registered_to_escape": lambda h: "x" if h.registered_to_escape else None,
    "commune": lambda h: ("Thị trấn " if h.commune_code == "06112" else "Xã ") + h.commune,
    "needs": lambda h: ", ".join(h.needs),
    "status": lambda _: "Hộ nghèo",
}


@dataclass(frozen=True)
class Formula:
    """A formula and what the program that wrote it last made of it."""

    text: str
    value: Any


@dataclass(frozen=True)
class Shown:
    """A number with the form it is shown in: a percent, a day."""

    value: Any
    form: str


@dataclass
class Grid:
    """One sheet being filled; rows and columns from 0."""

    name: str = "Danh sách"
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    hidden: bool = False

    def line(self, row: int, values: Sequence[Any], left: int = 0) -> None:
        """Write values from left to right; None leaves a cell empty."""
        self.cells |= {(row, left + n): v for n, v in enumerate(values) if v is not None and v != ""}

    def across(self, row: int, value: Any, width: int, left: int = 0) -> None:
        """Write one value over merged cells of a row."""
        self.cells[row, left] = value
        self.merged.append((row, left, row, left + width - 1))

    def titles(self, lines: Sequence[str] = TITLES, width: int = 10) -> int:
        """Write titles over the columns and give the row after a blank one."""
        for row, text in enumerate(lines):
            self.across(row, text, width)
        return len(lines) + 1

    def mapped(self, change: Callable[[Any], Any]) -> Grid:
        """Give the grid with every cell changed."""
        return replace(self, cells={at: change(v) for at, v in self.cells.items()})


@dataclass(frozen=True)
class Laid:
    """A household as it is true, and the row it was laid at, as a person counts."""

    home: ListedHousehold
    sheet: str
    row: int
    file: str = FILE


@dataclass(frozen=True)
class LaidMember:
    """A member as true, the index of its household in the book, and its row."""

    member: Member
    home: int
    sheet: str
    row: int
    file: str = FILE


@dataclass(frozen=True)
class Book:
    """Files as sent, and their truth.

    `asks`: (index of a household, field) -> the code with which the cell must be asked and left empty.
    `codes`: issues that must be told; no warning or error beyond them may be.
    """

    name: str
    files: Mapping[str, bytes]
    laid: Sequence[Laid]
    fields: Sequence[str] = FIELDS
    members: Sequence[LaidMember] = ()
    asks: Mapping[tuple[int, str], IssueCode] = field(default_factory=dict)
    codes: frozenset[IssueCode] = frozenset()


def lay(
    grid: Grid,
    homes: Sequence[ListedHousehold],
    top: int,
    fields: Sequence[str] = FIELDS,
    *,
    left: int = 0,
    headers: Mapping[str, Any] | None = None,
    writers: Mapping[str, Writer] | None = None,
    header: bool = True,
    file: str = FILE,
) -> list[Laid]:
    """Write a header at row `top` and the households below it."""
    if header:
        grid.line(top, [{**HEADERS, **(headers or {})}[f] for f in fields], left)
    written = {**WRITERS, **(writers or {})}
    laid = []
    for row, home in enumerate(homes, start=top + header):
        grid.line(row, [written[f](home) if f in written else getattr(home, f) for f in fields], left)
        laid.append(Laid(home, grid.name, row + 1, file))
    return laid


@cache
def worlds() -> tuple[World, World]:
    """Give both invented worlds."""
    return binh_gia(SEED), ninh_thuan(SEED)


def homes_of(count: int, commune: str = "06073", start: int = 0) -> list[ListedHousehold]:
    """Give households of one commune, numbered from 1; each has a number, a phone and a cause."""
    found = [h for w in worlds() for h in w.households if h.commune_code == commune][start : start + count]
    assert len(found) == count
    return [
        replace(
            h,
            list_no=n,
            personal_id=h.personal_id or f"020{number_tail(h, n)}",
            phone=h.phone or f"09{n % 9 + 1}{start + n:07d}",
        )
        for n, h in enumerate(found, start=1)
    ]


def number_tail(h: ListedHousehold, n: int) -> str:
    """Give the part of a personal number that fits sex and year."""
    return f"{int(h.head_sex is Sex.FEMALE)}{int(h.head_birth[:4]) % 100:02d}{700_000 + n:06d}"


def whole_families(homes: Sequence[ListedHousehold]) -> list[list[Member]]:
    """Give the members of each household, the head first."""
    members = [m for w in worlds() for m in w.members]
    found = [[m for m in members if m.household_id == h.household_id] for h in homes]
    assert all(found)
    return found


def saved(*grids: Grid, **options: Any) -> bytes:
    """Give the workbook of some sheets; `options` are those of the writer, as `date_1904`."""
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True, **options})
    struck = book.add_format({"font_strikeout": True})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for row, left, bottom, right in grid.merged:
            sheet.merge_range(row, left, bottom, right, "")
        for (row, column), value in grid.cells.items():
            _write(book, sheet, row, column, value, struck if row in grid.struck else None)
        for row in grid.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        if grid.hidden:
            sheet.hide()
    book.close()
    return raw.getvalue()


def _write(book: Any, sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, form, value.value)
    elif isinstance(value, Shown):
        sheet.write_number(row, column, value.value, book.add_format({"num_format": value.form}))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, book.add_format({"num_format": "dd/mm/yyyy"}))
    elif isinstance(value, str):
        sheet.write_string(row, column, value, form)
    else:
        sheet.write(row, column, value, form)


def one(name: str, grid: Grid, laid: Sequence[Laid], **more: Any) -> Book:
    """Give the book of one sheet in one file."""
    codes = frozenset(more.pop("codes", ()))
    return Book(name=name, files={FILE: saved(grid)}, laid=laid, codes=codes, **more)
