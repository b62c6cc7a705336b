"""One key for a commune however rows write it; a name takes a code only where nothing else can be meant."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.linkage.places import Said, place_keys

CODED: Said = ("06073", "Hoa Thám", "Bình Gia", "Lạng Sơn")


def _key(said: Said, *others: Said) -> str:
    return place_keys([said, *others])[said][0]


@pytest.mark.parametrize("name", ["Hoa Thám", "Xã Hoa Thám", "xã HOA THÁM", "hoa tham", "x. Hoa Thám", "HoaThám"])
def test_a_row_without_a_code_takes_the_code_of_its_name_elsewhere(name: str) -> None:
    assert _key(("", name, "Huyện Bình Gia", ""), CODED) == "#06073"
    assert _key(("", name, "", "Lạng Sơn"), CODED) == "#06073"


def test_a_code_is_the_key_whatever_the_name_says() -> None:
    assert _key(CODED) == _key(("06073", "Hoa Tham", "", "")) == _key(("06073", "", "", "")) == "#06073"


def test_names_of_no_code_stay_comparable() -> None:
    one, two = ("", "Xã Mỹ Hưng", "", ""), ("", "mĩ hưng", "Tràng Định", "")
    assert _key(one) == _key(two) == "mihung"


def test_nothing_said_is_no_place() -> None:
    assert place_keys([("", "", "", ""), CODED])["", "", "", ""] == ("", "")
    assert _key(("", "", "Bình Gia", "Lạng Sơn"), CODED) == ""


def test_a_name_borne_by_two_communes_stays_a_name_unless_its_district_says_which() -> None:
    other: Said = ("06500", "Hoa Thám", "Bắc Sơn", "Lạng Sơn")
    assert _key(("", "Hoa Thám", "", ""), CODED, other) == "hoatham"
    assert _key(("", "Hoa Thám", "Chi Lăng", ""), CODED, other) == "hoatham"
    assert _key(("", "Hoa Thám", "huyện Bắc Sơn", ""), CODED, other) == "#06500"
    assert _key(("", "Hoa Thám", "Bình Gia", ""), CODED, other) == "#06073"


def test_a_name_of_another_district_is_another_commune() -> None:
    assert _key(("", "Hoa Thám", "Bắc Sơn", ""), CODED) == "hoatham"
    assert _key(("", "Hoa Thám", "Bắc Sơn", ""), ("06073", "Hoa Thám", "", "")) == "#06073"


def test_provinces_are_one_however_they_are_written() -> None:
    said = [("", "", "", p) for p in ("Lạng Sơn", "tỉnh Lạng Sơn", "LANG SON", "T. Lạng Sơn")]
    assert {province for _, province in place_keys(said).values()} == {"langson"}


_SAID = st.tuples(
    st.sampled_from(["", "06073", "06076", "22800"]),
    st.sampled_from(["", "Hoa Thám", "Xã Hoa Thám", "Mỹ Sơn", "mĩ sơn", "Phước Bình"]),
    st.sampled_from(["", "Bình Gia", "huyện Bình Gia", "Bắc Sơn"]),
    st.sampled_from(["", "Lạng Sơn", "Ninh Thuận"]),
)


@given(said=st.lists(_SAID, max_size=12), dice=st.randoms(use_true_random=False))
def test_neither_order_nor_number_of_rows_matters(said: list[Said], dice: random.Random) -> None:
    mixed = [*said, *said]
    dice.shuffle(mixed)
    assert place_keys(iter(mixed)) == place_keys(said)


@given(said=st.lists(_SAID, min_size=1, max_size=12))
def test_a_key_is_a_code_somebody_wrote_or_the_name_said(said: list[Said]) -> None:
    codes = {f"#{one[0]}" for one in said if one[0]}
    for one, (place, _) in place_keys(said).items():
        assert (place == "") == (not one[0] and not one[1])
        assert not place.startswith("#") or (place in codes and (not one[0] or place == f"#{one[0]}"))
