"""In = accepted + corrected + rejected, on lists as they come and on sheets thrown together by dice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from books import HOUSEHOLD_HEADER, HOUSEHOLDS, Row
from diachi.application.import_register import Imported, import_register
from diachi.core.issues import IssueLevel
from diachi.core.listing.checks import CHANGING, CHECKS
from diachi.core.listing.sheet import SheetRows
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.persons import person_tables
from diachi.files.workbook_in import read_workbook
from vietnamese import encode_tcvn3
from worlds_awkward_cells import BOOKS as CELLS
from worlds_awkward_fonts import BOOKS as FONTS
from worlds_awkward_tables import BOOKS as TABLES

LEVELS = {check.code: check.levels for check in CHECKS}
JUNK: tuple[object, ...] = (
    "",
    None,
    "?",
    "nt",
    '"',
    "x",
    0,
    -1,
    1e15,
    "0",
    "=A1",
    "Tổng cộng",
    "Thôn Nà Me",
    "12/13/1990",
)


def _read(*sheets: SheetRows) -> Imported:
    return import_register(sheets=sheets, places=gazetteer(), words=vocabulary(), persons=person_tables())


def _sheet(rows: list[Row], header: Row = HOUSEHOLD_HEADER, file: str = "a.xlsx") -> SheetRows:
    titles: list[Row] = [("UBND HUYỆN BÌNH GIA",), ("DANH SÁCH HỘ NGHÈO NĂM 2024",)]
    return SheetRows(file=file, name="Hộ", rows=tuple(map(tuple, [*titles, header, *rows])))  # type: ignore[arg-type]


def _need_balance(found: Imported) -> None:
    for count in found.counts:
        assert count.read == count.accepted + count.corrected + count.rejected, count
        assert min(count.accepted, count.corrected, count.rejected, count.looked_at) >= 0
        assert count.looked_at <= count.taken
    assert all(issue.level in LEVELS[issue.code] for issue in found.issues)


def _by_row(found: Imported, *, changed: bool) -> set[int]:
    errors = {i.row for i in found.issues if i.level is IssueLevel.ERROR}
    return {i.row for i in found.issues if i.code in CHANGING and i.row} - errors if changed else errors


@pytest.mark.parametrize("seed", range(30))
def test_whatever_stands_in_the_cells_nothing_is_lost_from_the_count(seed: int) -> None:
    dice = random.Random(seed)
    rows = [list(dice.choice(HOUSEHOLDS)) for _ in range(40)]
    for _ in range(dice.randrange(160)):
        dice.choice(rows)[dice.randrange(len(HOUSEHOLD_HEADER))] = dice.choice(JUNK)
    found = _read(_sheet(rows))
    _need_balance(found)
    [count] = found.counts
    assert len(found.ids) == count.taken == len(found.register.households)
    assert count.rejected == len(_by_row(found, changed=False))
    assert count.corrected == len(_by_row(found, changed=True))


@pytest.mark.parametrize("make", [*CELLS, *FONTS, *TABLES], ids=lambda make: make.__name__)
def test_awkward_lists_balance(make: object, tmp_path: Path) -> None:
    sheets = []
    for name, content in make().files.items():  # type: ignore[operator]
        (tmp_path / name).write_bytes(content)
        sheets += read_workbook(tmp_path / name)
    _need_balance(_read(*sheets))


def test_a_row_is_corrected_when_a_cell_is_not_what_was_written() -> None:
    [count] = _read(_sheet(list(HOUSEHOLDS))).counts
    assert (count.accepted, count.corrected, count.rejected) == (5, 1, 0), "the lost zero of one number"


def test_old_letters_are_a_correction_of_the_rows_that_have_them_only() -> None:
    header = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Thôn", "Xã")
    names = ("Nông Văn Thảo", "Lý Thị Thử", "Hoàng Văn Mẫu", "Triệu Thị Giả", "Vi Văn Tưởng", "Đàm Thị Ví", "Lo Van An")
    rows = [[n, encode_tcvn3(name), 1970 + n, "Na Me", "Hoa Tham"] for n, name in enumerate(names, start=1)]
    [count] = _read(_sheet(rows, header)).counts  # type: ignore[arg-type]
    assert (count.accepted, count.corrected) == (1, 6), "one name is of letters both have"


def test_a_head_whose_hamlet_came_from_above_is_corrected_as_household_and_as_member() -> None:
    header = ("STT", "Họ và tên", "Năm sinh", "Quan hệ với chủ hộ", "Thôn", "Xã")
    rows: list[Row] = [
        (1, "Nông Văn Ảo", 1970, "Chủ hộ", "Bản Chu", "Hoa Thám"),
        (2, "Lý Thị Thử", 1971, "Chủ hộ", "nt", "Hoa Thám"),
    ]
    counts = {c.table: c for c in _read(_sheet(rows, header)).counts}
    assert (counts["households"].corrected, counts["members"].corrected) == (1, 1)
