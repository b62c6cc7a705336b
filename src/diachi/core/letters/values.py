"""Value functions: the typed value of quoted words, pure, with no clock and no defaults.

Every rule of reading is one function here or in a file that registers its own; `derive` runs it again on the quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from diachi.core.letters.view import plain_text
from diachi.core.text import unify_tones

Value = Any
ValueRule = Callable[[tuple[str, ...]], Value]
RULES: dict[str, ValueRule] = {}


def rule(name: str) -> Callable[[ValueRule], ValueRule]:
    """Register a value function under a rule id (`field.name@version`)."""

    def register(function: ValueRule) -> ValueRule:
        RULES[name] = function
        return function

    return register


def derive(rule_id: str, quotes: tuple[str, ...]) -> Any:
    """Give the value that a rule reads from quoted words; None when they hold none."""
    return RULES[rule_id](tuple(plain_text(quote) for quote in quotes))


@rule("words@1")
def words(quotes: tuple[str, ...]) -> str | None:
    """The words themselves, without list marks and closing marks."""
    return " ".join(quotes).strip(" -+;,.:/") or None


@rule("count@1")
def count(quotes: tuple[str, ...]) -> int | None:
    """The one whole number that stands in the words."""
    found = re.search(r"\d+", quotes[0])
    return int(found.group()) if found else None


@rule("year@1")
def year(quotes: tuple[str, ...]) -> int | None:
    """The last year named."""
    found: list[str] = re.findall(r"\b(?:19|20)\d{2}\b", quotes[-1])
    return int(found[-1]) if found else None


@rule("years@1")
def years(quotes: tuple[str, ...]) -> list[int] | None:
    """The first and the last year named."""
    found = [int(y) for y in re.findall(r"\b(?:19|20)\d{2}\b", quotes[0])]
    return [found[0], found[-1]] if len(found) > 1 else None


_DAY_PARTS = re.compile(
    r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})|ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE
)
_PARTIAL_DAY = re.compile(r"ngày\s*(\d{1,2})?\s*tháng\s*(\d{1,2})?\s*năm\s*(\d{4})", re.IGNORECASE)


def iso_day(text: str) -> str | None:
    """Give an ISO day from "15/7/2024" or "ngày 15 tháng 7 năm 2024"; None for a day that does not exist."""
    found = _DAY_PARTS.search(text)
    if not found:
        return None
    day, month, year_ = (int(x) for x in found.groups() if x)
    longest = [
        31,
        29 if year_ % 4 == 0 and (year_ % 100 or year_ % 400 == 0) else 28,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ]
    if not (1 <= month <= 12 and 1 <= day <= longest[month - 1]):
        return None
    return f"{year_:04d}-{month:02d}-{day:02d}"


@rule("day@1")
def day(quotes: tuple[str, ...]) -> str | None:
    """A whole date."""
    return iso_day(quotes[0])


@rule("partial_date@1")
def partial_date(quotes: tuple[str, ...]) -> str | None:
    """A date of which the day, or day and month, may be blank: "2024-04", never 2024-04-01."""
    found = _PARTIAL_DAY.search(quotes[0])
    if not found:
        return None
    if found[1] and found[2]:
        return iso_day(quotes[0])
    return f"{found[3]}-{int(found[2]):02d}" if found[2] else found[3]


def grouped_number(text: str) -> int | float:
    """Give 59.835 as thousands and 1,5 as a decimal, as Vietnamese offices write numbers."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return int(text.replace(".", ""))
    return float(text.replace(".", "").replace(",", ".")) if "," in text else int(text.replace(".", ""))


_UNITS = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
MONEY = r"(\d[\d.,]*)\s*(nghìn|ngàn|triệu|tỷ|tỉ)?\s*(?:đồng|đ\b|VNĐ)"


@rule("money@1")
def money(quotes: tuple[str, ...]) -> int | None:
    """An amount in VND."""
    found = re.search(MONEY, quotes[0], re.IGNORECASE)
    if not found:
        return None
    number = grouped_number(found[1].rstrip(".,"))
    return round(number * _UNITS.get((found[2] or "").lower(), 1))


def tidy(text: str) -> str:
    """Give words with one spelling of tone placement, for comparing and looking up."""
    return unify_tones(text).strip(" -+;,.:/")
