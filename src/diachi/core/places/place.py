"""A commune is (code, valid_from): codes are reused, so a code alone names nothing.

Source: QĐ 19/2025/QĐ-TTg (codes); NQ 202/2025/QH15 (34 provinces, no district from 1/7/2025).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PlaceKind(StrEnum):
    """What a commune is."""

    COMMUNE = "commune"  # xã
    TOWNSHIP = "township"  # thị trấn
    WARD = "ward"  # phường
    SPECIAL_ZONE = "special_zone"  # đặc khu


class PlaceState(StrEnum):
    """How sure the data is that the unit is as its row says."""

    KNOWN = "known"
    DISPUTED = "disputed"  # one source says so, the newer one says otherwise: asked, never followed
    MISSING = "missing"  # it existed and no source at hand names it


class Part(StrEnum):
    """How much of a commune an heir took."""

    WHOLE = "whole"
    PART = "part"  # divided: its people are asked for their village
    SUSPECT = "suspect"  # one source divides it, the official text does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One commune while it existed; no `valid_from` = the data does not know its first day."""

    code: str
    name: str
    kind: PlaceKind = PlaceKind.COMMUNE
    district: str = ""
    district_code: str = ""
    province: str = ""
    province_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    state: PlaceState = PlaceState.KNOWN

    def existed_on(self, on: date) -> bool:
        """Say whether the commune existed on a day; an unknown first day does not bar."""
        return (self.valid_from is None or self.valid_from <= on) and not self.ended_before(on)

    def ended_before(self, on: date) -> bool:
        """Say whether it was gone on a day."""
        return self.valid_to is not None and self.valid_to < on


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A district or a province while it existed; `province_code` is empty for a province itself."""

    code: str
    name: str
    kind: str = ""
    province_code: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """One heir of a commune, by the text that made it."""

    old_code: str
    old_to: date
    new_code: str
    new_from: date
    part: Part = Part.WHOLE
    document: str = ""


class PlaceVerdict(StrEnum):
    """How a name or a code was understood; each has words under `[place_verdict.<code>]`."""

    FOUND = "found"
    CORRECTED = "corrected"  # one slip of typing away from one name of its district or province
    BECAME = "became"  # gone by that day: the heir that took all of it
    BEFORE_FIRST_DAY = "before_first_day"  # the unit began later; the name meant a unit with other bounds
    AMBIGUOUS = "ambiguous"
    DIVIDED = "divided"  # gone by that day, and several heirs took parts of it: ask for the village
    PARENT_DIFFERS = "parent_differs"  # no such district or province, or the name is elsewhere
    UNKNOWN = "unknown"
    UNKNOWN_BEFORE_2025 = "unknown_before_2025"  # the map at hand is that of 30/6/2025
    DATE_WRONG = "date_wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a name means: one place, or the candidates a person must choose from.

    `from_unknown` = the place stands, but the data does not know whether it already did on the day asked.
    """

    verdict: PlaceVerdict
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    from_unknown: bool = False

    @property
    def code(self) -> str:
        """The code of the place; "" = a person must say."""
        return self.place.code if self.place else ""
