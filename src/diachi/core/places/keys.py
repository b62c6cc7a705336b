"""Names of places as keys: one that keeps accents, one that does not, one that forgives blanks and i for y."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from diachi.core.places.place import PlaceKind
from diachi.core.text import fold, unify_tones

WORDS_OF_KIND = {
    PlaceKind.COMMUNE: ("xa", "x"),
    PlaceKind.TOWNSHIP: ("thi tran", "ttr", "tt"),
    PlaceKind.WARD: ("phuong", "ph", "p", "f"),
    PlaceKind.SPECIAL_ZONE: ("dac khu", "dk"),
}
_KINDS = {word: kind for kind, words in WORDS_OF_KIND.items() for word in words}
_PREFIX = re.compile(r"(?P<kind>xa|x|thi tran|ttr|tt|phuong|ph|p|f|dac khu|dk)(?:\s+(?=\S)|(?=\d))")
_DISTRICT_PREFIX = re.compile(r"^(?:huyen dao|huyen|h|thanh pho|tp|thi xa|tx|quan|q)(?:\s+|(?=\d))(?=\S)")
_PROVINCE_PREFIX = re.compile(r"^(?:tinh|t|thanh pho|tp)\s+(?=\S)")
_MARKS = re.compile(r"[^\w\s]|_")
_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_BLANKS = re.compile(r"\s+")
_ZEROS = re.compile(r"\b0+(?=\d)")
_TAIL = re.compile(r"(?:\d+|\b[a-z])$")


@dataclass(slots=True)  # made for every name of a list: not frozen, which would cost as much as the look-up
class Said:
    """A name as it was said: the kind in front of it, its key without accents, and the words it was read from."""

    kind: PlaceKind | None
    folded: str
    loose: str  # without blanks, y as i: Ma Lé, Malé; Mỹ, Mĩ
    words: str
    skipped: int = 0  # letters of the kind in front

    @property
    def accented(self) -> str:
        """The key that keeps accents."""
        return accented_key(self.words)[self.skipped :]


def readings(said: str) -> tuple[Said, ...]:
    """Give how a name may be read: without the kind in front of it, then as it stands (Xa Dung is no "xã Dung")."""
    folded = bare_key(said)
    whole = Said(None, folded, loose_key(folded), said)
    prefix = _PREFIX.match(folded)
    if not prefix:
        return (whole,)
    bare = folded[prefix.end() :]
    return Said(_KINDS[prefix["kind"]], bare, loose_key(bare), said, prefix.end()), whole


def spans_of(text: str) -> list[str]:
    """Give every run of two to five words of a text, without accents: one of them may be a name."""
    words = fold(text).split(" ")
    return sorted({" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 2, min(a + 5, len(words)) + 1)})


def commune_key(name: str) -> str:
    """Give the key of a commune's name: no accents, no "xã", "thị trấn"."""
    return readings(name)[0].folded


def bare_key(name: str) -> str:
    """Give a name without accents and without the zero before a number, what stands before it kept."""
    folded = fold(name)
    return _ZEROS.sub("", folded) if "0" in folded else folded


def accented_key(name: str) -> str:
    """Give the key that keeps accents, one spelling for old and new tone placement, letter by letter as `bare_key`."""
    return _ZEROS.sub("", _BLANKS.sub(" ", _MARKS.sub(" ", unify_tones(name).lower())).strip())


def accents_agree(name: str, place: str) -> bool:
    """Say whether a name has the accents of the place it was found to be, or none at all; Mĩ is Mỹ, Malé Ma Lé."""
    words = name.strip(" .").split()
    flat = unicodedata.normalize("NFC", " ".join(words)).lower()
    if place.lower() in flat or "".join(words[-1 - place.count(" ") :]).isascii():
        return True
    written = _blank_free(accented_key(name))
    return written.endswith((_blank_free(accented_key(place)), loose_key(bare_key(place))))


def _blank_free(key: str) -> str:
    return key.replace(" ", "").translate(_Y_AS_I)


def loose_key(key: str) -> str:
    """Give the key of a folded key without blanks, y as i."""
    return key.replace(" ", "").replace("y", "i")


def tail_of(key: str) -> str:
    """Give the number or the single letter that tells Mỹ Đình 1 from Mỹ Đình 2, Tân Hưng A from Tân Hưng B."""
    found = _TAIL.search(key)
    return found[0] if found else ""


def district_key(name: str) -> str:
    """Give the key of a district's name: no accents, no "huyện", "thành phố"."""
    return _DISTRICT_PREFIX.sub("", bare_key(name))


def province_key(name: str) -> str:
    """Give the key of a province's name: no accents, no "tỉnh", "thành phố"."""
    return _PROVINCE_PREFIX.sub("", bare_key(name))


def code_in(said: str) -> str:
    """Give a commune code with its lost zeros put back; "" for a name, and for a ward's number."""
    digits = said.strip().removesuffix(".0")
    return digits.zfill(5) if digits.isascii() and digits.isdecimal() and 3 <= len(digits) <= 5 else ""
