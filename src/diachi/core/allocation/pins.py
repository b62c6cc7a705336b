"""What persons ask of the pairing beside the rules: pairs to keep, pairs to bar, and the proposal before this one.

Source: officer's review C1, C23 (a wish is granted when free, priced when not); relatives and conflicts are barred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from diachi.core.agency import Agency, Pair, PairTarget
from diachi.core.errors import ErrorCode, InputError
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.core.rules.reach import commune_key


class WishReason(StrEnum):
    """Why a person asks for a pair, or bars it."""

    SPONSOR_WISH = "sponsor_wish"
    HOUSEHOLD_WISH = "household_wish"
    COMMUNE_WISH = "commune_wish"
    DIRECTION = "direction"
    RELATIVES = "relatives"
    CONFLICT = "conflict"
    REFUSED = "refused"
    UNPINNED = "unpinned"  # an agreed pair that a person releases


@dataclass(frozen=True, slots=True, kw_only=True)
class PairWish:
    """One row of pins or of bans; a commune as target means all its families: nobody else, or none of them."""

    agency_id: str
    target: PairTarget = PairTarget.HOUSEHOLD
    target_id: str = ""
    reason: WishReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """All that persons ask for in one run."""

    pins: tuple[PairWish, ...] = ()
    bans: tuple[PairWish, ...] = ()
    previous: Allocation | None = None
    inherited: dict[str, str] = field(default_factory=dict)  # household -> the body that had it and is no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Wishes turned into ids: pairs to fix, pairs and communes barred, communes a body is bound to."""

    pinned: dict[str, tuple[Pair, ...]]
    reasons: dict[str, str]
    banned: frozenset[tuple[str, str]]
    barred: frozenset[tuple[str, str]]
    only: dict[str, frozenset[str]]


NOTHING_WISHED = Wishes()
NOTHING_ASKED = Asked(pinned={}, reasons={}, banned=frozenset(), barred=frozenset(), only={})


def known_wishes(wishes: Wishes, register: Register, agencies: dict[str, Agency]) -> Asked:
    """Turn wishes into ids.

    Fails: InputError ID_UNKNOWN, PIN_AND_BAN (a person both asks for a pair and bars it), PERSON_TARGET.
    """
    homes = {h.household_id for h in register.households}
    communes = {commune_key(h.commune_code, h.commune) for h in register.households}
    return wishes_among(wishes, agencies, homes, communes)


def wishes_among(wishes: Wishes, agencies: Container[str], homes: Container[str], communes: Container[str]) -> Asked:
    """Turn wishes into ids, for whoever knows which bodies, households and communes there are; Fails as above."""
    for table, rows in (("pins", wishes.pins), ("bans", wishes.bans)):
        for row in rows:
            _need_known(table, row, agencies, homes, communes)
    both = {(r.agency_id, r.target_id) for r in wishes.pins} & {(r.agency_id, r.target_id) for r in wishes.bans}
    if both:
        agency_id, target_id = min(both)
        raise InputError(ErrorCode.PIN_AND_BAN, agency_id=agency_id, target_id=target_id)
    pinned: dict[str, list[Pair]] = defaultdict(list)
    for agency_id, household_id in sorted({(r.agency_id, r.target_id) for r in _of(wishes.pins, PairTarget.HOUSEHOLD)}):
        pinned[household_id].append(Pair(group_id=f"G-{agency_id}", agency_id=agency_id, target_id=household_id))
    only: dict[str, set[str]] = defaultdict(set)
    for wish in _of(wishes.pins, PairTarget.COMMUNE):
        only[wish.agency_id].add(wish.target_id)
    barring = [r for r in wishes.bans if r.reason is not WishReason.UNPINNED]
    return Asked(
        pinned={key: tuple(rows) for key, rows in sorted(pinned.items())},
        reasons={r.target_id: r.reason.value for r in _of(wishes.pins, PairTarget.HOUSEHOLD) if r.reason},
        banned=frozenset((r.agency_id, r.target_id) for r in _of(barring, PairTarget.HOUSEHOLD)),
        barred=frozenset((r.agency_id, r.target_id) for r in _of(barring, PairTarget.COMMUNE)),
        only={key: frozenset(codes) for key, codes in sorted(only.items())},
    )


def _of(rows: Sequence[PairWish], target: PairTarget) -> list[PairWish]:
    return [r for r in rows if r.target is target]


def _need_known(
    table: str,
    row: PairWish,
    agencies: Container[str],
    homes: Container[str],
    communes: Container[str],
) -> None:
    if row.target is PairTarget.PERSON:
        raise InputError(ErrorCode.PERSON_TARGET, table=table)
    known = homes if row.target is PairTarget.HOUSEHOLD else communes
    if row.agency_id not in agencies:
        raise InputError(ErrorCode.ID_UNKNOWN, id=row.agency_id, table=f"{table}.agency_id")
    if row.target_id not in known:
        raise InputError(ErrorCode.ID_UNKNOWN, id=row.target_id, table=f"{table}.target_id")


def released(pairs: Sequence[Pair], wishes: Wishes) -> tuple[Pair, ...]:
    """Give the pairs without those a person releases; Fails: InputError AGREED_PAIR_BANNED for any other ban on one."""
    reasons = {(r.agency_id, r.target_id): r.reason for r in _of(wishes.bans, PairTarget.HOUSEHOLD)}
    kept = []
    for pair in pairs:
        key = (pair.agency_id, pair.target_id)
        if not pair.agreed or key not in reasons:
            kept.append(pair)
        elif reasons[key] is not WishReason.UNPINNED:
            raise InputError(ErrorCode.AGREED_PAIR_BANNED, agency_id=pair.agency_id, household_id=pair.target_id)
    return tuple(kept)


def joined_pins(standing: dict[str, tuple[Pair, ...]], asked: Asked) -> dict[str, tuple[Pair, ...]]:
    """Put pins beside the pairs that stand; Fails: InputError PIN_TAKEN when another body has the household."""
    joined = dict(standing)
    for household_id, pairs in asked.pinned.items():
        for pair in pairs:
            holders = [p.agency_id for p in standing.get(household_id, ())]
            if holders and pair.agency_id not in holders:
                raise InputError(
                    ErrorCode.PIN_TAKEN, household_id=household_id, agency_id=pair.agency_id, holder=holders[0]
                )
        joined.setdefault(household_id, pairs)
    return dict(sorted(joined.items()))


def pairs_before(previous: Allocation | None) -> dict[str, tuple[str, ...]]:
    """Give who had whom in the proposal before: household or person -> bodies, the lead first."""
    return {a.target_id: a.agency_ids for a in previous.assignments} if previous else {}
