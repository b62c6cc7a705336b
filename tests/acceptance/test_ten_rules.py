"""The ten rules to test first, one test each: what the law, the map and the two letters must mean."""

from __future__ import annotations

from datetime import date

import pytest

from diachi.core.agency import Agency, AgencyKind
from diachi.core.allocation.grouping import form_groups
from diachi.core.clauses import Quota, SmallAgencies
from diachi.core.deadline import Deadline, DeadlineOp, Standing
from diachi.core.household import AreaType, Sex
from diachi.core.official_forms import date_vi, number_line
from diachi.core.personal_id import read_personal_id
from diachi.core.places.place import PlaceVerdict
from diachi.core.poverty.classes import PovertyClass, classify, classify_points
from diachi.core.poverty.movements import AdministrativeExit, ReviewResult, commune_exits, sponsor_successes
from diachi.core.rules.quotas import duty_of
from diachi.files.law.places import shipped_places
from diachi.files.law.poverty import movements, standards

RURAL, URBAN = AreaType.RURAL, AreaType.URBAN
POOR, NEAR_POOR, NOT_POOR = PovertyClass.POOR, PovertyClass.NEAR_POOR, PovertyClass.NOT_POOR
BEFORE_REFORM, AFTER_REFORM = date(2024, 4, 1), date(2025, 8, 1)


@pytest.mark.parametrize(
    ("income", "lacking", "year", "found"),
    [(1_400_000, 2, 2022, NEAR_POOR), (650_000, 0, 2019, POOR), (650_000, 0, 2022, NEAR_POOR)],
)
def test_rule_1_poor_by_income_alone_until_2021_and_by_what_is_lacking_since(
    income: int, lacking: int, year: int, found: PovertyClass
) -> None:
    assert classify(income, lacking, RURAL, standards().on(year)) is found


@pytest.mark.parametrize(("year", "found"), [(2022, "VN-2022"), (2026, "VN-2022"), (2027, "VN-2027")])
def test_rule_2_the_standard_of_2022_holds_to_the_end_of_2026(year: int, found: str) -> None:
    assert getattr(standards().on(year), "standard_id", None) == found


@pytest.mark.parametrize(("area", "year", "found"), [(URBAN, 2019, POOR), (URBAN, 2023, POOR), (RURAL, 2023, NOT_POOR)])
def test_rule_3_150_points_and_30_mean_what_their_regime_says(area: AreaType, year: int, found: PovertyClass) -> None:
    assert classify_points(150, 30, area, standards().on(year)) is found


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2024, 2, 5), "ngày 05 tháng 02 năm 2024"),
        (date(2020, 8, 25), "ngày 25 tháng 8 năm 2020"),
        (date(2024, 10, 9), "ngày 09 tháng 10 năm 2024"),
    ],
)
def test_rule_4_zeros_stand_before_days_below_ten_and_months_one_and_two(day: date, printed: str) -> None:
    assert date_vi(day) == printed


def test_rule_5_a_number_below_ten_has_its_zero() -> None:
    assert number_line(5, "UBND", "VX") == "Số: 05/UBND-VX"


def test_rule_6_one_code_means_two_communes_and_a_name_keeps_its_people() -> None:
    places = shipped_places()
    before, after = (places.resolve("06115", on=day).place for day in (BEFORE_REFORM, AFTER_REFORM))
    assert (before and before.name, after and after.name) == ("Hồng Thái", "Tân Văn")
    said = places.resolve("Hồng Phong", within=("Bình Gia",), on=BEFORE_REFORM)
    assert (said.verdict, said.code) == (PlaceVerdict.FOUND, "06079")
    assert said.place
    assert places.code_on(said.place, AFTER_REFORM) == "06079"


def test_rule_7_a_lost_zero_is_put_back_and_said() -> None:
    found = read_personal_id("20190001234")
    assert found
    assert (found.number, found.zeros_restored) == ("020190001234", True)
    assert (found.sex, found.birth_year) == (Sex.FEMALE, 1990)


def test_rule_8_an_exit_by_death_is_the_commune_s_and_no_sponsor_s() -> None:
    reviews = [ReviewResult(on=date(2022, 12, 15), found=POOR, standard_id="VN-2022")]
    found = movements().moves("H1", reviews, (AdministrativeExit.DIED, date(2023, 5, 1)))
    assert (commune_exits(found), sponsor_successes(found)) == (1, 0)


def test_rule_9_three_small_bodies_owe_one_household_together_and_a_body_of_ten_its_own() -> None:
    bodies = [
        Agency(agency_id=f"A{staff}", name=f"Cơ quan {staff}", kind=AgencyKind.DEPARTMENT, staff=staff)
        for staff in (4, 6, 9, 10)
    ]
    quota, pool = Quota(id="departments", aim=1), SmallAgencies(id="pool", below=10, partners=(2, 3))
    found = form_groups(bodies, (pool,))
    assert sorted(sorted(g.members) for g in found.groups) == [["A10"], ["A4", "A6", "A9"]]
    by_id = {b.agency_id: b for b in bodies}
    assert [duty_of(by_id[g.members[0]], (quota,)).capacity for g in found.groups] == [1, 1]


@pytest.mark.parametrize(
    ("day", "standing", "late"),
    [
        (date(2024, 7, 14), Standing.IN_TIME, 0),
        (date(2024, 7, 15), Standing.ON_THE_DAY, 0),  # the house's reading: the day itself warns, and is not late
        (date(2024, 7, 16), Standing.LATE, 1),
    ],
)
def test_rule_10_a_plan_of_the_day_after_is_late_and_the_day_itself_is_the_last(
    day: date, standing: Standing, late: int
) -> None:
    due = Deadline(op=DeadlineOp.BEFORE, on="2024-07-15")
    assert (due.standing(day), due.days_late(day)) == (standing, late)
    assert due.last_day_in_time == date(2024, 7, 14)
