"""Which rules of a campaign are other than those of an earlier one, rule by rule; the words around them do not matter.

A date that only moves on by the years between the two campaigns is the same rule: "trước 15/7" each year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from diachi.core.campaign import Campaign
from diachi.core.shape import plain
from diachi.core.text import fold


class Change(StrEnum):
    """What became of a rule."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """One rule, or one number of it: what it was and what it is now."""

    table: str
    id: str
    change: Change
    field: str = ""
    before: Any = None
    after: Any = None


_TABLES = (
    "target", "quotas", "small_agencies", "support_floor", "priorities", "exclusions",
    "milestones", "reporting", "tracker", "followed", "duties",
)  # fmt: skip
_WORDS = frozenset(["source", "words", "last_instant", "rank", "id", "verb", "body"])
_ALONE = ("mode", "pairing")


def campaign_changes(before: Campaign, after: Campaign) -> tuple[RuleChange, ...]:
    """Give what changed, in the order of the tables of campaign.toml."""
    years = _year(after) - _year(before) if _year(after) and _year(before) else 0
    found = [
        RuleChange(table=name, id=name, change=Change.CHANGED, before=str(one), after=str(two))
        for name in _ALONE
        if (one := getattr(before, name)) != (two := getattr(after, name))
    ]
    for table in _TABLES:
        found += _of_table(table, _rules(before, table), _rules(after, table), years)
    return tuple(found)


def _year(campaign: Campaign) -> int:
    return campaign.places_on.year if campaign.places_on else 0


def _rules(campaign: Campaign, table: str) -> dict[str, Any]:
    held = getattr(campaign, table)
    rules = held if isinstance(held, tuple) else () if held is None else (held,)
    return {_key(table, rule): rule for rule in rules}


def _key(table: str, rule: Any) -> str:
    if table == "duties":
        return f"{fold(rule.body)} {rule.verb.value}"
    if table == "reporting":
        return fold(rule.to)
    return str(getattr(rule, "id", table))


def _of_table(table: str, before: Mapping[str, Any], after: Mapping[str, Any], years: int) -> Iterator[RuleChange]:
    for key, rule in after.items():
        if key not in before:
            yield RuleChange(table=table, id=key, change=Change.ADDED, after=_shown(rule))
            continue
        yield from _of_rule(table, key, before[key], rule, years)
    for key, rule in before.items():
        if key not in after:
            yield RuleChange(table=table, id=key, change=Change.REMOVED, before=_shown(rule))


def _of_rule(table: str, key: str, before: Any, after: Any, years: int) -> Iterator[RuleChange]:
    for name in (f.name for f in fields(after) if f.name not in _WORDS):
        one, two = getattr(before, name), getattr(after, name)
        if one != two and not _same_day_of_another_year(one, two, years):
            yield RuleChange(
                table=table, id=key, change=Change.CHANGED, field=name, before=plain(one), after=plain(two)
            )


def _same_day_of_another_year(one: object, two: object, years: int) -> bool:
    """ "2023-07-15" is "2024-07-15" of the year before; a bare year moves on as well."""
    said = str(one or ""), str(two or "")
    if not years or not all(s[:4].isdigit() and len(s) >= 4 for s in said):
        return False
    return int(said[1][:4]) - int(said[0][:4]) == years and said[0][4:] == said[1][4:]


def _shown(rule: Any) -> dict[str, Any]:
    return {name: value for name, value in plain(rule).items() if name not in _WORDS - {"body", "verb", "words"}}
