"""The moment that words name: a day, a month, a quarter, a year; partial dates stay partial.

Periods take their last month: "quý III năm 2024" is 2024-09, "năm 2024" is 2024-12. A day without its year takes the
year of another quote, never one of its own.
"""

from __future__ import annotations

import re

from diachi.core.letters.values import DAY_OF_MONTH, MONTH, YEAR, iso_of, whole

_QUARTER = r"(?:i{1,3}|iv|[1-4])"
_QUARTERS = {"i": 3, "ii": 6, "iii": 9, "iv": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_OF_YEAR = rf"(?:\s*[/.-]\s*|\s*,?\s*(?:của\s+)?năm\s*|\s+){YEAR}"
DAY = (
    rf"(?:ngày\s*)?(?<!\d)(?<!\d[/.]){DAY_OF_MONTH}\s*[/.-]\s*{MONTH}\s*[/.-]\s*{YEAR}|"
    rf"ngày\s*{DAY_OF_MONTH}\s*tháng\s*{MONTH}\s*,?\s*năm\s*{YEAR}"
)
SHORT_DAY = rf"ngày\s*{DAY_OF_MONTH}\s*(?:[/-]|tháng)\s*{MONTH}(?!\s*(?:[/.-]|,?\s*năm)\s*\d)"
MONTH_OR_QUARTER = rf"tháng\s*{MONTH}{_OF_YEAR}|quý\s*{_QUARTER}{_OF_YEAR}"
MONTHS = rf"tháng\s*\d{{1,2}}(?:\s*(?:,|và|-)\s*(?:tháng\s*)?\d{{1,2}}){{1,3}}{_OF_YEAR}"
WHOLE_YEAR = rf"năm\s*{YEAR}(?!\s*[-–]\s*\d)"
HALF_YEAR = rf"(?:0?6|sáu) tháng (?:đầu|cuối) năm\s*{YEAR}"
BARE_DAY = rf"(?<![\d/.]){DAY_OF_MONTH}/{MONTH}(?!\s*[/.-]?\d)"
MOMENT = rf"(?:{HALF_YEAR}|{DAY}|{SHORT_DAY}|{MONTH_OR_QUARTER}|{WHOLE_YEAR})"

_READ_DAY = re.compile(
    rf"(?:ngay\s*)?(?<!\d)(?P<d>{DAY_OF_MONTH})\s*[/.-]\s*(?P<m>{MONTH})\s*[/.-]\s*(?P<y>{YEAR})|"
    rf"ngay\s*(?P<d2>{DAY_OF_MONTH})\s*thang\s*(?P<m2>{MONTH})\s*,?\s*nam\s*(?P<y2>{YEAR})"
)
_READ_HALF = re.compile(rf"thang (?P<half>dau|cuoi) nam\s*(?P<y>{YEAR})")
_READ_SHORT = re.compile(rf"(?:ngay\s*)?(?<![\d/.])(?P<d>{DAY_OF_MONTH})\s*(?:[/-]|thang)\s*(?P<m>{MONTH})")
_READ_MONTH = re.compile(
    rf"thang\s*(?:\d{{1,2}}\s*(?:,|va|-)\s*(?:thang\s*)?){{0,3}}(?P<m>{MONTH})(?:\s*[/.-]\s*|"
    rf"\s*,?\s*(?:cua\s+)?nam\s*|\s+)(?P<y>{YEAR})"
)
_READ_QUARTER = re.compile(rf"quy\s*(?P<q>{_QUARTER})(?:\s*[/.-]\s*|\s*,?\s*(?:cua\s+)?nam\s*|\s+)(?P<y>{YEAR})")
_READ_YEAR = re.compile(rf"nam\s*(?P<y>{YEAR})")
_ANY_YEAR = re.compile(YEAR)


def moment_of(loose: str, years: str = "") -> str | None:
    """Give the ISO moment the words name; `years` is the loose text of the quote that tells the year."""
    if found := _READ_HALF.search(loose):
        return f"{whole(found['y'])}-{'06' if found['half'] == 'dau' else '12'}"
    if found := _READ_DAY.search(loose):
        day, month, year = (whole(x) for x in found.groups() if x)
        return iso_of(year, month, day)
    if found := _READ_MONTH.search(loose):
        return f"{whole(found['y'])}-{whole(found['m']):02d}" if 1 <= whole(found["m"]) <= 12 else None
    if found := _READ_QUARTER.search(loose):
        return f"{whole(found['y'])}-{_QUARTERS[found['q']]:02d}"
    if found := _READ_SHORT.search(loose):
        year_said = list(_ANY_YEAR.finditer(years))
        return iso_of(whole(year_said[-1].group()), whole(found["m"]), whole(found["d"])) if year_said else None
    if found := _READ_YEAR.search(loose):
        return f"{whole(found['y'])}-12"
    return None
