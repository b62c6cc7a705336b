"""Days and years as people write them in cells; a year of two digits is read and said, an age is no year.

Month first is never assumed: 7/25/1950 is unreadable, not 25 July.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from diachi.core.listing.cells import Cell, Unreadable, text_of, unaccented

_OLDEST_YEAR, _NEWEST_YEAR, _MONTHS = 1900, 2100, 12
# Two digits mean a year from 1930 to 2029.
_FIRST_SHORT, _SHORT_YEAR = 30, re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2})")
# A day that a spreadsheet shows as a bare number: days since 30/12/1899.
_DAY_ZERO, _FIRST_SERIAL, _LAST_SERIAL = date(1899, 12, 30), 2_200, 73_050
_BEFORE = re.compile(r"^(?:(?:nam|ngay|thang|sinh|sn|ngay/thang/nam)\b\.?:?\s*)+")
_BEHIND = re.compile(r"\s*\((?:tuoi am|am lich|duong lich|am|al|dl)\)$")
_UNKNOWN_DAY = re.compile(r"^(?:(?:0{1,2}|[?.…_x]*)/)+(?=\d{4}$)")
_FILLED_IN = "-01-01"
_FULL = len("1950-07-15")


def birth(cell: Cell) -> str:
    """Give "1950" or "1950-07-15", as much as the cell says; 01/01 stands for a day nobody knew, so it is the year."""
    said = _said(cell)
    return said.removesuffix(_FILLED_IN)


def day(cell: Cell) -> date | None:
    """Give a whole date, None for an empty cell."""
    text = _said(cell)
    if not text:
        return None
    if len(text) < _FULL:
        raise Unreadable
    return date.fromisoformat(text)


def year(cell: Cell) -> int | None:
    """Give a year from 2016, "Năm 2016", a day; None for an empty cell."""
    text = text_of(cell)
    if not text or text == "-":
        return None
    found = re.search(r"\b(?:19|20)\d{2}\b", text)
    if not found:
        raise Unreadable
    return int(found[0])


def is_short_year(cell: Cell) -> bool:
    """Say whether a day is written with a year of two digits."""
    return type(cell) is str and bool(_SHORT_YEAR.fullmatch(_plain(cell)))


def is_filled_in(cell: Cell) -> bool:
    """Say whether a day is 01/01, which lists write where only the year is known."""
    if type(cell) in (int, float) and not is_serial(cell):  # a year
        return False
    return _said(cell).endswith(_FILLED_IN)


def is_serial(cell: Cell) -> bool:
    """Say whether a day is written as a bare number of days, which a program stores and nobody types."""
    number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return number and _FIRST_SERIAL < float(cell) <= _LAST_SERIAL  # type: ignore[arg-type]


def _plain(cell: Cell) -> str:
    """The cell without accents, words around the day, and blanks around its signs."""
    text = _BEHIND.sub("", unaccented(re.sub(r"\.0$", "", text_of(cell))))
    text = re.sub(r"\s+(?:thang|nam)\s+", "/", _BEFORE.sub("", text))
    return re.sub(r"\s*[-./]\s*", "/", text) if re.search(r"\d", text) else text


def _said(cell: Cell) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell.year:04d}-{cell.month:02d}-{cell.day:02d}"
    if isinstance(cell, int | float) and _OLDEST_YEAR <= cell <= _NEWEST_YEAR and cell == int(cell):
        return str(int(cell))
    if isinstance(cell, int | float) and _FIRST_SERIAL < cell <= _LAST_SERIAL:
        return (_DAY_ZERO + timedelta(days=int(cell))).isoformat()
    text = _plain(cell)
    if not text_of(cell):
        return ""
    return _year_alone(_UNKNOWN_DAY.sub("", text)) or _whole(text)


def _year_alone(text: str) -> str:
    """1950, 7/1950."""
    found = re.fullmatch(r"(?:(\d{1,2})/)?(\d{4})", text)
    fits = found and _OLDEST_YEAR <= int(found[2]) <= _NEWEST_YEAR and 1 <= int(found[1] or 1) <= _MONTHS
    return found[2] if found and fits else ""


def _whole(text: str) -> str:
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        return _iso(int(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", text):
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT_YEAR.fullmatch(text):
        short = int(found[3])
        return _iso((1900 if short >= _FIRST_SHORT else 2000) + short, int(found[2]), int(found[1]))
    raise Unreadable


def _iso(year: int, month: int, day_: int) -> str:
    try:
        return date(year, month, day_).isoformat()
    except ValueError:
        raise Unreadable from None
