"""Read directives into facts, questions and a campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from diachi.core.campaign import Campaign, Question
from diachi.core.errors import ErrorCode, InputError
from diachi.core.letters.asked import scan_question
from diachi.core.letters.campaigns import campaign_of, has_rule, letters_of
from diachi.core.letters.facts import Confidence, DocumentRead, Fact
from diachi.core.letters.reader import read_letter
from diachi.core.letters.relations import Relation
from diachi.core.letters.structure import structure_of
from diachi.core.table import digest

SCAN = "scan"  # the flag of every fact that was recognised on a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedWord:
    """A word recognised on a picture, and where: dots from the left and the top."""

    text: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedPage:
    """A page of a scan: its picture, and the words recognised on it in the order they stand."""

    picture: bytes
    width: int
    height: int
    words: tuple[ScannedWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """A letter as read from its file: every offset counts in `raw`; `as_file` = the file holds the same text.

    `scan` = the words were recognised on a picture, so that a person must look at each before it counts.
    """

    name: str
    raw: str
    as_file: bool = True
    scan: bool = False
    pages: tuple[ScannedPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRead:
    """One letter and what was read from it."""

    document: DocumentRead
    facts: tuple[Fact, ...]
    structure: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveReading:
    """All letters of a campaign, and the campaign they make."""

    letters: tuple[LetterRead, ...]
    campaign: Campaign
    relations: tuple[Relation, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the letters leave open."""
        return self.campaign.questions

    @property
    def has_rule(self) -> bool:
        """Say whether the letters hold anything a campaign could follow; a law or an extension alone holds none."""
        return has_rule(self.campaign)


# A scan may lose its number or its issuer; a greeting has neither these nor grounds.
_HEAD = ("issuer", "symbol", "date", "subject", "base", "signer")
_ENOUGH_OF_A_HEAD = 3


def read_directive(*, letters: Sequence[LetterText]) -> DirectiveReading:
    """Read one or several letters of one campaign.

    Source: Bình Gia 4/2024; Ninh Thuận 8016 with the base plan it names.
    Takes: letters in any order, raw text untouched. Gives: facts with spans, the outline, a campaign, its questions.
    Fails: InputError LETTER_WITHOUT_RULE when the letters hold no rule and no head of a directive either.
    Holds: raw[start:end] == quote and derive(rule, quotes) == value for every fact; nothing is read from a clock.
    Cost: a few passes of regular expressions over the text.
    """
    by_raw = {}
    readings = []
    for letter in letters:
        reading = read_letter(letter.raw)
        by_raw[id(reading)] = letter
        readings.append(reading)
    made = letters_of(readings)
    found = campaign_of(made)
    campaign = found.campaign
    headed = any(sum(one.reading.one(said) is not None for said in _HEAD) >= _ENOUGH_OF_A_HEAD for one in made)
    if not has_rule(campaign) and not headed:
        raise InputError(ErrorCode.LETTER_WITHOUT_RULE, file=", ".join(letter.name for letter in letters))
    read = tuple(
        LetterRead(
            document=DocumentRead(
                id=letter.id,
                name=by_raw[id(letter.reading)].name,
                sha256=digest(letter.reading.view.raw.encode()),
                code_points=len(letter.reading.view.raw),
            ),
            facts=tuple(_of_scan(f) if by_raw[id(letter.reading)].scan else f for f in letter.reading.facts),
            structure=structure_of(letter.reading),
        )
        for letter in made
    )
    if any(letter.scan for letter in letters):
        campaign = replace(campaign, questions=(scan_question(), *campaign.questions))
    return DirectiveReading(letters=read, campaign=campaign, relations=found.relations)


def _of_scan(fact: Fact) -> Fact:
    """What was recognised on a picture is never sure, whatever the rule that read it."""
    return replace(fact, flags=(*fact.flags, SCAN), confidence=Confidence.REVIEW)
