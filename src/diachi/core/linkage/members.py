"""The other members of a household as a cell of free text names them, one line or many.

Source: lists of both provinces: "Nông Thị Lan (1990), Nông Văn Tú - 2012", "1. Vợ: Lý Thị Mai, 1980; 2. Con: ...",
"Chamaléa Thị Hoa sn 12/3/1985 CCCD 058185001234".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from diachi.core.linkage.names import name_form
from diachi.core.personal_id import read_personal_id

_PARTS = re.compile(r"[;\n,|+]|\s(?:và|va)\s|\s/\s|(?<=[\d)])\s+(?=\d{1,2}[.)]\s)")
_NUMBER = re.compile(r"(?<![\d/])\d{8,12}(?![\d/])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_SHORT_DAY = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](\d{2})(?!\d)")
_NOT_A_NAME = re.compile(
    r"[^\w\s'’\-]|\d|\b(?:sinh năm|năm sinh|sinh ngày|sinh|sn|ns|năm|cccd|cmnd|cmt|số|chủ hộ|ch|tuổi|nam|nữ)\b"
)
_KIN = re.compile(
    r"^(?:(?:vợ|chồng|chong|con (?:trai|gái|đẻ|nuôi|dâu|rể|ruột|cả|út)|con (?:trai|gai|dau|re)|con|mẹ đẻ|mẹ|bố đẻ|bố|"
    r"cháu (?:nội|ngoại)|cháu|chau|em (?:trai|gái)|em|ông|bà|anh|chị|khác)\b[\s:.\-]*)+"
)
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]?")
# What most parts are: a count or none, a name, a year behind it or none.
_PLAIN = re.compile(r"\s*(?:\d{1,2}[.)]\s*)?([^\W\d_]+(?:[ \-][^\W\d_]+)*)?(?:\s*[-–(:]?\s*((?:19|20)\d{2})\)?)?\s*")
_FIRST_SHORT = 30


class Person(NamedTuple):
    """One member: the key of the name, the year of birth ("" = unknown), and the personal number if it is said."""

    name: str
    year: str = ""
    number: str = ""

    @property
    def keyed(self) -> str:
        """The form in which a record carries its members."""
        return f"{self.name}|{self.year}|{self.number}" if self.number else f"{self.name}|{self.year}"


def person_of(keyed: str) -> Person:
    """Give the person of the form in which a record carries its members."""
    name, year, number = (*keyed.split("|", 2), "", "")[:3]
    return Person(name, year if year.isdecimal() else "", number)


@lru_cache(maxsize=1 << 12)
def read_members(said: str) -> tuple[Person, ...]:
    """Read a cell of members.

    Holds: a part without a name of its own (", 1990") belongs to the name before it; what names nobody is left out.
    """
    found: list[Person] = []
    text = unicodedata.normalize("NFC", said).lower()
    text = _IN_BRACKETS.sub(_opened, text) if "(" in text or "[" in text else text
    for part in _PARTS.split(text):
        if plain := _PLAIN.fullmatch(part):
            name, year, number = _name_in(plain[1] or ""), plain[2] or "", ""
        else:
            name, year, number = _name_in(part), _year_in(part), _number_in(part)
        if name:
            found.append(Person(name, year, number))
        elif found and (year or number):
            last = found[-1]
            found[-1] = Person(last.name, last.year or year, last.number or number)
    return tuple(found)


def _opened(match: re.Match[str]) -> str:
    """Brackets hold a year, a kin word, a number: their commas part nobody, their words name nobody."""
    return " " + " ".join(re.findall(r"[\d/.\-]*\d", match[1])) + " "


@lru_cache(maxsize=1 << 18)
def _name_in(part: str) -> str:
    words = " ".join(_NOT_A_NAME.sub(" ", part).split()).strip(" -'’")
    bare = _KIN.sub("", words)
    return name_form(bare) if any(c.isalpha() for c in bare) else ""


def _number_in(part: str) -> str:
    found = _NUMBER.search(part)
    try:
        read = read_personal_id(found[0]) if found else None
    except ValueError:
        return ""
    return read.number if read else ""


def _year_in(part: str) -> str:
    bare = _NUMBER.sub(" ", part)
    if found := _YEAR.search(bare):
        return found[0]
    if short := _SHORT_DAY.search(bare):
        return str((1900 if int(short[1]) >= _FIRST_SHORT else 2000) + int(short[1]))
    return ""
