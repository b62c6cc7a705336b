"""Where a proposal departs from the order a village meeting gave its families, for the village head to read.

Source: officer's review C2 (bình xét): each departure is listed by village with its reason; no order, no departure.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from diachi.core.proposal import Allocation, ReasonCode, ReasonFact
from diachi.core.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A family the village ranked higher than one that is proposed, and why it is not."""

    commune_code: str
    hamlet: str
    household_id: str
    village_rank: int
    code: ReasonCode
    clause: str = ""
    facts: dict[str, ReasonFact] = field(default_factory=dict)


def departures(register: Register, allocation: Allocation) -> tuple[Departure, ...]:
    """Give every departure from a village's order, sorted by commune, village and rank.

    Only families of one village are compared; ranks of different villages say nothing about each other.
    """
    taken = {a.household_id for a in allocation.assignments}
    left = {u.household_id: u for u in allocation.unmet.households}
    last_taken: dict[tuple[str, str], int] = defaultdict(int)
    for household in register.households:
        if household.household_id in taken and household.village_rank is not None:
            village = (household.commune_code, household.hamlet)
            last_taken[village] = max(last_taken[village], household.village_rank)
    found = []
    for household in register.households:
        unmet, rank = left.get(household.household_id), household.village_rank
        if unmet and rank is not None and rank < last_taken[(household.commune_code, household.hamlet)]:
            found.append(
                Departure(
                    commune_code=household.commune_code,
                    hamlet=household.hamlet,
                    household_id=household.household_id,
                    village_rank=rank,
                    code=unmet.code,
                    clause=unmet.clause,
                    facts=unmet.facts,
                )
            )
    return tuple(sorted(found, key=lambda d: (d.commune_code, d.hamlet, d.village_rank, d.household_id)))
