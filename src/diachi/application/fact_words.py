"""A fact in our words: the sentence for its field and kind, with the values put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diachi.application.fact_parts import SAID_AS, day_in_words, parts_said
from diachi.application.ports import Words
from diachi.core.campaign import Campaign
from diachi.core.letters.facts import BLANK_IN_SOURCE, Fact


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


def _keys(fact: Fact) -> Iterator[str]:
    name = f"review.fact.{SAID_AS.get(fact.field, fact.field).replace('.', '_')}"
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
    return facts | parts_said(fact, facts, words, campaign)


def _short(text: str) -> str:
    said = " ".join(text.replace("*", "").split())
    return said if len(said) <= 90 else f"{said[:88]}…"
