"""The documents a letter rests on: citations of its preamble, each with type, number, date, issuer; and short names."""

from __future__ import annotations

import re

from diachi.core.letters.lexicon import DOCUMENT_TYPES
from diachi.core.letters.making import Reading
from diachi.core.letters.values import iso_day, rule
from diachi.core.letters.zones import Zones

_DATE = r"ngày\s+\d{1,2}\s*(?:/\s*\d{1,2}\s*/\s*\d{4}|tháng\s+\d{1,2}\s+năm\s+\d{4})"
_NUMBER = r"\d+[a-z]?(?:/\d{4})?\s*[/-]\s*[A-ZĐ][\w]*(?:\s?[-/]\s?[\wĐ]+)*"
_CITATION = re.compile(
    rf"(?P<type>{DOCUMENT_TYPES})\s+(?:số\s+)*(?P<number>{_NUMBER})(?:\s*,?\s*(?P<date>{_DATE}))?"
    r"(?:\s+của\s+(?P<issuer>[^;,.()]+?)"
    r"(?=\s+(?:về|quy định|ban hành|hướng dẫn|triển khai|phê duyệt)\b|[;,.()]|\s*$))?",
)
_LAW = re.compile(rf"(?P<type>Luật|Pháp lệnh)\s+(?P<name>[^;\n]*?)\s+(?P<date>{_DATE})")
_ISSUED_BY = re.compile(r"(?P<issuer>[^,;.]{3,60}?)\s+(?:đã\s+)?ban hành\s*$")
_SHORT_NAME = re.compile(r"\(\s*(?:sau đây\s+)?gọi (?:tắt )?là\s+(?P<name>[^)]+)\)")


@rule("base@1")
def base(quotes: tuple[str, ...]) -> dict[str, str | None] | None:
    """Type, number, date and issuer of a cited document; a second quote names who issued it."""
    found = _CITATION.search(quotes[0])
    if found:
        issuer = found["issuer"] or (quotes[1] if len(quotes) > 1 else None)
        return {
            "type": found["type"],
            "number": re.sub(r"\s*/\s*", "/", found["number"]).strip(),
            "date": iso_day(found["date"]) if found["date"] else None,
            "issuer": issuer.strip() if issuer else None,
        }
    law = _LAW.search(quotes[0])
    return {"type": law["type"], "number": None, "date": iso_day(law["date"]), "issuer": None} if law else None


@rule("short_name@1")
def short_name(quotes: tuple[str, ...]) -> str | None:
    """The name a letter gives a cited document ("gọi tắt là ...")."""
    found = _SHORT_NAME.search(quotes[0])
    return found["name"].strip() if found else None


def read_bases(reading: Reading, zones: Zones) -> None:
    """Read the bases of the preamble, each document once, and the short names it gives them."""
    text, (start, end) = reading.view.text, zones.preamble
    seen: set[str] = set()
    for found in [*_CITATION.finditer(text, start, end), *_LAW.finditer(text, start, end)]:
        key = found.group("number") if "number" in found.groupdict() else found.group()
        if key in seen:
            continue
        seen.add(key)
        ranges = [found.span()]
        before = _ISSUED_BY.search(text, max(start, found.start() - 90), found.start())
        if before and not found.groupdict().get("issuer"):
            ranges.append(before.span("issuer"))
        reading.add("base", "base@1", *ranges)
    for found in _SHORT_NAME.finditer(text, start, end):
        reading.add("short_name", "short_name@1", found.span())
