"""Nothing beats a proposal: held against every pairing there is, on districts small enough to try them all."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from diachi.application.allocate import allocate
from diachi.application.check_allocation import check_allocation
from diachi.core.agency import Agency, AgencyKind, PairTarget, Reach
from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import LESS_IS_BETTER, level_specs, level_value
from diachi.core.allocation.model import Evidence, Model, build_model, may_take
from diachi.core.allocation.pins import PairWish, Wishes, WishReason
from diachi.core.campaign import Campaign
from diachi.core.clauses import Force, Priority, Quota, Selector, When
from diachi.core.history import History
from diachi.core.household import ListedHousehold, PovertyStatus
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.engines.solver.network_simplex import NetworkSimplex

RULES = Campaign(
    id="moi_cach",
    quotas=(
        Quota(id="everyone", aim=1),
        Quota(id="schools", select=Selector(kind=(AgencyKind.SCHOOL,)), min=2, force=Force.REQUESTED),
    ),
    priorities=(
        Priority(id="will", rank=1, when=When(will_to_escape=True)),
        Priority(id="commune", rank=2, commune_code="00001"),
    ),
)


def lists(seed: int) -> Register:
    """Three or four bodies, six families in two communes; some villages gave an order."""
    dice = random.Random(seed)
    hamlets = dice.randint(1, 2)
    bodies = tuple(
        Agency(
            agency_id=f"A{n}",
            name=f"Đơn vị {n}",
            kind=dice.choice((AgencyKind.SCHOOL, AgencyKind.ENTERPRISE)),
            reach=dice.choice((Reach.COMMUNE, Reach.DISTRICT, Reach.DISTRICT)),
            commune_code=f"0000{dice.randint(1, 2)}",
            tier_vnd=dice.choice((None, 8_000_000, 12_000_000)),
        )
        for n in range(dice.randint(3, 4))
    )
    homes = tuple(
        ListedHousehold(
            household_id=f"H{n}",
            commune_code=f"0000{n % 2 + 1}",
            district="Huyện",
            hamlet=f"Thôn {dice.randint(1, hamlets)}",
            status=PovertyStatus.POOR,
            will_to_escape=dice.choice((True, None)),
            need_vnd=dice.choice((None, 8_000_000, 10_000_000)),
            village_rank=dice.choice((None, 1, 2, 3, 4)),
        )
        for n in range(6)
    )
    return Register(agencies=bodies, households=homes)


def wishes(seed: int, register: Register, before: Allocation | None = None) -> Wishes:
    dice = random.Random(seed)
    ids = [h.household_id for h in register.households]

    def row(reason: WishReason) -> PairWish:
        body = dice.choice(register.agencies).agency_id
        return PairWish(agency_id=body, target=PairTarget.HOUSEHOLD, target_id=dice.choice(ids), reason=reason)

    return Wishes(bans=tuple(row(WishReason.RELATIVES) for _ in range(dice.randint(0, 8))), previous=before)


def every_pairing(model: Model) -> Iterator[dict[str, str]]:
    able = [
        [
            "",
            *(
                g.group_id
                for g in model.groups
                if model.duties[g.group_id].capacity and may_take(model, g, household_id)
            ),
        ]
        for household_id in model.candidates
    ]
    for picked in itertools.product(*able):
        loads = Counter(g for g in picked if g)
        if all(load <= model.duties[g].capacity for g, load in loads.items()):
            yield {h: g for h, g in zip(model.candidates, picked, strict=True) if g}


def burden(model: Model, distance: Distance, names: list[str], chosen: dict[str, str]) -> tuple[int, ...]:
    signs = [1 if name in LESS_IS_BETTER else -1 for name in names]
    return tuple(s * level_value(model, distance, n, chosen) for s, n in zip(signs, names, strict=True))


def propose(register: Register, asked: Wishes) -> Allocation:
    inputs = {"campaign": RULES, "register": register, "history": History(), "evidence": Evidence(), "wishes": asked}
    found = allocate(**inputs, solver=NetworkSimplex())  # type: ignore[arg-type]
    assert check_allocation(**inputs, allocation=found) == ()  # type: ignore[arg-type]
    return found


def best_of_all(register: Register, asked: Wishes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The least burden of all pairings, and that of the proposal."""
    found = propose(register, asked)
    model = build_model(RULES, register, Evidence(), asked)
    specs = level_specs(RULES, model)
    distance, names = Distance.of(model, specs), [s.name for s in specs]
    least = min(burden(model, distance, names, chosen) for chosen in every_pairing(model))
    return least, burden(model, distance, names, {a.household_id: a.group_id for a in found.assignments})


@settings(max_examples=120)
@given(st.integers(0, 100_000))
def test_no_pairing_is_better_with_bans_tiers_and_villages(seed: int) -> None:
    register = lists(seed)
    least, found = best_of_all(register, wishes(seed, register))
    assert found == least


@settings(max_examples=60)
@given(st.integers(0, 100_000))
def test_no_pairing_is_better_when_a_proposal_before_is_kept(seed: int) -> None:
    register = lists(seed)
    before = propose(register, Wishes())
    dice = random.Random(seed)
    homes = tuple(
        replace(h, will_to_escape=dice.choice((True, None)), need_vnd=dice.choice((None, 8_000_000)))
        if dice.random() < 0.4
        else h
        for h in register.households
    )
    changed = replace(register, households=homes)
    least, found = best_of_all(changed, wishes(seed, changed, before))
    assert found == least
