"""Words as an office reads them: numbers grouped, days as d/m/Y, a missing word never an empty line."""

from __future__ import annotations

from datetime import date
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.agency import AgencyKind
from diachi.core.errors import ErrorCode, InputError, OurFault
from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.files.words import Words, spoken

VI, EN = Words("vi"), Words("en")


class Unlisted(Enum):
    ONE = "one"


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (8_000_000, "8.000.000"),
        (-1_500, "-1.500"),
        (0, "0"),
        (1234.56, "1.234,6"),
        (date(2024, 7, 15), "15/7/2024"),
        (("Hoa Thám", "Thiện Thuật"), "Hoa Thám, Thiện Thuật"),
        ([2, 3], "2, 3"),
        (None, ""),
        ("012345", "012345"),
    ],
)
def test_a_fact_is_said_as_an_office_writes_it(fact: object, said: str) -> None:
    assert spoken(fact) == said


@given(st.integers())
def test_a_number_keeps_its_digits(number: int) -> None:
    assert spoken(number).replace(".", "") == str(number)


@pytest.mark.parametrize("words", [VI, EN], ids=lambda w: w.lang)
def test_an_error_says_three_things_with_its_facts(words: Words) -> None:
    said = words.error(InputError(ErrorCode.FILE_MISSING, file="ho-ngheo.xlsx"))
    parts = [words.text(f"error.file_missing.{part}", file="ho-ngheo.xlsx") for part in ("what", "why", "do")]
    assert said == " ".join(parts)
    assert "ho-ngheo.xlsx" in said


def test_the_two_languages_say_it_differently() -> None:
    error = InputError(ErrorCode.FILE_MISSING, file="a.xlsx")
    assert VI.error(error) != EN.error(error)


def test_an_issue_and_a_label_have_words() -> None:
    issue = Issue(code=next(iter(IssueCode)), level=next(iter(IssueLevel)))
    assert VI.issue(issue)
    assert VI.label(AgencyKind.ARMED_FORCES) == VI.text("enum.AgencyKind.armed_forces")


def test_names_nobody_found_leave_no_empty_sentence() -> None:
    bare = Issue(code=IssueCode.COMMUNE_UNKNOWN, level=IssueLevel.WARNING, facts={"candidates": ""})
    near = Issue(code=IssueCode.COMMUNE_UNKNOWN, level=IssueLevel.WARNING, facts={"candidates": "Hoa Thám (06073)"})
    assert VI.issue(bare).endswith("hoặc ghi thêm huyện.")
    assert VI.issue(near).endswith("Tên gần giống: Hoa Thám (06073).")
    assert VI.advice(near).count("Hoa Thám") == 1


def test_a_question_has_a_label_and_an_effect_for_each_reading() -> None:
    asked = VI.question("partners_count")
    assert asked.ask.endswith("?")
    assert set(asked.readings) == set(asked.effects)


@pytest.mark.parametrize("key", ["reason.nobody_knows.text", "nowhere", "error.file_missing.what.more"])
def test_a_missing_word_is_our_fault(key: str) -> None:
    assert not VI.has(key)
    with pytest.raises(OurFault, match=ErrorCode.UNEXPECTED.value):
        VI.text(key)


def test_an_enum_without_labels_is_our_fault() -> None:
    with pytest.raises(OurFault):
        VI.label(Unlisted.ONE)
