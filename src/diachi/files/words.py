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

_WHOLE = ("what", "why", "do")


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


def _places_in(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name]


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

    def plain(self, key: str) -> str:
        """Give a text before any fact is put in; a place for one is shown as a gap."""
        text = str(self._find(key))
        return self._spoken.format(text, **dict.fromkeys(_places_in(text), "…"))

    def _said(self, key: str, facts: Mapping[str, object], parts: tuple[str, ...]) -> str:
        """Say parts of a code one after the other; "more" only where there is something to put into it."""
        texts = self._find(key)
        told = [part for part in (*parts, "more") if texts.get(part)]
        told = [part for part in told if part != "more" or all(facts.get(name) for name in _places_in(texts[part]))]
        return " ".join(self._spoken.format(texts[part], **facts) for part in told)

    def error(self, error: DiachiError) -> str:
        """Give what happened, why it matters, what to do now."""
        return self._said(f"error.{error.code.value}", error.facts, _WHOLE)

    def issue(self, issue: Issue) -> str:
        """Give the sentence of an issue, without its place."""
        return self._said(f"issue.{issue.code.value}", issue.facts, _WHOLE)

    def advice(self, issue: Issue) -> str:
        """Give what is wrong and what to do, where there is little room."""
        return self._said(f"issue.{issue.code.value}", issue.facts, ("what", "do"))

    def reason(self, reason: Reason) -> str:
        """Give the sentence of a reason."""
        return self.text(f"reason.{reason.code.value}.text", **reason.facts)

    def label(self, value: Enum) -> str:
        """Give the name people use for an enum value."""
        return str(self._find(f"enum.{type(value).__name__}.{value.value}"))

    def question(self, question_id: str, about: str | None = None) -> QuestionWords:
        """Give the words of a question; `about` = what of the letter it is about."""
        parts = self._find(f"question.{question_id}")

        def said(texts: Mapping[str, str]) -> dict[str, str]:
            return {code: self._spoken.format(text, about=about) for code, text in texts.items()}

        whole = f"{parts['ask']} {parts['more']}" if about and "more" in parts else parts["ask"]
        ask = self._spoken.format(whole, about=about)
        return QuestionWords(ask=ask, readings=said(parts["readings"]), effects=said(parts["effects"]))
