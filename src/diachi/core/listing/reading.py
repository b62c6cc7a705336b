"""Reading cells of a row by kind of value; what cannot be read becomes an issue and stays unknown."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import TypeVar

from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing import cells, days
from diachi.core.listing.headers import LACKED
from diachi.core.listing.sheet import ListRow
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import Place, PlaceVerdict, Resolution
from diachi.core.poverty.indicators import DeprivationIndicators
from diachi.core.text import fold

T = TypeVar("T")
Notes = tuple[tuple[IssueCode, IssueLevel], ...]
_UNREADABLE = object()
_BETWEEN = re.compile(r"[,;/+&]|\bvà\b", re.IGNORECASE)
_OF_DAYS = (days.birth, days.day)


def read(row: ListRow, name: str, reader: Callable[[cells.Cell], T], empty: T) -> T:
    """Read one cell; an unreadable one is noted with its place and stays unknown; a year of two digits is noted."""
    cell = row.cells.get(name)
    if cell is None:
        return empty
    found, notes = (_judge if name in _EACH_ONCE else _judged)(reader, cell)
    for code, level in notes:
        row.note(code, level, name)
    return empty if found is _UNREADABLE else found  # type: ignore[return-value]


def _judge(reader: Callable[[cells.Cell], object], cell: cells.Cell) -> tuple[object, Notes]:
    try:
        found = reader(cell)
    except cells.Unreadable as doubt:
        return _UNREADABLE, ((doubt.code, IssueLevel.WARNING),)
    notes: list[tuple[IssueCode, IssueLevel]] = []
    if reader in _OF_DAYS:
        if days.is_short_year(cell):
            notes.append((IssueCode.YEAR_OF_TWO_DIGITS, IssueLevel.WARNING))
        if days.is_serial(cell):
            notes.append((IssueCode.DAY_FROM_SERIAL, IssueLevel.NOTE))
        if reader is days.birth and found and days.is_filled_in(cell):  # a day in the place of one nobody knew
            notes.append((IssueCode.BIRTH_DAY_FILLED_IN, IssueLevel.NOTE))
    return found, tuple(notes)


# Lists say few different things in most of their columns: each is judged once. `typed`, since 1, 1.0 and True differ.
_judged = lru_cache(maxsize=1 << 16, typed=True)(_judge)
_EACH_ONCE = frozenset(["list_no", "personal_id", "phone"])  # these are another on every row


def read_number(row: ListRow, name: str, reader: Callable[[cells.Cell], tuple[str, bool]]) -> str:
    """Read an id or a phone; a lost zero is put back and noted."""
    value, restored = read(row, name, reader, ("", False))
    if restored:
        row.note(IssueCode.ZERO_RESTORED, IssueLevel.NOTE, name)
    return value


def read_money(row: ListRow, name: str) -> int | None:
    """Read money in the unit its header names."""
    return read(row, name, _money_in(row.units.get(name, 1)), None)


@lru_cache(maxsize=16)
def _money_in(unit_vnd: int) -> Callable[[cells.Cell], int | None]:
    """The reader of one unit: always the same one, so that what it read is known again."""
    return partial(cells.money_vnd, unit_vnd=unit_vnd)


def codes(row: ListRow, name: str, table: str, words: Vocabulary) -> tuple[str, ...]:
    """Read words into codes; words no table knows are noted, and yes alone gives the table's last code."""
    said = row.text(name)
    if not said or said == "-":
        return ()
    found = words.codes(table, said)
    if not found and table == "merit" and fold(said) in ("x", "co", "1"):
        return ("merit",)
    if not found:
        if fold(said) not in ("khong", "0", "khong co"):
            row.note(IssueCode.WORDS_UNKNOWN, IssueLevel.WARNING, name)
        return ()
    return found if len(found) == 1 else tuple(c for c in found if c not in ("merit", "relative", "other"))


