"""The proposal: by the rules, best in the order of the levels, explained, the same for any order of rows."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.core.agency import Agency, AgencyKind, ClusterMember, ClusterRole, Command, Pair
from diachi.core.allocation.check import FindingCode
from diachi.core.allocation.model import Evidence
from diachi.core.campaign import AnsweredBy, Blocks, Campaign, LevelSpec, Mode, Pairing, Question, Reading
from diachi.core.clauses import Force, MeritScope, Quota, Target
from diachi.core.errors import DecisionNeeded, ErrorCode, InputError, RulesCannotBeMet
from diachi.core.history import History
from diachi.core.household import ListedHousehold, Member, MeritRelation
from diachi.core.proposal import Allocation, ReasonCode
from diachi.core.register import Register
from diachi.core.same import EarlierHelp, SamePair, Verdict
from diachi.engines.solver.highs import Highs
from diachi.engines.solver.naive import Naive
from diachi.files.allocation_json import allocation_bytes
from districts import QUOTAS, campaign, register, shuffled

SEEDS = st.integers(0, 10_000)


def propose(rules: Campaign, lists: Register, evidence: Evidence | None = None, engine: object = None) -> Allocation:
    solver = engine or Highs()
    return allocate(campaign=rules, register=lists, history=History(), evidence=evidence or Evidence(), solver=solver)  # type: ignore[arg-type]


def findings(rules: Campaign, lists: Register, found: Allocation, evidence: Evidence | None = None) -> set[FindingCode]:
    checked = check_allocation(
        campaign=rules, register=lists, history=History(), evidence=evidence or Evidence(), allocation=found
    )
    return {f.code for f in checked}


@settings(max_examples=25)
@given(SEEDS)
def test_a_proposal_passes_its_check_and_covers_every_household_or_says_why(seed: int) -> None:
    lists = register(seed)
    found = propose(campaign(), lists)
    assert findings(campaign(), lists, found) == set()
    named = [a.household_id for a in found.assignments] + [u.household_id for u in found.unmet.households]
    assert sorted(named) == sorted(h.household_id for h in lists.households)
    assert sorted(a for g in found.groups for a in g.members) == sorted(a.agency_id for a in lists.agencies)
    assert all(a.why for a in found.assignments)


@settings(max_examples=10)
@given(SEEDS)
def test_engines_agree_on_every_level(seed: int) -> None:
    lists = register(seed, agencies=10, households=14, communes=2)
    one, two = propose(campaign(), lists), propose(campaign(), lists, engine=Naive())
    assert one.levels == two.levels
    assert findings(campaign(), lists, two) == set()


@settings(max_examples=10)
@given(SEEDS, SEEDS)
def test_rows_in_any_order_give_the_same_bytes(seed: int, mix: int) -> None:
    lists = register(seed)
    assert allocation_bytes(propose(campaign(), shuffled(lists, mix))) == allocation_bytes(propose(campaign(), lists))


def test_priority_comes_before_everything_that_is_only_aspired() -> None:
    lists = register(1, agencies=9, households=60)
    found = propose(campaign(), lists)
    homes = {h.household_id: h for h in lists.households}
    first = [h for h, home in homes.items() if home.will_to_escape and {"no_capital", "no_skill"} & set(home.causes)]
    taken = {a.household_id for a in found.assignments}
    assert len(taken & set(first)) == min(len(taken), len(first))


def test_small_bodies_stand_in_groups_of_three_or_four() -> None:
    lists = register(2, agencies=30)
    rules = campaign()
    small = {
        a.agency_id
        for a in lists.agencies
        if a.kind in rules.small_agencies[0].select.kind and a.staff is not None and a.staff < 10
    }
    for group in propose(rules, lists).groups:
        if small & set(group.members):
            assert len(group.members) in (3, 4)


def test_nobody_helped_before_is_proposed_and_the_clause_is_named() -> None:
    lists = register(3)
    sure = EarlierHelp(record_id="R1", year=2019, verdict=Verdict.SAME)
    maybe = EarlierHelp(record_id="R2", year=2020, verdict=Verdict.REVIEW)
    old = EarlierHelp(record_id="R3", year=2009, verdict=Verdict.SAME)
    evidence = Evidence(helps={"H0000": (sure,), "H0001": (maybe,), "H0002": (old,)})
    found = propose(campaign(), lists, evidence)
    unmet = {u.household_id: u for u in found.unmet.households}
    assert unmet["H0000"].code is ReasonCode.HELPED_BEFORE
    assert unmet["H0000"].clause == "exclusions.1"
    assert unmet["H0000"].facts == {"years": ("2019",), "records": ("R1",)}
    for other in ("H0001", "H0002"):
        assert other not in unmet or unmet[other].code is ReasonCode.PLACES_RAN_OUT


def test_a_row_listed_twice_is_taken_once() -> None:
    lists = register(4, agencies=30, households=12)
    evidence = Evidence(twice=(SamePair(id_a="H0005", id_b="H0003", verdict=Verdict.SAME),))
    unmet = {u.household_id: u for u in propose(campaign(), lists, evidence).unmet.households}
    assert unmet["H0005"].code is ReasonCode.LISTED_TWICE
    assert unmet["H0005"].facts == {"other": "H0003"}


def test_an_agreed_pair_is_never_moved() -> None:
    lists = register(5)
    yes = date(2024, 6, 1)
    pair = Pair(
        group_id="x",
        agency_id="A007",
        target_id="H0009",
        sponsor_yes_on=yes,
        commune_yes_on=yes,
        household_yes_on=yes,
    )
    waiting = replace(pair, target_id="H0010", household_yes_on=None)
    with_pair = replace(lists, pairs=(pair, waiting))
    found = propose(campaign(), with_pair)
    kept = next(a for a in found.assignments if a.household_id == "H0009")
    assert "A007" in kept.agency_ids
    assert kept.why[0].code is ReasonCode.AGREED_PAIR
    assert findings(campaign(), with_pair, found) == set()
    moved = replace(found, assignments=tuple(a for a in found.assignments if a.household_id != "H0009"))
    assert FindingCode.PAIR_MOVED in findings(campaign(), with_pair, moved)


def test_a_refused_pair_is_not_proposed_again_and_a_refusing_household_is_left_in_peace() -> None:
    lists = register(6, agencies=30, households=6)
    found = propose(campaign(), lists)
    one = found.assignments[0]
    agency_id = one.agency_ids[0]
    no = Pair(group_id="x", agency_id=agency_id, target_id=one.household_id, refused_by="sponsor")
    again = propose(campaign(), replace(lists, pairs=(no,)))
    assert all(agency_id not in a.agency_ids for a in again.assignments if a.household_id == one.household_id)
    said_no = replace(no, refused_by="household")
    unmet = propose(campaign(), replace(lists, pairs=(said_no,))).unmet.households
    assert {u.code for u in unmet if u.household_id == one.household_id} == {ReasonCode.SAID_NO}


def test_a_requested_minimum_that_cannot_be_met_is_named_and_never_infeasible() -> None:
    lists = register(7, agencies=9, households=2)
    found = propose(campaign(), lists)
    short = {(s.clause, s.code) for s in found.unmet.sponsors if s.short}
    assert ("quotas.armed_forces", ReasonCode.HOUSEHOLDS_RAN_OUT) in short
    assert found.relaxed


def test_a_required_minimum_that_cannot_be_met_names_the_clause_and_the_way_out() -> None:
    rules = replace(campaign(), quotas=(Quota(id="everyone", min=9, force=Force.REQUIRED),), small_agencies=())
    with pytest.raises(RulesCannotBeMet) as refusal:
        propose(rules, register(8, agencies=9, households=5))
    assert refusal.value.code is ErrorCode.REQUIRED_RULES_CONFLICT
    assert refusal.value.facts["clauses"] == ("quotas.everyone",)
    assert refusal.value.exit_code == 4


def test_strict_asks_a_person_first() -> None:
    question = Question(id="near_poor", blocks=Blocks.ALLOCATION, readings=(Reading(code="no"),), default="no")
    rules = replace(campaign(), questions=(question,))
    assert propose(rules, register(1)).assumed == ("near_poor",)
    ask = {"campaign": rules, "register": register(1), "history": History(), "evidence": Evidence()}
    with pytest.raises(DecisionNeeded):
        allocate(**ask, solver=Highs(), strict=True)  # type: ignore[arg-type]
    answered = replace(rules, questions=(replace(question, answer="no", answered_by=AnsweredBy.PERSON),))
    assert allocate(**{**ask, "campaign": answered}, solver=Highs(), strict=True).assumed == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lists", "code"),
    [
        (Register(households=register(1).households), ErrorCode.NO_AGENCIES),
        (Register(agencies=register(1).agencies), ErrorCode.NO_HOUSEHOLDS),
        (
            replace(register(1), pairs=(Pair(group_id="g", agency_id="??", target_id="H0001", assigned_by="KH"),)),
            ErrorCode.ID_UNKNOWN,
        ),
    ],
)
def test_lists_that_make_no_pairing_are_refused(lists: Register, code: ErrorCode) -> None:
    with pytest.raises(InputError) as refusal:
        propose(campaign(), lists)
    assert refusal.value.code is code


@pytest.mark.parametrize("seed", range(4))
def test_mutants_of_a_proposal_are_found(seed: int) -> None:
    lists = register(seed, agencies=14, households=60)
    rules = campaign()
    found = propose(rules, lists)
    one, two = found.assignments[0], found.assignments[-1]
    moved = replace(
        found, assignments=(replace(one, group_id=two.group_id, agency_ids=two.agency_ids), *found.assignments[1:])
    )
    if one.group_id != two.group_id:
        assert findings(rules, lists, moved)
    homes = {h.household_id: h for h in lists.households}
    ahead = [a for a in found.assignments if homes[a.household_id].will_to_escape]
    behind = [u for u in found.unmet.households if homes[u.household_id].will_to_escape is False]
    worse = tuple(replace(a, household_id=behind[0].household_id) if a is ahead[0] else a for a in found.assignments)
    assert findings(rules, lists, replace(found, assignments=worse))
    assert found.certificate
    bent = replace(
        found.certificate,
        potentials=tuple(tuple(p + i for i, p in enumerate(row)) for row in found.certificate.potentials),
    )
    assert FindingCode.NOT_OPTIMAL in findings(rules, lists, replace(found, certificate=bent))
    assert FindingCode.LEVEL_DIFFERS in findings(rules, lists, replace(found, levels=found.levels[::-1]))
    twice = replace(found, assignments=(*found.assignments, one))
    assert FindingCode.HOUSEHOLD_TWICE in findings(rules, lists, twice)
    older = replace(lists, households=lists.households[1:])
    assert FindingCode.INPUT_CHANGED in findings(rules, older, found)


def clusters() -> tuple[Campaign, Register]:
    bodies = tuple(Agency(agency_id=f"A{n}", name=f"Sở {n}", command=Command.OWN) for n in range(4))
    homes = tuple(
        ListedHousehold(household_id=f"H{n}", commune=f"Xã {n % 3}", commune_code=f"0000{n % 3}", district="Huyện")
        for n in range(9)
    )
    members = tuple(
        Member(household_id=h.household_id, member_no=1, merit=("martyr",), merit_relation=MeritRelation.CHILD)
        for h in homes[:8]
    )
    rows = (
        ClusterMember(cluster_id="C1", commune_code="00000", agency_id="A0", role=ClusterRole.LEAD),
        ClusterMember(cluster_id="C1", commune_code="00000", agency_id="A1"),
        ClusterMember(cluster_id="C2", commune_code="00001", agency_id="A2", role=ClusterRole.LEAD, share_percent=70),
        ClusterMember(cluster_id="C2", commune_code="00001", agency_id="A0", share_percent=30),
    )
    rules = Campaign(
        id="cum_2020",
        mode=Mode.CLUSTER_COMMUNE,
        pairing=Pairing.ASSIGNED,
        target=Target(merit_scope=MeritScope.SELF_OR_RELATIVE),
    )
    return rules, Register(households=homes, members=members, agencies=bodies, clusters=rows)


def test_the_annex_is_obeyed_and_gaps_show_their_arithmetic() -> None:
    rules, lists = clusters()
    found = propose(rules, lists)
    assert findings(rules, lists, found) == set()
    by_group = Counter(a.group_id for a in found.assignments)
    assert by_group == {"G-C1": 3, "G-C2": 3}
    unmet = {u.household_id: u for u in found.unmet.households}
    assert {h: u.code for h, u in unmet.items()} == {
        "H2": ReasonCode.NO_CLUSTER,
        "H5": ReasonCode.NO_CLUSTER,
        "H8": ReasonCode.NO_MEMBER_OF_MERIT,
    }
    assert unmet["H2"].facts["households"] == 2
    assert unmet["H2"].facts["suggested"] == "G-C1"
    shares = Counter(a.agency_ids for a in found.assignments if a.group_id == "G-C2")
    assert shares == {("A2",): 2, ("A0",): 1}
    assert allocation_bytes(propose(rules, shuffled(lists, 3))) == allocation_bytes(found)
    wrong = replace(found.assignments[0], group_id="G-C2", agency_ids=("A2",))
    assert findings(rules, lists, replace(found, assignments=(wrong, *found.assignments[1:])))


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"levels": (LevelSpec(name="fairness", band=5),)}, "levels.fairness.band"),
        ({"levels": (LevelSpec(name="distance", band=0),)}, "levels.distance.band"),
        ({"levels": (LevelSpec(name="keep"), LevelSpec(name="keep"))}, "levels.keep"),
        ({"levels": (LevelSpec(name="nearness"),)}, "levels.nearness"),
        ({"levels": (LevelSpec(name="priority:will", band=0),)}, "levels.priority:will.band"),
        ({"levels": (LevelSpec(name="village_order"), LevelSpec(name="priority:will"))}, "levels.village_order"),
        (
            {"levels": (LevelSpec(name="priority:will", band=2), LevelSpec(name="priority:first_commune"))},
            "levels.priority:first_commune",
        ),
    ],
)
def test_what_is_not_computed_yet_is_refused_and_never_left_out_in_silence(
    changes: dict[str, object], where: str
) -> None:
    with pytest.raises(InputError) as refusal:
        propose(replace(campaign(), **changes), register(1))  # type: ignore[arg-type]
    assert (refusal.value.code, refusal.value.facts["where"]) == (ErrorCode.FIELD_WRONG, where)


def test_without_an_annex_nobody_is_assigned() -> None:
    rules, lists = clusters()
    with pytest.raises(InputError) as refusal:
        propose(rules, replace(lists, clusters=()))
    assert refusal.value.code is ErrorCode.NO_CLUSTERS


def test_kinds_outside_the_clause_stand_alone_however_small() -> None:
    school = Agency(agency_id="S1", name="Trường Mầm non", kind=AgencyKind.SCHOOL, staff=4, command=Command.OWN)
    lists = replace(register(9), agencies=(*register(9).agencies, school))
    assert next(g for g in propose(campaign(), lists).groups if "S1" in g.members).members == ("S1",)
    assert QUOTAS[0].aim == 1
