"""import-register --return: what is written where, what is said of it, and what is never touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from books import HOUSEHOLDS, agency_book, household_book
from diachi.cli import main
from diachi.files.register_folder import read_register
from return_books import office_book, with_member

WRONG = [*HOUSEHOLDS[:1], (2, None, *HOUSEHOLDS[1][2:]), *HOUSEHOLDS[2:]]


def _call(*args: Path | str) -> int:
    return main(["import-register", *map(str, args)])


def test_only_files_with_something_to_correct_come_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = household_book(tmp_path / "xa-a.xlsx", WRONG)
    right = agency_book(tmp_path / "xa-b.xlsx")
    assert _call(wrong, right, "-o", tmp_path / "register", "--return", tmp_path / "back") == 0
    assert [p.name for p in (tmp_path / "back").iterdir()] == ["xa-a-can-sua.xlsx"]
    said = capsys.readouterr().err
    assert "xa-a-can-sua.xlsx: 1 ô phải sửa" in said
    assert "xa-b-can-sua" not in said


def test_a_file_of_which_nothing_is_recognised_comes_back_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strange = tmp_path / "la.csv"
    strange.write_text("Mục;Nội dung\n1;Không có tên cột\n", encoding="utf-8")
    assert (
        _call(household_book(tmp_path / "ho.xlsx"), strange, "-o", tmp_path / "r", "--return", tmp_path / "back") == 0
    )
    page = load_workbook(tmp_path / "back" / "la-can-sua.xlsx").worksheets[0]
    assert any("Không nhận ra bảng này" in str(c.value) for row in page for c in row)
    assert _call(strange, "-o", tmp_path / "none", "--return", tmp_path / "alone") == 2
    assert (tmp_path / "alone" / "la-can-sua.xlsx").is_file()
    assert not (tmp_path / "none").exists()
    assert "la-can-sua.xlsx: 0 ô phải sửa" in capsys.readouterr().err


def test_the_machine_is_told_what_went_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = household_book(tmp_path / "xa-a.xlsx", WRONG)
    assert _call(wrong, "-o", tmp_path / "r", "--return", tmp_path / "back", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["returned"] == [
        {"file": "xa-a.xlsx", "out": "xa-a-can-sua.xlsx", "errors": 1, "warnings": 0, "lost": []}
    ]
    [count] = told["counts"]
    assert count["read"] == count["accepted"] + count["corrected"] + count["rejected"]
    assert _call(household_book(tmp_path / "ho.xlsx"), "-o", tmp_path / "r2", "--json") == 0
    assert json.loads(capsys.readouterr().out)["returned"] == []


def test_when_all_is_right_nothing_is_written_and_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _call(household_book(tmp_path / "xa.xlsx"), "-o", tmp_path / "r", "--return", tmp_path / "back") == 0
    assert not (tmp_path / "back").exists()
    assert "Không tệp nào có ô cần sửa" in capsys.readouterr().err


def test_what_cannot_be_kept_is_named_on_the_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = with_member(office_book(tmp_path / "a.xlsx"), tmp_path / "ho.xlsx", "xl/media/image1.png", b"\x89PNG")
    assert _call(path, "-o", tmp_path / "r", "--return", tmp_path / "back") == 0
    assert "không giữ được: ảnh." in capsys.readouterr().err


def test_a_workbook_that_was_read_is_never_written_over(tmp_path: Path) -> None:
    sent = household_book(tmp_path / "ho-can-sua.xlsx", WRONG)
    before = sent.read_bytes()
    assert _call(sent, "-o", tmp_path / "r", "--return", tmp_path) == 0
    assert sent.read_bytes() == before
    assert (tmp_path / "ho-can-sua-2.xlsx").is_file()


def test_two_files_that_differ_in_their_ending_only_both_come_back(tmp_path: Path) -> None:
    first = household_book(tmp_path / "ho.xlsx", WRONG)
    second = tmp_path / "ho.csv"
    second.write_text("STT;Họ và tên chủ hộ;Năm sinh;Xã\n1;;1970;Hoa Thám\n", encoding="utf-8")
    assert _call(first, second, "-o", tmp_path / "r", "--return", tmp_path / "back") == 0
    assert sorted(p.name for p in (tmp_path / "back").iterdir()) == ["ho-can-sua-2.xlsx", "ho-can-sua.xlsx"]


def test_two_files_of_one_name_are_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    books = [household_book(tmp_path / at / "ho.xlsx", WRONG) for at in ("a", "b")]
    assert _call(*books, "-o", tmp_path / "register", "--return", tmp_path / "back") == 2
    assert "Có hai tệp cùng tên ho.xlsx." in capsys.readouterr().err
    assert not (tmp_path / "register").exists()
    assert _call(*books, "-o", tmp_path / "register") == 0, "without marks nothing can be mixed up"


def test_the_corrected_file_goes_into_the_register_that_stands(tmp_path: Path) -> None:
    register, back = tmp_path / "register", tmp_path / "back"
    assert _call(household_book(tmp_path / "ho.xlsx", WRONG), "-o", register, "--return", back) == 0
    before = {h.household_id: h.head_name for h in read_register(register).households}
    book = load_workbook(back / "ho-can-sua.xlsx")
    book["Hộ nghèo"]["B6"] = "Lý Thị Thử"
    book.save(back / "ho-da-sua.xlsx")
    assert _call(back / "ho-da-sua.xlsx", "--into", register, "--return", tmp_path / "again") == 0
    after = {h.household_id: h.head_name for h in read_register(register).households}
    assert before.items() < after.items()
    assert sorted(set(after.values()) - set(before.values())) == ["Lý Thị Thử"]
    assert not (tmp_path / "again").exists()


def test_no_name_of_a_person_is_said_on_the_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _call(office_book(tmp_path / "ho.xlsx"), "-o", tmp_path / "r", "--return", tmp_path / "back") == 0
    said = capsys.readouterr()
    assert [name for name in ("NÔNG", "Nông", "Triệu", "020070001111") if name in said.err + said.out] == []
