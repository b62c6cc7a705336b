"""A household as one list wrote it, reduced to the keys a linker compares: the same for every engine.

Source: CCCD numbers hold sex and year of birth (NĐ 137/2015/NĐ-CP Điều 13): they repair a year nobody wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from diachi.core.ethnic_groups import ethnic_key
from diachi.core.linkage.members import Person
from diachi.core.linkage.names import name_form, read_name
from diachi.core.linkage.surnames import is_joined
from diachi.core.names import hamlet_key
from diachi.core.personal_id import PersonalId, read_personal_id
from diachi.core.same import LinkRecord

_LOOKS_LIKE_NONE = ("123456789", "012345678", "987654321", "123456789012", "012345678901")
_OLD, _TWO = 9, 2
_WHOLE_DAY = len("1950-07-15")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """One record as keys; "" or 0 = unknown. `list_key` = the list it stands in.

    Two rows of one list are two households. `others` are the members without the head, each as `name|year`.
    """

    record_id: str
    list_key: str = ""
    accented: str = ""
    plain: bool = False  # typed without accents
    name: str = ""
    tokens: str = ""  # sorted
    joined: str = ""  # without blanks
    surname: str = ""
    given: str = ""
    middle: bool = False  # the name has words between the first and the last
    also: tuple[str, ...] = ()  # other names of the head
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
    dead: bool = False
    merit: bool = False


PlaceKeys = Mapping[tuple[str, str, str, str], tuple[str, str]]


def traits_of(record: LinkRecord, places: PlaceKeys) -> Traits:
    """Give the keys of a record; `places` gives the commune and province keys of what it says of its place."""
    read = read_name(record.head_name)
    words = read.key.split(" ") if read.key else []
    number = _number(record.personal_id)
    new = number if number and len(number.number) > _OLD else None
    year = int(record.head_birth[:4]) if record.head_birth[:4].isdecimal() else 0
    others = _others(record.members, read.key, year)
    place, province = places[place_said(record)]
    return Traits(
        record_id=record.record_id,
        list_key=record.list_key,
        accented=read.accented,
        plain=read.accented.isascii(),
        name=read.key,
        tokens=" ".join(sorted(words)),
        joined="".join(words),
        surname=words[0] if len(words) > 1 or (words and is_joined(words[0])) else "",
        given=words[-1] if words else "",
        middle=len(words) > _TWO,
        also=read.others,
        day=record.head_birth if len(record.head_birth) == _WHOLE_DAY else "",
        year=year or (new.birth_year or 0 if new else 0),
        number_year=new.birth_year or 0 if new else 0,
        sex=record.head_sex or (str(new.sex or "") if new else ""),
        number=new.number if new else "",
        card=number.number if number and not new else "",
        phone=record.phone,
        ethnic=_ethnic(record.ethnic_group),
        place=place,
        province=province,
        hamlet=_hamlet(record.hamlet),
        others=tuple(sorted({f"{p.name}|{p.year}" for p in others})),
        other_numbers=tuple(sorted({p.number for p in others if p.number})),
        dead=read.dead,
        merit=read.merit,
    )


def place_said(record: LinkRecord) -> tuple[str, str, str, str]:
    """Give what a record says of its place: code, commune, district, province."""
    return record.commune_code, record.commune, record.district, record.province


def _others(members: tuple[str, ...], head: str, year: int) -> list[Person]:
    """The members without the head: lists name the head among them or not."""
    people = [_person(said) for said in members]
    return [p for p in people if p.name and not (p.name == head and (not p.year or not year or int(p.year) == year))]


@lru_cache(maxsize=1 << 16)
def _person(said: str) -> Person:
    name, _, rest = said.partition("|")
    year, _, number = rest.partition("|")
    return Person(name_form(name), year[:4] if year[:4].isdecimal() else "", number)


def _number(said: str) -> PersonalId | None:
    """A number that is one; a row of one digit or 123456789 is what people type to fill a cell."""
    if not said:
        return None
    try:
        read = read_personal_id(said)
    except ValueError:
        return None
    filled_in = read is None or len(set(read.number)) <= 2 or read.number in _LOOKS_LIKE_NONE
    return None if filled_in else read


@lru_cache(maxsize=1 << 12)
def _ethnic(said: str) -> str:
    return ethnic_key(said) if said else ""


@lru_cache(maxsize=1 << 16)
def _hamlet(said: str) -> str:
    return hamlet_key(said).replace(" ", "").replace("y", "i") if said else ""
