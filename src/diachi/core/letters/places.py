"""Linking the places a letter names to the map of its day."""

from __future__ import annotations

from dataclasses import replace

from diachi.core.campaign import Campaign
from diachi.core.place import Gazetteer
from diachi.core.text import fold


def with_codes(campaign: Campaign, places: Gazetteer) -> Campaign:
    """Give every priority commune its code where the name means one commune of the issuer's district on that day."""
    issuers = " ".join(fold(d.issuer) for d in campaign.directives)
    found = []
    for priority in campaign.priorities:
        if priority.commune and not priority.commune_code:
            resolved = places.resolve(priority.commune, on=campaign.places_on)
            near = [p for p in resolved.candidates if p.district and fold(p.district) in issuers]
            place = resolved.place or (near[0] if len(near) == 1 else None)
            priority = replace(priority, commune_code=place.code) if place else priority
        found.append(priority)
    return replace(campaign, priorities=tuple(found))
