"""Districts and provinces as people name them, and the communes that lie, lay or will lie in each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from diachi.core.places.keys import bare_key, district_key, loose_key, province_key
from diachi.core.places.place import Area, Place, Succession
from diachi.core.slips import SlipIndex

# Which area: ("district", "181") or ("province", "56"). A code names another province after a reform than before, but
# its people are the old ones and more, so that the code alone is enough to look inside.
AreaId = tuple[str, str]

_LEVEL_WORD = re.compile(r"^(?:(huyen|h|quan|q|thi xa|tx)|(tinh|t)|(thanh pho|tp))(?:\s+|(?=\d))(?=\S)")
_IN_TEXT = re.compile(r"\b(?:huyen|quan|thi xa|thanh pho|tinh)\s+(?!uy\b)")
_LONGEST_NAME = 5  # words, as in Phan Rang Tháp Chàm


class Territory:
    """Finds areas by name or code, and the communes of an area."""

    def __init__(
        self, districts: Iterable[Area], provinces: Iterable[Area], places: Sequence[Place], links: Iterable[Succession]
    ) -> None:
        self._named: dict[str, list[AreaId]] = defaultdict(list)
        self._last: dict[AreaId, date] = {}
        self._cities: set[AreaId] = set()  # what "thành phố" before a name may mean
        self._add(districts, "district")
        self._add(provinces, "province")
        self._found: dict[str, frozenset[AreaId]] = {}
        self._loose: dict[str, list[AreaId]] = defaultdict(list)
        for name, ids in self._named.items():
            self._loose[loose_key(name)] += ids
        self._slips = SlipIndex(self._loose)
        self._inside: dict[AreaId, set[int]] = defaultdict(set)
        self._kin: dict[AreaId, set[int]] = defaultdict(set)
        self._fill(places, links)

    def _add(self, areas: Iterable[Area], level: str) -> None:
        for area in areas:
            if level == "district" or area.kind == "city":
                self._cities.add((level, area.code))
            last = self._last.get((level, area.code), date.min)
            self._last[level, area.code] = max(last, area.valid_to or date.max)
            for name in (area.name, *area.aliases):
                ids = self._named[bare_key(name)]
                if (level, area.code) not in ids:
                    ids.append((level, area.code))

    def _fill(self, places: Sequence[Place], links: Iterable[Succession]) -> None:
        by_code: dict[str, list[int]] = defaultdict(list)
        for number, place in enumerate(places):
            by_code[place.code].append(number)
            for area in _areas_of(place):
                self._inside[area].add(number)
        for link in links:
            before = [n for n in by_code[link.old_code] if places[n].valid_to == link.old_to]
            after = [n for n in by_code[link.new_code] if places[n].valid_from == link.new_from]
            for old in before:
                for new in after:
                    for area in _areas_of(places[old]):
                        self._kin[area].add(new)
                    for area in _areas_of(places[new]):
                        self._kin[area].add(old)

    def find(self, said: str) -> frozenset[AreaId]:
        """Give the areas a name or a code may mean."""
        if said not in self._found:
            self._found[said] = self._find(said)
        return self._found[said]

    def _find(self, said: str) -> frozenset[AreaId]:
        named = self._by_name(said)
        if digits := said.strip() if said.strip().isdecimal() else "":
            code = ("district", digits) if len(digits) == 3 else ("province", digits.zfill(2))
            named = [*named, code]  # Quận 6 is a district, 06 a province
        return frozenset(named)

    def near(self, said: str) -> frozenset[AreaId]:
        """Give the areas whose name is one slip of typing away."""
        close = [i for name in self._slips.near(loose_key(district_key(said))) for i in self._loose[name]]
        return frozenset(self._meant(said, close))

    def _by_name(self, said: str) -> list[AreaId]:
        keys = (district_key(said), province_key(said), bare_key(said))
        return self._meant(said, [i for key in dict.fromkeys(keys) for i in self._named.get(key, ())])

    def _meant(self, said: str, found: list[AreaId]) -> list[AreaId]:
        """Keep the level the word before the name tells; "thành phố" is a district or a centrally governed city."""
        word = _LEVEL_WORD.match(bare_key(said))
        if word and word[3]:
            return [i for i in found if i in self._cities] or found
        level = "district" if word and word[1] else "province" if word else ""
        return [i for i in found if i[0] == level] or found

    def ended(self, areas: Iterable[AreaId], on: date | None) -> bool:
        """Say whether none of the areas a name may mean stood on a day any more."""
        return on is not None and all(self._last.get(a, date.max) < on for a in areas)

    def inside(self, areas: Iterable[AreaId]) -> set[int]:
        """Give the numbers of the communes that lie in any of the areas."""
        return set().union(*(self._inside[a] for a in areas))

    def kin(self, areas: Iterable[AreaId]) -> set[int]:
        """Give the numbers of the communes whose forerunners or heirs lie in any of the areas."""
        return set().union(*(self._kin[a] for a in areas))

    def named_in(self, text: str) -> tuple[str, ...]:
        """Give the districts and provinces a free text names, in its order, as it writes them without accents."""
        folded = bare_key(text)
        found = []
        for mark in _IN_TEXT.finditer(folded):
            words = folded[mark.end() :].split(" ")[:_LONGEST_NAME]
            names = [" ".join([mark[0].strip(), *words[:n]]) for n in range(len(words), 0, -1)]
            found += [next((n for n in names if self._by_name(n)), "")]
        return tuple(dict.fromkeys(name for name in found if name))


def _areas_of(place: Place) -> list[AreaId]:
    own: list[AreaId] = [("province", place.province_code)] if place.province_code else []
    return [*own, ("district", place.district_code)] if place.district_code else own
