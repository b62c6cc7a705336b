"""Below ten is below ten; a head-count nobody told is a question; 2-3 others are groups of 3-4."""

import pytest

from diachi.core.agency import Agency, AgencyKind
from diachi.core.clauses import PartnerCount, Selector, SmallAgencies
from diachi.core.rules.small_agencies import group_sizes, in_scope, is_small, staff_unknown

RULE = SmallAgencies(id="pool", select=Selector(kind=(AgencyKind.DEPARTMENT, AgencyKind.ARMED_FORCES)), below=10)


def body(staff: int | None, kind: AgencyKind = AgencyKind.DEPARTMENT) -> Agency:
    return Agency(agency_id="A1", name="Cơ quan", kind=kind, staff=staff)


@pytest.mark.parametrize(("staff", "small"), [(1, True), (9, True), (10, False), (11, False), (None, False)])
def test_below_ten_is_below_ten(staff: int | None, small: bool) -> None:
    assert is_small(body(staff), RULE) is small


def test_kinds_the_words_do_not_name_are_never_small() -> None:
    assert not is_small(body(3, AgencyKind.SCHOOL), RULE)
    assert not in_scope(body(3, AgencyKind.BANK), RULE)
    assert in_scope(body(3, AgencyKind.BANK), SmallAgencies(id="all"))


def test_an_unknown_head_count_is_a_question_but_never_of_armed_forces() -> None:
    assert staff_unknown(body(None), RULE)
    assert not staff_unknown(body(None, AgencyKind.ARMED_FORCES), RULE)
    assert not staff_unknown(body(None, AgencyKind.SCHOOL), RULE)
    assert not staff_unknown(body(8), RULE)


@pytest.mark.parametrize(
    ("counts", "partners", "sizes"),
    [
        (PartnerCount.OTHERS, (2, 3), (3, 4)),
        (PartnerCount.TOTAL, (2, 3), (2, 3)),
        (PartnerCount.OTHERS, (3, 2), (3, 4)),
    ],
)
def test_the_size_of_a_group_follows_the_reading(
    counts: PartnerCount, partners: tuple[int, int], sizes: tuple[int, int]
) -> None:
    assert group_sizes(SmallAgencies(id="pool", counts=counts, partners=partners)) == sizes
