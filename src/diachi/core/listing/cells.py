"""Cells as people write them, cleaned into values; what cannot be read raises `Unreadable`, never a guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from diachi.core.text import clean, fold

Cell = str | int | float | bool | date | datetime | None

_YES = {"co", "x", "1", "yes", "dung", "da", "da dang ky", "v", "dong y"}
_NO = {"khong", "0", "no", "chua", "ko", "k", "khong co", "khong dong y", "chua dang ky"}
# Nobody knows yet: unknown is not no.
_UNKNOWN = ("khong ro", "khong biet", "chua ro", "chua biet", "chua xac dinh", "chua hoi")
_UNITS = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "tr": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000}
_FULL_VND = 100_000
_OLDEST_YEAR, _NEWEST_YEAR = 1900, 2100
# A day that a spreadsheet shows as a bare number: days since 30/12/1899.
_DAY_ZERO, _FIRST_SERIAL, _LAST_SERIAL = date(1899, 12, 30), 2_200, 73_050
_WORDED_DAY = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")


class Unreadable(ValueError):  # noqa: N818 - becomes an Issue
    """A cell that does not hold what its column should."""


def text_of(cell: Cell) -> str:
    """Give a cell as text: whole floats without ".0", days as d/m/yyyy."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    return clean(str(cell))


def whole_number(cell: Cell) -> int | None:
    """Give a whole number, None for an empty cell."""
    text = text_of(cell).replace(" ", "")
    if not text or text == "-":
        return None
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        return int(text.replace(".", ""))
    found = re.fullmatch(r"(\d+)(?:[.,]0+)?(?:người|khẩu|hộ|cb)?", text)
    if not found:
        raise Unreadable
    return int(found[1])


def year(cell: Cell) -> int | None:
    """Give a year from 2016, "Năm 2016", a day; None for an empty cell."""
    text = text_of(cell)
    if not text or text == "-":
        return None
    found = re.search(r"\b(?:19|20)\d{2}\b", text)
    if not found:
        raise Unreadable
    return int(found[0])


def money_vnd(cell: Cell, unit_vnd: int = 1) -> int | None:
    """Give VND from 8.000.000, 8000000, "8 triệu", "1,5 triệu đồng"; `unit_vnd` = the unit the header names."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # A number that is already in full VND under "(triệu đồng)" stays what it is.
        return round(cell * unit_vnd) if cell < _FULL_VND else round(cell)
    text = fold_money(text_of(cell))
    if not text or text == "-":
        return None
    found = re.fullmatch(r"(\d[\d.,]*)\s*(nghin|ngan|trieu|tr|ty|ti)?\s*(?:dong|d|vnd)?(?:/ho)?", text)
    if not found:
        raise Unreadable
    number, unit = found[1].rstrip(".,"), _UNITS.get(found[2] or "", 0)
    marks = number.count(".") + number.count(",")
    grouped = re.fullmatch(r"\d{1,3}([.,]\d{3})+", number) and (marks > 1 or not unit)
    value = float(re.sub(r"[.,]", "", number)) if grouped else _decimal(number)
    return round(value * (unit or (unit_vnd if value < _FULL_VND else 1)))


def _decimal(number: str) -> float:
    try:
        return float(number.replace(".", "").replace(",", ".") if "," in number else number)
    except ValueError:
        raise Unreadable from None


def fold_money(text: str) -> str:
    """Give money text without accents, marks kept."""
    kept = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return clean("".join(c for c in kept if not unicodedata.combining(c)))


def yes_no(cell: Cell) -> bool | None:
    """Give yes, no, or None for an empty cell: unknown is not no."""
    text = fold(text_of(cell))
    if not text or text.startswith(_UNKNOWN):
        return None
    if text in _YES or text.startswith("co "):
        return True
    if text in _NO or text.startswith(("khong ", "chua ")):
        return False
    raise Unreadable


def sex(cell: Cell) -> str:
    """Give male or female, "" for an empty cell."""
    text = fold(text_of(cell))
    if not text:
        return ""
    if text in ("nam", "male", "m"):
        return "male"
    if text in ("nu", "female", "f"):
        return "female"
    raise Unreadable


def birth(cell: Cell) -> str:
    """Give "1950" or "1950-07-15", as much as the cell says."""
    if isinstance(cell, datetime | date):
        return f"{cell.year:04d}-{cell.month:02d}-{cell.day:02d}"
    if isinstance(cell, int | float) and _FIRST_SERIAL < cell <= _LAST_SERIAL:
        return (_DAY_ZERO + timedelta(days=int(cell))).isoformat()
    if worded := _WORDED_DAY.fullmatch(fold(text_of(cell))):
        return _iso(int(worded[3]), int(worded[2]), int(worded[1]))
    text = re.sub(r"\s*[-./]\s*", "/", re.sub(r"\.0$", "", text_of(cell)))
    if not text:
        return ""
    if found := re.fullmatch(r"(\d{4})", text):
        if _OLDEST_YEAR <= int(found[1]) <= _NEWEST_YEAR:
            return found[1]
    elif found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        return _iso(int(found[3]), int(found[2]), int(found[1]))
    elif found := re.fullmatch(r"(\d{4})/(\d{1,2})/(\d{1,2})", text):
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    elif found := re.fullmatch(r"(?:\d{1,2}|\?+|…+)/(\d{4})", text):
        return found[1]
    raise Unreadable


def day(cell: Cell) -> date | None:
    """Give a whole date, None for an empty cell."""
    text = birth(cell)
    if not text:
        return None
    if len(text) < len("1950-07-15"):
        raise Unreadable
    return date.fromisoformat(text)


def _iso(year: int, month: int, day_: int) -> str:
    try:
        return date(year, month, day_).isoformat()
    except ValueError:
        raise Unreadable from None


def person_number(cell: Cell) -> tuple[str, bool]:
    """Give a personal id with lost zeros put back, and whether they were; 12 digits now, 9 before.

    Source: NĐ 137/2015 Điều 13 (12 digits); Excel drops leading zeros of numbers.
    """
    digits = re.sub(r"[\s.'`]", "", re.sub(r"\.0$", "", text_of(cell)))
    if not digits or digits == "-":
        return "", False
    if not digits.isdecimal() or len(digits) > 12:
        raise Unreadable
    if len(digits) in (9, 12):
        return digits, False
    if len(digits) in (10, 11):
        return digits.zfill(12), True
    if len(digits) == 8:
        return digits.zfill(9), True
    raise Unreadable


def phone_number(cell: Cell) -> tuple[str, bool]:
    """Give a phone number with its lost zero put back, and whether it was."""
    digits = re.sub(r"[\s.\-'()]", "", text_of(cell))
    if digits.startswith("+84") or (digits.startswith("84") and len(digits) == 11):
        digits = "0" + digits.partition("84")[2]
    if not digits:
        return "", False
    if not digits.isdecimal() or not 9 <= len(digits) <= 11:
        raise Unreadable
    return (digits, False) if digits.startswith("0") else ("0" + digits, True)
