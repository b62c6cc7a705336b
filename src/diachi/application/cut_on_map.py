"""The communes of a summary on the map of another day: as it was, or as it is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import Place
from diachi.core.register import Register
from diachi.core.summary import CommuneLine, Summary, add_up


def cut_on_map(*, summary: Summary, register: Register, places: Gazetteer, on: date) -> Summary:
    """Cut the figures by commune on the map of a day.

    Source: NQ 202/2025/QH15; a figure of 2024 is asked for by the communes of today, and the other way round.
    Takes: summary - of `summarise`; register - whose lists say on which day a code was written; on - the map wanted.
    Gives: the summary with its communes on that map; a commune that was divided since, or that is asked for on an
        older map and was made of several, keeps its own line, marked `off_map`: a person must say, by village.
    Fails: never; a code no map knows is kept and marked.
    Holds: the lines of by_commune sum to totals as before; cutting on the day of the lists changes nothing.
    Cost: O(households + communes).
    """
    days = _days(register, on)
    lines: dict[tuple[str, bool], list[CommuneLine]] = defaultdict(list)
    found: dict[str, Place] = {}
    for line in summary.by_commune:
        place = _on_map(line.commune_code, days, places, on)
        if place:
            found[place.code] = place
        lines[place.code if place else line.commune_code, bool(line.commune_code) and place is None].append(line)
    cut = tuple(_sum(key, off, parts, found.get(key)) for (key, off), parts in sorted(lines.items()))
    return replace(summary, map_on=on, by_commune=cut)


def _days(register: Register, on: date) -> Mapping[str, date]:
    """The newest day a code was written on; a list without a day means the map wanted."""
    days: dict[str, date] = {}
    for household in register.households:
        written = household.list_date or on
        days[household.commune_code] = max(written, days.get(household.commune_code, written))
    return days


def _on_map(code: str, days: Mapping[str, date], places: Gazetteer, on: date) -> Place | None:
    written = places.resolve(code, on=days.get(code, on)).place if code else None
    return places.passage.same_people(written, on) if written else None


def _sum(code: str, off_map: bool, parts: list[CommuneLine], place: Place | None) -> CommuneLine:
    return CommuneLine(
        commune_code=code,
        commune=place.name if place else parts[0].commune,
        off_map=off_map,
        listed=sum(p.listed for p in parts),
        left=sum(p.left for p in parts),
        figures=add_up(p.figures for p in parts),
    )
