"""Everything a proposal says about named pairs: who helps whom and why, what stays open and why, what was relaxed.

The same words are found for the same pairs, so a check can hold what a proposal says against what it should say.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from diachi.core.allocation.distance import Distance
from diachi.core.allocation.levels import Chosen
from diachi.core.allocation.model import Model
from diachi.core.allocation.reasons import why_fixed, why_inherited, why_open, why_pair, why_pinned, why_short
from diachi.core.proposal import Assignment, Relaxed, Unmet, UnmetSponsor


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The parts of a proposal that follow from its pairs alone."""

    assignments: tuple[Assignment, ...]
    unmet: Unmet
    relaxed: tuple[Relaxed, ...]


def tell(model: Model, distance: Distance, chosen: Chosen) -> Told:
    """Give the pairs with their reasons, and all that stays open with its reasons, sorted by id."""
    sponsors = why_short(model, Counter(chosen.values()), chosen)
    households = sorted((*model.out, *why_open(model, chosen)), key=lambda u: u.household_id)
    return Told(
        assignments=_assignments(model, distance, chosen),
        unmet=Unmet(households=tuple(households), sponsors=sponsors),
        relaxed=_relaxed(sponsors),
    )


def _assignments(model: Model, distance: Distance, chosen: Chosen) -> tuple[Assignment, ...]:
    groups = {g.group_id: g for g in model.groups}
    found = []
    for household_id in sorted(chosen):
        group = groups[chosen[household_id]]
        if household_id in model.wished.pinned and not model.fixed[household_id][0].agreed:
            why = why_pinned(model, household_id)
        elif pairs := model.fixed.get(household_id):
            why = why_fixed(pairs[0].assigned_by)
        else:
            why = why_pair(model, distance, group, household_id)
        why = (*why, *why_inherited(model, group, household_id))
        found.append(Assignment(household_id=household_id, group_id=group.group_id, agency_ids=group.members, why=why))
    return tuple(found)


def _relaxed(sponsors: tuple[UnmetSponsor, ...]) -> tuple[Relaxed, ...]:
    by_clause: Counter[str] = Counter()
    for sponsor in sponsors:
        if sponsor.short and sponsor.clause:
            by_clause[sponsor.clause] += sponsor.short
    return tuple(Relaxed(clause=clause, by=by) for clause, by in sorted(by_clause.items()))
