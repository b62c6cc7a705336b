"""Looking places up and taking reforms, as a person calls it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from diachi.cli import main
from diachi.files.home import SETTING

REFORM = """document,effective_on,old_code,part,new_code,new_name,new_kind,new_province_code
NQ thử,2027-07-01,06073,whole,06073,Hoa Ảo,ward,20
NQ thử,2027-07-01,06076,whole,06073,Hoa Ảo,ward,20
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SETTING, str(tmp_path / "home"))
    return tmp_path / "home"


def _resolve(*args: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main(["places", "resolve", *args, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_name_is_looked_up_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    found = _resolve("xã Hoa Tham", "--parent", "huyện Bình Gia", "--on", "1/4/2024", capsys=capsys)
    assert (found["commune_code"], found["resolved"], found["verdict"]) == (
        "06073",
        "xã Hoa Thám, Bình Gia, Lạng Sơn",
        "found",
    )
    assert len(str(found["law"])) >= 8


def test_what_is_not_sure_is_asked_with_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "resolve", "22768", "--on", "2025-08-01"]) == 0
    said = capsys.readouterr().out
    assert "cần biết thôn" in said
    assert "22888 xã Phước Dinh, Khánh Hòa" in said
    assert main(["places", "resolve", "22768", "--on", "2025-08-01", "--strict"]) == 3


def test_thousands_come_back_in_their_own_file_with_three_more_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed, out = tmp_path / "ten.csv", tmp_path / "ma.csv"
    rows = [
        ("1", "xã Hoa Thám", "Bình Gia", "1/4/2024"),
        ("2", "Hợp Thành", "Cao Lộc", "2015-01-01"),
        ("3", "Thien That", "Bình Gia", "2024-04-01"),
        ("4", "Đông Hải", "Phan Rang - Tháp Chàm", "31/2/2024"),
        ("5", "Không Có", "Bình Gia", ""),
    ]
    with listed.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("stt", "name", "parent", "on"), *rows])
    assert main(["places", "resolve", "--csv", str(listed), "-o", str(out)]) == 0
    assert "5 dòng: 3 đã rõ, 2 cần người trả lời" in capsys.readouterr().err
    with out.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert [(r["stt"], r["commune_code"], r["verdict"]) for r in found] == [
        ("1", "06073", "found"),
        ("2", "06226", "from_unknown"),
        ("3", "06091", "corrected"),
        ("4", "", "date_wrong"),
        ("5", "", "unknown"),
    ]


def test_a_reform_is_taken_used_named_in_the_edition_and_withdrawn(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = _resolve("06073", "--on", "2028-01-01", capsys=capsys)
    path = tmp_path / "sap-xep.csv"
    path.write_text(REFORM, encoding="utf-8")
    assert main(["places", "import", str(path)]) == 0
    [kept] = list((home / "law" / "reforms").iterdir())
    assert kept.name in capsys.readouterr().err
    new = _resolve("06073", "--on", "2028-01-01", capsys=capsys)
    assert new["resolved"] == "phường Hoa Ảo, Lạng Sơn"
    assert new["law"] != shipped["law"]
    assert _resolve("06076", "--on", "2028-01-01", capsys=capsys)["verdict"] == "became"
    assert _resolve("06073", "--on", "2024-04-01", capsys=capsys)["resolved"] == "xã Hoa Thám, Bình Gia, Lạng Sơn"
    assert main(["places", "withdraw", kept.name]) == 0
    capsys.readouterr()
    assert _resolve("06073", "--on", "2028-01-01", capsys=capsys) == shipped


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (REFORM.replace("06076", "99999"), "dòng 3, cột old_code"),
        (REFORM.replace("2027-07-01,06076", "0027-07-01,06076"), "dòng 3, cột effective_on"),
        (REFORM.replace("2027-07-01,06076", "2027-02-30,06076"), "dòng 3, cột effective_on"),
        (
            REFORM.replace("ward,20\nNQ thử,2027-07-01,06076", "thành,20\nNQ thử,2027-07-01,06076"),
            "dòng 2, cột new_kind",
        ),
        ("document\n", "không có nội dung"),
    ],
)
def test_a_wrong_reform_is_refused_whole(
    text: str, says: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sap-xep.csv"
    path.write_text(text, encoding="utf-8")
    assert main(["places", "import", str(path)]) == 2
    assert says in capsys.readouterr().err
    assert not (home / "law" / "reforms").exists()


def test_points_are_taken_and_wrong_ones_refused(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "toa-do.csv"
    path.write_text("commune_code,lat,lon\n06073,22.1,106.4\n", encoding="utf-8")
    assert main(["places", "import-points", str(path)]) == 0
    before = (home / "law" / "points.csv").read_bytes()
    for wrong in ("99999,22.1,106.4", "06073,22.1,"):
        path.write_text(f"commune_code,lat,lon\n{wrong}\n", encoding="utf-8")
        assert main(["places", "import-points", str(path)]) == 2
        assert "dòng 2" in capsys.readouterr().err
    assert (home / "law" / "points.csv").read_bytes() == before
