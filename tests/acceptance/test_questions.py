"""Every question of the officer's review (C4) is asked of both letters, those that hold up the pairing first.

Each row: the question in the officer's words, its id, the reading taken by default.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from diachi.application.read_directive import DirectiveReading, LetterText, read_directive
from diachi.core.campaign import Blocks, Question
from diachi.files.words import Words
from shared import EXAMPLES, needs_shared, shared

REAL = pytest.param("real", marks=needs_shared)
both = pytest.mark.parametrize("which", ["own", REAL])

BINH_GIA = (
    ("what must be complete before 15/7", "due_scope", "plan_and_pair"),
    ("are schools, enterprises and communes under 10 people pooled", "pool_scope", "named_kinds"),
    ("are vertical bodies pooled", "pool_vertical", "no"),
    ("2-3 others: does the number count the body itself", "partners_count", "others"),
    ("may a larger body join", "large_partner", "yes"),
    ("what does a pool owe", "pool_duty", "one_per_pool"),
    ("does a commune committee owe a household", "commune_owes", "yes"),
    ("does a member firm count inside the association's 2-3", "member_firm_counts", "no"),
    ("a range and a floor in one breath", "range_and_floor", "floor_then_aim"),
    ("are near-poor allowed", "near_poor", "no"),
    ("what counts to 8 million", "floor_counts", "all_but_gifts_and_state"),
    ("... and per whom", "floor_per", "household"),
    ("priority said twice", "priority_wording", "union"),
    ("look-back and whose help counts", "look_back", "from_year"),
    ("cadence of 'định kỳ'", "cadence", "monthly_then_quarterly"),
    ("force for enterprises", "enterprise_force", "requested"),
    ("blank number", "number_blank", "ask_for_signed"),
    ("blank day", "day_blank", "ask_for_signed"),
    ("a duty, and no letter to the body", "not_addressed", "own_letter"),
)
NINH_THUAN = (
    ("households or persons", "count", "both"),
    ("scope of merit", "merit_scope", "self_or_relative"),
    ("the city is not among 'các huyện'", "city_not_addressed", "own_letter"),
    ("the annex of 847 is absent", "annex", "ask_for_annex"),
    ("duties stand in another document", "duty_by_reference", "ask_for_document"),
    ("Front and unions lead clusters but are only copied", "front_only_copied", "invite"),
    ("no date for the missing plans", "plan_date", "working_days_15"),
    ("'thường xuyên'", "cadence", "monthly"),
    ("'theo quy định'", "report_date", "monthly"),
)


def _read(path: Path) -> DirectiveReading:
    return read_directive(letters=[LetterText(name=path.name, raw=path.read_bytes().decode())])


def _letters(which: str) -> tuple[Path, Path]:
    if which == "real":
        return shared("seeds", "binh_gia_2024.txt"), shared("seeds", "ninh_thuan_8016_2020.txt")
    own = EXAMPLES / "ninh_thuan_2020" / "letters" / "2-cong-van-don-doc.txt"
    return EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt", own


@both
@pytest.mark.parametrize(("letter", "rows"), [(0, BINH_GIA), (1, NINH_THUAN)], ids=["binh_gia", "ninh_thuan"])
def test_every_question_of_the_officer_is_asked_with_its_default(
    which: str, letter: int, rows: tuple[tuple[str, str, str], ...]
) -> None:
    asked = {q.id: q for q in _read(_letters(which)[letter]).questions}
    assert {name: asked[name].default if name in asked else None for _, name, _ in rows} == {
        name: default for _, name, default in rows
    }


@both
def test_what_blocks_stands_first_and_each_question_has_clause_readings_and_effects(which: str) -> None:
    words = Words("vi")
    for path in _letters(which):
        questions = _read(path).questions
        order = [q.blocks is Blocks.LATER for q in questions]
        assert order == sorted(order)
        assert any(q.blocks is Blocks.ALLOCATION for q in questions)
        raw = path.read_bytes().decode()
        for question in questions:
            assert question.source is not None, question.id
            assert raw[question.source.start : question.source.end] == question.source.quote
            _says_what_it_changes(question, words)


def _says_what_it_changes(question: Question, words: Words) -> None:
    said = words.question(question.id, question.about)
    assert len(question.readings) > 1, question.id
    effects = [said.effects[reading.code] for reading in question.readings]
    assert all(effects), question.id
    assert len(set(effects)) == len(effects), question.id
    assert "{" not in said.ask + "".join(effects)
    assert "()" not in said.ask


@both
def test_the_questions_name_what_they_are_about(which: str) -> None:
    district, province = ({q.id: q.about for q in _read(path).questions} for path in _letters(which))
    assert district["look_back"] == "2014"
    assert district["day_blank"] == "16/4/2024 - 30/4/2024"  # the last base is of 16/4
    assert "vũ trang" in district["not_addressed"]
    assert "oanh nghiệp" in district["not_addressed"]
    assert province["annex"] == province["duty_by_reference"] == "847/KH-UBND"
