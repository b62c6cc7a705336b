"""Linking the places a letter names to the map of its day."""

from __future__ import annotations

from dataclasses import replace

from diachi.core.campaign import Campaign
from diachi.core.places.gazetteer import Gazetteer


def home_of_campaign(campaign: Campaign, places: Gazetteer) -> tuple[str, ...]:
    """Give the district or the province that issued the first letter: lists that name none are from there."""
    return next((named for d in campaign.directives if (named := places.territory.named_in(d.issuer))), ())


def with_codes(campaign: Campaign, places: Gazetteer) -> Campaign:
    """Give every priority commune its code where the name means one commune of the issuer's district on that day."""
    within = home_of_campaign(campaign, places)
    found = []
    for priority in campaign.priorities:
        if priority.commune and not priority.commune_code:
            place = places.resolve(priority.commune, within=within, on=campaign.places_on).place
            priority = replace(priority, commune_code=place.code) if place else priority
        found.append(priority)
    return replace(campaign, priorities=tuple(found))
