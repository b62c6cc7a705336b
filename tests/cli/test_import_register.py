"""Lists come year by year: a later call adds to what stands and loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from books import HELPED, HOUSEHOLD_HEADER, HOUSEHOLDS, agency_book, helped_book, household_book
from diachi.cli import main
from diachi.core.issues import IssueCode
from diachi.files.register_folder import read_history, read_register


def test_another_list_of_earlier_help_is_laid_beside_the_history_that_stands(tmp_path: Path) -> None:
    register = tmp_path / "register"
    home, first = household_book(tmp_path / "ho.xlsx"), helped_book(tmp_path / "cu.xlsx", HELPED[:1])
    assert main(["import-register", str(home), str(first), "-o", str(register)]) == 0
    second = helped_book(tmp_path / "moi.xlsx", HELPED[1:])
    assert main(["import-register", str(second), "--into", str(register)]) == 0
    assert [r.year for r in read_history(tmp_path / "history").helped] == [2010, 2019]


def test_a_list_of_bodies_alone_is_added_to_the_households_that_stand(tmp_path: Path) -> None:
    register = tmp_path / "register"
    assert main(["import-register", str(household_book(tmp_path / "ho.xlsx")), "-o", str(register)]) == 0
    before = read_register(register)
    assert main(["import-register", str(agency_book(tmp_path / "cq.xlsx")), "--into", str(register)]) == 0
    after = read_register(register)
    assert after.households == before.households
    assert len(after.agencies) == 7
    assert (register / "issues.csv").is_file()


def test_every_check_is_listed_without_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-register", "--checks"]) == 0
    said = capsys.readouterr().out
    assert "Đã thêm lại số 0 bị mất ở đầu." in said
    assert main(["import-register", "--checks", "--json"]) == 0
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert {check["code"] for check in checks} == set(IssueCode)


@pytest.mark.parametrize("args", [[], ["a.xlsx"], ["-o", "r"]])
def test_without_a_list_or_a_place_for_it_the_call_is_refused(
    args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-register", *args]) == 2
    assert "Cách gọi" in capsys.readouterr().err


def test_a_list_may_be_checked_and_given_back_without_anything_being_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = household_book(tmp_path / "ho.xlsx")
    monkeypatch.chdir(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    assert main(["import-register", str(book), "--only-check"]) == 0
    assert "Mới kiểm tra, chưa ghi gì vào sổ." in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} == before
    assert main(["import-register", str(book), "-o", "register"]) == 0
    kept = {path.name: path.read_bytes() for path in (tmp_path / "register").iterdir()}
    assert main(["import-register", str(book), "--into", "register", "--only-check", "--return", "can-sua"]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "register").iterdir()} == kept


def test_one_of_several_files_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, torn = household_book(tmp_path / "ho.xlsx"), tmp_path / "hong.xlsx"
    torn.write_bytes(good.read_bytes()[:2000])
    assert main(["import-register", str(good), str(torn), "-o", str(tmp_path / "register"), "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["refused"] == [{"file": "hong.xlsx", "code": "workbook_damaged"}]
    assert "1 tệp chưa đọc được, phải gửi lại: hong.xlsx." in err
    assert read_register(tmp_path / "register").households
    assert main(["import-register", str(torn), "-o", str(tmp_path / "other")]) == 2
    assert main(["import-register", str(torn), str(torn.with_name("x.xlsx")), "-o", str(tmp_path / "other")]) == 2
    assert not (tmp_path / "other").exists()


def test_columns_nobody_read_are_named_with_the_way_to_have_them_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [(*row, "x") for row in HOUSEHOLDS]
    book = household_book(tmp_path / "ho.xlsx", rows, (*HOUSEHOLD_HEADER, "Mã vùng"))
    assert main(["import-register", str(book), "--only-check"]) == 0
    assert "Cột chưa đọc: Mã vùng (1 trang)." in capsys.readouterr().err
