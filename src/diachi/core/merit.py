"""Persons of merit after the ordinance of a day: the twelve categories, and which relatives are named.

Source: PL 26/2005 as amended by PL 04/2012, Điều 2 (until 30/6/2021); PL 02/2020/UBTVQH14, Điều 3 (since 1/7/2021).
Whose merit counts in a campaign is said by its scope, in `rules.target`; here only the ordinance is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from diachi.core.clauses import MeritScope
from diachi.core.household import ListedHousehold, Member, MeritRelation
from diachi.core.law import LawRecord, in_force
from diachi.core.rules.target import merit_members

UNNAMED = "merit"  # the list says that a person has merit, and not of which category
RELATIVE = "relative"  # not one of the twelve


@dataclass(frozen=True, slots=True, kw_only=True)
class MeritCategory(LawRecord):
    """One category as an ordinance words it; `relations` = the relatives the article on them names."""

    no: int
    code: str
    name: str
    relations: tuple[MeritRelation, ...] = ()


class MeritCategories:
    """The categories of every ordinance."""

    def __init__(self, records: Iterable[MeritCategory]) -> None:
        self._rows = tuple(records)

    def categories_on(self, day: date) -> tuple[MeritCategory, ...]:
        """Give the categories of the ordinance in force on a day; relatives are not one of them."""
        return tuple(row for row in in_force(self._rows, day) if row.code != RELATIVE)

    def relatives_on(self, day: date) -> tuple[MeritRelation, ...]:
        """Give the relatives the ordinance of a day names, () where its article was not seen."""
        return next((row.relations for row in in_force(self._rows, day) if row.code == RELATIVE), ())

    def outside(self, codes: Iterable[str], day: date) -> tuple[str, ...]:
        """Give the codes that the ordinance of a day does not name; merit without a category is not outside."""
        known = {UNNAMED, *(row.code for row in in_force(self._rows, day))}
        return tuple(code for code in codes if code not in known)

    def members_of_merit(
        self, household: ListedHousehold, members: Sequence[Member], scope: MeritScope, day: date
    ) -> int:
        """Count the persons of merit in a scope, by the ordinance of the campaign's day."""
        return merit_members(
            replace(household, merit=self._named(household.merit, day)),
            [replace(member, merit=self._named(member.merit, day)) for member in members],
            scope,
        )

    def _named(self, codes: tuple[str, ...], day: date) -> tuple[str, ...]:
        outside = self.outside(codes, day)
        return tuple(code for code in codes if code not in outside)
