"""Facts read from a letter: a typed value, the words it came from, the rule that read it.

Two laws hold for every fact: raw[start:end] == quote for each span, and derive(rule, quotes) == value.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class FactState(StrEnum):
    """What a person has said of a fact."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class Confidence(StrEnum):
    """A small table, not a made-up probability."""

    HIGH = "high"
    REVIEW = "review"


BLANK_IN_SOURCE = "blank_in_source"
PARTIAL_DATE = "partial_date"
MISSPELT = "misspelt"
NOT_DATED = "not_dated"
MISREAD = "misread"
PAST = "past"
FAR_YEAR = "far_year"
NO_BINDING_WORD = "no_binding_word"
YEAR_OF_ISSUE = "year_of_issue"
TWO_DATES = "two_dates"
LETTERS_APART = "letters_apart"
NO_ISSUER = "no_issuer"
NOISY_TEXT = "noisy_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Words of the letter: code points of the raw text, half-open."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing the letter says; `part` is the item it stands in ("" = header, preamble or ending)."""

    id: str
    part: str
    field: str
    value: Any
    spans: tuple[Span, ...]
    rule: str
    confidence: Confidence = Confidence.HIGH
    flags: tuple[str, ...] = ()
    state: FactState = FactState.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRead:
    """The letter a set of facts was read from."""

    id: str
    name: str
    sha256: str
    code_points: int
