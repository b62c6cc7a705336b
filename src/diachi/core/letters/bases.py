"""The documents a letter rests on: citations of its preamble, each with type, number, date, issuer; and short names.

One line holds several; a law has a date and mostly no number; the same document cited again is one base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diachi.core.letters.bodies import body_end
from diachi.core.letters.citations import ASKED_BY, CITATION, ISSUED_BY, LAW, MORE, SHORT_NAME
from diachi.core.letters.facts import NO_ISSUER, TWO_DATES, Fact
from diachi.core.letters.lexicon import DOCUMENT_TYPES
from diachi.core.letters.loose import loosened
from diachi.core.letters.making import Range, Reading
from diachi.core.letters.zones import Zones

_NO_NAME = re.compile(rf"\b(?:này|hiệu lực|từ|đến|trước|(?:{DOCUMENT_TYPES})\s+số)\b", re.IGNORECASE)


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
    for found in SHORT_NAME.finditer(view.text, view.loose, start, end):
        reading.add("short_name", "short_name@1", found.span(), misprints=found.misprints)


def _cited(reading: Reading, start: int, end: int) -> Iterator[tuple[tuple[Range, ...], str, int]]:
    view = reading.view
    taken: dict[Range, tuple[Range, Range | None]] = {}  # each citation: its type, and who issued it if said apart
    for found in CITATION.finditer(view.text, view.loose, start, end):
        if not _is_number(view.text[slice(*found.span("number"))]):
            continue
        span = _with_issuer(reading, found.span(), end)
        before = _before(reading, found.start(), start) if view.text[found.end() : span[1]].strip(" ),") == "" else None
        taken[span] = found.span("type"), found.span("of") if found["of"] else before
        yield (span, *([before] if before and not found["of"] else [])), "base@1", found.misprints
    for found in MORE.finditer(view.text, view.loose, start, end):
        inside = any(a <= found.start() < b for a, b in taken)
        first = None if inside else _listed_after(view.text, sorted(taken), found.start())
        if first is None or not _is_number(view.text[slice(*found.span("number"))]):
            continue
        kind, by = taken[first]
        span = _with_issuer(reading, found.span(), end)
        by = by or _before(reading, found.start(), start)
        taken[span] = kind, by
        yield (span, by or span, kind), "base@1", found.misprints
    for found in LAW.finditer(view.text, view.loose, start, end):
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
    asked = list(ASKED_BY.finditer(text, first, at))
    if asked and not re.search(r"(?:Căn cứ|Thực hiện)\s", text[asked[-1].end() : at]):
        return asked[-1].start(), asked[-1].end()
    first = max(first, at - 260)
    stops = [first, *(m.end() for m in re.compile(r"[.;]\s").finditer(text, first, at))]
    issued = ISSUED_BY.search(text, stops[-1], at)
    return issued.span() if issued else None
