"""When required minimums cannot all be met: the least they must give way, body by body, as quotas to put in place.

Source: officer's review C5; the first level takes as many of the units that bind as can be taken at all, so what is
lacking to them is the least that any relaxation must give.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from diachi.core.allocation.levels import Chosen
from diachi.core.allocation.model import Model
from diachi.core.allocation.reasons import shortage_code
from diachi.core.campaign import Campaign
from diachi.core.clauses import Force, Quota, Selector
from diachi.core.proposal import ReasonCode
from diachi.core.rules.quotas import quota_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """One body whose minimum gives way: from what the words require to what can be had, and why not more."""

    clause: str
    agency_id: str
    required: int
    possible: int
    code: ReasonCode


def least_relaxations(model: Model, campaign: Campaign, chosen: Chosen) -> tuple[Relaxation, ...]:
    """Give what must give way, by group and body; empty when every required minimum is met.

    Takes: pairs that are best at the level of required minimums. Gives: bodies of a group that stands together give
    way the last one first. Fails: never.
    Holds: with `relaxed` the campaign can be met; no relaxation by fewer households in all can.
    """
    loads, left = Counter(chosen.values()), [h for h in model.candidates if h not in chosen]
    found = []
    for group in model.groups:
        duty = model.duties[group.group_id]
        lacking = duty.min - loads[group.group_id] if duty.force is Force.REQUIRED else 0
        code = shortage_code(model, group, left) if lacking > 0 else None
        for agency_id in reversed(group.members):
            quota = quota_of(model.agencies[agency_id], campaign.quotas)
            required = (quota.min or 0) if quota else 0
            if quota is None or code is None or lacking <= 0 or not required:
                continue
            less = min(required, lacking)
            lacking -= less
            clause, possible = f"quotas.{quota.id}", required - less
            found.append(
                Relaxation(clause=clause, agency_id=agency_id, required=required, possible=possible, code=code)
            )
    return tuple(sorted(found, key=lambda r: (r.clause, r.agency_id)))


def quotas_of(model: Model, campaign: Campaign, relaxations: Sequence[Relaxation]) -> tuple[Quota, ...]:
    """Give the quotas that carry relaxations out: one that names each body, with all else as it was."""
    found = []
    for one in relaxations:
        agency = model.agencies[one.agency_id]
        quota = quota_of(agency, campaign.quotas)
        if quota is not None:
            said = (agency.max_households, quota.max, quota.aim, quota.min)
            most = next((n for n in said if n is not None), 0)
            found.append(
                replace(
                    quota,
                    id=f"{quota.id}_{one.agency_id}",
                    select=Selector(agency_id=(one.agency_id,)),
                    min=one.possible,
                    max=most,
                    source=None,
                )
            )
    return tuple(found)


def relaxed(campaign: Campaign, quotas: Sequence[Quota]) -> Campaign:
    """Give the campaign with quotas beside its own; the one that names a body goes before the others."""
    return replace(campaign, quotas=(*quotas, *campaign.quotas))


def as_tables(quotas: Sequence[Quota]) -> str:
    """Give quotas as the tables of campaign.toml a person puts before the first [[quotas]]."""
    return "\n\n".join("\n".join(_table(quota)) for quota in quotas)


def _table(quota: Quota) -> list[str]:
    numbers = [f"{name} = {n}" for name in ("min", "aim", "max") if (n := getattr(quota, name)) is not None]
    ids = ", ".join(json.dumps(i, ensure_ascii=False) for i in quota.select.agency_id)
    head = ["[[quotas]]", f"id = {json.dumps(quota.id, ensure_ascii=False)}", f"select = {{agency_id = [{ids}]}}"]
    return [*head, *numbers, f'force = "{quota.force.value}"']
