"""How far from its seat a body takes households, and which bodies are near enough to act together.

Source: formats, agencies.csv `reach`; Bình Gia 4/2024, mục 1 (a commune committee helps in its commune, the bodies of
the district in the district). What is not known does not bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diachi.core.agency import Agency, AgencyKind, Reach
from diachi.core.household import ListedHousehold
from diachi.core.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """The district and the province a commune lies in, as folded names; "" = not known."""

    district: str = ""
    province: str = ""

    @property
    def area(self) -> Area:
        """The seat as ground a body's area may meet."""
        return Area(district=self.district, province=self.province)


Seats = Mapping[str, Seat]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where a body may act: a commune, within a district, within a province; "" = anywhere."""

    commune: str = ""
    district: str = ""
    province: str = ""

    def meets(self, other: Area) -> bool:
        """Say whether two areas have ground in common, as far as is known."""
        pairs = ((self.commune, other.commune), (self.district, other.district), (self.province, other.province))
        return all(not a or not b or a == b for a, b in pairs)


def commune_key(code: str, name: str) -> str:
    """Give what tells communes apart: the code, else the name without accents and without its rank.

    Source: formats, households.csv (commune_code may be empty). Takes: code and name as listed. Gives: a key, "" =
    not known. Fails: never. Holds: "Xã Hoa Thám" and "hoa tham" have one key. Cost: O(length).
    """
    return code or fold(name).removeprefix("xa ").removeprefix("thi tran ")


def seats_of(households: Iterable[ListedHousehold]) -> dict[str, Seat]:
    """Learn from a list of households which district and province each commune lies in.

    Source: formats, households.csv. Takes: households in any order. Gives: seats by commune key. Fails: never.
    Holds: the order of the rows does not matter. Cost: O(n log n).
    """
    seats: dict[str, Seat] = {}
    for home in sorted(households, key=lambda h: h.household_id):
        key = commune_key(home.commune_code, home.commune)
        old = seats.get(key, Seat())
        if key:
            seats[key] = Seat(
                district=old.district or fold(home.district), province=old.province or fold(home.province)
            )
    return seats


def seat_of(household: ListedHousehold, seats: Seats) -> Seat:
    """Give the district and the province a household lives in: those of its commune, else its own words.

    Source: formats, households.csv. Takes: one household; seats by commune key. Gives: its seat. Fails: never.
    Holds: two households of one commune have one seat. Cost: O(1).
    """
    known = seats.get(commune_key(household.commune_code, household.commune))
    return known or Seat(district=fold(household.district), province=fold(household.province))


def reach_of(agency: Agency) -> Reach:
    """Give how far a body takes households: a commune committee in its commune, others in the district.

    Source: Bình Gia 4/2024, mục 1. Takes: one body. Gives: its reach. Fails: never.
    Holds: what the list says goes before the default of the kind. Cost: O(1).
    """
    if agency.reach is not None:
        return agency.reach
    return Reach.COMMUNE if agency.kind is AgencyKind.COMMUNE else Reach.DISTRICT


def area_of(agency: Agency, seats: Seats) -> Area:
    """Give where a body may act.

    Source: formats, agencies.csv `reach`. Takes: one body; seats by commune key. Gives: its area. Fails: never.
    Holds: a wider reach never gives a smaller area. Cost: O(1).
    """
    reach = reach_of(agency)
    commune = commune_key(agency.commune_code, agency.commune)
    seat = seats.get(commune, Seat())
    return Area(
        commune=commune if reach is Reach.COMMUNE else "",
        district=seat.district if reach in (Reach.COMMUNE, Reach.DISTRICT) else "",
        province=seat.province if reach is not Reach.NATION else "",
    )


def reaches(agency: Agency, household: ListedHousehold, seats: Seats) -> bool:
    """Say whether a body takes households where this one lives.

    Source: formats, agencies.csv `reach`. Takes: one body, one household as listed. Gives: yes or no. Fails: never.
    Holds: a body bound to a known commune never takes a household of another, or of a commune not known. Cost: O(1).
    """
    return within(area_of(agency, seats), agency, household, seat_of(household, seats))


def within(area: Area, agency: Agency, household: ListedHousehold, seat: Seat) -> bool:
    """Say whether a household lives in the area of a body.

    Source: formats, agencies.csv `reach`. Takes: the body and its area, a household and its seat, found beforehand.
    Gives: yes or no. Fails: never. Holds: as `reaches`; what is not known does not bar. Cost: O(1).
    """
    if area.district and seat.district and area.district != seat.district:
        return False
    if area.province and seat.province and area.province != seat.province:
        return False
    return not area.commune or _same_commune(agency, household)


def _same_commune(agency: Agency, household: ListedHousehold) -> bool:
    if agency.commune_code and household.commune_code:
        return agency.commune_code == household.commune_code
    return commune_key("", agency.commune) == commune_key("", household.commune) != ""
