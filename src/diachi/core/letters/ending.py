"""The ending of a letter: who gets a copy and why, by what authority it is signed, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diachi.core.letters.facts import LETTERS_APART
from diachi.core.letters.making import Reading
from diachi.core.letters.values import rule
from diachi.core.letters.zones import Zones

# Between two copies: a line end or ";" and then a dash. "BCĐ - UBND" within a name is none.
_BETWEEN = re.compile(r"(?:^|[\n|;.:,)]|\d[a-z]?\))\s*[-+•]\s+|(?<=[;)])\s*[-+•]\s*(?=\S)")
_PURPOSES = {"b/c": "report", "báo cáo": "report", "để b/c": "report", "p/h": "coordinate", "phối hợp": "coordinate"}


@rule("copy@1")
def copy(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """One line of the distribution with its purpose."""
    line = quotes[0].strip(" -+;.|")
    noted = re.search(r"\(\s*(?:để\s+)?([^)]{1,40}?)\s*\)", line.lower())
    purpose = next((code for said, code in _PURPOSES.items() if noted and said in noted[1]), "")
    if line.lower().startswith("lưu"):
        purpose = "file"
    return {"to": line, "purpose": purpose} if line else None


@rule("name@1")
def name(quotes: tuple[str, ...]) -> str | None:
    """A person's name as printed, its words one blank apart."""
    return " ".join(quotes[0].split()).strip(" .") or None


def read_ending(reading: Reading, zones: Zones) -> None:
    """Read the distribution, the lines of authority and the signer."""
    signed = zones.signature
    for start, end in _copies(reading, zones):
        reading.add("distribution", "copy@1", (start, end))
    if signed is None:
        return
    flags = (LETTERS_APART,) if signed.letters_apart(reading.view) else ()
    for line in signed.authority:
        reading.add("authority", "words@1", line, flags=flags)
    if signed.name:
        reading.add("signer", "name@1", signed.name, flags=flags)


def _copies(reading: Reading, zones: Zones) -> Iterator[tuple[int, int]]:
    """The items of the list, without what stands in the column of the signature."""
    if zones.copies is None:
        return
    text, signed = reading.view.text, zones.signature
    taken = [*signed.authority, *([signed.name] if signed.name else [])] if signed else []
    opened = re.compile(r"\s*[-+•]\s*(?=\S)").match(text, zones.copies[1])
    after = opened.end() if opened else zones.copies[1]
    marks = [*([opened] if opened else []), *_BETWEEN.finditer(text, after, zones.ending[1])]
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() + 1 if at + 1 < len(marks) else zones.ending[1]
        first = mark.end()
        for cut in re.compile(r"[|\t]|\n\s*\n").finditer(text, first, end):
            end = cut.start()
            break
        stops = [a for a, b in taken if first < b and a < end]
        end = min([end, *stops])
        if text[first:end].strip(" -;.|\n"):
            yield first, end
