"""A standard holds from its first to its last day; a province's own value wins there and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest

from diachi.core.household import AreaType
from diachi.core.poverty.classes import PovertyClass, classify
from diachi.core.poverty.standard import NO_LINE, Lines, Measure, PovertyRefusal, PovertyStandard, PovertyValue
from diachi.core.poverty.standards import Standards
from diachi.files.law.poverty import standards
from diachi.files.law.tables import records

COUNTRY = records("poverty_standards", PovertyValue)
# Invented: no province's own standard is at hand.
LOCAL = PovertyValue(
    standard_id="P99-2022",
    area=AreaType.URBAN,
    province_code="99",
    measure=Measure.LINE,
    value=3_000_000,
    valid_from=date(2023, 1, 1),
    valid_to=date(2025, 12, 31),
)


def known(found: PovertyStandard | PovertyRefusal) -> PovertyStandard:
    assert isinstance(found, PovertyStandard)
    return found


@pytest.mark.parametrize(
    ("day", "standard_id"),
    [
        (date(2006, 1, 1), "VN-2006"),
        (date(2010, 12, 31), "VN-2006"),
        (date(2011, 1, 1), "VN-2011"),
        (date(2015, 12, 31), "VN-2011"),
        (date(2016, 1, 1), "VN-2016"),
        (date(2021, 12, 31), "VN-2016"),  # prolonged by NĐ 07/2021 Điều 2
        (date(2022, 1, 1), "VN-2022"),
        (date(2026, 12, 31), "VN-2022"),  # prolonged by NĐ 351/2025
        (date(2027, 1, 1), "VN-2027"),
        (2019, "VN-2016"),
        (2026, "VN-2022"),
        (2027, "VN-2027"),
        (2030, "VN-2027"),
    ],
)
def test_each_day_has_the_standard_held_then(day: date | int, standard_id: str) -> None:
    assert known(standards().on(day)).standard_id == standard_id


@pytest.mark.parametrize("day", [date(2005, 12, 31), date(2031, 1, 1), 2005, 2031, 0, -1, 10_000])
def test_a_day_outside_the_data_has_no_standard(day: date | int) -> None:
    assert standards().on(day) is PovertyRefusal.STANDARD_UNKNOWN


def test_two_standards_at_once_are_not_chosen_between() -> None:
    twice = [PovertyValue(standard_id=n, area=AreaType.RURAL, measure=Measure.LINE, value=1) for n in ("A", "B")]
    assert Standards(twice).on(2020) is PovertyRefusal.STANDARD_UNKNOWN


def test_a_province_s_own_value_wins_in_that_province_while_it_holds() -> None:
    both = Standards([LOCAL, *COUNTRY])
    found = known(both.on(2024, "99"))
    assert found.standard_id == "P99-2022"
    assert found.incomes[AreaType.URBAN] == Lines(line=3_000_000, enough=3, average=3_000_000)
    assert found.incomes[AreaType.RURAL] == known(standards().on(2024)).incomes[AreaType.RURAL]
    assert classify(2_500_000, 3, AreaType.URBAN, found) is PovertyClass.POOR
    for elsewhere in (both.on(2024), both.on(2024, "20"), both.on(2022, "99"), both.on(2026, "99")):
        assert known(elsewhere).standard_id == "VN-2022"
        assert classify(2_500_000, 3, AreaType.URBAN, elsewhere) is PovertyClass.AVERAGE


def test_a_province_alone_is_no_standard() -> None:
    assert Standards([LOCAL]).on(2024, "99") is PovertyRefusal.STANDARD_UNKNOWN


def test_near_poor_was_defined_in_2008() -> None:
    assert known(standards().on(2007)).incomes[AreaType.RURAL] == Lines(low=200_000)
    assert known(standards().on(2008)).incomes[AreaType.RURAL] == Lines(low=200_000, line=260_000)
    assert known(standards().on(2007)).points == {}
    assert NO_LINE < 0
