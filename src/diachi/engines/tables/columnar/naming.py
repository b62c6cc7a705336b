"""From flows to named pairs and back: units of a flow meet at origins, stands and families, by their ids."""

from __future__ import annotations

import numpy as np

from diachi.core.allocation.class_columns import ClassColumns
from diachi.engines.tables.columnar.alike import Ints, column, matched, ranges
from diachi.engines.tables.columnar.arcs import Layout
from diachi.engines.tables.columnar.counting import Counted


def groups_by_class(sponsor: Ints, count: int) -> tuple[Ints, Ints, Ints]:
    """Give groups sorted by class and id, where each class begins, and how many it has."""
    order = np.argsort(sponsor, kind="stable")
    sizes = np.bincount(sponsor, minlength=count)
    return order, np.cumsum(sizes) - sizes, sizes


Units = tuple[Ints, Ints]  # of each unit its group and its family class


def named_units(counted: Counted, layout: Layout, flows: Ints) -> tuple[Units, Units]:
    """Give the units of a part's flow: those of pairs that stood before, and the others.

    Holds: sponsors of a class share its load evenly, so no level that is convex in a sponsor's load is worse.
    """
    units, _own, ways, fits, _homes, _tenths, keeps, _back = layout.cut(flows)
    classes = len(layout.rows.sponsors)
    loads = np.bincount(layout.units[0], weights=units, minlength=classes).astype(np.int64)
    groups, begin, size = groups_by_class(counted.sponsor, len(counted.classes.sponsors.count))
    begin, size = begin[layout.rows.sponsors], size[layout.rows.sponsors]
    cls = np.repeat(np.arange(classes), size)
    place = ranges(np.zeros(classes, dtype=np.int64), size)
    each = loads[cls] // size[cls] + (place < loads[cls] % size[cls])
    rows = groups[ranges(begin, size)]
    kept_group, kept_family = _kept(counted, layout, keeps, rows, cls)
    each = each - _given(keeps, layout, counted, cls)
    order = np.lexsort((place, cls, layout.origin[cls]))
    slots = np.repeat(rows[order], each[order])
    tail, head = layout.way_ends
    order = np.lexsort((head, tail))
    stands = np.repeat(head[order], ways[order])
    by_stand = np.argsort(stands, kind="stable")
    stand, family = layout.fits
    order = np.lexsort((family, stand))
    homes = np.repeat(layout.rows.families[family[order]], fits[order])
    return (kept_group, kept_family), (slots[by_stand], homes)


def _given(keeps: Ints, layout: Layout, counted: Counted, cls: Ints) -> Ints:
    """How many of each sponsor's units go to families it had before; a class that keeps has one sponsor."""
    by = np.searchsorted(layout.rows.sponsors, column(counted.classes.keeps, "sponsor")[layout.rows.keeps])
    total = np.bincount(by, weights=keeps, minlength=len(layout.rows.sponsors)).astype(np.int64)
    return total[cls]


def _kept(counted: Counted, layout: Layout, keeps: Ints, rows: Ints, cls: Ints) -> tuple[Ints, Ints]:
    by = np.searchsorted(layout.rows.sponsors, column(counted.classes.keeps, "sponsor")[layout.rows.keeps])
    first = np.searchsorted(cls, by)
    family = column(counted.classes.keeps, "family")[layout.rows.keeps]
    return np.repeat(rows[first], keeps) if len(by) else by, np.repeat(family, keeps)


