"""Bodies by the column: who stands with whom, what each group owes, gives and reaches, and what it holds already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from diachi.core.agency import Agency, Pair
from diachi.core.allocation.class_columns import FORCES, NO_TIER
from diachi.core.allocation.duties import group_duty
from diachi.core.allocation.grouping import Grouping, Pool, form_groups
from diachi.core.allocation.model import joint_bodies
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.proposal import Group
from diachi.core.rules.quotas import Duty, duty_of
from diachi.core.rules.reach import Area, Seat, area_of, commune_key
from diachi.core.rules.small_agencies import in_scope
from diachi.engines.tables.columnar.alike import Ints, alike
from diachi.engines.tables.columnar.reading import EPOCH, ColumnTable

MOST_POOLED = 5_000  # bodies that are grouped in one call: grouping compares each with each


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where one body acts: its area, and what "the same commune" compares."""

    area: Area
    code: str
    name: str


@dataclass(slots=True, kw_only=True)
class Bodies:
    """Groups by row, sorted by group_id; a group of several bodies stands in `joint` too."""

    ids: pa.Array  # group_id
    lead: Ints  # row of the agency
    rows: dict[str, int]  # agency_id -> group row, of bodies that stand with others
    joint: dict[int, Group]
    staff: dict[int, int]  # of each joint group
    clause_of: dict[str, str]
    alone: dict[str, str]
    unsure: dict[str, str]
    duties: list[Duty]
    duty: Ints  # place in `duties`
    held: Ints
    tier: Ints  # VND, NO_TIER where not told
    grounds: list[Ground]
    ground: Ints  # of a single body's group: place in `grounds`; of a joint one: of its lead

    def column(self, name: str) -> Ints:
        """Give a number of every group's duty."""
        return np.array([getattr(d, name) for d in self.duties], dtype=np.int64)[self.duty]

    def row_of(self, agency_id: str) -> int:
        """Give the row of a body's group."""
        return int(group_rows(self, [agency_id])[0])

    @property
    def force(self) -> Ints:
        """Give the force of every group's duty as its place in FORCES."""
        return np.array([FORCES.index(d.force) for d in self.duties], dtype=np.int64)[self.duty]


def active_rows(bodies: ColumnTable[Agency], on: date | None) -> Ints:
    """Give the rows of the bodies that exist on a day, by id."""
    if on is None:
        return np.arange(len(bodies))
    day = on.toordinal() - EPOCH
    (first, known), (last, ended) = bodies.ints("active_from"), bodies.ints("active_to")
    return np.flatnonzero((~known | (first <= day)) & (~ended | (day <= last)))


def agency_at(bodies: ColumnTable[Agency], row: int, names: Sequence[str]) -> Agency:
    """Give one body with these columns alone, as the core reads it."""
    told = {name: values[codes[row]] for name in names for codes, values in [bodies.parsed(name)]}
    return Agency(**{"agency_id": "-", "name": "-", **told})


def whole_agency(bodies: ColumnTable[Agency], row: int) -> Agency:
    """Give one body with all that grouping and duties read."""
    names = (
        "name",
        "kind",
        "command",
        "staff",
        "block",
        "commune",
        "commune_code",
        "reach",
        "max_households",
        "tier_vnd",
    )
    found = agency_at(bodies, row, [n for n in names if bodies.has(n)])
    return replace(found, agency_id=bodies.ids[row].as_py())


def form_bodies(
    campaign: Campaign,
    bodies: ColumnTable[Agency],
    seats: Mapping[str, Seat],
    fixed: dict[str, tuple[Pair, ...]],
    pool: Pool | None,
) -> Bodies:
    """Partition the bodies into groups as the core does, and say what each owes.

    Fails: InputError NO_AGENCIES, TOO_MANY_TO_POOL.
    """
    rows = active_rows(bodies, campaign.places_on)
    if not len(rows):
        raise InputError(ErrorCode.NO_AGENCIES)
    grouping, known = _grouped(campaign, bodies, rows, seats, fixed, pool)
    several = [g for g in grouping.groups if len(g.members) > 1]
    member_rows = {a: known[a][0] for g in several for a in g.members}
    single = rows[~np.isin(rows, np.array(list(member_rows.values()), dtype=np.int64))]
    lead = np.concatenate([single, np.array([member_rows[g.lead] for g in several], dtype=np.int64)])
    named = bodies.ids.take(pa.array(single)).to_pylist() + [g.group_id.removeprefix("G-") for g in several]
    order = np.asarray(pc.sort_indices(pa.array(named, pa.string())))
    lead = lead[order]
    ids = pc.binary_join_element_wise("G-", pa.array(named, pa.string()).take(pa.array(order)), "")
    joint = {int(np.flatnonzero(order == len(single) + n)[0]): g for n, g in enumerate(several)}
    agencies = {a: one for a, (_, one) in known.items()}
    duties, duty = _duties(campaign, bodies, lead, joint, agencies, grouping.clause_of)
    tiers = np.where(*_known(bodies, "tier_vnd"))[lead]
    for row, group in joint.items():
        told = [t for a in group.members if (t := agencies[a].tier_vnd) is not None]
        tiers[row] = sum(told) if told else NO_TIER
    grounds, ground = _grounds(bodies, lead, seats)
    found = Bodies(
        ids=ids,
        lead=lead,
        rows={a: row for row, g in joint.items() for a in g.members},
        joint=joint,
        staff={row: sum(agencies[a].staff or 0 for a in g.members) for row, g in joint.items()},
        clause_of=grouping.clause_of,
        alone=grouping.alone,
        unsure=grouping.unsure,
        duties=duties,
        duty=duty,
        held=np.zeros(len(lead), dtype=np.int64),
        tier=tiers,
        grounds=grounds,
        ground=ground,
    )
    for row, count in Counter(group_rows(found, [p[0].agency_id for p in fixed.values()]).tolist()).items():
        found.held[row] = count
    return found


