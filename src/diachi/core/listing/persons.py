"""What a row says of a person, each cell held against the others and against the law's tables; nothing is corrected.

A number, a phone or a group nobody knows is kept as it was written, and said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from diachi.core.ethnic_groups import EthnicGroups
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing import cells, days
from diachi.core.listing.reading import read
from diachi.core.listing.sheet import ListRow
from diachi.core.personal_id import PersonalId
from diachi.core.phone import PhoneRead
from diachi.core.poverty.indicators import DeprivationIndicators
from diachi.core.poverty.standards import Standards
from diachi.core.text import clean

# Figures a spreadsheet rounds away come back as zeros: 2.02E+10.
_ROUNDED = "00000"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTables:
    """What rows of persons are held against: provinces of numbers, ethnic groups, phones, standards, indicators."""

    id_provinces: frozenset[str]
    ethnic_groups: EthnicGroups
    read_phone: Callable[[cells.Cell], PhoneRead | None]
    standards: Standards
    indicators: DeprivationIndicators


def birth_of(row: ListRow, name: str) -> str:
    """Read a birth; a day that only fills the place of one nobody knew is noted."""
    return read(row, name, days.birth, "")


def personal_id_of(row: ListRow, sex: str, birth: str, tables: PersonTables) -> str:
    """Read a personal number and hold it against its row; what differs is a warning, never a correction."""
    found = read(row, "personal_id", cells.personal_id, None)
    if found is None:
        return ""
    if found.number.endswith(_ROUNDED):
        row.note(IssueCode.DIGITS_LOST, IssueLevel.WARNING, "personal_id")
        return ""
    if found.zeros_restored:
        row.note(IssueCode.ZERO_RESTORED, IssueLevel.NOTE, "personal_id")
    for code in _doubts(found, sex, birth, tables):
        row.note(code, IssueLevel.WARNING, "personal_id")
    return found.number


def _doubts(found: PersonalId, sex: str, birth: str, tables: PersonTables) -> list[IssueCode]:
    doubts = []
    if found.province_code and found.province_code not in tables.id_provinces:
        doubts.append(IssueCode.NUMBER_PROVINCE_UNKNOWN)
    if sex and found.sex and sex != found.sex:
        doubts.append(IssueCode.NUMBER_SEX_DIFFERS)
    if birth and found.birth_year and birth[:4] != str(found.birth_year):
        doubts.append(IssueCode.NUMBER_YEAR_DIFFERS)
    return doubts


def phone_of(row: ListRow, tables: PersonTables) -> str:
    """Read a phone, the first where a cell has two; one that cannot exist today is kept and said."""
    cell = row.cells.get("phone")
    parts = cells.phones_in(cell) if isinstance(cell, str) and not cell.isdecimal() else []
    if parts and clean(parts[0]) != row.text("phone"):
        row.cells["phone"] = parts[0]
        row.note(IssueCode.PHONE_SHORTENED, IssueLevel.NOTE, "phone")
    found = read(row, "phone", tables.read_phone, None)
    if found is None:
        return ""
    if found.restored:
        row.note(IssueCode.ZERO_RESTORED, IssueLevel.NOTE, "phone")
    if not found.valid:
        row.note(IssueCode.PHONE_OUT_OF_USE, IssueLevel.WARNING, "phone")
    return found.number


def ethnic_group_of(row: ListRow, tables: PersonTables) -> str:
    """Give the official name of the group a row says; words that name none are kept and said."""
    said = row.text("ethnic_group")
    if not said or said == "-":
        return ""
    if found := tables.ethnic_groups.find(said):
        return found.name
    row.note(IssueCode.ETHNIC_GROUP_UNKNOWN, IssueLevel.WARNING, "ethnic_group")
    return said
