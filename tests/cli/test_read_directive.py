"""read-directive as a person calls it: the page, the answers that come back, last year's rules, other systems."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from books import agency_book, household_book
from diachi.cli import main
from diachi.core.campaign import AnsweredBy
from diachi.files.campaign_toml import read_campaign
from shared import EXAMPLES

LETTER = EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt"
RAW = LETTER.read_text(encoding="utf-8")


def read(tmp_path: Path, *more: str, letter: Path = LETTER) -> int:
    return main(["read-directive", str(letter), "-o", str(tmp_path / "campaign.toml"), *more])


def facts(tmp_path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def answers(tmp_path: Path) -> dict[str, Any]:
    """What the page saves before anybody chose anything."""
    assert read(tmp_path, "--json", str(tmp_path / "facts.json")) == 0
    document = facts(tmp_path)["document"]
    return {
        "format": "diachi/answers@1",
        "letters": {document["id"]: document["sha256"]},
        "questions": {},
        "facts": {},
        "cited_targets": [],
    }


def said(tmp_path: Path, answers: dict[str, Any]) -> int:
    (tmp_path / "tra-loi.json").write_text(json.dumps(answers), encoding="utf-8")
    return read(tmp_path, "--json", str(tmp_path / "facts.json"), "--answers", str(tmp_path / "tra-loi.json"))


def test_the_page_and_the_export_are_written_beside_the_campaign(tmp_path: Path) -> None:
    page, export = tmp_path / "review.html", tmp_path / "thu.xml"
    assert read(tmp_path, "--html", str(page), "--akn", str(export)) == 0
    assert page.read_bytes().startswith(b"<!doctype html>")
    assert b"akn/3.0" in export.read_bytes()


def test_several_letters_give_one_export_each(tmp_path: Path) -> None:
    letters = sorted((EXAMPLES / "ninh_thuan_2020" / "letters").glob("*.txt"))
    out = ["-o", str(tmp_path / "c.toml"), "--akn", str(tmp_path / "thu.xml"), "--json", str(tmp_path / "facts.json")]
    assert main(["read-directive", *map(str, letters), *out]) == 0
    assert sorted(p.name for p in tmp_path.glob("*.xml")) == ["thu-1.xml", "thu-2.xml"]
    assert {r["kind"] for r in facts(tmp_path)["relations"]} >= {"repeats", "refers"}


def test_answers_of_the_page_become_answers_of_a_person(
    tmp_path: Path, answers: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    answers["questions"] = {"near_poor": "yes", "due_scope": "plan_only"}
    answers["cited_targets"] = [{"base": "51/KH-UBND", "what": "hộ thoát nghèo", "value": 320, "unit": "hộ"}]
    assert said(tmp_path, answers) == 0
    assert "Đã trả lời: Chỉ kế hoạch" in capsys.readouterr().err
    campaign = read_campaign(tmp_path / "campaign.toml")
    told = {q.id: q.answer for q in campaign.questions if q.answered_by is AnsweredBy.PERSON}
    assert told == answers["questions"]
    assert campaign.cited_targets[0].value == 320
    assert read(tmp_path) == 0, "read again without the file"
    again = read_campaign(tmp_path / "campaign.toml")
    assert {q.id for q in again.questions if q.answered_by is AnsweredBy.PERSON} == set(told)
    assert again.cited_targets == campaign.cited_targets


def test_a_fact_thrown_out_leaves_no_rule_and_one_seen_is_accepted(tmp_path: Path, answers: dict[str, Any]) -> None:
    by_field = {f["field"]: f for f in facts(tmp_path)["facts"]}
    answers["facts"] = {by_field["floor"]["id"]: "rejected", by_field["signer"]["id"]: "accepted"}
    assert said(tmp_path, answers) == 0
    assert read_campaign(tmp_path / "campaign.toml").support_floor is None
    states = {f["field"]: f["state"] for f in facts(tmp_path)["facts"]}
    assert (states["floor"], states["signer"], states["issuer"]) == ("rejected", "accepted", "proposed")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("letters", {"other": "0"}),
        ("questions", {"no_such_question": "yes"}),
        ("questions", {"near_poor": "perhaps"}),
        ("facts", {"no:such.1": "accepted"}),
        ("format", "diachi/answers@2"),
        ("unknown", 1),
    ],
)
def test_answers_that_do_not_fit_are_refused_and_nothing_is_changed(
    tmp_path: Path, answers: dict[str, Any], key: str, value: object
) -> None:
    before = (tmp_path / "campaign.toml").read_bytes()
    assert said(tmp_path, {**answers, key: value}) == 2
    assert (tmp_path / "campaign.toml").read_bytes() == before


def test_strict_stops_only_for_what_nobody_answered(tmp_path: Path, answers: dict[str, Any]) -> None:
    assert read(tmp_path, "--strict") == 3
    answers["questions"] = {q["id"]: q["default"] for q in facts(tmp_path)["questions"] if q["blocks"] == "allocation"}
    assert said(tmp_path, answers) == 0
    assert read(tmp_path, "--strict") == 0


def test_what_is_other_than_last_year_is_said_for_people_and_for_machines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = RAW.replace("từ 08 triệu", "từ 06 triệu").replace("15/7/2024", "30/6/2024").replace("2024", "2023")
    (tmp_path / "2023.txt").write_text(old, encoding="utf-8")
    assert main(["read-directive", str(tmp_path / "2023.txt"), "-o", str(tmp_path / "2023.toml")]) == 0
    capsys.readouterr()
    more = ["--json", str(tmp_path / "facts.json"), "--html", str(tmp_path / "review.html")]
    assert read(tmp_path, "--diff", str(tmp_path / "2023.toml"), *more) == 0
    told = capsys.readouterr().err
    assert "Mức hỗ trợ: số đồng: 6.000.000 -> 8.000.000" in told
    assert "30/6/2023 -> 15/7/2024" in told
    assert "31/7" not in told, "a date that only moved on by a year is the same rule"
    changes = {(c["table"], c["id"], c.get("field", "")) for c in facts(tmp_path)["changes"]}
    assert {("support_floor", "support_floor", "vnd"), ("milestones", "plan", "on")} <= changes
    assert not any(table == "milestones" and name == "report" for table, name, _ in changes)
    assert "<s>6.000.000</s>" in (tmp_path / "review.html").read_text(encoding="utf-8")


def test_the_same_letter_is_not_other_than_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(tmp_path) == 0
    assert read(tmp_path, "--diff", str(tmp_path / "campaign.toml")) == 0
    assert "Không điều nào khác" in capsys.readouterr().err


def test_the_main_job_takes_the_answers_of_the_page(tmp_path: Path, answers: dict[str, Any]) -> None:
    answers["questions"] = {"near_poor": "yes"}
    (tmp_path / "tra-loi.json").write_text(json.dumps(answers), encoding="utf-8")
    lists = [str(household_book(tmp_path / "ho.xlsx")), str(agency_book(tmp_path / "cq.xlsx"))]
    call = ["run", str(LETTER), "--register", *lists, "--answers", str(tmp_path / "tra-loi.json")]
    assert main([*call, "-o", str(tmp_path / "dot")]) == 0
    told = [q for q in read_campaign(tmp_path / "dot" / "campaign.toml").questions if q.id == "near_poor"]
    assert [(q.answer, q.answered_by) for q in told] == [("yes", AnsweredBy.PERSON)]
