"""Where communes lie, in kilometres: a file of points gives bodies and households a place when lists give none."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from diachi.core.agency import Agency
from diachi.core.household import ListedHousehold
from diachi.core.register import Register

# Kilometres of one degree on a sphere of the Earth's size, and the meridian that runs through the middle of Viet Nam:
# east-west lengths are true everywhere, the shape leans by less than 4 % at the borders.
KM_PER_DEGREE = 111.195
MIDDLE_MERIDIAN = 106.0

Placed = TypeVar("Placed", ListedHousehold, Agency)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunePoint:
    """The middle or the seat of a commune: latitude and longitude in degrees, or kilometres in a flat frame."""

    commune_code: str
    lat: float | None = None
    lon: float | None = None
    x_km: float | None = None
    y_km: float | None = None


def flat(point: CommunePoint) -> tuple[float, float] | None:
    """Give kilometres east and north (sinusoidal projection for degrees); None when the point says neither pair."""
    if point.x_km is not None and point.y_km is not None:
        return point.x_km, point.y_km
    if point.lat is None or point.lon is None:
        return None
    east = (point.lon - MIDDLE_MERIDIAN) * KM_PER_DEGREE * math.cos(math.radians(point.lat))
    return round(east, 3), round(point.lat * KM_PER_DEGREE, 3)


def with_points(register: Register, points: Sequence[CommunePoint]) -> Register:
    """Give households and bodies without a point of their own that of their commune.

    Holds: a point a list gives is never changed; without points nothing changes.
    """
    known = {p.commune_code: xy for p in points if (xy := flat(p))}
    if not known:
        return register
    return replace(
        register,
        households=tuple(_placed(h, known) for h in register.households),
        agencies=tuple(_placed(a, known) for a in register.agencies),
    )


def _placed(row: Placed, known: Mapping[str, tuple[float, float]]) -> Placed:
    xy = known.get(row.commune_code)
    if xy is None or (row.x_km is not None and row.y_km is not None):
        return row
    return replace(row, x_km=xy[0], y_km=xy[1])
