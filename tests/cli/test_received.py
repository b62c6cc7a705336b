"""Lists as they come, month after month: kept apart, shown, taken back as if they had never come."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from diachi.cli import main
from diachi.files.snapshot_tables import read_snapshots

HEAD = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Thôn", "Nhu cầu hỗ trợ")
SURNAMES, GIVEN = ("Nông", "Lý", "Hoàng", "Triệu", "Lương", "Vi"), ("Ảo", "Thử", "Mẫu", "Giả", "Sơn", "Lan", "Tiến")
Home = tuple[str, int, str, str, str]


def homes(dice: random.Random, count: int) -> list[Home]:
    found = []
    for number in range(count):
        year = dice.randrange(1950, 2000)
        name = f"{dice.choice(SURNAMES)} Văn {dice.choice(GIVEN)}"
        wants = dice.choice(("Bò giống", "Cây giống", ""))
        found.append((name, year, f"0200{year % 100:02}{number:06}", f"Bản {dice.randrange(4)}", wants))
    return found


def book(
    path: Path, rows: list[Home], day: str, *, commune: str = "Hoa Thám", title: str = "", stated: int = 0
) -> Path:
    sheet = (made := Workbook()).active
    assert sheet is not None
    sheet.append([title or "DANH SÁCH HỘ NGHÈO NĂM 2024"])
    sheet.append([f"Xã {commune}, huyện Bình Gia, tỉnh Lạng Sơn, ngày {day}"])
    sheet.append(["(Kèm theo Quyết định số 15/QĐ-UBND ngày 02/01/2024)"])
    if stated:
        sheet.append([f"Tổng số {stated} hộ"])
    sheet.append(HEAD)
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *row])
    made.save(path)
    return path


def folder_bytes(folder: Path) -> dict[str, bytes]:
    """The register without the report of the last import."""
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.name != "issues.csv"}


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def done(*args: object) -> tuple[int, str, str]:
        code = main([str(a) for a in args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return done


Call = Callable[..., tuple[int, str, str]]


def ids(folder: Path) -> list[str]:
    return [s.snapshot_id for s in sorted(read_snapshots(folder).lists, key=lambda s: s.received)]


def test_what_a_list_says_of_itself_is_kept(call: Call, tmp_path: Path) -> None:
    rows = homes(random.Random(1), 12)
    sent = book(tmp_path / "hoa-tham.xlsx", rows, "10/4/2024", stated=14)
    code, out, _ = call("import-register", sent, "-o", tmp_path / "so", "--json")
    assert code == 0
    [told] = json.loads(out)["lists"]
    assert (told["commune"], told["list_date"], told["decision_no"]) == ("Hoa Thám", "2024-04-10", "15/QĐ-UBND")
    assert (told["taken"], told["stated"]) == (12, 14)
    [kept] = read_snapshots(tmp_path / "so").lists
    assert kept.snapshot_id.startswith("06073-poor-2024-")
    assert len(kept.source_sha256) == 64


def test_the_same_file_again_changes_nothing_whatever_came_between(call: Call, tmp_path: Path) -> None:
    dice, so = random.Random(2), tmp_path / "so"
    april = homes(dice, 10)
    june = [(name, year, number, hamlet, "Lợn giống") for name, year, number, hamlet, _ in april]
    first = book(tmp_path / "t4.xlsx", april, "10/4/2024")
    second = book(tmp_path / "t6.xlsx", june, "10/6/2024")
    call("import-register", first, "-o", so)
    before = folder_bytes(so)
    call("import-register", first, "--into", so)
    assert folder_bytes(so) == before
    call("import-register", second, "--into", so)
    after = folder_bytes(so)
    code, out, _ = call("import-register", first, "--into", so, "--json")
    assert folder_bytes(so) == after
    assert "list_known" in {issue["code"] for issue in json.loads(out)["issues"]}
    assert code == 0


@pytest.mark.parametrize("seed", range(6))
def test_a_list_withdrawn_leaves_what_stood_before(seed: int, call: Call, tmp_path: Path) -> None:
    dice, so = random.Random(seed), tmp_path / "so"
    april = homes(dice, 15)
    june = [home for home in april if dice.random() < 0.7]
    june = [(n, y, i, h, w if dice.random() < 0.5 else "Máy cày") for n, y, i, h, w in june] + homes(dice, 3)
    call("import-register", book(tmp_path / "t4.xlsx", april, "10/4/2024"), "-o", so)
    before = folder_bytes(so)
    call("import-register", book(tmp_path / "t6.xlsx", june, "10/6/2024"), "--into", so)
    assert folder_bytes(so) != before
    code, _, said = call("import-register", "--withdraw", ids(so)[-1], "--into", so)
    assert (code, folder_bytes(so)) == (0, before), said


def test_what_rests_on_a_list_is_named_and_nothing_changes(call: Call, tmp_path: Path) -> None:
    dice, so = random.Random(3), tmp_path / "so"
    april = homes(dice, 6)
    call("import-register", book(tmp_path / "t4.xlsx", april, "10/4/2024"), "-o", so)
    call("import-register", book(tmp_path / "t6.xlsx", april[:5], "10/6/2024"), "--into", so)
    before = folder_bytes(so)
    code, _, said = call("import-register", "--withdraw", ids(so)[0], "--into", so)
    assert (code, folder_bytes(so)) == (2, before)
    assert ids(so)[1] in said
    code, _, said = call("import-register", "--withdraw", "06073-poor-2024-khong-co", "--into", so)
    assert code == 2
    assert ids(so)[0] in said


def test_a_household_in_use_keeps_its_list(call: Call, tmp_path: Path) -> None:
    so = tmp_path / "so"
    call("import-register", book(tmp_path / "t4.xlsx", homes(random.Random(4), 4), "10/4/2024"), "-o", so)
    (tmp_path / "progress").mkdir()
    visited = "visit_id,household_id,agency_id\nT1,06073-2024-2,CQ01\n"
    (tmp_path / "progress" / "visits.csv").write_text(visited, encoding="utf-8")
    code, _, said = call("import-register", "--withdraw", ids(so)[0], "--into", so)
    assert code == 2
    assert "06073-2024-2" in said


def test_whom_a_later_list_forgets_is_said_and_kept(call: Call, tmp_path: Path) -> None:
    dice, so = random.Random(5), tmp_path / "so"
    april = homes(dice, 9)
    call("import-register", book(tmp_path / "t4.xlsx", april, "10/4/2024"), "-o", so)
    _, out, _ = call("import-register", book(tmp_path / "t6.xlsx", april[:6], "10/6/2024"), "--into", so, "--json")
    [gone] = [issue for issue in json.loads(out)["issues"] if issue["code"] == "gone_since"]
    assert (gone["facts"]["count"], gone["facts"]["earlier"], gone["facts"]["later"]) == (3, "10/4/2024", "10/6/2024")
    assert (so / "households.csv").read_text(encoding="utf-8").count("\n") == 1 + 9


def test_a_list_of_changes_forgets_nobody(call: Call, tmp_path: Path) -> None:
    dice, so = random.Random(6), tmp_path / "so"
    april = homes(dice, 9)
    call("import-register", book(tmp_path / "t4.xlsx", april, "10/4/2024"), "-o", so)
    changes = book(tmp_path / "t6.xlsx", homes(dice, 2), "10/6/2024", title="DANH SÁCH HỘ NGHÈO BỔ SUNG NĂM 2024")
    _, out, _ = call("import-register", changes, "--into", so, "--json")
    told: dict[str, Any] = json.loads(out)
    assert "gone_since" not in {issue["code"] for issue in told["issues"]}
    [row] = [row for row in told["lists"] if row["snapshot_id"]]
    assert (row["taken"], row["changes"]) == (9, 1)


def test_the_page_names_who_sent_and_who_did_not(call: Call, tmp_path: Path) -> None:
    dice, so, page = random.Random(7), tmp_path / "so", tmp_path / "da-gui.html"
    one = book(tmp_path / "a.xlsx", homes(dice, 4), "10/4/2024", stated=4)
    two = book(tmp_path / "b.xlsx", homes(dice, 5), "12/4/2024", commune="Thiện Thuật", stated=7)
    code, *_ = call("import-register", one, two, "-o", so, "--page", page)
    assert code == 0
    html = page.read_text(encoding="utf-8")
    assert "Yên Lỗ" in html
    assert "chưa gửi" in html
    assert "http" not in html.replace("http-equiv", "")
    code, out, _ = call("import-register", "--received", "--into", so)
    assert code == 0
    assert "Hoa Thám: hộ nghèo, 10/4/2024 theo quyết định 15/QĐ-UBND, 4 hộ, đúng số đã ghi" in out
    assert "Thiện Thuật: hộ nghèo, 12/4/2024 theo quyết định 15/QĐ-UBND, 5 hộ, thiếu 2 so với 7 hộ đã ghi" in out
    assert "17 xã chưa gửi" in out