def _known(bodies: ColumnTable[Agency], name: str) -> tuple[Ints, Ints, Ints]:
    numbers, known = bodies.ints(name)
    return known, numbers, np.full(len(numbers), NO_TIER)


def group_rows(bodies: Bodies, agency_ids: Sequence[str]) -> Ints:
    """Give the group row of each body; -1 = no such body."""
    wanted = pa.array([f"G-{a}" for a in agency_ids], pa.string())
    found = np.asarray(pc.fill_null(pc.index_in(wanted, value_set=bodies.ids), -1)).astype(np.int64)
    for n, agency_id in enumerate(agency_ids):
        if agency_id in bodies.rows:
            found[n] = bodies.rows[agency_id]
    return found


def _grouped(
    campaign: Campaign,
    bodies: ColumnTable[Agency],
    rows: Ints,
    seats: Mapping[str, Seat],
    fixed: dict[str, tuple[Pair, ...]],
    pool: Pool | None,
) -> tuple[Grouping, dict[str, tuple[int, Agency]]]:
    """Ask the core for the groups of those who may stand in one: of pairs made together, and where small ones join."""
    joint = joint_bodies(fixed)
    together = pa.array(sorted({a for ids in joint for a in ids}), pa.string())
    wanted = np.asarray(pc.is_in(bodies.ids, value_set=together))[rows]
    for rule in campaign.small_agencies:
        group, first = alike(bodies.coded("kind")[0][rows])
        any_id = replace(rule, select=replace(rule.select, agency_id=()))
        kinds = [in_scope(agency_at(bodies, int(rows[n]), ("kind",)), any_id) for n in first]
        named = pa.array(rule.select.agency_id, pa.string())
        meant = np.asarray(pc.is_in(bodies.ids, value_set=named))[rows] if rule.select.agency_id else True
        wanted = wanted | (np.array(kinds, dtype=bool)[group] & meant)
    chosen = rows[wanted]
    if len(chosen) > MOST_POOLED:
        raise InputError(ErrorCode.TOO_MANY_TO_POOL, count=len(chosen), most=MOST_POOLED)
    known = {one.agency_id: (int(row), one) for row in chosen for one in [whole_agency(bodies, int(row))]}
    agencies = [one for _, one in known.values()]
    return form_groups(agencies, campaign.small_agencies, seats=seats, joint=joint, pool=pool), known


def _duties(
    campaign: Campaign,
    bodies: ColumnTable[Agency],
    lead: Ints,
    joint: dict[int, Group],
    agencies: dict[str, Agency],
    clause_of: dict[str, str],
) -> tuple[list[Duty], Ints]:
    """The duty of every group: asked of the core for each combination of what a quota reads."""
    names = ["kind", "command", "max_households"]
    names += ["name"] if any(q.select.name for q in campaign.quotas) else []
    named = sorted({a for q in campaign.quotas for a in q.select.agency_id})
    own = np.asarray(pc.fill_null(pc.index_in(bodies.ids, value_set=pa.array(named, pa.string())), -1)).astype(np.int64)
    group, first = alike(*(bodies.coded(name)[0][lead] for name in names), own[lead] + 1)
    ids = ["-", *named]
    duties = []
    for n in first:
        row = int(lead[n])
        duties.append(
            duty_of(replace(agency_at(bodies, row, names), agency_id=ids[int(own[row]) + 1]), campaign.quotas)
        )
    for row, one in joint.items():
        group[row] = len(duties)
        duties.append(group_duty(one, agencies, campaign, clause_of))
    return duties, group


def _grounds(bodies: ColumnTable[Agency], lead: Ints, seats: Mapping[str, Seat]) -> tuple[list[Ground], Ints]:
    names = ("kind", "reach", "commune", "commune_code")
    group, first = alike(*(bodies.coded(name)[0][lead] for name in names))
    asked = [ground_of(agency_at(bodies, int(lead[n]), names), seats) for n in first]
    grounds = sorted(set(asked), key=_sorting)
    place = {one: n for n, one in enumerate(grounds)}
    return grounds, np.array([place[one] for one in asked], dtype=np.int64)[group]


def ground_of(agency: Agency, seats: Mapping[str, Seat]) -> Ground:
    """Give where a body acts; what it compares communes by is told only where it is bound to one."""
    area = area_of(agency, seats)
    bound = bool(area.commune)
    return Ground(
        area=area,
        code=agency.commune_code if bound else "",
        name=commune_key("", agency.commune) if bound else "",
    )


def _sorting(ground: Ground) -> tuple[str, ...]:
    area = ground.area
    return (area.commune, area.district, area.province, ground.code, ground.name)
