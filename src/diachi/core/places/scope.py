"""The communes a name may mean, found by the strictest key that finds any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

from diachi.core.places.keys import WORDS_OF_KIND, Said, accented_key, accents_agree, tail_of
from diachi.core.places.names import Names
from diachi.core.places.place import Place

MOST_CANDIDATES = 8


class Scope:
    """Communes of some area at one time; `own` lie in it, the others only have forerunners or heirs there."""

    def __init__(self, names: Names, held: frozenset[int], *, own: frozenset[int] | None) -> None:
        self._names = names
        self._held = held
        self._own = own  # None: the whole country

    def __len__(self) -> int:
        return len(self._held)

    @property
    def whole_country(self) -> bool:
        """Say whether no district and no province was said."""
        return self._own is None

    @cached_property
    def places(self) -> list[Place]:
        """The communes, in the order of the data."""
        return self._of(sorted(self._held))

    @cached_property
    def plain(self) -> dict[str, Place]:
        """Names that only one commune here bears, bare and with its kind in front: what most lists write.

        It gives what `bearers` would and only sooner; in the whole country no name alone is sure, and it is empty.
        """
        if self.whole_country:
            return {}
        keys, places = self._names.keys, self._names.places
        held = [(keys[n][0], places[n]) for n in self._held if n in keys]
        times = Counter(name for name, _ in held)
        worded = {f"{word} {n}": p for n, p in held if times[n] == 1 for word in WORDS_OF_KIND[p.kind]}
        return {n: p for n, p in worded.items() if n not in times} | {n: p for n, p in held if times[n] == 1}

    def of_code(self, code: str) -> list[Place]:
        """Give the communes here that bear a code."""
        return self._of(self._names.by_code.get(code, ()))

    def bearers(self, said: Said) -> tuple[list[Place], bool]:
        """Give the communes of a name by the strictest key that finds any, and whether its accents agree."""
        names = self._names
        found = self._of(names.folded.get(said.folded, ())) or self._of(names.loose.get(said.loose, ()))
        if not found:
            return [], True
        if len(found) == 1 and not self.whole_country:
            return found, accents_agree(said.words, found[0].name)
        written = said.accented
        exact = [p for p in found if accented_key(p.name) == written]
        return exact or found, bool(exact) or written == said.folded

    def near(self, said: Said) -> list[Place]:
        """Give the communes whose name is one slip of typing away; numbers and single letters are no slips."""
        names, tail = self._names, tail_of(said.folded)
        close = [n for key in names.slips.near(said.loose) for n in names.loose[key] if n in self._held]
        return sorted((names.places[n] for n in close if tail_of(names.keys[n][0]) == tail), key=lambda p: p.code)

    def resembling(self, said: Said) -> list[Place]:
        """Give a few communes whose names look like the one said, for a person to choose from."""
        first, length = said.loose[:1], len(said.loose)
        keys = (self._names.keys[n][1] for n in self._held if n in self._names.keys)
        loose = {key for key in keys if key[:1] == first and abs(len(key) - length) <= 2}
        alike = get_close_matches(said.loose, sorted(loose), n=MOST_CANDIDATES, cutoff=0.6)
        return [p for name in alike for p in self._of(self._names.loose[name])][:MOST_CANDIDATES]

    def own_first(self, places: list[Place]) -> list[Place]:
        """Keep those that lie in the area itself, when any does."""
        if self._own is None:
            return places
        own = {id(self._names.places[n]) for n in self._own}
        return [p for p in places if id(p) in own] or places

    def _of(self, numbers: Iterable[int]) -> list[Place]:
        places, held = self._names.places, self._held
        return [places[n] for n in numbers if n in held]
