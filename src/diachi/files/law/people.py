"""The tables of the law data about persons: provinces of personal numbers, ethnic groups, groups of health cards."""

from __future__ import annotations

from functools import cache

from diachi.core.ethnic_groups import EthnicGroup, EthnicGroups
from diachi.core.health_card import HealthCardGroup
from diachi.core.personal_id import IdProvince
from diachi.files.law.tables import records


@cache
def id_provinces() -> frozenset[str]:
    """Give the codes a personal number may begin with."""
    return frozenset(record.code for record in records("personal_id_provinces", IdProvince))


@cache
def ethnic_groups() -> EthnicGroups:
    """Give the 54 groups with the names lists use."""
    return EthnicGroups(records("ethnic_groups", EthnicGroup))


@cache
def health_card_groups() -> frozenset[str]:
    """Give the groups of old health cards."""
    return frozenset(record.code for record in records("health_card_groups", HealthCardGroup))
