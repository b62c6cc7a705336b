"""One slip of typing: a letter left out, added, changed, or two letters exchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

SHORTEST = 4  # below, one letter makes another name


def one_slip(one: str, two: str) -> bool:
    """Say whether two words are at most one slip apart.

    Holds: reflexive, symmetric; equal to the restricted Damerau-Levenshtein distance being at most 1.
    """
    if abs(len(one) - len(two)) > 1:
        return False
    if len(one) > len(two):
        one, two = two, one
    start = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(one))
    if len(one) < len(two):
        return one[start:] == two[start + 1 :]
    changed = one[start + 1 :] == two[start + 1 :]
    return changed or (one[start : start + 2] == two[start : start + 2][::-1] and one[start + 2 :] == two[start + 2 :])


def shortened(word: str) -> set[str]:
    """Give the word and every word with one letter of it left out: two words one slip apart share one of these."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


class SlipIndex(Generic[T]):
    """Finds what bears a name one slip away from the one asked.

    Cost: building O(letters), asking O(length of the word); no list is walked.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._near: dict[str, list[tuple[str, T]]] = defaultdict(list)
        for word, bearer in entries:
            for short in shortened(word):
                self._near[short].append((word, bearer))

    def near(self, word: str) -> list[T]:
        """Give what is at most one slip away, each once, in the order it was entered."""
        if len(word) < SHORTEST:
            return []
        close = (pair for short in sorted(shortened(word)) for pair in self._near.get(short, ()))
        return list({id(bearer): bearer for known, bearer in close if one_slip(word, known)}.values())
