"""The documents a letter rests on: citations of its preamble, each with type, number, date, issuer; and short names.

One line holds several; a law has a date and mostly no number; the same document cited again is one base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diachi.core.letters.bodies import BODY_HEAD, body_end
from diachi.core.letters.facts import NO_ISSUER, TWO_DATES, Fact
from diachi.core.letters.lexicon import DOCUMENT_TYPES
from diachi.core.letters.loose import Words, loosened
from diachi.core.letters.making import Range, Reading
from diachi.core.letters.values import DAY_OF_MONTH, MONTH, YEAR, iso_day, rule
from diachi.core.letters.zones import Zones

_TYPES = (
    "Nghị quyết liên tịch|Kế hoạch liên tịch|Kế hoạch phối hợp|Chương trình phối hợp|Thông báo kết luận|"
    "Chương trình hành động|Lệnh|" + DOCUMENT_TYPES.replace("|Pháp lệnh|Luật", "|Pháp lệnh")
)
_DATE = (
    rf"(?:ký )?(?:ngày\s*)(?:{DAY_OF_MONTH}\s*[/.-]\s*{MONTH}\s*[/.-]\s*{YEAR}|"
    rf"{DAY_OF_MONTH}\s*tháng\s*{MONTH}\s*,?\s*năm\s*{YEAR})"
)
_NUMBER = (
    r"\d{1,6}\x20?[a-z]?(?:\s?/\s?(?:19|20)\d\d)?(?:\s?[/-]\s?|\s?-\s?)[a-z][a-z0-9]*(?:(?:[-/]\x20?|"
    r"\x20[-/])[a-z0-9đ]+){0,6}"
)
_CITATION = Words(
    rf"(?P<type>{_TYPES})(?: của (?P<of>[^;.\n\d]{{2,80}}?))?\s+(?:số\s*:?\s*){{0,2}}"
    rf"(?P<number>{_NUMBER}|\d{{1,5}}(?=\s+ngày\s))(?:\s*[,(]?\s*(?P<date>{_DATE}))?",
    free=("of", "number"),
)
_MORE = Words(rf"(?P<type>số)\s*:?\s*(?P<number>{_NUMBER})(?:\s*[,(]?\s*(?P<date>{_DATE}))?", free=("number",))
_LAW = Words(
    rf"(?P<type>(?:Bộ )?Luật|Pháp lệnh|"
    rf"Hiến pháp)(?P<name>[^;.\n]{{0,200}}?(?:\n[^;.\n]{{0,120}}?)?)\s*,?\s*(?:(?P<date>{_DATE})|năm (?P<year>{YEAR}))",
    free=("name",),
)
_NO_NAME = re.compile(
    rf"\b(?:này|hiệu lực|từ|đến|trước|{DOCUMENT_TYPES.replace('|Pháp lệnh|Luật', '')})\b", re.IGNORECASE
)
_ISSUED_BY = re.compile(
    r"(?:(?P<day>Ngày\s+(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|"
    r"\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))\s*,?\s+(?!của\b)(?P<by>[^;.\n]{3,160}?)|"
    r"(?P<issuer>[^,;.\n\d]{3,60}?))\s+(?:đã\s+)?(?:ban hành|có|gửi|ra|trình[^;.\n]{0,160} tại)\s*(?:các\s+)?$",
    re.IGNORECASE,
)
_ASKED_BY = re.compile(r"(?:đề nghị\s+|^|[;,]\s*)của\s+(?P<issuer>[^;]{3,100}?)\s+tại\b", re.IGNORECASE)
_CHIEF = re.compile(
    r"^(?:(?:Phó\s+)?(?:Giám đốc|Tổng Giám đốc|Chánh|Thống đốc|Thủ trưởng|Cục trưởng|Tổng cục trưởng|Chi cục trưởng|"
    r"Viện trưởng|Bộ trưởng|Chủ nhiệm|Trưởng(?=\s+(?:phòng|ban|Phòng|Ban)))\s+)",
    re.IGNORECASE,
)
_SHORT_NAME = Words(r"\(\s*(?:sau đây )?(?:gọi|viết) (?:tắt )?là (?P<name>[^)]{1,80})\)", free=("name",))


@rule("base@1")
def base(quotes: tuple[str, ...]) -> dict[str, str | None] | None:
    """Type, number, date and issuer of a cited document; a second quote names who issued it, and when."""
    found = _CITATION.read(quotes[0]) or _MORE.read(quotes[0])
    if not found:
        return None
    said = quotes[0]
    number = said[found.start("number") : found.end("number")]
    date = iso_day(found["date"]) if found["date"] else None
    issuer = _issuer(said, found, quotes[1] if len(quotes) > 1 else "")
    if date is None and len(quotes) > 1 and (before := _ISSUED_BY.search(quotes[1])) and before["day"]:
        date = iso_day(before["day"])
    kind = said[found.start("type") : found.end("type")]
    if kind.lower() == "số":
        kind = quotes[2] if len(quotes) > 2 else "văn bản"
    return {"type": kind, "number": re.sub(r"\s*/\s*", "/", number).strip(), "date": date, "issuer": issuer}


def _issuer(said: str, found: re.Match[str], before: str) -> str | None:
    if found.re is _CITATION.pattern and found["of"]:
        return said[found.start("of") : found.end("of")].strip(" :,")
    of = re.match(r"\)?\s*,?\s*của\s+(?P<issuer>\S.*)", said[found.end() :], re.IGNORECASE)
    if of:
        return of["issuer"].strip(" ,.")
    if BODY_HEAD.match(before) and found.re is _MORE.pattern:
        return before.strip(" :,")
    if by := _ASKED_BY.search(before):
        return _CHIEF.sub("", by["issuer"].strip())
    if by := _ISSUED_BY.search(before):
        head = BODY_HEAD.search((by["by"] or by["issuer"]).strip())
        return re.split(r"\s+đã\s", head.string[head.start() :])[0].strip(" ,") if head else None
    return None


@rule("law@1")
def law(quotes: tuple[str, ...]) -> dict[str, str | None] | None:
    """A law by its date, by its year when no more is said."""
    found = _LAW.read(quotes[0])
    if not found:
        return None
    number = re.search(r"số\s*:?\s*(\d+/\d{4}/\S+)", quotes[0])
    date = iso_day(found["date"]) if found["date"] else found["year"]
    kind = quotes[0][found.start("type") : found.end("type")]
    return {"type": kind, "number": number[1].strip(" ,") if number else None, "date": date, "issuer": None}


@rule("short_name@1")
def short_name(quotes: tuple[str, ...]) -> str | None:
    """The name a letter gives a cited document ("gọi tắt là ...")."""
    found = _SHORT_NAME.read(quotes[0])
    return quotes[0][found.start("name") : found.end("name")].strip() if found else None


def read_bases(reading: Reading, zones: Zones) -> None:
    """Read the bases of the preamble, each document once, and the short names it gives them."""
    view, (start, end) = reading.view, zones.preamble
    first_of: dict[str, Fact] = {}
    for ranges, rule_id, misprints in sorted(_cited(reading, start, end), key=lambda c: c[0]):
        fact = reading.add("base", rule_id, *ranges, misprints=misprints)
        if fact is None:
            continue
        said = fact.value
        key = "".join(loosened(said["number"] or f"{said['type']} {said['date']}").split())
        before = first_of.get(key)
        if before is None:
            first_of[key] = fact
            continue
        reading.drop_last()
        if before.value["date"] is None and said["date"]:
            first_of[key] = reading.instead(before, fact)
        elif said["date"] and said["date"] != before.value["date"]:
            first_of[key] = reading.flag(before, TWO_DATES)
    for fact in reading.all("base"):
        if fact.rule == "base@1" and fact.value["issuer"] is None:
            reading.flag(fact, NO_ISSUER)
    for found in _SHORT_NAME.finditer(view.text, view.loose, start, end):
        reading.add("short_name", "short_name@1", found.span(), misprints=found.misprints)


def _cited(reading: Reading, start: int, end: int) -> Iterator[tuple[tuple[Range, ...], str, int]]:
    view = reading.view
    taken: dict[Range, tuple[Range, Range | None]] = {}  # each citation: its type, and who issued it if said apart
    for found in _CITATION.finditer(view.text, view.loose, start, end):
        if not _is_number(view.text[slice(*found.span("number"))]):
            continue
        span = _with_issuer(reading, found.span(), end)
        before = _before(reading, found.start(), start) if view.text[found.end() : span[1]].strip(" ),") == "" else None
        taken[span] = found.span("type"), found.span("of") if found["of"] else before
        yield (span, *([before] if before and not found["of"] else [])), "base@1", found.misprints
    for found in _MORE.finditer(view.text, view.loose, start, end):
        inside = any(a <= found.start() < b for a, b in taken)
        first = None if inside else _listed_after(view.text, sorted(taken), found.start())
        if first is None or not _is_number(view.text[slice(*found.span("number"))]):
            continue
        kind, by = taken[first]
        span = _with_issuer(reading, found.span(), end)
        by = by or _before(reading, found.start(), start)
        taken[span] = kind, by
        yield (span, by or span, kind), "base@1", found.misprints
    for found in _LAW.finditer(view.text, view.loose, start, end):
        name = view.text[slice(*found.span("name"))]
        inside = any(a <= found.start() < b for a, b in taken)
        capital = view.text[found.start()].isupper()
        if capital and not inside and not _NO_NAME.search(name) and not _DAY.search(loosened(name)):
            yield (found.span(),), "law@1", found.misprints


def _listed_after(text: str, taken: list[Range], at: int) -> Range | None:
    """The citation whose list goes on with "và số", "; số": near it, or after a mark in the same paragraph."""
    before = next((t for t in reversed(taken) if t[1] <= at), None)
    if before is None or re.search(r"\n\s*\n|\.\s", text[before[1] : at]):
        return None
    return before if at - before[1] < _NEAR or re.search(r"(?:[;,]|\bvà(?: các)?)\s*$", text[:at][-12:]) else None


_NEAR = 80
_DAY = re.compile(r"\d{1,2}\s*/\s*\d{1,2}|ngay \d")


def _is_number(said: str) -> bool:
    letters = re.search(r"[^\W\d_]", said.lstrip("0123456789 ").lstrip("abcđ/- "))
    first = re.search(r"[/-]\s?([^\W\d_])", said)
    return said.strip().isdigit() or bool(first and first[1].isupper()) or bool(letters and letters.group().isupper())


def _with_issuer(reading: Reading, span: Range, end: int) -> Range:
    view = reading.view
    of = re.compile(r"\)?\s*,?\s*cua\s+(?=\S)").match(view.loose, span[1], end)
    if not of:
        return span
    stop = body_end(view, of.end(), end)
    return (span[0], stop) if stop > of.end() else span


def _before(reading: Reading, at: int, start: int) -> Range | None:
    """Who asked in it, or who issued it, and when: said before the document in the same paragraph."""
    text = reading.view.text
    first = max(start, at - 420, text.rfind("\n\n", 0, at) + 2)
    asked = list(_ASKED_BY.finditer(text, first, at))
    if asked and not re.search(r"(?:Căn cứ|Thực hiện)\s", text[asked[-1].end() : at]):
        return asked[-1].start(), asked[-1].end()
    first = max(first, at - 260)
    stops = [first, *(m.end() for m in re.compile(r"[.;]\s").finditer(text, first, at))]
    issued = _ISSUED_BY.search(text, stops[-1], at)
    return issued.span() if issued else None
