from __future__ import annotations

import pytest

from diachi.core.agency import Agency
from diachi.core.household import ListedHousehold
from diachi.core.places.points import CommunePoint, flat, with_points
from diachi.core.register import Register

POINTS = (CommunePoint(commune_code="06073", lat=21.95, lon=106.37), CommunePoint(commune_code="06076", x_km=3, y_km=4))


def test_degrees_become_kilometres_that_measure_right() -> None:
    # One degree of latitude is 111.2 km; one of longitude at 22 degrees north 103.1 km.
    south, north, east = (
        flat(CommunePoint(commune_code="x", lat=la, lon=lo)) for la, lo in ((22, 106), (23, 106), (22, 107))
    )
    assert south
    assert north
    assert east
    assert north[1] - south[1] == pytest.approx(111.2, abs=0.1)
    assert east[0] - south[0] == pytest.approx(103.1, abs=0.1)


def test_rows_without_a_point_take_that_of_their_commune_and_others_keep_their_own() -> None:
    rows = tuple(
        ListedHousehold(household_id=str(n), commune_code=c, x_km=x, y_km=y)
        for n, (c, x, y) in enumerate([("06076", None, None), ("06076", 1.0, 2.0), ("99999", None, None)])
    )
    bodies = (Agency(agency_id="A1", name="Ảo", commune_code="06073"),)
    placed = with_points(Register(households=rows, agencies=bodies), POINTS)
    assert [(h.x_km, h.y_km) for h in placed.households] == [(3, 4), (1.0, 2.0), (None, None)]
    assert placed.agencies[0].x_km == pytest.approx(38.2, abs=0.1)


def test_without_points_nothing_changes() -> None:
    register = Register(households=(ListedHousehold(household_id="1", commune_code="06073"),))
    assert with_points(register, ()) == register
