from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.linkage.members import read_members
from diachi.core.same import LinkRecord, SamePair, Verdict
from diachi.engines.linkage.naive import Naive
from diachi.files.link_model import link_model


def _family(said: str) -> tuple[str, ...]:
    return tuple(person.keyed for person in read_members(said))


ONE = LinkRecord(
    record_id="a",
    head_name="Hoàng Văn Tú",
    head_birth="1970",
    hamlet="Bản Chu",
    commune="Hoa Thám",
    commune_code="06073",
)
TWO = replace(ONE, record_id="b")
NAIVE = Naive(link_model())


def _link(one: LinkRecord, *others: LinkRecord) -> tuple[SamePair, ...]:
    return NAIVE.link((one,), others).pairs


def _verdict(one: LinkRecord, two: LinkRecord) -> Verdict | None:
    found = _link(one, two)
    return found[0].verdict if found else None


@pytest.mark.parametrize(
    "name", ["Hoàng văn Tú", "HOANG VAN TU", "Ông Hoàng Văn Tú", "Hoàng Văn Tú (đã chết)", "Hoàng  Văn Tu"]
)
def test_one_name_in_many_spellings_is_one_name(name: str) -> None:
    assert _verdict(ONE, replace(TWO, head_name=name)) is Verdict.SAME


def test_the_same_number_is_the_same_household_wherever_it_lives() -> None:
    one, two = replace(ONE, personal_id="020070001234"), replace(TWO, personal_id="020070001234", commune_code="06076")
    assert _link(one, two)[0].firm


def test_a_number_stands_against_another_name() -> None:
    one = replace(ONE, personal_id="020070001234")
    assert _verdict(one, replace(one, record_id="b", head_name="Hoàng Thị Mẩy", head_birth="1980")) is Verdict.SAME


@pytest.mark.parametrize(
    "change",
    [
        {"personal_id": "020070009999"},  # two whole numbers that differ
        {"head_birth": "1952", "hamlet": ""},
        {"head_name": "Hoàng Tú", "head_birth": "", "hamlet": ""},
    ],
)
def test_a_contradiction_or_a_gap_is_looked_at(change: dict[str, str]) -> None:
    one = replace(ONE, personal_id="020070001234")
    assert _verdict(one, replace(TWO, **change)) in (Verdict.REVIEW, Verdict.DIFFERENT)


@pytest.mark.parametrize(
    "change",
    [{"head_birth": "1971"}, {"head_name": "Hoàng Tú"}, {"head_name": "Hoàng Vân Tú"}, {"head_name": "Hoàng Vawn Tú"}],
)
def test_one_slip_at_home_parts_nobody(change: dict[str, str]) -> None:
    assert _verdict(ONE, replace(TWO, **change)) is Verdict.SAME


def test_one_slip_in_the_number_does_not_part_a_name() -> None:
    one, two = replace(ONE, personal_id="020070001234"), replace(TWO, personal_id="020070001243")
    assert _verdict(one, two) is Verdict.SAME


def test_numbers_that_differ_do_not_part_a_family() -> None:
    family = _family("Lý Thị Mai 1980, Hoàng Văn Sài 2001")
    one = replace(ONE, personal_id="020070001234", members=family)
    assert _verdict(one, replace(TWO, personal_id="020099887766", members=family)) is Verdict.SAME


def test_an_old_number_of_nine_digits_contradicts_nothing() -> None:
    assert _verdict(replace(ONE, personal_id="020070001234"), replace(TWO, personal_id="081234567")) is Verdict.SAME


@pytest.mark.parametrize("change", [{"commune_code": "06076"}, {"head_name": "Hoàng Văn Hải"}, {"head_birth": "1952"}])
def test_what_differs_is_not_the_same(change: dict[str, str]) -> None:
    assert _verdict(ONE, replace(TWO, **change)) is not Verdict.SAME


def test_a_widow_who_became_head_is_the_household_when_the_family_is_named() -> None:
    earlier = replace(TWO, members=_family("Lý Thị Mai 1972, Hoàng Văn Sài 1995, Hoàng Thị Nụ 1999"))
    now = replace(
        ONE, head_name="Lý Thị Mai", head_birth="1972", members=_family("Hoàng Văn Sài 1995, Hoàng Thị Nụ 1999")
    )
    assert _verdict(now, earlier) is Verdict.SAME


