"""Honest files come through the reading process as they are: kinds of cells, places of cells, letters of text files."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from diachi.core.errors import ErrorCode, InputError
from diachi.files.workbook.limits import Limits
from diachi.files.workbook.wire import line, read_line, rows_line
from diachi.files.workbook_in import read_workbook
from worlds_boxes import compound, ods, sheet_xml, text_cell, write_zip, xls_stream, xlsx

ROWS = (("STT", "Họ và tên", "Thôn"), ("1", "Nông Văn Ảo", "Nà Lốc, Bản Chu"), ("2", "Lý Thị Thử", ""))
READ = (("STT", "Họ và tên", "Thôn"), ("1", "Nông Văn Ảo", "Nà Lốc, Bản Chu"), ("2", "Lý Thị Thử", None))
TONES = "\u0300\u0301\u0303\u0309\u0323"


def text(separator: str, end: str = "\r\n") -> str:
    """The rows as a program writes them: quoted where the separator stands in a cell."""

    def cell(said: str) -> str:
        return f'"{said}"' if separator in said else said

    return end.join(separator.join(map(cell, row)) for row in ROWS) + end


def cp1258(said: str) -> bytes:
    """Windows-1258: a hat stays on its letter, a tone is a byte of its own after it."""
    out = []
    for whole in (unicodedata.normalize("NFD", char) for char in said):
        bare = "".join(m for m in whole if m not in TONES)
        out += [unicodedata.normalize("NFC", bare), *(m for m in whole if m in TONES)]
    return "".join(out).encode("cp1258")


def read(path: Path, content: bytes) -> tuple[tuple[object, ...], ...]:
    path.write_bytes(content)
    [sheet] = read_workbook(path)
    return sheet.rows


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
def test_a_text_is_read_whatever_its_letters_and_separator(encoding: str, separator: str, tmp_path: Path) -> None:
    said = text(separator)
    assert read(tmp_path / "ds.csv", cp1258(said) if encoding == "cp1258" else said.encode(encoding)) == READ


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_every_end_of_a_line_ends_a_row(end: str, tmp_path: Path) -> None:
    assert read(tmp_path / "ds.csv", text(";", end).encode()) == READ


def test_a_first_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    assert read(tmp_path / "ds.csv", ("sep=;\r\n" + text(";")).encode()) == READ


def test_a_font_from_before_unicode_arrives_byte_by_byte(tmp_path: Path) -> None:
    # TCVN3 for "Hoàng Thị Đề": what reads lists knows these letters when they arrive as Windows-1252.
    said = "STT;Hä vµ tªn\r\n1;Hoµng ThÞ §Ò\r\n2;NguyÔn V¨n Ph\xadîng\r\n"
    assert read(tmp_path / "ds.csv", said.encode("cp1252"))[1:] == (
        ("1", "Hoµng ThÞ §Ò"),
        ("2", "NguyÔn V¨n Ph\xadîng"),
    )


def test_numbers_of_a_text_keep_their_zeros(tmp_path: Path) -> None:
    assert read(tmp_path / "ds.csv", b"a;b\n020070001111;0912\n")[1] == ("020070001111", "0912")


def test_a_list_of_one_column_is_a_list(tmp_path: Path) -> None:
    assert read(tmp_path / "ds.csv", "Hoa Thám\nHồng Phong\n".encode()) == (("Hoa Thám",), ("Hồng Phong",))


def test_a_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    assert read(tmp_path / "ds.csv", b'a,b\n1,"x\ny ""z"""\n')[1] == ("1", 'x\ny "z"')


