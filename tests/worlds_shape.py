"""What a world is: lists as an office has them, and the truth that only its maker knows."""

from __future__ import annotations

from dataclasses import dataclass

from diachi.core.agency import Agency, ClusterMember, Pair
from diachi.core.household import ListedHousehold, Member
from worlds_history import Earlier
from worlds_places import Commune


@dataclass(frozen=True)
class World:
    """A world; the key of a household is `<commune_code>/<STT>`, as a list of its commune would find it."""

    name: str
    communes: tuple[Commune, ...]
    households: tuple[ListedHousehold, ...]
    members: tuple[Member, ...]
    agencies: tuple[Agency, ...]
    clusters: tuple[ClusterMember, ...] = ()
    pairs: tuple[Pair, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    @property
    def truth(self) -> dict[str, str]:
        """Record of earlier help -> key of the household of this year's list that it means."""
        return {e.record.record_id: e.household for e in self.earlier if e.household}


def key_of(commune_code: str, number: int) -> str:
    """Give the key of a household."""
    return f"{commune_code}/{number}"
