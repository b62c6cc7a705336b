"""One slip of typing: a letter left out, added, changed, or two letters exchanged."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 4  # below, one letter makes another name


def one_slip(one: str, two: str) -> bool:
    """Say whether two words are at most one slip apart.

    Holds: reflexive, symmetric; equal to the restricted Damerau-Levenshtein distance being at most 1.
    """
    if abs(len(one) - len(two)) > 1:
        return False
    if len(one) > len(two):
        one, two = two, one
    start, end = 0, len(one)
    while start < end and one[start] == two[start]:
        start += 1
    if len(one) < len(two):
        return one[start:] == two[start + 1 :]
    changed = one[start + 1 :] == two[start + 1 :]
    return changed or (one[start : start + 2] == two[start : start + 2][::-1] and one[start + 2 :] == two[start + 2 :])


class SlipIndex:
    """Finds the words one slip away from the one asked.

    Two words one slip apart become the same word when one letter is taken from each or from the longer: only words
    that share such a rest are compared.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_rest: dict[str, list[str]] = {}
        for word in words:
            for rest in _rests(word):
                self._by_rest.setdefault(rest, []).append(word)

    def near(self, word: str) -> list[str]:
        """Give the words at most one slip away, each once."""
        if len(word) < SHORTEST:
            return []
        close = {known for rest in _rests(word) for known in self._by_rest.get(rest, ())}
        return sorted(known for known in close if one_slip(word, known))


def _rests(word: str) -> list[str]:
    """The word, and what is left of it when one letter is taken."""
    return [word, *[word[:at] + word[at + 1 :] for at in range(len(word))]]
