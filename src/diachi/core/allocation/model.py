"""The pairing as data: who may take how many, who may be taken, what is already fixed, and why the rest is out.

Everything is sorted by stable ids, so the order of rows never matters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from diachi.core.agency import Agency, Pair
from diachi.core.allocation.duties import group_duty, group_tiers
from diachi.core.allocation.grouping import Pool, form_groups
from diachi.core.allocation.pins import (
    NOTHING_ASKED,
    NOTHING_WISHED,
    Asked,
    Wishes,
    joined_pins,
    known_wishes,
    pairs_before,
    released,
)
from diachi.core.allocation.ranks import Rank, by_rank, ranks_of
from diachi.core.campaign import Campaign, Mode
from diachi.core.clauses import Exclusion, Priority
from diachi.core.errors import ErrorCode, InputError
from diachi.core.household import ListedHousehold, Member
from diachi.core.proposal import Group, Reason, ReasonCode, UnmetHousehold
from diachi.core.register import Register
from diachi.core.rules.no_double_help import helps_that_exclude, helps_to_look_at
from diachi.core.rules.pairs_kept import banned_pairs, kept_pairs, refused_households
from diachi.core.rules.quotas import Duty
from diachi.core.rules.reach import Area, Seat, area_of, commune_key, seat_of, seats_of, within
from diachi.core.rules.target import why_not_meant
from diachi.core.same import EarlierHelp, SamePair, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the linker found: earlier helps per household, and pairs of the list that are one household."""

    helps: dict[str, tuple[EarlierHelp, ...]] = field(default_factory=dict)
    twice: tuple[SamePair, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Model:
    """One pairing to solve; duties by group_id, `fixed` = household -> pairs that stand."""

    groups: tuple[Group, ...]
    duties: dict[str, Duty]
    pool_clause: dict[str, str]
    alone: dict[str, str]
    unsure: dict[str, str]
    agencies: dict[str, Agency]
    households: dict[str, ListedHousehold]
    candidates: tuple[str, ...]
    out: tuple[UnmetHousehold, ...]
    fixed: dict[str, tuple[Pair, ...]]
    banned: frozenset[tuple[str, str]]
    notes: dict[str, tuple[Reason, ...]]
    priorities: tuple[Rank, ...]  # as the levels count them
    named: tuple[Priority, ...]  # as the letter names them, by rank
    seats: dict[str, Seat]
    wished: Asked = NOTHING_ASKED
    before: dict[str, str] = field(default_factory=dict)  # household -> the group that now holds who had it before
    inherited: dict[str, str] = field(default_factory=dict)  # household -> the body before its heir
    tiers: dict[str, int] = field(default_factory=dict)  # group -> VND a household, of those whose tier is known
    monthly: bool = False  # whether amounts are VND a month and person
    ranks: dict[str, tuple[bool, ...]] = field(default_factory=dict)  # household -> which priorities count it

    def group_of(self, agency_id: str) -> str:
        """Give the group a body stands in."""
        return self._group_ids[agency_id]

    @cached_property
    def group(self) -> dict[str, Group]:
        """The groups by their ids."""
        return {g.group_id: g for g in self.groups}

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Where each body may act."""
        return {agency_id: area_of(agency, self.seats) for agency_id, agency in self.agencies.items()}

    @cached_property
    def _group_ids(self) -> dict[str, str]:
        return {agency_id: g.group_id for g in self.groups for agency_id in g.members}


def build_model(
    campaign: Campaign,
    register: Register,
    evidence: Evidence,
    wishes: Wishes = NOTHING_WISHED,
    pool: Pool | None = None,
) -> Model:
    """Turn a campaign, its lists and what persons ask for into a pairing to solve; `pool` makes the groups.

    Fails: InputError NO_AGENCIES, NO_HOUSEHOLDS, ID_UNKNOWN (a pair names a body or a household of no list); for wishes
    also PIN_BARRED, PIN_TAKEN, PIN_AND_BAN, PINS_ABOVE_CAPACITY, AGREED_PAIR_BANNED, PERSON_TARGET.
    """
    agencies = {a.agency_id: a for a in active_agencies(register.agencies, campaign.places_on)}
    if not agencies:
        raise InputError(ErrorCode.NO_AGENCIES)
    households = {h.household_id: h for h in sorted(register.households, key=lambda h: h.household_id)}
    asked = known_wishes(wishes, register, agencies)
    standing = standing_pairs(released(register.pairs, wishes), agencies, households)
    free, out, notes = sort_out(campaign, register, evidence, standing)
    if not free and not standing:
        raise InputError(ErrorCode.NO_HOUSEHOLDS, listed=len(households))
    fixed = joined_pins(standing, asked)
    if barred := sorted(set(fixed) - set(standing) - set(free)):
        raise InputError(ErrorCode.PIN_BARRED, household_id=barred[0])
    seats = seats_of(register.households)
    grouping = form_groups(
        list(agencies.values()), campaign.small_agencies, seats=seats, joint=joint_bodies(fixed), pool=pool
    )
    ranks = ranks_of(campaign)
    model = Model(
        groups=grouping.groups,
        duties={g.group_id: group_duty(g, agencies, campaign, grouping.clause_of) for g in grouping.groups},
        pool_clause=grouping.clause_of,
        alone=grouping.alone,
        unsure=grouping.unsure,
        agencies=agencies,
        households=households,
        candidates=tuple(h for h in free if h not in fixed),
        out=out,
        fixed=fixed,
        banned=(banned_pairs(register.pairs) | asked.banned) - {(p.agency_id, h) for h in fixed for p in fixed[h]},
        notes=notes,
        priorities=ranks,
        named=by_rank(campaign),
        seats=seats,
        wished=asked,
        inherited=wishes.inherited,
        tiers=group_tiers(grouping.groups, agencies),
        monthly=campaign.mode is Mode.PERSON_MONTHLY,
        ranks={key: tuple([priority_holds(p, home) for p in ranks]) for key, home in households.items()},
    )
    _need_room(model, standing)
    return replace(model, before=_held_before(model, wishes))


def _need_room(model: Model, standing: Mapping[str, tuple[Pair, ...]]) -> None:
    """Pairs that stand may be more than the words ask; a pin above them is a slip, or somebody must change a number."""
    held = Counter(model.group_of(pairs[0].agency_id) for pairs in standing.values())
    loads = Counter(model.group_of(pairs[0].agency_id) for pairs in model.fixed.values())
    for group_id, load in sorted(loads.items()):
        most = max(model.duties[group_id].capacity, held[group_id])
        if load > most:
            raise InputError(ErrorCode.PINS_ABOVE_CAPACITY, group_id=group_id, count=load, most=most)


def _held_before(model: Model, wishes: Wishes) -> dict[str, str]:
    """Give for every candidate that had a sponsor before the group that most of those bodies stand in now."""
    held: dict[str, str] = {}
    groups = {a: g for g in model.groups for a in g.members}
    for household_id, bodies in pairs_before(wishes.previous).items():
        shares = Counter(groups[a].group_id for a in bodies if a in groups)
        if household_id in model.households and shares:
            held[household_id] = min(shares, key=lambda g: (-shares[g], g))
    return {h: held[h] for h in model.candidates if h in held}


def active_agencies(agencies: Sequence[Agency], on: date | None) -> tuple[Agency, ...]:
    """Give the bodies that exist on a day, by id; all of them when the day is not known."""
    alive = [
        a
        for a in agencies
        if on is None or ((a.active_from is None or a.active_from <= on) and (a.active_to is None or on <= a.active_to))
    ]
    return tuple(sorted(alive, key=lambda a: a.agency_id))


def standing_pairs(
    pairs: Sequence[Pair], agencies: Container[str], households: Container[str]
) -> dict[str, tuple[Pair, ...]]:
    """Give by household the pairs that stand; Fails: InputError ID_UNKNOWN for a body or household of no list."""
    fixed: dict[str, list[Pair]] = defaultdict(list)
    for pair in kept_pairs(pairs):
        for table, key, known in (
            ("pairs.agency_id", pair.agency_id, agencies),
            ("pairs.target_id", pair.target_id, households),
        ):
            if key not in known:
                raise InputError(ErrorCode.ID_UNKNOWN, id=key, table=table)
        fixed[pair.target_id].append(pair)
    return {key: tuple(rows) for key, rows in sorted(fixed.items())}


def joint_bodies(fixed: dict[str, tuple[Pair, ...]]) -> tuple[tuple[str, ...], ...]:
    """The bodies that agreed on one household together, or were assigned to it together."""
    together = {tuple(sorted({p.agency_id for p in pairs})) for pairs in fixed.values()}
    return tuple(sorted(ids for ids in together if len(ids) > 1))


def sort_out(
    campaign: Campaign, register: Register, evidence: Evidence, fixed: dict[str, tuple[Pair, ...]]
) -> tuple[tuple[str, ...], tuple[UnmetHousehold, ...], dict[str, tuple[Reason, ...]]]:
    """Give the households that may be proposed, those that may not and why, and notes for a person."""
    members: dict[str, list[Member]] = defaultdict(list)
    for member in register.members:
        members[member.household_id].append(member)
    said_no = refused_households(register.pairs)
    doubles = listed_twice(evidence.twice, fixed)
    candidates: list[str] = []
    out: list[UnmetHousehold] = []
    notes: dict[str, tuple[Reason, ...]] = {}
    for household in sorted(register.households, key=lambda h: h.household_id):
        key = household.household_id
        if key in fixed:
            continue
        helps = evidence.helps.get(key, ())
        if why := why_not_meant(household, members[key], campaign.target):
            facts = {"status": household.status.value} if household.status else {}
            out.append(UnmetHousehold(household_id=key, code=why, clause="target", facts={**facts}))
        elif key in doubles:
            clause = "exclusions.1" if campaign.exclusions else "target"  # "tránh trùng hộ"
            facts = {"other": doubles[key]}
            out.append(UnmetHousehold(household_id=key, code=ReasonCode.LISTED_TWICE, clause=clause, facts={**facts}))
        elif key in said_no:
            out.append(UnmetHousehold(household_id=key, code=ReasonCode.SAID_NO, clause="target"))
        elif barred := _helped(campaign, helps):
            out.append(UnmetHousehold(household_id=key, code=barred.code, clause=barred.clause, facts=barred.facts))
        else:
            candidates.append(key)
            if noted := notes_of(campaign, helps):
                notes[key] = noted
    return tuple(candidates), tuple(out), notes


def _helped(campaign: Campaign, helps: Sequence[EarlierHelp]) -> Reason | None:
    for number, exclusion in enumerate(campaign.exclusions, start=1):
        if barring := helps_that_exclude(helps, exclusion):
            years = tuple(sorted({str(h.year) for h in barring if h.year}))
            records = tuple(sorted(h.record_id for h in barring))
            facts = {"years": years, "records": records}
            return Reason(code=ReasonCode.HELPED_BEFORE, clause=f"exclusions.{number}", facts={**facts})
    return None


def notes_of(campaign: Campaign, helps: Sequence[EarlierHelp]) -> tuple[Reason, ...]:
    """What a person looks at before this household is taken: it may have been helped, or split from one that was."""
    asked = {h for exclusion in campaign.exclusions or (Exclusion(),) for h in helps_to_look_at(helps, exclusion)}
    parents = {h for h in helps if h.verdict is Verdict.SPLIT and h.lasting is not False}
    found = []
    for code, which in ((ReasonCode.MAYBE_HELPED, asked), (ReasonCode.RELATED_HELPED, parents)):
        if years := sorted({h.year for h in which if h.year}):
            found.append(Reason(code=code, facts={"years": tuple(map(str, years))}))
    return tuple(found)


def listed_twice(pairs: Sequence[SamePair], fixed: dict[str, tuple[Pair, ...]]) -> dict[str, str]:
    """Of two rows that are one household the later id steps back, unless its pair stands."""
    doubles: dict[str, str] = {}
    for pair in sorted(pairs, key=lambda p: (p.id_a, p.id_b)):
        if pair.verdict is Verdict.SAME:
            keep, drop = sorted((pair.id_a, pair.id_b), key=lambda k: (k not in fixed, k))
            if drop not in fixed:
                doubles[drop] = keep
    return doubles


def priority_holds(rank: Rank, household: ListedHousehold) -> bool:
    """Say whether a household counts at a level of the letter's priorities."""
    return rank.holds(household)


def priorities_of(model: Model, household_id: str) -> tuple[bool, ...]:
    """Give at which of the levels of priorities a household counts, in the order of the levels."""
    return model.ranks[household_id]


def may_take(model: Model, group: Group, household_id: str) -> bool:
    """Say whether every body of a group reaches a household and none of these pairs was refused."""
    home = model.households[household_id]
    commune, seat = commune_of(home), seat_of(home, model.seats)
    for a in group.members:
        if not within(model.areas[a], model.agencies[a], home, seat) or (a, household_id) in model.banned:
            return False
        if (a, commune) in model.wished.barred or commune not in model.wished.only.get(a, (commune,)):
            return False
    return True


def commune_of(home: ListedHousehold) -> str:
    """Give the key of the commune a household lives in."""
    return commune_key(home.commune_code, home.commune)
