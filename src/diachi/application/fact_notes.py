"""What stands under a fact: with what force its rule binds, and why it needs a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diachi.application.ports import Words
from diachi.core.campaign import Campaign
from diachi.core.clauses import Force, Source
from diachi.core.letters.facts import Fact


def flag_note(flag: str, words: Words) -> str:
    """Say why a flag asks for a look; one nobody has words for is named."""
    key = f"review.flag.{flag}"
    return words.text(key) if words.has(key) else words.text("review.flag.other", flag=flag)


_FORCES = {"quota": "quotas", "pool": "small_agencies", "floor": "support_floor", "deadline": "milestones"}


def force_notes(facts: Sequence[Fact], letter: str, campaign: Campaign, words: Words) -> Iterator[str]:
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
