"""Awkward in its cells: numbers, days, money, ticks, names, blanks and marks as people and spreadsheets leave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from diachi.core.household import ListedHousehold, Sex
from diachi.core.issues import IssueCode
from diachi.core.text import fold
from worlds_awkward import (
    FIELDS,
    FILE,
    TITLES,
    Book,
    Formula,
    Grid,
    Laid,
    Shown,
    homes_of,
    lay,
    number_tail,
    one,
    saved,
)

_ZERO = date(1899, 12, 30)


def listed(name: str, homes: Sequence[ListedHousehold], fields: Sequence[str] = FIELDS, **more: Any) -> Book:
    """Give the book of one plain table."""
    grid = Grid()
    headers, writers = more.pop("headers", None), more.pop("writers", None)
    return one(
        name, grid, lay(grid, homes, grid.titles(), fields, headers=headers, writers=writers), fields=fields, **more
    )


def typed(homes: Sequence[ListedHousehold], values: Sequence[Any]) -> dict[str, Any]:
    """Give a writer that writes these values, one a household."""
    by_no = {h.list_no: v for h, v in zip(homes, values, strict=True)}
    return {"of": lambda h: by_no[h.list_no]}


def born(homes: Sequence[ListedHousehold], days: Sequence[str]) -> list[ListedHousehold]:
    """Give households with these births, numbers of persons fitting."""
    changed = [replace(h, head_birth=d) for h, d in zip(homes, days, strict=True)]
    return [replace(h, personal_id=f"020{number_tail(h, n)}") for n, h in enumerate(changed, start=1)]


def days_in_many_forms() -> Book:
    days = ["1950-07-15", "1950-07-15", "1950-07-15", "1965", "1950", "1950", "1971-02-03", "1950-12-01", "1988"]
    homes = born(homes_of(9), days)
    cells = ["15/7/1950", "15.7.50", 18459, "1965", "00/00/1950", "?/?/1950", "ngày 3 tháng 2 năm 1971"]
    cells += [date(1950, 12, 1), "SN 1988"]
    codes = [IssueCode.YEAR_OF_TWO_DIGITS]
    return listed("days_in_many_forms", homes, writers={"head_birth": typed(homes, cells)["of"]}, codes=codes)


def days_month_first() -> Book:
    """One cell proves that the column is written month first; the others could be either."""
    homes = born(homes_of(4), ["1950", "1961", "1970", "1980"])  # the year is sure in either order
    asks = {(0, "head_birth"): IssueCode.VALUE_UNREADABLE}
    cells = ["7-15-1950", "07/08/1961", "03/04/1970", "1980"]
    codes = [IssueCode.VALUE_UNREADABLE, IssueCode.DAY_ORDER_UNSURE]
    known = {"head_birth": typed(homes, cells)["of"]}
    return listed("days_month_first", homes, writers=known, asks=asks, codes=codes)


def days_turned_by_the_spreadsheet() -> Book:
    """Typed 25/7 on an American computer stays text; typed 8/7 became a date, of 7 August."""
    homes = born(homes_of(5), ["1950-07-25", "1955", "1961-10-19", "1968", "1977-12-30"])
    cells = ["25/7/1950", date(1955, 8, 7), "19/10/1961", date(1968, 2, 11), "30/12/1977"]
    known = {"head_birth": typed(homes, cells)["of"]}
    return listed("days_turned_by_the_spreadsheet", homes, writers=known, codes=[IssueCode.DAY_ORDER_UNSURE])


def days_of_1904() -> Book:
    homes = born(homes_of(5), [f"19{n}1-0{n - 3}-2{n - 4}" for n in range(4, 9)])
    grid = Grid()
    writers = {"head_birth": lambda h: date.fromisoformat(h.head_birth)}
    laid = lay(grid, homes, grid.titles(), writers=writers)
    return Book(name="days_of_1904", files={FILE: saved(grid, date_1904=True)}, laid=laid)


def ages_instead_of_years() -> Book:
    homes = homes_of(5)
    asks = {(n, "head_birth"): IssueCode.VALUE_UNREADABLE for n in range(5)}
    cells = [2024 - int(h.head_birth) for h in homes]
    known = {"head_birth": typed(homes, [cells[0], f"{cells[1]} tuổi", *cells[2:]])["of"]}
    codes = [IssueCode.VALUE_UNREADABLE]
    return listed("ages_instead_of_years", homes, writers=known, asks=asks, codes=codes)


def zeros_lost() -> Book:
    writers = {"personal_id": lambda h: int(h.personal_id), "phone": lambda h: int(h.phone)}
    return listed("zeros_lost", homes_of(9), writers=writers)


def numbers_rounded() -> Book:
    """Ids that a spreadsheet made 2.0E+10: the digits are gone."""
    homes = homes_of(5)
    cells = [2.0e10, "2.02E+10", "2,02E+10", 20_200_000_000.0, homes[4].personal_id]
    asks = {(n, "personal_id"): IssueCode.VALUE_UNREADABLE for n in (1, 2)}
    asks |= {(n, "personal_id"): IssueCode.DIGITS_LOST for n in (0, 3)}
    codes = [IssueCode.VALUE_UNREADABLE, IssueCode.DIGITS_LOST]
    writers = {"personal_id": typed(homes, cells)["of"]}
    return listed("numbers_rounded", homes, writers=writers, asks=asks, codes=codes)


def apostrophes_and_odd_blanks() -> Book:
    writers = {
        "personal_id": lambda h: "'" + h.personal_id,
        "phone": lambda h: f"{h.phone[:4]}\u00a0{h.phone[4:7]}\u202f{h.phone[7:]}\u200b",
        "head_name": lambda h: "\ufeff" + h.head_name.replace(" ", "\u00a0") + " \u200b",
        "hamlet": lambda h: "'" + h.hamlet.replace(" ", " \u200b "),
        "head_birth": lambda h: h.head_birth + "\u00a0",
        "persons": lambda h: f" {h.persons}\u200e",
    }
    return listed("apostrophes_and_odd_blanks", homes_of(9), writers=writers)


def name_and_year_in_one_cell() -> Book:
    homes = homes_of(6)
    forms = ["{n}\n{y}", "{n} ({y})", "{n}\nSN: {y}", "{n}, sinh năm {y}", "{n} - {y}", "{n} {y}"]
    cells = [f.format(n=h.head_name, y=h.head_birth) for f, h in zip(forms, homes, strict=True)]
    grid = Grid()
    fields = tuple(f for f in FIELDS if f not in ("head_birth", "personal_id"))
    laid = lay(grid, homes, grid.titles(), fields, writers={"head_name": typed(homes, cells)["of"]})
    return one("name_and_year_in_one_cell", grid, laid, fields=(*fields, "head_birth"))


def several_names_in_one_cell() -> Book:
    homes = homes_of(5)
    cells = [h.head_name for h in homes]
    cells[1], cells[3] = f"{cells[1]}\nNông Thị Lụa\nNông Văn Páo", f"{cells[3]}; Lý Thị Nhung"
    asks = {(n, "head_name"): IssueCode.NAME_UNSURE for n in (1, 3)}
    writers = {"head_name": typed(homes, cells)["of"]}
    return listed("several_names_in_one_cell", homes, writers=writers, asks=asks, codes=[IssueCode.NAME_UNSURE])


def names_with_notes() -> Book:
    homes = homes_of(7)
    forms = ["{n} (tức Sáu)", "{u}", "{n} (đã chết)", "Ông {n}", "{n} - vợ liệt sĩ", "{l}", "{n} (chết 2023)"]
    names = [h.head_name for h in homes]
    cells = [f.format(n=n, u=n.upper(), l=n.lower()) for f, n in zip(forms, names, strict=True)]
    writers = {"head_name": typed(homes, cells)["of"]}
    return listed("names_with_notes", homes, writers=writers, codes=[IssueCode.HEAD_SAID_DEAD])


def names_of_other_peoples() -> Book:
    homes = homes_of(6, "22828")
    names = ["Pi Năng Thị Sương", "Chamaléa Hạnh", "Ka Tơ Thị Nở", "Pi-Năng Tân", "K'Brểu", "Chà Mà Léa Út"]
    homes = [replace(h, head_name=n) for h, n in zip(homes, names, strict=True)]
    writers = {"head_name": lambda h: h.head_name.upper() if h.list_no in (2, 5) else h.head_name}
    grid = Grid()
    titles = ("UBND TỈNH NINH THUẬN", "DANH SÁCH HỘ NGHÈO NĂM 2020", "Huyện Ninh Sơn")
    return one("names_of_other_peoples", grid, lay(grid, homes, grid.titles(titles), writers=writers))


def keys_of_telex() -> Book:
    """The keyboard was off: "Nguyeenx Thij Hoaf" was typed for "Nguyễn Thị Hòa"."""
    homes = homes_of(5)
    cells = [h.head_name for h in homes]
    cells[1], cells[2] = "Nguyeenx Thij Hoaf", "Hoangf Vawn Dungx"
    asks = {(n, "head_name"): IssueCode.NAME_UNSURE for n in (1, 2)}
    writers = {"head_name": typed(homes, cells)["of"]}
    return listed("keys_of_telex", homes, writers=writers, asks=asks, codes=[IssueCode.NAME_UNSURE])


def ditto_marks() -> Book:
    homes = [replace(h, hamlet="Thôn Nà Mười", ethnic_group="Nùng") for h in homes_of(8)]
    marks = ["Thôn Nà Mười", "nt", "-nt-", "như trên", "″", '"', "nt", "//"]
    writers = {
        "hamlet": typed(homes, marks)["of"],
        "ethnic_group": typed(homes, ["Nùng", "″", *["nt"] * 6])["of"],
        "commune": typed(homes, ["Xã Hoa Thám", *["-nt-"] * 7])["of"],
    }
    return listed("ditto_marks", homes, writers=writers)


def ditto_of_nothing() -> Book:
    homes = homes_of(4)
    cells = ["nt", "nt", homes[2].hamlet, "Số 1 nt"]
    homes[3] = replace(homes[3], hamlet="Số 1 nt")
    asks = {(n, "hamlet"): IssueCode.VALUE_UNREADABLE for n in (0, 1)}
    writers = {"hamlet": typed(homes, cells)["of"]}
    return listed("ditto_of_nothing", homes, writers=writers, asks=asks, codes=[IssueCode.VALUE_UNREADABLE])


def merged_down() -> Book:
    """Hamlet and commune stand once, in cells merged over the rows they hold for."""
    grid = Grid()
    homes = sorted(homes_of(12), key=lambda h: h.hamlet)
    homes = [replace(h, list_no=n) for n, h in enumerate(homes, start=1)]
    laid = lay(grid, homes, grid.titles())
    for field in ("hamlet", "commune"):
        column, first = FIELDS.index(field), laid[0]
        for item in (*laid[1:], None):
            if item and getattr(item.home, field) == getattr(first.home, field):
                del grid.cells[item.row - 1, column]
                continue
            last = laid[laid.index(item) - 1] if item else laid[-1]
            if last.row > first.row:
                grid.merged.append((first.row - 1, column, last.row - 1, column))
            first = item or first
    return one("merged_down", grid, laid)


def some_cells_empty() -> Book:
    """A hamlet missing here and there is not the one above."""
    homes = [replace(h, hamlet="" if h.list_no in (3, 7) else h.hamlet) for h in homes_of(9)]
    return listed("some_cells_empty", homes)


def ticks() -> Book:
    homes = [replace(h, will_to_escape=h.list_no not in (8, 9), registered_to_escape=True) for h in homes_of(9)]
    homes[8] = replace(homes[8], will_to_escape=None)
    marks: list[Any] = ["x", "X", "✓", "có", 1, "✔", True, "không", None]
    writers = {
        "will_to_escape": typed(homes, marks)["of"],
        "registered_to_escape": typed(homes, ["√", "+", "☑", "v", "x ", "Có", "[x]", "X", "þ"])["of"],
    }
    fields = (*FIELDS, "will_to_escape", "registered_to_escape")
    return listed("ticks", homes, fields, writers=writers)


def money() -> Book:
    homes = homes_of(10)
    cells: list[Any] = ["8.000.000", "8,000,000", "8tr", "08 triệu", 8_000_000, "8 000 000 đ", "8.000.000đ/hộ"]
    cells += ["8 triệu đồng", "khoảng 8 triệu", 8]
    homes = [replace(h, need_vnd=8_000_000 if h.list_no < 9 else None) for h in homes]
    asks = {(8, "need_vnd"): IssueCode.VALUE_UNREADABLE, (9, "need_vnd"): IssueCode.MONEY_UNSURE}
    codes = [IssueCode.VALUE_UNREADABLE, IssueCode.MONEY_UNSURE]
    writers = {"need_vnd": typed(homes, cells)["of"]}
    return listed("money", homes, (*FIELDS, "need_vnd"), writers=writers, asks=asks, codes=codes)


def units_in_headers() -> Book:
    files: dict[str, bytes] = {}
    laid: list[Laid] = []
    homes = [
        replace(h, need_vnd=v) for h, v in zip(homes_of(4), (8_000_000, 12_500_000, 120_000_000, None), strict=True)
    ]
    asks = {(3, "need_vnd"): IssueCode.MONEY_UNSURE, (7, "need_vnd"): IssueCode.MONEY_UNSURE}
    forms = (("Kinh phí đề nghị (triệu đồng)", [8, 12.5, "120", "8.500"]),)
    forms += (("Kinh phí đề nghị\n(ĐVT: 1.000 đ)", [8000, "12.500", 120_000, 9_000_000_000]),)  # type: ignore[assignment]
    for n, (header, cells) in enumerate(forms):
        file, grid = f"{n}.xlsx", Grid()
        own = [replace(h, list_no=h.list_no + 4 * n) for h in homes_of(4, start=4 * n)]
        own = [replace(h, need_vnd=o.need_vnd) for h, o in zip(own, homes, strict=True)]
        headers = {"need_vnd": header, "persons": "Số khẩu (người)", "able_to_work": "Lao động (người)"}
        writers = {"need_vnd": typed(own, cells)["of"], "persons": lambda h: f"{h.persons} người"}
        laid += lay(grid, own, grid.titles(), (*FIELDS, "need_vnd"), headers=headers, writers=writers, file=file)
        files[file] = saved(grid)
    return Book(
        name="units_in_headers",
        files=files,
        laid=laid,
        fields=(*FIELDS, "need_vnd"),
        asks=asks,
        codes=frozenset([IssueCode.MONEY_UNSURE]),
    )


def percents_and_parts() -> Book:
    homes = homes_of(5)
    cells = [homes[0].persons, Shown(0.5, "0%"), "50%", 4.5, "4 (2 nữ)"]
    asks = {(n, "persons"): IssueCode.VALUE_UNREADABLE for n in (1, 2, 3, 4)}
    writers = {"persons": typed(homes, cells)["of"]}
    return listed("percents_and_parts", homes, writers=writers, asks=asks, codes=[IssueCode.VALUE_UNREADABLE])


def formulas() -> Book:
    writers = {
        "list_no": lambda h: Formula("=ROW()-5", h.list_no),
        "persons": lambda h: Formula("=2+2", h.persons),
        "commune": lambda h: Formula('="Xã "&Z1', "Xã " + h.commune),
        "head_name": lambda h: Formula("=PROPER(Z2)", h.head_name),
    }
    return listed("formulas", homes_of(8), writers=writers)


def numbers_as_text_and_text_as_numbers() -> Book:
    writers = {
        "list_no": lambda h: f"{h.list_no}.",
        "persons": lambda h: f"0{h.persons}",
        "able_to_work": lambda h: float(h.able_to_work or 0),
        "head_birth": lambda h: float(h.head_birth) if h.list_no % 2 else f" {h.head_birth} ",
    }
    return listed("numbers_as_text_and_text_as_numbers", homes_of(8), writers=writers)


def numbers_of_rows_jump() -> Book:
    homes = [replace(h, list_no=n) for h, n in zip(homes_of(8), (1, 2, 3, 5, 6, 6, 7, 8), strict=True)]
    return listed("numbers_of_rows_jump", homes, codes=[IssueCode.LIST_NO_JUMPS])


def rows_written_twice() -> Book:
    homes = homes_of(7)
    homes[5] = replace(homes[2], list_no=6)
    homes[6] = replace(homes[0], list_no=7, personal_id="", phone="")
    return listed("rows_written_twice", homes, codes=[IssueCode.HOUSEHOLD_TWICE])


def one_household_on_two_sheets() -> Book:
    grids, laid = [], []
    first, second = homes_of(6), homes_of(6, start=6)
    second[3] = replace(first[1], list_no=4)
    for name, homes in (("Đợt 1", first), ("Đợt 2", second)):
        grid = Grid(name)
        laid += lay(grid, homes, grid.titles())
        grids.append(grid)
    codes = frozenset([IssueCode.HOUSEHOLD_TWICE])
    return Book(name="one_household_on_two_sheets", files={FILE: saved(*grids)}, laid=laid, codes=codes)


def phones_in_pairs() -> Book:
    homes = homes_of(6)
    second = "0987 654 321"
    forms = ["{p} / {s}", "{p}; {s}", "{p}\n{s}", "{p} (con trai)", "{p}", "{p} - {s}"]
    cells = [f.format(p=h.phone, s=second) for f, h in zip(forms, homes, strict=True)]
    return listed("phones_in_pairs", homes, writers={"phone": typed(homes, cells)["of"]})


def tones_and_kinds_of_places() -> Book:
    """Hoà and Hòa, Quí and Quý, TT and Thị trấn, capitals without accents."""
    laid, rows = [], []
    forms = (("06076", "xã Quí Hoà"), ("06103", "HOÀ BÌNH"), ("06112", "TT. Bình Gia"), ("06085", "X. Thiện Hòa"))
    forms += (("06091", "xa thien thuat"), ("06070", "Vĩnh yên"))  # type: ignore[assignment]
    for n, (code, said) in enumerate(forms, start=1):
        rows.append((replace(homes_of(1, code)[0], list_no=n), said))
    grid = Grid()
    homes = [h for h, _ in rows]
    writers = {"commune": typed(homes, [said for _, said in rows])["of"]}
    laid = lay(grid, homes, grid.titles(), writers=writers)
    return one("tones_and_kinds_of_places", grid, laid)


def placeholder_days() -> Book:
    homes = homes_of(5)
    cells: list[Any] = [
        date(int(homes[0].head_birth), 1, 1),
        f"01/01/{homes[1].head_birth}",
        f"0/0/{homes[2].head_birth}",
    ]
    cells += [f"__/__/{homes[3].head_birth}", f"../../{homes[4].head_birth}"]
    return listed("placeholder_days", homes, writers={"head_birth": typed(homes, cells)["of"]})


def births_as_sexes_say() -> Book:
    """Columns "Nam" and "Nữ" hold the year; one row has both, one has words."""
    homes = homes_of(5)
    grid = Grid()
    fields = ("list_no", "head_name", "nam", "nu", "hamlet", "commune")
    headers = {"nam": "Nam", "nu": "Nữ"}
    year: dict[str, Any] = {
        "nam": lambda h: int(h.head_birth) if h.head_sex is Sex.MALE or h.list_no == 5 else None,
        "nu": lambda h: int(h.head_birth) if h.head_sex is Sex.FEMALE or h.list_no == 5 else None,
    }
    homes[4] = replace(homes[4], head_sex=None, head_birth="")
    year["nam"], year["nu"] = _or_year(year["nam"]), _or_year(year["nu"])
    laid = lay(grid, homes, grid.titles(), fields, headers=headers, writers=year)
    asks = {(4, "head_sex"): IssueCode.VALUE_UNREADABLE, (4, "head_birth"): IssueCode.VALUE_UNREADABLE}
    known = ("list_no", "head_name", "head_birth", "head_sex", "hamlet", "commune")
    codes = [IssueCode.VALUE_UNREADABLE]
    return one("births_as_sexes_say", grid, laid, fields=known, asks=asks, codes=codes)


def _or_year(writer: Any) -> Any:
    return lambda h: 1960 if not h.head_birth else writer(h)


def serial_days_are_said() -> Book:
    homes = born(homes_of(3), ["1950-07-15", "1961-02-28", "1980-12-31"])
    cells = [(date.fromisoformat(h.head_birth) - _ZERO) // timedelta(days=1) for h in homes]
    return listed("serial_days_are_said", homes, writers={"head_birth": typed(homes, cells)["of"]})


BOOKS = (
    days_in_many_forms, days_month_first, days_turned_by_the_spreadsheet, days_of_1904, ages_instead_of_years,
    zeros_lost, numbers_rounded, apostrophes_and_odd_blanks, name_and_year_in_one_cell, several_names_in_one_cell,
    names_with_notes, names_of_other_peoples, keys_of_telex, ditto_marks, ditto_of_nothing, merged_down,
    some_cells_empty, ticks, money, units_in_headers, percents_and_parts, formulas,
    numbers_as_text_and_text_as_numbers, numbers_of_rows_jump, rows_written_twice, one_household_on_two_sheets,
    phones_in_pairs, tones_and_kinds_of_places, placeholder_days, births_as_sexes_say, serial_days_are_said,
)  # fmt: skip
assert fold(TITLES[0]) == "ubnd huyen binh gia"
