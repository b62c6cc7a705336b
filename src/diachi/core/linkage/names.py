"""The cell of a head's name as any list fills it: the name to compare, other names, and what was noted beside it.

Source: lists of both provinces: "Ông NÔNG VĂN TÚ (tức Sình) - đã chết", "Hộ bà Pi-năng Thị Hoa", "Lý A Páo TB 4/4".
Nothing noted is thrown away: it is kept as a fact.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from diachi.core.linkage.surnames import joined
from diachi.core.text import fold, unify_tones

_MOST = 1 << 17
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_COUNT = re.compile(r"^\W*\d+[.)]?\s+|^[\s*•.\-–']+")
_COURTESY = re.compile(
    r"^(?:(?:hộ|gđ|gia đình|ông|bà|cụ|anh|chị|em|cháu|mẹ)(?:\s*/\s*(?:ông|bà|anh|chị))?[\s.:]+"
    r"|(?:ô|b|a|c)\s*[.:]\s*)+(?=\w)"
)
_BARE_COURTESY = re.compile(r"^(?:(?:ho|ong|ba)\s+)+(?=\w+ \w+ \w+)")
_IN_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_BEHIND = re.compile(r"\s+[-–/]\s*|\s*[,;:|/\n]\s*")
_DEAD = re.compile(r"\b(?:(?:da )?(?:chet|mat|qua doi|tu tran)|khong con)\b")
_DEAD_WORDS = re.compile(r"\b(?:(?:đã|da) (?:chết|chet|mất|mat|qua đời|từ trần)|chết|qua đời|từ trần)\b.*$")
_MERIT = re.compile(r"\b(?:thuong binh|benh binh|liet si|nguoi co cong|co cong|chinh sach|tb|bb|ls|ncc|vnah)\b")
_MERIT_WORDS = re.compile(
    r"\b(?:thương binh|bệnh binh|(?:con |vợ |mẹ |bố )?liệt sĩ|liệt sỹ|người có công|(?:tb|bb|ls|ncc)(?=\s*\d|$)).*$"
)
_KIN = re.compile(r"^(?:vo|chong|con|me|bo|cha|chau|em|anh|chi|dau|re|la )\b")
_ALSO = re.compile(
    r"^(?:tuc(?: la)?|ten (?:goi )?khac(?: la)?|con goi(?: la)?|hay goi(?: la)?|goi la|ten thuong goi)\b\s*"
)
_ALSO_WORDS = re.compile(
    r"\s(?:tức(?: là)?|tuc|tên (?:gọi )?khác(?: là)?|còn gọi(?: là)?|hay gọi(?: là)?|thường gọi(?: là)?)[\s:.]+(.+)$"
)
_SHORT = 4  # words of a name said in brackets


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRead:
    """A name in small letters with its accents, as a folded key, other names folded, and what was noted."""

    accented: str
    key: str
    others: tuple[str, ...] = ()
    dead: bool = False
    merit: bool = False


@lru_cache(maxsize=_MOST)
def read_name(raw: str) -> NameRead:
    """Read the cell of a name.

    Holds: what is no name gives empty keys; case, blanks, the place of tones and unseen signs do not matter.
    """
    text = " ".join(unicodedata.normalize("NFC", raw).translate(_UNSEEN).split()).lower()
    others: list[str] = []
    dead = merit = False
    if not _PLAIN.fullmatch(text):
        text, noted = _without_brackets(_COUNT.sub("", text))
        parts = _BEHIND.split(text)
        text, noted = parts[0], noted + [p for p in parts[1:] if p]
        for note in noted:
            folded = fold(note)
            dead, merit = dead or bool(_DEAD.search(folded)), merit or bool(_MERIT.search(folded))
            others += _other_name(folded)
    if found := _ALSO_WORDS.search(text):
        others, text = [*others, name_form(found[1])], text[: found.start()]
    for pattern in (_DEAD_WORDS, _MERIT_WORDS):
        if found := pattern.search(text):
            dead, merit = dead or pattern is _DEAD_WORDS, merit or pattern is _MERIT_WORDS
            text = text[: found.start()]
    text = _BARE_COURTESY.sub("", _COURTESY.sub("", text)).strip(" .-'*")
    return NameRead(
        accented=_accented(text),
        key=name_form(text),
        others=tuple(dict.fromkeys(o for o in others if o)),
        dead=dead,
        merit=merit,
    )


def _without_brackets(text: str) -> tuple[str, list[str]]:
    return " ".join(_IN_BRACKETS.sub(" ", text).split()), _IN_BRACKETS.findall(text)


def _other_name(note: str) -> list[str]:
    """A note in brackets is another name when it says so, or is a few words that say nothing else."""
    if found := _ALSO.match(note):
        return [name_form(note[found.end() :])]
    told = any(c.isdigit() for c in note) or _DEAD.search(note) or _MERIT.search(note) or _KIN.match(note)
    return [] if told or not note or note.count(" ") >= _SHORT else [name_form(note)]


@lru_cache(maxsize=_MOST)
def name_form(name: str) -> str:
    """Give the key of a name: no accents, y as i, a surname of several syllables as one word."""
    return " ".join(joined(fold(name).replace("y", "i").split()))


def _accented(text: str) -> str:
    return " ".join(_syllable(word) for word in re.split(r"[\s\-]+", text) if word)


@lru_cache(maxsize=1 << 14)
def _syllable(word: str) -> str:
    return unify_tones(word)
