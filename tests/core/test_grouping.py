"""Groups of small bodies: as the words say, whoever the bodies are, in whatever order they come."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.core.agency import Agency, AgencyKind, Reach
from diachi.core.allocation.grouping import form_groups
from diachi.core.clauses import PartnerCount, Selector, SmallAgencies
from diachi.core.rules.small_agencies import group_sizes, is_small
from districts import POOLED

RULE = SmallAgencies(id="pool", select=Selector(kind=POOLED))
BODIES = st.lists(
    st.tuples(st.sampled_from([*POOLED, AgencyKind.SCHOOL]), st.none() | st.integers(1, 20), st.sampled_from("abc")),
    max_size=25,
).map(
    lambda rows: [
        Agency(agency_id=f"A{n:02d}", name=f"Đơn vị {n}", kind=kind, staff=staff, block=block)
        for n, (kind, staff, block) in enumerate(rows)
    ]
)


@given(BODIES, st.sampled_from(PartnerCount), st.booleans(), st.randoms(use_true_random=False))
def test_every_body_stands_once_and_no_small_one_alone_while_partners_are_there(
    bodies: list[Agency], counts: PartnerCount, large: bool, mixer: random.Random
) -> None:
    rule = replace(RULE, counts=counts, large_partner=large)
    found = form_groups(bodies, (rule,))
    assert sorted(a for g in found.groups for a in g.members) == sorted(a.agency_id for a in bodies)
    least, most = group_sizes(rule)
    small = {a.agency_id for a in bodies if is_small(a, rule)}
    for group in found.groups:
        inside = small & set(group.members)
        if inside and not inside <= set(found.alone):
            assert least <= len(group.members) <= most
        elif not inside:
            assert len(group.members) == 1
    spare = [a for a in bodies if a.kind in POOLED and a.agency_id not in small] if large else []
    if len(small) + len(spare) >= least and small:
        assert len(found.alone) < least
        assert large is False or not found.alone or len(spare) < least
    mixed = list(bodies)
    mixer.shuffle(mixed)
    assert form_groups(mixed, (rule,)) == found


@pytest.mark.parametrize(
    ("small", "spare", "sizes", "alone"),
    [
        (3, 0, [3], 0),
        (4, 0, [4], 0),
        (5, 0, [1, 4], 1),
        (5, 1, [3, 3], 0),
        (6, 0, [3, 3], 0),
        (7, 0, [3, 4], 0),
        (2, 0, [1, 1], 2),
        (2, 1, [3], 0),
        (1, 2, [3], 0),
        (1, 1, [1, 1], 1),
    ],
)
def test_sizes(small: int, spare: int, sizes: list[int], alone: int) -> None:
    bodies = [
        Agency(agency_id=f"A{n}", name=f"Phòng {n}", kind=AgencyKind.DEPARTMENT, staff=5 if n < small else 12)
        for n in range(small + spare)
    ]
    found = form_groups(bodies, (RULE,))
    assert sorted(len(g.members) for g in found.groups) == sizes
    assert len(found.alone) == alone


def test_a_body_bound_to_a_commune_joins_its_own_first_and_then_the_district_s() -> None:
    near = [
        Agency(
            agency_id=f"N{n}",
            name=f"Trạm {n}",
            kind=AgencyKind.PUBLIC_SERVICE_UNIT,
            staff=4,
            reach=Reach.COMMUNE,
            commune_code="00001",
        )
        for n in range(2)
    ]
    wide = [Agency(agency_id=f"W{n}", name=f"Phòng {n}", kind=AgencyKind.DEPARTMENT, staff=4) for n in range(4)]
    groups = {frozenset(g.members) for g in form_groups([*near, *wide], (RULE,)).groups}
    assert any({"N0", "N1"} < g and len(g) == 3 for g in groups)


def test_an_unknown_head_count_is_a_question_and_never_asked_of_armed_forces() -> None:
    rule = replace(RULE, select=Selector(kind=(*POOLED, AgencyKind.ARMED_FORCES)))
    bodies = [
        Agency(agency_id="A1", name="Phòng", kind=AgencyKind.DEPARTMENT),
        Agency(agency_id="A2", name="Công an", kind=AgencyKind.ARMED_FORCES),
    ]
    assert form_groups(bodies, (rule,)).unsure == {"A1": "small_agencies.pool"}
