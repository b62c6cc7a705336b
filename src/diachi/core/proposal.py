"""The proposal: groups, pairs, what stays unmet, and why; what allocation.json holds.

Reasons are a code, a clause and facts; sentences are made from them by `words/`, never stored.
A clause is named `<table>.<id>` of campaign.toml, as `quotas.armed_forces`; see `clause_refs`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

FORMAT = "diachi/allocation@1"

ReasonFact = str | int | float | tuple[str, ...]


def target_key(household_id: str, member_no: int | None) -> str:
    """Give the id of what is helped: a household, or one person of it as "household/number"."""
    return household_id if member_no is None else f"{household_id}/{member_no}"


class ReasonCode(StrEnum):
    """Why a pair, or why not; each code has words under `[reason.<code>]`."""

    # why a pair
    AGREED_PAIR = "agreed_pair"
    ASSIGNED_PAIR = "assigned_pair"
    PINNED = "pinned"
    KEPT = "kept"
    INHERITED = "inherited"
    QUOTA = "quota"
    POOLED = "pooled"
    PRIORITY = "priority"
    VILLAGE_ORDER = "village_order"
    SAME_COMMUNE = "same_commune"
    ANNEX = "annex"
    ANNEX_SHARE = "annex_share"
    MONTHLY = "monthly"
    MAYBE_HELPED = "maybe_helped"
    RELATED_HELPED = "related_helped"
    # why a household stays open
    STATUS_NOT_MEANT = "status_not_meant"
    CAUSE_NOT_MEANT = "cause_not_meant"
    NO_MEMBER_OF_MERIT = "no_member_of_merit"
    NO_MEMBER_NAMED = "no_member_named"
    HELPED_BEFORE = "helped_before"
    SAID_NO = "said_no"
    LISTED_TWICE = "listed_twice"
    PLACES_RAN_OUT = "places_ran_out"
    OUT_OF_REACH = "out_of_reach"
    NO_CLUSTER = "no_cluster"
    # why a sponsor takes fewer, or stands as it does
    HOUSEHOLDS_RAN_OUT = "households_ran_out"
    CAPACITY_BELOW = "capacity_below"
    NOBODY_IN_REACH = "nobody_in_reach"
    NO_PARTNER = "no_partner"
    STAFF_UNKNOWN = "staff_unknown"
    CLUSTER_WITHOUT_HOUSEHOLD = "cluster_without_household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: a code, the clause it rests on ("" = none), and the facts its sentence needs."""

    code: ReasonCode
    clause: str = ""
    facts: dict[str, ReasonFact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Bodies that sponsor together; a single sponsor is a group of one."""

    group_id: str
    lead: str
    members: tuple[str, ...]
    commune_code: str = ""
    shares_percent: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One household (or one person of it) and the group that takes it."""

    household_id: str
    member_no: int | None = None
    group_id: str
    agency_ids: tuple[str, ...]
    why: tuple[Reason, ...] = ()

    @property
    def target_id(self) -> str:
        """The household, or the person of it."""
        return target_key(self.household_id, self.member_no)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetHousehold:
    """A household (or one person of it) nobody takes, and the reason."""

    household_id: str
    member_no: int | None = None
    code: ReasonCode
    clause: str = ""
    facts: dict[str, ReasonFact] = field(default_factory=dict)

    @property
    def target_id(self) -> str:
        """The household, or the person of it."""
        return target_key(self.household_id, self.member_no)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmetSponsor:
    """A group that takes fewer than the words ask, by `short` households, and the reason."""

    group_id: str
    short: int
    code: ReasonCode
    clause: str = ""
    facts: dict[str, ReasonFact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmet:
    """All that stays open."""

    households: tuple[UnmetHousehold, ...] = ()
    sponsors: tuple[UnmetSponsor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelValue:
    """What a level reached and the best it could have reached, given the levels before it; no bound = not proven.

    `unit` says in what a level counts that could count in several: the distance in steps or tenths of a kilometre.
    """

    name: str
    value: int
    bound: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """A clause that was not held in full, and by how much."""

    clause: str
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The proof of optimality: one potential per node and level; nodes are named, so rows may come in any order."""

    kind: str
    nodes: tuple[str, ...] = ()
    potentials: tuple[tuple[int, ...], ...] = ()  # one tuple per level, aligned with nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """A whole proposal."""

    format: str = FORMAT
    inputs: dict[str, str] = field(default_factory=dict)
    engine: str = ""
    assumed: tuple[str, ...] = ()
    relaxed: tuple[Relaxed, ...] = ()
    groups: tuple[Group, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    unmet: Unmet = field(default_factory=Unmet)
    levels: tuple[LevelValue, ...] = ()
    pooling: tuple[LevelValue, ...] = ()  # of the groups of small bodies, where an exact engine made them
    certificate: Certificate | None = None
