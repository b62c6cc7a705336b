"""The obviously right tables: named values of the core, put into classes by comparing all that is ever counted of them.

For registers that fit into names, and as judge of the columnar engine.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from diachi.application.allocate import input_hashes
from diachi.core.allocation.check import Finding, check_pairs
from diachi.core.allocation.class_columns import (
    FORCES,
    NO_TIER,
    SINK,
    SOURCE,
    ClassColumns,
    FamilyColumns,
    KeepColumns,
    Part,
    PartNetwork,
    SponsorColumns,
    WayColumns,
    part_network,
    parts_of,
)
from diachi.core.allocation.class_proposal import Lacking, PairColumns, ToldColumns
from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import KEEP, keep_class, level_specs, level_value, pairs_to_keep
from diachi.core.allocation.model import Evidence, Model, build_model, commune_of, may_take, priorities_of
from diachi.core.allocation.naming import in_turn, keep_village_orders
from diachi.core.allocation.pins import NOTHING_WISHED, Wishes
from diachi.core.allocation.telling import tell
from diachi.core.campaign import Campaign
from diachi.core.clauses import Force
from diachi.core.history import History
from diachi.core.proposal import Allocation, Assignment, Group, UnmetHousehold, UnmetSponsor
from diachi.core.register import Register
from diachi.core.rules.reach import seat_of
from diachi.core.shape import plain
from diachi.engines.arrays import ArrayNetwork, Ints
from diachi.engines.class_parts import PartByPart, counts_of

Chosen = dict[str, str]


class NaiveTables:
    """The lists of a campaign as named values."""

    name = "naive"

    def __init__(
        self, register: Register, history: History, evidence: Evidence, wishes: Wishes = NOTHING_WISHED
    ) -> None:
        """Hold the lists; nothing is counted yet."""
        self.register, self.history, self.evidence, self.wishes = register, history, evidence, wishes

    def inputs(self, campaign: Campaign) -> dict[str, str]:
        """Give the hash of every input.

        Source: formats, allocation.json. Takes: the campaign as read. Gives: name -> SHA-256 of the canonical form.
        Fails: never. Holds: as `allocate`. Cost: every row is written once.
        """
        return input_hashes(campaign, self.register, self.history, self.wishes)

    def prepare(self, campaign: Campaign) -> NaivePairing:
        """Put the lists into classes.

        Source: the rules of the campaign, as `build_model`. Takes: a campaign with its answers applied.
        Gives: a pairing to solve. Fails: as `build_model`. Holds: the order of rows does not matter.
        Cost: groups x places.
        """
        return NaivePairing(build_model(campaign, self.register, self.evidence, self.wishes), campaign)


class NaivePairing(PartByPart):
    """One pairing: its classes, its parts, and the way between flows and names."""

    def __init__(self, model: Model, campaign: Campaign) -> None:
        """Count the classes of a model."""
        self.model, specs = model, level_specs(campaign, model)
        self.levels = tuple(spec.name for spec in specs)
        self.distance = Distance.of(model, specs)
        self.unit = self.distance.unit
        self._held = Counter(model.group_of(pairs[0].agency_id) for pairs in model.fixed.values())
        self._tiers = sorted(set(model.tiers.values()))
        self.classes = self._classes()
        self.parts = parts_of(self.classes)
        self.counts = counts_of(len(model.households), len(model.candidates), len(model.groups), self.classes)

    def _place(self, household_id: str) -> tuple[object, ...]:
        """All that a way to a family depends on."""
        home = self.model.households[household_id]
        refused = household_id if household_id in {h for _, h in self.model.banned} else ""
        point = self.distance.points.get(household_id, ("", ""))
        return (commune_of(home), home.commune, seat_of(home, self.model.seats), *map(str, point), refused)

    @cached_property
    def _at(self) -> dict[str, tuple[object, ...]]:
        return {h: self._place(h) for h in self.model.candidates}

    @cached_property
    def _grounds(self) -> dict[str, tuple[int | None, ...]]:
        """Of every group, how far each place is; None = not in reach."""
        standing = {place: h for h, place in sorted(self._at.items(), reverse=True)}
        ones = [standing[place] for place in self._places]
        return {
            g.group_id: tuple(
                self.distance.counted(g.group_id, h) if may_take(self.model, g, h) else None for h in ones
            )
            for g in self.model.groups
        }

    @cached_property
    def _places(self) -> list[tuple[object, ...]]:
        return sorted(set(self._at.values()), key=repr)

    def _misfit(self, household_id: str) -> tuple[int, ...]:
        one_of = {tier: g for g, tier in self.model.tiers.items()}
        return (*(self.distance.mismatch(one_of[t], household_id) for t in self._tiers), 0)

    def _standing(self, household_id: str) -> int:
        return int("0" + "".join(str(int(holds)) for holds in priorities_of(self.model, household_id)), 2)

    @cached_property
    def _keeps(self) -> Counter[tuple[tuple[str, ...], str]]:
        return pairs_to_keep(self.model) if KEEP in self.levels else Counter()

    def _kept_village(self, household_id: str) -> tuple[str, ...]:
        """Families of a village that gave an order are kept as a village: they stand in a class of their own."""
        kind = keep_class(self.model, household_id)
        return kind if len(kind) > 1 and any(kind == k for k, _ in self._keeps) else ()

    @cached_property
    def _sponsors(self) -> dict[tuple[Any, ...], list[str]]:
        """Groups by all that their class holds; a group with pairs to keep is a class of its own."""
        found: dict[tuple[Any, ...], list[str]] = defaultdict(list)
        grounds = sorted(set(self._grounds.values()), key=repr)
        keeping = {g for _, g in self._keeps}
        for group in self.model.groups:
            duty, tier = self.model.duties[group.group_id], self.model.tiers.get(group.group_id)
            own = group.group_id if group.group_id in keeping else ""
            key = (
                grounds.index(self._grounds[group.group_id]),
                NO_TIER if tier is None else self._tiers.index(tier),
                *(self._held[group.group_id], duty.capacity, duty.min, duty.aim, FORCES.index(duty.force), own),
            )
            found[key].append(group.group_id)
        return dict(sorted(found.items()))

    @cached_property
    def _families(self) -> dict[tuple[Any, ...], list[str]]:
        """Candidates by all that their class holds, in the order in which they are taken."""
        found: dict[tuple[Any, ...], list[str]] = defaultdict(list)
        needs = sorted({self._misfit(h) for h in self.model.candidates})
        for household_id in self.model.candidates:
            place = self._places.index(self._at[household_id])
            standing, need = self._standing(household_id), needs.index(self._misfit(household_id))
            key = (place, standing, need, self._kept_village(household_id))
            found[key].append(household_id)
        return {key: in_turn(self.model, homes) for key, homes in sorted(found.items())}

    def _classes(self) -> ClassColumns:
        model, needs = self.model, sorted({self._misfit(h) for h in self.model.candidates})
        grounds = sorted(set(self._grounds.values()), key=repr)
        ways = [(g, p, far) for g, row in enumerate(grounds) for p, far in enumerate(row) if far is not None]
        communes = sorted({str(place[0]) for place in self._places})
        sizes = Counter(commune_of(model.households[h]) for h in {*model.candidates, *model.fixed})
        done = Counter(commune_of(model.households[h]) for h in model.fixed)
        names = ("ground", "tier", "held", "capacity", "least", "aim", "force", "count")
        bodies = [(*key[:7], len(groups)) for key, groups in self._sponsors.items()]
        homes = [(*key[:3], len(homes)) for key, homes in self._families.items()]
        return ClassColumns(
            priorities=tuple(p.id for p in model.priorities),
            sponsors=SponsorColumns(**_columns(names, bodies)),
            ways=WayColumns(**_columns(("ground", "place", "far"), ways)),
            families=FamilyColumns(**_columns(("place", "standing", "need", "count"), homes)),
            misfits=tuple(needs),
            commune_of=[communes.index(str(place[0])) for place in self._places],
            sizes=[sizes[c] for c in communes],
            done=[done[c] for c in communes],
            keeps=self._counted_keeps(),
        )

    def _counted_keeps(self) -> KeepColumns:
        sponsor_of = {g: n for n, groups in enumerate(self._sponsors.values()) for g in groups}
        family_of = {keep_class(self.model, h): n for n, homes in enumerate(self._families.values()) for h in homes}
        counted: Counter[tuple[int, int]] = Counter()
        for (kind, group), number in self._keeps.items():
            counted[sponsor_of[group], family_of[kind]] += number
        return KeepColumns(**_columns(("sponsor", "family", "count"), [(*k, n) for k, n in sorted(counted.items())]))

    @cached_property
    def _networks(self) -> list[PartNetwork]:
        return [part_network(self.classes, part, self.levels) for part in self.parts]

    def network(self, number: int) -> ArrayNetwork:
        """Give the network of a part.

        Source: `part_network`. Takes: the number of a part. Gives: arrays, arcs in the order of the classes.
        Fails: never. Holds: a best flow is a best pairing. Cost: O(arcs).
        """
        one = self._networks[number]
        ends = zip(*((a.tail, a.head, a.high, *a.costs) for a in one.arcs), strict=True)
        tails, heads, highs, *costs = (list(row) for row in ends)
        return ArrayNetwork.of(nodes=one.nodes, tails=tails, heads=heads, highs=highs, costs=costs)

    def pairs(self, flows: Sequence[Ints]) -> PairColumns:
        """Name the pairs of flows, one flow a part.

        Source: `part_network` read backwards. Takes: flows in the order of arcs. Gives: all pairs, those that
        stand too. Fails: never for flows of this pairing. Holds: no level is worse than in the flows.
        Cost: O(pairs x arcs).
        """
        chosen: Chosen = {}
        for part, one, flow in zip(self.parts, self._networks, flows, strict=True):
            chosen |= self._named(part, one, [int(f) for f in flow])
        chosen = keep_village_orders(self.model, chosen)
        return _sorted_pairs(
            {**chosen, **{h: self.model.group_of(p[0].agency_id) for h, p in self.model.fixed.items()}}
        )

    def _named(self, part: Part, one: PartNetwork, flow: list[int]) -> Chosen:
        """Walk one unit after another from the source to the sink, then give names to the units."""
        arcs, family_of = one.arcs, {node: key[1] for key, node in one.at.items() if key[0] == "f"}
        sponsor_of = self._unit_arcs(part)
        loads: Counter[int] = Counter()
        units: list[tuple[int, int, bool]] = []
        out: dict[int, list[int]] = defaultdict(list)
        for number, arc in enumerate(arcs):
            out[arc.tail].append(number)
        while (first := next((n for n in out[SOURCE] if flow[n]), None)) is not None:
            path = [first]
            while arcs[path[-1]].head != SINK:
                path.append(next(n for n in out[arcs[path[-1]].head] if flow[n]))
            for number in path:
                flow[number] -= 1
            family = next(family_of[arcs[n].head] for n in path if arcs[n].head in family_of)
            units.append((sponsor_of[first], int(str(family)), len(path) == KEPT_STEPS))
            loads[sponsor_of[first]] += 1
        return self._seated(loads, units)

    def _unit_arcs(self, part: Part) -> list[int]:
        """The sponsor class of each arc from the source, one for each place it has left."""
        return [n for n, key in enumerate(self._sponsors) if key[0] in part.grounds for _ in range(key[2], key[3])]

    def flows(self, pairs: PairColumns) -> Iterator[Ints]:
        """Give the flow of each part that pairs make.

        Source: `part_network`. Takes: pairs without findings. Gives: flows in the order of arcs. Fails: never.
        Holds: needs no solver; the flow of pairs(f) costs what f costs. Cost: O(pairs x arcs).
        """
        chosen = {h: g for h, g in self._chosen(pairs).items() if h not in self.model.fixed}
        sponsor_of = {g: n for n, groups in enumerate(self._sponsors.values()) for g in groups}
        family_of = {h: n for n, homes in enumerate(self._families.values()) for h in homes}
        for part, one in zip(self.parts, self._networks, strict=True):
            mine = {h: g for h, g in chosen.items() if ("f", family_of[h]) in one.at}
            through: Counter[tuple[int, int]] = Counter({(SINK, SOURCE): len(mine)})
            again = self._again(mine)
            for household_id, group in sorted(mine.items()):
                kept = again[kind := (keep_class(self.model, household_id), group)] > 0
                again[kind] -= kept
                through.update(self._steps(one, sponsor_of[group], family_of[household_id], kept=kept))
            loads = Counter(mine.values())
            units = self._unit_arcs(part)
            flow = []
            for number, arc in enumerate(one.arcs):
                if number < len(units):
                    level = number - units.index(units[number])
                    groups = list(self._sponsors.values())[units[number]]
                    flow.append(sum(loads[g] > level for g in groups))
                    continue
                flow.append(min(arc.high, through[arc.tail, arc.head]))
                through[arc.tail, arc.head] -= flow[-1]
            yield np.array(flow, dtype=np.int64)

    def _again(self, chosen: Chosen) -> Counter[tuple[tuple[str, ...], str]]:
        """How many pairs of before stand again, by what the keep level counts as one."""
        now = Counter((keep_class(self.model, h), g) for h, g in chosen.items())
        return Counter({key: min(now[key], count) for key, count in self._keeps.items()})

    def _steps(self, one: PartNetwork, sponsor: int, family: int, *, kept: bool) -> list[tuple[int, int]]:
        """The arcs a pair goes through after its sponsor; a kept one the short way."""
        (ground, tier, *_), (place, *_) = list(self._sponsors)[sponsor], list(self._families)[family]
        home, commune = one.at["f", family], one.at["c", int(self.classes.commune_of[place])]
        origin, stand = one.at["o", (ground, tier)], one.at["d", (place, tier)]
        if kept:
            return [(one.at["s", sponsor], home), (home, commune), (commune, SINK)]
        own = [(one.at["s", sponsor], origin)] if ("s", sponsor) in one.at else []
        return [*own, (origin, stand), (stand, home), (home, commune), (commune, SINK)]

    def _seated(self, loads: Counter[int], units: list[tuple[int, int, bool]]) -> Chosen:
        groups, homes = list(self._sponsors.values()), list(self._families.values())
        slots: dict[int, list[str]] = {}
        for sponsor, load in loads.items():
            each, more = divmod(load, len(groups[sponsor]))
            slots[sponsor] = [g for n, g in enumerate(groups[sponsor]) for _ in range(each + (n < more))]
        chosen: Chosen = {}
        for sponsor, family, kept in sorted(units, key=lambda u: (not u[2], u[0], u[1])):
            group = slots[sponsor].pop(0)
            free = [h for h in homes[family] if h not in chosen]
            again = [h for h in free if ((h,), group) in self._keeps] if kept else []
            chosen[(again or free)[0]] = group
        return chosen

    def findings(self, pairs: PairColumns) -> tuple[Finding, ...]:
        """Say what is wrong with named pairs, by the rules alone.

        Source: `check_pairs`. Takes: all pairs. Gives: findings, none when the pairs are allowed. Fails: never.
        Holds: knows nothing of a solver. Cost: O(pairs x communes).
        """
        groups = {g.group_id: g for g in self.model.groups}
        nobody = Group(group_id="", lead="", members=())
        rows = [
            Assignment(household_id=h, group_id=g, agency_ids=groups.get(g, nobody).members)
            for h, g in zip(pairs.household_ids, pairs.group_ids, strict=True)
        ]
        told = tell(self.model, self.distance, self._chosen(pairs))
        found = Allocation(groups=self.model.groups, assignments=tuple(rows), unmet=told.unmet)
        return tuple(check_pairs(self.model, found))

    def values(self, pairs: PairColumns | None) -> dict[str, int]:
        """Give what every level counts on pairs; None = on those that stand alone.

        Source: `level_value`. Takes: pairs that are allowed. Gives: level -> value. Fails: never.
        Holds: equals what the flows cost, with what the pairs that stand count. Cost: O(pairs) a level.
        """
        fixed = {h: self.model.group_of(p[0].agency_id) for h, p in self.model.fixed.items()}
        chosen = fixed if pairs is None else self._chosen(pairs)
        return {name: level_value(self.model, self.distance, name, chosen) for name in self.levels}

    def short(self, pairs: PairColumns) -> tuple[Lacking, ...]:
        """Name the groups that take fewer than what binds them.

        Source: `required_short`. Takes: all pairs. Gives: groups by id. Fails: never.
        Holds: empty when every required minimum is met. Cost: O(pairs).
        """
        loads = Counter(pairs.group_ids)
        return tuple(
            Lacking(group_id=g, clause=d.clause, least=d.min, got=loads[g])
            for g, d in sorted(self.model.duties.items())
            if d.force is Force.REQUIRED and loads[g] < d.min
        )

    def told(self, pairs: PairColumns) -> ToldColumns:
        """Give the columns of the folder: the same codes and facts, a reason for each household of its own.

        Source: `tell`. Takes: all pairs. Gives: tables. Fails: never. Holds: every household once. Cost: `tell`.
        """
        found = tell(self.model, self.distance, self._chosen(pairs))
        unmet: list[UnmetHousehold | UnmetSponsor] = [*found.unmet.households, *found.unmet.sponsors]
        rows = [
            (u.household_id if isinstance(u, UnmetHousehold) else u.group_id, u.code.value, n)
            for n, u in enumerate(unmet)
        ]
        pairs_ = [(a.household_id, a.group_id, None, n) for n, a in enumerate(found.assignments)]
        groups = [(g.group_id, g.lead, ";".join(g.members)) for g in self.model.groups]
        return ToldColumns(
            tables={
                "groups": _columns(("group_id", "lead", "agency_ids"), groups),
                "assignments": _columns(("household_id", "group_id", "class_id", "reason_id"), pairs_),
                "unmet": _columns(("id", "reason_code", "class_id"), rows),
            },
            reasons={
                "assignments": [plain(a.why, lists=True) for a in found.assignments],
                "unmet": [plain(u, lists=True) for u in unmet],
            },
            relaxed=found.relaxed,
        )

    def differs(self, told: ToldColumns, tables: Mapping[str, Mapping[str, Any]]) -> str:
        """Name the first table that does not say what it should.

        Source: formats. Takes: what should be said; tables as read. Gives: a name, "" when all do. Fails: never.
        Holds: reads every cell. Cost: O(cells).
        """
        said = {name: {c: list(rows) for c, rows in table.items()} for name, table in tables.items()}
        wanted = {name: {c: list(rows) for c, rows in table.items()} for name, table in told.tables.items()}
        return next((name for name in wanted if wanted[name] != said[name]), "")

    def _chosen(self, pairs: PairColumns) -> Chosen:
        return dict(zip(pairs.household_ids, pairs.group_ids, strict=True))


KEPT_STEPS = 4  # source > sponsor > family > commune > sink: the way of a pair that is kept


def _columns(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    return dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())


def _sorted_pairs(chosen: Chosen) -> PairColumns:
    return PairColumns(household_ids=sorted(chosen), group_ids=[chosen[h] for h in sorted(chosen)])
