"""A collective name opens into bodies that fit and bodies to ask about; nobody is added in silence."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.agency import Agency, AgencyKind
from diachi.core.collective import CollectiveName, WhyAsked
from diachi.core.letters.meaning import kinds_named
from diachi.files.law.bodies import collectives
from diachi.files.law.tables import records
from diachi.files.law.vocabulary import vocabulary

ROWS = records("collective_names", CollectiveName)
NAMES = (
    "Phòng Nội vụ",
    "Thanh tra huyện",
    "Ban QLDA đầu tư xây dựng",
    "Văn phòng Huyện ủy",
    "Ủy ban MTTQ Việt Nam huyện",
    "Hội Nông dân huyện",
    "Hội Chữ thập đỏ",
    "Trường Mầm non xã Tân Văn",
    "Trường THPT Bình Gia",
    "Công an huyện",
    "Bảo hiểm xã hội huyện",
    "Phòng giao dịch NHCSXH",
    "HTX Hồi Bắc",
    "Hội Doanh nghiệp huyện",
    "UBND xã Tân Văn",
    "UBND thị trấn Bình Gia",
    "UBND phường Đông Kinh",
    "UBND huyện Thuận Nam",
    "UBND thành phố Phan Rang - Tháp Chàm",
    "Sở Tài chính tỉnh",
)


def _agency(name: str) -> Agency:
    kind = vocabulary().kind(name, "")
    return Agency(agency_id=name, name=name, kind=kind, command=vocabulary().command(kind, name))


BODIES = tuple(_agency(name) for name in NAMES)


def opened(words: str) -> tuple[set[str], dict[str, WhyAsked]]:
    found = collectives().open_collective(words, BODIES)
    return set(found.fits), {a.agency_id: a.why for a in found.asked}


def test_offices_are_proposed_and_vertical_and_armed_bodies_asked_about() -> None:
    fits, asked = opened("các phòng, ban")
    assert fits == {"Phòng Nội vụ", "Thanh tra huyện"}
    assert asked == {
        "Ban QLDA đầu tư xây dựng": WhyAsked.NEAR_KIND,
        "Công an huyện": WhyAsked.ARMED_FORCES,
        "Bảo hiểm xã hội huyện": WhyAsked.VERTICAL,
        "Sở Tài chính tỉnh": WhyAsked.OUTSIDE_THE_NAME,
    }


@pytest.mark.parametrize(
    ("words", "fits", "exceptions"),
    [
        ("UBND các xã, thị trấn", {"UBND xã Tân Văn", "UBND thị trấn Bình Gia"}, {"UBND phường Đông Kinh"}),
        ("Ủy ban nhân dân các xã", {"UBND xã Tân Văn"}, {"UBND thị trấn Bình Gia", "UBND phường Đông Kinh"}),
        ("UBND các huyện", {"UBND huyện Thuận Nam"}, {"UBND thành phố Phan Rang - Tháp Chàm"}),
        (
            "Ủy ban nhân dân các huyện, thành phố",
            {"UBND huyện Thuận Nam", "UBND thành phố Phan Rang - Tháp Chàm"},
            set(),
        ),
    ],
)
def test_a_town_a_ward_a_city_is_no_xa_and_no_huyen_unless_named(
    words: str, fits: set[str], exceptions: set[str]
) -> None:
    assert opened(words) == (fits, dict.fromkeys(exceptions, WhyAsked.OUTSIDE_THE_NAME))


def test_the_words_of_the_letter_open_into_all_they_name() -> None:
    fits, asked = opened(
        "Các phòng, ban, cơ quan, trường học, UBMTTQ, đoàn thể huyện, các doanh nghiệp trên địa bàn và Ủy ban nhân dân "
        "các xã, thị trấn"
    )
    assert fits == {
        "Phòng Nội vụ",
        "Thanh tra huyện",
        "Ban QLDA đầu tư xây dựng",
        "Văn phòng Huyện ủy",
        "Trường Mầm non xã Tân Văn",
        "Ủy ban MTTQ Việt Nam huyện",
        "Hội Nông dân huyện",
        "HTX Hồi Bắc",
        "UBND xã Tân Văn",
        "UBND thị trấn Bình Gia",
    }
    assert asked["Trường THPT Bình Gia"] is WhyAsked.VERTICAL
    assert asked["Hội Doanh nghiệp huyện"] is WhyAsked.NEAR_KIND
    assert asked["Công an huyện"] is WhyAsked.ARMED_FORCES


def test_schools_named_one_by_one_are_those_schools() -> None:
    assert opened("các trường: THPT Bình Gia, PTDTNT THCS-THPT Bình Gia") == ({"Trường THPT Bình Gia"}, {})


def test_everybody_is_the_offices_and_the_rest_is_asked_about() -> None:
    fits, asked = opened("Các cơ quan, đơn vị")
    assert {"Phòng Nội vụ", "Văn phòng Huyện ủy", "Hội Nông dân huyện"} <= fits
    assert {"Công an huyện", "UBND xã Tân Văn", "HTX Hồi Bắc"} <= set(asked)


def test_words_without_a_collective_name_open_nothing() -> None:
    found = collectives().open_collective("Thường trực Tỉnh ủy", BODIES)
    assert (found.names, found.fits, found.asked) == ((), (), ())


@given(st.lists(st.sampled_from([r.name for r in ROWS]), max_size=4), st.randoms(use_true_random=False))
def test_each_body_stands_once_in_whatever_order_and_armed_forces_only_when_named(
    names: list[str], mixer: random.Random
) -> None:
    words = ", ".join(names)
    found = collectives().open_collective(words, BODIES)
    places = [*found.fits, *(a.agency_id for a in found.asked)]
    assert len(places) == len(set(places))
    mixed = list(BODIES)
    mixer.shuffle(mixed)
    assert collectives().open_collective(words, mixed) == found
    assert ("Công an huyện" in found.fits) <= ("lực lượng vũ trang" in names)


@pytest.mark.parametrize("row", ROWS, ids=[r.name for r in ROWS])
def test_a_name_is_read_as_letters_read_it(row: CollectiveName) -> None:
    assert [r.name for r in collectives().named_in(row.name)] == [row.name]
    if read := kinds_named(row.name):
        assert set(read) == set(row.kinds)
    assert not set(row.kinds) & set(row.asked_kinds)
    assert AgencyKind.ARMED_FORCES not in row.kinds or row.name == "lực lượng vũ trang"
