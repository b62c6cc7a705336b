"""Bình Gia in 2024, invented: 900 poor households, about 120 bodies, ten years of earlier help."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta

from diachi.core.agency import Agency, AgencyKind, Pair
from diachi.core.household import ListedHousehold, Member
from diachi.core.text import fold
from worlds_bodies import district_bodies
from worlds_families import family, listed, meetings, size_of
from worlds_history import earlier_help
from worlds_people import Registry
from worlds_places import BINH_GIA, hamlets, spread
from worlds_shape import World, key_of

HOUSEHOLDS, EARLIER, KNOWN, AGREED = 900, 1000, 230, 6
LISTED_ON, FIRST_MEETING = date(2024, 3, 15), date(2024, 3, 18)
LANG_SON = "020"


def binh_gia(seed: int) -> World:
    """Give the district; the same seed gives the same world."""
    dice = random.Random(seed)
    people = Registry(dice, LANG_SON)
    places = {c.code: hamlets(dice, c, 3 if c.kind == "Thị trấn" else dice.randint(4, 7)) for c in BINH_GIA}
    households, members = _households(dice, people, places)
    bodies = district_bodies()
    by_household = defaultdict(list)
    for member in members:
        by_household[member.household_id].append(member)
    earlier = earlier_help(dice, people, households, by_household, BINH_GIA, places, bodies, rows=EARLIER, known=KNOWN)
    helped = {e.household for e in earlier}
    return World(
        name="binh_gia_2024",
        communes=BINH_GIA,
        households=tuple(households),
        members=tuple(members),
        agencies=bodies,
        pairs=_agreed(dice, households, bodies, helped),
        earlier=earlier,
    )


def _households(
    dice: random.Random, people: Registry, places: dict[str, tuple[str, ...]]
) -> tuple[list[ListedHousehold], list[Member]]:
    held = meetings(dice, BINH_GIA, places, FIRST_MEETING)
    counts = spread(HOUSEHOLDS, BINH_GIA)
    households: list[ListedHousehold] = []
    members: list[Member] = []
    for commune in BINH_GIA:
        where = sorted(dice.choice(places[commune.code]) for _ in range(counts[commune.code]))
        ranks = _ranks(dice, where)
        for number, hamlet in enumerate(where, start=1):
            key = key_of(commune.code, number)
            group = dice.choices(commune.groups, (4, 1))[0]
            persons = family(dice, people, group, LISTED_ON.year, size=size_of(dice))
            row = listed(dice, key, number, commune, hamlet, group, persons, LISTED_ON)
            if meeting := held.get((commune.code, hamlet)):
                row = replace(
                    row, village_rank=ranks[number - 1], village_meeting_date=meeting[0], minutes_no=meeting[1]
                )
            households.append(row)
            members += [replace(m, household_id=key) for m in persons]
    return households, members


def _ranks(dice: random.Random, where: list[str]) -> list[int]:
    """Give each row its place in the order of its hamlet: 1..n, in an order of the hamlet's own."""
    ranks = [0] * len(where)
    for hamlet in sorted(set(where)):
        rows = [i for i, name in enumerate(where) if name == hamlet]
        for rank, row in enumerate(dice.sample(rows, len(rows)), start=1):
            ranks[row] = rank
    return ranks


def _agreed(
    dice: random.Random, households: list[ListedHousehold], bodies: tuple[Agency, ...], helped: set[str]
) -> tuple[Pair, ...]:
    """Give a few pairs that all three parties have agreed: large bodies and households nobody has helped yet."""
    names = Counter((h.commune, fold(h.head_name)) for h in households)
    free = [h for h in households if h.household_id not in helped and names[h.commune, fold(h.head_name)] == 1]
    kinds = (AgencyKind.BANK, AgencyKind.VERTICAL, AgencyKind.ENTERPRISE)
    large = [b for b in bodies if b.kind in kinds and (b.staff or 0) >= 10]
    chosen = zip(dice.sample(large, AGREED), dice.sample(free, AGREED), strict=True)
    pairs = []
    for body, household in sorted(chosen, key=lambda c: c[0].agency_id):
        said = date(2024, 4, 22) + timedelta(days=dice.randrange(10))
        pairs.append(
            Pair(
                group_id=f"G-{body.agency_id}",
                agency_id=body.agency_id,
                target_id=household.household_id,
                sponsor_yes_on=said,
                commune_yes_on=said + timedelta(days=2),
                household_yes_on=said + timedelta(days=3),
                told_by="Cán bộ xã",
                channel="Điện thoại",
            )
        )
    return tuple(pairs)
