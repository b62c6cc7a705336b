"""Is this a well-formed Vietnamese syllable: onset, rime and tone as the spelling allows.

Source: the spelling taught in schools. Names of minorities need not follow it ("Krajăn", "H'Nhung"): judge a column by
its share of syllables, never one name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# As texts, cut below: a list of one word a line is hard to read.
_WRITTEN_ONSETS = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_WRITTEN_RIMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|"
    "e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|êng|ênh|êp|êt|êu|i|ia|ich|im|in|inh|ip|it|iu|iêc|iêm|iên|iêng|iêp|iêt|iêu|"
    "o|oc|oi|om|on|ong|op|ot|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oe|oem|oen|oeo|oet|"
    "ooc|oong|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uc|ui|um|un|ung|up|ut|uân|uâng|uât|uây|uê|uêch|uênh|"
    "uôc|uôi|uôm|uôn|uông|uôt|uơ|uy|uya|uych|uyên|uyêt|uyn|uynh|uyp|uyt|uyu|"
    "ư|ưa|ưc|ưi|ưm|ưn|ưng|ưt|ưu|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|y|yêm|yên|yêng|yêt|yêu|ych|ym|yn|ynh|yt"
)
_ONSETS = {"", *_WRITTEN_ONSETS.split("|")}
_RIMES = frozenset(_WRITTEN_RIMES.split("|"))
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_CLOSED_TONES = {"\u0301", "\u0323"}
_CLOSED = re.compile(r"(?:c|ch|p|t)$")
_CODA = re.compile(r"(?:ch|nh|ng|c|m|n|p|t)$")
_OLD_OR_NEW = ("oa", "oe", "uy")


def syllables(text: str) -> list[str]:
    """Give the words of a text as written, cut at blanks, digits and ASCII signs: old letters look like signs."""
    return [word for word in re.split(r"[\s\d!-/:-@\[-`{-~]+", text) if word]


@lru_cache(maxsize=1 << 15)
def is_syllable(word: str) -> bool:
    """Say whether a word is a well-formed syllable, its tone where the old or the new spelling puts it."""
    bare, tones = _without_tone(word.lower())
    if len(tones) > 1:
        return False
    return any(_fits(bare[:cut], bare[cut:], cut, tones) for cut in range(min(len(bare), 4)))


def _without_tone(word: str) -> tuple[str, list[tuple[int, str]]]:
    """The letters without tones, and each tone with the letter it stands on."""
    letters, tones = [], []
    for at, char in enumerate(unicodedata.normalize("NFC", word)):
        marks = unicodedata.normalize("NFD", char)
        letters.append(unicodedata.normalize("NFC", "".join(m for m in marks if m not in _TONES)))
        tones += [(at, m) for m in marks if m in _TONES]
    return "".join(letters), tones


def _fits(onset: str, rime: str, cut: int, tones: list[tuple[int, str]]) -> bool:
    if onset == "g" and rime == "i":  # gì, gỉ: the onset gi without a rime of its own
        return True
    if onset not in _ONSETS or rime not in _RIMES or not _spelled_together(onset, rime):
        return False
    if not tones:
        return True
    [(at, tone)] = tones
    return at - cut in _tone_places(rime) and (tone in _CLOSED_TONES or not _CLOSED.search(rime))


def _spelled_together(onset: str, rime: str) -> bool:
    """k, gh, ngh stand before i, e, ê, y; c, g, ng before the others; "gin" is gi + n."""
    front = rime[0] in "ieêy"
    if onset in ("k", "gh", "ngh"):
        return front or onset == "k"  # "Kạn", "Kông": k stands in names of places
    return not (front and onset in ("c", "ng")) and not (onset == "g" and front and rime[0] != "i")


def _tone_places(rime: str) -> set[int]:
    if marked := [at for at, letter in enumerate(rime) if letter in "ăâêôơư"]:
        return {marked[-1]}
    vowels = len(_CODA.sub("", rime))
    if _CODA.search(rime) or vowels == 1:
        return {vowels - 1}
    if rime in _OLD_OR_NEW:
        return {0, 1}
    return {1} if vowels > 2 else {0}
