"""What a person sees of everything read from letters: each fact in words, why it needs a look, what is asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from diachi.application.answered import must_be_seen
from diachi.application.ports import Words
from diachi.application.read_directive import DirectiveReading, LetterRead
from diachi.core.campaign import AnsweredBy, Campaign, Question
from diachi.core.clauses import Force, Milestone, Source
from diachi.core.deadline import Deadline, DeadlineOp
from diachi.core.letters.facts import BLANK_IN_SOURCE, Confidence, Fact, FactState, Span


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


_GROUPS = {
    **dict.fromkeys(
        ("issuer", "issuer_parent", "number", "symbol", "place", "date", "date.day", "doc_type", "subject"), Group.HEAD
    ),
    **dict.fromkeys(("base", "short_name"), Group.BASES),
    **dict.fromkeys(("addressee", "distribution", "authority", "signer"), Group.PERSONS),
}


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
    why = [*_force(facts, letter.document.id, campaign, words), *(_flag(flag, words) for flag in dict.fromkeys(flags))]
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


def _flag(flag: str, words: Words) -> str:
    key = f"review.flag.{flag}"
    return words.text(key) if words.has(key) else words.text("review.flag.other", flag=flag)


_FORCES = {"quota": "quotas", "pool": "small_agencies", "floor": "support_floor", "deadline": "milestones"}


def _force(facts: Sequence[Fact], letter: str, campaign: Campaign, words: Words) -> Iterator[str]:
    """With what force the rule binds that was made of these words."""
    for fact in facts:
        table = getattr(campaign, _FORCES.get(fact.field, ""), ()) if fact.field in _FORCES else ()
        for rule in table if isinstance(table, tuple) else (table,):
            if rule is not None and _made_of(rule.source, letter, fact):
                yield words.text(f"review.force.{Force(rule.force).value}")
                return


def _made_of(source: Source | None, letter: str, fact: Fact) -> bool:
    return (
        source is not None
        and source.directive == letter
        and any((source.start, source.end) == (s.start, s.end) for s in fact.spans)
    )


def fact_in_words(fact: Fact, words: Words, campaign: Campaign) -> str:
    """Say a fact in our words; a field nobody has words for is said with its value."""
    if fact.value is None or BLANK_IN_SOURCE in fact.flags:
        key = f"review.fact.{fact.field.replace('.', '_')}_blank"
        return words.text(key) if words.has(key) else words.text("review.fact.blank", quote=_short(fact.spans[0].quote))
    facts = _facts(fact, words, campaign)
    for key in _keys(fact):
        if words.has(key):
            return " ".join(words.text(key, **facts).split())
    return words.text("review.fact.other", quote=_short(fact.spans[0].quote))


# Fields that are said in the words of another.
_SAID_AS = {"goal": "quota", "joining": "quota", "sending": "reporting"}


def _keys(fact: Fact) -> Iterator[str]:
    name = f"review.fact.{_SAID_AS.get(fact.field, fact.field).replace('.', '_')}"
    value = fact.value
    if isinstance(value, Mapping):
        if fact.field == "base" and not value.get("number"):
            yield f"{name}_law"
        if value.get("max") == 0:
            yield f"{name}_none_left"
        kind = value.get("op") or value.get("kind")
        if value.get("op") == "min" and value.get("max"):
            yield f"{name}_min_max"
        if kind:
            yield f"{name}_{kind}"
    elif value == "open":
        yield f"{name}_open"
    yield name


def _facts(fact: Fact, words: Words, campaign: Campaign) -> dict[str, object]:
    value = fact.value
    facts: dict[str, object] = {"value": value, "quote": _short(fact.spans[0].quote)}
    if isinstance(value, Mapping):
        facts |= {name: said for name, said in value.items() if name != "value"}
        facts["value"] = value.get("value", "")
    if isinstance(value, list) and len(value) > 1:
        facts |= {"first": str(value[0]), "last": str(value[-1])}
    for name in ("date", "deadline", "value"):
        if isinstance(facts.get(name), str):
            facts[name] = day_in_words(str(facts[name]), words)
    for name in ("ntm_year",):
        if name in facts:
            facts[name] = str(facts[name])
    return facts | _said_apart(fact, facts, words, campaign)


def _said_apart(fact: Fact, facts: Mapping[str, object], words: Words, campaign: Campaign) -> dict[str, object]:
    """Parts of a sentence that are said only where the letter gives them."""

    def part(name: str, given: object) -> str:
        return words.text(f"review.part.{name}", value=given) if given else ""

    field, said = fact.field, facts
    if field == "doc_type":
        key = f"enum.DocumentKind.{fact.value}"
        return {"value": words.text(key) if words.has(key) else fact.spans[0].quote.strip(" :").capitalize()}
    if field == "base":
        return {name: part(f"base_{name}", said.get(name)) for name in ("date", "issuer")} | {
            "number": said.get("number") or ""
        }
    if field == "amount":
        return {"per": part("per", said.get("per"))}
    if _SAID_AS.get(field, field) == "reporting":
        return {"via": part("via", said.get("via")), "deadline": part("by", said.get("deadline"))}
    if field == "distribution":
        return {"purpose": part(f"copy_{said['purpose']}", " ") if said.get("purpose") else ""}
    if field == "target":
        merit = part("merit", " ") if said.get("merit") else ""
        return {"merit": merit, "near_poor": part("near_poor", " ") if said.get("near_poor") else ""}
    if field == "priority":
        causes = [words.text(f"review.cause.{c}") for c in fact.value["causes_any"] if words.has(f"review.cause.{c}")]
        return {"causes": ", ".join(causes), "will": part("will", " ") if said.get("will_to_escape") else ""}
    if field == "deadline":
        return _due(fact, words, campaign)
    return {}


def _due(fact: Fact, words: Words, campaign: Campaign) -> dict[str, object]:
    span = fact.spans[0]
    due = [m for m in campaign.milestones if m.source and (m.source.start, m.source.end) == (span.start, span.end)]
    kinds = ", ".join(words.text(f"enum.MilestoneKind.{m.kind.value}") for m in due)
    return {"due": f"{kinds[:1].upper()}{kinds[1:]}" or words.text("review.part.due"), "last": _last(due, fact, words)}


def _last(due: Sequence[Milestone], fact: Fact, words: Words) -> str:
    known = {"before": DeadlineOp.BEFORE, "by": DeadlineOp.BY, "by_end_of": DeadlineOp.BY_END_OF}
    kind = str(fact.value.get("kind", ""))
    deadline = due[0].deadline if due else Deadline(op=known.get(kind, DeadlineOp.BY), on=str(fact.value["date"]))
    day = deadline.last_day_in_time
    return words.text("review.part.last_day", value=day) if day else ""


def day_in_words(iso: str, words: Words) -> str:
    """Give "2024-07-15" as 15/7/2024 and "2024-04" as a month; what is no date stays."""
    parts = iso.split("-")
    if not all(p.isdigit() for p in parts) or len(parts[0]) != 4:
        return iso
    numbers = [str(int(p)) for p in parts]
    if len(numbers) == 3:
        return "/".join(reversed(numbers))
    return words.text("review.part.month", month=numbers[1], year=numbers[0]) if len(numbers) == 2 else iso


def _short(text: str) -> str:
    said = " ".join(text.replace("*", "").split())
    return said if len(said) <= 90 else f"{said[:88]}…"
