"""The columnar tables: lists opened as columns, put into classes, solved by parts, named again and judged by column."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from diachi.application.allocate import input_hashes
from diachi.core.agency import Agency, ClusterMember, Pair
from diachi.core.allocation.check import Finding
from diachi.core.allocation.class_columns import ClassColumns, WayColumns, parts_of
from diachi.core.allocation.class_proposal import Lacking, PairColumns, ToldColumns
from diachi.core.allocation.grouping import Pool
from diachi.core.allocation.levels import specs_known
from diachi.core.allocation.model import standing_pairs
from diachi.core.allocation.pins import NOTHING_WISHED, Wishes, joined_pins, released, wishes_among
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import HelpedRecord, History, ReviewRecord
from diachi.core.household import ListedHousehold, Member
from diachi.core.listing.cells import money_vnd
from diachi.core.listing.days import year
from diachi.core.register import Register
from diachi.core.rules.pairs_kept import banned_pairs
from diachi.core.same import SamePair
from diachi.core.table import canonical, digest
from diachi.engines.arrays import ArrayNetwork, Ints
from diachi.engines.class_parts import PartByPart, counts_of
from diachi.engines.tables.columnar import audit, telling
from diachi.engines.tables.columnar.alike import column, matched
from diachi.engines.tables.columnar.arcs import Layout, Slices, lay_out, network_of
from diachi.engines.tables.columnar.bodies import form_bodies, group_rows
from diachi.engines.tables.columnar.counting import Counted, count
from diachi.engines.tables.columnar.keeping import Before, held_again, old_pairs
from diachi.engines.tables.columnar.lists import Lists, lacking, loads_of, turns_of
from diachi.engines.tables.columnar.mending import mended
from diachi.engines.tables.columnar.naming import flows_from, named_units
from diachi.engines.tables.columnar.people import sort_out_columns
from diachi.engines.tables.columnar.places import homes_of, settle_points
from diachi.engines.tables.columnar.reading import ColumnTable
from diachi.engines.tables.columnar.standing import CANDIDATE, FIXED, Found, rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a call asks for beside the folder: wishes, more pairs that stand, and a way to make groups."""

    wishes: Wishes = NOTHING_WISHED
    existing: Sequence[Pair] = ()
    before: Before | None = None
    pool: Pool | None = None


