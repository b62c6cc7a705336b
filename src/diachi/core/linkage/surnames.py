"""Surnames of several syllables that lists write apart, joined or with a hyphen: one token for comparing.

Source: names of the Raglai, Cham, Churu and Cơ Ho as lists of Ninh Thuận and Lâm Đồng write them ("Pi Năng", "Pinăng",
"Pi-năng"). A spelling this table lacks is still found by the key without blanks.
"""

from __future__ import annotations

# Folded, y as i, as keys are; the first word of each leads to it.
_WRITTEN = (
    "pi nang|pu por|cha ma lea|ka to|ka da|ta thia|ta in|ca mau|ma vang|bo bo|bo rong|cao bo|mau thi|"
    "cha leo|cha len|cha ma leo|ja to lea|ta lieu|ta ro|ka tor|ka tan|ta vang|cay cu|a vang"
)
JOINED: dict[str, tuple[tuple[str, ...], ...]] = {}
for _surname in sorted(_WRITTEN.split("|"), key=len, reverse=True):
    _parts = tuple(_surname.split(" "))
    JOINED[_parts[0]] = (*JOINED.get(_parts[0], ()), _parts)
_WHOLE = frozenset("".join(parts) for found in JOINED.values() for parts in found)


def joined(words: list[str]) -> list[str]:
    """Give the words of a folded name with a surname of several syllables as one word."""
    for parts in JOINED.get(words[0], ()) if words else ():
        if len(words) > len(parts) and tuple(words[: len(parts)]) == parts:
            return ["".join(parts), *words[len(parts) :]]
    return words


def is_joined(word: str) -> bool:
    """Say whether a word is such a surname written as one."""
    return word in _WHOLE
