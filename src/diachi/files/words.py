"""Words for codes: every sentence a person reads is looked up here, in one language, with the facts put in."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

from diachi.core.errors import DiachiError, ErrorCode, OurFault
from diachi.core.issues import Issue
from diachi.core.proposal import Reason


@dataclass(frozen=True)
class QuestionWords:
    """What is asked, how each reading is called, and what each would change."""

    ask: str
    readings: Mapping[str, str]
    effects: Mapping[str, str]


class _Spoken(string.Formatter):
    """Numbers as 8.000.000, days as 15/7/2024, lists with commas; a fact nobody gave stays empty."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key), "")

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec:
            return str(super().format_field(value, format_spec))
        return spoken(value)


def spoken(value: object) -> str:
    """Give a fact as a Vietnamese office writes it."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, float):
        return f"{value:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, tuple | list):
        return ", ".join(spoken(v) for v in value)
    return str(value)


@cache
def _table(lang: str) -> dict[str, Any]:
    return tomllib.loads((files("diachi") / "words" / f"{lang}.toml").read_text(encoding="utf-8"))


class Words:
    """The words of one language; a missing word is a fault of ours, never an empty line."""

    def __init__(self, lang: str = "vi") -> None:
        self.lang = lang
        self._table = _table(lang)
        self._spoken = _Spoken()

    def _find(self, key: str) -> Any:
        found: Any = self._table
        for step in key.split("."):
            if not isinstance(found, dict) or step not in found:
                raise OurFault(ErrorCode.UNEXPECTED, reason=f"no words for {key}")
            found = found[step]
        return found

    def has(self, key: str) -> bool:
        """Say whether there are words under a dotted key."""
        found: Any = self._table
        for step in key.split("."):
            if not isinstance(found, dict) or step not in found:
                return False
            found = found[step]
        return True

    def table(self, key: str) -> Mapping[str, str]:
        """Give a table of words by code."""
        return dict(self._find(key))

    def text(self, key: str, **facts: object) -> str:
        """Give the text under a dotted key, with the facts put in."""
        return self._spoken.format(str(self._find(key)), **facts)

    def _three(self, key: str, facts: Mapping[str, object]) -> str:
        parts = self._find(key)
        said = (self._spoken.format(parts[part], **facts) for part in ("what", "why", "do") if parts.get(part))
        return " ".join(said)

    def error(self, error: DiachiError) -> str:
        """Give what happened, why it matters, what to do now."""
        return self._three(f"error.{error.code.value}", error.facts)

    def issue(self, issue: Issue) -> str:
        """Give the sentence of an issue, without its place."""
        return self._three(f"issue.{issue.code.value}", issue.facts)

    def reason(self, reason: Reason) -> str:
        """Give the sentence of a reason."""
        return self.text(f"reason.{reason.code.value}.text", **reason.facts)

    def label(self, value: Enum) -> str:
        """Give the name people use for an enum value."""
        return str(self._find(f"enum.{type(value).__name__}.{value.value}"))

    def question(self, question_id: str) -> QuestionWords:
        """Give the words of a question."""
        parts = self._find(f"question.{question_id}")
        return QuestionWords(ask=parts["ask"], readings=parts.get("readings", {}), effects=parts.get("effects", {}))
