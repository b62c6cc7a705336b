"""Vietnamese text as keys: one spelling for comparing, one key for searching, one for sorting.

Source: đ is the one letter Unicode does not decompose; old and new tone placement (hoà/hòa, uỷ/ủy) are the same word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BLANKS = re.compile(r"\s+")
_MARKS_BY_PAIR = (("o", "òóỏõọ", "a", "àáảãạ"), ("o", "òóỏõọ", "e", "èéẻẽẹ"), ("u", "ùúủũụ", "y", "ỳýỷỹỵ"))


def _tone_table() -> dict[str, str]:
    table = {}
    for first, marked_first, last, marked_last in _MARKS_BY_PAIR:
        for early, late in zip(marked_first, marked_last, strict=True):
            table[first + late] = early + last
    return table


_TONES = _tone_table()
# "quý" and "quỷ" keep the mark on y: there u belongs to the consonant.
_TONE_PATTERN = re.compile(rf"(?<![qQ])(?:{'|'.join(_TONES)})(?!\w)", re.IGNORECASE)


def clean(text: str) -> str:
    """Give NFC text with single blanks and no blanks at the ends; letters are untouched."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def unify_tones(text: str) -> str:
    """Give the text with the tone of open oa, oe, uy on the first vowel (hoà -> hòa, uỷ -> ủy)."""

    def early(match: re.Match[str]) -> str:
        pair = match.group()
        moved = _TONES[pair.lower()]
        return "".join(m.upper() if p.isupper() else m for m, p in zip(moved, pair, strict=True))

    return _TONE_PATTERN.sub(early, unicodedata.normalize("NFC", text))


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Give the accentless lower-case key used to search and to match headers; folding twice changes nothing."""
    bare = "".join(
        c
        for c in unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
        if not unicodedata.combining(c)
    )
    return _BLANKS.sub(" ", re.sub(r"[^\w\s]", " ", bare.casefold()).replace("_", " ")).strip()


# The order of the Vietnamese alphabet and, within a letter, of its tones.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONE_ORDER = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_BASES = {"ă": "a\u0306", "â": "a\u0302", "ê": "e\u0302", "ô": "o\u0302", "ơ": "o\u031b", "ư": "u\u031b"}
_BY_DECOMPOSED = {unicodedata.normalize("NFD", letter): letter for letter in _BASES}


def _letter(char: str) -> tuple[int, int]:
    marks = unicodedata.normalize("NFD", char)
    tone = "".join(m for m in marks if m in _TONE_ORDER)[:1]
    base = unicodedata.normalize("NFC", "".join(m for m in marks if m not in _TONE_ORDER))
    place = _LETTERS.find(base)
    return (place + 100 if place >= 0 else ord(base[:1] or " ") % 100, _TONE_ORDER.get(tone, 0))


def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the key that sorts words as a Vietnamese dictionary does: letters first, tones second."""
    letters = [_letter(c) for c in clean(text).lower()]
    return tuple(a for a, _ in letters), tuple(b for _, b in letters)


def name_sort_key(name: str) -> tuple[object, ...]:
    """Give the key that sorts persons the Vietnamese way: given name (the last word) first, then the rest."""
    words = clean(name).split(" ")
    return collation_key(words[-1]), collation_key(" ".join(words[:-1]))


def title_case(name: str) -> str:
    """Give a person's name with one capital per word when it was typed all in capitals or all in small letters."""
    tidy = clean(name)
    return (
        tidy
        if not (tidy.isupper() or tidy.islower())
        else " ".join(w[:1].upper() + w[1:].lower() for w in tidy.split(" "))
    )