class ColumnarTables:
    """The lists of a campaign as columns; nothing is read before it is needed."""

    name = "columnar"

    def __init__(self, register: Path, history: Path | None, found: Found, beside: Beside = Beside()) -> None:
        """Open the folders of a register and of a history, Parquet or CSV.

        Fails: InputError FOLDER_MISSING, and as `ColumnTable`.
        """
        if not register.is_dir():
            raise InputError(ErrorCode.FOLDER_MISSING, folder=register.name)
        earlier = history or register / "-"
        self.homes = ColumnTable(register / "households.parquet", ListedHousehold, unique=True)
        self.members = ColumnTable(register / "members.parquet", Member, unique=False)
        self.agencies = ColumnTable(register / "agencies.parquet", Agency, unique=True)
        self.clusters = ColumnTable(register / "clusters.parquet", ClusterMember, unique=False)
        self.own_pairs = ColumnTable(register / "pairs.parquet", Pair, unique=False)
        raw = {"year": year, "value_vnd": money_vnd}
        self.helped = ColumnTable(earlier / "helped.parquet", HelpedRecord, unique=True, raw=raw)
        self.reviews = ColumnTable(earlier / "reviews.parquet", ReviewRecord, unique=False)
        self.found, self.beside = found, beside
        self.pairs = tuple(dict.fromkeys((*self.own_pairs.rows(), *beside.existing)))

    def inputs(self, campaign: Campaign) -> dict[str, str]:
        """Give the hash of every input.

        Source: formats, allocation.json. Takes: the campaign as read. Gives: name -> SHA-256 of the canonical form,
        equal to what `allocate` gives for the same rows. Fails: never. Holds: the order of rows changes nothing.
        Cost: every row is written once, a hundred thousand at a time.
        """
        hashes = input_hashes(campaign, Register(), History(), self.beside.wishes)
        for name, table in (
            ("households", self.homes),
            ("members", self.members),
            ("agencies", self.agencies),
            ("clusters", self.clusters),
            ("helped", self.helped),
            ("reviews", self.reviews),
        ):
            hashes[name] = table.digest()
        hashes["pairs"] = digest(canonical(self.pairs, Pair))
        if self.beside.before is not None:
            rows = sorted((h, tuple(ids)) for h, ids in self.beside.before.items())
            hashes["previous"] = digest(json.dumps(rows).encode())
        if self.found.same is not None:
            hashes["same"] = digest(canonical(self.found.same, SamePair))
        return dict(sorted(hashes.items()))

    def prepare(self, campaign: Campaign) -> ColumnarPairing:
        """Put the lists into classes.

        Source: the rules of the campaign; each is asked of the core for every combination of what it reads.
        Takes: a campaign with its answers applied. Gives: a pairing to solve.
        Fails: InputError as `build_model`, and TOO_MANY_TO_POOL. Holds: the order of rows does not matter.
        Cost: O(rows log rows) by column, and the ways of grounds to places.
        """
        return ColumnarPairing(self._lists(campaign))

    def _lists(self, campaign: Campaign) -> Lists:
        wishes = self.beside.wishes
        where = homes_of(self.homes)
        agency_ids = _Among(self.agencies)
        asked = wishes_among(wishes, agency_ids, _Among(self.homes), set(where.communes))
        standing = standing_pairs(released(self.pairs, wishes), agency_ids, _Among(self.homes))
        people = sort_out_columns(campaign, self.homes, self.members, self.helped, self.found, self.pairs, standing)
        if not len(people.candidates) and not standing:
            raise InputError(ErrorCode.NO_HOUSEHOLDS, listed=len(self.homes))
        fixed = joined_pins(standing, asked)
        pinned = sorted(set(fixed) - set(standing))
        rows = rows_of(self.homes, pinned)
        for household_id, row in zip(pinned, rows.tolist(), strict=True):
            if people.state[row] != CANDIDATE:
                raise InputError(ErrorCode.PIN_BARRED, household_id=household_id)
        people.state[rows] = FIXED
        bodies = form_bodies(campaign, self.agencies, where.seats, fixed, self.beside.pool)
        fixed_home = rows_of(self.homes, list(fixed))
        fixed_group = group_rows(bodies, [pairs[0].agency_id for pairs in fixed.values()])
        _need_room(bodies.column("capacity"), bodies.ids, fixed_group, standing, list(fixed))
        settle_points(
            where, self.homes, self.agencies, bodies.lead, np.sort(np.concatenate([people.candidates, fixed_home]))
        )
        told, known = self.homes.ints("need_vnd")
        mismatch = bool((bodies.tier >= 0).any()) and bool((told[known] != 0).any())
        stands = {(p.agency_id, h) for h, pairs in fixed.items() for p in pairs}
        banned = (banned_pairs(self.pairs) | asked.banned) - stands
        old = old_pairs(self.beside.before or {}, self.homes, people, where, bodies, banned)
        village = bool((where.village >= 0).any())
        return Lists(
            campaign=campaign,
            homes=self.homes,
            agencies=self.agencies,
            people=people,
            where=where,
            bodies=bodies,
            asked=asked,
            banned=banned,
            fixed=fixed,
            fixed_home=fixed_home,
            fixed_group=fixed_group,
            specs=specs_known(campaign, village=village, mismatch=mismatch, keep=old.any),
            old=old,
        )


class _Among:
    """Whether an id is among the first column of a table."""

    def __init__(self, table: ColumnTable[Agency] | ColumnTable[ListedHousehold]) -> None:
        self._ids, self._kept = table.ids, dict[str, bool]()

    def __contains__(self, one: object) -> bool:
        if one not in self._kept:
            at = _at(self._ids, str(one))
            self._kept[str(one)] = at < len(self._ids) and self._ids[at].as_py() == one
        return self._kept[str(one)]


def _at(ids: pa.Array, wanted: str) -> int:
    """Where an id stands, or would stand, among sorted ones: they are sorted by their bytes."""
    low, high, key = 0, len(ids), wanted.encode()
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if ids[middle].as_py().encode() < key else (low, middle)
    return low


def _need_room(
    capacity: Ints, ids: pa.Array, fixed_group: Ints, standing: dict[str, tuple[Pair, ...]], named: list[str]
) -> None:
    """As `model._need_room`: a pin above what the words ask is a slip."""
    held = Counter(g for g, h in zip(fixed_group.tolist(), named, strict=True) if h in standing)
    for group, load in sorted(Counter(fixed_group.tolist()).items()):
        most = max(int(capacity[group]), held[group])
        if load > most:
            raise InputError(ErrorCode.PINS_ABOVE_CAPACITY, group_id=ids[group].as_py(), count=load, most=most)


