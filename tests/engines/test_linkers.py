from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.same import LinkRecord, SamePair, Verdict
from diachi.engines.linkage.naive import Naive

ONE = LinkRecord(
    record_id="a",
    head_name="Hoàng Văn Tú",
    head_birth="1970",
    hamlet="Bản Chu",
    commune="Hoa Thám",
    commune_code="06073",
)
TWO = replace(ONE, record_id="b")


def _link(one: LinkRecord, *others: LinkRecord) -> tuple[SamePair, ...]:
    return Naive().link((one,), others)


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


def test_a_number_alone_against_another_person_is_looked_at() -> None:
    one = replace(ONE, personal_id="020070001234")
    assert _verdict(one, replace(one, record_id="b", head_name="Triệu Thị Mẩy", head_birth="1980")) is Verdict.REVIEW


@pytest.mark.parametrize(
    "change",
    [
        {"personal_id": "020070009999"},
        {"head_sex": "female"},
        {"head_name": "Hoàng Văn Tư", "hamlet": ""},
        {"head_birth": "1971"},
        {"head_birth": ""},
    ],
)
def test_a_contradiction_or_a_gap_is_looked_at(change: dict[str, str]) -> None:
    one = replace(ONE, personal_id="020070001234", head_sex="male")
    assert _verdict(one, replace(TWO, **change)) is Verdict.REVIEW


def test_one_slip_in_the_number_does_not_part_a_name_at_home() -> None:
    one, two = replace(ONE, personal_id="020070001234"), replace(TWO, personal_id="020070001243")
    assert _verdict(one, two) is Verdict.SAME
    assert _verdict(one, replace(two, hamlet="Nà Lùng")) is Verdict.REVIEW


def test_an_old_number_of_nine_digits_contradicts_nothing() -> None:
    assert _verdict(replace(ONE, personal_id="020070001234"), replace(TWO, personal_id="081234567")) is Verdict.SAME


@pytest.mark.parametrize(
    "change", [{"commune_code": "06076"}, {"head_name": "Hoàng Văn Hải"}, {"head_birth": "1990"}, {"head_name": ""}]
)
def test_what_differs_is_no_pair(change: dict[str, str]) -> None:
    assert _verdict(ONE, replace(TWO, **change)) is None


def test_codes_missing_on_one_side_leave_the_names_of_commune_and_district() -> None:
    bare = replace(TWO, commune="xã Hoa Thám", commune_code="", district="Huyện Bình Gia")
    assert _verdict(replace(ONE, district="Bình Gia"), bare) is Verdict.SAME
    assert _verdict(replace(ONE, district="Bắc Sơn"), bare) is None


def test_of_two_namesakes_the_one_at_home_is_the_same_and_the_other_is_looked_at() -> None:
    away = replace(ONE, record_id="c", hamlet="Nà Lùng")
    found = Naive().link((ONE, away), (TWO,))
    assert {p.id_a: p.verdict for p in found} == {"a": Verdict.SAME, "c": Verdict.REVIEW}


def test_between_two_namesakes_nobody_can_tell_apart_a_person_chooses() -> None:
    twin = replace(ONE, record_id="c")
    assert {p.verdict for p in Naive().link((ONE, twin), (TWO,))} == {Verdict.REVIEW}


def test_a_household_helped_twice_is_found_twice() -> None:
    assert [p.verdict for p in _link(ONE, TWO, replace(TWO, record_id="c"))] == [Verdict.SAME, Verdict.SAME]


def test_within_one_list_namesakes_of_two_hamlets_are_looked_at() -> None:
    found = Naive().link((ONE, replace(TWO, hamlet="Nà Lùng"), replace(ONE, record_id="c")), None)
    assert [(p.id_a, p.id_b, p.verdict.value) for p in found] == [
        ("a", "b", "review"),
        ("a", "c", "same"),
        ("b", "c", "review"),
    ]


_RECORDS = st.lists(
    st.builds(
        LinkRecord,
        record_id=st.uuids(version=4).map(str),
        head_name=st.sampled_from(["Hoàng Văn Tú", "Hoàng Văn Tư", "hoang van tu", "Vi Thị Yên", "Vy Thị Yên", ""]),
        head_birth=st.sampled_from(["1970", "1971", "1970-05-01", ""]),
        head_sex=st.sampled_from(["male", "female", ""]),
        personal_id=st.sampled_from(["020070001234", "020070001243", "081234567", ""]),
        members=st.sampled_from([(), ("Lý Thị Mai|1980",), ("Hoàng Văn Tú|1970",)]),
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
    assert Naive().link(tuple(shuffled), None) == Naive().link(records, None)


@given(left=_RECORDS, right=_RECORDS)
def test_a_pair_of_two_lists_says_what_it_rests_on(left: tuple[LinkRecord, ...], right: tuple[LinkRecord, ...]) -> None:
    for pair in Naive().link(left, right):
        assert pair.evidence
        assert pair.firm == (pair.probability >= 0.99)
        assert pair.verdict in (Verdict.SAME, Verdict.REVIEW)
        if "personal_id" not in pair.evidence:
            assert "commune" in pair.evidence


@given(left=_RECORDS, right=_RECORDS)
def test_swapping_the_lists_finds_the_same_pairs(left: tuple[LinkRecord, ...], right: tuple[LinkRecord, ...]) -> None:
    there = {(p.id_a, p.id_b) for p in Naive().link(left, right)}
    assert there == {(p.id_b, p.id_a) for p in Naive().link(right, left)}
