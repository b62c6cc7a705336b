"""Every sentence, list item, addressee and distribution line of the letters has a rule and a test, or says when.

The table is clauses.toml: `own` quotes the letters of the examples, `real` the letters they follow.
"""

from __future__ import annotations

import ast
import re
import tomllib
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from diachi.core.text import clean, unify_tones
from shared import EXAMPLES, ROOT, needs_shared, shared

TABLE = Path(__file__).parent / "clauses.toml"
SOURCE = ROOT / "src" / "diachi"
ISSUES = (
    "The law, the map and the people, as dated data",
    "Lists in, lists out: the workbooks people already have",
    "Reading directives as well as a careful clerk does",
    "The allocation: provably the best proposal, explained, stable",
    "The same household, and households already helped",
    "Official documents",
    "The office",
    "Carrying the campaign to its end",
    "Cohorts, effect and practices",
    "Trust to the end",
)
OWN = {
    "binh_gia": EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt",
    "ninh_thuan": EXAMPLES / "ninh_thuan_2020" / "letters" / "2-cong-van-don-doc.txt",
    "base_plan": next(iter(sorted((EXAMPLES / "ninh_thuan_2020" / "letters").glob("1-*.txt")))),
}
COLUMNS = {"id", "letter", "own", "real", "review", "rule", "test", "later", "note"}
LONGEST_FORMULA = 20  # "về Ủy ban nhân dân huyện (qua Phòng Lao động, Thương binh, Xã hội - Dân tộc) trước ngày"
SHORTEST = 4  # "II." alone says nothing
REAL = {"binh_gia": "binh_gia_2024.txt", "ninh_thuan": "ninh_thuan_8016_2020.txt"}


@cache
def rows() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(TABLE.read_text(encoding="utf-8"))["clause"])


def tidy(text: str) -> str:
    """One spelling: no marks of emphasis, one blank between words, one place for the tone."""
    return unify_tones(clean(text.replace("**", " ").replace("★", " ")))


def units(letter: str) -> list[str]:
    """Cut a letter into what the table must answer for: blocks of the head, addressees, sentences, copies, signer."""
    blocks = _blocks(letter)
    first = next(i for i, b in enumerate(blocks) if b.startswith("Kính gửi")) if "Kính gửi" in letter else 0
    last = next(i for i, b in enumerate(blocks) if b.startswith("Nơi nhận"))
    found: list[str] = []
    for at, block in enumerate(blocks):
        if at == last or block == "Kính gửi:":
            continue
        is_prose = first < at < last
        lines = re.split(r"\n(?=- )", block) if block.startswith("- ") else [block]
        for line in lines:
            found += _sentences(tidy(line)) if is_prose else [tidy(line)]
    return [u for u in found if len(u) > SHORTEST]