def flows_from(counted: Counted, layout: Layout, groups: Ints, families: Ints, before: Ints) -> Ints:
    """Give the flow of a part that pairs make.

    Takes: pairs of the part as (group, family class), each in reach; `before` marks those that stood before.
    """
    classes: ClassColumns = counted.classes
    kept = _counted_keeps(counted, layout, groups, families, before)
    sponsor = counted.sponsor[groups]
    at = matched(layout.rows.sponsors, sponsor)
    home = matched(layout.rows.families, families)
    unit_flows = _unit_flows(counted, layout, groups)
    wide = int(max(column(classes.sponsors, "tier").max(initial=-1), -1)) + 2
    stand = matched(
        layout.stand_keys,
        column(classes.families, "place")[families] * wide + column(classes.sponsors, "tier")[sponsor] + 1,
    )
    way_keys = layout.way_ends[0] * (len(layout.stand_keys) + 1) + layout.way_ends[1]
    order = np.argsort(way_keys, kind="stable")
    way = matched(way_keys[order], layout.origin[at] * (len(layout.stand_keys) + 1) + stand)
    fit_keys = layout.fits[1] * (len(layout.stand_keys) + 1) + layout.fits[0]
    fit = matched(fit_keys, home * (len(layout.stand_keys) + 1) + stand)
    through = np.zeros(len(layout.way), dtype=np.int64)
    np.add.at(through, order[way], 1)
    fits = np.bincount(fit, minlength=len(fit_keys))
    _take_out(counted, layout, kept, through, fits, order, way_keys, fit_keys)
    own = np.bincount(at, minlength=len(layout.rows.sponsors)) - _given(
        kept, layout, counted, np.arange(len(layout.rows.sponsors))
    )
    taken = np.bincount(home, minlength=len(layout.rows.families))
    place = column(classes.families, "place")[layout.rows.families]
    commune = np.searchsorted(layout.rows.communes, column(classes, "commune_of")[place])
    covered = np.bincount(commune, weights=taken, minlength=len(layout.rows.communes)).astype(np.int64)
    steps = _filled(layout, covered)
    parts = [unit_flows, own[layout.own], through, fits, taken, steps, kept, np.array([len(groups)])]
    return np.concatenate(parts).astype(np.int64)


def _unit_flows(counted: Counted, layout: Layout, groups: Ints) -> Ints:
    """Of every unit arc how many sponsors of its class have gone that far."""
    loads = np.bincount(groups, minlength=len(counted.sponsor))
    cls = layout.units[0]
    at = matched(layout.rows.sponsors, counted.sponsor)
    rows = np.flatnonzero((at >= 0) & (loads > 0))
    first = np.searchsorted(cls, at[rows])
    room = np.bincount(cls, minlength=len(layout.rows.sponsors))[at[rows]]
    gone = np.minimum(loads[rows], room)
    found = np.zeros(len(cls), dtype=np.int64)
    np.add.at(found, ranges(first, gone), 1)
    return found


def _filled(layout: Layout, covered: Ints) -> Ints:
    """Fill each commune's tenths from the first on."""
    left = covered.copy()
    found = np.zeros(len(layout.tenths), dtype=np.int64)
    for n, (commune, _, high) in enumerate(layout.tenths):
        found[n] = min(int(left[commune]), high)
        left[commune] -= found[n]
    return found


def _counted_keeps(counted: Counted, layout: Layout, groups: Ints, families: Ints, before: Ints) -> Ints:
    """Of every keep arc how many of its pairs stand again."""
    keeps = counted.classes.keeps
    wide = len(counted.classes.families.count) + 1
    keys = column(keeps, "sponsor")[layout.rows.keeps] * wide + column(keeps, "family")[layout.rows.keeps]
    again = matched(keys, counted.sponsor[groups[before]] * wide + families[before])
    found = np.bincount(again[again >= 0], minlength=len(keys))
    return np.minimum(found, column(keeps, "count")[layout.rows.keeps])


def _take_out(
    counted: Counted,
    layout: Layout,
    kept: Ints,
    through: Ints,
    fits: Ints,
    order: Ints,
    way_keys: Ints,
    fit_keys: Ints,
) -> None:
    """What goes through a keep arc goes through no way and no fit."""
    if not kept.any():
        return
    classes, wide = counted.classes, len(layout.stand_keys) + 1
    kinds = int(max(column(classes.sponsors, "tier").max(initial=-1), -1)) + 2
    sponsor = column(classes.keeps, "sponsor")[layout.rows.keeps]
    family = column(classes.keeps, "family")[layout.rows.keeps]
    tier = column(classes.sponsors, "tier")[sponsor]
    stand = matched(layout.stand_keys, column(classes.families, "place")[family] * kinds + tier + 1)
    origin = layout.origin[np.searchsorted(layout.rows.sponsors, sponsor)]
    np.subtract.at(through, order[matched(way_keys[order], origin * wide + stand)], kept)
    np.subtract.at(fits, matched(fit_keys, np.searchsorted(layout.rows.families, family) * wide + stand), kept)
