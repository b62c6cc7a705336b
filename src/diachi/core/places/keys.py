"""Names of places as keys: one that keeps accents, one that does not, one that forgives blanks and i for y."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diachi.core.places.place import PlaceKind
from diachi.core.text import fold, unify_tones

_KINDS = {
    **dict.fromkeys(("xa", "x"), PlaceKind.COMMUNE),
    **dict.fromkeys(("thi tran", "ttr", "tt"), PlaceKind.TOWNSHIP),
    **dict.fromkeys(("phuong", "ph", "p", "f"), PlaceKind.WARD),
    **dict.fromkeys(("dac khu", "dk"), PlaceKind.SPECIAL_ZONE),
}
_PREFIX = re.compile(r"(?P<kind>xa|x|thi tran|ttr|tt|phuong|ph|p|f|dac khu|dk)(?:\s+(?=\S)|(?=\d))")
_DISTRICT_PREFIX = re.compile(r"^(?:huyen dao|huyen|h|thanh pho|tp|thi xa|tx|quan|q)(?:\s+|(?=\d))(?=\S)")
_PROVINCE_PREFIX = re.compile(r"^(?:tinh|t|thanh pho|tp)\s+(?=\S)")
_MARKS = re.compile(r"[^\w\s]|_")
_BLANKS = re.compile(r"\s+")
_ZEROS = re.compile(r"\b0+(?=\d)")
_TAIL = re.compile(r"(?:\d+|\b[a-z])$")


@dataclass(frozen=True, slots=True)
class Said:
    """A name as it was said: the kind in front of it, its key with accents and its key without."""

    kind: PlaceKind | None
    accented: str
    folded: str

    @property
    def loose(self) -> str:
        """The key without blanks, y as i: Ma Lé, Malé; Mỹ, Mĩ."""
        return loose_key(self.folded)


def readings(said: str) -> tuple[Said, ...]:
    """Give how a name may be read: without the kind in front of it, then as it stands (Xa Dung is no "xã Dung")."""
    folded, accented = bare_key(said), accented_key(said)
    whole = Said(None, accented, folded)
    prefix = _PREFIX.match(folded)
    return (
        (Said(_KINDS[prefix["kind"]], accented[prefix.end() :], folded[prefix.end() :]), whole) if prefix else (whole,)
    )


def spans_of(text: str) -> list[str]:
    """Give every run of two to five words of a text, without accents: one of them may be a name."""
    words = fold(text).split(" ")
    return sorted({" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 2, min(a + 5, len(words)) + 1)})


def commune_key(name: str) -> str:
    """Give the key of a commune's name: no accents, no "xã", "thị trấn"."""
    return readings(name)[0].folded


def bare_key(name: str) -> str:
    """Give a name without accents and without the zero before a number, what stands before it kept."""
    return _ZEROS.sub("", fold(name))


def accented_key(name: str) -> str:
    """Give the key that keeps accents, one spelling for old and new tone placement, letter by letter as `bare_key`."""
    return _ZEROS.sub("", _BLANKS.sub(" ", _MARKS.sub(" ", unify_tones(name).lower())).strip())


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
