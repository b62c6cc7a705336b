"""Small invented districts for the tests of the pairing; everything follows from the seed."""

from __future__ import annotations

import random

from diachi.core.agency import Agency, AgencyKind, Command
from diachi.core.campaign import Campaign
from diachi.core.clauses import Exclusion, Force, Priority, Quota, Selector, SmallAgencies, When
from diachi.core.household import ListedHousehold, PovertyStatus
from diachi.core.register import Register

POOLED = (
    AgencyKind.DEPARTMENT,
    AgencyKind.PUBLIC_SERVICE_UNIT,
    AgencyKind.PARTY,
    AgencyKind.FRONT,
    AgencyKind.MASS_ORGANISATION,
)
QUOTAS = (
    Quota(id="everyone", aim=1),
    Quota(id="armed_forces", select=Selector(kind=(AgencyKind.ARMED_FORCES,)), min=2, force=Force.REQUESTED),
    Quota(
        id="business_association",
        select=Selector(kind=(AgencyKind.BUSINESS_ASSOCIATION,)),
        min=2,
        aim=3,
        force=Force.REQUESTED,
    ),
)


def campaign(**changes: object) -> Campaign:
    """The rules of a letter like Bình Gia's."""
    return Campaign(
        id="thu_2024",
        quotas=QUOTAS,
        small_agencies=(SmallAgencies(id="pool", select=Selector(kind=POOLED)),),
        priorities=(
            Priority(id="will", rank=1, when=When(will_to_escape=True, causes_any=("no_capital", "no_skill"))),
            Priority(id="first_commune", rank=2, commune="Xã 1", commune_code="00001", year=2024),
        ),
        exclusions=(Exclusion(from_year=2014),),
        **changes,  # type: ignore[arg-type]
    )


def register(seed: int, *, agencies: int = 12, households: int = 40, communes: int = 4) -> Register:
    """A district with bodies of several kinds and households of several communes."""
    dice = random.Random(seed)
    kinds = [*POOLED, AgencyKind.SCHOOL, AgencyKind.ARMED_FORCES, AgencyKind.COMMUNE, AgencyKind.BUSINESS_ASSOCIATION]
    bodies = []
    for n in range(agencies):
        kind = kinds[n % len(kinds)] if n < len(kinds) else dice.choice(kinds)
        commune = f"{dice.randint(1, communes):05d}" if kind is AgencyKind.COMMUNE else ""
        bodies.append(
            Agency(
                agency_id=f"A{n:03d}",
                name=f"Đơn vị {n}",
                kind=kind,
                command=Command.OWN if kind is AgencyKind.DEPARTMENT else Command.OUTSIDE,
                staff=None if kind is AgencyKind.ARMED_FORCES else dice.randint(2, 16),
                commune_code=commune,
                commune=f"Xã {int(commune)}" if commune else "",
            )
        )
    homes = [
        ListedHousehold(
            household_id=f"H{n:04d}",
            district="Huyện thử",
            commune=f"Xã {n % communes + 1}",
            commune_code=f"{n % communes + 1:05d}",
            hamlet=f"Thôn {dice.randint(1, 3)}",
            status=PovertyStatus.POOR,
            will_to_escape=dice.choice((True, False, None)),
            causes=tuple(dice.sample(("no_capital", "no_skill", "illness"), dice.randint(0, 2))),
            village_rank=dice.choice((None, dice.randint(1, 9))),
        )
        for n in range(households)
    ]
    return Register(households=tuple(homes), agencies=tuple(bodies))


def shuffled(original: Register, seed: int) -> Register:
    """The same rows in another order."""
    dice = random.Random(seed)
    tables = {
        name: list(getattr(original, name)) for name in ("households", "members", "agencies", "clusters", "pairs")
    }
    for rows in tables.values():
        dice.shuffle(rows)
    return Register(**{name: tuple(rows) for name, rows in tables.items()})