def test_cells_keep_what_they_are(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    moment = datetime(2024, 7, 15, 8, 30)
    sheet.append(["020070001111", 5, 2.5, True, date(2024, 7, 15), moment, time(8, 30), None, 'a,"" "b'])
    book.save(tmp_path / "ds.xlsx")
    [one] = read_workbook(tmp_path / "ds.xlsx")
    assert one.rows == (("020070001111", 5.0, 2.5, True, date(2024, 7, 15), moment, "08:30:00", None, 'a,"" "b'),)
    assert [type(c) for c in one.rows[0][:6]] == [str, float, float, bool, date, datetime]


def test_a_cell_stays_where_a_person_sees_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["C3"], book.active["E5"] = "x", "y"
    book.create_sheet("Trống")
    book.save(tmp_path / "ds.xlsx")
    first, second = read_workbook(tmp_path / "ds.xlsx")
    none = (None,) * 5
    assert first.rows == (none, none, (None, None, "x", None, None), none, (None, None, None, None, "y"))
    assert (second.name, second.rows) == ("Trống", ())


def test_empty_texts_below_a_list_are_no_rows(tmp_path: Path) -> None:
    filled = b"".join(b'<row r="%d">' % n + text_cell(f"B{n}", b"") + b"</row>" for n in range(2, 900))
    sheet = sheet_xml(b'<row r="1">' + text_cell("A1", b"x") + b"</row>" + filled)
    [one] = read_workbook(write_zip(tmp_path / "ds.xlsx", xlsx(sheet)))
    assert len(one.rows) == 1


def test_empty_texts_do_not_count_as_cells(tmp_path: Path) -> None:
    rows = b'<row r="1">' + text_cell("A1", b"x") + text_cell("Z1", b"") + b"</row>"
    rows += b'<row r="40">' + text_cell("A40", b"") + b"</row>"
    path = write_zip(tmp_path / "ds.xlsx", xlsx(sheet_xml(rows)))
    assert read_workbook(path, Limits(cells=1))[0].rows == (("x",),)
    with pytest.raises(InputError) as caught:
        read_workbook(write_zip(path, xlsx(sheet_xml(rows.replace(b"<t></t>", b"<t>y</t>")))), Limits(cells=50))
    assert (caught.value.code, caught.value.facts["sheet"]) == (ErrorCode.CELLS_TOO_MANY, "Sheet1")


def test_xls_and_ods_are_read_and_a_wrong_ending_is_no_matter(tmp_path: Path) -> None:
    cell = "<table:table-cell office:value-type='string'><text:p>Họ tên</text:p></table:table-cell>".encode()
    table = b'<table:table table:name="Ho"><table:table-row>' + cell + b"</table:table-row></table:table>"
    for name, content in (("a.xls", None), ("b.xlsx", None), ("c.ods", table), ("d.xls", table)):
        path = tmp_path / name
        if content is None:
            path.write_bytes(compound({"Workbook": xls_stream()}))
        else:
            write_zip(path, ods(content))
        [sheet] = read_workbook(path)
        assert sheet.rows[0] == ("Họ tên",)
        assert (sheet.file, sheet.name) == (name, "Ho")


def test_a_file_that_changes_under_the_reader_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from diachi.files import workbook_in

    path = write_zip(tmp_path / "ds.xlsx", xlsx())
    real = workbook_in.read_apart

    def meanwhile(*given: object) -> object:
        found = real(*given)  # type: ignore[arg-type]
        path.write_bytes(path.read_bytes() + b"more")
        return found

    monkeypatch.setattr(workbook_in, "read_apart", meanwhile)
    with pytest.raises(InputError) as caught:
        read_workbook(path)
    assert caught.value.code is ErrorCode.FILE_CHANGING


def test_a_folder_of_lists_lends_the_reader_no_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    write_zip(tmp_path / "ds.xlsx", xlsx())
    monkeypatch.chdir(tmp_path)
    assert read_workbook(Path("ds.xlsx"))[0].rows == (("Họ và tên",),)


def test_what_the_process_tells_is_told_back() -> None:
    rows = [["", 'a,""', '["', "", "b,", ""], [1, 2.0, True, date(2024, 7, 15), datetime(2024, 7, 15, 8), ""]]
    assert read_line(rows_line(rows).encode()) == ("rows", [[None if c == "" else c for c in row] for row in rows])
    assert read_line(line("sheet", "Hộ").encode()) == ("sheet", "Hộ")
    with pytest.raises(ValueError, match="one kind a line"):
        read_line(b'{"rows": [], "done": 1}')
