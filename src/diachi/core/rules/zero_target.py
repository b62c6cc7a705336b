"""How far a campaign is from "no such household left", counted in households and in persons.

Source: UBND tỉnh Ninh Thuận 8016 ("phấn đấu đến cuối năm 2020, không còn hộ nghèo có thành viên là người có công").
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroTarget:
    """The whole, what a sponsor answers for, and what is left, in households and in persons."""

    households: int
    persons: int
    covered_households: int
    covered_persons: int

    @property
    def left_households(self) -> int:
        """Households nobody answers for."""
        return self.households - self.covered_households

    @property
    def left_persons(self) -> int:
        """Persons in the households nobody answers for."""
        return self.persons - self.covered_persons


def zero_target(persons_by_household: Mapping[str, int], covered: Collection[str]) -> ZeroTarget:
    """Count the target and the part of it that a sponsor answers for.

    Source: Ninh Thuận 8016, đoạn 3; the letter says both "hộ" and "thành viên", so both are counted.
    Takes: persons_by_household - persons of the target in each household of the target; covered - household ids.
    Gives: the counts; a covered household outside the target is not counted.
    Fails: never.
    Holds: covered + left = whole, in households and in persons.
    Cost: O(households).
    """
    known = frozenset(covered)
    reached = [h for h in persons_by_household if h in known]
    return ZeroTarget(
        households=len(persons_by_household),
        persons=sum(persons_by_household.values()),
        covered_households=len(reached),
        covered_persons=sum(persons_by_household[h] for h in reached),
    )