class ColumnarPairing(PartByPart):
    """One pairing: its classes, its parts, and the way between flows and names."""

    def __init__(self, lists: Lists) -> None:
        """Count the classes."""
        self.lists = lists
        self.levels = lists.levels
        self.unit = lists.where.unit
        self.counted: Counted = count(lists)
        self.classes = self.counted.classes
        self.layouts = list(self._layouts())
        self.parts = self.layouts
        self.counts = counts_of(len(lists.homes), len(lists.people.candidates), len(lists.bodies.ids), self.classes)

    def _layouts(self) -> Iterator[Layout]:
        classes = self.classes
        parts = parts_of(_listed(classes))
        ground = np.full(len(classes.ways.ground) + int(column(classes.sponsors, "ground").max(initial=0)) + 1, -1)
        place, commune = np.full(len(classes.commune_of), -1), np.full(len(classes.sizes), -1)
        for number, part in enumerate(parts):
            ground[list(part.grounds)], place[list(part.places)] = number, number
            commune[list(part.communes)] = number
        able = column(classes.sponsors, "held") < column(classes.sponsors, "capacity")
        sponsors = np.where(able, ground[column(classes.sponsors, "ground")], -1)
        families = place[column(classes.families, "place")]
        keeps = self._kept_arcs(sponsors)
        tables = [sponsors, ground[column(classes.ways, "ground")], families, commune, keeps]
        sliced = [_sliced(table, len(parts)) for table in tables]
        for number in range(len(parts)):
            rows = [rows_[number] for rows_ in sliced]
            slices = Slices(sponsors=rows[0], ways=rows[1], families=rows[2], communes=rows[3], keeps=rows[4])
            yield lay_out(classes, slices, self.levels)

    def _kept_arcs(self, sponsors: Ints) -> Ints:
        """The part of each pair of classes to keep; -1 where the sponsor has no place left or no way there."""
        classes = self.classes
        by, of = column(classes.keeps, "sponsor"), column(classes.keeps, "family")
        wide = len(classes.commune_of)
        ways = column(classes.ways, "ground") * wide + column(classes.ways, "place")
        wanted = column(classes.sponsors, "ground")[by] * wide + column(classes.families, "place")[of]
        return np.where(matched(ways, wanted) >= 0, sponsors[by], -1)

    def network(self, number: int) -> ArrayNetwork:
        """Give the network of a part.

        Source: `part_network`, by column. Takes: the number of a part. Gives: arrays, arcs in the order of the classes.
        Fails: never. Holds: equals `part_network` arc by arc. Cost: O(arcs x levels), for one part at a time.
        """
        return network_of(self.classes, self.layouts[number], self.levels)

    def pairs(self, flows: Sequence[Ints]) -> PairColumns:
        """Name the pairs of flows, one flow a part.

        Source: `part_network` read backwards. Takes: flows in the order of arcs. Gives: all pairs, those that
        stand too. Fails: never for flows of this pairing.
        Holds: no level is worse than in the flows; the same flows give the same names, whatever the order of rows.
        Cost: O(pairs log pairs).
        """
        units = [named_units(self.counted, layout, f) for layout, f in zip(self.layouts, flows, strict=True)]
        none = np.zeros(0, dtype=np.int64)
        kept = [np.concatenate([none, *(one[n] for one, _ in units)]) for n in range(2)]
        plain = [np.concatenate([none, *(other[n] for _, other in units)]) for n in range(2)]
        by_itself = np.ones(len(self.classes.families.count), dtype=bool)  # of no ranked village that is kept
        by_itself[self.counted.family[self.lists.old.kind > 0]] = False
        alone = by_itself[kept[1]]
        again, their = held_again(self.lists.old, self.counted.family, kept[0][alone], kept[1][alone])
        group, family = (np.concatenate([kept[n][~alone], plain[n]]) for n in range(2))
        chosen = self._next_in_turn(family, again)
        order = np.argsort(family, kind="stable")
        candidates = self.lists.people.candidates
        home, groups = mended(
            self.lists,
            self.counted,
            candidates[np.concatenate([again, chosen])],
            np.concatenate([their, group[order]]),
        )
        return self._columns(
            np.concatenate([home, self.lists.fixed_home]), np.concatenate([groups, self.lists.fixed_group])
        )

    def _next_in_turn(self, family: Ints, again: Ints) -> Ints:
        """The candidates that fill the units of each family class, those left out that stand again already."""
        taken = np.bincount(family, minlength=len(self.classes.families.count))
        turns = turns_of(self.lists, self.counted.family)
        turns = turns[~np.isin(turns, again)]
        size = np.bincount(self.counted.family[turns], minlength=len(taken))
        place = np.arange(len(turns)) - np.repeat(np.cumsum(size) - size, size)
        return turns[place < np.repeat(taken, size)]

    def _columns(self, home: Ints, group: Ints) -> PairColumns:
        order = np.argsort(home, kind="stable")
        return PairColumns(
            household_ids=self.lists.homes.ids.take(pa.array(home[order])).to_pylist(),
            group_ids=self.lists.bodies.ids.take(pa.array(group[order])).to_pylist(),
        )

    def flows(self, pairs: PairColumns) -> Iterator[Ints]:
        """Give the flow of each part that pairs make.

        Source: `part_network`. Takes: pairs without findings. Gives: flows in the order of arcs. Fails: never.
        Holds: needs no solver; the flow of pairs(f) costs what f costs. Cost: O(pairs log pairs).
        """
        home, group = audit.rows_of_pairs(self.lists, pairs)
        candidates = self.lists.people.candidates
        free = self.lists.people.state[home] == CANDIDATE
        at, group = np.searchsorted(candidates, home[free]), group[free]
        family, old = self.counted.family[at], self.lists.old
        before = (old.kind[at] > 0) | (old.counts[at] & (old.group[at] == group))
        part_of = np.full(len(self.classes.families.count), -1)
        for number, layout in enumerate(self.layouts):
            part_of[layout.rows.families] = number
        part = part_of[family]
        for number, layout in enumerate(self.layouts):
            mine = part == number
            yield flows_from(self.counted, layout, group[mine], family[mine], before[mine])

    def findings(self, pairs: PairColumns) -> tuple[Finding, ...]:
        """Say what is wrong with named pairs, by the rules alone.

        Source: `check_pairs`, by column. Takes: all pairs. Gives: findings, none when the pairs are allowed.
        Fails: never. Holds: knows nothing of a solver. Cost: O(pairs log ways).
        """
        return tuple(audit.findings(self.lists, self.counted, pairs))

    def values(self, pairs: PairColumns | None) -> dict[str, int]:
        """Give what every level counts on pairs; None = on those that stand alone.

        Source: `level_value`, by column. Takes: pairs that are allowed. Gives: level -> value. Fails: never.
        Holds: equals what the flows cost, with what the pairs that stand count. Cost: O(pairs) a level.
        """
        if pairs is None:
            home, group = self.lists.fixed_home, self.lists.fixed_group
        else:
            home, group = audit.rows_of_pairs(self.lists, pairs)
        return audit.values(self.lists, self.counted, home, group)

    def short(self, pairs: PairColumns) -> tuple[Lacking, ...]:
        """Name the groups that take fewer than what binds them.

        Source: `required_short`. Takes: all pairs. Gives: groups by id. Fails: never.
        Holds: empty when every required minimum is met. Cost: O(groups).
        """
        _, group = audit.rows_of_pairs(self.lists, pairs)
        return lacking(self.lists.bodies, loads_of(group, len(self.lists.bodies.ids)))

    def told(self, pairs: PairColumns) -> ToldColumns:
        """Give the columns of the folder and the reasons they point to.

        Source: `reasons`, by class. Takes: all pairs. Gives: groups, assignments, unmet; reasons. Fails: never.
        Holds: every household stands once, in assignments or in unmet. Cost: O(rows).
        """
        home, group = audit.rows_of_pairs(self.lists, pairs)
        return telling.told(self.lists, self.counted, home, group)

    def differs(self, told: ToldColumns, tables: Mapping[str, Mapping[str, Any]]) -> str:
        """Name the first table that does not say what it should.

        Source: formats. Takes: what should be said; tables as read. Gives: a name, "" when all do. Fails: never.
        Holds: reads every cell. Cost: O(cells).
        """
        for name, columns in told.tables.items():
            wanted = pa.table({c: pa.array(rows) for c, rows in columns.items()})
            if not wanted.equals(pa.table(dict(tables[name])).cast(wanted.schema)):
                return name
        return ""


def _listed(classes: ClassColumns) -> ClassColumns:
    """The ways as lists, and each only once for a commune: what the core goes through one by one."""
    ways = column(classes.ways, "ground"), column(classes.ways, "place")
    return replace(
        classes,
        commune_of=column(classes, "commune_of").tolist(),
        ways=WayColumns(ground=ways[0].tolist(), place=ways[1].tolist(), far=()),
    )


def _sliced(part: Ints, count_: int) -> list[Ints]:
    """The rows of each part, in their order."""
    order = np.argsort(part, kind="stable")
    bounds = np.searchsorted(part[order], np.arange(count_ + 1))
    return [order[bounds[n] : bounds[n + 1]] for n in range(count_)]
