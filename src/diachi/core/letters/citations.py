"""How a letter cites a document: type, number, date, issuer, said in it or before it; a law by its date or its year."""

from __future__ import annotations

import re

from diachi.core.letters.bodies import BODY_HEAD
from diachi.core.letters.lexicon import DOCUMENT_TYPES
from diachi.core.letters.loose import Words
from diachi.core.letters.values import DAY_OF_MONTH, MONTH, YEAR, iso_day, rule

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
CITATION = Words(
    rf"(?P<type>{_TYPES})(?: của (?P<of>[^;.\n\d]{{2,80}}?))?\s+(?:số\s*:?\s*){{0,2}}"
    rf"(?P<number>{_NUMBER}|\d{{1,5}}(?=\s+ngày\s))(?:\s*[,(]?\s*(?P<date>{_DATE}))?",
    free=("of", "number"),
)
MORE = Words(rf"(?P<type>số)\s*:?\s*(?P<number>{_NUMBER})(?:\s*[,(]?\s*(?P<date>{_DATE}))?", free=("number",))
LAW = Words(
    rf"(?P<type>(?:Bộ )?Luật|Pháp lệnh|"
    rf"Hiến pháp)(?P<name>[^;.\n]{{0,200}}?(?:\n[^;.\n]{{0,120}}?)?)\s*,?\s*(?:(?P<date>{_DATE})|năm (?P<year>{YEAR}))",
    free=("name",),
)
ISSUED_BY = re.compile(
    r"(?:(?P<day>Ngày\s+(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|"
    r"\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))\s*,?\s+(?!của\b)(?P<by>[^;.\n]{3,160}?)|"
    r"(?P<issuer>[^,;.\n\d]{3,60}?))\s+(?:đã\s+)?(?:ban hành|có|gửi|ra|trình[^;.\n]{0,160} tại)\s*(?:các\s+)?$",
    re.IGNORECASE,
)
ASKED_BY = re.compile(r"(?:đề nghị\s+|^|[;,]\s*)của\s+(?P<issuer>[^;]{3,100}?)\s+tại\b", re.IGNORECASE)
_CHIEF = re.compile(
    r"^(?:(?:Phó\s+)?(?:Giám đốc|Tổng Giám đốc|Chánh|Thống đốc|Thủ trưởng|Cục trưởng|Tổng cục trưởng|Chi cục trưởng|"
    r"Viện trưởng|Bộ trưởng|Chủ nhiệm|Trưởng(?=\s+(?:phòng|ban|Phòng|Ban)))\s+)",
    re.IGNORECASE,
)
SHORT_NAME = Words(r"\(\s*(?:sau đây )?(?:gọi|viết) (?:tắt )?là (?P<name>[^)]{1,80})\)", free=("name",))


@rule("base@1")
def base(quotes: tuple[str, ...]) -> dict[str, str | None] | None:
    """Type, number, date and issuer of a cited document; a second quote names who issued it, and when."""
    found = CITATION.read(quotes[0]) or MORE.read(quotes[0])
    if not found:
        return None
    said = quotes[0]
    number = said[found.start("number") : found.end("number")]
    date = iso_day(found["date"]) if found["date"] else None
    issuer = _issuer(said, found, quotes[1] if len(quotes) > 1 else "")
    if date is None and len(quotes) > 1 and (before := ISSUED_BY.search(quotes[1])) and before["day"]:
        date = iso_day(before["day"])
    kind = said[found.start("type") : found.end("type")]
    if kind.lower() == "số":
        kind = quotes[2] if len(quotes) > 2 else "văn bản"
    return {"type": kind, "number": re.sub(r"\s*/\s*", "/", number).strip(), "date": date, "issuer": issuer}


def _issuer(said: str, found: re.Match[str], before: str) -> str | None:
    if found.re is CITATION.pattern and found["of"]:
        return said[found.start("of") : found.end("of")].strip(" :,")
    of = re.match(r"\)?\s*,?\s*của\s+(?P<issuer>\S.*)", said[found.end() :], re.IGNORECASE)
    if of:
        return of["issuer"].strip(" ,.")
    if BODY_HEAD.match(before) and found.re is MORE.pattern:
        return before.strip(" :,")
    if by := ASKED_BY.search(before):
        return _CHIEF.sub("", by["issuer"].strip())
    if by := ISSUED_BY.search(before):
        head = BODY_HEAD.search((by["by"] or by["issuer"]).strip())
        return re.split(r"\s+đã\s", head.string[head.start() :])[0].strip(" ,") if head else None
    return None


@rule("law@1")
def law(quotes: tuple[str, ...]) -> dict[str, str | None] | None:
    """A law by its date, by its year when no more is said."""
    found = LAW.read(quotes[0])
    if not found:
        return None
    number = re.search(r"số\s*:?\s*(\d+/\d{4}/\S+)", quotes[0])
    date = iso_day(found["date"]) if found["date"] else found["year"]
    kind = quotes[0][found.start("type") : found.end("type")]
    return {"type": kind, "number": number[1].strip(" ,") if number else None, "date": date, "issuer": None}


@rule("short_name@1")
def short_name(quotes: tuple[str, ...]) -> str | None:
    """The name a letter gives a cited document ("gọi tắt là ...")."""
    found = SHORT_NAME.read(quotes[0])
    return quotes[0][found.start("name") : found.end("name")].strip() if found else None
