"""Long lists answer with their first rows; nothing is told of them that the rest may change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from books import HOUSEHOLD_HEADER, HOUSEHOLDS, Row, household_book
from diachi.application.first_look import FIRST_ROWS, LONG, first_look
from diachi.application.import_register import Imported, import_register
from diachi.cli import main
from diachi.core.issues import IssueCode
from diachi.core.listing.sheet import SheetRows
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.persons import person_tables

TITLES: tuple[Row, ...] = (("DANH SÁCH HỘ NGHÈO NĂM 2024",), ("Xã có tổng số 2100 hộ",), ("huyện Bình Gia",))


def _rows(count: int) -> list[Row]:
    return [(n, f"Nông Văn {'Ảo' * (n % 3 + 1)}", "abc" if n % 50 == 0 else 1950 + n % 50, *HOUSEHOLDS[0][3:4], "",
             *HOUSEHOLDS[0][5:]) for n in range(1, count + 1)]  # fmt: skip


def _sheet(count: int, below: Sequence[Row] = ()) -> SheetRows:
    rows = [*TITLES, HOUSEHOLD_HEADER, *_rows(count), *below]
    return SheetRows(file="dai.xlsx", name="Hộ", rows=tuple(map(tuple, rows)))  # type: ignore[arg-type]


def _read(sheets: Sequence[SheetRows]) -> Imported:
    return import_register(sheets=sheets, places=gazetteer(), words=vocabulary(), persons=person_tables())


def test_a_short_list_needs_no_first_answer() -> None:
    assert first_look(sheets=[_sheet(20)], read=_read) is None


def test_the_first_rows_say_what_they_show_and_no_more() -> None:
    read_rows: list[int] = []

    def read(sheets: Sequence[SheetRows]) -> Imported:
        read_rows.extend(len(sheet.rows) for sheet in sheets)
        return _read(sheets)

    found = first_look(sheets=[_sheet(LONG, [("", "Tổng cộng: 2000 hộ")])], read=read)
    assert found
    [count] = found.counts
    assert (count.table, count.read) == ("households", FIRST_ROWS)
    assert read_rows == [FIRST_ROWS + len(TITLES) + 1]
    codes = [issue.code for issue in found.issues]
    assert codes.count(IssueCode.VALUE_UNREADABLE) == FIRST_ROWS // 50
    assert IssueCode.TOTAL_DIFFERS not in codes
    assert IssueCode.TOTAL_DIFFERS in {i.code for i in _read([_sheet(FIRST_ROWS)]).issues}, (
        "the whole list would say it"
    )


def test_the_first_answer_stands_before_the_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = household_book(tmp_path / "dai.xlsx", _rows(LONG + 1))
    assert main(["import-register", str(long), "-o", str(tmp_path / "r")]) == 0
    said = capsys.readouterr().err
    assert (
        said.index("200 dòng đầu của mỗi trang:")
        < said.index("4 dòng: Không đọc được ô này.")
        < said.index("Hộ: đọc 2.001")
    )
    assert "dai.xlsx, trang Hộ nghèo: Hộ; 13 cột đọc được, 0 cột chưa hiểu." in said
    short = household_book(tmp_path / "ngan.xlsx")
    assert main(["import-register", str(short), "-o", str(tmp_path / "r2")]) == 0
    assert "dòng đầu" not in capsys.readouterr().err
    assert main(["import-register", str(long), "-o", str(tmp_path / "r3"), "--json"]) == 0
    assert "dòng đầu" not in capsys.readouterr().err
