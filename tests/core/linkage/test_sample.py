"""Pairs of strangers to learn from, and how many pairs there are: counted as one would by hand."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.linkage.levels import Sides, sides_of
from diachi.core.linkage.model import Meetings
from diachi.core.linkage.places import place_keys
from diachi.core.linkage.sample import MOST_ROWS, digest, meetings_at, meetings_of, rows_of_each, sample_of
from diachi.core.linkage.traits import place_said, traits_of
from diachi.core.same import LinkRecord

Where = tuple[str, str]
_WHERE = st.lists(
    st.tuples(st.sampled_from(["", "#1", "#2", "#3"]), st.sampled_from(["", "langson", "ninhthuan"])), max_size=12
)


def _by_hand(pairs: list[tuple[Where, Where]], rows: int) -> Meetings:
    home = sum(not a[0] or not b[0] or a[0] == b[0] for a, b in pairs)
    province = sum(bool(a[0] and b[0] and a[1]) and a[1] == b[1] for a, b in pairs)
    return Meetings(rows=rows, pairs=len(pairs), home=home, same_province=province)


@given(left=_WHERE, right=_WHERE)
def test_pairs_of_two_lists_are_counted_where_they_are(left: list[Where], right: list[Where]) -> None:
    assert meetings_at(Counter(left), Counter(right)) == _by_hand([*product(left, right)], len(right))


@given(rows=_WHERE)
def test_pairs_within_a_list_are_counted_once(rows: list[Where]) -> None:
    assert meetings_at(Counter(rows), None) == _by_hand([*combinations(rows, 2)], len(rows))


def _sides(rows: list[tuple[str, str, str]]) -> list[Sides]:
    records = [LinkRecord(record_id=i, list_key=key, commune_code=code) for i, key, code in rows]
    places = place_keys(place_said(r) for r in records)
    return [sides_of(traits_of(r, places)) for r in records]


_ROWS = st.lists(
    st.tuples(st.integers(0, 60).map(str), st.sampled_from(["2016", "2020"]), st.sampled_from(["", "06073", "06076"])),
    max_size=20,
    unique_by=lambda r: r[0],
)


def _ids(lists: list[list[Sides]], pairs: int) -> list[tuple[str, str]]:
    return [(a.traits.record_id, b.traits.record_id) for a, b in sample_of(lists, pairs=pairs)]


@given(ones=_ROWS, twos=_ROWS, pairs=st.integers(1, 400), dice=st.randoms(use_true_random=False))
def test_strangers_are_of_one_list_and_commune_in_any_order_of_rows(
    ones: list[tuple[str, str, str]], twos: list[tuple[str, str, str]], pairs: int, dice: random.Random
) -> None:
    lists = [_sides(ones), _sides(twos)]
    for a, b in sample_of(lists, pairs=pairs):
        assert a.traits.record_id != b.traits.record_id
        assert a.traits.place
        assert (a.traits.list_key, a.traits.place) == (b.traits.list_key, b.traits.place)
    assert _ids([dice.sample(side, len(side)) for side in lists], pairs) == _ids(lists, pairs)


def test_every_pair_is_looked_at_where_there_are_few_and_no_more_than_asked_where_there_are_many() -> None:
    rows = [(str(n), "2016", "06073") for n in range(12)]
    assert len(_ids([_sides(rows)], 1_000)) == 12 * 11 // 2
    assert len(_ids([_sides(rows)], 10)) <= 10
    assert _ids([_sides([*rows, ("x", "2016", "")])], 10) == _ids([_sides(rows)], 10)


@pytest.mark.parametrize("groups", [0, 1, 7, 900, 10**6])
def test_rows_of_each_commune_are_two_at_least_and_never_too_many(groups: int) -> None:
    assert 2 <= rows_of_each(groups) <= MOST_ROWS
    assert rows_of_each(groups + 1) <= rows_of_each(groups)


def test_the_lot_is_that_of_the_id_alone() -> None:
    assert digest("a") == digest("a") != digest("b")
    sides = _sides([("a", "2016", "06073"), ("b", "2020", "")])
    assert meetings_of(sides, None) == meetings_at(Counter([("#06073", ""), ("", "")]), None)
