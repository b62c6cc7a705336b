"""Who comes first: only what the list says counts, and a commune is the same under any spelling."""

import pytest

from diachi.core.clauses import When
from diachi.core.household import ListedHousehold
from diachi.core.rules.commune_priority import lives_there
from diachi.core.rules.household_priority import comes_first

WHEN = When(will_to_escape=True, causes_any=("no_capital", "no_skill"))


@pytest.mark.parametrize(
    ("will", "causes", "first"),
    [
        (True, ("no_capital",), True),
        (True, ("illness", "no_skill"), True),
        (True, ("illness",), False),
        (True, (), False),
        (False, ("no_capital",), False),
        (None, ("no_capital",), False),
    ],
)
def test_every_fact_must_stand_in_the_list(will: bool | None, causes: tuple[str, ...], first: bool) -> None:
    home = ListedHousehold(household_id="H", will_to_escape=will, causes=causes)
    assert comes_first(home, WHEN) is first


def test_a_priority_may_ask_for_one_fact_only() -> None:
    assert comes_first(ListedHousehold(household_id="H", will_to_escape=True), When(will_to_escape=True))
    assert comes_first(ListedHousehold(household_id="H", causes=("no_skill",)), When(causes_any=("no_skill",)))
    assert comes_first(ListedHousehold(household_id="H"), When())


@pytest.mark.parametrize(
    ("commune", "code", "there"),
    [
        ("Hoa Thám", "", True),
        ("Xã Hoa Thám", "", True),
        ("XA HOA THAM", "", True),
        ("Hoa Thám", "06067", True),
        ("Hoa Thám", "06999", False),  # another commune of the same name
        ("Thiện Thuật", "", False),
        ("", "06067", True),
        ("", "", False),
    ],
)
def test_codes_decide_when_both_are_known_else_names_under_any_spelling(commune: str, code: str, there: bool) -> None:
    home = ListedHousehold(household_id="H", commune=commune, commune_code=code)
    assert lives_there(home, commune="xã Hoa Thám", commune_code="06067") is there
