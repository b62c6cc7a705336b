from hypothesis import given
from hypothesis import strategies as st

from diachi.core.rules.zero_target import zero_target

IDS = st.text("abcdef", min_size=1, max_size=2)


def test_households_and_persons_are_both_counted() -> None:
    zero = zero_target({"a": 2, "b": 1}, {"a", "elsewhere"})
    assert (zero.households, zero.persons) == (2, 3)
    assert (zero.left_households, zero.left_persons) == (1, 1)


@given(st.dictionaries(IDS, st.integers(1, 9)), st.sets(IDS))
def test_covered_and_left_are_the_whole(persons: dict[str, int], covered: set[str]) -> None:
    zero = zero_target(persons, covered)
    assert zero.covered_households + zero.left_households == len(persons)
    assert zero.covered_persons + zero.left_persons == sum(persons.values())
    assert zero.left_households >= 0
    assert zero.covered_households == len(set(persons) & covered)
