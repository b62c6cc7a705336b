"""Orders to report: to whom, through whom, by when."""

from __future__ import annotations

from diachi.core.letters.dates import deadline
from diachi.core.letters.lexicon import DAY, pattern
from diachi.core.letters.making import Reading
from diachi.core.letters.values import rule

_BODY = r"[A-ZĐÀ-Ỹ][^.;()\n]*?"
_REPORT = pattern(
    rf"báo cáo[^.;()]*? (?:gửi )?(?:về|lên|cho) (?P<to>{_BODY})\s*\(\s*(?:thông )?qua (?P<via>[^)]+?)\s*\)"
    rf"(?P<when>[^.;\n]{{0,6}}?trước {DAY}|\s+theo quy định)?"
)
_PLAIN = pattern(
    rf"báo cáo[^.;()]{{0,120}}? (?:gửi )?về (?P<to>{_BODY}) (?P<when>trước {DAY}|chậm nhất[^.;]{{0,20}}?{DAY})"
)


@rule("report@1")
def report(quotes: tuple[str, ...]) -> dict[str, str | None] | None:
    """Receiver, channel and date of an order to report; no date is no date."""
    found = _REPORT.search(quotes[0]) or _PLAIN.search(quotes[0])
    if not found:
        return None
    when = deadline((found["when"],)) if found["when"] else None
    via = found.groupdict().get("via")
    return {
        "to": found["to"].strip(" ,"),
        "via": via.strip() if via else None,
        "deadline": when["date"] if when else None,
    }


def read_reports(reading: Reading, start: int, end: int) -> None:
    """Read every order to report in a range."""
    text = reading.view.text
    taken = []
    for found in _REPORT.finditer(text, start, end):
        taken.append(found.span())
        reading.add("reporting", "report@1", found.span())
    for found in _PLAIN.finditer(text, start, end):
        if not any(a <= found.start() < b for a, b in taken):
            reading.add("reporting", "report@1", found.span())
