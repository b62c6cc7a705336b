"""Cells as people write them, cleaned into values; what cannot be read raises `Unreadable`, never a guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from diachi.core.issues import IssueCode
from diachi.core.personal_id import PersonalId, read_personal_id
from diachi.core.text import clean, fold

Cell = str | int | float | bool | date | datetime | None

_YES = {"co", "x", "1", "yes", "dung", "da", "da dang ky", "v", "dong y"}
# Signs that folding takes for nothing; "þ" and "R" in brackets are how a ticked box of Wingdings arrives.
_TICKS = frozenset("✓✔√☑☒✗✘+þ")
_TICK_WORDS = frozenset(["x", "v", "co", "1", "true"])
_NO = {"khong", "0", "no", "chua", "ko", "k", "khong co", "khong dong y", "chua dang ky"}
# Nobody knows yet: unknown is not no.
_UNKNOWN = ("khong ro", "khong biet", "chua ro", "chua biet", "chua xac dinh", "chua hoi")
_UNITS = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "tr": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000}
# An amount in full, the least anybody writes, and the most a unit in a header can mean for one household.
_FULL_VND, _LEAST_VND, _MOST_VND = 100_000, 1_000, 1_000_000_000
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Unreadable(ValueError):  # noqa: N818 - becomes an Issue
    """A cell that does not hold what its column should."""

    code = IssueCode.VALUE_UNREADABLE


class AmountUnsure(Unreadable):
    """Money in a unit nobody can be sure of."""

    code = IssueCode.MONEY_UNSURE


# A row is looked at many times, and lists say few different things: Nùng, Nam, Thiếu vốn.
_cleaned = lru_cache(maxsize=1 << 16)(clean)


def text_of(cell: Cell) -> str:
    """Give a cell as text: whole floats without ".0", days as d/m/yyyy."""
    if cell is None:
        return ""
    if type(cell) is str:
        return cell if cell.isdecimal() else _cleaned(cell)  # numbers of persons are not kept: each stands once
    if type(cell) is int or (type(cell) is float and cell.is_integer()):
        return str(int(cell))
    if isinstance(cell, bool):
        return "1" if cell else "0"
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


def list_number(cell: Cell) -> int | None:
    """Give the number of a row in its list: 7, "7.", "07", "VII"."""
    if type(cell) is int or (type(cell) is float and cell.is_integer()):
        return int(cell)
    text = text_of(cell).rstrip(".)").upper()
    if text and _ROMAN.fullmatch(text):
        values = [_ROMAN_VALUES[letter] for letter in text]
        return sum(-v if any(later > v for later in values[n + 1 : n + 2]) else v for n, v in enumerate(values))
    return whole_number(text)


def money_vnd(cell: Cell, unit_vnd: int = 1) -> int | None:
    """Give VND from 8.000.000, 8000000, "8 triệu", "1,5 triệu đồng"; `unit_vnd` = the unit the header names.

    Fails: AmountUnsure for 8 where nobody names a unit, and for 8,500 under "(triệu đồng)".
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _in_vnd(cell, unit_vnd)
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", "", unaccented(text_of(cell)))
    if not text or text == "-":
        return None
    found = re.fullmatch(r"(\d[\d.,]*)\s*(nghin|ngan|trieu|tr|ty|ti)?\s*(?:dong|d|vnd)?(?:/ho)?", text)
    if not found:
        raise Unreadable
    number, unit = found[1].rstrip(".,"), _UNITS.get(found[2] or "", 0)
    marks = number.count(".") + number.count(",")
    grouped = re.fullmatch(r"\d{1,3}([.,]\d{3})+", number) and (marks > 1 or not unit)
    value = float(re.sub(r"[.,]", "", number)) if grouped else _decimal(number)
    return round(value * unit) if unit else _in_vnd(value, unit_vnd)


def _in_vnd(value: float, unit_vnd: int) -> int:
    """A number already in full under "(triệu đồng)" stays what it is; what fits neither way is not guessed."""
    if value == 0 or _LEAST_VND <= value * unit_vnd <= (_MOST_VND if unit_vnd > 1 else float("inf")):
        return round(value * unit_vnd)
    if _FULL_VND <= value <= _MOST_VND:
        return round(value)
    raise AmountUnsure


def _decimal(number: str) -> float:
    try:
        return float(number.replace(".", "").replace(",", ".") if "," in number else number)
    except ValueError:
        raise Unreadable from None


def unaccented(text: str) -> str:
    """Give text in small letters without accents, signs kept."""
    kept = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return clean("".join(c for c in kept if not unicodedata.combining(c)))


def is_tick(cell: Cell) -> bool:
    """Say whether a cell is a tick and nothing else: x, X, ✓, có, 1."""
    text = text_of(cell)
    return bool(text) and (set(text) <= _TICKS or fold(text) in _TICK_WORDS)


def yes_no(cell: Cell) -> bool | None:
    """Give yes, no, or None for an empty cell: unknown is not no."""
    text = fold(text_of(cell))
    if is_tick(cell):
        return True
    if not text and text_of(cell).strip("-–—._?… "):
        raise Unreadable
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


def phones_in(cell: Cell) -> list[str]:
    """Give the parts of a cell that hold figures: lists write two numbers in one cell, or whose it is behind it."""
    if isinstance(cell, str) and cell.isdecimal():
        return [cell]
    text = re.sub(r"\([^)]*\)", " ", str(cell)) if isinstance(cell, str) else text_of(cell)
    parts = re.split(r"[\n;,/]|\s[-–]\s|\bhoặc\b|\bvà\b", text)
    return [part for said in parts if (part := clean(said)) and any(c.isdigit() for c in part)]


def phone_number(cell: Cell) -> tuple[str, bool]:
    """Give a phone number with its lost zero put back, and whether it was."""
    text = text_of(cell)
    digits = text if text.isdecimal() else re.sub(r"[\s.\-'()]", "", text)
    if digits.startswith("+84") or (digits.startswith("84") and len(digits) == 11):
        digits = "0" + digits.partition("84")[2]
    if not digits:
        return "", False
    if not digits.isdecimal() or not 9 <= len(digits) <= 11:
        raise Unreadable
    return (digits, False) if digits.startswith("0") else ("0" + digits, True)
