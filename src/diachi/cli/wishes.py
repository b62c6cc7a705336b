"""What persons ask of a pairing, read from the files a call names: pins, bans, pairs, tables in place of others."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from diachi.core.agency import Agency, Pair
from diachi.core.allocation.pins import PairWish, Wishes
from diachi.core.allocation.transfer import Heir, hand_over
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.core.text import fold
from diachi.files.allocation_json import read_allocation
from diachi.files.asked_rows import read_asked
from diachi.files.campaign_toml import with_tables

T = TypeVar("T")
Wish = TypeVar("Wish", PairWish, Pair)
BEFORE = "allocation.before.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The inputs of a pairing with what a call asks for beside them."""

    campaign: Campaign
    register: Register
    wishes: Wishes
    waiting: tuple[str, ...] = ()


def named(args: Namespace, campaign: Campaign, register: Register) -> Named:
    """Read --levels, --existing, --pins, --bans and --previous; what is not named changes nothing."""
    if path := getattr(args, "levels", None):
        campaign = with_tables(campaign, Path(path), only=("levels",))
    existing = _by_id(rows_named(args, "existing", Pair), register.agencies)
    if existing:
        register = replace(register, pairs=tuple(dict.fromkeys((*register.pairs, *existing))))
    before = getattr(args, "previous", None)
    act = hand_over(register, _before(Path(before), register) if before else None, heirs_named(args))
    wishes = Wishes(
        pins=_by_id(rows_named(args, "pins", PairWish), register.agencies),
        bans=_by_id(rows_named(args, "bans", PairWish), register.agencies),
        previous=act.previous,
        inherited=act.inherited,
    )
    return Named(campaign=campaign, register=act.register, wishes=wishes, waiting=act.waiting)


def _before(path: Path, register: Register) -> Allocation:
    """Read the proposal before; Fails: InputError PREVIOUS_OF_OTHERS when it pairs nobody of these lists."""
    before = read_allocation(path)
    homes = {h.household_id for h in register.households}
    if before.assignments and not any(a.household_id in homes for a in before.assignments):
        raise InputError(ErrorCode.PREVIOUS_OF_OTHERS, file=path.name)
    return before


def heirs_named(args: Namespace) -> tuple[Heir, ...]:
    """Read --heirs."""
    return rows_named(args, "heirs", Heir)


def rows_named(args: Namespace, option: str, kind: type[T]) -> tuple[T, ...]:
    """Read the rows of a file that an option names; none without it; Fails: as `read_asked`."""
    path = getattr(args, option, None)
    if path is None:
        return ()
    return read_asked(Path(path), kind)


def _by_id(rows: tuple[Wish, ...], agencies: tuple[Agency, ...]) -> tuple[Wish, ...]:
    """A body may be written by its name, where only one has it; what is neither stays, and is refused later."""
    ids = {a.agency_id for a in agencies}
    named: dict[str, list[str]] = {}
    for agency in agencies:
        named.setdefault(fold(agency.name), []).append(agency.agency_id)
    found = []
    for row in rows:
        same = named.get(fold(row.agency_id), []) if row.agency_id not in ids else []
        found.append(replace(row, agency_id=same[0]) if len(same) == 1 else row)
    return tuple(found)
