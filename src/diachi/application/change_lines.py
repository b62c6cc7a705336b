"""What is other than last year, said for people: one line per rule, the old and the new beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from diachi.application.fact_parts import day_in_words
from diachi.application.ports import Words
from diachi.core.campaign_changes import Change, RuleChange


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change in words: which rule, what of it, before and after."""

    rule: str
    change: Change
    before: str = ""
    after: str = ""


def change_lines(changes: Sequence[RuleChange], words: Words) -> tuple[ChangeLine, ...]:
    """Give a line per change, in the order of the rules."""
    return tuple(_line(change, words) for change in changes)


def _line(change: RuleChange, words: Words) -> ChangeLine:
    field = f"change.field.{change.field}"
    parts = [_rule(change, words), words.text(field) if change.field and words.has(field) else change.field]
    return ChangeLine(
        rule=": ".join(p for p in parts if p),
        change=change.change,
        before=_value(change.field, change.before, words),
        after=_value(change.field, change.after, words),
    )


def rule_name(table: str, name: str, words: Words) -> str:
    """Give the name of a rule: its table, and which of the table where there are several."""
    key = f"review.table.{table}"
    said = words.text(key) if words.has(key) else table
    if name == table:
        return said
    for place in (f"change.rule.{name}", f"enum.AgencyKind.{name}", f"enum.MilestoneKind.{name}"):
        if words.has(place):
            return f"{said}, {words.text(place)}"
    return f"{said}, {name}"


def _rule(change: RuleChange, words: Words) -> str:
    of = change.after or change.before
    if isinstance(of, dict) and of.get("body"):
        return rule_name(change.table, str(of["body"]), words)
    return rule_name(change.table, _named(change), words)


def _named(change: RuleChange) -> str:
    of = change.after or change.before
    return str(of.get("commune") or of.get("to") or change.id) if isinstance(of, dict) else change.id


def _value(field: str, value: Any, words: Words) -> str:
    if value is None:
        return words.text("change.nothing")
    if isinstance(value, bool):
        return words.text("review.yes" if value else "review.no")
    if isinstance(value, dict):
        return ", ".join(f"{_field(name, words)} {_value(name, said, words)}" for name, said in value.items() if said)
    if isinstance(value, list | tuple):
        return ", ".join(_value(field, one, words) for one in value) or words.text("change.nothing")
    for table in ("AgencyKind", "Force", "DutyVerb", "MilestoneKind"):
        if words.has(f"enum.{table}.{value}"):
            return words.text(f"enum.{table}.{value}").lower()
    for key in (f"review.cause.{value}", f"change.value.{value}"):
        if words.has(key):
            return words.text(key)
    if field in ("vnd", "min", "aim", "max", "below"):
        return words.text("change.number", value=value)
    return day_in_words(str(value), words)


def _field(name: str, words: Words) -> str:
    return words.text(f"change.field.{name}") if words.has(f"change.field.{name}") else name
