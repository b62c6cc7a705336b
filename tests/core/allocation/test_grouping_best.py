"""Groups are as good as trying every partition: fewest small bodies alone, then fewest larger ones drawn in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.core.agency import Agency, AgencyKind, Reach
from diachi.core.allocation.grouping import Grouping, form_groups
from diachi.core.clauses import PartnerCount, Selector, SmallAgencies
from diachi.core.rules.reach import Seat, area_of
from diachi.core.rules.small_agencies import group_sizes, is_small

RULE = SmallAgencies(id="pool", select=Selector(kind=(AgencyKind.DEPARTMENT,)))
SEATS = {"00001": Seat(district="a"), "00002": Seat(district="a"), "00003": Seat(district="b")}
ONE_DISTRICT = {"00001": Seat(district="a"), "00002": Seat(district="a")}


def body(number: int, staff: int, commune: str = "", reach: Reach = Reach.DISTRICT) -> Agency:
    return Agency(
        agency_id=f"A{number:02d}",
        name=f"Phòng {number}",
        kind=AgencyKind.DEPARTMENT,
        staff=staff,
        commune_code=commune,
        reach=reach,
    )


def partitions(bodies: list[Agency], rule: SmallAgencies, seats: dict[str, Seat]) -> Iterator[tuple[int, int]]:
    """Give (small ones alone, larger ones drawn in) of every partition the clause allows."""
    small = [a for a in bodies if is_small(a, rule)]
    large = [a for a in bodies if rule.large_partner and not is_small(a, rule)]
    least, most = group_sizes(rule)
    areas = {a.agency_id: area_of(a, seats) for a in bodies}

    def rest(left: frozenset[str], spare: frozenset[str], alone: int, drawn: int) -> Iterator[tuple[int, int]]:
        if not left:
            yield alone, drawn
            return
        first = min(left)
        yield from rest(left - {first}, spare, alone + 1, drawn)
        others = sorted((left - {first}) | spare)
        for size in range(least - 1, most):
            for chosen in combinations(others, size):
                group = (first, *chosen)
                if all(areas[a].meets(areas[b]) for a, b in combinations(group, 2)):
                    yield from rest(left - set(group), spare - set(group), alone, drawn + len(spare & set(group)))

    yield from rest(frozenset(a.agency_id for a in small), frozenset(a.agency_id for a in large), 0, 0)


def reached(bodies: list[Agency], rule: SmallAgencies, found: Grouping) -> tuple[int, int]:
    large = {a.agency_id for a in bodies if not is_small(a, rule)}
    drawn = sum(len(large & set(g.members)) for g in found.groups if len(g.members) > 1)
    return len(found.alone), drawn


@settings(max_examples=60)
@given(
    st.lists(st.integers(2, 14), min_size=1, max_size=8),
    st.sampled_from(PartnerCount),
    st.booleans(),
)
def test_where_all_reach_each_other_no_partition_is_better(staff: list[int], counts: PartnerCount, large: bool) -> None:
    rule = replace(RULE, counts=counts, large_partner=large)
    bodies = [body(n, s) for n, s in enumerate(staff)]
    assert reached(bodies, rule, form_groups(bodies, (rule,), seats=ONE_DISTRICT)) == min(
        partitions(bodies, rule, ONE_DISTRICT)
    )


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(2, 12), st.sampled_from(("", "00001", "00002", "00003")), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_whoever_stays_alone_has_nobody_left_to_join(rows: list[tuple[int, str, bool]]) -> None:
    """Bodies bound to communes among others: no group has room, and those free do not make a group with them."""
    bodies = [
        body(n, staff, commune, Reach.COMMUNE if bound and commune else Reach.DISTRICT)
        for n, (staff, commune, bound) in enumerate(rows)
    ]
    found = form_groups(bodies, (RULE,), seats=SEATS)
    areas = {a.agency_id: area_of(a, SEATS) for a in bodies}
    least, most = group_sizes(RULE)
    sizes = {a: g.members for g in found.groups for a in g.members}
    free = sorted(a for a, members in sizes.items() if len(members) == 1)
    for alone in found.alone:
        for group in found.groups:
            assert not 1 < len(group.members) < most or not all(areas[alone].meets(areas[m]) for m in group.members)
        for others in combinations([a for a in free if a != alone], least - 1):
            assert not all(areas[a].meets(areas[b]) for a, b in combinations((alone, *others), 2))


def test_bodies_of_two_districts_never_join() -> None:
    bodies = [body(n, 5, "00001" if n < 2 else "00003") for n in range(4)]
    found = form_groups(bodies, (RULE,), seats=SEATS)
    assert {len(g.members) for g in found.groups} == {1}
    assert len(found.alone) == 4


def test_where_the_lists_know_one_district_a_body_without_a_seat_belongs_to_it() -> None:
    bodies = [body(0, 5, "00001"), body(1, 5), body(2, 5, "00002")]
    assert len(form_groups(bodies, (RULE,), seats=ONE_DISTRICT).groups) == 1


def test_bodies_that_agreed_on_one_household_stay_together() -> None:
    bodies = [body(n, 5) for n in range(5)]
    found = form_groups(bodies, (RULE,), joint=(("A00", "A04"), ("A03", "A04"), ("A01", "ZZZ")))
    assert [g.members for g in found.groups] == [("A00", "A03", "A04"), ("A01",), ("A02",)]
    assert found.clause_of == {"G-A00": "small_agencies.pool"}
    assert set(found.alone) == {"A01", "A02"}
