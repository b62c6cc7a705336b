"""How many households a body takes: the number with its bound, the body it binds, and "phấn đấu" where it is said.

An explicit bound wins over "phấn đấu"; "a đến b" is a range; "a - b trở lên" a minimum of a with an aim of b.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from diachi.core.letters.facts import MISSPELT
from diachi.core.letters.lexicon import ORDER, REQUEST, STRIVE
from diachi.core.letters.loose import Words, loosened
from diachi.core.letters.making import Range, Reading, Taken
from diachi.core.letters.values import rule, tidy

AT_LEAST = r"(?:ít nhất|tối thiểu|không dưới|không ít hơn|thấp nhất|trên)(?: là)?"
AT_MOST = r"(?:không quá|tối đa|nhiều nhất|không vượt quá)(?: là)?"
_SPELT = r"(?:\s*\([^()\n]{1,24}\))?"  # "02 (hai)"
_HELP = (
    r"(?:nhận giúp đỡ|nhận hỗ trợ|nhận đỡ đầu|giúp đỡ|hỗ trợ|đỡ đầu|đảm nhận|nhận giúp|giúp|nhận|phụ trách|bảo trợ|"
    r"kèm cặp|chăm lo|đăng ký|kết nghĩa với|cưu mang|phân công)"
)
HOUSEHOLD = r"hộ(?!\s+(?:chiếu|khẩu|tịch))(?: (?:nghèo|gia đình|cận nghèo|dân))*"
_NUMBER = (
    rf"(?: (?P<least>{AT_LEAST})| (?P<most>{AT_MOST})| (?P<mean>bình quân)| khoảng)?(?: (?P<from>từ))?\s*(?<![\d.,/])"
    rf"(?P<low>\d{{1,3}}){_SPELT}(?:\s*(?:-|đến|tới)\s*(?P<high>\d{{1,3}}){_SPELT})?"
)
_QUOTA = Words(
    rf"(?P<verb>{_HELP}|(?<![^a-z0-9]):)(?: được| cho| đỡ)?{_NUMBER} {HOUSEHOLD}(?P<more>[^.;,\n|"
    rf"\d]{{0,24}}? trở (?P<way>lên|xuống))?"
)
_EACH = Words(
    rf"(?:mỗi|từng|một|01|1) (?P<who>(?:cơ quan|đơn vị|chi bộ|đảng viên|cán bộ|xã|thôn|phòng|trường|doanh nghiệp|"
    rf"hội|tổ chức|ban|sở)"
    rf"(?:,? (?!\d)[^\s\d.;:|]{{1,12}}){{0,6}}?){_NUMBER} {HOUSEHOLD}(?P<more> trở (?P<way>lên|xuống))?",
    free=("who",),
)
_ZERO = Words(
    r"không (?:còn|để) (?P<what>hộ nghèo[^,;.\n]{0,80}?(?:người có công|chính sách)(?: với cách mạng)?|hộ nghèo)"
)
_STRIVE = Words(STRIVE.replace("[ấâ]", "ấ") + r"|bình quân|trung bình")
_LEADING = Words(rf"(?:{STRIVE.replace('[ấâ]', 'ấ')}|{REQUEST}|{ORDER})\s+")
_BODY = re.compile(
    r"\b(?:moi|tung|co quan|don vi|phong|truong|hoi|chi bo|dang vien|can bo|xa|doanh nghiep|ban|doan|"
    r"luong vu trang|so|cac)\b"
)
PAST_WORDS = (
    r"\bda (?:duoc |co |tu |va dang )?(?:ho tro|giup|van dong|huy dong|chi|giai ngan|trao|tang|cap|thuc hien|xay|"
    r"hoan thanh|dong gop|ung ho|quyen gop|dat|phan bo|bo tri|nhan)(?:[^.;\n]|\.(?=\d)){0,60}$|ket qua[^.;\n]{0,40}$"
)
_PAST = re.compile(PAST_WORDS)
_CELL = re.compile(
    r"\s*(?:ít nhất|tối thiểu|tối đa|≥|≤|>=|<=)?\s*\d{1,3}(?:\s*(?:-|đến)\s*\d{1,3})?\s*(?:hộ)?\s*", re.IGNORECASE
)
_HEAD = re.compile(
    r"^(?=.*\bho\b)(?=.*(?:giup|nhan|ho tro|do dau|chi tieu|giao|phan dau|toi thieu|toi da|it nhat|phan cong|"
    r"dang ky)).*$"
)
_TOTAL = re.compile(r"\s*(?:tong|cong)\b")


def bounds(low: int | float, high: int | float | None, said: dict[str, str | None], strive: bool) -> dict[str, Any]:
    """Give op, min and max from the words around a number."""
    if said.get("way") == "xuong":
        return {"op": "max", "min": None, "max": low}
    if said.get("more") or said.get("least"):
        return {"op": "min", "min": low, "max": high}
    if said.get("most"):
        return {"op": "max", "min": None, "max": high if high is not None else low}
    if high is not None:
        return {"op": "range", "min": low, "max": high}
    if said.get("from"):
        return {"op": "min", "min": low, "max": None}
    return {"op": "target" if strive or said.get("mean") else "eq", "min": low, "max": low}


@rule("quota@1")
def quota(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """Bounds and binding of a number of households; quotes are subject, phrase and, where it is said, "phấn đấu"."""
    found = _QUOTA.read(quotes[1]) or _EACH.read(quotes[1])
    if not found:
        return None
    low, high = int(found["low"]), int(found["high"]) if found["high"] else None
    return {"subject": tidy(quotes[0]), **bounds(low, high, found.groupdict(), len(quotes) > 2), "unit": "hộ"}


@rule("quota_cell@1")
def quota_cell(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """A cell below a head that says what is counted and how it binds; quotes are row, cell, head."""
    numbers = [int(n) for n in re.findall(r"\d{1,3}", quotes[1])]
    head = f"{loosened(quotes[2])} {loosened(quotes[1])}"
    if not numbers:
        return None
    said = {
        "least": "x" if re.search(r"toi thieu|it nhat|khong duoi|≥|>=", head) else None,
        "most": "x" if re.search(r"toi da|khong qua|≤|<=", head) else None,
    }
    high = numbers[1] if len(numbers) > 1 else None
    return {"subject": tidy(quotes[0]), **bounds(numbers[0], high, said, "phan dau" in head), "unit": "hộ"}


@rule("zero@1")
def zero(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """A target of none left."""
    found = _ZERO.read(quotes[0])
    if not found:
        return None
    what = quotes[0][found.start("what") : found.end("what")]
    return {"subject": tidy(what), "op": "eq", "min": 0, "max": 0, "unit": "hộ"}


def read_quotas(reading: Reading, ranges: tuple[Range, ...], body: int) -> None:
    """Read the numbers of households bodies are to take, in sentences and in tables, and the target of none left."""
    view = reading.view
    for start, end in ranges:
        for found in _quotas(reading, max(start, body), end):
            reading.add("quota", "quota@1", *found[0], misprints=found[1], flags=found[2])
        for zero_ in _ZERO.finditer(view.text, view.loose, start, end):
            if not any(f.value["max"] == 0 for f in reading.all("quota")):
                reading.add("quota", "zero@1", zero_.span(), misprints=zero_.misprints)
    for row in reading.rows:
        for at, (cell, over) in enumerate(zip(row.cells, row.heads, strict=True)):
            name = next((c for c in row.cells[:at] if re.search(r"[^\W\d_]{3}", view.text[slice(*c)])), None)
            if name and _HEAD.match(over) and _CELL.fullmatch(view.text, *cell) and not _TOTAL.match(view.loose, *name):
                reading.add("quota", "quota_cell@1", name, cell, row.over[at])


def _quotas(reading: Reading, start: int, end: int) -> Iterator[tuple[list[Range], int, tuple[str, ...]]]:
    view = reading.view
    taken = Taken(len(view.text))
    for words in (_QUOTA, _EACH):
        for found in words.finditer(view.text, view.loose, start, end):
            if _PAST.search(view.loose[max(start, found.start() - 80) : found.start("low")]) or not taken.take(
                found.span()
            ):
                continue
            subject = found.span("who") if words is _EACH else subject_before(reading, found.start())
            strive = _STRIVE.search(view.text, view.loose, max(start, subject[0] - 30), found.start())
            flags = (MISSPELT,) if strive and strive.misprints else ()
            who = view.loose[slice(*subject)]
            if int(found["low"] or 0) >= _MANY and not _BODY.search(who):
                continue
            yield [subject, found.span(), *([strive.span()] if strive else [])], found.misprints, flags


_FARTHEST = 320  # from the verb back to whom it means
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
