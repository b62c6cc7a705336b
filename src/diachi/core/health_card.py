"""Health insurance cards as lists hold them: 15 characters with the group that pays, or the 10 digits of new cards.

Source: QĐ 1351/QĐ-BHXH (2015): 2 letters (group), 1 digit (benefit), 2 (province), 10 (insurance number); since 4/2021
cards print the insurance number alone. From memory: no public text of it was seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from diachi.core.law import LawRecord

_SIGNS = re.compile(r"[\s.\-–]")
_OLD = re.compile(r"([A-Z]{2})(\d)(\d{2})(\d{10})", re.ASCII)
_NEW = re.compile(r"\d{10}", re.ASCII)


class CardRefusal(StrEnum):
    """Why a card could not be read."""

    SHAPE = "shape"  # neither 15 characters nor 10 digits in their places
    GROUP = "group"  # letters of no group that is known


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCardGroup(LawRecord):
    """Whom the two letters of an old card name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCard:
    """A card as read: its insurance number, and the group where the card still says it."""

    number: str
    group: str = ""


def read_health_card(said: str, groups: frozenset[str]) -> HealthCard | CardRefusal:
    """Read a card; what does not stand in its place is refused, never mended."""
    text = _SIGNS.sub("", said).upper()
    if _NEW.fullmatch(text):
        return HealthCard(number=text)
    found = _OLD.fullmatch(text)
    if found is None:
        return CardRefusal.SHAPE
    return HealthCard(number=found[4], group=found[1]) if found[1] in groups else CardRefusal.GROUP
