"""How far a group stands from a household: kilometres when every place is known, else steps of the map.

Source: formats, register: steps 0 the same commune, 1 the same district, 2 the same province, else 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from diachi.core.agency import Agency
from diachi.core.allocation.model import Model

TENTHS = 10  # kilometres are counted in tenths, as integers


@dataclass(frozen=True)
class Distance:
    """The distances of one run, all in one unit: tenths of a kilometre, or steps."""

    model: Model
    leads: dict[str, Agency]
    in_km: bool

    @staticmethod
    def of(model: Model) -> Distance:
        """Choose the unit: kilometres only when every lead and every household has a point."""
        leads = {g.group_id: model.agencies[g.lead] for g in model.groups}
        homes = [model.households[h] for h in (*model.candidates, *model.fixed)]
        points = [*((a.x_km, a.y_km) for a in leads.values()), *((h.x_km, h.y_km) for h in homes)]
        return Distance(model, leads, all(x is not None and y is not None for x, y in points))

    def between(self, group_id: str, household_id: str) -> int:
        """Give the distance of a group's lead to a household."""
        lead, home = self.leads[group_id], self.model.households[household_id]
        if self.in_km:
            x = (lead.x_km or 0.0) - (home.x_km or 0.0)
            y = (lead.y_km or 0.0) - (home.y_km or 0.0)
            return round(TENTHS * hypot(x, y))
        if lead.commune_code and lead.commune_code == home.commune_code:
            return 0
        seat = self.model.district_of.get(lead.commune_code, "")
        return 1 if not seat or not home.district or seat == home.district else 2
