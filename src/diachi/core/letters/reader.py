"""Reading one letter: every pass in order, each adding its facts."""

from __future__ import annotations

from diachi.core.letters.aims import read_aims
from diachi.core.letters.bases import read_bases
from diachi.core.letters.dates import read_dates
from diachi.core.letters.ending import read_ending
from diachi.core.letters.head import read_head
from diachi.core.letters.items import items_of
from diachi.core.letters.making import Reading
from diachi.core.letters.quantities import read_quantities
from diachi.core.letters.reports import read_reports
from diachi.core.letters.view import View
from diachi.core.letters.zones import zones_of


def read_letter(raw: str) -> Reading:
    """Read a letter's raw text into facts; what is not understood stays unread, nothing is guessed."""
    view = View.of(raw)
    zones = zones_of(view)
    reading = Reading(view, items_of(view, *zones.body))
    read_head(reading, zones)
    read_bases(reading, zones)
    start, end = zones.preamble[0], zones.body[1]
    for read in (read_quantities, read_dates, read_reports, read_aims):
        read(reading, start, end)
    read_ending(reading, zones)
    return reading
