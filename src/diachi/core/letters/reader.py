"""Reading one letter: every pass in order, each adding its facts."""

from __future__ import annotations

from diachi.core.letters.aims import read_aims
from diachi.core.letters.amounts import read_amounts
from diachi.core.letters.bases import read_bases
from diachi.core.letters.dated import read_dates
from diachi.core.letters.ending import read_ending
from diachi.core.letters.facts import NOISY_TEXT
from diachi.core.letters.goals import read_goals
from diachi.core.letters.head import read_head
from diachi.core.letters.items import items_of
from diachi.core.letters.making import Reading
from diachi.core.letters.noise import is_noisy
from diachi.core.letters.pools import read_pools
from diachi.core.letters.quotas import read_quotas
from diachi.core.letters.reports import read_reports
from diachi.core.letters.tables import rows_of
from diachi.core.letters.view import View
from diachi.core.letters.zones import zones_of


def read_letter(raw: str) -> Reading:
    """Read a letter's raw text into facts; what is not understood stays unread, nothing is guessed."""
    view = View.of(raw)
    zones = zones_of(view)
    ordered, body = zones.orders, zones.body[0]
    rows = tuple(row for start, end in ordered for row in rows_of(view, start, end))
    reading = Reading(view, items_of(view, (zones.body, *zones.attached)), rows)
    read_head(reading, zones)
    read_bases(reading, zones)
    for read in (read_quotas, read_pools, read_goals, read_amounts, read_dates, read_reports):
        read(reading, ordered, body)
    read_aims(reading, ordered)
    read_ending(reading, zones)
    if is_noisy(view):
        reading.flag_all(NOISY_TEXT)
    return reading
