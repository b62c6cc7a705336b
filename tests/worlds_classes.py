"""Small invented registers that hold everything the rules look at: the judge of pairing by class; all from the seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date

from diachi.core.agency import Agency, AgencyKind, Command, Pair, PairTarget, Reach
from diachi.core.allocation.model import Evidence
from diachi.core.allocation.pins import PairWish, Wishes, WishReason
from diachi.core.campaign import Campaign, LevelSpec
from diachi.core.clauses import Exclusion, Force, MeritScope, Priority, Quota, Selector, Target, When
from diachi.core.history import HelpedRecord, History
from diachi.core.household import ListedHousehold, Member, MeritRelation, PovertyStatus
from diachi.core.proposal import Allocation, Assignment
from diachi.core.register import Register
from diachi.core.same import SamePair, Verdict
from districts import campaign

DAY = date(2024, 5, 2)
KINDS = (AgencyKind.DEPARTMENT, AgencyKind.SCHOOL, AgencyKind.ARMED_FORCES, AgencyKind.COMMUNE, AgencyKind.ENTERPRISE)
LEVELS = ("required_coverage", "requested_minimum", "priority:will", "priority:first_commune", "aspired")
LATER = ("mismatch", "distance", "fairness")


@dataclass(frozen=True)
class SmallWorld:
    """A campaign, its lists, and what persons ask."""

    campaign: Campaign
    register: Register
    history: History
    same: tuple[SamePair, ...]
    wishes: Wishes


@dataclass(frozen=True)
class Commune:
    """A commune as lists write it: some without a code, some without a district."""

    name: str
    code: str
    district: str
    province: str
    at: tuple[float, float]


def small_world(seed: int) -> SmallWorld:
    """A register of two provinces at most, with gaps where lists have gaps."""
    dice = random.Random(seed)
    communes = [
        Commune(
            f"Xã {n}",
            "" if dice.random() < 0.15 else f"{n:05d}",
            dice.choice(("Huyện A", "Huyện B", "")),
            dice.choice(("Tỉnh Đông", "Tỉnh Đông", "Tỉnh Tây")),
            (dice.randint(0, 40) / 2, dice.randint(0, 40) / 2),
        )
        for n in range(1, dice.randint(2, 6))
    ]
    points = dice.random() < 0.6
    homes = tuple(_home(n, dice, communes, points) for n in range(dice.randint(3, 26)))
    bodies = tuple(_body(n, dice, communes, points) for n in range(dice.randint(2, 9)))
    register = Register(
        households=homes,
        members=_members(dice, homes),
        agencies=bodies,
        pairs=_pairs(dice, homes, bodies),
    )
    history, same = _earlier(dice, homes)
    wishes = replace(_wishes(dice, register), previous=_before(dice, register))
    return SmallWorld(_rules(dice), register, history, same, wishes)


def _home(n: int, dice: random.Random, communes: list[Commune], points: bool) -> ListedHousehold:
    place = dice.choice(communes)
    spread = dice.random() < 0.1  # most stand at the middle of their commune
    x, y = place.at
    return ListedHousehold(
        household_id=f"H{n:04d}",
        province=place.province,
        district=place.district,
        commune=place.name,
        commune_code=place.code,
        hamlet=dice.choice(("Thôn 1", "thon 1", "Thôn 2", "")),
        status=dice.choice((PovertyStatus.POOR, PovertyStatus.POOR, PovertyStatus.NEAR_POOR, None)),
        will_to_escape=dice.choice((True, False, None)),
        causes=tuple(dice.sample(("no_capital", "no_skill", "illness"), dice.randint(0, 2))),
        merit=("war_invalid",) if dice.random() < 0.2 else (),
        need_vnd=dice.choice((None, 5_000_000, 8_000_000, 8_400_000, 12_000_000)),
        village_rank=dice.choice((None, dice.randint(1, 6))),
        x_km=x + (dice.randint(-4, 4) / 4 if spread else 0) if points else None,
        y_km=y if points else None,
    )


def _body(n: int, dice: random.Random, communes: list[Commune], points: bool) -> Agency:
    place, kind = dice.choice(communes), dice.choice(KINDS)
    return Agency(
        agency_id=f"A{n:03d}",
        name=f"Đơn vị {n}",
        kind=kind,
        command=dice.choice((Command.OWN, Command.OUTSIDE, None)),
        staff=None if kind is AgencyKind.ARMED_FORCES else dice.randint(10, 40),
        commune=place.name if dice.random() < 0.9 else "",
        commune_code=place.code if dice.random() < 0.8 else "",
        reach=dice.choice((None, Reach.COMMUNE, Reach.DISTRICT, Reach.PROVINCE, Reach.NATION)),
        max_households=dice.choice((None, None, 0, 1, 2, 4)),
        tier_vnd=dice.choice((None, 6_000_000, 8_000_000, 10_500_000)),
        active_to=date(2020, 1, 1) if dice.random() < 0.05 else None,
        x_km=place.at[0] if points else None,
        y_km=place.at[1] if points else None,
    )


def _members(dice: random.Random, homes: tuple[ListedHousehold, ...]) -> tuple[Member, ...]:
    return tuple(
        Member(
            household_id=home.household_id,
            member_no=n,
            merit=("martyr",) if dice.random() < 0.4 else (),
            merit_relation=dice.choice((None, MeritRelation.SELF, MeritRelation.CHILD)),
            merit_benefit=dice.choice((None, True, False)),
        )
        for home in homes
        for n in range(1, dice.randint(1, 3))
    )


def _pairs(dice: random.Random, homes: tuple[ListedHousehold, ...], bodies: tuple[Agency, ...]) -> tuple[Pair, ...]:
    rows = []
    for home in dice.sample(homes, min(len(homes), dice.randint(0, 4))):
        body = dice.choice([b for b in bodies if b.active_to is None] or list(bodies))
        if body.active_to:
            continue
        pair = Pair(group_id=f"G-{body.agency_id}", agency_id=body.agency_id, target_id=home.household_id)
        said = dice.choice(("agreed", "assigned", "sponsor", "household"))
        if said == "agreed":
            yes = replace(pair, sponsor_yes_on=DAY, commune_yes_on=DAY, household_yes_on=DAY)
            rows.append(yes)
            other = dice.choice(bodies)
            if other.active_to is None and other is not body and dice.random() < 0.4:  # two bodies, one household
                rows.append(replace(yes, agency_id=other.agency_id))
        elif said == "assigned":
            rows.append(replace(pair, assigned_by="KH 12"))
        else:
            rows.append(replace(pair, refused_by=said, refused_on=DAY))
    return tuple(rows)


def _earlier(dice: random.Random, homes: tuple[ListedHousehold, ...]) -> tuple[History, tuple[SamePair, ...]]:
    records, pairs = [], []
    for n, home in enumerate(dice.sample(homes, min(len(homes), dice.randint(0, 5)))):
        confirmed = dice.random() < 0.5
        records.append(
            HelpedRecord(
                record_id=f"R{n}",
                year=dice.choice((None, 2010, 2016, 2020)),
                household_id=home.household_id if confirmed else "",
                support=dice.choice(("", "01 con bò", "Quà Tết")),
            )
        )
        verdict = dice.choice((Verdict.SAME, Verdict.REVIEW, Verdict.SPLIT, Verdict.DIFFERENT))
        if not confirmed:
            pairs.append(SamePair(id_a=home.household_id, id_b=f"R{n}", verdict=verdict))
    if len(homes) > 4 and dice.random() < 0.4:
        one, other = sorted(h.household_id for h in dice.sample(homes, 2))
        pairs.append(SamePair(id_a=one, id_b=other, verdict=Verdict.SAME))
    return History(helped=tuple(records)), tuple(pairs)


def _before(dice: random.Random, register: Register) -> Allocation | None:
    """A proposal of before: some of its bodies and households are no more, some bodies stood together."""
    if dice.random() < 0.5:
        return None
    bodies = [*(b.agency_id for b in register.agencies), "A999"]
    homes = [*(h.household_id for h in register.households), "H9999"]
    rows = []
    for household_id in dice.sample(homes, dice.randint(0, len(homes))):
        ids = tuple(sorted(dice.sample(bodies, min(len(bodies), dice.choice((1, 1, 1, 2))))))
        rows.append(Assignment(household_id=household_id, group_id=f"G-{ids[0]}", agency_ids=ids))
    return Allocation(assignments=tuple(sorted(rows, key=lambda r: r.household_id)))


def _wishes(dice: random.Random, register: Register) -> Wishes:
    if dice.random() < 0.5:
        return Wishes()
    alive = [b for b in register.agencies if b.active_to is None]
    bans = []
    for home in dice.sample(register.households, min(len(register.households), dice.randint(0, 5))):
        if alive and not any(p.target_id == home.household_id for p in register.pairs):
            bans.append(
                PairWish(
                    agency_id=dice.choice(alive).agency_id, target_id=home.household_id, reason=WishReason.RELATIVES
                )
            )
    if alive and dice.random() < 0.4:
        home = dice.choice(register.households)
        row = PairWish(
            agency_id=dice.choice(alive).agency_id,
            target=PairTarget.COMMUNE,
            target_id=home.commune_code or "".join(home.commune.lower().split("xã ")),
        )
        if dice.random() < 0.5:
            return Wishes(pins=(row,), bans=tuple(bans))
        bans.append(row)
    return Wishes(bans=tuple(bans))


def _rules(dice: random.Random) -> Campaign:
    force = dice.choice((Force.REQUESTED, Force.REQUESTED, Force.REQUIRED, Force.ASPIRED))
    quotas = [
        Quota(id="everyone", aim=dice.choice((1, 2))),
        Quota(id="army", select=Selector(kind=(AgencyKind.ARMED_FORCES,)), min=dice.choice((1, 2)), force=force),
        Quota(id="named", select=Selector(name=("Đơn vị 1",)), min=1, max=3, force=Force.REQUESTED),
        Quota(id="one", select=Selector(agency_id=("A000",)), aim=2),
    ]
    target = Target(
        status=dice.choice(((), (PovertyStatus.POOR,), (PovertyStatus.POOR, PovertyStatus.NEAR_POOR))),
        causes=dice.choice(((), (), ("no_capital",))),
        merit_scope=dice.choice((None, None, None, *MeritScope)),
    )
    later = [LevelSpec(name=n, band=dice.choice((None, None, 2)) if n != "fairness" else None) for n in LATER]
    dice.shuffle(later)
    early = [LevelSpec(name=n) for n in LEVELS]
    order = [*early[:4], LevelSpec(name="village_order"), early[4], *later]
    return replace(
        campaign(places_on=DAY),
        small_agencies=(),
        target=target,
        quotas=tuple(quotas),
        priorities=(
            Priority(id="will", rank=1, when=When(will_to_escape=True, causes_any=("no_capital", "no_skill"))),
            Priority(id="first_commune", rank=2, commune="Xã 1", commune_code="00001", year=2024),
        ),
        exclusions=dice.choice(
            ((), (Exclusion(from_year=2014),), (Exclusion(to_year=2012), Exclusion(from_year=2018)))
        ),
        levels=tuple(order) if dice.random() < 0.6 else (),
    )


def evidence_of(world: SmallWorld) -> tuple[SamePair, ...]:
    """The pairs of list and history as the linker would give them, with what persons confirmed."""
    listed = {h.household_id for h in world.register.households}
    confirmed = [
        SamePair(id_a=r.household_id, id_b=r.record_id, verdict=Verdict.SAME)
        for r in world.history.helped
        if r.household_id in listed
    ]
    records = {r.record_id for r in world.history.helped}
    return (*confirmed, *(p for p in world.same if p.id_b in records))


def as_evidence(world: SmallWorld, helps: object) -> Evidence:
    """What the named path takes for the same pairs."""
    records = {r.record_id for r in world.history.helped}
    return Evidence(helps=helps, twice=tuple(p for p in world.same if p.id_b not in records))  # type: ignore[arg-type]
