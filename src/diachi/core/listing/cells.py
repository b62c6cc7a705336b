"""Cells as people write them, cleaned into values; what cannot be read raises `Unreadable`, never a guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from diachi.core.personal_id import PersonalId, read_personal_id
from diachi.core.text import clean, fold

Cell = str | int | float | bool | date | datetime | None

_YES = {"co", "x", "1", "yes", "dung", "da", "da dang ky", "v", "dong y"}
_NO = {"khong", "0", "no", "chua", "ko", "k", "khong co", "khong dong y", "chua dang ky"}
# Nobody knows yet: unknown is not no.
_UNKNOWN = ("khong ro", "khong biet", "chua ro", "chua biet", "chua xac dinh", "chua hoi")
_UNITS = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "tr": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000}
_FULL_VND = 100_000


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


def money_vnd(cell: Cell, unit_vnd: int = 1) -> int | None:
    """Give VND from 8.000.000, 8000000, "8 triệu", "1,5 triệu đồng"; `unit_vnd` = the unit the header names."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # A number that is already in full VND under "(triệu đồng)" stays what it is.
        return round(cell * unit_vnd) if cell < _FULL_VND else round(cell)
    text = unaccented(text_of(cell))
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


def unaccented(text: str) -> str:
    """Give text in small letters without accents, signs kept."""
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


def personal_id(cell: Cell) -> PersonalId | None:
    """Give a personal number with lost zeros put back, None for an empty cell."""
    try:
        return read_personal_id(text_of(cell))
    except ValueError:
        raise Unreadable from None


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
