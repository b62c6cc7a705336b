"""The letter made easy to match, with a way back to its own words: NFC, plain dashes and blanks; never its spelling."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from diachi.core.letters.facts import Span

_DROPPED = frozenset("*★\ufeff\r\u200b\u00ad")
_REPLACED = {"\u00a0": " ", "\t": " ", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u2028": "\n"}


@dataclass(frozen=True, slots=True)
class View:
    """Normalised text; `starts[i]`, `ends[i]` are the raw code points that character i came from."""

    raw: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @staticmethod
    def of(raw: str) -> View:
        """Normalise a raw text, keeping the way back."""
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        while at < len(raw):
            end = at + 1
            while end < len(raw) and unicodedata.combining(raw[end]):
                end += 1
            for char in unicodedata.normalize("NFC", raw[at:end]):
                char = _REPLACED.get(char, char)
                if char not in _DROPPED and not (char == " " and chars and chars[-1] in " \n"):
                    chars.append(char)
                    starts.append(at)
                    ends.append(end)
            at = end
        return View(raw, "".join(chars), tuple(starts), tuple(ends))

    def span(self, start: int, end: int) -> Span:
        """Give the raw words behind text[start:end], without blanks at the ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            return Span(start=0, end=0, quote="")
        low, high = self.starts[start], self.ends[end - 1]
        return Span(start=low, end=high, quote=self.raw[low:high])


def plain_text(quote: str) -> str:
    """Give a quote as one line of normalised text; value functions read nothing else."""
    return " ".join(View.of(quote).text.split())
