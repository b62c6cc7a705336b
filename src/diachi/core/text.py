"""Vietnamese text as keys: one spelling for comparing, one key for searching, one for sorting.

Source: đ is the one letter Unicode does not decompose; old and new tone placement (hoà/hòa, uỷ/ủy) are the same word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BLANKS = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W\d_]+")
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
    return " ".join(unicodedata.normalize("NFC", text).split())


def unify_tones(text: str) -> str:
    """Give the text with the tone of open oa, oe, uy on the first vowel (hoà -> hòa, uỷ -> ủy)."""

    def early(match: re.Match[str]) -> str:
        pair = match.group()
        moved = _TONES[pair.lower()]
        return "".join(m.upper() if p.isupper() else m for m, p in zip(moved, pair, strict=True))

    return _TONE_PATTERN.sub(early, unicodedata.normalize("NFC", text))


def _folded(char: str) -> str:
    bare = char.replace("đ", "d").replace("Đ", "D")
    bare = "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c)).casefold()
    return bare if bare.isalnum() else " "


# What nearly every text is made of: ASCII, and letters that are ASCII without their marks. Marks of their own go.
_FOLDED = {
    **{code: _folded(chr(code)) for code in (*range(0x80), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))},
    **{code: "" for code in range(0x300, 0x370) if unicodedata.combining(chr(code))},
}


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Give the accentless lower-case key used to search and to match headers; folding twice changes nothing."""
    quick = text.translate(_FOLDED)
    return " ".join(quick.split()) if quick.isascii() else fold_any(text)


def fold_any(text: str) -> str:
    """Fold any text of any script; `fold` gives the same, and faster where all is Latin."""
    bare = "".join(
        c
        for c in unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
        if not unicodedata.combining(c)
    )
    return _BLANKS.sub(" ", re.sub(r"[^\w\s]", " ", bare.casefold()).replace("_", " ")).strip()


# Signs before figures before letters, as ICU orders them for Vietnamese and so as PostgreSQL does.
_PLACES = {
    c: at for at, c in enumerate(" _-–—,;:!?.'‘’\"“”()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
}
_TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_OTHER_LETTERS = len(_PLACES)


@lru_cache(maxsize=1 << 12)
def _letter(char: str) -> tuple[int, int, bool]:
    """Its place in the alphabet, its tone (or a mark no Vietnamese letter bears), whether it is a capital."""
    marks = unicodedata.normalize("NFD", char.lower())
    tone = "".join(m for m in marks if m in _TONE_ORDER)[:1]
    base = unicodedata.normalize("NFC", "".join(m for m in marks if m not in _TONE_ORDER))
    if base not in _PLACES and marks[0] in _PLACES:
        return _PLACES[marks[0]], ord(marks[1]), char.isupper()
    return _PLACES.get(base, _OTHER_LETTERS + ord(base[0])), _TONE_ORDER.get(tone, 0), char.isupper()


def collation_key(text: str) -> tuple[tuple[int, ...], ...]:
    """Give the key that sorts words as a Vietnamese dictionary does: letters first, tones second, capitals last.

    Holds: the order is that of PostgreSQL with ICU vi-VN.
    """
    return tuple(zip(*(_letter(c) for c in clean(text)), strict=True)) or ((), (), ())


def name_sort_key(name: str) -> tuple[object, ...]:
    """Give the key that sorts persons the Vietnamese way: given name (the last word) first, then the rest."""
    words = clean(name).split(" ")
    return collation_key(words[-1]), collation_key(" ".join(words[:-1]))


def title_case(name: str) -> str:
    """Give a name with capitals at its beginnings when it was typed in one case: K'BRỂU -> K'Brểu."""
    tidy = clean(name)
    return _LETTERS.sub(lambda run: run.group().capitalize(), tidy) if tidy.isupper() or tidy.islower() else tidy
