"""Where a household stands in one campaign: free, held by whom, said no, helped; as its tables say, never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from diachi.application.double_help import DoubleHelp, double_helps
from diachi.core.agency import Agency, Pair, PairTarget
from diachi.core.campaign import Campaign
from diachi.core.history import History
from diachi.core.progress import DeliveryRow, DeliveryStage, Progress
from diachi.core.proposal import Allocation, Assignment, ReasonCode, target_key
from diachi.core.register import Register
from diachi.core.same import EarlierHelp, SamePair

T = TypeVar("T")


class Availability(StrEnum):
    """The answer of ten seconds; the first that holds, in this order."""

    ASSIGNED = "assigned"  # by a document
    CLUSTER = "cluster"  # a document gives the commune to a cluster; the body inside it is only proposed
    AGREED = "agreed"  # the parties said yes
    HELD = "held"  # a body has asked for it, not all have said yes
    SAID_NO = "said_no"  # the family does not want help; that is an answer
    HELPED = "helped"  # in earlier years, as the campaign counts
    LISTED_TWICE = "listed_twice"  # the other row stands for the household
    NOT_MEANT = "not_meant"
    PROPOSED = "proposed"  # by the proposal; nobody has said yes yet
    LOOK = "look"  # may have been helped: a person looks first
    FREE = "free"
    NOT_LISTED = "not_listed"  # only in the records of earlier help


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Who did not take a pair, and when."""

    by: str
    agency_id: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that one campaign knows of a household."""

    availability: Availability
    holders: tuple[str, ...] = ()  # agency ids, the lead first
    since: date | None = None
    held_until: date | None = None
    document: str = ""
    proposed: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    delivered: tuple[DeliveryRow, ...] = ()
    helps: tuple[DoubleHelp, ...] = ()
    twice: tuple[SamePair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarSource:
    """One campaign to look in: its lists, what was found in them, its proposal and its progress."""

    name: str
    register: Register
    history: History = field(default_factory=History)
    helps: dict[str, tuple[EarlierHelp, ...]] = field(default_factory=dict)
    twice: tuple[SamePair, ...] = ()
    campaign: Campaign | None = None
    allocation: Allocation | None = None
    progress: Progress = field(default_factory=Progress)


_NOT_MEANT = (ReasonCode.STATUS_NOT_MEANT, ReasonCode.CAUSE_NOT_MEANT, ReasonCode.NO_MEMBER_OF_MERIT)
_BY_ANNEX = (ReasonCode.ANNEX, ReasonCode.ANNEX_SHARE)


class Standings:
    """Answers for each household of one campaign; tables are sorted by household once."""

    def __init__(self, source: RadarSource) -> None:
        self._agencies = {a.agency_id: a for a in source.register.agencies}
        homes = {target_key(m.household_id, m.member_no): m.household_id for m in source.register.members}
        pairs = [_of_household(p, homes) for p in source.register.pairs if p.target is not PairTarget.COMMUNE]
        self._pairs = _by(pairs, lambda p: p.target_id)
        told = double_helps(helps=source.helps, history=source.history, campaign=source.campaign)
        self._helps = _by(told, lambda h: h.household_id)
        self._twice: dict[str, list[SamePair]] = defaultdict(list)
        for pair in source.twice:
            for household_id in (pair.id_a, pair.id_b):
                self._twice[household_id].append(pair)
        proposal = source.allocation or Allocation()
        self._proposed = {key: _joined(own) for key, own in _by(proposal.assignments, lambda a: a.household_id).items()}
        self._groups = {g.group_id: g.members for g in proposal.groups}
        self._open = {u.household_id: u.code for u in proposal.unmet.households}
        given = [d for d in source.progress.deliveries if d.stage is DeliveryStage.HANDED_OVER]
        self._delivered = _by(given, lambda d: d.household_id)

    def agency(self, agency_id: str) -> Agency | None:
        """Give a body of the campaign's list."""
        return self._agencies.get(agency_id)

    def of(self, household_id: str) -> Standing:
        """Give where a household stands."""
        pairs = self._pairs.get(household_id, ())
        helps = tuple(self._helps.get(household_id, ()))
        proposed = self._proposed.get(household_id)
        availability, holding = self._first(household_id, pairs, helps, proposed)
        cluster = self._groups.get(proposed.group_id, ()) if proposed and availability is Availability.CLUSTER else ()
        return Standing(
            availability=availability,
            holders=cluster or _leads_first(holding),
            since=max((d for p in holding for d in _yes_dates(p)), default=None),
            held_until=max((p.held_until for p in holding if p.held_until), default=None),
            document=next((p.assigned_by for p in holding if p.assigned_by), ""),
            proposed=proposed.agency_ids if proposed and not any(p.agreed for p in holding) else (),
            refusals=tuple(
                Refusal(by=p.refused_by, agency_id=p.agency_id, on=p.refused_on) for p in pairs if p.refused_by
            ),
            delivered=tuple(self._delivered.get(household_id, ())),
            helps=helps,
            twice=tuple(self._twice.get(household_id, ())),
        )

    def _first(
        self, household_id: str, pairs: Sequence[Pair], helps: Sequence[DoubleHelp], proposed: Assignment | None
    ) -> tuple[Availability, list[Pair]]:
        """Give the first state that holds, and the pairs it rests on."""
        if agreed := [p for p in pairs if p.agreed]:
            return (Availability.ASSIGNED if agreed[0].assigned_by else Availability.AGREED), agreed
        if proposed and any(r.code in _BY_ANNEX for r in proposed.why):
            return Availability.CLUSTER, []
        if held := [p for p in pairs if not p.refused_by and (p.held_until or list(_yes_dates(p)))]:
            return Availability.HELD, held
        why_open = self._open.get(household_id)
        for availability, holds in (
            (Availability.SAID_NO, any(p.refused_by == "household" for p in pairs)),
            (Availability.HELPED, any(h.excludes for h in helps)),
            (Availability.LISTED_TWICE, why_open is ReasonCode.LISTED_TWICE),
            (Availability.NOT_MEANT, why_open in _NOT_MEANT),
            (Availability.PROPOSED, proposed is not None),
            (Availability.LOOK, any(h.to_look_at for h in helps)),
        ):
            if holds:
                return availability, []
        return Availability.FREE, []


def _of_household(pair: Pair, homes: Mapping[str, str]) -> Pair:
    """A pair with one person of a household holds the household."""
    return (
        replace(pair, target_id=homes.get(pair.target_id, pair.target_id)) if pair.target is PairTarget.PERSON else pair
    )


def _joined(own: Sequence[Assignment]) -> Assignment:
    """Persons of one household may go to several bodies: the household is with all of them."""
    bodies = tuple(dict.fromkeys(a for one in own for a in one.agency_ids))
    return replace(own[0], agency_ids=bodies, why=tuple(w for one in own for w in one.why))


def _yes_dates(pair: Pair) -> Iterable[date]:
    return (d for d in (pair.sponsor_yes_on, pair.commune_yes_on, pair.household_yes_on) if d)


def _leads_first(pairs: Sequence[Pair]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.agency_id for p in sorted(pairs, key=lambda p: (p.role != "lead", p.agency_id))))


def _by(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
