"""What the bodies of a group owe and give together.

Source: Bình Gia 4/2024, mục 1: one household per pool, or each body its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from diachi.core.agency import Agency
from diachi.core.campaign import Campaign
from diachi.core.clauses import PoolDuty
from diachi.core.proposal import Group
from diachi.core.rules.quotas import Duty, duty_of


def group_duty(group: Group, agencies: dict[str, Agency], campaign: Campaign, clause_of: dict[str, str]) -> Duty:
    """Give what a group owes together: one household per pool, or the sum when each member owes its own."""
    duties = [duty_of(agencies[a], campaign.quotas) for a in group.members]
    clause = clause_of.get(group.group_id)
    if clause is None:
        first = duties[0]  # of one body, or of bodies that chose to act together: then each owes its own
        least, aim, capacity = (sum(d.min for d in duties), sum(d.aim for d in duties), sum(d.capacity for d in duties))
        return Duty(min=least, aim=aim, capacity=capacity, force=first.force, clause=first.clause)
    rule = next(r for r in campaign.small_agencies if f"small_agencies.{r.id}" == clause)
    if rule.duty is PoolDuty.ONE_EACH:
        aim, capacity = sum(d.aim for d in duties), sum(d.capacity for d in duties)
        return Duty(aim=aim, capacity=capacity, force=rule.force, clause=clause)
    more = max((agencies[a].max_households or 0 for a in group.members), default=0)
    return Duty(aim=1, capacity=max(1, more), force=rule.force, clause=clause)


def group_tiers(groups: Sequence[Group], agencies: dict[str, Agency]) -> dict[str, int]:
    """Give what each group gives a household: its bodies share one, so their tiers add up; not told is not known."""
    tiers = {g.group_id: [agencies[a].tier_vnd for a in g.members] for g in groups}
    return {g: sum(t for t in told if t is not None) for g, told in tiers.items() if any(t is not None for t in told)}
