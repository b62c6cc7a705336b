"""The letter made easy to match, with a way back to its own words: NFC, plain dashes and blanks; never its spelling."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from diachi.core.letters.facts import Span
from diachi.core.letters.loose import loosened, without_accents

_DROPPED = frozenset("*★\ufeff\r\u200b\u200c\u200d\u2060\u00ad")
_REPLACED = {
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\u2013": "-", "\u2014": "-",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u2028": "\n", "\u2029": "\n", "\x0c": "\n",
    "\x0b": "\n", "\x85": "\n", "\u0110": "Đ", "\u00d0": "Đ",
}  # fmt: skip
_GAP = 3  # so many blanks in a line part two columns


@dataclass(frozen=True, slots=True)
class View:
    """Normalised text; `starts[i]`, `ends[i]` are the raw code points that character i came from.

    A wide gap within a line is one tab, other blanks one blank, empty lines one; `loose` is the text without accents.
    """

    raw: str
    text: str
    loose: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @staticmethod
    def of(raw: str) -> View:
        """Normalise a raw text, keeping the way back."""
        chars: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at, blanks = 0, 0
        while at < len(raw):
            end = at + 1
            while end < len(raw) and unicodedata.combining(raw[end]):
                end += 1
            piece = raw[at] if end == at + 1 and raw[at] < "\u00c0" else unicodedata.normalize("NFC", raw[at:end])
            for char in piece:
                char = _REPLACED.get(char, char)
                if char in _DROPPED:
                    continue
                if char in " \t":
                    blanks += 1 if char == " " else _GAP
                    continue
                if char == "\n":
                    blanks = 0
                    if chars[-2:] == ["\n", "\n"]:
                        continue
                elif blanks and chars and chars[-1] != "\n":
                    chars.append("\t" if blanks >= _GAP else " ")
                    starts.append(at - 1)
                    ends.append(at)
                blanks = 0
                chars.append(char)
                starts.append(at)
                ends.append(end)
            at = end
        text = "".join(chars)
        return View(raw, text, loosened(text), tuple(starts), tuple(ends))

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

    def at(self, raw_offset: int) -> int:
        """Give where a raw offset stands in the text."""
        return bisect_left(self.starts, raw_offset)

    def is_misread(self, start: int, end: int) -> bool:
        """Say whether a figure of these words was mended ("2l" for "21")."""
        return self.loose[start:end] != without_accents(self.text[start:end])


_PLAIN = str.maketrans({**_REPLACED, **dict.fromkeys(_DROPPED, "")})


def plain_text(quote: str) -> str:
    """Give a quote as one line of normalised text; value functions read nothing else."""
    return " ".join(unicodedata.normalize("NFC", quote).translate(_PLAIN).split())
