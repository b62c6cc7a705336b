"""Where households stand in a year: lists and reviews together, unknown never counted as out."""

from __future__ import annotations

from datetime import date

from diachi.core.forms.conditions import Condition, meets, met_by
from diachi.core.forms.years import YearKinds, YearStanding, standings, year_of_lists
from diachi.core.history import ReviewRecord
from diachi.core.household import AreaType, ListedHousehold, PovertyStatus
from diachi.core.poverty.movements import ListState, MovementCode
from diachi.core.register import Register
from diachi.files.law.poverty import movements

POOR, NEAR, ESCAPED = PovertyStatus.POOR, PovertyStatus.NEAR_POOR, PovertyStatus.NEWLY_ESCAPED
STANDARD = "VN-2022"


def home(key: str, status: PovertyStatus, year: int, commune: str = "06073", **more: object) -> ListedHousehold:
    facts = {"status": status, "list_date": date(year, 12, 1), "commune_code": commune, "standard_id": STANDARD}
    return ListedHousehold(household_id=key, **{**facts, **more})  # type: ignore[arg-type]


def stood(now: list[ListedHousehold], before: list[ListedHousehold], *reviews: ReviewRecord) -> dict[str, YearStanding]:
    return standings(Register(households=tuple(now)), before, reviews, 2024, movements())


def test_moves_between_the_lists_of_two_years() -> None:
    now = [home("A", NEAR, 2024), home("B", ESCAPED, 2024), home("C", POOR, 2024), home("D", POOR, 2024)]
    before = [home("A", POOR, 2023), home("B", POOR, 2023), home("C", NEAR, 2023)]
    found = stood(now, before)
    assert {key: s.move for key, s in found.items()} == {
        "A": MovementCode.EXIT_TO_NEAR_POOR,
        "B": MovementCode.EXIT_FULL,
        "C": MovementCode.FALL,
        "D": MovementCode.NEW_POOR,
    }
    assert found["D"].before is ListState.NOT_POOR


def test_whom_the_year_does_not_name_is_unknown_and_not_out() -> None:
    found = stood([home("A", POOR, 2024), home("B", POOR, 2023)], [home("A", POOR, 2023)])
    assert found["B"] == YearStanding(before=ListState.POOR)


def test_without_an_earlier_list_of_the_commune_nobody_is_new() -> None:
    now = [home("A", POOR, 2024), home("X", POOR, 2024, commune="06076")]
    assert stood(now, [home("A", POOR, 2023)])["X"] == YearStanding(now=ListState.POOR)


def test_what_a_review_says_of_a_move_stands_above_what_follows_from_lists() -> None:
    review = ReviewRecord(household_id="A", date="2024-11-20", movement="exit_admin")
    assert stood([home("A", POOR, 2023)], [], review)["A"].move is MovementCode.EXIT_ADMIN


def test_somebody_poor_once_before_is_a_relapse() -> None:
    reviews = [ReviewRecord(household_id="A", date=str(y), status=s) for y, s in ((2021, POOR), (2022, ESCAPED))]
    assert stood([home("A", POOR, 2024, standard_id="")], [], *reviews)["A"].move is MovementCode.RELAPSE


def test_the_year_is_that_of_the_newest_list() -> None:
    assert year_of_lists([home("A", POOR, 2023), home("B", POOR, 2024)]) == 2024
    assert year_of_lists([ListedHousehold(household_id="A")]) is None


def test_one_condition_that_is_not_met_decides_and_one_unknown_leaves_it_open() -> None:
    kinds = YearKinds(before=frozenset(), now=frozenset([ListState.POOR]))
    one = home("A", POOR, 2024, ethnic_group="Kinh")
    met = met_by(one, YearStanding(now=ListState.POOR), AreaType.RURAL, kinds, merit=None, paired=False)
    assert meets(met, ["poor", "rural"]) is True
    assert meets(met, ["minority", "no_labour"]) is False
    assert meets(met, ["poor", "no_labour"]) is None
    assert meets(met, ["near_poor"]) is None, "no list of the near-poor came: nobody knows"
    assert met[Condition.POOR_BEFORE] is None
