"""Places through time: a commune is (code, valid_from); a name or a code means something only on a day.

Source: QĐ 19/2025/QĐ-TTg; NQ 202/2025/QH15; codes are reused, so a code alone names nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from diachi.core.text import fold

_PREFIX = re.compile(r"^(?:xa|x|thi tran|tt|phuong|p|dac khu)\s+(?=\S)")
_DISTRICT_PREFIX = re.compile(r"^(?:huyen|h|thanh pho|tp|thi xa|tx|quan|q)\s+(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One commune while it existed; `successors` = code:whole|part."""

    code: str
    name: str
    kind: str = ""
    district: str = ""
    district_code: str = ""
    province: str = ""
    province_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    document: str = ""
    source: str = ""

    def existed_on(self, on: date) -> bool:
        """Say whether the commune existed on a day; an unknown first day does not bar."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a name means: one place, or the candidates a person must choose from."""

    place: Place | None = None
    candidates: tuple[Place, ...] = ()


def commune_key(name: str) -> str:
    """Give the key of a commune's name: no accents, no "xã", "thị trấn"."""
    return _PREFIX.sub("", fold(name))


@dataclass(frozen=True)
class Gazetteer:
    """All places known, looked up by name or code on a day."""

    places: tuple[Place, ...]
    _by_key: dict[str, list[Place]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            by_key[commune_key(place.name)].append(place)
            by_key[place.code].append(place)
        object.__setattr__(self, "_by_key", dict(by_key))

    def resolve(self, said: str, *, district: str = "", on: date | None = None) -> Resolution:
        """Say what a name or code means on a day; a name two communes bear is asked, never guessed."""
        digits = said.strip().zfill(5) if said.strip().isdecimal() else ""
        found = list(self._by_key.get(digits or commune_key(said), ()))
        if on is not None:
            found = [p for p in found if p.existed_on(on)]
        if district and len(found) > 1:
            key = _DISTRICT_PREFIX.sub("", fold(district))
            found = [p for p in found if fold(p.district) == key] or found
        unique = {p.code: p for p in found}
        if len(unique) == 1:
            # Without a day a name that kept its code means the same people; the older record knows the district.
            return Resolution(place=min(found, key=lambda p: (p.valid_to is None, p.code)))
        return Resolution(candidates=tuple(sorted(found, key=lambda p: p.code)))
