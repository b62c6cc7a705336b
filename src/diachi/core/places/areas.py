"""What was said of district and province, as areas, and the communes of those areas on a day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from diachi.core.places.names import Names
from diachi.core.places.scope import Scope
from diachi.core.places.territory import AreaId, Territory

PARTS = re.compile(r"\s*[,;]\s*")
DASH = re.compile(r"\s+[-–]\s+")


class Days(NamedTuple):
    """The communes of an area: those that stand on a day, those gone by then, those not yet made.

    `sure` = district and province were spelled right; `past` = one of them was no more on that day.
    """

    alive: Scope
    gone: Scope
    later: Scope
    sure: bool = True
    past: bool = False


class Areas:
    """Finds the communes of what was said; everything found is kept for the next name of the same list."""

    def __init__(self, territory: Territory, names: Names) -> None:
        self._territory = territory
        self._names = names
        places = names.places
        begun = {p.valid_from for p in places if p.valid_from}
        ended = {p.valid_to + timedelta(days=1) for p in places if p.valid_to}
        self._turns = sorted(begun | ended)
        self._said: dict[tuple[tuple[str, ...], date | None], Days | None] = {}
        self._days: dict[tuple[tuple[frozenset[AreaId], ...], date | None], Days] = {}
        self._same: dict[tuple[frozenset[int], frozenset[int] | None, date | None], Days] = {}

    def said(self, parents: tuple[str, ...], on: date | None) -> Days | None:
        """Give the communes of districts and provinces as they were said; None when none of it is known.

        What is empty says nothing.
        """
        key = (parents, on)
        if key not in self._said:
            areas, sure = self._understood(parents)
            days = self.days(areas, on) if areas is not None else None
            known = days is not None and any(days[:3])
            past = any(self._territory.ended(area, on) for area in areas or ())
            self._said[key] = days._replace(sure=sure, past=past) if days is not None and known else None
        return self._said[key]

    def _understood(self, parents: tuple[str, ...]) -> tuple[tuple[frozenset[AreaId], ...] | None, bool]:
        known: list[frozenset[AreaId]] = []
        sure = True
        said = [part for parent in parents for part in PARTS.split(parent) if part.strip()]
        for part in said:
            exact = self._named(part)
            near = frozenset() if exact else self._territory.near(part)
            known += [*exact, *([near] if near else [])]
            sure = sure and not near
        areas = tuple(sorted(set(_levelled(known)), key=sorted))
        return (areas if known or not said else None), sure

    def _named(self, part: str) -> list[frozenset[AreaId]]:
        """The areas a part names: Phan Rang - Tháp Chàm is one, "Bình Gia - Lạng Sơn" and "Bình Gia Lạng Sơn" two."""
        if whole := self._territory.find(part):
            return [whole]
        words = DASH.sub(" ", part).split()
        for n in range(1, len(words)):
            first = self._territory.find(" ".join(words[:n]))
            if first and (second := self._territory.find(" ".join(words[n:]))):
                return [first, second]
        return []

    def days(self, areas: tuple[frozenset[AreaId], ...], on: date | None) -> Days:
        """Give the communes of all areas named, on a day; without a day all are alive."""
        turn = self._turn(on)
        if (areas, turn) not in self._days:
            own, numbers = self._numbers(areas)
            key = (numbers, own, turn)
            if key not in self._same:  # "Bình Gia" and "Bình Gia, Lạng Sơn" hold the same communes
                self._same[key] = self._split(numbers, own, on)
            self._days[areas, turn] = self._same[key]
        return self._days[areas, turn]

    def _turn(self, on: date | None) -> date | None:
        """The last day the map changed: all days until the next change have one map."""
        if on is None:
            return None
        at = bisect_right(self._turns, on)
        return self._turns[at - 1] if at else date.min

    def _numbers(self, areas: tuple[frozenset[AreaId], ...]) -> tuple[frozenset[int] | None, frozenset[int]]:
        if not areas:
            return None, frozenset(range(len(self._names.places)))
        inside = [self._territory.inside(a) for a in areas]
        either = [found | self._territory.kin(a) for found, a in zip(inside, areas, strict=True)]
        return frozenset(set.intersection(*inside)), frozenset(set.intersection(*either))

    def _split(self, numbers: frozenset[int], own: frozenset[int] | None, on: date | None) -> Days:
        places = self._names.places
        alive = frozenset(n for n in numbers if on is None or places[n].existed_on(on))
        gone = frozenset(n for n in numbers - alive if on is not None and places[n].ended_before(on))
        standing, ended, coming = (Scope(self._names, held, own=own) for held in (alive, gone, numbers - alive - gone))
        return Days(standing, ended, coming)


def _levelled(known: Sequence[frozenset[AreaId]]) -> list[frozenset[AreaId]]:
    """Where a province is said too, a name of a district and of a province means the district: Cao Bằng, Cao Bằng."""
    districts = [frozenset(a for a in areas if a[0] == "district") for areas in known[:-1]]
    return [inner or areas for inner, areas in zip([*districts, frozenset()], known, strict=True)] if known else []
