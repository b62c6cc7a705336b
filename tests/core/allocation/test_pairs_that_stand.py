"""Pairs that stand are kept in every mode: alone, together, inside an annex and beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.core.agency import Agency, ClusterMember, ClusterRole, Pair
from diachi.core.allocation.check import FindingCode
from diachi.core.allocation.model import Evidence
from diachi.core.campaign import Campaign, Mode
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.household import ListedHousehold, PovertyStatus
from diachi.core.proposal import Allocation, ReasonCode
from diachi.core.register import Register
from diachi.core.same import EarlierHelp, Verdict
from diachi.engines.solver.highs import Highs
from districts import campaign, register, shuffled

YES = date(2024, 6, 1)
ANNEX = Campaign(id="cum_2020", mode=Mode.CLUSTER_COMMUNE)


def agreed(agency: str, household: str) -> Pair:
    return Pair(
        group_id="x",
        agency_id=agency,
        target_id=household,
        sponsor_yes_on=YES,
        commune_yes_on=YES,
        household_yes_on=YES,
    )


def propose(rules: Campaign, lists: Register, evidence: Evidence | None = None) -> Allocation:
    return allocate(campaign=rules, register=lists, history=History(), evidence=evidence or Evidence(), solver=Highs())


def codes(rules: Campaign, lists: Register, found: Allocation, evidence: Evidence | None = None) -> set[FindingCode]:
    findings = check_allocation(
        campaign=rules, register=lists, history=History(), evidence=evidence or Evidence(), allocation=found
    )
    return {f.code for f in findings}


def test_bodies_that_agreed_on_one_household_sponsor_it_together() -> None:
    lists = replace(register(5), pairs=(agreed("A005", "H0009"), agreed("A006", "H0009")))
    found = propose(campaign(), lists)
    kept = next(a for a in found.assignments if a.household_id == "H0009")
    assert set(kept.agency_ids) == {"A005", "A006"}
    assert kept.group_id == "G-A005"
    assert codes(campaign(), lists, found) == set()


def test_a_pair_that_stands_is_kept_even_of_a_household_helped_before() -> None:
    lists = replace(register(5), pairs=(agreed("A005", "H0009"),))
    evidence = Evidence(helps={"H0009": (EarlierHelp(record_id="R", year=2020, verdict=Verdict.SAME),)})
    found = propose(campaign(), lists, evidence)
    assert "H0009" in {a.household_id for a in found.assignments}
    assert codes(campaign(), lists, found, evidence) == set()


def province(*pairs: Pair) -> Register:
    """Commune 1 has two clusters, commune 2 one with shares, commune 3 none."""
    bodies = tuple(Agency(agency_id=f"A{n}", name=f"Sở {n}") for n in range(6))
    homes = tuple(
        ListedHousehold(
            household_id=f"H{c}{n}",
            commune=f"Xã {c}",
            commune_code=f"0000{c}",
            district="Huyện",
            status=PovertyStatus.POOR,
        )
        for c, count in ((1, 5), (2, 10), (3, 2))
        for n in range(count)
    )
    lead = ClusterRole.LEAD
    rows = (
        ClusterMember(cluster_id="C1", commune_code="00001", agency_id="A0", role=lead),
        ClusterMember(cluster_id="C1", commune_code="00001", agency_id="A1"),
        ClusterMember(cluster_id="C2", commune_code="00001", agency_id="A2", role=lead),
        ClusterMember(cluster_id="C3", commune_code="00002", agency_id="A3", role=lead, share_percent=70),
        ClusterMember(cluster_id="C3", commune_code="00002", agency_id="A4", share_percent=30),
    )
    return Register(agencies=bodies, households=homes, clusters=rows, pairs=pairs)


def test_two_clusters_of_one_commune_share_its_households() -> None:
    found = propose(ANNEX, province())
    assert Counter(a.group_id for a in found.assignments) == {"G-C1": 3, "G-C2": 2, "G-C3": 10}
    assert Counter(a.agency_ids for a in found.assignments if a.group_id == "G-C3") == {("A3",): 7, ("A4",): 3}


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ((agreed("A2", "H10"),), {"H10": ("G-C2", ("A2",))}),
        ((agreed("A1", "H10"), agreed("A0", "H10")), {"H10": ("G-C1", ("A0", "A1"))}),
        ((agreed("A5", "H30"),), {"H30": ("G-A5", ("A5",))}),
        ((agreed("A5", "H20"),), {"H20": ("G-A5", ("A5",))}),
        (tuple(agreed("A4", f"H2{n}") for n in range(6)), {f"H2{n}": ("G-C3", ("A4",)) for n in range(6)}),
    ],
)
def test_a_pair_that_stands_is_kept_inside_the_annex_and_beside_it(
    pairs: tuple[Pair, ...], wanted: dict[str, tuple[str, tuple[str, ...]]]
) -> None:
    lists = province(*pairs)
    found = propose(ANNEX, lists)
    held = {a.household_id: a for a in found.assignments}
    assert {h: (held[h].group_id, held[h].agency_ids) for h in wanted} == wanted
    assert all(held[h].why[0].code is ReasonCode.AGREED_PAIR for h in wanted)
    assert codes(ANNEX, lists, found) == set()
    assert propose(ANNEX, shuffled(lists, 4)) == found
    named = [a.household_id for a in found.assignments] + [u.household_id for u in found.unmet.households]
    assert sorted(named) == sorted(h.household_id for h in lists.households)
    left = [u for u in found.unmet.households if u.code is ReasonCode.NO_CLUSTER]
    assert {u.facts["households"] for u in left} == {len(left)}


def test_a_body_that_takes_over_another_s_share_is_found() -> None:
    lists = province()
    found = propose(ANNEX, lists)
    own = next(a for a in found.assignments if a.agency_ids == ("A4",))
    moved = tuple(replace(a, agency_ids=("A3",)) if a is own else a for a in found.assignments)
    assert codes(ANNEX, lists, replace(found, assignments=moved)) == {FindingCode.SHARES_DIFFER}


def test_an_exchange_inside_a_cluster_keeps_the_shares() -> None:
    lists = province()
    found = propose(ANNEX, lists)
    one = next(a for a in found.assignments if a.agency_ids == ("A4",))
    two = next(a for a in found.assignments if a.agency_ids == ("A3",))
    swap = {one.household_id: two.agency_ids, two.household_id: one.agency_ids}
    turned = tuple(replace(a, agency_ids=swap.get(a.household_id, a.agency_ids)) for a in found.assignments)
    assert codes(ANNEX, lists, replace(found, assignments=turned)) == set()


def test_an_annex_that_names_a_body_of_no_list_is_refused() -> None:
    with pytest.raises(InputError) as refusal:
        propose(ANNEX, replace(province(), agencies=province().agencies[1:]))
    assert refusal.value.code is ErrorCode.ID_UNKNOWN
    assert refusal.value.facts["table"] == "clusters.agency_id"


def test_a_family_left_out_without_its_reason_is_found() -> None:
    lists = province()
    found = propose(ANNEX, lists)
    silent = replace(found, unmet=replace(found.unmet, households=found.unmet.households[1:]))
    assert codes(ANNEX, lists, silent) == {FindingCode.REASON_DIFFERS}
    no_reason = (replace(found.assignments[0], why=()), *found.assignments[1:])
    assert codes(ANNEX, lists, replace(found, assignments=no_reason)) == {FindingCode.REASON_DIFFERS}
    fewer = replace(found, assignments=found.assignments[1:])
    assert FindingCode.HOUSEHOLD_FORGOTTEN in codes(ANNEX, lists, fewer)


def test_a_pair_that_stands_is_never_moved_to_another_body() -> None:
    lists = province(agreed("A4", "H20"))
    found = propose(ANNEX, lists)
    other = next(a.household_id for a in found.assignments if a.agency_ids == ("A3",))
    swap = {"H20": ("A3",), other: ("A4",)}  # the shares would still hold
    moved = tuple(replace(a, agency_ids=swap.get(a.household_id, a.agency_ids)) for a in found.assignments)
    assert codes(ANNEX, lists, replace(found, assignments=moved)) == {FindingCode.PAIR_MOVED}


def test_what_was_assumed_is_said() -> None:
    lists = province()
    found = propose(ANNEX, lists)
    assert codes(ANNEX, lists, replace(found, assumed=("count",))) == {FindingCode.REASON_DIFFERS}
