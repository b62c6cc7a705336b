"""Dates by which something must be there: before, by, by the end of, every; never the dates of cited documents."""

from __future__ import annotations

import re

from diachi.core.letters.lexicon import DAY, pattern
from diachi.core.letters.making import Reading
from diachi.core.letters.values import iso_day, rule

_BEFORE = pattern(rf"trước (?P<day>{DAY})")
_BY = pattern(rf"(?:chậm nhất(?: là)?(?: đến| vào)?|đến hết|hết|muộn nhất(?: là)?|không quá) (?P<day>{DAY})")
_END_OF = pattern(
    r"(?:vào |đến |trong |hết )?cuối (?:(?P<month>tháng \d{1,2}) |(?P<quarter>quý (?:I{1,3}|IV)) )?năm (?P<year>\d{4})"
)
_EVERY = pattern(
    r"(?:trước |chậm nhất )?(?:ngày (?P<dom>\d{1,2}) (?P<unit>hằng|hàng) (?P<period>tháng|quý|năm))|"
    r"định kỳ(?: (?P<cadence>hằng|hàng) (?P<per>tuần|tháng|quý|năm))?|thường xuyên báo cáo"
)
_CITED = pattern(rf"(?:số [^\n;,]{{1,40}}?|ký) (?P<day>{DAY})")
# "trước ngày 01/01/1945" says who is meant, not by when.
OLDEST_DEADLINE_YEAR = 1990
_QUARTERS = {"I": 3, "II": 6, "III": 9, "IV": 12}
_PERIODS = {"tháng": "month", "quý": "quarter", "năm": "year", "tuần": "week"}


@rule("deadline@1")
def deadline(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """The date and its binding word: before (trước), by (chậm nhất, đến hết), by_end_of (cuối)."""
    words = quotes[0]
    if found := _END_OF.search(words):
        return {"date": _month_of(found), "kind": "by_end_of"}
    for kind, binding in (("before", _BEFORE), ("by", _BY)):
        if found := binding.search(words):
            day = iso_day(found["day"])
            return {"date": day, "kind": kind} if day and int(day[:4]) >= OLDEST_DEADLINE_YEAR else None
    return None


def _month_of(found: re.Match[str]) -> str:
    if found["month"]:
        return f"{found['year']}-{int(found['month'].split()[-1]):02d}"
    month = _QUARTERS[found["quarter"].split()[-1].upper()] if found["quarter"] else 12
    return f"{found['year']}-{month:02d}"


@rule("cadence@1")
def cadence(quotes: tuple[str, ...]) -> str | None:
    """How often: day25/month, month, quarter; "open" when the words name no period."""
    found = _EVERY.search(quotes[0])
    if not found:
        return None
    if found["dom"]:
        return f"day{int(found['dom'])}/{_PERIODS[found['period'].lower()]}"
    return _PERIODS[found["per"].lower()] if found["per"] else "open"


def read_dates(reading: Reading, start: int, end: int) -> None:
    """Read every deadline once (the same words twice are one), then every cadence."""
    text = reading.view.text
    cited = {m.start("day") for m in _CITED.finditer(text, start, end)}
    seen: set[tuple[str, str]] = set()
    found = [m for p in (_BEFORE, _BY, _END_OF) for m in p.finditer(text, start, end)]
    for match in sorted(found, key=lambda m: m.start()):
        groups = match.groupdict()
        key = (" ".join(match.group().lower().split()), "")
        if key in seen or (groups.get("day") and match.start("day") in cited):
            continue
        seen.add(key)
        reading.add("deadline", "deadline@1", match.span())
    for match in _EVERY.finditer(text, start, end):
        reading.add("cadence", "cadence@1", match.span())