def deprivations_of(
    row: ListRow, standard_id: str, words: Vocabulary, indicators: DeprivationIndicators
) -> tuple[str, ...]:
    """Read what a household lacks: names or numbers of indicators in one cell, else a ticked column for each.

    Numbers mean what the standard of the list calls so; one number alone may be how many there are, and is asked.
    """
    said = row.text("deprivations")
    if not said or said == "-" or fold(said) in ("0", "khong", "khong co"):
        return () if said else ticked(row, "deprivations", words, LACKED)
    parts = [part.strip(" .") for part in _BETWEEN.split(said) if part.strip(" .")]
    if len(parts) == 1 and parts[0].isdecimal():
        row.note(IssueCode.VALUE_UNREADABLE, IssueLevel.WARNING, "deprivations")
        return ()
    found: set[str] = set()
    for part in parts:
        number = indicators.code_of(int(part), standard_id) if part.isdecimal() else ""
        own = (number,) if number else words.codes("deprivations", part)
        if not own:
            row.note(IssueCode.WORDS_UNKNOWN, IssueLevel.WARNING, "deprivations")
        found.update(own)
    return tuple(code for code in words.tables["deprivations"] if code in found)


def ticked(row: ListRow, table: str, words: Vocabulary, under: str = "") -> tuple[str, ...]:
    """Read columns that are one code each, ticked where it holds: "Thiếu vốn | Thiếu đất | ..." with x.

    Takes: under - a word without which a header means something else.
    """
    found: set[str] = set()
    for header, cell in row.others.items():
        said = words.codes(table, header) if under in header else ()
        if said and cells.is_tick(cell):
            found.update(said)
        elif said and fold(cells.text_of(cell)) not in ("", "0", "khong"):
            row.note(IssueCode.VALUE_UNREADABLE, IssueLevel.WARNING, table)
    return tuple(code for code in words.tables[table] if code in found)


def place_of(row: ListRow, places: Gazetteer, on: date | None) -> Place | None:
    """Resolve the commune a row stands in: its own column, the block, the title; else the name of sheet or file."""
    title, within = row.title, said_of_area(row) or row.home
    if said := row.text("commune") or row.commune:
        found = places.resolve(said, within=within, on=on)
        _tell(row, found)
        return found.place
    if title.commune and (whole := places.resolve(title.commune, within=within, on=on)).place:
        return whole.place
    for name in title.names:
        if place := places.named_in(name, within=within, on=on).place:
            return place
    row.note(IssueCode.COMMUNE_UNKNOWN, IssueLevel.WARNING, "commune", candidates="")
    return None


_ASKED = {
    PlaceVerdict.UNKNOWN: IssueCode.COMMUNE_UNKNOWN,
    PlaceVerdict.UNKNOWN_BEFORE_2025: IssueCode.COMMUNE_UNKNOWN,
    PlaceVerdict.AMBIGUOUS: IssueCode.COMMUNE_AMBIGUOUS,
    PlaceVerdict.PARENT_DIFFERS: IssueCode.COMMUNE_ELSEWHERE,
    PlaceVerdict.DIVIDED: IssueCode.COMMUNE_DIVIDED,
}
_TOLD = {
    PlaceVerdict.CORRECTED: IssueCode.COMMUNE_CORRECTED,
    PlaceVerdict.BECAME: IssueCode.COMMUNE_BECAME,
}


def _tell(row: ListRow, found: Resolution) -> None:
    """Ask where the commune is not sure, tell where the machine read something else than what stands in the cell."""
    if found.place is None:
        code = _ASKED[found.verdict]
        candidates = ", ".join(f"{p.name} ({p.code})" for p in found.candidates)
        row.note(code, IssueLevel.WARNING, "commune", candidates=candidates)
    elif found.verdict in _TOLD:
        row.note(_TOLD[found.verdict], IssueLevel.NOTE, "commune", commune=f"{found.place.name} ({found.code})")


def said_of_area(row: ListRow) -> tuple[str, ...]:
    """Give the district and the province that the row or its title says, none when they say nothing."""
    title = row.title
    district, province = row.text("district") or title.district, row.text("province") or title.province
    return (district, province) if district and province else tuple(area for area in (district, province) if area)
