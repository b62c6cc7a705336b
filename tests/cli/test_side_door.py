"""Each verb on files, as a person calls it: results, exit codes, and one bad input of each kind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from books import AGENCIES, HOUSEHOLDS, agency_book, helped_book, household_book, save
from diachi.cli import main
from diachi.files.campaign_toml import read_campaign
from diachi.files.letter import scan
from diachi.files.register_folder import read_register
from shared import EXAMPLES

LETTER = EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt"


@pytest.fixture
def books(tmp_path: Path) -> dict[str, str]:
    """Three small workbooks as an office has them."""
    return {
        "households": str(household_book(tmp_path / "ho.xlsx")),
        "agencies": str(agency_book(tmp_path / "cq.xlsx")),
        "helped": str(helped_book(tmp_path / "gd.xlsx")),
    }


def run(books: dict[str, str], out: Path, *more: str, letter: Path = LETTER) -> int:
    lists = [books["households"], books["agencies"]]
    return main(["run", str(letter), "--register", *lists, "--history", books["helped"], "-o", str(out), *more])


def test_the_main_job_makes_a_whole_campaign_folder(
    books: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "dot"
    assert run(books, out) == 0
    said = capsys.readouterr()
    assert "6 hộ trong danh sách" in said.out
    assert "đã được giúp đỡ các năm trước" in said.out
    for part in (
        "campaign.toml",
        "facts.json",
        "allocation.json",
        "same.csv",
        "register/households.csv",
        "progress/plans.csv",
    ):
        assert (out / part).is_file(), part
    assert main(["check-allocation", str(out)]) == 0
    assert "chứng minh" in capsys.readouterr().out
    assert main(["summarise", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["listed"] == 6
    assert main(["write-documents", str(out), "-o", str(tmp_path / "giay")]) == 0
    assert list((tmp_path / "giay" / "ket-qua").glob("*.docx"))
    capsys.readouterr()
    assert main(["check-progress", str(out), "--today", "16/7/2024", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"today", "late", "on_the_day", "missing", "waiting", "answered"}
    assert {row["days"] for row in found["late"] if row["milestone_id"] == "plan"} == {1}


def test_a_second_run_keeps_ids_answers_and_what_happened(books: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "dot"
    assert run(books, out) == 0
    ids = {h.head_name: h.household_id for h in read_register(out / "register").households}
    toml = (out / "campaign.toml").read_text(encoding="utf-8")
    before, at, after = toml.partition('id = "commune_owes"')
    after = after.replace('answer = "yes"', 'answer = "no"', 1)
    after = after.replace('answered_by = "default"', 'answered_by = "person"', 1)
    (out / "campaign.toml").write_text(before + at + after, encoding="utf-8")
    plan = "plan_id,version,group_id,household_id,state\nP1,1,G-A001,,submitted\n"
    (out / "progress" / "plans.csv").write_text(plan, encoding="utf-8")
    household_book(Path(books["households"]), tuple(reversed(HOUSEHOLDS)))
    assert run(books, out) == 0
    assert {h.head_name: h.household_id for h in read_register(out / "register").households} == ids
    kept = next(q for q in read_campaign(out / "campaign.toml").questions if q.id == "commune_owes")
    assert kept.answer == "no"
    assert "P1,1,G-A001" in (out / "progress" / "plans.csv").read_text(encoding="utf-8")
    allocation = json.loads((out / "allocation.json").read_text(encoding="utf-8"))
    assert "commune_owes" not in allocation["assumed"]


def test_rows_in_any_order_give_the_same_proposal(books: dict[str, str], tmp_path: Path) -> None:
    assert run(books, tmp_path / "one") == 0
    household_book(Path(books["households"]), HOUSEHOLDS[::-1])
    agency_book(Path(books["agencies"]), AGENCIES[::-1])
    assert run(books, tmp_path / "two") == 0
    one, two = ((tmp_path / d / "allocation.json").read_bytes() for d in ("one", "two"))
    assert one == two


def test_each_verb_by_itself_gives_what_the_main_job_gives(books: dict[str, str], tmp_path: Path) -> None:
    assert run(books, tmp_path / "dot") == 0
    campaign, facts = tmp_path / "campaign.toml", tmp_path / "facts.json"
    assert main(["read-directive", str(LETTER), "-o", str(campaign), "--json", str(facts)]) == 0
    assert json.loads(facts.read_text(encoding="utf-8"))["structure"]["doc_type"] == "cong_van"
    lists = [books["households"], books["agencies"], books["helped"]]
    history = str(tmp_path / "history")
    register = tmp_path / "register"
    assert main(["import-register", *lists, "-o", str(register), "--history", history, "--on", "1/4/2024"]) == 0
    for table in ("households", "agencies", "members"):
        one, two = ((d / f"{table}.csv").read_bytes() for d in (register, tmp_path / "dot" / "register"))
        assert one == two, table
    call = ["allocate", str(tmp_path / "dot" / "campaign.toml"), str(register), "--history", history]
    assert main([*call, "-o", str(tmp_path / "allocation.json")]) == 0
    one, two = (p.read_bytes() for p in (tmp_path / "allocation.json", tmp_path / "dot" / "allocation.json"))
    assert one == two
    assert main(["find-same", str(tmp_path / "dot"), "-o", str(tmp_path / "same.csv")]) == 0
    assert (tmp_path / "same.csv").read_bytes() == (tmp_path / "dot" / "same.csv").read_bytes()


def test_a_changed_proposal_is_found_with_exit_1(
    books: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "dot"
    assert run(books, out) == 0
    path = out / "allocation.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["assignments"] = whole["assignments"][1:]
    path.write_text(json.dumps(whole), encoding="utf-8")
    capsys.readouterr()
    assert main(["check-allocation", str(out), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["proven"] is False


def test_strict_stops_with_3_and_writes_nothing(books: dict[str, str], tmp_path: Path) -> None:
    assert run(books, tmp_path / "dot", "--strict") == 3
    assert not (tmp_path / "dot").exists()


BROKEN_PICTURE = "không đọc được như một văn bản" if scan.can_read_scans() else "là ảnh chụp hoặc bản quét"
LISTS = ("--register", "{ho}", "{cq}", "-o", "{out}")
# name -> the call, words of the sentence; every one ends with 2.
BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "missing letter": (("run", "khong-co.docx", *LISTS), "Không tìm thấy tệp khong-co.docx"),
    "missing workbook": (("run", "{letter}", "--register", "khong-co.xlsx", "-o", "{out}"), "khong-co.xlsx"),
    "not a workbook": (("run", "{letter}", "--register", "{letter}", "-o", "{out}"), "không phải bảng tính"),
    "a text named xlsx": (("run", "{letter}", "--register", "{fake}", "-o", "{out}"), "không phải bảng tính"),
    "an unknown sheet": (("run", "{letter}", "--register", "{strange}", "-o", "{out}"), "Không nhận ra bảng nào"),
    "no agencies": (("run", "{letter}", "--register", "{ho}", "-o", "{out}"), "không có cơ quan"),
    "no households": (("run", "{letter}", "--register", "{cq}", "-o", "{out}"), "Không có hộ nào"),
    "a letter with no rule": (("run", "{plain}", *LISTS), "chỉ tiêu"),
    "an empty letter": (("run", "{empty}", *LISTS), "không có nội dung"),
    "a picture": (("run", "{picture}", *LISTS), BROKEN_PICTURE),
    "an unknown engine": (("run", "{letter}", *LISTS, "--engine", "than"), "Không có bộ giải"),
    "somebody's folder": (("run", "{letter}", *LISTS[:-1], "{theirs}"), "đang chứa thứ khác"),
    "a folder that is none": (("summarise", "{out}"), "Không tìm thấy thư mục"),
    "a folder without a campaign": (("summarise", "{theirs}"), "thiếu campaign.toml"),
    "a day that is none": (("check-progress", "{out}", "--today", "31/2/2024"), "Không hiểu ngày"),
    "no verb of that name": (("runn",), "Lời gọi chưa đúng"),
    "a missing argument": (("allocate",), "còn thiếu"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_clear_sentence_and_leaves_nothing(
    name: str, books: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call, words = BAD[name]
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "anh.txt").write_text("của người khác", encoding="utf-8")
    (tmp_path / "gia.xlsx").write_text("không phải Excel", encoding="utf-8")
    (tmp_path / "trong.txt").write_text("", encoding="utf-8")
    (tmp_path / "anh.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    plain = "Kính gửi: Các phòng.\n\nChúc mừng năm mới./.\n"
    (tmp_path / "thu.txt").write_text(plain, encoding="utf-8")
    strange = save(tmp_path / "la.xlsx", {"Sổ": ((), ("Ngày", "Thu", "Chi"), ((1, 2, 3),))})
    names = {
        "letter": LETTER,
        "ho": books["households"],
        "cq": books["agencies"],
        "out": tmp_path / "dot",
        "fake": tmp_path / "gia.xlsx",
        "strange": strange,
        "plain": tmp_path / "thu.txt",
        "empty": tmp_path / "trong.txt",
        "picture": tmp_path / "anh.docx",
        "theirs": theirs,
    }
    assert main([part.format(**names) for part in call]) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert "Traceback" not in said.err
    assert not (tmp_path / "dot").exists()
    assert [p.name for p in theirs.iterdir()] == ["anh.txt"]
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_rules_that_cannot_be_met_end_with_4_and_leave_the_old_result(
    books: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "dot"
    assert run(books, out) == 0
    old = (out / "allocation.json").read_bytes()
    toml = (out / "campaign.toml").read_text(encoding="utf-8")
    quota = '[[quotas]]\nid = "phong"\nselect = {kind = ["commune"]}\nmin = 40\nmax = 40\nforce = "required"\n\n'
    (out / "campaign.toml").write_text(toml.replace("[[quotas]]", quota + "[[quotas]]", 1), encoding="utf-8")
    assert main(["allocate", str(out)]) == 4
    said = capsys.readouterr().err
    assert "quotas.phong" in said
    assert "Cách ít thay đổi nhất" in said
    assert (out / "allocation.json").read_bytes() == old


def test_a_wrong_field_of_campaign_toml_is_named(
    books: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "dot"
    assert run(books, out) == 0
    path = out / "campaign.toml"
    good = path.read_text(encoding="utf-8")
    for wrong, words in (
        (good.replace("below = 10", 'below = "mười"'), "small_agencies[0].below"),
        (good.replace("below = 10", "bellow = 10"), "small_agencies[0].bellow"),
        (good.replace("campaign@1", "campaign@9"), "phiên bản mới hơn"),
        ("= 3", "campaign.toml"),
    ):
        path.write_text(wrong, encoding="utf-8")
        capsys.readouterr()
        assert main(["allocate", str(out)]) == 2
        assert words in capsys.readouterr().err


def test_help_is_vietnamese_and_english_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "Giúp đỡ hộ nghèo theo địa chỉ" in capsys.readouterr().out
    assert main(["--lang", "en", "run", "--help"]) == 0
    assert "Examples" in capsys.readouterr().out


def test_a_pipe_that_speaks_no_utf_8_still_carries_vietnamese() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "diachi", "--help"], capture_output=True, env=environment, timeout=60, check=False
    )
    assert done.returncode == 0
    assert "Giúp đỡ hộ nghèo theo địa chỉ" in done.stdout.decode("utf-8")
