"""With what force a clause binds a body: its own word, else the closing sentence that names the body, else the opening.

Source: Bình Gia 4/2024: opening "đề nghị:", clause "Đề nghị Hội doanh nghiệp", closing "yêu cầu các cơ quan, đơn vị;
đề nghị UBMTTQ, các tổ chức đoàn thể huyện và Hội Doanh nghiệp huyện"; officer's review C5.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from diachi.core.agency import AgencyKind
from diachi.core.clauses import Force
from diachi.core.letters.lexicon import ORDER, REQUEST, STRIVE, pattern
from diachi.core.letters.making import Reading
from diachi.core.letters.meaning import kinds_named
from diachi.core.text import fold

_WORDS = (
    (pattern(STRIVE), Force.ASPIRED),
    (pattern(REQUEST), Force.REQUESTED),
    (pattern(ORDER), Force.REQUIRED),
)
_COPIES = re.compile(r"^\s*nơi nhận", re.IGNORECASE | re.MULTILINE)
# "... cho Chủ tịch biết, chỉ đạo" at the end orders nobody.
_ANY = pattern(rf"(?P<aspired>{STRIVE})|(?P<requested>{REQUEST})|(?P<required>yêu cầu|giao(?: cho)?)")
_OWN = pattern(rf"(?:{REQUEST}|{ORDER}|{STRIVE})\s*$")
_STRONGEST = (Force.REQUIRED, Force.REQUESTED, Force.ASPIRED)
_WIDE = ("co quan", "don vi")


class Forces:
    """The binding words of one letter: those of its closing paragraph, each with the bodies named, and its opening."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.opening = opening_of(reading)
        self.closing = tuple(_closing(reading))
        words = list(_ANY.finditer(self.opening))
        self.first = Force(str(words[-1].lastgroup)) if words else None

    def said(self, start: int, bodies: str) -> Force:
        """Give the force with which the clause that begins at a raw offset binds the bodies it names."""
        own = _own_word(self.reading, bisect_left(self.reading.view.starts, start))
        if own:
            return own
        closing = [force for force, named in self.closing if _means(named, bodies)]
        return min(closing, key=_STRONGEST.index) if closing else self.first or Force.REQUIRED


def _own_word(reading: Reading, at: int) -> Force | None:
    before = _OWN.search(reading.view.text[max(0, at - 24) : at])
    return _of_word(before.group()) if before else None


def _of_word(said: str) -> Force | None:
    return next((force for words, force in _WORDS if words.match(said.strip())), None)


def _closing(reading: Reading) -> Iterator[tuple[Force, str]]:
    """The last paragraph before the ending, cut at its binding words: each with the bodies it names."""
    text = reading.view.text[: _end_of_body(reading)].rstrip()
    start = text.rfind("\n\n") + 1
    last = text[start:]
    if reading.items and start <= reading.items[-1].start and not _names_many(last):
        return
    words = list(_ANY.finditer(last))
    for number, word in enumerate(words):
        stop = words[number + 1].start() if number + 1 < len(words) else len(last)
        yield Force(str(word.lastgroup)), last[word.end() : stop]


def _names_many(paragraph: str) -> bool:
    """An item that is itself the last paragraph closes the letter only when it binds two groups apart."""
    return len(_ANY.findall(paragraph)) > 1 and ";" in paragraph


def _end_of_body(reading: Reading) -> int:
    copies = _COPIES.search(reading.view.text)
    return copies.start() if copies else len(reading.view.text)


def _means(named: str, bodies: str) -> bool:
    """Say whether a closing phrase names bodies: by a kind both name, or as "các cơ quan, đơn vị" in general."""
    ours, theirs = set(kinds_named(bodies)), set(kinds_named(named))
    general = all(word in fold(named) for word in _WIDE)
    if not ours:
        return general
    apart = {AgencyKind.FRONT, AgencyKind.MASS_ORGANISATION, AgencyKind.BUSINESS_ASSOCIATION, AgencyKind.ENTERPRISE}
    return bool(ours & theirs) or (general and bool(ours - apart))


def opening_of(reading: Reading) -> str:
    """Give the sentence that opens the list of clauses: "Ủy ban nhân dân huyện đề nghị:"; "" when there is none."""
    first = reading.items[0].start if reading.items else 0
    above = reading.view.text[:first].rstrip(" 0123456789.)-IVX\n")
    if not above.endswith(":"):
        return ""
    return above[max(above.rfind(mark) for mark in (".", "\n")) + 1 :]
