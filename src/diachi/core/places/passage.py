"""What became of a commune: heirs that took all of it, parts that were divided, figures cut on another day's map.

Source: NQ 202/2025/QH15 and the resolutions on each province; `admin` maps of 30/6/2025 and 30/4/2026.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number counted in a commune, under the code it bore on a day."""

    commune_code: str
    on: date
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recut:
    """Figures on the map of another day: by code, and those of communes that were divided since.

    Holds: sum(by_code) + sum(undivided) = the sum of the figures given.
    """

    by_code: Mapping[str, int]
    undivided: tuple[Figure, ...]


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

    def document(self, place: Place) -> str:
        """Name the text that ended a commune; "" when it stands or the data does not say."""
        links = self._heirs.get((place.code, place.valid_to), []) if place.valid_to else []
        return next((link.document for link in links if link.document), "")


def recut(figures: Sequence[Figure], *, on: date, passage: Passage, places: Mapping[str, Sequence[Place]]) -> Recut:
    """Cut figures on the map of another day.

    Takes: figures - counted under the codes of their own days; on - the day of the map wanted; places - by code.
    Gives: sums by the code of that day; a figure stays undivided when the commune was divided, when an older map is
    wanted and the commune was made of several, or when its code named nothing on its day.
    Holds: nothing is lost: sum(by_code) + sum(undivided) = sum(figures); cutting on the same map changes nothing.
    Cost: O(figures).
    """
    by_code: dict[str, int] = defaultdict(int)
    undivided = []
    for figure in figures:
        code = _code_on(figure, on, passage, places)
        if code:
            by_code[code] += figure.value
        else:
            undivided.append(figure)
    return Recut(by_code=dict(sorted(by_code.items())), undivided=tuple(undivided))


def _code_on(figure: Figure, on: date, passage: Passage, places: Mapping[str, Sequence[Place]]) -> str:
    place = next((p for p in places.get(figure.commune_code, ()) if p.existed_on(figure.on)), None)
    if place is None:
        return ""
    if place.valid_from is not None and on < place.valid_from:
        before = passage.origins(place, on)
        # One forerunner that passed into it wholly: the same people under an older name.
        whole = [p for p in before if passage.heirs(p, figure.on).place == place]
        return before[0].code if len(before) == len(whole) == 1 else ""
    after = passage.heirs(place, on).place
    return after.code if after else ""
