"""Where a proposal departs from the order a village meeting gave its families, for the village head to read.

Source: officer's review C2 (bình xét): each departure is listed by village with its reason; no order, no departure.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from diachi.core.proposal import Allocation, ReasonCode, ReasonFact
from diachi.core.register import Register
from diachi.core.rules.village_order import passed_over


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
    left = {u.household_id: u for u in allocation.unmet.households}
    passed = passed_over(register.households, frozenset(a.household_id for a in allocation.assignments))
    above = {household.household_id: household for household, _ in passed if household.household_id in left}
    found = [
        Departure(
            commune_code=household.commune_code,
            hamlet=household.hamlet,
            household_id=household_id,
            village_rank=household.village_rank or 0,
            code=left[household_id].code,
            clause=left[household_id].clause,
            facts=left[household_id].facts,
        )
        for household_id, household in above.items()
    ]
    return tuple(sorted(found, key=lambda d: (d.commune_code, d.hamlet, d.village_rank, d.household_id)))
