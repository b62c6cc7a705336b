"""What became of a commune: heirs that took all of it, parts it was divided into, communes it was made of.

Source: NQ 202/2025/QH15 and the resolutions on each province; the maps of 30/6/2025 and of 30/4/2026.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from diachi.core.places.place import Part, Place, Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class Heirs:
    """Where the people of a commune live on a day: in one place, or in one of several a person must choose from.

    `doubtful` = on the way stands an heir that only one source gives.
    """

    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    doubtful: bool = False


class Passage:
    """Follows communes through reforms, both ways."""

    def __init__(self, places: Iterable[Place], links: Iterable[Succession]) -> None:
        self._first = {(p.code, p.valid_from): p for p in places}
        self._last = {(p.code, p.valid_to): p for p in places}
        self._heirs: dict[tuple[str, date], list[Succession]] = defaultdict(list)
        self._origins: dict[tuple[str, date], list[Succession]] = defaultdict(list)
        for link in links:
            self._heirs[link.old_code, link.old_to].append(link)
            self._origins[link.new_code, link.new_from].append(link)

    def heirs(self, place: Place, on: date) -> Heirs:
        """Follow a commune forward to a day.

        Gives: itself while it stands; its heir when one took all of it; the candidates when several did.
        Holds: never earlier than the day asked; the same commune asked twice gives the same heir.
        """
        doubtful = False
        while place.valid_to is not None and place.valid_to < on:
            links = self._heirs.get((place.code, place.valid_to), [])
            places = [p for link in links if (p := self._first.get((link.new_code, link.new_from)))]
            if len(places) != 1 or links[0].part is Part.PART:
                return Heirs(candidates=tuple(places), doubtful=doubtful)
            doubtful = doubtful or links[0].part is Part.SUSPECT
            place = places[0]
        return Heirs(place=place, doubtful=doubtful)

    def origins(self, place: Place, on: date) -> tuple[Place, ...]:
        """Follow a commune back to a day: the communes it was made of, wholly or in part, sorted by code."""
        if place.valid_from is None or place.valid_from <= on:
            return (place,)
        links = self._origins.get((place.code, place.valid_from), [])
        before = [p for link in links if (p := self._last.get((link.old_code, link.old_to)))]
        found = {(p.code, p.valid_to): p for old in before for p in self.origins(old, on)}
        return tuple(found[key] for key in sorted(found, key=lambda k: k[0]))

    def same_people(self, place: Place, on: date) -> Place | None:
        """Give the commune in which all people of a commune live, or lived, on a day; None when they were several.

        Holds: on a day the commune stands it is itself; forward and back again gives the commune asked for, or None.
        """
        if place.valid_from is None or place.valid_from <= on:
            return self.heirs(place, on).place
        before = self.origins(place, on)
        back = [p for p in before if self.heirs(p, place.valid_from).place == place]
        return before[0] if len(before) == len(back) == 1 else None
