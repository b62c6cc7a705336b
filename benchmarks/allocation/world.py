"""Invented districts and provinces for the benchmark; everything follows from the seed.

A fifth of the bodies help in their own commune, half in their district, the rest anywhere in the province. Tiers are
6 to 12 million, needs 5 to 14; poverty is uneven between communes. The levels are those of a campaign that names none.
"""

from __future__ import annotations

import random
from dataclasses import replace

from diachi.core.agency import Agency, AgencyKind, Command, Reach
from diachi.core.allocation.model import Evidence, Model, build_model
from diachi.core.campaign import Campaign, LevelSpec
from diachi.core.clauses import Force, Priority, Quota, Selector, When
from diachi.core.household import ListedHousehold, PovertyStatus
from diachi.core.register import Register

RANKS = ("merit", "will", "few_hands", "illness")  # priorities, the first rank first
COUNTED = ("required_coverage", "requested_minimum", *(f"priority:{name}" for name in RANKS), "mismatch", "distance")
DISTRICT, PROVINCE = 20, 200  # communes of each
SIDE_KM = 60.0
CAMPAIGN = Campaign(
    id="do_2024",
    quotas=(
        Quota(id="everyone", min=1, force=Force.REQUESTED),
        Quota(id="large", select=Selector(kind=(AgencyKind.ENTERPRISE,)), min=1, max=3, force=Force.REQUESTED),
        Quota(id="forces", select=Selector(kind=(AgencyKind.ARMED_FORCES,)), min=2, force=Force.REQUESTED),
    ),
    priorities=(
        Priority(id="merit", rank=1, when=When(causes_any=("merit",))),
        Priority(id="will", rank=2, when=When(will_to_escape=True, causes_any=("no_capital", "no_skill"))),
        Priority(id="few_hands", rank=3, when=When(causes_any=("few_hands",))),
        Priority(id="illness", rank=4, when=When(causes_any=("illness",))),
    ),
)
CAUSES = ("no_capital", "no_skill", "few_hands", "illness")
ON_PAIRS = replace(CAMPAIGN, levels=tuple(LevelSpec(name=name) for name in COUNTED))
KINDS = (AgencyKind.SCHOOL, AgencyKind.BANK, AgencyKind.ENTERPRISE, AgencyKind.ARMED_FORCES)
REACHES = (Reach.COMMUNE,) * 2 + (Reach.DISTRICT,) * 5 + (Reach.PROVINCE,) * 3


def model(seed: int, *, sponsors: int, households: int, communes: int, campaign: Campaign = CAMPAIGN) -> Model:
    """The rules applied to invented lists: what both sides start from."""
    dice = random.Random(seed)
    places = [(f"{n:05d}", dice.random() * SIDE_KM, dice.random() * SIDE_KM) for n in range(communes)]
    weights = [dice.gammavariate(1.0, 1.0) + 0.05 for _ in places]
    bodies = tuple(_body(dice, n, *dice.choice(places)) for n in range(sponsors))
    homes = tuple(_home(dice, n, *place) for n, place in enumerate(dice.choices(places, weights=weights, k=households)))
    return build_model(campaign, Register(households=homes, agencies=bodies), Evidence())


def _body(dice: random.Random, number: int, commune: str, x: float, y: float) -> Agency:
    return Agency(
        agency_id=f"A{number:06d}",
        name=f"Đơn vị {number}",
        kind=dice.choice(KINDS),
        command=Command.OWN,
        commune=f"Xã {commune}",
        commune_code=commune,
        reach=dice.choice(REACHES),
        tier_vnd=dice.choice((6, 8, 10, 12)) * 1_000_000,
        x_km=x,
        y_km=y,
    )


def _home(dice: random.Random, number: int, commune: str, x: float, y: float) -> ListedHousehold:
    return ListedHousehold(
        household_id=f"H{number:07d}",
        province="Tỉnh thử",
        district=f"Huyện {int(commune) // DISTRICT}",
        commune=f"Xã {commune}",
        commune_code=commune,
        status=PovertyStatus.POOR,
        will_to_escape=dice.choice((True, True, None)),
        causes=(*(("merit",) if dice.random() < 0.05 else ()), *dice.sample(CAUSES, dice.randint(0, 2))),
        need_vnd=dice.choice((5, 7, 8, 9, 11, 14)) * 1_000_000,
        x_km=x,
        y_km=y,
    )
