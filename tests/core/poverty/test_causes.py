"""Causes keep their code from form to form; two of them are read from old lists and stand nowhere else."""

from __future__ import annotations

import tomllib

import pytest

from diachi.core.paper import CauseOnPaper
from diachi.core.poverty.causes import PovertyCause
from diachi.core.text import fold
from diachi.files.law.poverty import poverty_causes
from diachi.files.law.tables import law_text, records
from house import PACKAGE, ROOT, tracked

ROWS = records("poverty_causes", PovertyCause)
READ_ONLY = {row.code for row in ROWS if row.read_only}
WORDS = tomllib.loads(law_text("codes.toml"))["causes"]
# Where lists are read: the words of old forms, and the number of their line.
READING = {PACKAGE / "law" / "codes.toml", PACKAGE / "law" / "poverty_causes.csv"}
SPOKEN = (".py", ".toml", ".csv", ".html", ".txt")


@pytest.mark.parametrize(
    ("no", "standard_id", "code"),
    [
        (1, "VN-2016", "no_capital"),
        (1, "VN-2022", "no_land"),
        (10, "VN-2016", "unwilling"),
        (10, "VN-2022", ""),
        (0, "VN-2016", ""),
        (1, "VN-2011", ""),
    ],
)
def test_a_number_means_what_its_own_form_says(no: int, standard_id: str, code: str) -> None:
    assert poverty_causes().code_of(no, standard_id) == code


def test_a_cause_is_worded_as_each_form_words_it() -> None:
    assert poverty_causes().wording("no_land", "VN-2016") == "Thiếu đất canh tác"
    assert poverty_causes().wording("no_land", "VN-2022") == "Không có đất sản xuất"
    assert poverty_causes().wording("no_job", "VN-2022") == ""
    assert [poverty_causes().wording(code, "VN-2016") for code in READ_ONLY] == ["", ""]


def test_the_forms_have_eleven_and_eight_lines_numbered_from_one() -> None:
    for standard_id, most in (("VN-2016", 11), ("VN-2022", 8)):
        assert [r.no for r in ROWS if r.standard_id == standard_id] == list(range(1, most + 1))
    assert not any(r.confirmed for r in ROWS)


def test_every_code_of_a_form_is_a_code_lists_are_read_into() -> None:
    assert {r.code for r in ROWS} <= set(WORDS)


def test_what_is_only_read_has_no_wording_and_no_place_on_paper() -> None:
    assert {"unwilling", "social_evil"} == READ_ONLY
    assert not any(r.name for r in ROWS if r.read_only)
    assert not READ_ONLY & {cause.value for cause in CauseOnPaper}


def _said(text: str) -> set[str]:
    words = {*READ_ONLY, *(form for code in READ_ONLY for form in WORDS[code])}
    folded = f" {fold(text.replace('_', ' '))} "
    return {w for w in words if f" {w.replace('_', ' ')}" in folded}


def test_no_rule_no_label_no_screen_and_no_paper_says_it() -> None:
    places = [p for p in tracked() if p.suffix in SPOKEN and p.is_relative_to(PACKAGE) and p not in READING]
    places += [p for p in tracked() if p.is_relative_to(ROOT / "examples") and p.suffix in (".toml", ".json", ".md")]
    assert len(places) > 100
    assert {p.name: said for p in places if (said := _said(p.read_text(encoding="utf-8")))} == {}


def test_a_planted_word_is_seen() -> None:
    assert _said('label = "Chây lười lao động"')
    assert _said("if 'social_evil' in household.causes:")
    assert not _said("Thiếu vốn sản xuất")
