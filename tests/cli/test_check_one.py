"""diachi check-one: one question, questions line by line, several campaigns, and folders that are no campaign."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from diachi.cli import main
from house import ROOT

BINH_GIA, NINH_THUAN = (ROOT / "examples" / name for name in ("binh_gia_2024", "ninh_thuan_2020"))
AGREED = "06079-2024-19"


def _heads(folder: Path) -> dict[str, str]:
    with (folder / "register" / "households.csv").open(encoding="utf-8") as table:
        return {row["household_id"]: row["head_name"] for row in csv.DictReader(table)}


def test_one_question_is_answered_with_a_line_to_copy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-one", str(BINH_GIA), *_heads(BINH_GIA)[AGREED].lower().split(), "hong", "phong"]) == 0
    out = capsys.readouterr().out
    assert f"[{AGREED}]" in out
    assert "Đã có nơi nhận" in out
    assert "Chép gửi: " in out


def test_questions_line_by_line_until_an_empty_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{AGREED}\nzzzz qqqq\n\n{AGREED}\n"))
    assert main(["check-one", str(BINH_GIA)]) == 0
    out, err = capsys.readouterr()
    assert out.count(f"[{AGREED}]") == 1
    assert "Không có hộ nào khớp" in out
    assert "900 hộ" in err


def test_json_stands_alone_and_carries_the_line_to_copy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-one", str(BINH_GIA), AGREED, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    [card] = found["cards"]
    assert (found["closeness"], found["count"], card["standing"]["availability"]) == ("all", 1, "agreed")
    assert card["head_name"] not in card["to_copy"]


def test_another_campaign_is_looked_in_as_well(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "quy-2023"
    shutil.copytree(BINH_GIA, other)
    toml = other / "campaign.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('id = "binh_gia_2024"', 'id = "quy_2023"', 1), "utf-8")
    free = next(
        row["household_id"]
        for row in json.loads((BINH_GIA / "allocation.json").read_text(encoding="utf-8"))["unmet"]["households"]
        if row["code"] == "places_ran_out"
    )
    pairs = other / "register" / "pairs.csv"
    pairs.write_text(pairs.read_text("utf-8") + f"G-CQ001,CQ001,,household,{free},QĐ 7,,,,,,,,,\n", "utf-8")
    assert main(["check-one", str(BINH_GIA), free, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cards"][0]["standing"]["availability"] == "free"
    assert main(["check-one", str(BINH_GIA), "--also", str(other), free, "--json"]) == 0
    cards = json.loads(capsys.readouterr().out)["cards"]
    assert {c["campaign"]: c["standing"]["availability"] for c in cards} == {
        "binh_gia_2024": "helped",
        "quy_2023": "assigned",
    }


def test_the_same_campaign_twice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-one", str(BINH_GIA), "--also", str(BINH_GIA), "la thi binh"]) == 2
    assert "binh_gia_2024" in capsys.readouterr().err


def test_a_folder_without_history_proposal_or_progress_still_answers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bare = tmp_path / "dot"
    shutil.copytree(BINH_GIA / "register", bare / "register")
    shutil.copy(BINH_GIA / "campaign.toml", bare)
    assert main(["check-one", str(bare), "06067-2024-10"]) == 0
    assert "Còn trống" in capsys.readouterr().out


@pytest.mark.parametrize("broken", ["nothing", "empty", "no_register"])
def test_what_is_no_campaign_folder_is_said_without_what_was_typed(
    broken: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / broken
    if broken != "nothing":
        folder.mkdir()
    if broken == "no_register":
        shutil.copy(BINH_GIA / "campaign.toml", folder)
    assert main(["check-one", str(folder), "nong", "van", "tu"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "nong" not in err


def test_pairs_found_before_are_taken_and_found_anew_when_a_table_changed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "dot"
    shutil.copytree(BINH_GIA, folder)
    assert main(["find-same", str(folder), "-o", str(folder / "same.csv")]) == 0
    (folder / "same.csv").write_text("id_a,id_b,probability,verdict,firm,evidence,weights\n", "utf-8")
    assert main(["check-one", str(folder), "06067-2024-13"]) == 0
    assert "Còn trống" in capsys.readouterr().out  # the table of pairs is believed while its inputs stand
    helped = folder / "history" / "helped.csv"
    helped.write_text(helped.read_text("utf-8") + "2023-999,2023" + "," * 20 + "\n", "utf-8")
    assert main(["check-one", str(folder), "06067-2024-13"]) == 0
    assert "Đã được giúp đỡ" in capsys.readouterr().out


def test_an_option_nobody_knows_is_refused_without_the_words_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-one", str(BINH_GIA), "--also", str(NINH_THUAN), "nong", "--moon", "van"]) == 2
    err = capsys.readouterr().err
    assert "--moon" in err
    assert "nong" not in err
