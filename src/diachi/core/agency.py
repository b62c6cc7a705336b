"""Bodies that sponsor, the clusters an annex puts them in, and the pairs that stand.

The dataclasses are the table schemas, as in `household`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AgencyKind(StrEnum):
    """What a body is; the words of a directive select by it."""

    DEPARTMENT = "department"
    PUBLIC_SERVICE_UNIT = "public_service_unit"
    PARTY = "party"
    FRONT = "front"
    MASS_ORGANISATION = "mass_organisation"
    SCHOOL = "school"
    ARMED_FORCES = "armed_forces"
    VERTICAL = "vertical"
    BANK = "bank"
    ENTERPRISE = "enterprise"
    BUSINESS_ASSOCIATION = "business_association"
    ASSOCIATION = "association"
    RELIGIOUS = "religious"
    INDIVIDUAL = "individual"
    COMMUNE = "commune"
    OTHER = "other"


class Command(StrEnum):
    """Whether the issuer of the directive can order the body."""

    OWN = "own"
    VERTICAL = "vertical"
    FRONT_PARTY = "front_party"
    OUTSIDE = "outside"


class Reach(StrEnum):
    """How far from its seat a body takes households."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    NATION = "nation"


class ClusterRole(StrEnum):
    """The part of a body in a cluster."""

    LEAD = "lead"
    PARTNER = "partner"


class PairTarget(StrEnum):
    """What a pair gives to a sponsor."""

    COMMUNE = "commune"
    HOUSEHOLD = "household"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One body that may sponsor; staff in persons, never stored for armed forces."""

    agency_id: str
    name: str
    kind: AgencyKind = AgencyKind.OTHER
    command: Command | None = None
    staff: int | None = None
    block: str = ""
    parent: str = ""
    commune: str = ""
    commune_code: str = ""
    reach: Reach | None = None
    max_households: int | None = None
    tier_vnd: int | None = None
    offers: tuple[str, ...] = ()
    contact_channel: str = ""
    met_elsewhere: str = ""
    active_from: date | None = None
    active_to: date | None = None
    x_km: float | None = None
    y_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterMember:
    """One body in the cluster that an annex gives to a commune; share in percent of its households."""

    cluster_id: str
    commune: str = ""
    commune_code: str = ""
    agency_id: str = ""
    role: ClusterRole = ClusterRole.PARTNER
    share_percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One existing or agreed pair; agreed = `assigned_by`, or the three yes dates."""

    group_id: str
    agency_id: str
    role: ClusterRole | None = None
    target: PairTarget = PairTarget.HOUSEHOLD
    target_id: str = ""
    assigned_by: str = ""
    held_until: date | None = None
    sponsor_yes_on: date | None = None
    commune_yes_on: date | None = None
    household_yes_on: date | None = None
    told_by: str = ""
    channel: str = ""
    refused_by: str = ""
    refused_on: date | None = None
    source_document: str = ""

    @property
    def agreed(self) -> bool:
        """A pair stands when a document assigned it or all three parties said yes, and nobody refused."""
        said_yes = self.sponsor_yes_on and self.commune_yes_on and self.household_yes_on
        return not self.refused_by and bool(self.assigned_by or said_yes)
