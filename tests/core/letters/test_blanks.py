"""A number or a date that is blanked is never found elsewhere: not in the subject, not in a base, not in a stamp."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from diachi.core.letters.facts import BLANK_IN_SOURCE
from diachi.core.letters.making import Reading
from diachi.core.letters.reader import read_letter
from shared import EXAMPLES, SHARED, needs_shared

OWN = sorted(EXAMPLES.glob("*/letters/*.txt"))
REAL = [
    *sorted(SHARED.glob("letters/*.txt")),
    *sorted(SHARED.glob("letters/ocr/*.txt")),
    *sorted(SHARED.glob("seeds/*.txt")),
]
ALL = [*OWN, *(pytest.param(p, marks=needs_shared) for p in REAL)]


def _value(reading: Reading, field: str) -> object:
    fact = reading.one(field)
    return fact.value if fact else None


def _without(raw: str, reading: Reading, field: str, how: str) -> str | None:
    """The letter with the figures of a field blanked, dotted, or the whole of it cut out."""
    fact = reading.one(field)
    if fact is None or fact.value is None:
        return None
    (span, *_) = fact.spans
    said = span.quote
    if how == "cut":
        put = ""
    elif field == "number":
        put = re.sub(r"^[\d ]+[a-z]?(?=\s*[/-])", "    " if how == "blank" else "......", said)
    else:
        put = re.sub(r"\d+", "   " if how == "blank" else "...", said)
    return raw[: span.start] + put + raw[span.end :]


@pytest.mark.parametrize("how", ["blank", "dots", "cut"])
@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_a_number_blanked_is_not_returned(path: Path, how: str) -> None:
    raw = path.read_bytes().decode()
    blanked = _without(raw, read_letter(raw), "number", how)
    if blanked is not None:
        assert _value(read_letter(blanked), "number") is None


@pytest.mark.parametrize("how", ["blank", "dots", "cut"])
@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_a_date_blanked_is_not_returned(path: Path, how: str) -> None:
    raw = path.read_bytes().decode()
    blanked = _without(raw, read_letter(raw), "date", how)
    if blanked is not None:
        assert _value(read_letter(blanked), "date") is None


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.stem)
def test_a_day_blanked_leaves_month_and_year(path: Path) -> None:
    raw = path.read_bytes().decode()
    reading = read_letter(raw)
    fact = reading.one("date")
    if fact is None or fact.value is None or len(fact.value) < len("2024-01-01"):
        return
    span = fact.spans[0]
    put = re.sub(r"(ngày\s*)\d+(?=\s*tháng)", r"\g<1>   ", span.quote, flags=re.IGNORECASE)
    if put == span.quote:
        return
    again = read_letter(raw[: span.start] + put + raw[span.end :])
    assert _value(again, "date") == fact.value[:7]
    assert any(f.field == "date.day" and BLANK_IN_SOURCE in f.flags for f in again.facts)
