"""Places through time: a commune is (code, valid_from); a name or a code means something only on a day.

Source: QĐ 19/2025/QĐ-TTg; NQ 202/2025/QH15; codes are reused, so a code alone names nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from diachi.core.text import fold

_PREFIX = re.compile(r"^(?:xa|x|thi tran|tt|phuong|p|dac khu)\s+(?=\S)")
_DISTRICT_PREFIX = re.compile(r"^(?:huyen|h|thanh pho|tp|thi xa|tx|quan|q)\s+(?=\S)")
_PROVINCE_PREFIX = re.compile(r"^(?:tinh|t|thanh pho|tp)\s+(?=\S)")
_WHOLE = "whole"


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


def district_key(name: str) -> str:
    """Give the key of a district's name: no accents, no "huyện", "thành phố"."""
    return _DISTRICT_PREFIX.sub("", fold(name))


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

    def resolve(self, said: str, *, district: str = "", province: str = "", on: date | None = None) -> Resolution:
        """Say what a name or code means on a day; a name two communes bear is asked, never guessed."""
        digits = said.strip().zfill(5) if said.strip().isdecimal() else ""
        found = _within(list(self._by_key.get(digits or commune_key(said), ())), district, province)
        if on is not None:
            found = [p for p in found if p.existed_on(on)] or _not_yet(found, on)
        unique = {p.code: p for p in found}
        if len(unique) == 1:
            # Without a day a name that kept its code means the same people; the older record knows the district.
            return Resolution(place=min(found, key=lambda p: (p.valid_to is None, p.code)))
        return Resolution(candidates=tuple(sorted(found, key=lambda p: p.code)))

    def code_on(self, place: Place, on: date | None) -> str:
        """Give the code under which a commune's people live on a day; "" when they were divided."""
        while on is not None and place.valid_to is not None and place.valid_to < on:
            after = [code for code, _, how in (s.partition(":") for s in place.successors) if how == _WHOLE]
            heirs = [p for code in after for p in self._by_key.get(code, ()) if _follows(p, place)]
            if len(heirs) != 1:
                return ""
            place = heirs[0]
        return place.code

    def named_in(self, text: str, on: date | None = None) -> Resolution:
        """Find the one commune whose name stands in a free text, as the name of a sheet or a file."""
        words = fold(text).split(" ")
        spans = {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 2, min(a + 5, len(words)) + 1)}
        found = [r.place for span in sorted(spans) if (r := self.resolve(span, on=on)).place]
        unique = {p.code: p for p in found}
        return Resolution(place=found[0]) if len(unique) == 1 else Resolution(candidates=tuple(unique.values()))


def _within(found: list[Place], district: str, province: str) -> list[Place]:
    """Keep those of the district and province said; when none is, what was said of them decides nothing."""
    if district and len(found) > 1:
        key = district_key(district)
        found = [p for p in found if district_key(p.district) == key] or found
    if province and len(found) > 1:
        key = _PROVINCE_PREFIX.sub("", fold(province))
        found = [p for p in found if _PROVINCE_PREFIX.sub("", fold(p.province)) == key] or found
    return found


def _not_yet(found: Sequence[Place], on: date) -> list[Place]:
    """Before the first day the data knows, a name means what it meant on that day."""
    later = [p for p in found if p.valid_from is not None and on < p.valid_from]
    first = min((p.valid_from for p in later if p.valid_from), default=None)
    return [p for p in later if p.valid_from == first]


def _follows(heir: Place, place: Place) -> bool:
    return heir.valid_from is not None and place.valid_to is not None and heir.valid_from > place.valid_to
