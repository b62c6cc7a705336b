"""Workbooks that go out and come back: nothing changed is nothing changed, one side wins, both sides are asked."""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from diachi.cli import main
from shared import EXAMPLES

BINH_GIA = EXAMPLES / "binh_gia_2024"
TABLES = ("households", "members", "agencies", "clusters", "pairs")
COMMUNE = "06073"
HEAD = 3


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BINH_GIA, tmp_path / "dot-2024"))


def _rows(folder: Path, table: str) -> dict[str, dict[str, str]]:
    with (folder / "register" / f"{table}.csv").open(encoding="utf-8", newline="") as text:
        return {next(iter(row.values())): row for row in csv.DictReader(text)}


def _conflicts(folder: Path) -> list[tuple[str, str]]:
    with (folder / "register" / "conflicts.csv").open(encoding="utf-8", newline="") as text:
        return [(row["column"], row["outcome"]) for row in csv.DictReader(text)]


def _out(campaign: Path, unit: str, unit_id: str) -> Path:
    out = campaign.parent / f"{unit_id}.xlsx"
    assert main(["export-workbook", str(campaign), "--for", unit, "--id", unit_id, "-o", str(out)]) == 0
    return out


def _back(campaign: Path, book: Path) -> int:
    return main(["import-register", str(book), "--into", str(campaign / "register")])


def _sheet(book: Any, name: str) -> tuple[Any, dict[str, int]]:
    sheet = book[name]
    return sheet, {cell.value: cell.column for cell in sheet[HEAD] if cell.value}


@pytest.mark.parametrize("example", ["binh_gia_2024", "ninh_thuan_2020"])
def test_a_register_goes_out_and_comes_in_exactly(example: str, tmp_path: Path) -> None:
    source = EXAMPLES / example
    assert main(["export-register", str(source), "-o", str(tmp_path / "all.xlsx")]) == 0
    assert main(["import-register", str(tmp_path / "all.xlsx"), "-o", str(tmp_path / "register")]) == 0
    for table in TABLES:
        assert (tmp_path / "register" / f"{table}.csv").read_bytes() == (
            source / "register" / f"{table}.csv"
        ).read_bytes()
    if (source / "history" / "helped.csv").read_text(encoding="utf-8").count("\n") > 1:
        assert (tmp_path / "history" / "helped.csv").read_bytes() == (source / "history" / "helped.csv").read_bytes()
    assert main(["export-register", str(source / "register"), "-o", str(tmp_path / "copy")]) == 0
    assert (tmp_path / "copy" / "households.csv").read_bytes() == (source / "register" / "households.csv").read_bytes()


def test_a_commune_s_workbook_that_nobody_changed_changes_nothing(campaign: Path) -> None:
    before = {t: _rows(campaign, t) for t in TABLES}
    assert _back(campaign, _out(campaign, "commune", COMMUNE)) == 0
    assert {t: _rows(campaign, t) for t in TABLES} == before
    assert not (campaign / "register" / "conflicts.csv").exists()


@pytest.mark.needs_office
def test_a_spreadsheet_that_saved_it_changes_nothing(campaign: Path, tmp_path: Path) -> None:
    before = {t: _rows(campaign, t) for t in TABLES}
    out = _out(campaign, "commune", COMMUNE)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    call = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), str(out)]
    subprocess.run(call, check=True, capture_output=True)
    assert _back(campaign, tmp_path / "saved" / out.name) == 0
    assert {t: _rows(campaign, t) for t in TABLES} == before


def _edited(book: Path) -> tuple[list[str], list[str]]:
    """Change a workbook as a commune does: typed days, a phone without its zero, words from the list, blanks."""
    excel = openpyxl.load_workbook(book)
    sheet, at = _sheet(excel, "Hộ")
    ids = [sheet.cell(n, 1).value for n in range(HEAD + 1, HEAD + 7)]
    names = [sheet.cell(n, at["Họ và tên chủ hộ"]).value for n in range(HEAD + 1, HEAD + 7)]
    sheet.cell(HEAD + 1, at["Số điện thoại"]).value = 912345678
    sheet.cell(HEAD + 1, at["Ngày họp thôn"]).value = "15/7/2024"
    sheet.cell(HEAD + 2, at["Loại hộ"]).value = "Hộ cận nghèo"
    sheet.cell(HEAD + 2, at["Có ý chí vươn lên"]).value = "x"
    sheet.cell(HEAD + 3, at["Nguyên nhân nghèo"]).value = "Thiếu vốn sản xuất; thieu dat san xuat"
    sheet.cell(HEAD + 3, at["Thôn"]).value = "=1+1"
    sheet.cell(HEAD + 3, at["Thôn"]).data_type = "s"
    sheet.cell(HEAD + 4, at["Họ và tên chủ hộ"]).value = None
    sheet.cell(HEAD + 5, at["Số khẩu"]).value = "mười"
    sheet.cell(HEAD + 6, at["Nguyện vọng"]).value = "Bò giống"
    new = next(n for n in range(HEAD + 1, 400) if not sheet.cell(n, 1).value)
    for header, value in (("Họ và tên chủ hộ", "Nông Văn Mới"), ("Năm sinh", 1980), ("Thôn", "Thôn Kéo Lùng")):
        sheet.cell(new, at[header]).value = value
    excel.save(book)
    return ids, names


