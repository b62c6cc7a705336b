"""The letter's priorities as the levels count them: each alone, or several ranks as one where a level has a band."""

from __future__ import annotations

from dataclasses import dataclass

from diachi.core.campaign import Campaign, LevelSpec
from diachi.core.clauses import Priority
from diachi.core.errors import ErrorCode, InputError
from diachi.core.household import ListedHousehold
from diachi.core.rules.commune_priority import lives_there
from diachi.core.rules.household_priority import comes_first

PRIORITY = "priority:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """What one level counts: a household that any of its priorities means."""

    id: str
    rank: int
    parts: tuple[Priority, ...]

    def holds(self, household: ListedHousehold) -> bool:
        """Say whether any of the priorities means a household."""
        return any(clause_holds(p, household) for p in self.parts)


def clause_holds(priority: Priority, household: ListedHousehold) -> bool:
    """Say whether a priority means a household: by what the list says of it, or by where it lives."""
    if priority.when is not None and not comes_first(household, priority.when):
        return False
    if priority.commune or priority.commune_code:
        return lives_there(household, commune=priority.commune, commune_code=priority.commune_code)
    return priority.when is not None


def by_rank(campaign: Campaign) -> tuple[Priority, ...]:
    """Give the priorities, the first rank first."""
    return tuple(sorted(campaign.priorities, key=lambda p: (p.rank, p.id)))


def ranks_of(campaign: Campaign) -> tuple[Rank, ...]:
    """Give what is counted, in the order of the levels; without levels every priority alone, by rank.

    Holds: a priority that no level counts puts nobody before others.
    Fails: InputError FIELD_WRONG when a rank that one level counts within its band stands as a level of its own too.
    """
    specs = [s for s in campaign.levels if s.name.startswith(PRIORITY)]
    if not campaign.levels:
        specs = [LevelSpec(name=f"{PRIORITY}{p.id}") for p in by_rank(campaign)]
    found: list[Rank] = []
    for spec in specs:
        parts = merged_ranks(campaign, spec.name)
        if not parts:
            continue  # a name that no level has: refused where all names are judged
        for other in found:
            if both := {p.id for p in parts} & {p.id for p in other.parts}:
                wanted = f"{PRIORITY}{other.id} band"
                where = f"levels.{PRIORITY}{min(both)}"
                raise InputError(ErrorCode.FIELD_WRONG, file="campaign.toml", where=where, wanted=wanted)
        found.append(Rank(id=parts[0].id, rank=parts[0].rank, parts=parts))
    return tuple(found)


def merged_ranks(campaign: Campaign, level: str) -> tuple[Priority, ...]:
    """Give the priorities that one level counts as one: with a band of n those of its rank and the n - 1 next ranks."""
    priorities = by_rank(campaign)
    first = next((p for p in priorities if f"{PRIORITY}{p.id}" == level), None)
    if first is None:
        return ()
    band = next((s.band for s in campaign.levels if s.name == level), None)
    if band is None:
        return (first,)
    within = [p for p in priorities if first.rank <= p.rank < first.rank + band and p.id != first.id]
    return (first, *within)
