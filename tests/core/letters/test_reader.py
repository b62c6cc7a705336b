"""Two laws of every fact, on letters and on mutated letters; and what the two real letters say."""

import json
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.core.letters.facts import BLANK_IN_SOURCE
from diachi.core.letters.making import Reading
from diachi.core.letters.reader import read_letter
from diachi.core.letters.structure import structure_of
from diachi.core.letters.values import derive
from shared import EXAMPLES, SHARED, needs_shared, shared

OWN = sorted(EXAMPLES.glob("*/letters/*.txt"))
ALL_REAL = [*sorted(SHARED.glob("letters/**/*.txt")), *sorted(SHARED.glob("seeds/*.txt"))]
REAL = ("binh_gia_2024", "ninh_thuan_8016_2020")


def holds(reading: Reading) -> None:
    for fact in reading.facts:
        for span in fact.spans:
            assert reading.view.raw[span.start : span.end] == span.quote
        if BLANK_IN_SOURCE in fact.flags:
            assert fact.value is None
        else:
            assert derive(fact.rule, tuple(s.quote for s in fact.spans)) == fact.value


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.name)
def test_every_fact_has_its_words_and_its_value_follows_from_them(path: Path) -> None:
    reading = read_letter(text_of(path))
    assert len(reading.facts) > 10
    holds(reading)


@settings(max_examples=40)
@given(st.sampled_from(OWN), st.integers(0, 2**32))
def test_mutated_letters_keep_both_laws(path: Path, seed: int) -> None:
    dice = random.Random(seed)
    raw = list(text_of(path))
    for _ in range(30):
        at = dice.randrange(len(raw))
        raw[at] = dice.choice(["", "\n", " ", "*", "0", "l", "đ", "\u0301", raw[at].upper(), raw[at] * 2])
    holds(read_letter("".join(raw)))


@needs_shared
@pytest.mark.parametrize("path", ALL_REAL, ids=lambda p: p.stem)
def test_real_letters_and_mutated_ones_keep_both_laws(path: Path) -> None:
    raw = text_of(path)
    holds(read_letter(raw))
    for seed in range(3):
        dice = random.Random(seed)
        letters = list(raw)
        for _ in range(40):
            at = dice.randrange(len(letters))
            letters[at] = dice.choice(["", "\n", " ", "   ", "|", "*", "0", "l", "đ", "\u0301", letters[at] * 2])
        holds(read_letter("".join(letters)))


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.name)
def test_composition_of_letters_changes_no_value(path: Path) -> None:
    composed = read_letter(unicodedata.normalize("NFC", text_of(path)))
    apart = read_letter(unicodedata.normalize("NFD", text_of(path)))
    holds(apart)
    assert [(f.field, f.value) for f in apart.facts] == [(f.field, f.value) for f in composed.facts]


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.name)
def test_windows_line_ends_change_no_value(path: Path) -> None:
    unix = read_letter(text_of(path).replace("\r\n", "\n"))
    windows = read_letter(text_of(path).replace("\r\n", "\n").replace("\n", "\r\n"))
    holds(windows)
    assert [(f.field, f.value) for f in windows.facts] == [(f.field, f.value) for f in unix.facts]


def test_an_empty_or_strange_text_gives_no_fact() -> None:
    for raw in ("", "\n\n", "xin chào", "12/3/2024 " * 50):
        holds(read_letter(raw))


@needs_shared
@pytest.mark.parametrize("name", REAL)
def test_every_fact_of_the_labelled_letters_is_read(name: str) -> None:
    wanted = json.loads(shared("letters", "gold", f"{name}.json").read_text(encoding="utf-8"))
    reading = read_letter(shared("seeds", f"{name}.txt").read_bytes().decode())
    holds(reading)
    got = structure_of(reading)
    for field in ("doc_type", "issuer", "issuer_parent", "number", "place", "date", "signer", "authority", "missing"):
        assert got[field] == wanted[field], field
    for field in ("tasks", "distribution_count", "recipients", "bases", "priority_communes"):
        assert got[field] == wanted[field], field
    assert got["subject"].rstrip(".") == wanted["subject"]
    for field, keys in (
        ("deadlines", ("date", "kind")),
        ("amounts", ("value", "op", "per")),
        ("quotas", ("op", "min", "max", "unit")),
        ("reporting", ("to", "via", "deadline")),
    ):
        assert sorted(str([i[k] for k in keys]) for i in got[field]) == sorted(
            str([i[k] for k in keys]) for i in wanted[field]
        ), field


@needs_shared
def test_blanks_of_the_draft_are_facts_without_a_value() -> None:
    reading = read_letter(shared("seeds", "binh_gia_2024.txt").read_bytes().decode())
    number, day = reading.one("number"), reading.one("date.day")
    assert number is not None
    assert day is not None
    assert (number.value, day.value) == (None, None)
    assert BLANK_IN_SOURCE in number.flags
    assert "UBND-LĐTBOXHDT" in number.spans[0].quote
    assert reading.one("date") is not None
    assert [f.value for f in reading.all("date")] == ["2024-04"]


@needs_shared
def test_other_labelled_letters_are_read_for_the_most_part() -> None:
    for name in ("cb_2428_2013_cv_bxd", "cb_254_2023_qd_ubnd_sonla"):
        wanted = json.loads(shared("letters", "gold", f"{name}.json").read_text(encoding="utf-8"))
        reading = read_letter(shared("letters", f"{name}.txt").read_bytes().decode())
        holds(reading)
        got = structure_of(reading)
        for field in ("doc_type", "issuer", "number", "date", "recipients"):
            assert got[field] == wanted[field], (name, field)
