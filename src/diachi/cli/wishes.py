"""What persons ask of a pairing, read from the files a call names: pins, bans, pairs, tables in place of others."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from diachi.core.agency import Pair
from diachi.core.allocation.pins import PairWish, Wishes
from diachi.core.allocation.transfer import Heir, hand_over
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.register import Register
from diachi.files.allocation_json import read_allocation
from diachi.files.campaign_toml import with_tables
from diachi.files.register_folder import read_table

T = TypeVar("T")
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
    existing = rows_named(args, "existing", Pair)
    if existing:
        register = replace(register, pairs=tuple(dict.fromkeys((*register.pairs, *existing))))
    before = getattr(args, "previous", None)
    act = hand_over(register, read_allocation(Path(before)) if before else None, heirs_named(args))
    wishes = Wishes(
        pins=rows_named(args, "pins", PairWish),
        bans=rows_named(args, "bans", PairWish),
        previous=act.previous,
        inherited=act.inherited,
    )
    return Named(campaign=campaign, register=act.register, wishes=wishes, waiting=act.waiting)


def heirs_named(args: Namespace) -> tuple[Heir, ...]:
    """Read --heirs."""
    return rows_named(args, "heirs", Heir)


def rows_named(args: Namespace, option: str, kind: type[T]) -> tuple[T, ...]:
    """Read the rows of a file that an option names; none without it; Fails: InputError FILE_MISSING."""
    path = getattr(args, option, None)
    if path is None:
        return ()
    if not Path(path).is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=Path(path).name)
    return read_table(Path(path), kind)
