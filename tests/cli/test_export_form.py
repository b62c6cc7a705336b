"""Official tables printed from the register: real figures, an office's own columns, what is missing said."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from diachi.cli import main
from diachi.files.form_toml import shipped_forms
from shared import EXAMPLES

BINH_GIA, NINH_THUAN = EXAMPLES / "binh_gia_2024", EXAMPLES / "ninh_thuan_2020"
IDS = [form.id for form in shipped_forms()]


def printed(out: Path, folder: Path, *args: str) -> Any:
    assert main(["export-register", str(folder), *args, "-o", str(out)]) == 0
    return openpyxl.load_workbook(out).active


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    """The rows below the numbers of the header."""
    cells = list(sheet.iter_rows(values_only=True))
    start = next(n for n, row in enumerate(cells) if row[0] == "(1)")
    return [row for row in cells[start + 1 :] if any(cell is not None for cell in row)]


def households(folder: Path) -> list[dict[str, str]]:
    with (folder / "register" / "households.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.mark.parametrize("form", IDS)
@pytest.mark.parametrize("folder", [BINH_GIA, NINH_THUAN], ids=["binh_gia", "ninh_thuan"])
def test_every_form_is_a4_and_holds_no_formula(form: str, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "bieu.xlsx"
    code = main(["export-register", str(folder), "--form", form.lower(), "-o", str(out)])
    if form == "ASSIGN-NT2020" and folder is BINH_GIA:
        assert code == 2, "no clusters there"
        assert not out.exists()
        return
    sheet = openpyxl.load_workbook(out).active
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"] == []


def test_the_figures_of_a_decision_are_those_of_the_register(tmp_path: Path) -> None:
    sheet = printed(tmp_path / "b.xlsx", BINH_GIA, "--form", "DECISION-2022")
    counted = Counter(home["commune"] for home in households(BINH_GIA) if home["status"] == "poor")
    found = {row[1]: row for row in rows(sheet)}
    assert {name: row[3] for name, row in found.items() if name in counted} == dict(counted)
    assert found["Tổng cộng"][3] == sum(counted.values())
    without = sum(home["able_to_work"] == "0" for home in households(BINH_GIA))
    assert found["Tổng cộng"][5] == without
    assert found["Tổng cộng"][6] == round(100 * without / sum(counted.values()), 2)
    assert found["Tổng cộng"][2] is None, "nobody said how many households live there"


def test_what_is_missing_is_said_and_where_to_write_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(tmp_path / "b.xlsx", BINH_GIA, "--form", "DECISION-2022")
    said = capsys.readouterr().err
    assert "Để trống vì chưa có số liệu: Tổng số hộ; Tỷ lệ %; %. Ghi vào mục [figures.residents]" in said
    assert "Để trống vì danh sách chưa có: Hộ cận nghèo;" in said


def test_an_office_adds_renames_and_moves_columns_and_gives_its_figures(tmp_path: Path) -> None:
    own = tmp_path / "mau.toml"
    assert main(["export-register", "--write-form", "DECISION-2022", "-o", str(own)]) == 0
    text = own.read_text(encoding="utf-8")
    lines = text.splitlines()
    head = next(n for n, line in enumerate(lines) if 'header = "Hộ nghèo"' in line)
    lines[head] = lines[head].replace("Hộ nghèo", "Hộ nghèo rà soát")
    lines.insert(head, '  { header = "Hộ đã có nơi giúp", count = ["poor", "paired"] },')
    where = lines.index("[figures.residents]")
    lines[where + 1 : where + 1] = ['"06073" = 630', '"Vĩnh Yên" = 540']
    own.write_text("\n".join(lines), encoding="utf-8")
    sheet = printed(tmp_path / "b.xlsx", BINH_GIA, "--form", str(own))
    found = {row[1]: row for row in rows(sheet)}
    assert sheet.cell(5, 4).value != ""
    header = [cell.value for row in sheet.iter_rows() for cell in row]
    assert header.index("Hộ đã có nơi giúp") < header.index("Hộ nghèo rà soát")
    poor = sum(h["commune"] == "Hoa Thám" and h["status"] == "poor" for h in households(BINH_GIA))
    assert found["Hoa Thám"][2] == 630
    assert found["Hoa Thám"][4:6] == (poor, round(100 * poor / 630, 2))
    assert found["Tổng cộng"][2] is None, "seventeen communes gave no figure: a sum of two would be a lie"


def test_a_form_an_office_wrote_in_is_never_replaced(tmp_path: Path) -> None:
    own = tmp_path / "mau.toml"
    own.write_text("của tôi", encoding="utf-8")
    assert main(["export-register", "--write-form", "DECISION-2022", "-o", str(own)]) == 2
    assert own.read_text(encoding="utf-8") == "của tôi"


def test_a_commune_prints_its_own_by_hamlet(tmp_path: Path) -> None:
    sheet = printed(tmp_path / "b.xlsx", BINH_GIA, "--form", "TT21-2012-BTXH", "--id", "06073")
    hamlets = {home["hamlet"] for home in households(BINH_GIA) if home["commune_code"] == "06073"}
    assert {row[1] for row in rows(sheet)} >= hamlets


def test_who_helps_whom_with_what_was_given(tmp_path: Path) -> None:
    sheet = printed(tmp_path / "b.xlsx", BINH_GIA, "--form", "ADDRESS-PROPOSED")
    with (BINH_GIA / "progress" / "deliveries.csv").open(encoding="utf-8", newline="") as text:
        given = sum(int(row["value_vnd"] or 0) for row in csv.DictReader(text))
    body = rows(sheet)
    assert sum(row[12] for row in body if isinstance(row[12], int)) == given
    day = next(row[14] for row in body if row[14])
    assert (day.year, sheet.cell(1, 1).data_type) == (2024, "s") or day.year == 2024
    said = " ".join(str(cell) for row in body for cell in row if cell)
    assert "ốm đau" not in said, "an illness never leaves the office"


def test_the_head_count_of_armed_forces_is_not_printed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BINH_GIA, tmp_path / "dot"))
    path = folder / "register" / "agencies.csv"
    kept = path.read_text(encoding="utf-8").splitlines()
    at = kept[0].split(",").index("staff")
    forces = [n for n, line in enumerate(kept) if ",armed_forces," in line]
    assert forces
    for n in forces:
        cells = next(csv.reader([kept[n]]))
        cells[at] = "4321"
        kept[n] = ",".join(cells)
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    sheet = printed(tmp_path / "b.xlsx", folder, "--form", "ADDRESS-PROPOSED")
    assert "4321" not in " ".join(str(cell) for row in rows(sheet) for cell in row)


def test_a_page_for_a_household_with_its_persons(tmp_path: Path) -> None:
    one = next(h for h in households(BINH_GIA) if int(h["persons"] or 0) > 2)
    sheet = printed(tmp_path / "b.xlsx", BINH_GIA, "--form", "TT14-2018-1a", "--id", one["household_id"])
    said = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert f"Họ và tên: {one['head_name']}" in said
    assert any(str(cell).startswith("Ngày cấp: …") for cell in said)
    assert sheet.page_setup.orientation == "portrait"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--form", "MAU-99", "-o", "b.xlsx"], "Không có biểu mẫu tên MAU-99"),
        (["--form", "DECISION-2022", "-o", "b.csv"], "không có đuôi .xlsx"),
        (["--form", "DECISION-2022", "--id", "99999", "-o", "b.xlsx"], "99999"),
        (["--form", "khong-co.toml", "-o", "b.xlsx"], "khong-co.toml"),
        (["--form", "DECISION-2022"], "Cách gọi"),
    ],
)
def test_a_call_that_cannot_be_met_is_refused_in_words(
    args: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export-register", str(BINH_GIA), *args]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_forms_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export-register", "--forms"]) == 0
    said = capsys.readouterr().out
    assert [name for name in IDS if f"{name}: " not in said] == []
