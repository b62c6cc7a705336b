"""How far a group stands from a household: kilometres when every place is known, else steps of the map.

Source: formats, register: steps 0 the same commune, 1 the same district, 2 the same province, else 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum, hypot

from diachi.core.agency import Agency
from diachi.core.allocation.model import Model, commune_of
from diachi.core.campaign import LevelSpec
from diachi.core.household import ListedHousehold
from diachi.core.rules.reach import Seat, commune_key, seat_of
from diachi.core.rules.support_match import HUNDRED_THOUSAND, MILLION, mismatch
from diachi.core.rules.village_order import Village, village_of

TENTHS = 10  # kilometres are counted in tenths, as integers
KM_TENTH, STEP = "km_tenth", "step"
Point = tuple[float, float]


@dataclass(frozen=True)
class Distance:
    """The distances of one run, all in one unit: tenths of a kilometre, or steps; `points` by household_id."""

    model: Model
    leads: dict[str, Agency]
    points: dict[str, Point]
    bands: dict[str, int] = field(default_factory=dict)  # level -> width of a band: kilometres or steps, millions

    @staticmethod
    def of(model: Model, specs: Sequence[LevelSpec] = ()) -> Distance:
        """Choose the unit: kilometres only when every lead and every household has a point; bands by the levels."""
        leads = {g.group_id: model.agencies[g.lead] for g in model.groups}
        homes = [model.households[h] for h in (*model.candidates, *model.fixed)]
        points = [*((a.x_km, a.y_km) for a in leads.values()), *((h.x_km, h.y_km) for h in homes)]
        known = all(x is not None and y is not None for x, y in points)
        bands = {spec.name: spec.band for spec in specs if spec.band}
        return Distance(model, leads, _points(homes) if known else {}, bands)

    @property
    def unit(self) -> str:
        """Say in what the run counts."""
        return KM_TENTH if self.points else STEP

    def between(self, group_id: str, household_id: str) -> int:
        """Give the distance of a group's lead to a household."""
        lead = self.leads[group_id]
        if self.points:
            x, y = self.points[household_id]
            return round(TENTHS * hypot((lead.x_km or 0.0) - x, (lead.y_km or 0.0) - y))
        return self._steps(lead, self.model.households[household_id])

    def counted(self, group_id: str, household_id: str) -> int:
        """Give the distance as its level counts it: in whole bands when the level has them."""
        wide = self.bands.get("distance", 0) * (TENTHS if self.points else 1)
        far = self.between(group_id, household_id)
        return far // wide if wide else far

    def mismatch(self, group_id: str, household_id: str) -> int:
        """Give how far what the group gives is from what the household needs, as its level counts it."""
        return self.misfit(household_id, self.model.tiers.get(group_id))

    def misfit(self, household_id: str, tier_vnd: int | None) -> int:
        """Give how far a tier is from what the household needs, as its level counts it."""
        unit = HUNDRED_THOUSAND if self.model.monthly else MILLION
        return mismatch(self.needs[household_id], tier_vnd, unit) // self.bands.get("mismatch", 1)

    @cached_property
    def needs(self) -> dict[str, int | None]:
        """What each family needs, in VND; of a village that gave an order the middle: the order decides among them."""
        homes = [self.model.households[h] for h in (*self.model.candidates, *self.model.fixed)]
        told: dict[Village, list[int]] = defaultdict(list)
        for home in homes:
            if (village := village_of(home)) and home.need_vnd is not None:
                told[village].append(home.need_vnd)
        middle = {village: sum(needs) // len(needs) for village, needs in told.items()}
        return {
            h.household_id: middle.get(village) if (village := village_of(h)) is not None else h.need_vnd for h in homes
        }

    def _steps(self, lead: Agency, home: ListedHousehold) -> int:
        commune = commune_key(lead.commune_code, lead.commune)
        if commune and commune == commune_of(home):
            return 0
        seat, there = self.model.seats.get(commune, Seat()), seat_of(home, self.model.seats)
        if seat.province and there.province and seat.province != there.province:
            return 3
        return 1 if not seat.district or not there.district or seat.district == there.district else 2


def _points(homes: list[ListedHousehold]) -> dict[str, Point]:
    """Families of a village that gave an order stand at its middle: the order, not metres, decides among them."""
    villages: dict[Village, list[ListedHousehold]] = defaultdict(list)
    points: dict[str, Point] = {}
    for home in homes:
        points[home.household_id] = (home.x_km or 0.0, home.y_km or 0.0)
        if village := village_of(home):
            villages[village].append(home)
    for village_homes in villages.values():
        middle = (_middle([h.x_km or 0.0 for h in village_homes]), _middle([h.y_km or 0.0 for h in village_homes]))
        points.update({h.household_id: middle for h in village_homes})
    return points


def _middle(places: list[float]) -> float:
    """The mean; of equal numbers that number itself, since a sum divided may come out beside it."""
    return places[0] if min(places) == max(places) else fsum(places) / len(places)
