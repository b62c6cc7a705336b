"""What a person sees of everything read from letters: each fact in words, why it needs a look, what is asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diachi.application.answered import must_be_seen
from diachi.application.fact_notes import flag_note, force_notes
from diachi.application.fact_words import fact_in_words
from diachi.application.ports import Words
from diachi.application.read_directive import DirectiveReading, LetterRead
from diachi.application.review_line import Group, Look, ReviewLine
from diachi.core.campaign import AnsweredBy, Campaign, Question
from diachi.core.letters.facts import Confidence, Fact, FactState, Span

_GROUPS = {
    **dict.fromkeys(
        ("issuer", "issuer_parent", "number", "symbol", "place", "date", "date.day", "doc_type", "subject"), Group.HEAD
    ),
    **dict.fromkeys(("base", "short_name"), Group.BASES),
    **dict.fromkeys(("addressee", "distribution", "authority", "signer"), Group.PERSONS),
}


def review_lines(reading: DirectiveReading, words: Words) -> tuple[ReviewLine, ...]:
    """Give a line for every fact of every letter, numbered as they stand in the letters."""
    lines: list[ReviewLine] = []
    for letter in reading.letters:
        groups: dict[tuple[Any, ...], list[Fact]] = {}
        for fact in sorted(letter.facts, key=lambda f: (f.spans[0].start, f.spans[-1].end)):
            groups.setdefault(tuple((s.start, s.end) for s in fact.spans), []).append(fact)
        for facts in groups.values():
            lines.append(_line(len(lines) + 1, letter, facts, reading.campaign, words))
    return tuple(lines)


def _line(number: int, letter: LetterRead, facts: list[Fact], campaign: Campaign, words: Words) -> ReviewLine:
    spans = facts[0].spans
    asked = questions_about(campaign.questions, letter.document.id, spans)
    open_ones = [q for q in asked if q.answered_by is AnsweredBy.DEFAULT]
    flags = [flag for fact in facts for flag in fact.flags]
    why = [
        *force_notes(facts, letter.document.id, campaign, words),
        *(flag_note(flag, words) for flag in dict.fromkeys(flags)),
    ]
    return ReviewLine(
        number=number,
        letter=letter.document.id,
        facts=tuple(f"{letter.document.id}:{f.id}" for f in facts),
        group=next((g for f in facts if (g := _GROUPS.get(f.field, Group.RULES)) is Group.RULES), _group(facts[0])),
        title="; ".join(dict.fromkeys(fact_in_words(fact, words, campaign) for fact in facts)),
        why=tuple(why),
        look=_look(facts, bool(open_ones)),
        spans=spans,
        questions=tuple(q.id for q in asked),
        confirm=any(must_be_seen(fact) for fact in facts),
    )


def _group(fact: Fact) -> Group:
    return _GROUPS.get(fact.field, Group.RULES)


def questions_about(questions: Sequence[Question], letter: str, spans: Sequence[Span]) -> list[Question]:
    """Give the questions that rest on words of these spans."""
    places = {(span.start, span.end) for span in spans}
    return [
        q for q in questions if q.source and q.source.directive == letter and (q.source.start, q.source.end) in places
    ]


def _look(facts: Sequence[Fact], asked: bool) -> Look:
    states = {fact.state for fact in facts}
    if FactState.REJECTED in states:
        return Look.REJECTED
    if states <= {FactState.ACCEPTED, FactState.EDITED}:
        return Look.ACCEPTED
    if asked:
        return Look.ASKED
    return Look.CHECK if any(f.flags or f.confidence is Confidence.REVIEW for f in facts) else Look.READ
