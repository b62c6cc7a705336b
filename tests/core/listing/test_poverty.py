"""The standard a list was judged by is named; scores that do not make the listed status are said, never corrected."""

from __future__ import annotations

from datetime import date

import pytest

from diachi.core.household import AreaType
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.poverty import Scores, standard_of
from diachi.core.listing.sheet import ListRow, SheetRows
from diachi.core.listing.titles import title_of
from diachi.core.places.place import Place
from diachi.files.law.places import shipped_places
from diachi.files.law.poverty import standards

SHEET = SheetRows(file="a.xlsx", name="1", rows=())
PLACE = Place(code="06073", name="Hoa Thám", province_code="20")
IN_2019, IN_2024, IN_2031 = date(2019, 12, 15), date(2024, 3, 15), date(2031, 3, 15)
DIFFER = [IssueCode.STATUS_POINTS_DIFFER]


def _row() -> ListRow:
    return ListRow(sheet=SHEET, number=7, cells={}, others={}, title=title_of((), "1", "a.xlsx"))


@pytest.mark.parametrize(
    ("status", "income", "deprivation", "on", "standard", "issues"),
    [
        ("poor", 140, 30, IN_2024, "VN-2022", []),
        ("poor", 140, 20, IN_2024, "VN-2022", DIFFER),
        ("near_poor", 140, 20, IN_2024, "VN-2022", []),
        ("poor", 120, 0, IN_2019, "VN-2016", []),  # poor by income alone until 2021
        ("poor", 150, 20, IN_2019, "VN-2016", DIFFER),
        ("poor", 200, 60, IN_2024, "VN-2022", DIFFER),
        ("newly_escaped", 200, 10, IN_2024, "VN-2022", []),
        ("poor", None, None, IN_2024, "VN-2022", []),
        ("poor", 140, None, IN_2024, "VN-2022", []),  # nobody counted: nothing to hold against
        ("", 140, 20, IN_2024, "VN-2022", []),
        ("poor", 140, 20, None, "", []),
        ("poor", 140, 20, IN_2031, "", [IssueCode.STANDARD_UNKNOWN]),
    ],
)
def test_a_row_is_held_against_the_standard_of_its_day(
    status: str,
    income: int | None,
    deprivation: int | None,
    on: date | None,
    standard: str,
    issues: list[IssueCode],
) -> None:
    row = _row()
    scores = Scores(income=income, deprivation=deprivation)
    assert standard_of(row, status, scores, on, PLACE, AreaType.RURAL, standards()) == standard
    assert [i.code for i in row.issues] == issues
    assert all((i.row, i.level) == (7, IssueLevel.WARNING) for i in row.issues)


def test_where_the_line_of_the_place_is_not_known_scores_say_nothing() -> None:
    row = _row()
    assert standard_of(row, "poor", Scores(income=160, deprivation=30), IN_2024, PLACE, None, standards()) == "VN-2022"
    assert row.issues == []


@pytest.mark.parametrize(
    ("said", "on", "area"),
    [
        ("06112", date(2024, 4, 1), AreaType.URBAN),  # thị trấn Bình Gia
        ("06073", date(2024, 4, 1), AreaType.RURAL),
        ("06073", date(2025, 8, 1), AreaType.RURAL),  # made of communes only
        ("06112", date(2025, 8, 1), None),  # xã Bình Gia took in the town: no text says which line
    ],
)
def test_a_town_inside_a_new_commune_is_asked(said: str, on: date, area: AreaType | None) -> None:
    places = shipped_places()
    place = places.resolve(said, on=on).place
    assert place is not None
    assert places.area_type(place) is area
