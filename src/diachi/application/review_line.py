"""A line of the review page: one fact, or several read from the same words, and how it is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diachi.core.letters.facts import Span


class Look(StrEnum):
    """What a fact wants of the person who looks."""

    READ = "read"
    ACCEPTED = "accepted"
    CHECK = "check"
    ASKED = "asked"
    REJECTED = "rejected"


class Group(StrEnum):
    """Where a fact stands on the page."""

    RULES = "rules"
    HEAD = "head"
    BASES = "bases"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One fact, or several read from the same words: its number on the page and what is said of it."""

    number: int
    letter: str
    facts: tuple[str, ...]
    group: Group
    title: str
    why: tuple[str, ...]
    look: Look
    spans: tuple[Span, ...]
    questions: tuple[str, ...] = ()
    confirm: bool = False  # digits, number, day, signer of a scan: nothing of it counts before a person said so
