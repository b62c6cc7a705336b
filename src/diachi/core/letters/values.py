"""Value functions: the typed value of quoted words, pure, with no clock and no defaults.

Every rule of reading is one function here or in a file that registers its own; `derive` runs it again on the quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from diachi.core.letters.loose import loosened
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


# A figure may stand apart from its neighbour ("tháng 0 6", "20 21"): one reading only.
DAY_OF_MONTH, MONTH, YEAR = r"[0-3]?\s?\d(?!\d)", r"[01]?\s?\d(?!\d)", r"(?:1\s?9|2\s?0)\s?\d\s?\d(?!\d)"
_WRITTEN_DAY = re.compile(
    rf"(?<!\d)(?P<d>{DAY_OF_MONTH})\s*[/.-]\s*(?P<m>{MONTH})\s*[/.-]\s*(?P<y>{YEAR})|"
    rf"ngay\s*(?P<d2>{DAY_OF_MONTH})\s*thang\s*(?P<m2>{MONTH})\s*,?\s*nam\s*(?P<y2>{YEAR})"
)
_PARTIAL_DAY = re.compile(
    rf"ngay[\s.…_-]*(?P<d>{DAY_OF_MONTH})?[\s.…_-]*thang[\s.…_-]*(?P<m>{MONTH})?[\s.…_-]*nam[\s.…_-]*(?P<y>{YEAR})?"
)


def whole(figures: str) -> int:
    """Give a whole number of which the figures may stand apart."""
    return int("".join(figures.split()))


def iso_of(year_: int, month: int, day_: int) -> str | None:
    """Give an ISO day; None for a day that does not exist."""
    leap = year_ % 4 == 0 and (year_ % 100 != 0 or year_ % 400 == 0)
    longest = 29 if month == 2 and leap else 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    if not (1 <= month <= 12 and 1 <= day_ <= longest):
        return None
    return f"{year_:04d}-{month:02d}-{day_:02d}"


def iso_day(text: str) -> str | None:
    """Give an ISO day from "15/7/2024" or "ngày 15 tháng 7 năm 2024"; None for a day that does not exist."""
    found = _WRITTEN_DAY.search(loosened(text))
    if not found:
        return None
    day_, month, year_ = (whole(x) for x in found.groups() if x)
    return iso_of(year_, month, day_)


@rule("day@1")
def day(quotes: tuple[str, ...]) -> str | None:
    """A whole date."""
    return iso_day(quotes[0])


@rule("partial_date@1")
def partial_date(quotes: tuple[str, ...]) -> str | None:
    """A date of which the day, or day and month, may be blank: "2024-04", never 2024-04-01."""
    found = _PARTIAL_DAY.search(loosened(quotes[0]))
    if not found or not found["y"]:
        return iso_day(quotes[0])
    year_ = whole(found["y"])
    if found["d"] and found["m"]:
        return iso_of(year_, whole(found["m"]), whole(found["d"]))
    return f"{year_}-{whole(found['m']):02d}" if found["m"] and not found["d"] else str(year_)


def grouped_number(text: str) -> int | float:
    """Give 59.835 as thousands and 1,5 as a decimal, as Vietnamese offices write numbers."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return int(text.replace(".", ""))
    return float(text.replace(".", "").replace(",", ".")) if "," in text else int(text.replace(".", ""))


_UNITS = {"nghin": 1_000, "ngan": 1_000, "trieu": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000}
SUM = (
    r"(?<![\d.,/])(?:\d(?:[\d.,]{0,16}\d)?(?:\s*(?:nghìn|ngàn|triệu|tỷ|tỉ))?\s*(?:đồng|vnđ|vnd)\b|"
    r"\d{1,3}(?:\.\d{3})+\x20?đ(?!\w)|\d(?:[\d.,]{0,16}\d)?\s*(?:triệu|tỷ)\b(?!\s*(?:lệ|trọng|người|lượt|con|cây|"
    r"tấn|lao)))"
)
_SUM = re.compile(
    r"(?<![\d.,/])(\d(?:[\d.,]{0,16}\d)?)\s*(nghin|ngan|trieu|ty|ti)?\s*(?:dong|d(?!\w)|vnd|(?<=trieu)|(?<=ty))"
)


@rule("money@1")
def money(quotes: tuple[str, ...]) -> int | None:
    """An amount in VND; "1.5 triệu" is no thousand and stays unread."""
    found = _SUM.search(loosened(quotes[0]))
    if not found:
        return None
    said = found[1].rstrip(".,")
    if not re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?|\d+(?:,\d{1,3})?", said):
        return None
    return round(grouped_number(said) * _UNITS.get(found[2] or "", 1))


def tidy(text: str) -> str:
    """Give words with one spelling of tone placement, for comparing and looking up."""
    return unify_tones(text).strip(" -+;,.:/")
