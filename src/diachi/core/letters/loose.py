"""Anchor words matched through misprints: exact, without accents, with l/1 and O/0 mended; each step is told.

A pattern is written with right spellings and matched on the loose text (same length, no accents, small letters). What
it found is then compared letter by letter with the spellings: a word that differs is a misprint, unless it is another
word of the language ("mới" is not "mỗi", "quả" is not "qua").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from diachi.core.text import unify_tones

MOST_MISPRINTS = 2  # in one match; with more it is another sentence

# Common words that differ from an anchor word by accents only.
_WRITTEN_OTHER_WORDS = (
    "đề đế mới môi mời mọi moi quả quà quá quạ ngay hồ hổ họ hỗ hơ sở so số sờ trọng trồng trống tư "
    "tự tứ tử đen đèn nam nám quỹ thang thắng thăng thẳng tý cười cưới bão bao vé vẻ vẽ vệ chờ chỗ chợ "
    "đóng động đông dòng dông cần cận cân cũ cử nhân nhẫn nhàn mục múc hội hỏi đội đôi đổi bổ bố bó bộ "
    "bàn bản bạn tính tình tỉnh tĩnh nghi nghĩ lại lài giá gia già giả đa đã đá thi thì thị tái tài tải "
    "khác khách khắc dưỡng dưới đời đợi trên trện cho chó hạn hàn cấp cập mỗi mối kỳ kỹ kí hàng hạng hằng "
    "hãng cuối từ đến định đình xa xã do độ đỗ đủ dù hay hãy "
)
_OTHER_WORDS = frozenset(_WRITTEN_OTHER_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
_GROUP = re.compile(r"\(\?P<\w+>|\(\?P=\w+\)|\(\?[:=!]|\(\?<[=!]|\\.")
_TOKEN = re.compile(r"[^\W_]+|(?<=\d)\]")
_FIGURES = str.maketrans("lio]", "1101")
_LETTERS = str.maketrans("10", "lo")
_FIGURE_LIKE = re.compile(r"(?=[lio]*\d)[\dlio]+\]?")
_LEAST_LETTERS = 3


@lru_cache(maxsize=1 << 12)
def _bare(char: str) -> str:
    """One letter for one letter: small, without accent."""
    if char in "đĐ\u00d0\u00f0":
        return "d"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def without_accents(text: str) -> str:
    """Give the text in small letters without accents, of the same length."""
    return "".join(map(_bare, text))


def loosened(text: str) -> str:
    """Give the text without accents, figures misread as letters mended in numbers, and letters misread in words."""
    return _TOKEN.sub(_mended, without_accents(text))


def _mended(token: re.Match[str]) -> str:
    said = token.group()
    if said.isalpha() or said.isdigit():
        return said
    if said == "]" or _FIGURE_LIKE.fullmatch(said):
        return said.translate(_FIGURES)
    letters = sum(c.isalpha() for c in said)
    misread = [c for c in said if c.isdigit()]
    if letters >= _LEAST_LETTERS and len(misread) == 1 and misread[0] in "10" and not said[0].isdigit():
        return said.translate(_LETTERS)
    return said


@dataclass(frozen=True, slots=True)
class Found:
    """A match on the loose text and how many of its anchor words are misprinted."""

    match: re.Match[str]
    misprints: int

    def __getitem__(self, name: str) -> str | None:
        found: str | None = self.match.groupdict().get(name)
        return found

    def start(self, name: str | int = 0) -> int:
        """Give where the match, or a group, begins."""
        return self.match.start(name)

    def end(self, name: str | int = 0) -> int:
        """Give where the match, or a group, ends."""
        return self.match.end(name)

    def span(self, name: str | int = 0) -> tuple[int, int]:
        """Give both."""
        return self.match.span(name)


class Words:
    """A pattern of anchor words; `free` groups hold names, which are not compared with any spelling."""

    def __init__(self, source: str, free: tuple[str, ...] = (), lines: bool = False) -> None:
        flags = re.MULTILINE if lines else 0
        self.pattern = re.compile(_unaccented(unify_tones(source)).replace(" ", r"\s+"), flags)
        self._free = free
        self._spelt: dict[str, set[str]] = {}
        for word in _WORD.findall(_GROUP.sub(" ", unify_tones(source)).lower()):
            self._spelt.setdefault(without_accents(word), set()).add(word)

    def finditer(self, text: str, loose: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """Give every match whose anchor words are right, or nearly."""
        for match in self.pattern.finditer(loose, start, len(loose) if end is None else end):
            misprints = self._misprints(text, loose, match)
            if misprints is not None:
                yield Found(match, misprints)

    def search(self, text: str, loose: str, start: int = 0, end: int | None = None) -> Found | None:
        """Give the first match."""
        return next(self.finditer(text, loose, start, end), None)

    def read(self, quote: str) -> re.Match[str] | None:
        """Give the match in a quote that was found before."""
        return self.pattern.search(loosened(quote))

    def _misprints(self, text: str, loose: str, match: re.Match[str]) -> int | None:
        free = [match.span(name) for name in self._free if match.start(name) >= 0]
        wrong = 0
        for word in _WORD.finditer(loose, match.start(), match.end()):
            right = self._spelt.get(word.group())
            if not right or any(a <= word.start() < b for a, b in free):
                continue
            said = unify_tones(text[word.start() : word.end()]).lower()
            if said not in right:
                if said in _OTHER_WORDS:
                    return None
                wrong += 1
        return wrong if wrong <= MOST_MISPRINTS else None


def _unaccented(source: str) -> str:
    """Fold the letters of a pattern, not its escapes and groups."""
    return _KEPT.sub(lambda m: m.group() if m.group(1) else "".join(map(_bare, m.group())), source)


_KEPT = re.compile(r"(\\.|\(\?P)|[^\W\d_]+")
