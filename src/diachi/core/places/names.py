"""Every commune of every time under its keys, made once; a scope only says which of them are meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from diachi.core.places.keys import bare_key, loose_key
from diachi.core.places.place import Place, PlaceState
from diachi.core.slips import SlipIndex

Index = dict[str, list[int]]


class Names:
    """Communes by number, and the numbers by key; what is disputed or missing bears a code and no name."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)

    @cached_property
    def by_code(self) -> Index:
        """All that ever bore a code."""
        found: Index = defaultdict(list)
        for number, place in enumerate(self.places):
            found[place.code].append(number)
        return dict(found)

    @cached_property
    def keys(self) -> dict[int, tuple[str, str]]:
        """The key of each name without accents, and that without blanks."""
        names = {p.name for p in self.places}
        folded = {name: bare_key(name) for name in names}
        loose = {name: loose_key(key) for name, key in folded.items()}
        known = ((n, p.name) for n, p in enumerate(self.places) if p.state is PlaceState.KNOWN)
        return {number: (folded[name], loose[name]) for number, name in known}

    @cached_property
    def folded(self) -> Index:
        """Those of a name, accents forgiven."""
        found: Index = defaultdict(list)
        for number, (key, _) in self.keys.items():
            found[key].append(number)
        return dict(found)

    @cached_property
    def loose(self) -> Index:
        """Those of a name, blanks and i for y forgiven too."""
        found: Index = defaultdict(list)
        for number, (_, key) in self.keys.items():
            found[key].append(number)
        return dict(found)

    @cached_property
    def slips(self) -> SlipIndex:
        """Names one slip of typing away, as keys of `loose`."""
        return SlipIndex(self.loose)
