"""What a person said on the review page, carried into what was read: answers, facts seen or thrown out, targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from diachi.application.read_directive import SCAN, DirectiveReading, LetterRead
from diachi.core.campaign import AnsweredBy, Campaign, Question
from diachi.core.clauses import CitedTarget, Source
from diachi.core.errors import ErrorCode, InputError
from diachi.core.letters.facts import Fact, FactState

FORMAT = "diachi/answers@1"
SCAN_SEEN, SEEN = "scan_seen", "seen"
_SAID = (FactState.ACCEPTED, FactState.REJECTED)
_TABLES = ("quotas", "small_agencies", "priorities", "exclusions", "milestones", "reporting", "duties")
_ALONE = ("support_floor", "tracker", "followed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The file the review page saves."""

    format: str
    letters: dict[str, str]  # id of the letter -> sha256 of its text
    questions: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    cited_targets: tuple[CitedTarget, ...] = ()


def with_answers(reading: DirectiveReading, answers: Answers) -> DirectiveReading:
    """Give the reading as a person left it.

    Fails: InputError ANSWERS_OF_OTHER_LETTERS when they were given to other texts, FIELD_UNKNOWN, FIELD_WRONG.
    Holds: a fact thrown out leaves no rule; what was not answered stays as it was.
    """
    own = {one.document.id: one.document.sha256 for one in reading.letters}
    if answers.letters != own:
        raise InputError(ErrorCode.ANSWERS_OF_OTHER_LETTERS, letters=tuple(sorted(set(answers.letters) ^ set(own))))
    letters = tuple(_seen(one, answers.facts) for one in reading.letters)
    known = {f"{one.document.id}:{f.id}" for one in letters for f in one.facts}
    if unknown := sorted(set(answers.facts) - known):
        raise InputError(ErrorCode.FIELD_UNKNOWN, where=unknown[0], file="")
    campaign = _without(reading.campaign, letters)
    questions = tuple(_answered(q, answers.questions) for q in campaign.questions)
    if strange := sorted(set(answers.questions) - {q.id for q in questions}):
        raise InputError(ErrorCode.FIELD_UNKNOWN, where=strange[0], file="")
    questions = tuple(_scan_seen(q, letters) for q in questions)
    targets = {t.base: t for t in (*campaign.cited_targets, *answers.cited_targets)}
    campaign = replace(campaign, questions=questions, cited_targets=tuple(targets.values()))
    return replace(reading, letters=letters, campaign=campaign)


def _seen(letter: LetterRead, said: dict[str, str]) -> LetterRead:
    return replace(letter, facts=tuple(_state(f, said.get(f"{letter.document.id}:{f.id}")) for f in letter.facts))


def _state(fact: Fact, said: str | None) -> Fact:
    if said is None:
        return fact
    if said not in [state.value for state in _SAID]:
        raise InputError(ErrorCode.FIELD_WRONG, where=fact.id, wanted="|".join(_SAID), file="")
    return replace(fact, state=FactState(said))


def _answered(question: Question, said: dict[str, str]) -> Question:
    answer = said.get(question.id)
    if answer is None:
        return question
    if answer not in [reading.code for reading in question.readings]:
        wanted = "|".join(reading.code for reading in question.readings)
        raise InputError(ErrorCode.FIELD_WRONG, where=question.id, wanted=wanted, file="")
    return replace(question, answer=answer, answered_by=AnsweredBy.PERSON)


def _scan_seen(question: Question, letters: Iterable[LetterRead]) -> Question:
    """A scan is seen when every fact of it that must be held against the picture was."""
    if question.id != SCAN_SEEN:
        return question
    open_ones = [f for one in letters for f in one.facts if must_be_seen(f) and f.state is FactState.PROPOSED]
    if open_ones:
        return question
    return replace(question, answer=SEEN, answered_by=AnsweredBy.PERSON)


def must_be_seen(fact: Fact) -> bool:
    """Say whether a fact of a scan must be held against the picture: number, day, signer, whatever holds a digit."""
    digits = any(c.isdigit() for span in fact.spans for c in span.quote)
    return SCAN in fact.flags and (digits or fact.field in ("number", "date", "date.day", "signer"))


def _without(campaign: Campaign, letters: Iterable[LetterRead]) -> Campaign:
    """Rules made of words that a person threw out are no rules."""
    gone = {
        (one.document.id, s.start, s.end)
        for one in letters
        for f in one.facts
        if f.state is FactState.REJECTED
        for s in f.spans
    }

    def stands(source: Source | None) -> bool:
        return source is None or (source.directive, source.start, source.end) not in gone

    kept: dict[str, Any] = {t: tuple(r for r in getattr(campaign, t) if stands(r.source)) for t in _TABLES}
    for name in _ALONE:
        rule = getattr(campaign, name)
        kept[name] = rule if rule is not None and stands(rule.source) else None
    return replace(campaign, **kept)
