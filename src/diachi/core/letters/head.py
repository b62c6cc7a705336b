"""The head of a letter: issuer, number and symbol, place and date, type, subject, addressees."""

from __future__ import annotations

import re
from dataclasses import replace

from diachi.core.letters.facts import PARTIAL_DATE
from diachi.core.letters.issuer import read_issuer
from diachi.core.letters.letterhead import Letterhead, letterhead_of
from diachi.core.letters.loose import loosened
from diachi.core.letters.making import Reading
from diachi.core.letters.titles import read_title
from diachi.core.letters.values import rule, words
from diachi.core.letters.zones import Zones


@rule("number@1")
def number(quotes: tuple[str, ...]) -> str | None:
    """The whole number and symbol: the symbol as printed, a figure misread as a letter mended."""
    found = re.match(r"(?P<figures>\d[\d ]*[a-z]?)\s*(?P<slash>[/-])\s*(?=\S)", loosened(quotes[0]))
    if not found:
        return None
    figures = re.sub(r"\s+", "", found["figures"])
    symbol = re.sub(r"\s*/\s*", "/", quotes[0][found.end() :]).strip(" .;,")
    return (
        f"{figures}{found['slash'] if found['slash'] == '/' else quotes[0][found.end('figures') : found.end()]}{symbol}"
    )


@rule("place@1")
def place(quotes: tuple[str, ...]) -> str | None:
    """The place before the date."""
    said: str | None = words(quotes)
    return said


def read_head(reading: Reading, zones: Zones) -> None:
    """Read the head and the addressees of a letter."""
    head = letterhead_of(reading.view, *zones.head)
    read_issuer(reading, head)
    _number(reading, head)
    _place_and_date(reading, head)
    read_title(reading, head, zones)
    _addressees(reading, zones)


def _number(reading: Reading, head: Letterhead) -> None:
    found = head.number
    if found is None:
        if head.blank:
            reading.add("number", "number@1", head.blank, blank=True)
        return
    start = re.compile(r"[^\s|(]").search(reading.view.text, found.start())
    first = start.start() if start else found.start()
    if found["number"]:
        reading.add("number", "number@1", (found.start("number"), found.end("symbol")))
    else:
        reading.add("number", "number@1", (first, found.end()), blank=True)
    reading.add("symbol", "words@1", found.span("symbol"))


def _place_and_date(reading: Reading, head: Letterhead) -> None:
    dated = head.dated
    if dated is None:
        return
    if dated.place:
        reading.add("place", "place@1", dated.place)
    if not dated.has_year:
        reading.add("date", "partial_date@1", dated.date, blank=True)
        return
    date = reading.add("date", "partial_date@1", dated.date)
    if date and len(str(date.value)) < len("2024-04-01"):
        reading.facts[-1] = replace(date, flags=(*date.flags, PARTIAL_DATE))
        reading.add("date.day", "count@1", dated.date, blank=True)


def _addressees(reading: Reading, zones: Zones) -> None:
    text, (start, end) = reading.view.text, zones.addressees
    marked = re.search(r"(?:^|[\n|;:])\s*[-+•]\s", text[start:end])
    inline = "" if marked else r";|"
    cuts = re.compile(inline + r"\n\s*[-+•]\s*|\n(?=\s*\S)|[;|:]\s*[-+•]\s+|^\s*[-+•]\s+|\|\s*")
    at = start
    pieces: list[tuple[int, int, bool]] = []
    for cut in cuts.finditer(text, start, end):
        pieces.append((at, cut.start(), bool(re.search(r"[-+•|;]", cut.group()))))
        at = cut.end()
    pieces.append((at, end, True))
    merged: list[tuple[int, int]] = []
    marked_before = True
    for first, last, marked_after in pieces:
        said = text[first:last].strip(" -:;.|\n\t")
        if said and re.search(r"\w", said):
            goes_on = merged and not marked_before and not text[slice(*merged[-1])].rstrip().endswith((";", "."))
            if goes_on:
                merged[-1] = (merged[-1][0], last)
            else:
                merged.append((first, last))
        marked_before = marked_after or (marked_before and not said)
    for first, last in merged:
        reading.add("addressee", "words@1", (first, last))
