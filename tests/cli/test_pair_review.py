"""Pairs go out as a sheet and come back as verdicts; what cannot be taken is named by its row, nothing is lost."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText

from diachi.cli import main
from house import ROOT

BINH_GIA = ROOT / "examples" / "binh_gia_2024"
HEAD, VERDICT, REASON = 6, 7, 8
COMMUNES = ("06067", "06070", "06073", "06076", "06079", "06121")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dot"
    shutil.copytree(BINH_GIA / "register", made / "register")
    shutil.copytree(BINH_GIA / "history", made / "history")
    shutil.copy(BINH_GIA / "campaign.toml", made)
    (made / "register" / "pairs.csv").unlink()
    for table in ("households", "members"):  # some communes are enough, and quicker
        path = made / "register" / f"{table}.csv"
        head, *rows = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([head, *(r for r in rows if r[:5] in COMMUNES)]) + "\n", "utf-8")
    return made


def _sheet(folder: Path) -> Path:
    out = folder.parent / "can-xem.xlsx"
    assert main(["find-same", str(folder), "--review-sheet", str(out)]) == 0
    return out


def _fill(
    book: Path, verdicts: dict[int, str], *, by: str = "cán bộ xã", tab: int = 0, keys: dict[int, str] | None = None
) -> None:
    excel = openpyxl.load_workbook(book, rich_text=True)
    sheet = excel.worksheets[tab]
    sheet["D3"], sheet["D4"] = by, "12/6/2024"
    for number, word in verdicts.items():
        sheet.cell(HEAD + number, VERDICT, word)
        sheet.cell(HEAD + number, REASON, "đã hỏi trưởng thôn")
    for number, key in (keys or {}).items():
        sheet.cell(HEAD + number, 1, key)
    excel.save(book)


def _back(folder: Path, book: Path) -> int:
    return main(["find-same", str(folder), "--verdicts", str(book), "--today", "20/6/2024"])


def _verdicts(folder: Path) -> list[dict[str, str]]:
    with (folder / "history" / "verdicts.csv").open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def _pairs(folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    out = folder.parent / "same.csv"
    assert main(["find-same", str(folder), "-o", str(out)]) == 0
    with out.open(encoding="utf-8") as table:
        return {(row["id_a"], row["id_b"]): row for row in csv.DictReader(table)}


def _key(book: Path, number: int, tab: int = 0) -> tuple[str, str, str]:
    part, one, two = str(openpyxl.load_workbook(book).worksheets[tab].cell(HEAD + number, 1).value).split("|")
    return part, one, two


def test_the_sheet_marks_what_differs_and_offers_four_words(folder: Path) -> None:
    excel = openpyxl.load_workbook(_sheet(folder), rich_text=True)
    first = excel.worksheets[0]
    cells = [first.cell(n, c).value for n in range(HEAD + 1, first.max_row + 1) for c in (3, 4)]
    assert all(isinstance(cell, CellRichText) for cell in cells)
    assert any(getattr(block.font, "u", None) == "single" for cell in cells for block in cell)
    lists = [rule.formula1 for rule in first.data_validations.dataValidation]
    assert '"cùng một hộ,hai hộ khác nhau,hộ tách,chưa rõ"' in lists
    assert first.column_dimensions["A"].hidden
    assert first.protection.sheet
    assert not first.cell(HEAD + 1, VERDICT).protection.locked


def test_the_hardest_come_first_and_a_sample_is_read_like_any_other(folder: Path) -> None:
    book = _sheet(folder)
    pairs = _pairs(folder)
    sheet = openpyxl.load_workbook(book).worksheets[0]
    keys = [_key(book, n) for n in range(1, sheet.max_row - HEAD + 1)]
    assert {part for part, _, _ in keys} == {"review", "sample"}
    for part, one, two in keys:
        assert pairs[one, two]["verdict"] in (("same",) if part == "sample" else ("review", "split"))
    doubtful = {k for k, row in pairs.items() if row["verdict"] in ("review", "split")}
    assert {(one, two) for part, one, two in keys if part == "review"} == doubtful
    second = openpyxl.load_workbook(book).worksheets[1]
    assert {_key(book, n, 1)[1:] for n in range(1, second.max_row - HEAD + 1)} <= {k[1:] for k in keys}


def test_verdicts_come_back_with_role_day_and_reason_and_are_obeyed(folder: Path) -> None:
    book = _sheet(folder)
    _fill(book, {1: "Cùng một hộ", 2: "hai hộ khác nhau", 3: "HỘ TÁCH", 4: "chưa rõ", 5: "trùng"})
    keys = [_key(book, n)[1:] for n in range(1, 6)]
    assert _back(folder, book) == 0
    rows = {(r["id_a"], r["id_b"]): r for r in _verdicts(folder)}
    assert [rows[k]["verdict"] for k in keys] == ["same", "different", "split", "unsure", "same"]
    assert {(r["by"], r["said_on"], r["reason"]) for r in rows.values()} == {
        ("cán bộ xã", "2024-06-12", "đã hỏi trưởng thôn")
    }
    pairs = _pairs(folder)
    assert [pairs[k]["verdict"] for k in keys] == ["same", "different", "split", "review", "same"]
    assert pairs[keys[0]]["evidence"].startswith("confirmed")


def test_a_sheet_given_back_twice_is_taken_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = _sheet(folder)
    _fill(book, {1: "cùng một hộ"})
    assert _back(folder, book) == _back(folder, book) == 0
    assert len(_verdicts(folder)) == 1
    assert "1 kết luận đã có" in capsys.readouterr().err


def test_what_was_judged_is_not_asked_again(folder: Path) -> None:
    book = _sheet(folder)
    _fill(book, {1: "cùng một hộ", 2: "chưa rõ"})
    judged, unsure = _key(book, 1), _key(book, 2)
    _back(folder, book)
    book = _sheet(folder)
    rows = openpyxl.load_workbook(book).worksheets[0].max_row - HEAD
    asked = [_key(book, n)[1:] for n in range(1, rows + 1)]
    assert judged[1:] not in asked
    assert (unsure[1:] in asked) or unsure[0] == "sample"


def test_a_verdict_is_taken_back_and_its_row_stays(folder: Path) -> None:
    before = _pairs(folder)
    book = _sheet(folder)
    _fill(book, {1: "hai hộ khác nhau"})
    _back(folder, book)
    _, one, two = _key(book, 1)
    call = ["find-same", str(folder), "--undo", f"{two}:{one}", "--by", "cơ quan đầu mối", "--today", "1/7/2024"]
    assert main(call) == 0
    [row] = _verdicts(folder)
    assert (row["verdict"], row["withdrawn_by"], row["withdrawn_on"]) == ("different", "cơ quan đầu mối", "2024-07-01")
    assert _pairs(folder) == before
    assert main(call) == 2


def test_wrong_rows_are_named_and_the_others_are_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = _sheet(folder)
    twice = "|".join(_key(book, 1))
    _fill(
        book,
        {1: "cùng một hộ", 2: "có lẽ", 3: "cùng một hộ", 4: "hộ tách", 5: "hộ tách", 6: "cùng một hộ"},
        keys={3: "review|06073-2099-1|2016-001", 4: "không có gì", 5: twice},
    )
    assert _back(folder, book) == 0
    err = capsys.readouterr().err
    for row, words in (
        (8, "bốn chữ"),
        (9, "không thuộc danh sách"),
        (10, "cặp nào"),
        (7, "hai kết luận"),
        (11, "hai kết luận"),
    ):
        assert any(f"dòng {row}:" in line and words in line for line in err.splitlines()), row
    assert len(_verdicts(folder)) == 1


def test_a_sheet_with_verdicts_nobody_took_is_not_written_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = _sheet(folder)
    _fill(book, {1: "cùng một hộ", 2: "hộ tách"})
    before = book.read_bytes()
    assert main(["find-same", str(folder), "--review-sheet", str(book)]) == 2
    assert "2 kết luận chưa nhận" in capsys.readouterr().err
    assert book.read_bytes() == before
    assert _back(folder, book) == 0
    assert main(["find-same", str(folder), "--review-sheet", str(book)]) == 0


def test_a_machine_reads_what_was_taken_and_what_was_not(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = _sheet(folder)
    _fill(book, {1: "cùng một hộ", 2: "có lẽ"})
    capsys.readouterr()
    assert main(["find-same", str(folder), "--verdicts", str(book), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [v["verdict"] for v in found["verdicts"]] == ["same"]
    assert [(n["row"], n["code"]) for n in found["not_taken"]] == [(HEAD + 2, "word_unknown")]


def test_the_proposal_obeys_what_people_said(folder: Path) -> None:
    def helped() -> set[str]:
        out = folder / "allocation.json"
        assert main(["allocate", str(folder), "-o", str(out)]) == 0
        unmet = json.loads(out.read_text("utf-8"))["unmet"]["households"]
        return {u["household_id"] for u in unmet if u["code"] == "helped_before"}

    before = helped()
    pairs = [k for k, row in _pairs(folder).items() if row["verdict"] == "same" and k[0] in before]
    alone = next(k for k in pairs if sum(other[0] == k[0] for other in pairs) == 1)
    with (folder / "history" / "verdicts.csv").open("a", encoding="utf-8") as table:
        table.write(f"{alone[1]},{alone[0]},different,xã,2024-06-01,,review,,\n")
    assert main(["check-allocation", str(folder)]) == 1  # the proposal of before rests on another history
    assert helped() == before - {alone[0]}
    assert main(["check-allocation", str(folder)]) == 0


def test_verdicts_without_a_role_are_refused_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = _sheet(folder)
    _fill(book, {1: "cùng một hộ"}, by="")
    assert _back(folder, book) == 2
    assert "vai trò" in capsys.readouterr().err
    assert _verdicts(folder) == []


def test_a_workbook_that_is_no_sheet_of_pairs_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _back(folder, BINH_GIA / "dau-vao" / "ho-ngheo.xlsx") == 2
    assert "không phải bảng" in capsys.readouterr().err


def test_two_readers_who_differ_are_named_and_the_pair_is_looked_at(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = _sheet(folder)
    _, one, two = _key(book, 1, tab=1)
    _fill(book, {1: "hai hộ khác nhau"}, by="Phòng", tab=1)
    rows = openpyxl.load_workbook(book).worksheets[0].max_row - HEAD
    number = next(n for n in range(1, rows + 1) if _key(book, n)[1:] == (one, two))
    _fill(book, {number: "cùng một hộ"})
    assert _back(folder, book) == 0
    err = capsys.readouterr().err
    assert "Mâu thuẫn" in err
    assert one in err
    assert _pairs(folder)[one, two]["verdict"] == "review"


def test_precision_is_said_only_from_enough_of_the_sample(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = _sheet(folder)
    rows = openpyxl.load_workbook(book).worksheets[0].max_row - HEAD
    sample = [n for n in range(1, rows + 1) if _key(book, n)[0] == "sample"]
    assert len(sample) == 30
    _fill(book, dict.fromkeys(sample[:-1], "cùng một hộ"))
    _back(folder, book)
    capsys.readouterr()
    _pairs(folder)
    assert "Chưa nói được máy đúng bao nhiêu: mới có 29" in capsys.readouterr().err
    _fill(book, {sample[-1]: "hai hộ khác nhau"})
    _back(folder, book)
    capsys.readouterr()
    assert main(["find-same", str(folder), "-o", str(folder.parent / "same.csv"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["measured"]["precision"]
    assert (found["judged"], found["right"]) == (30, 29)
    assert found["interval"][0] < 29 / 30 < found["interval"][1]


def test_a_verdict_on_an_id_that_left_the_list_is_kept_and_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "history" / "verdicts.csv").open("a", encoding="utf-8") as table:
        table.write("06073-2001-1,2016-001,same,xã,2024-06-01,,review,,\n")
    _pairs(folder)
    assert "06073-2001-1" in capsys.readouterr().err
    assert len(_verdicts(folder)) == 1


def test_an_empty_history_gives_an_empty_sheet_and_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(folder / "history")
    households = folder / "register" / "households.csv"
    households.write_text("\n".join(households.read_text("utf-8").splitlines()[:3]) + "\n", "utf-8")
    (folder / "register" / "members.csv").unlink()
    book = _sheet(folder)
    assert "0 cặp cần xem" in capsys.readouterr().err
    assert _back(folder, book) == 0


@pytest.mark.parametrize("said", ["", ":", "a", "a:", ":b", "06067-2024-10:06067-2024-10", "x" * 200 + ":b"])
@pytest.mark.parametrize("option", ["--explain", "--undo"])
def test_a_pair_that_is_not_named_is_refused(said: str, option: str, folder: Path) -> None:
    assert main(["find-same", str(folder), option, said, "--by", "xã"]) == 2


@pytest.mark.parametrize("option", ["--explain", "--undo"])
def test_a_name_typed_for_an_id_is_not_repeated(option: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find-same", str(folder), option, "Nông Văn Tú:Lan", "--by", "xã"]) == 2
    err = capsys.readouterr().err
    assert "Nông" not in err
    assert "Lan" not in err


@pytest.mark.parametrize(
    ("row", "column"),
    [("a,b,maybe,xã,,,,,", "verdict"), ("a,b,same,xã,12/6,,,,", "said_on"), (",b,same,xã,,,,,", "id_a")],
)
def test_a_verdict_written_by_hand_that_does_not_fit_is_named_by_its_column_and_nothing_is_written(
    row: str, column: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "history" / "verdicts.csv").open("a", encoding="utf-8") as table:
        table.write(row + "\n")
    out = folder.parent / "same.csv"
    assert main(["find-same", str(folder), "-o", str(out)]) == 2
    err = capsys.readouterr().err
    assert "verdicts.csv" in err
    assert column in err
    assert not out.exists()


def test_an_explanation_keeps_the_two_questions_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find-same", str(folder), "--explain", "2017-012:06067-2024-13"]) == 0
    out = capsys.readouterr().out
    assert out.index("cùng một hộ không?") < out.index("đã được giúp chưa?") < out.index("đã được giúp năm 2017")
    assert main(["find-same", str(folder), "--explain", "06067-2024-13:06999-2024-1"]) == 2
    assert main(["find-same", str(folder), "--explain", "06067-2024-13:06067-2024-1"]) == 0
    assert "không đem so" in capsys.readouterr().out
    assert main(["find-same", str(folder)]) == 2


def test_double_help_is_a_table_of_its_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    helped = folder / "history" / "helped.csv"
    helped.write_text(helped.read_text("utf-8").replace("01 con trâu", "Quà Tết"), "utf-8")
    out = folder.parent / "da-giup.csv"
    assert main(["find-same", str(folder), "--double-help", str(out)]) == 0
    with out.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    gifts = [r for r in rows if r["support"] == "Quà Tết"]
    assert gifts
    assert {r["excludes"] for r in gifts} == {"0"}
    assert f"{len(gifts)} lần chỉ là quà" in capsys.readouterr().err
