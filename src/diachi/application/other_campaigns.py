"""Another campaign as earlier help of this one: who was taken on or given something there, by whom, with what."""

from __future__ import annotations

from collections import defaultdict

from diachi.core.campaign import Campaign
from diachi.core.history import HelpedRecord
from diachi.core.household import ListedHousehold, Member
from diachi.core.progress import DeliveryRow, DeliveryStage, Progress
from diachi.core.register import Register
from diachi.core.rules.pairs_kept import kept_pairs


def as_earlier_help(*, campaign: Campaign, register: Register, progress: Progress) -> tuple[HelpedRecord, ...]:
    """Give a row for every household that a body of another campaign has taken on or given something to.

    Takes: the tables of that campaign. Gives: rows named `<campaign>/<household_id>`, by household.
    Fails: never. Holds: what was only proposed there is no help. Cost: O(households + pairs + deliveries).
    """
    homes = {h.household_id: h for h in register.households}
    names = {a.agency_id: a.name for a in register.agencies}
    bodies: dict[str, dict[str, None]] = defaultdict(dict)
    for pair in kept_pairs(register.pairs):
        bodies[pair.target_id][names.get(pair.agency_id, pair.agency_id)] = None
    given: dict[str, list[DeliveryRow]] = defaultdict(list)
    for row in progress.deliveries:
        if row.stage is DeliveryStage.HANDED_OVER:
            given[row.household_id].append(row)
            bodies[row.household_id].setdefault(names.get(row.agency_id, row.agency_id))
    members: dict[str, list[Member]] = defaultdict(list)
    for member in register.members:
        members[member.household_id].append(member)
    return tuple(
        _row(campaign, homes[key], members[key], tuple(bodies[key]), given[key])
        for key in sorted(set(bodies) & set(homes))
    )


def _row(
    campaign: Campaign,
    home: ListedHousehold,
    members: list[Member],
    bodies: tuple[str, ...],
    given: list[DeliveryRow],
) -> HelpedRecord:
    worth = [row.value_vnd for row in given if row.value_vnd]
    days = sorted(row.date[:4] for row in given if row.date[:4].isdigit())
    year = int(days[0]) if days else campaign.places_on.year if campaign.places_on else None
    return HelpedRecord(
        record_id=f"{campaign.id}/{home.household_id}",
        year=year,
        head_name=home.head_name,
        head_birth=home.head_birth,
        head_sex=home.head_sex.value if home.head_sex else "",
        personal_id=home.personal_id,
        members=", ".join(f"{m.name} ({m.birth[:4]})" if m.birth else m.name for m in members if m.name),
        ethnic_group=home.ethnic_group,
        hamlet=home.hamlet,
        commune=home.commune,
        district=home.district,
        province=home.province,
        phone=home.phone,
        campaign_id=campaign.id,
        agency=", ".join(filter(None, bodies)),
        support_kind=";".join(dict.fromkeys(row.support_kind for row in given if row.support_kind)),
        support="; ".join(dict.fromkeys(row.item for row in given if row.item)),
        value_vnd=sum(worth) or None,
    )
