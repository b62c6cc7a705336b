"""How many households, who joins whom, how much money: quotas, pools and floors with their binding words."""

from __future__ import annotations

import re
from typing import Any

from diachi.core.letters.lexicon import (
    AT_LEAST_AFTER,
    AT_LEAST_BEFORE,
    AT_MOST,
    BODIES,
    HELP,
    HOUSEHOLD,
    ORDER,
    REQUEST,
    STAFF,
    STRIVE,
    pattern,
)
from diachi.core.letters.making import Reading
from diachi.core.letters.values import MONEY, money, rule, tidy

_QUOTA = pattern(
    rf"(?P<verb>{HELP})(?: (?P<least>{AT_LEAST_BEFORE})| (?P<most>{AT_MOST}))? (?<![\d.,])(?P<low>\d{{1,3}})"
    rf"(?:\s*(?:-|đến|tới)\s*(?P<high>\d{{1,3}}))? {HOUSEHOLD}(?P<more> {AT_LEAST_AFTER})?"
)
_ZERO = pattern(
    r"không (?:còn|để) "
    r"(?P<what>hộ nghèo[^,;.\n]{0,80}?(?:người có công|chính sách)(?: với cách mạng)?|hộ nghèo)"
)
_POOL = pattern(
    rf"dưới (?P<below>\d{{1,3}}) (?P<staff>(?:{STAFF}[ ,]*(?:và )?)+)[^.;]{{0,80}}?"
    rf"phối hợp (?:với |cùng )?(?:ít nhất |từ )?(?P<low>\d{{1,2}})(?:\s*(?:-|đến|tới)\s*(?P<high>\d{{1,2}}))? "
    rf"{BODIES}(?:, {BODIES})*(?P<others> khác| bạn)?"
)
_FLOOR = pattern(
    r"(?:mức |trị giá |giá trị )[^;\n]{0,60}?"
    rf"(?P<least>từ|ít nhất|tối thiểu|không dưới) (?P<sum>{MONEY})[^.;\n]{{0,20}}"
)
_FLOOR_AFTER = pattern(
    rf"(?:mức|trị giá|giá trị|hỗ trợ)[^;\n]{{0,80}}? (?P<sum>{MONEY})[^.;\n]{{0,16}}? {AT_LEAST_AFTER}"
)
_STRIVE = pattern(STRIVE)
_LEADING = pattern(rf"(?:{STRIVE}|{REQUEST}|{ORDER})\s+")


@rule("quota@1")
def quota(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """Bounds and binding of a number of households; quotes are subject, phrase and, where it is said, "phấn đấu"."""
    found = _QUOTA.search(quotes[1])
    if not found:
        return None
    low, high = int(found["low"]), int(found["high"]) if found["high"] else None
    if found["more"] or found["least"]:
        bounds = {"op": "min", "min": low, "max": high}
    elif found["most"]:
        bounds = {"op": "max", "min": None, "max": low}
    elif high is not None:
        bounds = {"op": "range", "min": low, "max": high}
    else:
        bounds = {"op": "target" if len(quotes) > 2 else "eq", "min": low, "max": low}
    return {"subject": tidy(quotes[0]), **bounds, "unit": "hộ"}


@rule("zero@1")
def zero(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """A target of none left."""
    found = _ZERO.search(quotes[0])
    return {"subject": tidy(found["what"]), "op": "eq", "min": 0, "max": 0, "unit": "hộ"} if found else None


@rule("pool@1")
def pool(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """Who joins: the kinds named, the line below which, the number of partners, whether they are said to be others."""
    found = _POOL.search(quotes[1])
    if not found:
        return None
    low = int(found["low"])
    high = int(found["high"]) if found["high"] else low
    return {
        "subject": tidy(quotes[0]),
        "below": int(found["below"]),
        "op": "pool",
        "min": low,
        "max": high,
        "unit": "cơ quan",
        "others": bool(found["others"]),
    }


@rule("floor@1")
def floor(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """The least amount for one household, in VND; whether things count (seedlings, animals) is said beside it."""
    value = money((quotes[0],))
    if value is None:
        return None
    in_kind = bool(re.search(r"giống|hiện vật|công lao động|vật nuôi", quotes[0], re.IGNORECASE))
    return {"value": value, "op": "min", "per": "hộ", "in_kind": in_kind}


def read_quantities(reading: Reading, start: int, end: int) -> None:
    """Read quotas, pools, the zero target and the floor of a range."""
    text = reading.view.text
    for found in _POOL.finditer(text, start, end):
        reading.add("pool", "pool@1", _subject_before(reading, found.start()), found.span())
    for found in _QUOTA.finditer(text, start, end):
        subject = _subject_before(reading, found.start())
        strive = _STRIVE.search(text, max(start, subject[0] - 30), found.start())
        flags = () if strive is None or "phấn đấu" in strive.group().lower() else ("misspelt",)
        ranges = [subject, found.span(), *([strive.span()] if strive else [])]
        reading.add("quota", "quota@1", *ranges, flags=flags)
    for found in _ZERO.finditer(text, start, end):
        if not any(f.value["op"] == "eq" and f.value["min"] == 0 for f in reading.all("quota")):
            reading.add("quota", "zero@1", found.span())
    found_floor = _FLOOR.search(text, start, end) or _FLOOR_AFTER.search(text, start, end)
    if found_floor:
        reading.add("floor", "floor@1", found_floor.span())


def _subject_before(reading: Reading, at: int) -> tuple[int, int]:
    """Who is meant: from the start of the sentence or item, or after the binding word, up to the verb."""
    text = reading.view.text
    starts = [i.start for i in reading.items if i.start <= at < i.end]
    first = max([*starts, text.rfind("\n\n", 0, at) + 2, _sentence_start(text, at)])
    for leading in _LEADING.finditer(text, first, at):
        first = leading.end()
    each = text.lower().rfind("mỗi ", first, at)
    first = each if each >= 0 else first
    having = pattern(r" có $").search(text, first, at)
    return first, having.start() if having else at


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) + len(mark) for mark in (". ", "; ", ".\n", ";\n"))
