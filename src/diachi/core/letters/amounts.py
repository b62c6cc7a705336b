"""Amounts of money a letter sets: each with the word that bounds it; what was paid in the past is no amount to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from diachi.core.letters.loose import Words, loosened
from diachi.core.letters.making import Range, Reading, Taken
from diachi.core.letters.values import SUM, money, rule

_UNIT = r"(?:nghìn|ngàn|triệu|tỷ|tỉ)"
_MIN_BEFORE = r"(?:ít nhất|tối thiểu|không dưới|không ít hơn|thấp nhất|trên)(?: là| mức| đạt)?"
_MAX_BEFORE = r"(?:không quá|tối đa|không vượt quá|cao nhất|dưới)(?: là| mức)?"
_RANGE = Words(
    rf"(?:từ )?(?<![\d.,/])(?P<low>\d[\d.,]{{0,17}}(?: {_UNIT})?(?:\s*(?:đồng|đ|vnđ))?)\s*(?:-|đến|"
    rf"tới)\s*(?:dưới )?(?P<high>{SUM})"
    r"(?P<more>[^.;,\n|]{0,40}? trở lên)?"
)
_ONE = Words(
    rf"(?:(?P<min>{_MIN_BEFORE})|(?P<max>{_MAX_BEFORE})|(?P<from>từ)|(?P<to>lên|"
    rf"đến))?\s*(?P<sum>{SUM})(?P<per>(?:\s*/\s*[\w]+(?: [\w]+)?){{0,3}})"
    r"(?P<more>[^.;,\n|]{0,40}? trở (?P<way>lên|xuống))?",
    free=("per",),
)
_RAISED = Words(rf"từ {SUM}[^.;\n]{{0,30}}? (?P<rest>lên {SUM}(?:\s*/\s*[\w]+){{0,2}})")
_STRIVE = Words(r"phấn đấu|bình quân|trung bình")
_STRIVE_ONLY = re.compile(r"(?:phan dau|binh quan|trung binh)[^.;\n|]*$")
_PAST = re.compile(
    r"(?:\bda (?:duoc |co |tu |va dang )?(?:ho tro|giup|van dong|huy dong|chi|giai ngan|trao|tang|cap|thuc hien|"
    r"xay|hoan thanh|dong gop|ung ho|quyen gop|dat|phan bo|bo tri)|ket qua|van dong duoc|huy dong duoc|"
    r"giai ngan duoc|thu duoc|nam truoc|trong nam qua|luy ke|dat duoc|"
    r"da ho tro|dat tong)(?:[^.;\n]|\.(?=\d))*$"
)
_EACH_BEFORE = re.compile(
    r"moi (ho|nguoi|co quan|don vi|nha|can nha|suat|mo hinh|hoc sinh|can bo|dang vien|xa|thon|chi bo|"
    r"nguoi)\b[^.;\n]{0,60}$"
)
_EACH_AFTER = re.compile(
    r"\s*(?:/\s*|mot |moi |cho moi |cho mot )\s*(?:01 |1 )?(ho|nguoi|can nha|nha|suat|mo hinh|hoc sinh|can bo|"
    r"dang vien|xa|thon|nam|thang|lan|can|don vi|nguoi)\b"
)
_NAMES = {
    "ho": "hộ", "nguoi": "người", "co quan": "cơ quan", "don vi": "đơn vị", "nha": "nhà", "can nha": "căn nhà",
    "can": "căn", "suat": "suất", "mo hinh": "mô hình", "hoc sinh": "học sinh", "can bo": "cán bộ",
    "dang vien": "đảng viên", "xa": "xã", "thon": "thôn", "chi bo": "chi bộ", "nam": "năm", "thang": "tháng",
    "lan": "lần",
}  # fmt: skip
_LEVEL = re.compile(r"\bmuc\b[^.;\n]{0,30}$")
_IN_KIND = re.compile(r"giong|hien vat|cong lao dong|vat nuoi")


def _op(loose: str, strive: bool) -> str:
    found = _ONE.pattern.search(loose)
    if not found:
        return "eq"
    if found["more"]:
        return "min" if found["way"] == "len" else "max"
    if found["min"] or found["from"]:
        return "min"
    return "max" if found["max"] else "target" if strive else "eq"


@rule("amount@1")
def amount(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """An amount in VND with its bound; a second quote says "phấn đấu" or "bình quân", the last "mỗi hộ"."""
    loose = loosened(quotes[0])
    value = money((quotes[0],))
    if value is None:
        return None
    strive = any(_STRIVE.pattern.search(loosened(q)) for q in quotes)
    return {"value": value, "op": _op(loose, strive), "per": _per(quotes)}


def _per(quotes: tuple[str, ...]) -> str | None:
    after = _EACH_AFTER.search(loosened(quotes[0]))
    if after:
        return _NAMES[after[1]]
    each = next((m for q in quotes for m in [re.search(r"moi ([a-z]+(?: [a-z]+)?)", loosened(q))] if m), None)
    if not each:
        return None
    return _NAMES.get(each[1]) or _NAMES.get(each[1].split()[0])


@rule("amount_low@1")
def amount_low(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """The lower end of a range, in the unit of the upper."""
    found = _RANGE.read(quotes[0])
    if not found:
        return None
    unit = re.search(r"(?:nghin|ngan|trieu|ty|ti)?\s*(?:dong|d|vnd)$", found["high"])
    low = re.sub(r"\s*(?:dong|d|vnd)$", "", found["low"]).strip()
    has_unit = bool(re.search(r"[a-z]", low))
    value = money((f"{low} đồng",)) if has_unit else money((f"{low} {unit.group() if unit else 'đồng'}",))
    return {"value": value, "op": "min", "per": _per(quotes)} if value is not None else None


@rule("amount_high@1")
def amount_high(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """The upper end of a range."""
    found = _RANGE.read(quotes[0])
    value = money((found["high"],)) if found else None
    return {"value": value, "op": "max", "per": _per(quotes)} if value is not None else None


@rule("floor@1")
def floor(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """The least amount for one household, in VND; whether things count (seedlings, animals) is said beside it."""
    value = money((quotes[0],)) if not _RANGE.read(quotes[0]) else (amount_low(quotes) or {}).get("value")
    if value is None:
        return None
    return {"value": value, "op": "min", "per": "hộ", "in_kind": bool(_IN_KIND.search(loosened(quotes[0])))}


def read_amounts(reading: Reading, ranges: tuple[Range, ...], body: int) -> None:
    """Read the amounts a letter sets, and the floor of the support for one household."""
    for start, end in ranges:
        for rule_ids, span, more, misprints in _amounts(reading, max(start, body), end):
            for rule_id in rule_ids:
                fact = reading.add("amount", rule_id, span, *more, misprints=misprints)
                if fact and fact.value["op"] == "min" and not reading.one("floor") and _is_support(reading, span):
                    reading.add("floor", "floor@1", _with_level(reading, span), misprints=misprints)


def _amounts(reading: Reading, start: int, end: int) -> Iterator[tuple[tuple[str, ...], Range, list[Range], int]]:
    text, loose = reading.view.text, reading.view.loose
    taken = Taken(len(text))
    for found in _RAISED.finditer(text, loose, start, end):
        if taken.take(found.span()):
            yield ("amount@1",), found.span("rest"), _said_before(reading, found.start(), start), found.misprints
    for found in _RANGE.finditer(text, loose, start, end):
        if taken.take(found.span()) and not _is_past(loose, found.start(), start):
            more = _said_before(reading, found.start(), start)
            rules = ("amount_low@1",) if found["more"] else ("amount_low@1", "amount_high@1")
            yield rules, found.span(), more, found.misprints
    for found in _ONE.finditer(text, loose, start, end):
        first = found.start()
        if found["from"] and not found["more"] and not _LEVEL.search(loose[max(start, first - 40) : first]):
            first = found.start("sum")
        if found["to"]:
            first = found.start("sum")
        span = (first, found.end())
        if taken.take(span) and not _is_past(loose, span[0], start):
            yield ("amount@1",), span, _said_before(reading, span[0], start), found.misprints


def _is_past(loose: str, at: int, start: int) -> bool:
    return bool(_PAST.search(loose[max(start, at - 160) : at]))


def _said_before(reading: Reading, at: int, start: int) -> list[Range]:
    """What the clause says before the sum: that it is striven for, and for each what."""
    loose = reading.view.loose
    first = max(start, at - 120)
    clause = re.split(r"[.;\n|]", loose[first:at])[-1]
    found: list[Range] = []
    if strive := _STRIVE.search(reading.view.text, loose, at - len(clause), at):
        found.append(strive.span())
    if each := _EACH_BEFORE.search(clause):
        found.append((at - len(clause) + each.start(), at - len(clause) + each.end(1)))
    return found


_SUPPORT = re.compile(r"(?:muc|tri gia|gia tri|ho tro|giup do)[^;\n]{0,120}$")


def _is_support(reading: Reading, span: Range) -> bool:
    loose = reading.view.loose
    before = loose[max(0, span[0] - 140) : span[0]]
    return bool(_SUPPORT.search(before)) and bool(re.search(r"\bho\b", before[-140:] + loose[span[0] : span[1] + 30]))


def _with_level(reading: Reading, span: Range) -> Range:
    """The clause that sets the level, from the word "mức" or "hỗ trợ"."""
    loose = reading.view.loose
    before = re.search(r"(?:muc|tri gia|gia tri|ho tro|giup do)[^;\n]{0,120}$", loose[max(0, span[0] - 140) : span[0]])
    return (span[0] - len(before.group()), span[1]) if before else span
