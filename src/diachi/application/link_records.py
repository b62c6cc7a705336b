"""Rows of registers and of old result lists as records to compare: read where they can be, unknown where not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import attrgetter

from diachi.core.history import HelpedRecord
from diachi.core.household import ListedHousehold, Member
from diachi.core.legacy_text import decode_column
from diachi.core.linkage.members import Person, read_members
from diachi.core.linkage.names import name_form
from diachi.core.listing import cells, days
from diachi.core.listing.old_fonts import in_unicode
from diachi.core.listing.sheet import SheetRows
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.same import LinkRecord

_TYPED = ("head_name", "members", "ethnic_group", "hamlet", "commune", "district", "province", "head_sex")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_AGE = re.compile(r"(\d{1,3})\s*tuổi", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\D*(\d{2})")
_NUMBERS = re.compile(r"\d[\d .\-]{6,}\d")
_SHEET = 2_000  # rows
_MOST = 1 << 18  # days of birth in all the forms of all lists
_FIRST_SHORT, _WHOLE = 30, (9, 12)
_YEAR_ALONE, _CENTURIES = 4, ("19", "20")


def listed_record(
    household: ListedHousehold, members: Sequence[Member], places: Gazetteer, on: date | None
) -> LinkRecord:
    """Give a listed household as a record to compare."""
    code = household.commune_code
    if code and on and household.list_date:
        found = places.resolve(code, on=household.list_date)
        code = places.code_on(found.place, on) if found.place else code
    return LinkRecord(
        record_id=household.household_id,
        list_key=household.list_id,
        head_name=household.head_name_raw or household.head_name,
        head_birth=household.head_birth,
        head_sex=household.head_sex or "",
        personal_id=household.personal_id,
        members=tuple(keyed for m in members if not (keyed := _keyed(m)).startswith("|")),
        ethnic_group=household.ethnic_group,
        hamlet=household.hamlet,
        commune=household.commune,
        commune_code=code,
        district=household.district,
        province=household.province,
        phone=household.phone,
    )


def _keyed(member: Member) -> str:
    year = member.birth[:4]
    return Person(name_form(member.name), year if year.isdecimal() else "", member.personal_id).keyed


def helped_records(
    rows: Iterable[HelpedRecord], places: Gazetteer, on: date | None, home: tuple[str, ...] = ()
) -> Iterator[LinkRecord]:
    """Give lines of earlier help as records to compare, one by one: cleaned where they can be, unknown where not.

    A line that names no district or province is looked for at `home`. Lists say few places: each is found once.
    """
    codes: dict[tuple[str, str, str, int | None], str] = {}
    for row in rows:
        said = (row.commune, row.district, row.province, row.year)
        code = codes.get(said)
        if code is None:
            code = codes[said] = _commune_code(row, places, on, home)
        yield LinkRecord(
            record_id=row.record_id,
            list_key=f"{row.year or ''}|{row.source_list}",
            head_name=row.head_name,
            head_birth=_birth(row.head_birth, row.year),
            head_sex=_sex(row.head_sex),
            personal_id=_number(row.personal_id),
            members=tuple([person.keyed for person in read_members(row.members)]) if row.members else (),
            ethnic_group=row.ethnic_group,
            hamlet=row.hamlet,
            commune=row.commune,
            commune_code=code,
            district=row.district,
            province=row.province,
            phone=_phone(row.phone),
        )


def read_in_unicode(rows: Sequence[HelpedRecord]) -> list[HelpedRecord]:
    """Give rows with the letters of old fonts read, list by list, in the order given."""
    lists: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        lists[row.year, row.source_list].append(n)
    out = list(rows)
    for found in lists.values():
        own = [rows[n] for n in found]
        changed = {name: meant for name in _TYPED if (meant := _meant(map(attrgetter(name), own)))}
        if changed:
            read = _with_those_around(own) if len(found) <= _SHEET else [_changed(row, changed) for row in own]
            for n, row in zip(found, read, strict=True):
                out[n] = row
    return out


def _meant(column: Iterable[str]) -> dict[str, str]:
    """Give what the texts of a column mean, those alone that are not in today's letters."""
    said = tuple(dict.fromkeys(column))
    decoded, font = decode_column(said)
    return {s: meant for s, meant in zip(said, decoded, strict=True) if s != meant} if font else {}


def _changed(row: HelpedRecord, changed: Mapping[str, Mapping[str, str]]) -> HelpedRecord:
    read = {name: meant[said] for name, meant in changed.items() if (said := getattr(row, name)) in meant}
    return replace(row, **read) if read else row  # type: ignore[arg-type]


def _with_those_around(rows: Sequence[HelpedRecord]) -> list[HelpedRecord]:
    """Cells that may be in either letters go with those around them."""
    sheet = in_unicode(SheetRows(file="", name="", rows=tuple(map(attrgetter(*_TYPED), rows))))[0]
    read = (dict(zip(_TYPED, map(str, own), strict=True)) for own in sheet.rows)
    return [replace(row, **own) for row, own in zip(rows, read, strict=True)]  # type: ignore[arg-type]


def _commune_code(row: HelpedRecord, places: Gazetteer, on: date | None, home: tuple[str, ...]) -> str:
    if not row.commune:
        return ""
    within = (row.district, row.province) if row.district or row.province else home
    found = places.resolve(row.commune, within=within, on=date(row.year, 12, 31) if row.year else None)
    return places.code_on(found.place, on) if found.place else ""


def _birth(said: str, on: int | None) -> str:
    """A day or a year in any form; an age counts from the year of the list."""
    if len(said) == _YEAR_ALONE and said.isdecimal() and said[:2] in _CENTURIES:
        return said
    born = _born(said) if said else ""
    if not born and on and (age := _AGE.search(said)):
        return str(on - int(age[1]))
    return born


@lru_cache(maxsize=_MOST)
def _born(said: str) -> str:
    text = said.strip()
    if born := _readable(days.birth, text):
        return born
    if text.replace(".", "", 1).isdecimal() and (serial := _readable(days.birth, float(text))):
        return serial[:4]
    if found := _YEAR.search(text):
        return found[0]
    short = _SHORT_YEAR.fullmatch(text)
    return str((1900 if int(short[1]) >= _FIRST_SHORT else 2000) + int(short[1])) if short else ""


@lru_cache(maxsize=1 << 12)
def _sex(said: str) -> str:
    return _readable(cells.sex, said)


def _number(said: str) -> str:
    """The personal number of a cell; of two in one cell the one of 12 digits."""
    if said.isdecimal() and len(said) in _WHOLE:
        return said
    if not said:
        return ""
    numbers = [n for part in (said, *_NUMBERS.findall(said)) if (n := _readable(_digits, part))]
    return max(numbers, key=len, default="")


def _digits(cell: cells.Cell) -> str:
    found = cells.personal_id(cell)
    return found.number if found else ""


def _phone(said: str) -> str:
    if not said:
        return ""
    return next((n for part in cells.phones_in(said) if (n := _readable(_dialled, part))), "")


def _dialled(cell: cells.Cell) -> str:
    return cells.phone_number(cell)[0]


def _readable(reader: Callable[[cells.Cell], str], cell: cells.Cell) -> str:
    try:
        return reader(cell)
    except cells.Unreadable:
        return ""
