"""When required minimums conflict: the relaxation that is named works when it is carried out, and none is smaller."""

from __future__ import annotations

import itertools
import random
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.cli import main
from diachi.core.agency import Agency, AgencyKind, Command, Reach
from diachi.core.allocation.model import Evidence
from diachi.core.allocation.way_out import relaxed
from diachi.core.campaign import Campaign
from diachi.core.clauses import Force, Quota, Selector
from diachi.core.errors import RulesCannotBeMet
from diachi.core.history import History
from diachi.core.household import ListedHousehold, PovertyStatus
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.core.shape import build
from diachi.engines.solver.naive import Naive
from diachi.engines.solver.network_simplex import NetworkSimplex

SCHOOL = Selector(kind=(AgencyKind.SCHOOL,))


def rules(most: int = 3) -> Campaign:
    """Everybody must take two, schools three; both are ordered."""
    return Campaign(
        id="bat_buoc",
        quotas=(
            Quota(id="everyone", min=2, max=most, force=Force.REQUIRED),
            Quota(id="schools", select=SCHOOL, min=3, force=Force.REQUIRED),
        ),
    )


def lists(seed: int, *, bodies: int = 4, homes: int = 6) -> Register:
    dice = random.Random(seed)
    agencies = tuple(
        Agency(
            agency_id=f"A{n}",
            name=f"Đơn vị {n}",
            kind=dice.choice((AgencyKind.SCHOOL, AgencyKind.DEPARTMENT)),
            command=dice.choice((Command.OWN, Command.OWN, Command.OUTSIDE)),
            reach=dice.choice((Reach.COMMUNE, Reach.DISTRICT)),
            commune_code=f"0000{dice.randint(1, 2)}",
            max_households=dice.choice((None, None, 1, 4)),
        )
        for n in range(bodies)
    )
    households = tuple(
        ListedHousehold(
            household_id=f"H{n}",
            commune_code=f"0000{dice.randint(1, 2)}",
            district="Huyện",
            status=PovertyStatus.POOR,
        )
        for n in range(dice.randint(1, homes))
    )
    return Register(agencies=agencies, households=households)


def propose(campaign: Campaign, register: Register, engine: object = None) -> Allocation:
    inputs = {"campaign": campaign, "register": register, "history": History(), "evidence": Evidence()}
    found = allocate(**inputs, solver=engine or NetworkSimplex())  # type: ignore[arg-type]
    assert check_allocation(**inputs, allocation=found) == ()  # type: ignore[arg-type]
    return found


def refusal_of(campaign: Campaign, register: Register, engine: object = None) -> RulesCannotBeMet | None:
    try:
        propose(campaign, register, engine)
    except RulesCannotBeMet as refusal:
        return refusal
    return None


def quotas_in(refusal: RulesCannotBeMet) -> tuple[Quota, ...]:
    tables = tomllib.loads(str(refusal.facts["tables"]))["quotas"]
    return tuple(build(Quota, row) for row in tables)


@settings(max_examples=60)
@given(st.integers(0, 10_000))
def test_the_relaxation_named_works_and_none_is_smaller(seed: int) -> None:
    register = lists(seed)
    refusal = refusal_of(rules(), register)
    assume(refusal is not None)
    assert refusal is not None
    propose(relaxed(rules(), quotas_in(refusal)), register)
    bound = [a for a in register.agencies if a.command is Command.OWN]
    mins = [3 if a.kind is AgencyKind.SCHOOL else 2 for a in bound]
    short = int(str(refusal.facts["short"]))
    for less in itertools.product(*(range(n + 1) for n in mins)):
        if sum(less) == short - 1:
            own = tuple(
                Quota(
                    id=f"x{a.agency_id}",
                    select=Selector(agency_id=(a.agency_id,)),
                    min=n - cut,
                    max=a.max_households or n,
                    force=Force.REQUIRED,
                )
                for a, n, cut in zip(bound, mins, less, strict=True)
            )
            assert refusal_of(relaxed(rules(), own), register) is not None, less


@pytest.mark.parametrize("seed", range(6))
def test_every_engine_names_the_same_shortage(seed: int) -> None:
    register = lists(seed, bodies=6, homes=3)
    one, two = refusal_of(rules(), register), refusal_of(rules(), register, Naive())
    assert (one and one.facts["short"]) == (two and two.facts["short"])


def test_what_is_only_requested_never_stops_anything() -> None:
    asked = replace(rules(), quotas=tuple(replace(q, force=Force.REQUESTED) for q in rules().quotas))
    for seed in range(20):
        assert refusal_of(asked, lists(seed, bodies=6, homes=2)) is None
    outside = lists(3, bodies=6, homes=2)
    outside = replace(outside, agencies=tuple(replace(a, command=Command.OUTSIDE) for a in outside.agencies))
    assert refusal_of(rules(), outside) is None


def test_the_tables_put_into_the_file_make_the_run_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "households.csv").write_text(
        "household_id,list_id,status\nH1,a,poor\nH2,a,poor\nH3,a,poor\n", encoding="utf-8"
    )
    (tmp_path / "register" / "agencies.csv").write_text(
        "agency_id,name,kind,command\nCQ1,Phòng A,department,own\nCQ2,Phòng B,department,own\n", encoding="utf-8"
    )
    text = 'format = "diachi/campaign@1"\nid = "x"\n\n[[quotas]]\nid = "everyone"\nmin = 2\nforce = "required"\n'
    (tmp_path / "campaign.toml").write_text(text, encoding="utf-8")
    assert main(["allocate", str(tmp_path)]) == 4
    said = capsys.readouterr().err
    assert "quotas.everyone" in said
    assert "CQ2 2 -> 1" in said or "CQ1 2 -> 1" in said
    assert not (tmp_path / "allocation.json").exists()
    tables = (
        said[said.index("[[quotas]]\nid") : said.index("Dữ liệu pháp luật")]
        if "Dữ liệu" in said
        else said[said.index("[[quotas]]\nid") :]
    )
    (tmp_path / "campaign.toml").write_text(text.replace("[[quotas]]", f"{tables}\n[[quotas]]", 1), encoding="utf-8")
    assert main(["allocate", str(tmp_path)]) == 0
    assert main(["check-allocation", str(tmp_path)]) == 0
