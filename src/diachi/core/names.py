"""Names of persons and of hamlets as keys to compare: notes and courtesy words off, spelling apart from accents.

Source: lists write one person in many ways: "ÔNG NÔNG VĂN TÚ (đã chết)", "Nong Van Tu", "Nông Văn Tú".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from diachi.core.text import clean, fold, unify_tones

_NOTE = re.compile(r"[(\[].*$|\s[-–/]\s.*$|[,;].*$")
_COUNT = re.compile(r"^\d+[.)]?\s+")
_COURTESY = {"ông", "bà", "cụ", "anh", "chị", "hộ"}
_BARE_COURTESY = {"ong", "ba"}
_HAMLET_WORDS = re.compile(r"^(?:(?:thon|ban|xom|khu pho|khoi pho|khoi|khu|to dan pho|to|tdp|kp|pho)\s+)+(?=\S)")
_WORD, _VOWEL = re.compile(r"[^\W\d_]+"), re.compile("[aeiouy]")
_FEWEST_SYLLABLES = 2
# Names kept: a list says the same hamlet on every row and asks for a name several times; a district has 20,000 names.
_MOST = 1 << 16


@lru_cache(maxsize=_MOST)
def person_name(raw: str) -> str:
    """Give a name without its number, its courtesy words and the notes behind it; never empty for a full one."""
    tidy = clean(raw)
    if not tidy.replace(" ", "").isalpha():  # letters alone hold neither a number nor a note
        tidy = _COUNT.sub("", clean(_NOTE.sub("", tidy)))
    words = tidy.split(" ")
    while len(words) > _FEWEST_SYLLABLES and words[0].lower() in _COURTESY:
        words = words[1:]
    if len(words) > _FEWEST_SYLLABLES + 1 and raw.isascii() and words[0].lower() in _BARE_COURTESY:
        words = words[1:]
    return " ".join(words) or clean(raw)


@lru_cache(maxsize=_MOST)
def name_key(name: str) -> str:
    """Give the key that finds candidates: no accents, y written i."""
    return fold(person_name(name)).replace("y", "i")


def accents_agree(one: str, two: str) -> bool:
    """Say whether two names of one key may be one spelling: each syllable alike, or one side typed without accents."""
    pairs = zip(_syllables(one), _syllables(two), strict=False)
    return all(a == b or a.isascii() or b.isascii() for a, b in pairs) and not _clans_differ(one, two)


def _syllables(name: str) -> list[str]:
    return unify_tones(unicodedata.normalize("NFC", person_name(name))).lower().split(" ")


def _clans_differ(one: str, two: str) -> bool:
    """Vi and Vy are two clans, not two spellings."""
    return fold(_syllables(one)[0]) != fold(_syllables(two)[0])


@lru_cache(maxsize=_MOST)
def hamlet_name(raw: str) -> str:
    """Give a hamlet typed in capitals as people write it: THÔN KÉO KÍT -> Thôn Kéo Kít; TDP 3, KHU II keep theirs."""
    return (
        _WORD.sub(lambda w: w.group() if _is_sign(w.group()) else w.group().capitalize(), raw) if raw.isupper() else raw
    )


def _is_sign(word: str) -> bool:
    """Say whether capitals are no word: one letter, a Roman number, an abbreviation without a vowel."""
    return len(word) == 1 or not set(word) - set("IVX") or not _VOWEL.search(fold(word))


@lru_cache(maxsize=_MOST)
def hamlet_key(name: str) -> str:
    """Give the key of a hamlet: no accents, no "thôn", "bản", no zero before its number."""
    bare = re.sub(r"\b0+(?=\d)", "", fold(name))
    return _HAMLET_WORDS.sub("", bare) or bare
