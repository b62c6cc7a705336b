"""An office that ended has an heir, several, or none that anybody knows; then a person says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.succession import BodyLevel, BodyState, BodySuccession
from diachi.files.law.bodies import body_successions
from diachi.files.law.tables import records

LABOUR = "Sở Lao động - Thương binh và Xã hội"
BEFORE, SPRING, SUMMER = date(2025, 2, 28), date(2025, 3, 1), date(2025, 7, 1)
ROWS = records("body_successions", BodySuccession)
STANDS, SUCCEEDED, ASK_WHICH, ASK_HEIR = BodyState


def test_until_its_last_day_an_office_stands() -> None:
    for name in (LABOUR, "UBND huyện Bình Gia", "Phòng LĐTBXH-DT"):
        found = body_successions().body_on(name, BEFORE)
        assert (found.state, found.bodies) == (STANDS, (name,))
        assert not found.person_must_say


@pytest.mark.parametrize(
    ("role", "heir"),
    [("merit", "Sở Nội vụ"), ("poverty", "Sở Nông nghiệp và Môi trường"), ("social_protection", "Sở Y tế")],
)
def test_each_duty_of_the_office_of_labour_has_its_heir(role: str, heir: str) -> None:
    for name in (LABOUR, "Sở LĐ-TB&XH tỉnh Lạng Sơn", "SỞ LAO ĐỘNG THƯƠNG BINH VÀ XÃ HỘI"):
        found = body_successions().body_on(name, SPRING, role=role)
        assert (found.state, found.bodies) == (SUCCEEDED, (heir,)), name
        assert not found.certain  # the day is remembered, not seen


def test_three_owners_are_not_chosen_between() -> None:
    found = body_successions().body_on(LABOUR, SPRING)
    assert found.state is ASK_WHICH
    assert found.bodies == ("Sở Nội vụ", "Sở Nông nghiệp và Môi trường", "Sở Y tế")
    assert found.person_must_say


@pytest.mark.parametrize(
    "name", ["UBND huyện Bình Gia", "Phòng Tài chính - Kế hoạch huyện", "Văn phòng Huyện ủy", "UBND thị xã Sơn Tây"]
)
def test_a_district_body_ends_on_1_7_2025_and_its_heir_is_asked_for(name: str) -> None:
    assert body_successions().body_on(name, date(2025, 6, 30)).state is STANDS
    found = body_successions().body_on(name, SUMMER)
    assert (found.state, found.bodies, found.certain) == (ASK_HEIR, (), True)


def test_a_district_body_whose_name_does_not_say_so_is_known_by_its_level() -> None:
    assert body_successions().body_on("Phòng Nội vụ", SUMMER).state is STANDS
    assert body_successions().body_on("Phòng Nội vụ", SUMMER, level=BodyLevel.DISTRICT).state is ASK_HEIR
    assert body_successions().body_on("Phòng Nội vụ", SPRING, level=BodyLevel.DISTRICT).state is STANDS


def test_a_role_is_followed_from_office_to_office() -> None:
    for day, name in ((BEFORE, LABOUR), (SPRING, "Sở Nội vụ")):
        found = body_successions().body_on("merit", day, level=BodyLevel.PROVINCE)
        assert found.bodies == (name,)
        assert not found.person_must_say
    assert body_successions().body_on("merit", SPRING).state is ASK_WHICH  # the ministry or the department
    assert body_successions().body_on("merit", SUMMER, level=BodyLevel.COMMUNE).state is ASK_HEIR


@given(st.sampled_from([r.name for r in ROWS] + ["UBND xã Tân Văn"]), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_an_answer_names_somebody_or_asks(name: str, day: date) -> None:
    found = body_successions().body_on(name, day)
    assert found.bodies or found.state is ASK_HEIR
    assert (len(found.bodies) == 1) == (found.state in (STANDS, SUCCEEDED))


def test_no_heir_has_itself_ended() -> None:
    for heir in {row.heir for row in ROWS if row.heir}:
        assert body_successions().body_on(heir, date(2027, 1, 1)).state is STANDS
