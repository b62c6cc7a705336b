"""Dates and numbers as official papers print them; nothing else in the product prints them.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: days below 10 and months 1, 2 carry a leading zero, the other months none; a
number below 10 carries one too; slash, then hyphens, without spaces.
"""

from __future__ import annotations

from datetime import date

_MONTHS_WITH_ZERO = 2
_ROOM = " " * 7  # for the clerk's pen
_ROOM_OF_NUMBER = " " * 10


def _day_and_month(day: date) -> tuple[str, str]:
    return f"{day.day:02d}", f"{day.month:02d}" if day.month <= _MONTHS_WITH_ZERO else str(day.month)


def date_vi(day: date | None, year: str = "") -> str:
    """Give "ngày 05 tháng 02 năm 2024"; without a day, room for the clerk's pen and the year if it is known."""
    if day is None:
        return f"ngày{_ROOM}tháng{_ROOM}năm {year or _ROOM}"
    dd, mm = _day_and_month(day)
    return f"ngày {dd} tháng {mm} năm {day.year}"


def printed(day: date) -> str:
    """Give "05/02/2024", "15/7/2024": the same zeros between slashes."""
    return "/".join((*_day_and_month(day), str(day.year)))


def printed_partial(text: str) -> str:
    """Give "01/02/2024", "tháng"-less "4/2024" or "2024" from as much of an ISO date as there is."""
    parts = text.split("-")
    if len(parts) == 3:
        return printed(date.fromisoformat(text))
    return "/".join(str(int(p)) for p in reversed(parts)) if all(p.isdecimal() for p in parts) else text


def numbered(number: int | None, *symbol: str) -> str:
    """Give "05/UBND-VX" from 5, "UBND", "VX"; without a number, room for the clerk's pen."""
    first = _ROOM_OF_NUMBER if number is None else f"{number:02d}"
    return f"{first}/{'-'.join(part for part in symbol if part)}"


def number_line(number: int | None, *symbol: str) -> str:
    """Give the line under the issuer: "Số: 05/UBND-VX"."""
    return f"Số: {numbered(number, *symbol)}"
