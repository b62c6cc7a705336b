"""Words without accents, in part, in any order, a letter off; ends of numbers; ids of ours."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.application.radar_index import Closeness, Entry, SearchIndex, tokens_of
from diachi.core.household import Sex
from worlds_people import GROUPS, Registry

PEOPLE = Registry(random.Random(7), "020")
NAMES = tuple(PEOPLE.name(group, sex) for group in GROUPS for sex in Sex for _ in range(12))


def _entry(key: str, name: str, place: str = "", numbers: tuple[str, ...] = (), others: tuple[str, ...] = ()) -> Entry:
    return Entry(key=key, name=name, place=place, numbers=numbers, others=others, ids=(key,))


ENTRIES = (
    _entry("06121-2024-8", "Lã Thị Bình", "Thôn Nà Vén Hòa Bình 1975", ("020175001234",)),
    _entry("06073-2024-1", "La Thị Lan", "Thôn Nà Vén Bình Gia 1980"),
    _entry("22828-2020-1", "Pi Năng Thủy", "Ma Nới", ("0912345678",), ("Chamaléa Thị Mận",)),
    _entry("22828-2020-2", "Pinăng Thúy", "Ma Nới"),
    _entry("06076-2024-3", "Nông Văn Tú", "Bản Chu"),
    _entry("06076-2024-4", "Nông Văn Tụ", "Bản Chu"),
)
INDEX = SearchIndex(ENTRIES)


@pytest.mark.parametrize(
    ("said", "closeness", "first"),
    [
        ("la thi binh nà ven", Closeness.ALL, "06121-2024-8"),
        ("VÉN NÀ BÌNH", Closeness.ALL, "06121-2024-8"),
        ("thôn Nà Vén bà Bình", Closeness.ALL, "06121-2024-8"),
        ("1234", Closeness.ALL, "06121-2024-8"),
        ("5001234", Closeness.ALL, "06121-2024-8"),
        ("020 175 001 234", Closeness.ALL, "06121-2024-8"),
        ("1975 binh", Closeness.ALL, "06121-2024-8"),
        ("0912 345 678", Closeness.ALL, "22828-2020-1"),
        ("06073-2024-1", Closeness.ALL, "06073-2024-1"),
        ("mận chamaléa", Closeness.ALL, "22828-2020-1"),
        ("pinang thuy", Closeness.ALL, "22828-2020-2"),
        ("pi nang thuy", Closeness.ALL, "22828-2020-1"),
        ("Nông Văn Tụ", Closeness.ALL, "06076-2024-4"),  # marks that were typed decide between equals
        ("la thi bin", Closeness.BEGUN, "06121-2024-8"),
        ("l t b", Closeness.BEGUN, "06121-2024-8"),
        ("la thj binh", Closeness.SLIP, "06121-2024-8"),
        ("nong van tur", Closeness.SLIP, "06076-2024-3"),
        ("la thi binh khuoi luong", Closeness.PART, "06121-2024-8"),
    ],
)
def test_what_is_typed_in_haste_finds_the_household(said: str, closeness: Closeness, first: str) -> None:
    found = INDEX.find(said, 8)
    assert (found.closeness, found.keys[0]) == (closeness, first)


@pytest.mark.parametrize("said", ["", "   ", "zzz qqq", "9999", "?!", "\x00", "0" * 5000, "5", "a" * 100_000])
def test_nothing_meant_and_nothing_found_are_an_empty_answer(said: str) -> None:
    assert INDEX.find(said, 8).keys == ()


def test_a_surname_of_two_words_is_found_written_as_one_and_as_two() -> None:
    for said in ("pinang thuy", "pi nang thuy"):
        assert set(INDEX.find(said, 8).keys) == {"22828-2020-1", "22828-2020-2"}


def test_equally_near_ones_come_in_the_order_given_and_the_rest_is_counted() -> None:
    many = SearchIndex([_entry(f"H{n:04d}", "Hoàng Thị Hoa", "Thôn 1") for n in range(3000)])
    found = many.find("hoa hoang", 8)
    assert found.keys == tuple(f"H{n:04d}" for n in range(8))
    assert found.count == 3000


def test_a_name_comes_before_a_member_and_before_a_place() -> None:
    index = SearchIndex(
        [
            _entry("place", "Vi Văn Sơn", "Lý Thị Hà"),
            _entry("member", "Vi Văn Toàn", others=("Lý Thị Hà",)),
            _entry("head", "Lý Thị Hà"),
            _entry("longer", "Lý Thị Thu Hà"),
        ]
    )
    assert index.find("ly thi ha", 8).keys == ("head", "longer", "place", "member")


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_the_words_does_not_matter_and_a_full_name_is_always_found(
    names: list[str], dice: random.Random
) -> None:
    index = SearchIndex([_entry(f"H{n}", name) for n, name in enumerate(names)])
    for n, name in enumerate(names):
        words = tokens_of(name)
        dice.shuffle(words)
        found = index.find(" ".join(words), 50)
        assert found == index.find(" ".join(tokens_of(name)), 50)
        assert f"H{n}" in found.keys
