"""A household as one list wrote it, reduced to the keys a linker compares: the same for every engine.

Source: CCCD numbers hold sex and year of birth (NĐ 137/2015/NĐ-CP Điều 13): they repair a year nobody wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from diachi.core.ethnic_groups import ethnic_key
from diachi.core.linkage.members import Person, person_of
from diachi.core.linkage.names import read_name
from diachi.core.linkage.surnames import is_joined
from diachi.core.names import hamlet_key
from diachi.core.personal_id import read_personal_id
from diachi.core.same import LinkRecord

_LOOKS_LIKE_NONE = ("123456789", "012345678", "987654321", "123456789012", "012345678901")
_FILLED_IN = 2  # different digits: a row of one digit is what people type to fill a cell
_CARD, _WHOLE, _SAYS_BIRTH = 9, (9, 12), 6
_TWO = 2
_WHOLE_DAY = len("1950-07-15")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadKeys:
    """What the cell of a head's name says, as keys; "" = unknown."""

    accented: str = ""
    plain: bool = False  # typed without accents
    name: str = ""
    tokens: str = ""  # sorted
    joined: str = ""  # without blanks
    surname: str = ""
    given: str = ""
    middle: bool = False  # the name has words between the first and the last
    also: tuple[str, ...] = ()  # other names of the head


class NumberKeys(NamedTuple):
    """A personal number of 12 digits or of 9, with what the longer one says of its bearer; "" or 0 = unknown."""

    number: str = ""
    card: str = ""
    year: int = 0
    sex: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """One record as keys; "" or 0 = unknown. `list_key` = the list it stands in.

    Two rows of one list are two households. `others` are the members without the head, each as `name|year`.
    """

    record_id: str
    list_key: str = ""
    head: HeadKeys = HeadKeys()
    year: int = 0
    day: str = ""  # of birth, when it was written whole
    number_year: int = 0
    sex: str = ""
    number: str = ""  # 12 digits
    card: str = ""  # 9 digits
    phone: str = ""
    ethnic: str = ""
    place: str = ""  # the commune, one key for its code and its names
    province: str = ""
    hamlet: str = ""
    others: tuple[str, ...] = ()
    other_numbers: tuple[str, ...] = ()


PlaceKeys = Mapping[tuple[str, str, str, str], tuple[str, str]]
_NO_NUMBER = NumberKeys()


def traits_of(record: LinkRecord, places: PlaceKeys) -> Traits:
    """Give the keys of a record; `places` gives the commune and province keys of what it says of its place."""
    head, numbers = head_keys(record.head_name), number_keys(record.personal_id)
    born = year_said(record.head_birth)
    others = _others(record.members, head.name, born)
    place, province = places[place_said(record)]
    return Traits(
        record_id=record.record_id,
        list_key=record.list_key,
        head=head,
        day=day_said(record.head_birth),
        year=born or numbers.year,
        number_year=numbers.year,
        sex=record.head_sex or numbers.sex,
        number=numbers.number,
        card=numbers.card,
        phone=record.phone,
        ethnic=ethnic_form(record.ethnic_group),
        place=place,
        province=province,
        hamlet=hamlet_form(record.hamlet),
        others=tuple(sorted({f"{p.name}|{p.year}" for p in others})),
        other_numbers=tuple(sorted({p.number for p in others if p.number})),
    )


@lru_cache(maxsize=1 << 16)
def head_keys(said: str) -> HeadKeys:
    """Give the keys of the cell of a head's name."""
    read = read_name(said)
    words = read.key.split(" ") if read.key else []
    return HeadKeys(
        accented=read.accented,
        plain=read.accented.isascii(),
        name=read.key,
        tokens=" ".join(sorted(words)),
        joined="".join(words),
        surname=words[0] if len(words) > 1 or (words and is_joined(words[0])) else "",
        given=words[-1] if words else "",
        middle=len(words) > _TWO,
        also=read.others,
    )


def number_keys(said: str) -> NumberKeys:
    """Give the keys of a personal number; one digit over and over, or 123456789, fills a cell and is none."""
    if not said:
        return _NO_NUMBER
    number = said if len(said) in _WHOLE and said.isascii() and said.isdecimal() else _number(said)
    if len(set(number)) <= _FILLED_IN or number in _LOOKS_LIKE_NONE:
        return _NO_NUMBER
    if len(number) == _CARD:
        return NumberKeys(card=number)
    year, sex = _bearer(number[:_SAYS_BIRTH])
    return NumberKeys(number=number, year=year, sex=sex)


def year_said(birth: str) -> int:
    """Give the year of a day or a year of birth, 0 for none."""
    return int(birth[:4]) if birth[:4].isdecimal() else 0


def day_said(birth: str) -> str:
    """Give the day of birth when it was written whole."""
    return birth if len(birth) == _WHOLE_DAY else ""


def place_said(record: LinkRecord) -> tuple[str, str, str, str]:
    """Give what a record says of its place: code, commune, district, province."""
    return record.commune_code, record.commune, record.district, record.province


@lru_cache(maxsize=1 << 12)
def ethnic_form(said: str) -> str:
    """Give the key of a people."""
    return ethnic_key(said) if said else ""


@lru_cache(maxsize=1 << 16)
def hamlet_form(said: str) -> str:
    """Give the key of a village: without blanks, y as i."""
    return hamlet_key(said).replace(" ", "").replace("y", "i") if said else ""


def _others(members: tuple[str, ...], head: str, born: int) -> list[Person]:
    """The members without the head: lists name the head among them or not."""
    people = [person_of(said) for said in members]
    return [p for p in people if p.name and not (p.name == head and (not p.year or not born or int(p.year) == born))]


def _number(said: str) -> str:
    try:
        read = read_personal_id(said)
    except ValueError:
        return ""
    return read.number if read else ""


@lru_cache(maxsize=1 << 16)
def _bearer(first_digits: str) -> tuple[int, str]:
    """The year of birth and the sex that the first six digits of a number say."""
    read = read_personal_id(first_digits.ljust(max(_WHOLE), "0"))
    return (read.birth_year or 0, str(read.sex or "")) if read else (0, "")
