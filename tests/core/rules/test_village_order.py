"""A village's order compares its own families, under any spelling of its name, and nobody else's."""

from diachi.core.household import ListedHousehold
from diachi.core.rules.village_order import passed_over, village_of


def home(key: str, rank: int | None, hamlet: str = "Bản Chúc", commune: str = "00001") -> ListedHousehold:
    return ListedHousehold(household_id=key, village_rank=rank, hamlet=hamlet, commune_code=commune)


def test_a_higher_rank_left_behind_a_lower_one_is_a_departure() -> None:
    homes = [home("H3", 3), home("H1", 1), home("H2", 2), home("H0", None)]
    found = passed_over(homes, frozenset({"H3", "H0"}))
    assert [(a.household_id, b.household_id) for a, b in found] == [("H1", "H3"), ("H2", "H3")]
    assert passed_over(homes, frozenset({"H1", "H2"})) == ()
    assert passed_over(homes, frozenset()) == ()


def test_equal_ranks_other_villages_and_unknown_villages_are_not_compared() -> None:
    assert passed_over([home("H1", 1), home("H2", 1)], frozenset({"H2"})) == ()
    assert passed_over([home("H1", 1), home("H2", 2, "Nà Mạ")], frozenset({"H2"})) == ()
    assert passed_over([home("H1", 1), home("H2", 2, commune="00002")], frozenset({"H2"})) == ()
    assert passed_over([home("H1", 1, ""), home("H2", 2, "")], frozenset({"H2"})) == ()
    assert len(passed_over([home("H1", 1, "BẢN CHÚC"), home("H2", 2)], frozenset({"H2"}))) == 1


def test_without_an_order_there_is_no_village_to_compare_in() -> None:
    assert village_of(home("H", None)) is None
    assert village_of(home("H", 1)) == ("00001", "ban chuc")
