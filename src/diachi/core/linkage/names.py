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

_MOST = 1 << 14
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_COUNT = re.compile(r"^\W*\d+[.)/:]?\s*|^[\s*•.\-–']+")
_COURTESY = re.compile(
    r"^(?:(?:chủ hộ|hộ(?: nghèo| cận nghèo)?|gđ|gia đình|ông|bà|cụ|anh|chị|em|cháu|mẹ|đ/c|đồng chí)"
    r"(?:\s*/\s*(?:ông|bà|anh|chị))?[\s.:]+|(?:ô|b|a|c|ch)\s*[.:]\s*)+(?=\w)"
)
# "ho", "ba" without accents may be the surnames Hồ and Bá: a middle name right behind says so.
_BARE_COURTESY = re.compile(
    r"^(?:ho )?(?:ong|ba) (?!(?:van|thi)\b)(?=\w+ \w+ \w+)|^ho (?!(?:van|thi)\b)(?=\w+ (?:van|thi) \w)"
)
_IN_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_BEHIND = re.compile(r"\s+[-–/]\s*|\s*[,;:|/\n]\s*")
_FROM_NUMBER = re.compile(r"(?:\s+(?:sn|ns|sinh(?: năm| ngày)?|năm sinh|năm))?[\s:.]*(?<!\w)\d.*$")
# "mất sức", "mất tích", "mất đất": what follows "mất" must tell of a death.
_OF_DEATH = r"(?=[\s.]*(?:$|[,;\d]|(?:năm|nam|ngày|ngay|tháng|thang|hồi|rồi|từ|vì|do|ở tuổi)\b))"
_DEAD = re.compile(
    rf"\b(?:(?:(?:đã|mới|vừa) )?(?:chết|qua đời|từ trần|mất{_OF_DEATH})"
    rf"|(?:da )?(?:chet|qua doi)|da (?:tu tran|mat{_OF_DEATH}))\b"
)
_SAID = ("đã", "mới", "vừa", "da ")  # in front: no name has them before such a word
_SOMEONE_ELSE = re.compile(r"\b(?:vợ|vo|chồng|chong|con|bố|bo|mẹ|me|cha|cháu|chau|em|anh|chị|chi)\b")
_MERIT = re.compile(
    r"\b(?:thuong binh|benh binh|liet s[iy]|nguoi co cong|co cong|chinh sach|tb|bb|ls|ncc|vnah|cdhh"
    r"|chat doc (?:hoa hoc|da cam))\b"
)
_MERIT_FIRST = re.compile(
    r"(?:vnah|việt nam anh hùng|thương binh|bệnh binh|liệt s[ĩỹ]|người có công|tb|bb)[\s:.]+(?:\d+/\d+[\s:.\-]+)?"
    r"(?=\w+ \w)"
)
_MERIT_WORDS = re.compile(
    r"\s(?:thương binh|bệnh binh|(?:con |vợ |mẹ |bố )?liệt s[ĩỹ]|người có công|(?:tb|bb|ls|ncc)(?=\s*\d|$)).*$"
)
_KIN = re.compile(r"^(?:vo|chong|con|me|bo|cha|chau|em|anh|chi|dau|re|la )\b")
_STATE = re.compile(
    r"^(?:(?:ông|bà|ccb|cđhh)$|chủ hộ|hộ |đã |đang |không |neo đơn|đơn thân|độc thân|già yếu|tàn tật|khuyết tật|ốm"
    r"|bệnh |mất )"
)
_ALSO = re.compile(
    r"^(?:tuc(?: la)?|ten (?:goi )?khac(?: la)?|con goi(?: la)?|hay goi(?: la)?|goi la|ten thuong goi|bi danh)\b\s*"
)
_ALSO_WORDS = re.compile(
    r"\s(?:tức(?: là)?|tuc|tên (?:gọi )?khác(?: là)?|còn gọi(?: là)?|hay gọi(?: là)?|thường gọi(?: là)?|bí danh)"
    r"[\s:.]+(.+)$"
)
_WHOLE_NAME = 3  # words before a bare "chết": with fewer it may be the given name
_OVER = re.compile("[\u0300-\u036f]")  # marks no letter of the alphabet takes in
_SIGNS = re.compile(r"[\W_]+")
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
    plain, noted = _PLAIN.fullmatch(text), list[str]()
    if not plain:
        text, noted = _without_brackets(_COUNT.sub("", text))
    text = _COURTESY.sub("", text)  # before what stands behind is cut: "ông/bà" is one word of courtesy
    first = _MERIT_FIRST.match(text)
    if first:
        text = text[first.end() :]
    if not plain:
        text, *behind = _BEHIND.split(text)
        text, noted = _FROM_NUMBER.sub("", text), noted + [p for p in behind if p]
    others = [other for note in noted for other in _other_name(note)]
    if found := _ALSO_WORDS.search(text):
        others, text = [*others, name_form(found[1])], text[: found.start()]
    text, merit = _without(_MERIT_WORDS, text)
    text, dead = _without_death(text)
    text = _BARE_COURTESY.sub("", text).strip(" .-'*")
    return NameRead(
        accented=_accented(text),
        key=name_form(text),
        others=tuple(dict.fromkeys(o for o in others if o)),
        dead=dead or any(map(_says_dead, noted)),
        merit=bool(first) or merit or any(_MERIT.search(fold(note)) for note in noted),
    )


def _without_brackets(text: str) -> tuple[str, list[str]]:
    return " ".join(_IN_BRACKETS.sub(" ", text).split()), _IN_BRACKETS.findall(text)


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    found = pattern.search(text)
    return (text[: found.start()], True) if found else (text, False)


def _without_death(text: str) -> tuple[str, bool]:
    """The name in front of words of death, and whether they are of the head: "Lý Chết" is a name."""
    found = _DEAD.search(text)
    if not found:
        return text, False
    said = found[0].startswith(_SAID)
    before = text[: found.start()].split()
    if len(before) < (1 if said else _WHOLE_NAME):
        return text, False
    if said and _SOMEONE_ELSE.fullmatch(before[-1]) and len(before) > _WHOLE_NAME:
        return " ".join(before[:-1]), False
    return " ".join(before), True


def _says_dead(note: str) -> bool:
    """A note tells of the head unless it names kin first: "vợ đã chết"."""
    found = _DEAD.search(note)
    return found is not None and not _SOMEONE_ELSE.search(note[: found.start()])


def _other_name(note: str) -> list[str]:
    """A note in brackets is another name when it says so, or is a few words that say nothing else."""
    folded = fold(note)
    if found := _ALSO.match(folded):
        return [name_form(folded[found.end() :])]
    told = any(c.isdigit() for c in note) or _says_dead(note) or _MERIT.search(folded) or _KIN.match(folded)
    return [] if told or _STATE.match(note) or folded.count(" ") >= _SHORT else [name_form(folded)]


def name_form(name: str) -> str:
    """Give the key of a name: no accents, y as i, a surname of several syllables as one word."""
    return " ".join(joined(fold(name).replace("y", "i").split()))


def _accented(text: str) -> str:
    words = text.split(" ") if text.replace(" ", "").isalpha() else _SIGNS.split(_OVER.sub("", text))
    return " ".join(_syllable(word) for word in words if word)


@lru_cache(maxsize=1 << 14)
def _syllable(word: str) -> str:
    return unify_tones(word)
