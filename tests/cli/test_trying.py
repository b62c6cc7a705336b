"""What if, line by line: each line is answered by its difference, a wrong one is said, nothing is ever written."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from diachi.cli import main
from diachi.files.allocation_json import read_allocation
from house import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "dot-2024"
    shutil.copytree(ROOT / "examples" / "binh_gia_2024", target)
    return target


def typed(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *lines: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    before = (folder / "allocation.json").read_bytes()
    assert main(["allocate", str(folder), "--what-if", "-"]) == 0
    assert (folder / "allocation.json").read_bytes() == before
    return capsys.readouterr().out


def test_each_line_is_answered_and_what_holds_is_given_to_be_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = read_allocation(folder / "allocation.json")
    family = next(u.household_id for u in found.unmet.households if u.code == "places_ran_out")
    lines = (f"ghim CQ001 {family}", "cam CQ003 06073", "truoc fairness", "bo", "khoang distance 2", "xem", "thoi")
    said = typed(folder, monkeypatch, capsys, *lines)
    assert said.count("Các mức: ") == 4
    assert f"chưa có nơi nhận -> {'Văn phòng HĐND và UBND huyện'}" in said
    assert f"Đang thử: ghim CQ001 {family}, cam CQ003 06073, khoang distance 2." in said
    assert f"\nCQ001,household,{family},direction\n" in said
    assert "\nCQ003,commune,06073,conflict\n" in said
    assert 'name = "distance"\nband = 2' in said
    assert 'name = "fairness"\nband' not in said


def test_a_line_that_cannot_be_is_said_and_the_others_hold(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = typed(
        folder,
        monkeypatch,
        capsys,
        "ghim CQ001 khong-co",
        "nhay",
        "truoc gan",
        "khoang fairness 3",
        "bo",
        "",
        "ban CQ001",
    )
    assert "khong-co" in said
    assert said.count("Chưa hiểu dòng này") == 4
    assert "levels.fairness.band" in said
    assert "Đang thử: -." in said
    assert said.rstrip().endswith("Chưa ghi gì vào đề xuất.")


def test_what_is_given_to_be_kept_is_taken_by_the_options(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = typed(folder, monkeypatch, capsys, "first priority:commune_hoa_tham", "quit")
    tables = said[said.index("[[levels]]") : said.index("Chưa ghi gì")]
    (tmp_path / "muc.toml").write_text(tables, encoding="utf-8")
    assert main(["allocate", str(folder), "--levels", str(tmp_path / "muc.toml")]) == 0
    names = [v.name for v in read_allocation(folder / "allocation.json").levels]
    assert names[1] == "priority:commune_hoa_tham"
