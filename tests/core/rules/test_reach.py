"""How far a body takes households: by the list, else by its kind; what is not known does not bar."""

import pytest

from diachi.core.agency import Agency, AgencyKind, Reach
from diachi.core.household import ListedHousehold
from diachi.core.rules.reach import Seat, area_of, commune_key, reach_of, reaches, seats_of

HOMES = (
    ListedHousehold(household_id="1", commune_code="1", commune="Xã Một", district="Huyện A", province="Tỉnh X"),
    ListedHousehold(household_id="2", commune_code="2", commune="Xã Hai", district="Huyện A", province="Tỉnh X"),
    ListedHousehold(household_id="3", commune_code="3", commune="Xã Ba", district="Huyện B", province="Tỉnh X"),
    ListedHousehold(household_id="4", commune_code="4", commune="Xã Bốn", district="Huyện C", province="Tỉnh Y"),
    ListedHousehold(household_id="5", commune="xã một"),
    ListedHousehold(household_id="6"),
)
SEATS = seats_of(HOMES)


@pytest.mark.parametrize(
    ("reach", "taken"),
    [(Reach.COMMUNE, "15"), (Reach.DISTRICT, "1256"), (Reach.PROVINCE, "12356"), (Reach.NATION, "123456")],
)
def test_each_reach_takes_more(reach: Reach, taken: str) -> None:
    body = Agency(agency_id="A", name="Cơ quan", reach=reach, commune_code="1", commune="Xã Một")
    assert "".join(h.household_id for h in HOMES if reaches(body, h, SEATS)) == taken


def test_a_body_without_a_seat_reaches_everywhere() -> None:
    assert all(reaches(Agency(agency_id="A", name="Cơ quan"), h, SEATS) for h in HOMES)


def test_a_commune_committee_stays_in_its_commune_unless_the_list_says_otherwise() -> None:
    committee = Agency(agency_id="A", name="UBND xã", kind=AgencyKind.COMMUNE)
    assert reach_of(committee) is Reach.COMMUNE
    assert reach_of(Agency(agency_id="A", name="UBND xã", kind=AgencyKind.COMMUNE, reach=Reach.DISTRICT)) is (
        Reach.DISTRICT
    )
    assert reach_of(Agency(agency_id="A", name="Phòng", kind=AgencyKind.DEPARTMENT)) is Reach.DISTRICT


def test_areas_meet_unless_both_are_known_and_differ() -> None:
    areas = [
        area_of(Agency(agency_id="A", name="", commune_code=c, reach=Reach.DISTRICT), SEATS) for c in ("1", "2", "3")
    ]
    assert areas[0].meets(areas[1])
    assert not areas[0].meets(areas[2])
    assert areas[2].meets(area_of(Agency(agency_id="A", name=""), SEATS))


def test_names_stand_in_for_codes_that_are_missing() -> None:
    assert commune_key("", "Xã Hoa Thám") == commune_key("", "hoa tham")
    assert SEATS["1"] == Seat(district="huyen a", province="tinh x")
    assert seats_of(HOMES[::-1]) == SEATS
