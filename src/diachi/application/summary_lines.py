"""The short summary a person reads at the end of a run: how many, by whom, why the rest are not, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator

from diachi.application.ports import Words
from diachi.core.paper import grouped
from diachi.core.proposal import ReasonCode
from diachi.core.summary import Summary


def summary_lines(summary: Summary, words: Words) -> tuple[str, ...]:
    """Give the lines in the order a leader asks: households, bodies, why not, how far, what was assumed.

    Source: officer's review, part B (the leader's two minutes).
    Takes: summary - of `summarise`; words - of the language wanted.
    Gives: short lines, numbers as 8.000.000, no name of a person.
    Fails: never for codes that have words; a code without a short label is printed as it is.
    Holds: no line is empty.
    Cost: O(reasons + questions).
    """
    parts = (_reach, _open, _course, _communes)
    return tuple(line for part in parts for line in part(summary, words) if line)


def _say(words: Words, key: str, **facts: object) -> str:
    return words.text(f"summary.{key}", **{k: grouped(v) if isinstance(v, int) else v for k, v in facts.items()})


def _reach(summary: Summary, words: Words) -> Iterator[str]:
    totals = summary.totals
    yield _say(words, "households", listed=summary.listed, covered=totals.households, persons=totals.persons)
    yield _say(words, "sponsors", agencies=summary.agencies, groups=summary.groups, pools=summary.pools)
    for target in summary.cited_targets:
        yield words.text(
            "summary.cited_target",
            base=target.base,
            what=target.what,
            value=target.value,
            unit=target.unit,
            covered=totals.households,
        )
    if totals.agreed:
        yield _say(words, "agreed", agreed=totals.agreed)
    if summary.zero:
        zero = summary.zero
        yield _say(
            words,
            "zero",
            households=zero.households,
            persons=zero.persons,
            covered=zero.covered_households,
            left=zero.left_households,
            left_persons=zero.left_persons,
        )


def _open(summary: Summary, words: Words) -> Iterator[str]:
    left = sum(one.households for one in summary.left)
    if left:
        parts = [_say(words, "left_part", count=one.households, why=why_left(words, one.code)) for one in summary.left]
        yield _say(words, "left", count=left, parts="; ".join(parts))
    if summary.short_groups:
        yield _say(words, "short", groups=summary.short_groups, households=summary.short_households)
    if summary.departures:
        villages = {(d.commune_code, d.hamlet) for d in summary.departures}
        yield _say(words, "departures", households=len(summary.departures), villages=len(villages))


def why_left(words: Words, code: ReasonCode) -> str:
    """Give the short words for why a household stays open, without any fact of it."""
    key = f"summary.left_{code.value}"
    return words.text(key) if words.has(key) else code.value


def _course(summary: Summary, words: Words) -> Iterator[str]:
    totals = summary.totals
    if totals.planned or totals.delivered or totals.reported:
        yield _say(
            words,
            "course",
            planned=totals.planned,
            delivered=totals.delivered,
            value=totals.value_vnd,
            visited=totals.visited,
            reported=totals.reported,
        )
    if summary.today:
        yield _say(
            words,
            "standing",
            today=summary.today,
            late=summary.late,
            missing=summary.missing,
            waiting=summary.waiting,
            answered=summary.answered,
        )
    if summary.assumed:
        about = summary.assumed_about
        taken = [_answer(words, q, answer, about.get(q, "")) for q, answer in sorted(summary.assumed.items())]
        yield _say(words, "assumed", count=len(taken), parts="; ".join(taken), later=summary.assumed_later)


def _communes(summary: Summary, words: Words) -> Iterator[str]:
    """Communes are listed when they were asked for on the map of a day."""
    for line in summary.by_commune if summary.map_on else ():
        if line.commune_code:
            key = "commune_off_map" if line.off_map else "commune"
            yield _say(
                words,
                key,
                commune=line.commune,
                code=line.commune_code,
                listed=line.listed,
                covered=line.figures.households,
                on=summary.map_on,
            )


def _answer(words: Words, question: str, answer: str, about: str) -> str:
    """What the answer taken by default means, in a few words."""
    key = f"question.{question}.effects.{answer}"
    return words.text(key, about=about) if words.has(key) else f"{question} = {answer}"
