"""A run that is stopped keeps the levels it has proven, says which they are, and its check says the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.application.explain import explain
from diachi.core.allocation.check import FindingCode
from diachi.core.allocation.model import Evidence
from diachi.core.allocation.proven import unproven
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.proposal import Allocation
from diachi.engines.solver.highs import Highs
from diachi.engines.solver.naive import Naive
from diachi.engines.solver.network_simplex import NetworkSimplex
from diachi.files.allocation_json import allocation_bytes, read_allocation, write_allocation
from districts import campaign, register

LISTS = register(5, agencies=14, households=60)
INPUTS = {"campaign": campaign(), "register": LISTS, "history": History(), "evidence": Evidence()}
ENGINES = (Highs(), NetworkSimplex())


def stopped_at(level: int, engine: object) -> Allocation:
    return allocate(**INPUTS, solver=engine, watch=lambda at, steps: at < level)  # type: ignore[arg-type]


def findings(found: Allocation) -> set[FindingCode]:
    return {f.code for f in check_allocation(**INPUTS, allocation=found)}  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: e.name)
def test_each_level_proven_before_the_stop_is_as_good_as_in_a_whole_run(engine: object) -> None:
    whole = allocate(**INPUTS, solver=engine)  # type: ignore[arg-type]
    assert unproven(whole.levels) == ()
    for level in range(1, len(whole.levels) + 1):
        found = stopped_at(level, engine)
        assert findings(found) == set()
        assert unproven(found.levels) == tuple(v.name for v in whole.levels[level - 1 :])
        assert found.levels[: level - 1] == whole.levels[: level - 1]
        assert {g.group_id for g in found.groups} == {g.group_id for g in whole.groups}


def test_a_bound_without_its_proof_is_found() -> None:
    found = stopped_at(4, NetworkSimplex())
    claimed = tuple(replace(v, bound=v.value) for v in found.levels)
    assert FindingCode.PROOF_MISSING in findings(replace(found, levels=claimed))
    later = (*found.levels[:-1], replace(found.levels[-1], bound=found.levels[-1].value))
    assert FindingCode.PROOF_MISSING in findings(replace(found, levels=later))
    assert found.certificate is not None
    fewer = replace(found.certificate, potentials=found.certificate.potentials[:-1])
    assert FindingCode.PROOF_MISSING in findings(replace(found, certificate=fewer))


@pytest.mark.parametrize("engine", [*ENGINES, Naive()], ids=lambda e: e.name)
def test_a_stop_before_anything_is_proven_is_refused(engine: object) -> None:
    with pytest.raises(InputError) as refusal:
        stopped_at(0, engine)
    assert refusal.value.code is ErrorCode.NOTHING_PROVEN


def test_a_stopped_proposal_is_written_read_and_explained(tmp_path: object) -> None:
    found = stopped_at(4, NetworkSimplex())
    path = tmp_path / "allocation.json"  # type: ignore[operator]
    write_allocation(path, found)
    assert read_allocation(path) == found
    assert b'"bound"' in allocation_bytes(found)
    open_one = next(u.household_id for u in found.unmet.households)
    said = explain(campaign=campaign(), register=LISTS, evidence=Evidence(), allocation=found, subject=open_one)
    assert said.exchanges
    proven = {v.name for v in found.levels if v.bound is not None}
    assert set(said.exchanges[0].price) == {"required_minimum", *proven}
