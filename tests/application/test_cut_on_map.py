from __future__ import annotations

from datetime import date

from diachi.application.cut_on_map import cut_on_map
from diachi.core.household import ListedHousehold
from diachi.core.register import Register
from diachi.core.summary import CommuneLine, Figures, Summary
from diachi.files.law.places import gazetteer

OLD, NEW = date(2024, 4, 1), date(2025, 8, 1)


def _cut(counts: dict[str, int], listed_on: date, on: date) -> list[tuple[str, str, int, bool]]:
    homes = tuple(ListedHousehold(household_id=c, commune_code=c, list_date=listed_on) for c in counts if c)
    lines = tuple(
        CommuneLine(commune_code=c, commune="", listed=n, figures=Figures(households=n)) for c, n in counts.items()
    )
    summary = Summary(campaign_id="thu", by_commune=lines)
    found = cut_on_map(summary=summary, register=Register(households=homes), places=gazetteer(), on=on)
    assert sum(line.listed for line in found.by_commune) == sum(counts.values())
    assert sum(line.figures.households for line in found.by_commune) == sum(counts.values())
    return [(line.commune_code, line.commune, line.listed, line.off_map) for line in found.by_commune]


def test_figures_of_2024_add_up_on_the_map_of_today() -> None:
    # Hồng Thái 06115, Bình La 06118 and Tân Văn 06121 became Tân Văn, which bears the code of Hồng Thái.
    assert _cut({"06115": 3, "06118": 4, "06121": 5, "06079": 2}, OLD, NEW) == [
        ("06079", "Hồng Phong", 2, False),
        ("06115", "Tân Văn", 12, False),
    ]


def test_the_map_of_the_lists_themselves_changes_nothing() -> None:
    assert _cut({"06115": 3, "06118": 4}, OLD, OLD) == [
        ("06115", "Hồng Thái", 3, False),
        ("06118", "Bình La", 4, False),
    ]


def test_a_divided_commune_keeps_its_line_until_a_person_says() -> None:
    assert _cut({"22768": 7, "22741": 1}, date(2020, 8, 25), NEW) == [
        ("22741", "Bảo An", 1, False),
        ("22768", "", 7, True),
    ]


def test_a_commune_of_today_made_of_several_cannot_be_cut_on_the_old_map() -> None:
    assert _cut({"06115": 9}, NEW, OLD) == [("06115", "", 9, True)]


def test_figures_of_bodies_that_stand_under_no_commune_stay_there() -> None:
    assert _cut({"": 5, "06073": 1}, OLD, NEW) == [("", "", 5, False), ("06073", "Hoa Thám", 1, False)]


def test_a_code_of_no_map_is_kept_and_marked() -> None:
    assert _cut({"99999": 2}, OLD, NEW) == [("99999", "", 2, True)]
