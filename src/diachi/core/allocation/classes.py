"""Alike is alike: bodies and families that no rule and no level tells apart are one class of the pairing.

Source: the allocation's lossless aggregation. A class is a set of stable keys; so the order of rows never matters, a
district of 111,000 possible pairs has some thousand arcs, and nothing is rounded: what may differ is in the key.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import KEEP, MISMATCH, keep_class, pairs_to_keep
from diachi.core.allocation.model import Model, commune_of
from diachi.core.household import ListedHousehold
from diachi.core.proposal import Group
from diachi.core.rules.quotas import Duty
from diachi.core.rules.reach import commune_key
from diachi.core.text import fold

Key = tuple[object, ...]
Standing = tuple[bool, ...]  # which priorities hold, in the order of their ranks


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorClass:
    """Groups that owe alike, stand alike and hold as many pairs already; `place` is where all of them stand."""

    name: str
    place: str
    group_ids: tuple[str, ...]
    duty: Duty
    standing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyClass:
    """Families for which the same bodies are as near and give as fitting; `equals` by what priorities they have."""

    name: str
    ground: str
    commune: str
    equals: dict[Standing, tuple[str, ...]]

    @property
    def one(self) -> str:
        """One of the families, always the same: what holds for it holds for all."""
        return next(iter(self.equals.values()))[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """One pairing by classes: sponsors, families, and how many pairs of the proposal before stand between two."""

    sponsors: tuple[SponsorClass, ...]
    families: tuple[FamilyClass, ...]
    before: Counter[tuple[str, str]]
    class_of: dict[str, str]  # group_id and household_id -> the name of its class


def classes_of(model: Model, distance: Distance, levels: tuple[str, ...]) -> Classes:
    """Give the classes of a pairing.

    Takes: the levels, because what no level counts need not be told apart. Gives: classes sorted by their keys.
    Holds: in a class all may take the same, at the same distance and fit; equal loads and equal counts cost the same.
    Cost: O(groups + households), sorted.
    """
    old = pairs_to_keep(model) if KEEP in levels else Counter()
    sponsors = tuple(_sponsors(model, distance, levels, {group for _, group in old}))
    families = tuple(_families(model, distance, levels, {key for key, _ in old}))
    class_of = {g: s.name for s in sponsors for g in s.group_ids}
    class_of |= {h: f.name for f in families for ids in f.equals.values() for h in ids}
    before: Counter[tuple[str, str]] = Counter()
    holders = {keep_class(model, h): class_of[h] for h in model.candidates} if old else {}
    for (kind, group), count in old.items():
        if group in class_of:
            before[(class_of[group], holders[kind])] += count
    return Classes(sponsors=sponsors, families=families, before=before, class_of=class_of)


def _sponsors(model: Model, distance: Distance, levels: tuple[str, ...], kept: set[str]) -> Iterator[SponsorClass]:
    """Bodies that had pairs before, and several of them or room for several, stand alone: a share could part them."""
    held = Counter(model.group_of(pairs[0].agency_id) for pairs in model.fixed.values())
    open_bans, had = _bans(model), Counter(model.before.values())
    alike: dict[tuple[Key, Key], list[str]] = defaultdict(list)
    for group in model.groups:
        duty, standing = model.duties[group.group_id], held[group.group_id]
        room = duty.capacity - standing
        if room > 0:
            own = group.group_id if group.group_id in kept and max(room, had[group.group_id]) > 1 else ""
            owes: Key = (duty.min, duty.aim, duty.capacity, duty.force.value, standing, own)
            alike[(_stand(model, distance, levels, group, open_bans), owes)].append(group.group_id)
    places: dict[Key, str] = {}
    for (stand, _), group_ids in sorted(alike.items(), key=lambda item: item[1]):
        place = places.setdefault(stand, f"o:{group_ids[0]}")
        yield SponsorClass(
            name=f"g:{group_ids[0]}",
            place=place,
            group_ids=tuple(group_ids),
            duty=model.duties[group_ids[0]],
            standing=held[group_ids[0]],
        )


def _bans(model: Model) -> dict[str, tuple[str, ...]]:
    """The candidates each body may not take, by name."""
    free = set(model.candidates)
    found: dict[str, list[str]] = defaultdict(list)
    for agency_id, household_id in sorted(model.banned):
        if household_id in free:
            found[agency_id].append(household_id)
    return {agency_id: tuple(household_ids) for agency_id, household_ids in found.items()}


def _stand(
    model: Model, distance: Distance, levels: tuple[str, ...], group: Group, bans: dict[str, tuple[str, ...]]
) -> Key:
    """All of a group that decides whom it may take, how far that is, and how well its help fits."""
    members = set()
    for agency_id in group.members:
        agency, area = model.agencies[agency_id], model.areas[agency_id]
        own = (agency.commune_code, agency.commune) if area.commune else ("", "")
        barred = tuple(sorted(commune for body, commune in model.wished.barred if body == agency_id))
        only = model.wished.only.get(agency_id)
        bound = ("*",) if only is None else tuple(sorted(only))
        reach = (area.commune, area.district, area.province)
        members.add((*reach, *own, barred, bound, bans.get(agency_id, ())))
    lead = model.agencies[group.lead]
    from_where = (lead.x_km, lead.y_km) if distance.points else (commune_key(lead.commune_code, lead.commune),)
    tier = model.tiers.get(group.group_id) if MISMATCH in levels else None
    return tuple(sorted(members)), from_where, tier


def _families(
    model: Model, distance: Distance, levels: tuple[str, ...], kept: set[tuple[str, ...]]
) -> Iterator[FamilyClass]:
    """Families of a class live where the same is known of a place; those with a pair before are told apart by rank."""
    barring: dict[str, list[str]] = defaultdict(list)
    for agency_id, household_id in sorted(model.banned):
        barring[household_id].append(agency_id)
    tiers = sorted(set(model.tiers.values())) if MISMATCH in levels else []
    by_name = any(not a.commune_code and model.areas[a.agency_id].commune for a in model.agencies.values())
    fits_of: dict[int | None, Key] = {}
    found: dict[tuple[Key, Key], dict[Standing, list[str]]] = defaultdict(lambda: defaultdict(list))
    for household_id in model.candidates:
        home, ranks = model.households[household_id], model.ranks[household_id]
        ground = (*_where(home, by_name), distance.points.get(household_id), tuple(barring.get(household_id, ())))
        need = distance.needs[household_id] if tiers else None
        if need not in fits_of:
            fits_of[need] = tuple([distance.misfit(household_id, tier) for tier in tiers])
        before: Key = ()
        if kept and (kind := keep_class(model, household_id)) in kept:
            before = (kind, ranks) if len(kind) > 1 else ((), ranks)
        found[(ground, (fits_of[need], before))][ranks].append(household_id)
    yield from _named(model, found)


def _where(home: ListedHousehold, by_name: bool) -> tuple[str, ...]:
    """What the reach of a body asks of a place: the commune's key, its name where a body's commune has no code."""
    commune = commune_of(home)
    if not commune:
        return ("", fold(home.district), fold(home.province))
    return (commune, commune_key("", home.commune)) if by_name else (commune,)


def _named(model: Model, found: dict[tuple[Key, Key], dict[Standing, list[str]]]) -> Iterator[FamilyClass]:
    """A class and its ground are named by their commune and their least family's place among the others there."""
    counts: Counter[str] = Counter()
    grounds: dict[Key, str] = {}
    for (ground, _), equals in sorted(found.items(), key=lambda item: min(ids[0] for ids in item[1].values())):
        commune = commune_of(model.households[next(iter(equals.values()))[0]])
        counts[commune] += 1
        name = f"{commune}:{counts[commune]:05d}"
        yield FamilyClass(
            name=f"p:{name}",
            ground=grounds.setdefault(ground, f"d:{name}"),
            commune=f"c:{commune}",
            equals={ranks: tuple(ids) for ranks, ids in sorted(equals.items(), reverse=True)},
        )
