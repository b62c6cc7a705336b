"""How many households a body takes: the number with its bound, the body it binds, and "phấn đấu" where it is said.

An explicit bound wins over "phấn đấu"; "a đến b" is a range; "a - b trở lên" a minimum of a with an aim of b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diachi.core.letters.facts import MISSPELT
from diachi.core.letters.lexicon import ORDER, REQUEST, STRIVE
from diachi.core.letters.loose import Words
from diachi.core.letters.making import Range, Reading, Taken
from diachi.core.letters.quota_values import EACH, QUOTA, ZERO

_TOTAL = re.compile(r"\s*(?:tổng|cộng)\b", re.IGNORECASE)
_HEAD = re.compile(
    r"^(?=.*\bho\b)(?=.*(?:giup|nhan|ho tro|do dau|chi tieu|giao|phan dau|toi thieu|toi da|it nhat|phan cong|"
    r"dang ky)).*$"
)
_CELL = re.compile(
    r"\s*(?:ít nhất|tối thiểu|tối đa|≥|≤|>=|<=)?\s*\d{1,3}(?:\s*(?:-|đến)\s*\d{1,3})?\s*(?:hộ)?\s*", re.IGNORECASE
)
PAST_WORDS = (
    r"\bda (?:duoc |co |tu |va dang )?(?:ho tro|giup|van dong|huy dong|chi|giai ngan|trao|tang|cap|thuc hien|xay|"
    r"hoan thanh|dong gop|ung ho|quyen gop|dat|phan bo|bo tri|nhan)(?:[^.;\n]|\.(?=\d)){0,60}$|ket qua[^.;\n]{0,40}$"
)
_PAST = re.compile(PAST_WORDS)
_BODY = re.compile(
    r"\b(?:moi|tung|co quan|don vi|phong|truong|hoi|chi bo|dang vien|can bo|xa|doanh nghiep|ban|doan|"
    r"luong vu trang|so|cac)\b"
)
_LEADING = Words(rf"(?:{STRIVE.replace('[ấâ]', 'ấ')}|{REQUEST}|{ORDER})\s+")
_STRIVEN = Words(STRIVE.replace("[ấâ]", "ấ") + r"|bình quân|trung bình")


def read_quotas(reading: Reading, ranges: tuple[Range, ...], body: int) -> None:
    """Read the numbers of households bodies are to take, in sentences and in tables, and the target of none left."""
    view = reading.view
    for start, end in ranges:
        for found in _quotas(reading, max(start, body), end):
            reading.add("quota", "quota@1", *found[0], misprints=found[1], flags=found[2])
        for zero_ in ZERO.finditer(view.text, view.loose, start, end):
            if not any(f.value["max"] == 0 for f in reading.all("quota")):
                reading.add("quota", "zero@1", zero_.span(), misprints=zero_.misprints)
    for row in reading.rows:
        for at, (cell, over) in enumerate(zip(row.cells, row.heads, strict=True)):
            name = next((c for c in row.cells[:at] if re.search(r"[^\W\d_]{3}", view.text[slice(*c)])), None)
            if name and _HEAD.match(over) and _CELL.fullmatch(view.text, *cell) and not _TOTAL.match(view.text, *name):
                reading.add("quota", "quota_cell@1", name, cell, row.over[at])


def _quotas(reading: Reading, start: int, end: int) -> Iterator[tuple[list[Range], int, tuple[str, ...]]]:
    view = reading.view
    taken = Taken(len(view.text))
    for words in (QUOTA, EACH):
        for found in words.finditer(view.text, view.loose, start, end):
            if _PAST.search(view.loose[max(start, found.start() - 80) : found.start("low")]) or not taken.take(
                found.span()
            ):
                continue
            subject = found.span("who") if words is EACH else subject_before(reading, found.start())
            strive = _STRIVEN.search(view.text, view.loose, max(start, subject[0] - 30), found.start())
            flags = (MISSPELT,) if strive and strive.misprints else ()
            who = view.loose[slice(*subject)]
            if int(found["low"] or 0) >= _MANY and not _BODY.search(who):
                continue
            yield [subject, found.span(), *([strive.span()] if strive else [])], found.misprints, flags


_FARTHEST = 220  # from the verb back to whom it means
_MANY = 30  # more households than one body takes: a goal of all together


def subject_before(reading: Reading, at: int) -> Range:
    """Who is meant: from the start of the sentence or item, or after the binding word, up to the verb."""
    view = reading.view
    item = reading.item_at(at)
    floor = max(0, at - _FARTHEST)
    first = max(
        item.start if item else 0, view.text.rfind("\n\n", floor, at) + 2, _sentence_start(view.text, floor, at), floor
    )
    for leading in _LEADING.finditer(view.text, view.loose, first, at):
        first = leading.end()
    each = view.loose.rfind("moi ", first, at)
    each = each if each >= 0 and view.text[each : each + 3].lower() == "mỗi" else -1
    first = each if each >= 0 else first
    having = re.compile(r"\s+co\s*$").search(view.loose, max(first, at - 6), at)
    return first, having.start() if having else at


def _sentence_start(text: str, floor: int, at: int) -> int:
    return max(text.rfind(mark, floor, at) + len(mark) for mark in (". ", "; ", ".\n", ";\n", "| "))
