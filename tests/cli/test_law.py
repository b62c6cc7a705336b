"""Looking the law data up, and finding what must be looked at again."""

from __future__ import annotations

import json

import pytest

from diachi.cli import main


def test_the_data_is_clean_today(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check", "--today", "23/11/2026"]) == 0
    assert "còn trong hạn" in capsys.readouterr().out


def test_records_past_their_day_are_named_with_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check", "--today", "1/1/2035"]) == 1
    assert "communes" in capsys.readouterr().out
    assert main(["law", "check", "--today", "1/1/2035", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["stale"]["communes"]["since"] == "2026-12-31"


def test_a_table_is_searched_without_accents_and_cut_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "communes", "hoa tham", "--on", "1/4/2024", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["tables"]["communes"]
    assert "06073" in [r["code"] for r in rows]
    assert main(["law", "ethnic_groups", "raglai"]) == 0
    assert "Ra-glai" in capsys.readouterr().out


def test_every_table_stands_in_the_overview(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law"]) == 0
    assert "communes: " in capsys.readouterr().out


def test_what_is_nowhere_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "khongcobang"]) == 2
    assert "khongcobang" in capsys.readouterr().err


def test_what_is_known_but_not_then_is_said_with_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "poverty_standards", "--on", "1/1/2031"]) == 2
    said = capsys.readouterr().err
    assert "poverty_standards" in said
    assert "01/01/2031" in said or "1/1/2031" in said
    assert "--on" in said


@pytest.mark.parametrize("call", [["law"], ["places", "resolve", "06073"], ["law", "check", "--json"]])
def test_every_verb_names_the_edition_of_the_law_data_once(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(call)
    assert capsys.readouterr().err.count("bản ") == 1
