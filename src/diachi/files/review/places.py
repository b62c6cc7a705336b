"""Where the words of a scan stand on its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diachi.application.read_directive import ScannedPage, ScannedWord

_TOKEN = re.compile(r"\S+")


_MARGIN = 24  # dots around the words


_NEAR = 2.5  # line heights: words further apart are shown in crops of their own


_FEW = 3  # lines


@dataclass(frozen=True, slots=True)
class Crop:
    """A piece of a page: its number and its frame in dots."""

    page: int
    left: int
    top: int
    width: int
    height: int


class Places:
    """The words of a letter's text, each led to the word on the picture it was made of."""

    def __init__(self, raw: str, pages: Sequence[ScannedPage]) -> None:
        self.pages = pages
        self.words = [(number, word) for number, page in enumerate(pages) for word in page.words]
        self.tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(raw)]
        self.found = dict(_aligned([t for _, _, t in self.tokens], self.words))

    def crops(self, spans: Sequence[tuple[int, int]]) -> tuple[Crop, ...]:
        """Give the pieces of picture that show the words of some spans; none when they are not found there."""
        held: list[tuple[int, ScannedWord]] = []
        for number, (start, end, _) in enumerate(self.tokens):
            if number in self.found and any(start < b and a < end for a, b in spans):
                held.append(self.words[self.found[number]])
        return tuple(self._framed(held))

    def _framed(self, held: Sequence[tuple[int, ScannedWord]]) -> Iterator[Crop]:
        groups: list[list[tuple[int, ScannedWord]]] = []
        for page, word in sorted(held, key=lambda one: (one[0], one[1].top, one[1].left)):
            last = groups[-1][-1] if groups else None
            if last and last[0] == page and word.top - last[1].top < _NEAR * max(word.height, last[1].height):
                groups[-1].append((page, word))
            else:
                groups.append([(page, word)])
        for group in groups:
            left, top = min(w.left for _, w in group), min(w.top for _, w in group)
            right, bottom = max(w.left + w.width for _, w in group), max(w.top + w.height for _, w in group)
            yield Crop(
                group[0][0],
                max(0, left - _MARGIN),
                max(0, top - _MARGIN),
                right - left + 2 * _MARGIN,
                bottom - top + 2 * _MARGIN,
            )


def _aligned(tokens: Sequence[str], words: Sequence[tuple[int, ScannedWord]]) -> Iterator[tuple[int, int]]:
    """Each token with the word it was made of: between the same neighbours, else the one nearest on the page."""
    texts = [word.text for _, word in words]
    places: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        places.setdefault(text, []).append(at)
    used: set[int] = set()
    last = 0
    for number, token in enumerate(tokens):
        free = [at for at in places.get(token, []) if at not in used]
        if not free:
            continue
        last = min((_order(tokens, number, texts, at, _apart(words[last], words[at])), at) for at in free)[1]
        used.add(last)
        yield number, last


def _order(
    tokens: Sequence[str], number: int, texts: Sequence[str], at: int, apart: tuple[int, int, int]
) -> tuple[bool, int, tuple[int, int, int]]:
    """What stands within a few lines comes first: in a head of two columns the neighbours are of the other column."""
    return apart[:2] > (0, _FEW), -_alike(tokens, number, texts, at), apart


def _apart(one: tuple[int, ScannedWord], two: tuple[int, ScannedWord]) -> tuple[int, int, int]:
    """How far two words stand apart: pages, then lines, then along the line."""
    return abs(one[0] - two[0]), abs(one[1].top - two[1].top) // max(one[1].height, 1), abs(one[1].left - two[1].left)


def _alike(tokens: Sequence[str], number: int, words: Sequence[str], at: int) -> int:
    """How many of two neighbours on each side are the same."""
    return sum(
        0 <= number + step < len(tokens) and 0 <= at + step < len(words) and tokens[number + step] == words[at + step]
        for step in (-2, -1, 1, 2)
    )
