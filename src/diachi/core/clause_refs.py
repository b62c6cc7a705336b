"""Names of clauses: `<table>.<id>` of campaign.toml, and back to the words of the letter."""

from __future__ import annotations

from diachi.core.campaign import Campaign
from diachi.core.clauses import Source

_SINGLE = ("target", "support_floor", "tracker", "followed")
_MANY = ("quotas", "small_agencies", "priorities", "milestones", "questions")
_BY_NUMBER = ("exclusions", "duties", "reporting")


def clause_source(campaign: Campaign, ref: str) -> Source | None:
    """Give the words a clause was read from; None when the reference is "" or names a clause a person added."""
    table, _, name = ref.partition(".")
    if table in _SINGLE:
        found: object = getattr(campaign, table)
    elif table in _MANY:
        found = next((c for c in getattr(campaign, table) if c.id == name), None)
    elif table in _BY_NUMBER and name.isdecimal() and 0 < int(name) <= len(getattr(campaign, table)):
        found = getattr(campaign, table)[int(name) - 1]
    else:
        found = None
    source = getattr(found, "source", None)
    return source if isinstance(source, Source) else None