def _blocks(letter: str) -> list[str]:
    """Blocks between blank lines; one that begins in small letters continues the one before: a page broke there."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", letter):
        text = block.strip(" *\n★")
        if found and text[:1].islower():
            found[-1] += " " + text
        elif text:
            found.append(text)
    return found


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.;:])\s+(?=[^\W\d_a-z])", text) if part]


def uncovered(letter: str, quotes: list[str]) -> list[str]:
    """Give the units no quote stands in."""
    tidied = [tidy(q) for q in quotes]
    return [u for u in units(letter) if not any(q in u or (u in q and len(u) > 12) for q in tidied)]


def quotes_of(name: str, column: str) -> list[str]:
    return [q for row in rows() if row["letter"] == name for q in _quotes(row, column)]


def _quotes(row: dict[str, Any], column: str) -> list[str]:
    said = row.get(column, [])
    return [said] if isinstance(said, str) else list(said)


def test_ids_are_unique() -> None:
    ids = [row["id"] for row in rows()]
    assert len(ids) == len(set(ids)) > 60


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_a_row_has_rule_and_test_or_says_which_issue(row: dict[str, Any]) -> None:
    assert faults(row) == []


def faults(row: dict[str, Any]) -> list[str]:
    """Say what is wrong with a row: nothing behind it, or something that is not there."""
    found = [f"unknown key {key}" for key in row if key not in COLUMNS]
    if row.get("letter") not in OWN or not (row.get("own") or row.get("real")):
        found.append("no letter or no words")
    if not ("rule" in row and "test" in row) and "later" not in row:
        found.append("neither a rule with its test nor a later issue")
    if "later" in row and row["later"] not in ISSUES:
        found.append(f"no such issue: {row['later']}")
    if "rule" in row and not (SOURCE / row["rule"]).is_file():
        found.append(f"no such rule: {row['rule']}")
    if "test" in row and not _is_there(row["test"]):
        found.append(f"no such test: {row['test']}")
    return found


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"test": None}, "neither"),
        ({"rule": None}, "neither"),
        ({"rule": None, "test": None, "later": "Some day"}, "no such issue"),
        ({"rule": "core/rules/nothing.py"}, "no such rule"),
        ({"test": "tests/test_nothing.py::test_it"}, "no such test"),
        ({"test": "tests/acceptance/test_letters.py::test_that_is_not_there"}, "no such test"),
        ({"own": None, "real": None}, "no words"),
        ({"quote": "..."}, "unknown key"),
    ],
)
def test_a_row_that_rests_on_nothing_is_noticed(change: dict[str, Any], fault: str) -> None:
    sound = next(row for row in rows() if row["id"] == "bg.1.below_ten")
    changed = {key: value for key, value in {**sound, **change}.items() if value is not None}
    assert any(fault in said for said in faults(changed))


def _is_there(name: str) -> bool:
    path, _, function = name.partition("::")
    return (ROOT / path).is_file() and function in _functions(path)


@cache
def _functions(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name.startswith("test_"))


@pytest.mark.parametrize("name", OWN)
def test_every_unit_of_the_letters_in_own_words_has_a_row(name: str) -> None:
    letter = OWN[name].read_text(encoding="utf-8")
    assert uncovered(letter, quotes_of(name, "own")) == []


@pytest.mark.parametrize("name", OWN)
def test_every_quote_stands_in_the_letter_in_own_words(name: str) -> None:
    letter = tidy(OWN[name].read_text(encoding="utf-8"))
    assert [q for q in quotes_of(name, "own") if tidy(q) not in letter] == []


@needs_shared
@pytest.mark.parametrize("name", REAL)
def test_every_unit_of_the_real_letters_has_a_row(name: str) -> None:
    letter = shared("seeds", REAL[name]).read_text(encoding="utf-8")
    assert uncovered(letter, quotes_of(name, "real")) == []


@needs_shared
@pytest.mark.parametrize("name", REAL)
def test_every_quote_stands_in_the_real_letter(name: str) -> None:
    blocks = " ".join(_blocks(shared("seeds", REAL[name]).read_text(encoding="utf-8")))
    assert [q for q in quotes_of(name, "real") if tidy(q) not in tidy(blocks)] == []


@needs_shared
@pytest.mark.parametrize(("heading", "mark"), [("### S1", "S1"), ("### S2", "S2")])
def test_every_row_of_the_officer_s_review_is_answered(heading: str, mark: str) -> None:
    review = shared("research", "officer.md").read_text(encoding="utf-8")
    table = review[review.index(heading) :].split("\n##", 1)[0]
    numbers = {f"{mark}.{n}" for n in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    answered = {number for row in rows() for number in _quotes(row, "review")}
    assert len(numbers) > 30
    assert numbers - answered == set()


@needs_shared
@pytest.mark.parametrize("name", REAL)
def test_the_letters_of_the_examples_are_in_our_own_words(name: str) -> None:
    """Names, numbers and formulas are shared; a whole sentence is not."""
    ours = _prose(OWN[name].read_text(encoding="utf-8"))
    theirs = _prose(shared("seeds", REAL[name]).read_text(encoding="utf-8"))
    same = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    assert same.size <= LONGEST_FORMULA, " ".join(ours[same.a : same.a + same.size])


def _prose(letter: str) -> list[str]:
    """The words between Kính gửi and Nơi nhận, without the lines that only name bodies."""
    body = tidy(letter).partition("Căn cứ" if "Căn cứ" in letter else "Thực hiện")[2].partition("Nơi nhận")[0]
    return re.findall(r"[\w/.-]+", body)


def test_a_letter_with_a_new_sentence_is_noticed() -> None:
    letter = OWN["binh_gia"].read_text(encoding="utf-8")
    added = letter.replace("Nơi nhận:", "4. Mỗi cơ quan, đơn vị cử một đầu mối.\n\nNơi nhận:")
    assert uncovered(added, quotes_of("binh_gia", "own")) == ["Mỗi cơ quan, đơn vị cử một đầu mối."]
