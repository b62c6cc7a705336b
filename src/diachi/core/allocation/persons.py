"""Persons with monthly support: each person meant stands as a household of one, so that every rule and proof holds.

Source: design, mode `person_monthly`; formats, register/members.csv and pairs.csv (target = person).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from diachi.core.agency import Pair, PairTarget
from diachi.core.allocation.model import Evidence
from diachi.core.allocation.pins import PairWish, Wishes
from diachi.core.campaign import Campaign, Mode
from diachi.core.clauses import FloorPer
from diachi.core.errors import ErrorCode, InputError
from diachi.core.household import ListedHousehold, Member
from diachi.core.proposal import Allocation, Assignment, ReasonCode, UnmetHousehold, target_key
from diachi.core.register import Register
from diachi.core.rules.target import persons_meant, why_not_meant
from diachi.core.same import SamePair

Row = TypeVar("Row", Pair, PairWish)
Rows = TypeVar("Rows", Assignment, UnmetHousehold)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The inputs of a pairing as it is solved; in mode `person_monthly` every household of it is one person."""

    register: Register
    evidence: Evidence
    wishes: Wishes
    persons: bool = False
    named: dict[str, tuple[str, int]] = field(default_factory=dict)  # person -> household, number of the member
    unnamed: tuple[UnmetHousehold, ...] = ()  # households meant of which no list says who is

    def said(self, found: Allocation) -> Allocation:
        """Give a proposal of the case in the ids of the lists: household and number of the member."""
        if not self.persons:
            return found
        open_rows = (*(_said(u, self.named) for u in found.unmet.households), *self.unnamed)
        return replace(
            found,
            assignments=tuple(sorted((_said(a, self.named) for a in found.assignments), key=_order)),
            unmet=replace(found.unmet, households=tuple(sorted(open_rows, key=_order))),
        )

    def keyed(self, said: Allocation) -> Allocation:
        """Give back a proposal as the case knows it; Holds: keyed(said(x)) is x."""
        if not self.persons:
            return said
        unnamed = {u.household_id for u in self.unnamed}
        rows = (u for u in said.unmet.households if u.member_no is not None or u.household_id not in unnamed)
        return replace(
            said,
            assignments=tuple(sorted((_keyed(a) for a in said.assignments), key=_order)),
            unmet=replace(said.unmet, households=tuple(sorted((_keyed(u) for u in rows), key=_order))),
        )


def case_of(campaign: Campaign, register: Register, evidence: Evidence, wishes: Wishes) -> Case:
    """Lay the inputs out for pairing; only in mode `person_monthly` is anything changed.

    Takes: rows in any order. Gives: one row per person meant, or with a pair that stands; what is said of a household
    (a pair, a wish, earlier help) holds for each of its persons.
    Fails: InputError ID_UNKNOWN when a pair or a wish names a person of no list.
    Holds: every household of the register is a row, or its persons are, or it is among `unnamed`.
    """
    if campaign.mode is not Mode.PERSON_MONTHLY:
        return Case(register=register, evidence=evidence, wishes=wishes)
    held = {p.target_id for p in register.pairs if p.agreed}
    persons: dict[str, tuple[Member, ...]] = {}
    rows: list[ListedHousehold] = []
    unnamed: list[UnmetHousehold] = []
    members = _by_household(register.members)
    for home in sorted(register.households, key=lambda h: h.household_id):
        own = members.get(home.household_id, ())
        numbers = persons_meant(home, own, campaign.target)
        found = tuple(m for m in own if m.member_no in numbers or target_key(m.household_id, m.member_no) in held)
        if found:
            persons[home.household_id] = found
            rows += [_person(home, member, campaign) for member in found]
        elif why_not_meant(home, own, campaign.target) is None and home.household_id not in held:
            code = ReasonCode.NO_MEMBER_NAMED
            unnamed.append(UnmetHousehold(household_id=home.household_id, code=code, clause="target"))
        else:
            rows.append(home)
    keys = {h: tuple(target_key(h, m.member_no) for m in own) for h, own in persons.items()}
    named = {target_key(h, m.member_no): (h, m.member_no) for h, own in persons.items() for m in own}
    own_rows = (
        replace(m, household_id=target_key(m.household_id, m.member_no)) for own in persons.values() for m in own
    )
    left = tuple(m for m in register.members if m.household_id not in persons)
    return Case(
        register=replace(
            register, households=tuple(rows), members=(*left, *own_rows), pairs=_targets("pairs", register.pairs, keys)
        ),
        evidence=_evidence(evidence, keys),
        wishes=_wishes(wishes, keys),
        persons=True,
        named=named,
        unnamed=tuple(unnamed),
    )


def _by_household(rows: Sequence[Member]) -> dict[str, tuple[Member, ...]]:
    found: dict[str, list[Member]] = defaultdict(list)
    for row in sorted(rows, key=lambda m: (m.household_id, m.member_no)):
        found[row.household_id].append(row)
    return {key: tuple(own) for key, own in found.items()}


def _person(home: ListedHousehold, member: Member, campaign: Campaign) -> ListedHousehold:
    """One person as a row: what the list says of the family holds, the need is the monthly amount of the letter."""
    floor = campaign.support_floor
    monthly = floor.vnd if floor is not None and floor.per is FloorPer.PERSON_MONTH else None
    key = target_key(home.household_id, member.member_no)
    return replace(home, household_id=key, persons=1, merit=member.merit, need_vnd=monthly)


def _targets(table: str, rows: tuple[Row, ...], keys: Mapping[str, tuple[str, ...]]) -> tuple[Row, ...]:
    """A row of a household is a row of each of its persons."""
    known = {key for own in keys.values() for key in own}
    found: list[Row] = []
    for row in rows:
        if row.target is PairTarget.PERSON:
            if row.target_id not in known:
                raise InputError(ErrorCode.ID_UNKNOWN, id=row.target_id, table=f"{table}.target_id")
            found.append(replace(row, target=PairTarget.HOUSEHOLD))
        elif row.target is PairTarget.HOUSEHOLD:
            found += [replace(row, target_id=key) for key in keys.get(row.target_id, (row.target_id,))]
        else:
            found.append(row)
    return tuple(found)


def _evidence(evidence: Evidence, keys: Mapping[str, tuple[str, ...]]) -> Evidence:
    helps = {key: found for home, found in evidence.helps.items() for key in keys.get(home, (home,))}
    twice: list[SamePair] = []
    for pair in evidence.twice:
        first = keys.get(pair.id_a, (pair.id_a,))[0]
        twice += [replace(pair, id_a=first, id_b=key) for key in keys.get(pair.id_b, (pair.id_b,))]
    return Evidence(helps=helps, twice=tuple(twice))


def _wishes(wishes: Wishes, keys: Mapping[str, tuple[str, ...]]) -> Wishes:
    before = wishes.previous
    return replace(
        wishes,
        pins=_targets("pins", wishes.pins, keys),
        bans=_targets("bans", wishes.bans, keys),
        previous=replace(before, assignments=tuple(_keyed(a) for a in before.assignments)) if before else None,
        inherited={key: body for home, body in wishes.inherited.items() for key in keys.get(home, (home,))},
    )


def _said(row: Rows, named: Mapping[str, tuple[str, int]]) -> Rows:
    if row.household_id not in named:
        return row
    household_id, member_no = named[row.household_id]
    return replace(row, household_id=household_id, member_no=member_no)


def _keyed(row: Rows) -> Rows:
    return replace(row, household_id=row.target_id, member_no=None)


def _order(row: Assignment | UnmetHousehold) -> tuple[str, int]:
    return row.household_id, row.member_no or 0