def test_a_child_who_moved_out_is_a_household_split_off() -> None:
    earlier = replace(TWO, members=_family("Lý Thị Mai 1972, Hoàng Văn Sài 1995, Hoàng Thị Nụ 1999"))
    child = replace(
        ONE, head_name="Hoàng Văn Sài", head_birth="1995", members=_family("Bế Thị Hoa 1996, Hoàng Văn An 2020")
    )
    assert _verdict(child, earlier) is Verdict.SPLIT


def test_codes_missing_on_one_side_leave_the_names_of_commune_and_district() -> None:
    bare = replace(TWO, commune="xã Hoa Thám", commune_code="", district="Huyện Bình Gia")
    assert _verdict(replace(ONE, district="Bình Gia"), bare) is Verdict.SAME
    assert _verdict(replace(ONE, district="Bắc Sơn"), bare) is not Verdict.SAME


def test_of_two_namesakes_the_one_at_home_is_the_same_and_the_other_is_not() -> None:
    away = replace(ONE, record_id="c", hamlet="Nà Lùng")
    found = {p.id_a: p.verdict for p in NAIVE.link((ONE, away), (TWO,)).pairs}
    assert found.pop("a") is Verdict.SAME
    assert found in ({}, {"c": Verdict.REVIEW}, {"c": Verdict.DIFFERENT})


def test_between_two_namesakes_nobody_can_tell_apart_a_person_chooses() -> None:
    one, two = (replace(ONE, record_id=key, hamlet=hamlet) for key, hamlet in (("a", "Nà Lùng"), ("c", "Pò Mò")))
    found = NAIVE.link((one, two), (replace(TWO, hamlet=""),)).pairs
    assert [(p.id_a, p.verdict) for p in found] == [("a", Verdict.REVIEW), ("c", Verdict.REVIEW)]


def test_a_household_listed_twice_was_helped_twice_over() -> None:
    twin = replace(ONE, record_id="c")
    assert {p.verdict for p in NAIVE.link((ONE, twin), (TWO,)).pairs} == {Verdict.SAME}


def test_a_household_helped_twice_is_found_twice() -> None:
    assert [p.verdict for p in _link(ONE, TWO, replace(TWO, record_id="c"))] == [Verdict.SAME, Verdict.SAME]


def test_within_one_list_only_rows_alike_in_all_are_one_household() -> None:
    found = NAIVE.link(
        (ONE, replace(TWO, hamlet="Nà Lùng", head_birth="1971"), replace(ONE, record_id="c")), None
    ).pairs
    assert [(p.id_a, p.id_b) for p in found if p.verdict is Verdict.SAME] == [("a", "c")]


_RECORDS = st.lists(
    st.builds(
        LinkRecord,
        record_id=st.uuids(version=4).map(str),
        head_name=st.sampled_from(["Hoàng Văn Tú", "Hoàng Văn Tư", "hoang van tu", "Vi Thị Yên", "Vy Thị Yên", ""]),
        head_birth=st.sampled_from(["1970", "1971", "1970-05-01", ""]),
        head_sex=st.sampled_from(["male", "female", ""]),
        personal_id=st.sampled_from(["020070001234", "020070001243", "081234567", ""]),
        members=st.sampled_from([(), _family("Lý Thị Mai 1980"), _family("Hoàng Văn Tú 1970")]),
        hamlet=st.sampled_from(["Bản Chu", "Thôn Bản Chu", "Nà Lùng", ""]),
        commune=st.sampled_from(["Hoa Thám", "Xã Hoa Thám", ""]),
        commune_code=st.sampled_from(["06073", ""]),
    ),
    max_size=8,
    unique_by=lambda r: r.record_id,
).map(tuple)


@given(records=_RECORDS, seed=st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(records: tuple[LinkRecord, ...], seed: object) -> None:
    shuffled = list(records)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert NAIVE.link(tuple(shuffled), None) == NAIVE.link(records, None)


@given(left=_RECORDS, right=_RECORDS)
def test_a_pair_of_two_lists_says_what_it_rests_on(left: tuple[LinkRecord, ...], right: tuple[LinkRecord, ...]) -> None:
    for pair in NAIVE.link(left, right).pairs:
        assert pair.evidence
        assert len(pair.evidence) == len(pair.weights)
        assert pair.firm == (pair.probability >= 0.99)


@given(left=_RECORDS, right=_RECORDS)
def test_swapping_the_lists_finds_the_same_pairs(left: tuple[LinkRecord, ...], right: tuple[LinkRecord, ...]) -> None:
    there = {(p.id_a, p.id_b) for p in NAIVE.link(left, right).pairs if p.probability > 0.05}
    assert there <= {(p.id_b, p.id_a) for p in NAIVE.link(right, left).pairs}
