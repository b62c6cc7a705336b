"""Errors of formulas and lines through letters, which the parser of values does not tell."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from diachi.files.workbook_in import read_workbook


def _book(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    page, other = book.add_worksheet("Một"), book.add_worksheet("Hai")
    line = book.add_format({"font_strikeout": True})
    page.write_formula("B2", "=Z9", value="#REF!")
    page.write_formula("C3", "=NA()", value="#N/A")
    page.write_formula("D3", "=1+1", value=2)
    page.write("AB4", "xa bên phải")
    page.write("A5", "bị gạch", line)
    page.write_blank("B5", None, line)
    other.write("A1", "#REF!")
    other.write("A2", "không gạch")
    book.close()
    return path


def test_an_error_is_told_where_it_stands_and_nowhere_else(tmp_path: Path) -> None:
    one, two = read_workbook(_book(tmp_path / "a.xlsx"))
    errors = {(n, at): c for n, row in enumerate(one.rows) for at, c in enumerate(row) if str(c).startswith("#")}
    assert errors == {(1, 1): "#REF!", (2, 2): "#N/A"}
    assert one.rows[2][3] == 2
    assert two.rows[0][0] == "#REF!"


def test_a_line_through_a_cell_is_told(tmp_path: Path) -> None:
    one, two = read_workbook(_book(tmp_path / "a.xlsx"))
    assert one.struck == {(4, 0), (4, 1)}
    assert two.struck == frozenset()


def test_a_look_that_says_no_line_is_none(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<strike/>", b'<strike val="0"/>'))
    assert read_workbook(tmp_path / "b.xlsx")[0].struck == frozenset()


@pytest.mark.parametrize("rows", [3, 40_000])
def test_long_sheets_are_looked_at_piece_by_piece(rows: int, tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Dài")
    for n in range(rows):
        page.append([n, "tên dài để tệp có nhiều mảnh " * 2, "#DIV/0!" if n == rows - 1 else None])
    book.save(tmp_path / "a.xlsx")
    [sheet] = read_workbook(tmp_path / "a.xlsx")
    assert (len(sheet.rows), sheet.rows[-1][2]) == (rows, "#DIV/0!")
