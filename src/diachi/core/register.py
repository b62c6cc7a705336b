"""The register: all tables of one register folder, and the tables of a history folder."""

from __future__ import annotations

from dataclasses import dataclass

from diachi.core.agency import Agency, ClusterMember, Pair
from diachi.core.history import HelpedRecord, ReviewRecord
from diachi.core.household import ListedHousehold, Member
from diachi.core.pair_verdicts import PairVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All tables of one register folder; every tuple is sorted by id."""

    households: tuple[ListedHousehold, ...] = ()
    members: tuple[Member, ...] = ()
    agencies: tuple[Agency, ...] = ()
    clusters: tuple[ClusterMember, ...] = ()
    pairs: tuple[Pair, ...] = ()


# File name (without extension) -> row type; the order is the order of the data package.
REGISTER_TABLES: dict[str, type] = {
    "households": ListedHousehold,
    "members": Member,
    "agencies": Agency,
    "clusters": ClusterMember,
    "pairs": Pair,
}
HISTORY_TABLES: dict[str, type] = {"helped": HelpedRecord, "reviews": ReviewRecord, "verdicts": PairVerdict}
