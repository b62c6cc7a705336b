"""The network of one part as arrays: the arcs of `core.allocation.class_columns.part_arcs`, in the same order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diachi.core.allocation.class_columns import FORCES, ClassColumns, family_gains, tenths
from diachi.core.allocation.levels import (
    ASPIRED,
    DISTANCE,
    FAIRNESS,
    KEEP,
    MISMATCH,
    REQUESTED_MINIMUM,
    REQUIRED_MINIMUM,
)
from diachi.core.clauses import Force
from diachi.engines.arrays import ArrayNetwork
from diachi.engines.tables.columnar.alike import Ints, column, ranges

SOURCE, SINK = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Slices:
    """The rows of each table that belong to one part, in the order of the classes."""

    sponsors: Ints
    ways: Ints
    families: Ints
    communes: Ints
    keeps: Ints


@dataclass(slots=True, kw_only=True)
class Layout:
    """One part's arcs by section: which class, way or commune each stands for, and where its nodes begin."""

    rows: Slices
    everybody: int
    units: tuple[Ints, Ints]  # of the arcs from the source: sponsor class (row of `rows.sponsors`), unit
    origin: Ints  # of each sponsor class of the part
    own: Ints  # sponsor classes of the part that keep pairs
    way: Ints  # of each way arc: row of `rows.ways`
    way_ends: tuple[Ints, Ints]  # origin, stand
    stand_keys: Ints  # (place, tier) of each stand, as one number
    fits: tuple[Ints, Ints]  # of the arcs into families: stand, family (rows of the part)
    tenths: list[tuple[int, int, int]]  # commune (row of the part), cost, how many
    starts: dict[str, int]  # first node of origins, stands, families, communes, keeping sponsors
    nodes: int

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many arcs each section has."""
        return (
            len(self.units[0]),
            len(self.own),
            len(self.way),
            len(self.fits[0]),
            len(self.rows.families),
            len(self.tenths),
            len(self.rows.keeps),
            1,
        )

    def cut(self, flows: Ints) -> list[Ints]:
        """Cut a flow into its sections."""
        return np.split(flows, np.cumsum(self.sizes)[:-1])


def lay_out(classes: ClassColumns, rows: Slices, levels: tuple[str, ...]) -> Layout:
    """Number the nodes of a part and say what each arc stands for."""
    sponsors, ways, families = classes.sponsors, classes.ways, classes.families
    kinds = int(max(column(sponsors, "tier").max(initial=-1), -1)) + 2  # tiers and "not told"
    origin_keys, origin = np.unique(
        column(sponsors, "ground")[rows.sponsors] * kinds + column(sponsors, "tier")[rows.sponsors] + 1,
        return_inverse=True,
    )
    ground, place = column(ways, "ground")[rows.ways], column(ways, "place")[rows.ways]
    first = np.searchsorted(origin_keys, ground * kinds)
    count = np.searchsorted(origin_keys, (ground + 1) * kinds) - first
    way = np.repeat(np.arange(len(rows.ways)), count)
    tail = ranges(first, count)
    stand_keys, head = np.unique(place[way] * kinds + origin_keys[tail] % kinds, return_inverse=True)
    home = column(families, "place")[rows.families]
    first = np.searchsorted(stand_keys, home * kinds)
    count = np.searchsorted(stand_keys, (home + 1) * kinds) - first
    family = np.repeat(np.arange(len(rows.families)), count)
    held, most = column(sponsors, "held")[rows.sponsors], column(sponsors, "capacity")[rows.sponsors]
    sizes, done = column(classes, "sizes"), column(classes, "done")
    steps = [
        (n, step, high)
        for n, c in enumerate(rows.communes.tolist())
        for step, high in tenths(int(sizes[c]), int(done[c]))
    ]
    keeping = np.unique(column(classes.keeps, "sponsor")) if KEEP in levels else np.zeros(0, dtype=np.int64)
    own = np.flatnonzero(np.isin(rows.sponsors, keeping))
    starts, at = {}, 2
    for name, size in (
        ("origin", len(origin_keys)),
        ("stand", len(stand_keys)),
        ("family", len(rows.families)),
        ("commune", len(rows.communes)),
        ("own", len(own)),
    ):
        starts[name], at = at, at + size
    return Layout(
        rows=rows,
        everybody=int(column(families, "count")[rows.families].sum()),
        units=(np.repeat(np.arange(len(rows.sponsors)), most - held), ranges(held, most - held)),
        origin=origin.astype(np.int64),
        own=own,
        way=way,
        way_ends=(tail, head.astype(np.int64)),
        stand_keys=stand_keys,
        fits=(ranges(first, count), family),
        tenths=steps,
        starts=starts,
        nodes=at,
    )


def network_of(classes: ClassColumns, layout: Layout, levels: tuple[str, ...]) -> ArrayNetwork:
    """Give the arrays of a part."""
    starts, rows, everybody = layout.starts, layout.rows, layout.everybody
    sponsors, families = classes.sponsors, classes.families
    node_of_own = np.full(len(rows.sponsors), -1)
    node_of_own[layout.own] = starts["own"] + np.arange(len(layout.own))
    origin = starts["origin"] + layout.origin
    entry = np.where(node_of_own >= 0, node_of_own, origin)
    commune_at = np.searchsorted(rows.communes, column(classes, "commune_of")[column(families, "place")[rows.families]])
    step = np.array(layout.tenths, dtype=np.int64).reshape(-1, 3)
    keep_family = np.searchsorted(rows.families, column(classes.keeps, "family")[rows.keeps])
    keep_sponsor = np.searchsorted(rows.sponsors, column(classes.keeps, "sponsor")[rows.keeps])
    of_family = starts["family"] + np.arange(len(rows.families))
    tails = [
        np.full(len(layout.units[0]), SOURCE),
        node_of_own[layout.own],
        starts["origin"] + layout.way_ends[0],
        starts["stand"] + layout.fits[0],
        of_family,
        starts["commune"] + step[:, 0],
        node_of_own[keep_sponsor] if len(keep_sponsor) else keep_sponsor,
        np.array([SINK]),
    ]
    heads = [
        entry[layout.units[0]],
        origin[layout.own],
        starts["stand"] + layout.way_ends[1],
        starts["family"] + layout.fits[1],
        starts["commune"] + commune_at,
        np.full(len(step), SINK),
        starts["family"] + keep_family,
        np.array([SOURCE]),
    ]
    highs = [
        column(sponsors, "count")[rows.sponsors][layout.units[0]],
        np.full(len(layout.own), everybody),
        np.full(len(layout.way), everybody),
        np.full(len(layout.fits[0]), everybody),
        column(families, "count")[rows.families],
        step[:, 2],
        column(classes.keeps, "count")[rows.keeps],
        np.array([everybody]),
    ]
    return ArrayNetwork(
        nodes=layout.nodes,
        tails=np.concatenate(tails).astype(np.int64),
        heads=np.concatenate(heads).astype(np.int64),
        highs=np.concatenate(highs).astype(np.int64),
        costs=_costs(classes, layout, levels, keep_sponsor, keep_family),
    )


def _costs(classes: ClassColumns, layout: Layout, levels: tuple[str, ...], kept_by: Ints, kept: Ints) -> Ints:
    """The costs of every level, section by section."""
    sizes = layout.sizes
    ends = np.cumsum(sizes)
    found = np.zeros((len(levels), int(ends[-1])), dtype=np.int64)

    def put(section: int, level: str, values: Ints) -> None:
        if level in levels:
            found[levels.index(level), ends[section] - sizes[section] : ends[section]] = values

    rows, sponsors, families = layout.rows, classes.sponsors, classes.families
    cls, unit = rows.sponsors[layout.units[0]], layout.units[1]
    force, least = column(sponsors, "force")[cls], column(sponsors, "least")[cls]
    for level, asked in ((REQUIRED_MINIMUM, Force.REQUIRED), (REQUESTED_MINIMUM, Force.REQUESTED)):
        put(0, level, -((force == FORCES.index(asked)) & (unit < least)).astype(np.int64))
    put(0, ASPIRED, -(unit < column(sponsors, "aim")[cls]).astype(np.int64))
    put(0, FAIRNESS, unit)
    put(2, DISTANCE, column(classes.ways, "far")[rows.ways][layout.way])
    misfits = np.array(classes.misfits, dtype=np.int64).reshape(len(classes.misfits), -1)
    need, standing = column(families, "need")[rows.families], column(families, "standing")[rows.families]
    kinds = int(max(column(sponsors, "tier").max(initial=-1), -1)) + 2
    put(3, MISMATCH, misfits[need[layout.fits[1]], layout.stand_keys[layout.fits[0]] % kinds - 1])
    for value in np.unique(standing).tolist():
        for level, gain in family_gains(classes, int(value)).items():
            if level in levels:
                section = found[levels.index(level), ends[4] - sizes[4] : ends[4]]
                section[standing == value] = gain
    put(5, FAIRNESS, np.array([step for _, step, _ in layout.tenths], dtype=np.int64))
    if len(kept):
        ground = column(sponsors, "ground")[rows.sponsors[kept_by]]
        place, wide = column(families, "place")[rows.families[kept]], len(classes.commune_of)
        keys = column(classes.ways, "ground")[rows.ways] * wide + column(classes.ways, "place")[rows.ways]
        put(6, DISTANCE, column(classes.ways, "far")[rows.ways][np.searchsorted(keys, ground * wide + place)])
        put(6, MISMATCH, misfits[need[kept], column(sponsors, "tier")[rows.sponsors[kept_by]]])
        put(6, KEEP, np.full(len(kept), -1))
    return found
