"""The communes a name may mean, found by the strictest key that finds any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property

from diachi.core.places.keys import Said, accented_key, bare_key, loose_key, tail_of
from diachi.core.places.place import Place
from diachi.core.places.slips import SlipIndex

MOST_CANDIDATES = 8
Index = dict[str, list[Place]]


class Scope:
    """Communes of some area, of all times; `own` lie in it, the others only have forerunners or heirs there."""

    def __init__(self, places: Sequence[Place], *, own: frozenset[int] | None, whole_country: bool = False) -> None:
        self.places = places
        self.whole_country = whole_country
        self._own = own
        self._held = frozenset(map(id, places))

    def holds(self, place: Place) -> bool:
        """Say whether a commune is one of these."""
        return id(place) in self._held

    def bearers(self, said: Said, wanted: Callable[[Place], bool]) -> tuple[list[Place], bool]:
        """Give the wanted communes of a name by the first key that finds any, and whether its accents agree."""
        if found := _kept(self._accented, said.accented, wanted):
            return found, True
        typed_plain = said.accented == said.folded
        if found := _kept(self._folded, said.folded, wanted):
            return found, typed_plain
        return _kept(self._loose, said.loose, wanted), typed_plain

    def near(self, said: Said, wanted: Callable[[Place], bool]) -> list[Place]:
        """Give the wanted communes whose name is one slip of typing away; numbers and single letters are no slips."""
        tail = tail_of(said.folded)
        close = (place for places in self._slips.near(said.loose) for place in places)
        return sorted((p for p in close if wanted(p) and tail_of(bare_key(p.name)) == tail), key=lambda p: p.code)

    def resembling(self, said: Said, wanted: Callable[[Place], bool]) -> list[Place]:
        """Give a few communes whose names look like the one said, for a person to choose from."""
        first = said.loose[:1]
        names = [n for n in self._loose if n[:1] == first and abs(len(n) - len(said.loose)) <= 2]
        alike = get_close_matches(said.loose, sorted(names), n=MOST_CANDIDATES, cutoff=0.6)
        return [p for name in alike for p in self._loose[name] if wanted(p)][:MOST_CANDIDATES]

    def own_first(self, places: Iterable[Place]) -> list[Place]:
        """Keep those that lie in the area itself, when any does."""
        found = list(places)
        return [p for p in found if self._own is None or id(p) in self._own] or found

    @cached_property
    def _accented(self) -> Index:
        return _index((accented_key(p.name), p) for p in self.places)

    @cached_property
    def _folded(self) -> Index:
        return _index((bare_key(p.name), p) for p in self.places)

    @cached_property
    def _loose(self) -> Index:
        return _index((loose_key(name), p) for name, places in self._folded.items() for p in places)

    @cached_property
    def _slips(self) -> SlipIndex[list[Place]]:
        return SlipIndex(self._loose.items())


def _index(entries: Iterable[tuple[str, Place]]) -> Index:
    found: Index = defaultdict(list)
    for key, place in entries:
        found[key].append(place)
    return dict(found)


def _kept(index: Index, key: str, wanted: Callable[[Place], bool]) -> list[Place]:
    return [p for p in index.get(key, ()) if wanted(p)]
