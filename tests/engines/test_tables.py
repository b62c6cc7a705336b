"""Two engines of tables and the named path agree on every level of every small register; each proves the other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.application.allocate import allocate
from diachi.application.allocate_classes import allocate_classes, check_classes
from diachi.application.find_same import find_same, helped_before
from diachi.cli.engines import linker
from diachi.core.allocation.class_columns import part_network, parts_of
from diachi.core.allocation.class_proposal import ClassProposal, PairColumns
from diachi.core.allocation.model import Evidence
from diachi.core.allocation.pins import NOTHING_WISHED, Wishes, pairs_before
from diachi.core.allocation.pooling import pool_by_patterns
from diachi.core.errors import DiachiError
from diachi.core.history import History
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.engines.arrays import certify_arrays
from diachi.engines.solver.highs import Highs
from diachi.engines.solver.network_simplex import NetworkSimplex
from diachi.engines.solver.patterns import HighsPooler
from diachi.engines.tables.columnar import ColumnarTables
from diachi.engines.tables.columnar.engine import Beside
from diachi.engines.tables.columnar.standing import Found
from diachi.engines.tables.naive import NaiveTables
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.campaign_toml import read_campaign
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.register_folder import read_history, read_register, write_history, write_register
from districts import campaign, register, shuffled
from house import ROOT
from worlds_classes import SmallWorld, as_evidence, evidence_of, small_world

SOLVER = NetworkSimplex(compiled=False)


def columnar(where: Path, world: SmallWorld, *, parquet: bool = True) -> ColumnarTables:
    """Write a world and open it by column."""
    write_register(where / "register", world.register, parquet=parquet)
    write_history(where / "history", world.history)
    found = Found(same=world.same, words=vocabulary())
    before = pairs_before(world.wishes.previous) if world.wishes.previous else None
    beside = Beside(wishes=replace(world.wishes, previous=None), before=before)
    return ColumnarTables(where / "register", where / "history", found, beside)


def evidence(world: SmallWorld) -> Evidence:
    """What the named path knows of the same pairs."""
    return as_evidence(world, helped_before(evidence_of(world), world.history.helped, vocabulary()))


def naive(world: SmallWorld) -> NaiveTables:
    return NaiveTables(world.register, world.history, evidence(world), world.wishes)


def named_path(world: SmallWorld) -> Allocation:
    return allocate(
        campaign=world.campaign,
        register=world.register,
        history=world.history,
        evidence=evidence(world),
        solver=Highs(),
        wishes=world.wishes,
    )


def values(found: Allocation | ClassProposal) -> dict[str, int]:
    levels = found.levels if isinstance(found, Allocation) else found.head.levels
    return {level.name: level.value for level in levels}


def outcome(call: object) -> object:
    """The level values of a call, or the code of its refusal."""
    try:
        return values(call())  # type: ignore[operator]
    except DiachiError as refusal:
        return refusal.code


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_the_three_ways_reach_the_same_values(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    world = small_world(seed)
    tables = columnar(tmp_path_factory.mktemp("world"), world)
    wanted = outcome(lambda: named_path(world))
    for one in (naive(world), tables):
        assert outcome(lambda one=one: allocate_classes(campaign=world.campaign, tables=one, solver=SOLVER)) == wanted


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_each_engine_proves_the_pairs_of_the_other(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    world = small_world(seed)
    tables = (naive(world), columnar(tmp_path_factory.mktemp("world"), world))
    try:
        ones = [t.prepare(world.campaign) for t in tables]
    except DiachiError:
        return
    found = [[one.solve(n, SOLVER) for n in range(len(one.parts))] for one in ones]
    pairs = [one.pairs([s.flows for s in solved]) for one, solved in zip(ones, found, strict=True)]
    for one, solved in zip(ones, found, strict=True):
        for number, part in enumerate(solved):
            assert certify_arrays(one.network(number), part) is None  # type: ignore[arg-type]
        for other in pairs:
            short = {"minimum_missed"} if one.short(other) else set()
            assert {f.code.value for f in one.findings(other)} <= short
            assert one.unproven(other, [s.potentials for s in solved]) == ""
    assert ones[0].values(pairs[1]) == ones[1].values(pairs[0]) == ones[0].values(pairs[0])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9))
def test_arrays_are_the_arcs_of_the_core_one_by_one(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    world = small_world(seed)
    try:
        one = columnar(tmp_path_factory.mktemp("world"), world).prepare(world.campaign)
    except DiachiError:
        return
    for number, part in enumerate(parts_of(one.classes)):
        wanted, got = part_network(one.classes, part, one.levels), one.network(number)
        assert wanted.nodes == got.nodes
        costs = map(tuple, got.costs.T.tolist())
        rows = zip(got.tails.tolist(), got.heads.tolist(), got.highs.tolist(), costs, strict=True)
        assert [(a.tail, a.head, a.high, a.costs) for a in wanted.arcs] == list(rows)


@pytest.mark.parametrize("seed", range(12))
def test_a_pooled_district_agrees_and_hashes_are_the_same(tmp_path: Path, seed: int) -> None:
    world = SmallWorld(campaign(), register(seed), History(), (), NOTHING_WISHED)
    tables, judge = columnar(tmp_path, world), naive(world)
    inputs = {name: one for name, one in tables.inputs(world.campaign).items() if name != "same"}
    assert inputs == judge.inputs(world.campaign)
    found = allocate_classes(campaign=world.campaign, tables=tables, solver=SOLVER)
    assert values(found) == values(named_path(world))


def test_the_example_of_a_district_agrees(tmp_path: Path) -> None:
    folder = CampaignFolder.at(ROOT / "examples" / "binh_gia_2024")
    rules, lists, history = read_campaign(folder.campaign), read_register(folder.register), read_history(folder.history)
    found = find_same(register=lists, history=history, places=gazetteer(), words=vocabulary(), linker=linker())
    world = SmallWorld(rules, lists, history, found.pairs, NOTHING_WISHED)
    named = allocate(
        campaign=rules, register=lists, history=history, evidence=found.evidence, solver=Highs(), pooler=HighsPooler()
    )
    write_register(tmp_path / "register", lists, parquet=True)
    write_history(tmp_path / "history", history)
    beside = Beside(pool=pool_by_patterns(HighsPooler()))
    same = Found(same=world.same, words=vocabulary())
    tables = ColumnarTables(tmp_path / "register", tmp_path / "history", same, beside)
    got = allocate_classes(campaign=rules, tables=tables, solver=SOLVER)
    assert values(got) == values(named)
    assert got.told.relaxed == named.relaxed
    assert sorted(got.told.tables["unmet"]["reason_code"].to_pylist()) == sorted(  # type: ignore[attr-defined]
        [*(u.code.value for u in named.unmet.households), *(u.code.value for u in named.unmet.sponsors)]
    )
    assert {k: v for k, v in got.head.inputs.items() if k != "same"} == named.inputs


def test_csv_and_parquet_come_to_the_same(tmp_path: Path) -> None:
    world = small_world(5)
    one = columnar(tmp_path / "parquet", world)
    other = columnar(tmp_path / "csv", world, parquet=False)
    assert one.inputs(world.campaign) == other.inputs(world.campaign)
    found = [allocate_classes(campaign=world.campaign, tables=t, solver=SOLVER) for t in (one, other)]
    assert found[0].head == found[1].head
    assert found[0].pairs == found[1].pairs


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_rows_changes_nothing(tmp_path: Path, seed: int) -> None:
    world = small_world(11)
    mixed = SmallWorld(world.campaign, shuffled(world.register, seed), world.history, world.same, world.wishes)
    found = [
        allocate_classes(campaign=w.campaign, tables=columnar(tmp_path / str(n), w), solver=SOLVER)
        for n, w in enumerate((world, mixed))
    ]
    assert found[0].head == found[1].head
    assert found[0].pairs == found[1].pairs
    assert found[0].told.reasons == found[1].told.reasons


def test_pairs_that_break_a_rule_are_named(tmp_path: Path) -> None:
    world = SmallWorld(campaign(), register(3), History(), (), Wishes())
    one = columnar(tmp_path, world).prepare(world.campaign)
    found = one.pairs([one.solve(n, SOLVER).flows for n in range(len(one.parts))])
    ids, groups = list(found.household_ids), list(found.group_ids)

    def codes(ids: list[str], groups: list[str]) -> set[str]:
        return {f.code.value for f in one.findings(PairColumns(household_ids=ids, group_ids=groups))}

    assert codes(ids, groups) == set()
    assert "household_twice" in codes([*ids, ids[0]], [*groups, groups[0]])
    assert "household_not_allowed" in codes([*ids[1:], "H9999"], groups)
    assert "sponsors_differ" in codes(ids, ["G-nobody", *groups[1:]])
    assert "above_capacity" in codes(ids, [groups[0]] * len(groups))


def test_a_worse_pairing_is_not_proven(tmp_path: Path) -> None:
    world = SmallWorld(campaign(), register(3), History(), (), Wishes())
    one = columnar(tmp_path, world).prepare(world.campaign)
    solved = [one.solve(n, SOLVER) for n in range(len(one.parts))]
    found = one.pairs([s.flows for s in solved])
    potentials = [s.potentials for s in solved]
    left = sorted({h.household_id for h in world.register.households} - set(found.household_ids))
    beaten = 0
    for household_id in left:
        ids = sorted([household_id, *list(found.household_ids)[1:]])
        pairs = PairColumns(household_ids=ids, group_ids=found.group_ids)
        if one.findings(pairs):
            continue
        worse = one.values(pairs) != one.values(found)
        beaten += worse
        assert bool(one.unproven(pairs, potentials)) == worse
    assert beaten
    fewer = PairColumns(household_ids=found.household_ids[1:], group_ids=found.group_ids[1:])
    assert one.unproven(fewer, potentials)


def test_an_empty_register_says_so(tmp_path: Path) -> None:
    world = SmallWorld(campaign(), Register(agencies=register(1).agencies), History(), (), Wishes())
    with pytest.raises(DiachiError) as refused:
        columnar(tmp_path, world).prepare(world.campaign)
    assert refused.value.code.value == "no_households"


@pytest.mark.parametrize("levels", range(1, 9))
def test_a_run_that_is_stopped_keeps_what_is_proven(tmp_path: Path, levels: int) -> None:
    world = SmallWorld(campaign(), register(4), History(), (), Wishes())
    tables = columnar(tmp_path, world)
    whole = allocate_classes(campaign=world.campaign, tables=tables, solver=SOLVER)
    found = allocate_classes(
        campaign=world.campaign, tables=tables, solver=SOLVER, watch=lambda level, steps: level < levels
    )
    bounds = [level.bound for level in found.head.levels]
    assert [b is not None for b in bounds] == [n < levels - 1 for n in range(len(bounds))]
    assert found.head.levels[: levels - 1] == whole.head.levels[: levels - 1]
    assert check_classes(campaign=world.campaign, tables=tables, proposal=found) == ()
    cut = replace(found, potentials=[p[:-1] for p in found.potentials])
    assert check_classes(campaign=world.campaign, tables=tables, proposal=cut)


def test_a_run_stopped_at_once_proves_nothing(tmp_path: Path) -> None:
    world = SmallWorld(campaign(), register(4), History(), (), Wishes())
    with pytest.raises(DiachiError) as refused:
        allocate_classes(
            campaign=world.campaign, tables=columnar(tmp_path, world), solver=SOLVER, watch=lambda level, steps: False
        )
    assert refused.value.code.value == "nothing_proven"
