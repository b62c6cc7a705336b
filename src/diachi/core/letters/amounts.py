"""Amounts of money a letter sets: each with the word that bounds it; what was paid in the past is no amount to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diachi.core.letters.loose import Words
from diachi.core.letters.making import Range, Reading, Taken
from diachi.core.letters.sums import ONE, RANGE, STRIVE
from diachi.core.letters.values import SUM

_LEVEL = re.compile(r"\bmuc\b[^.;\n]{0,30}$")
_EACH_BEFORE = re.compile(
    r"moi (ho|nguoi|co quan|don vi|nha|can nha|suat|mo hinh|hoc sinh|can bo|dang vien|xa|thon|chi bo|"
    r"nguoi)\b[^.;\n]{0,60}$"
)
_PAST = re.compile(
    r"(?:\bda (?:duoc |co |tu |va dang )?(?:ho tro|giup|van dong|huy dong|chi|giai ngan|trao|tang|cap|thuc hien|"
    r"xay|hoan thanh|dong gop|ung ho|quyen gop|dat|phan bo|bo tri)|ket qua|van dong duoc|huy dong duoc|"
    r"giai ngan duoc|thu duoc|nam truoc|trong nam qua|luy ke|dat duoc|"
    r"da ho tro|dat tong)(?:[^.;\n]|\.(?=\d))*$"
)
_RAISED = Words(rf"từ {SUM}[^.;\n]{{0,30}}? (?P<rest>lên {SUM}(?:\s*/\s*[\w]+){{0,2}})")


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
    for found in RANGE.finditer(text, loose, start, end):
        if taken.take(found.span()) and not _is_past(loose, found.start(), start):
            more = _said_before(reading, found.start(), start)
            rules = ("amount_low@1",) if found["more"] else ("amount_low@1", "amount_high@1")
            yield rules, found.span(), more, found.misprints
    for found in ONE.finditer(text, loose, start, end):
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
    if strive := STRIVE.search(reading.view.text, loose, at - len(clause), at):
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
