"""The head of a letter: issuer, number and symbol, place and date, type, subject, addressees."""

from __future__ import annotations

import re
from dataclasses import replace

from diachi.core.letters.facts import PARTIAL_DATE
from diachi.core.letters.lexicon import DOCUMENT_TYPES, MOTTO, TYPE_CODES
from diachi.core.letters.making import Reading
from diachi.core.letters.values import rule, words
from diachi.core.letters.zones import Zones

_MOTTO = re.compile(MOTTO, re.IGNORECASE)
_NUMBER = re.compile(
    r"Số\s*:?\s*(?P<number>\d+[a-z]?)?\s*/\s*(?P<symbol>[A-ZĐ0-9][\w\-./]*(?:- [A-Z]+)?)", re.IGNORECASE
)
_PARTY_NUMBER = re.compile(r"Số\s*:?\s*(?P<number>\d+)\s*-\s*(?P<symbol>[A-ZĐ]{2,}(?:-[A-ZĐ]+)*/[A-ZĐ]+)")
_PLACE_DATE = re.compile(
    r"(?P<place>[A-ZĐÀ-Ỹ][\w .\-]*?),\s*(?P<date>ngày\s*\d{0,2}\s*tháng\s*\d{0,2}\s*năm\s*\d{4})", re.IGNORECASE
)
_ABOUT = re.compile(r"V\s*/\s*v\.?\s*:?|Về việc", re.IGNORECASE)
_TYPE_LINE = re.compile(rf"^[ ]*(?P<type>{DOCUMENT_TYPES.upper()})[ ]*:?[ ]*$", re.MULTILINE)
_UNIT_WORDS = ("SỞ", "PHÒNG", "BAN", "VĂN PHÒNG", "CHI CỤC", "CỤC", "HỘI", "TRUNG TÂM", "TRƯỜNG", "VĂN")


@rule("type@1")
def type_code(quotes: tuple[str, ...]) -> str | None:
    """The type named; "V/v" and an addressee line mean a công văn."""
    said = quotes[0].lower().strip(" :")
    return TYPE_CODES.get(said) or ("cong_van" if said.startswith(("v/v", "v /", "kính gửi", "về việc")) else None)


@rule("number@1")
def number(quotes: tuple[str, ...]) -> str | None:
    """The whole number and symbol, as printed."""
    found = re.search(r"\d+[a-z]?\s*[/-]\s*\S.*", quotes[0])
    return str(re.sub(r"\s*/\s*", "/", found.group())) if found else None


@rule("subject@1")
def subject(quotes: tuple[str, ...]) -> str | None:
    """What the letter is about, without "V/v" and the full stop."""
    said: str | None = words((_ABOUT.sub("", quotes[0], count=1),))
    return said


@rule("place@1")
def place(quotes: tuple[str, ...]) -> str | None:
    """The place before the date."""
    said: str | None = words(quotes)
    return said


def read_head(reading: Reading, zones: Zones) -> None:
    """Read the head and the addressees of a letter."""
    _issuer(reading, zones)
    _number(reading, zones)
    _place_and_date(reading, zones)
    _subject(reading, zones)
    _addressees(reading, zones)


def _issuer(reading: Reading, zones: Zones) -> None:
    text, (start, end) = reading.view.text, zones.head
    lines = []
    for line in re.finditer(r"[^\n|]+", text[start:end]):
        said = _MOTTO.split(line.group())[0].rstrip(" -|")
        bare = said.strip(" -|")
        if bare and bare != bare.upper():
            break
        if bare and not re.search(r"\d", bare):
            first = start + line.start() + line.group().index(bare)
            lines.append((first, first + len(bare)))
        if lines and (not bare or _MOTTO.search(line.group())):
            break
        if lines and text[start + line.end() : start + line.end() + 2] == "\n\n":
            break
    if not lines:
        return
    split = next((i for i in range(1, len(lines)) if text[slice(*lines[i])].startswith(_UNIT_WORDS)), 0)
    if split:
        reading.add("issuer_parent", "words@1", (lines[0][0], lines[split - 1][1]))
    reading.add("issuer", "words@1", (lines[split][0], lines[-1][1]))


def _number(reading: Reading, zones: Zones) -> None:
    text = reading.view.text
    found = _NUMBER.search(text, *zones.head) or _PARTY_NUMBER.search(text, *zones.head)
    if not found:
        return
    if found["number"]:
        reading.add("number", "number@1", found.span())
    else:
        reading.add("number", "number@1", found.span(), blank=True)
    reading.add("symbol", "words@1", found.span("symbol"))


def _place_and_date(reading: Reading, zones: Zones) -> None:
    found = _PLACE_DATE.search(reading.view.text, *zones.head)
    if not found:
        return
    reading.add("place", "place@1", found.span("place"))
    date = reading.add("date", "partial_date@1", found.span("date"))
    if date and len(str(date.value)) < len("2024-04-01"):
        reading.facts[-1] = replace(date, flags=(PARTIAL_DATE,))
        reading.add("date.day", "count@1", found.span("date"), blank=True)


def _subject(reading: Reading, zones: Zones) -> None:
    text, (start, end) = reading.view.text, zones.head
    about = _ABOUT.search(text, start, end)
    named = _TYPE_LINE.search(text, start, end)
    if about and not named:
        reading.add("doc_type", "type@1", about.span())
        reading.add("subject", "subject@1", (about.start(), _end_of_block(text, about.end(), end)))
    elif named:
        reading.add("doc_type", "type@1", named.span("type"))
        first = re.compile(r"\S").search(text, named.end(), end)
        if first:
            reading.add("subject", "subject@1", (first.start(), _end_of_block(text, first.start(), end)))
    elif zones.addressees[0] < zones.addressees[1]:
        kinh_gui = text.rfind("\n", 0, zones.addressees[0]) + 1
        reading.add("doc_type", "type@1", (kinh_gui, zones.addressees[0]))


def _end_of_block(text: str, start: int, stop: int) -> int:
    """A subject breaks over lines and ends at a blank line, the motto, or a line of dashes."""
    at = start
    for line in re.finditer(r"[^\n]*\n?", text[start:stop]):
        said = line.group().strip(" -|\n")
        if at > start and (not said or _MOTTO.search(said) or _PLACE_DATE.search(said)):
            return at
        at = start + line.end()
        if text[at : at + 1] == "\n":
            return at
    return at


def _addressees(reading: Reading, zones: Zones) -> None:
    text, (start, end) = reading.view.text, zones.addressees
    lines = [line for line in re.finditer(r"[^\n]+", text[start:end]) if line.group().strip(" -:;.")]
    merged: list[tuple[int, int]] = []
    for line in lines:
        said = line.group().strip()
        if merged and not said.startswith(("-", "+")):
            merged[-1] = (merged[-1][0], start + line.end())
        else:
            merged.append((start + line.start(), start + line.end()))
    for first, last in merged:
        reading.add("addressee", "words@1", (first, last))
