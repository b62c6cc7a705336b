"""Rows of registers and of old result lists as records to compare: read where they can be, unknown where not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from diachi.core.history import HelpedRecord
from diachi.core.household import ListedHousehold, Member
from diachi.core.legacy_text import decode_column
from diachi.core.linkage.members import read_members
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
        head_name=household.head_name,
        head_birth=household.head_birth,
        head_sex=household.head_sex or "",
        personal_id=household.personal_id,
        members=tuple(f"{m.name}|{m.birth[:4]}|{m.personal_id}" for m in members),
        ethnic_group=household.ethnic_group,
        hamlet=household.hamlet,
        commune=household.commune,
        commune_code=code,
        district=household.district,
        province=household.province,
        phone=household.phone,
    )


def helped_record(row: HelpedRecord, places: Gazetteer, on: date | None, home: tuple[str, ...] = ()) -> LinkRecord:
    """Give a line of earlier help as a record to compare: cleaned where it can be, unknown where not.

    A line that names no district or province is looked for at `home`.
    """
    then = date(row.year, 12, 31) if row.year else None
    within = (row.district, row.province) if row.district or row.province else home
    found = places.resolve(row.commune, within=within, on=then) if row.commune else None
    return LinkRecord(
        record_id=row.record_id,
        list_key=f"{row.year or ''}|{row.source_list}",
        head_name=row.head_name,
        head_birth=_birth(row.head_birth, row.year),
        head_sex=_readable(cells.sex, row.head_sex),
        personal_id=_number(row.personal_id),
        members=tuple(person.keyed for person in read_members(row.members)),
        ethnic_group=row.ethnic_group,
        hamlet=row.hamlet,
        commune=row.commune,
        commune_code=places.code_on(found.place, on) if found and found.place else "",
        district=row.district,
        province=row.province,
        phone=_phone(row.phone),
    )


def read_in_unicode(rows: Sequence[HelpedRecord]) -> list[HelpedRecord]:
    """Give rows with the letters of old fonts read, list by list, in the order given."""
    groups: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        groups[row.year, row.source_list].append(n)
    out = list(rows)
    for found in groups.values():
        typed = [tuple(getattr(rows[n], name) for name in _TYPED) for n in found]
        columns = [dict.fromkeys(column) for column in zip(*typed, strict=True)]
        decoded = [decode_column(tuple(column)) for column in columns]
        if not any(font for _, font in decoded):
            continue
        if len(found) <= _SHEET:  # cells that may be in either letters go with those around them
            sheet = in_unicode(SheetRows(file="", name="", rows=tuple(typed)))[0]
            read = [tuple(map(str, own)) for own in sheet.rows]
        else:
            meant = [dict(zip(column, texts, strict=True)) for column, (texts, _) in zip(columns, decoded, strict=True)]
            read = [tuple(m[text] for m, text in zip(meant, own, strict=True)) for own in typed]
        for n, own in zip(found, read, strict=True):
            out[n] = replace(rows[n], **dict(zip(_TYPED, own, strict=True)))  # type: ignore[arg-type]
    return out


def _birth(said: str, on: int | None) -> str:
    """A day or a year in any form; an age counts from the year of the list."""
    text = said.strip()
    if not text:
        return ""
    if len(text) == _YEAR_ALONE and text.isdecimal() and text[:2] in _CENTURIES:
        return text
    if said := _readable(days.birth, text):
        return said
    if text.replace(".", "", 1).isdecimal() and (serial := _readable(days.birth, float(text))):
        return serial[:4]
    if found := _YEAR.search(text):
        return found[0]
    if on and (age := _AGE.search(text)):
        return str(on - int(age[1]))
    short = _SHORT_YEAR.fullmatch(text)
    return str((1900 if int(short[1]) >= _FIRST_SHORT else 2000) + int(short[1])) if short else ""


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
