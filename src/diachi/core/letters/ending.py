"""The ending of a letter: who gets a copy and why, by what authority it is signed, and by whom."""

from __future__ import annotations

import re

from diachi.core.letters.lexicon import AUTHORITY, HEADS
from diachi.core.letters.making import Reading
from diachi.core.letters.values import rule
from diachi.core.letters.zones import Zones

_COPY = re.compile(
    r"^[ ]*[-+][ ]*(?P<line>[^\n]+(?:\n(?![ ]*[-+\n])(?!\s*(?:KT|TM|TL|TUQ|Q)\s*\.)[^\n]+)*)", re.MULTILINE
)
_AUTHORITY = re.compile(rf"^[ ]*(?P<line>{AUTHORITY}|{HEADS}[A-ZĐÀ-Ỹ ]*)[ ]*$", re.MULTILINE)
_NAME = re.compile(r"^[ ]*(?P<name>[A-ZĐÀ-Ỹ][a-zà-ỹđ']*(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ'.]*){1,6})[ ]*$", re.MULTILINE)
_PURPOSES = {"b/c": "report", "báo cáo": "report", "để b/c": "report", "p/h": "coordinate", "phối hợp": "coordinate"}


@rule("copy@1")
def copy(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """One line of the distribution with its purpose."""
    line = quotes[0].strip(" -+;.")
    noted = re.search(r"\(\s*(?:để\s+)?([^)]+?)\s*\)", line.lower())
    purpose = _PURPOSES.get(noted[1], "") if noted else ""
    if line.lower().startswith("lưu"):
        purpose = "file"
    return {"to": line, "purpose": purpose} if line else None


def read_ending(reading: Reading, zones: Zones) -> None:
    """Read the distribution, the lines of authority and the signer."""
    text, (start, end) = reading.view.text, zones.ending
    authority = list(_AUTHORITY.finditer(text, start, end))
    copies = re.compile("nơi nhận", re.IGNORECASE).search(text, start, end)
    if copies:
        stop = next((m.start() for m in authority if m.start() > copies.start()), end)
        for line in _COPY.finditer(text, copies.end(), stop):
            reading.add("distribution", "copy@1", line.span("line"))
    for line in authority:
        reading.add("authority", "words@1", line.span("line"))
    after = authority[-1].end() if authority else start
    signer = _NAME.search(text, after, end) if authority else None
    if signer:
        reading.add("signer", "words@1", signer.span("name"))