def test_what_a_commune_changed_comes_in_cell_by_cell(campaign: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _rows(campaign, "households")
    out = _out(campaign, "commune", COMMUNE)
    ids, names = _edited(out)
    path = campaign / "register" / "households.csv"
    wished = path.read_text(encoding="utf-8").splitlines()
    header = wished[0].split(",")
    with path.open("w", encoding="utf-8", newline="") as text:  # our side changed one cell meanwhile
        rows = csv.DictWriter(text, header, lineterminator="\n")
        rows.writeheader()
        rows.writerows({**row, "wishes": "Trâu giống"} if key == ids[5] else row for key, row in sorted(before.items()))
    assert _back(campaign, out) == 0
    after = _rows(campaign, "households")
    assert (after[ids[0]]["phone"], after[ids[0]]["village_meeting_date"]) == ("0912345678", "2024-07-15")
    assert (after[ids[1]]["status"], after[ids[1]]["will_to_escape"]) == ("near_poor", "1")
    assert after[ids[2]]["causes"].split(";")[:2] == ["no_capital", "no_land"]
    assert after[ids[2]]["hamlet"] == "'=1+1"  # text for whoever opens the table; ours when it is read
    assert after[ids[3]]["head_name"] == names[3]
    assert after[ids[4]]["persons"] == before[ids[4]]["persons"]
    assert after[ids[5]]["wishes"] == "Trâu giống"
    assert sorted(_conflicts(campaign)) == [("head_name", "blanked"), ("wishes", "both_changed")]
    (added,) = set(after) - set(before)
    assert (after[added]["head_name"], after[added]["commune_code"]) == ("Nông Văn Mới", COMMUNE)
    (place,) = [r["hamlet"] for key, r in after.items() if key == added]
    assert place == "Thôn Kéo Lùng"
    issues = (campaign / "register" / "issues.csv").read_text(encoding="utf-8")
    assert "value_unreadable" in issues
    assert "cell_both_changed" in issues
    assert "Nông Văn Mới" not in capsys.readouterr().err
    again = {t: _rows(campaign, t) for t in TABLES}
    assert _back(campaign, out) == 0
    assert {t: _rows(campaign, t) for t in TABLES} == again


def test_a_locked_cell_and_a_moved_column(campaign: Path) -> None:
    out = _out(campaign, "commune", COMMUNE)
    excel = openpyxl.load_workbook(out)
    sheet, at = _sheet(excel, "Đã giúp đỡ")
    sheet.cell(HEAD + 1, at["Năm"]).value = 1999
    homes, at = _sheet(excel, "Hộ")
    first = homes.cell(HEAD + 1, 1).value
    homes.insert_cols(3)
    homes.cell(HEAD, 3).value = "Ghi chú của thôn"
    homes.cell(HEAD + 1, at["Số khẩu"] + 1).value = 9
    excel.save(out)
    assert _back(campaign, out) == 0
    assert _conflicts(campaign) == [("year", "locked")]
    assert _rows(campaign, "households")[first]["persons"] == "9"


def test_a_body_sees_no_number_of_a_family_and_answers(campaign: Path) -> None:
    homes = _rows(campaign, "households")
    agency = "CQ001"
    out = _out(campaign, "agency", agency)
    with zipfile.ZipFile(out) as archive:
        text = "".join(archive.read(n).decode("utf-8", "ignore") for n in archive.namelist() if n.endswith(".xml"))
    assert not [h["household_id"] for h in homes.values() if h["personal_id"] and h["personal_id"] in text]
    assert not [h["household_id"] for h in homes.values() if h["phone"] and h["phone"] in text]
    excel = openpyxl.load_workbook(out)
    sheet, at = _sheet(excel, "Thống nhất")
    target = sheet.cell(HEAD + 1, at["Mã hộ"]).value
    sheet.cell(HEAD + 1, at["Ngày cơ quan đồng ý"]).value = date(2024, 6, 20)
    excel.save(out)
    assert _back(campaign, out) == 0
    with (campaign / "register" / "pairs.csv").open(encoding="utf-8", newline="") as text_of_pairs:
        found = [r for r in csv.DictReader(text_of_pairs) if (r["agency_id"], r["target_id"]) == (agency, target)]
    assert [r["sponsor_yes_on"] for r in found] == ["2024-06-20"]


def test_the_head_count_of_armed_forces_is_not_in_their_workbook(campaign: Path) -> None:
    forces = next(a for a in _rows(campaign, "agencies").values() if a["kind"] == "armed_forces")
    sheet, at = _sheet(openpyxl.load_workbook(_out(campaign, "agency", forces["agency_id"])), "Cơ quan, đơn vị")
    assert not [header for header in at if "Số cán bộ" in header]
    assert sheet.protection.sheet


def test_a_unit_s_workbook_needs_its_register(
    campaign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = _out(campaign, "commune", COMMUNE)
    assert main(["import-register", str(out), "-o", str(tmp_path / "new")]) == 2
    assert "--into" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
    assert main(["export-workbook", str(campaign), "--for", "commune", "--id", "99999"]) == 2
    assert "99999" in capsys.readouterr().err


def test_no_cell_of_a_workbook_is_a_formula(campaign: Path) -> None:
    path = campaign / "register" / "households.csv"
    text = path.read_text(encoding="utf-8").replace("Thôn Kéo Lùng", "=HYPERLINK(1)")
    path.write_text(text, encoding="utf-8")
    excel = openpyxl.load_workbook(_out(campaign, "commune", "06067"))
    kinds = {cell.data_type for sheet in excel for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert any(cell.value == "=HYPERLINK(1)" for row in excel["Hộ"].iter_rows() for cell in row)
