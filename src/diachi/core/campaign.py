"""A campaign: one directive, or several, turned into data that rules read.

The dataclasses are the schema of campaign.toml (format diachi/campaign@1).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from diachi.core.clauses import (
    CitedTarget,
    Duty,
    Exclusion,
    Followed,
    Milestone,
    Priority,
    Quota,
    Reporting,
    SmallAgencies,
    Source,
    SupportFloor,
    Target,
    Tracker,
)

FORMAT = "diachi/campaign@1"


class Mode(StrEnum):
    """What is given to whom."""

    AGENCY_HOUSEHOLD = "agency_household"
    CLUSTER_COMMUNE = "cluster_commune"
    PERSON_MONTHLY = "person_monthly"


class Pairing(StrEnum):
    """Who decides a pair."""

    AGREED = "agreed"
    ASSIGNED = "assigned"
    MIXED = "mixed"


class DirectiveRole(StrEnum):
    """The part a document plays in the campaign."""

    BASE = "base"
    ORDER = "order"
    URGING = "urging"
    EXTENSION = "extension"
    CORRECTION = "correction"


class Blocks(StrEnum):
    """What a question holds up."""

    ALLOCATION = "allocation"
    LATER = "later"


class AnsweredBy(StrEnum):
    """Who answered a question."""

    DEFAULT = "default"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A document the directive rests on."""

    type: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveRef:
    """One document of the campaign."""

    id: str
    role: DirectiveRole
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    kind: str = ""
    issuer: str = ""
    subject: str = ""
    signer: str = ""
    authority: tuple[str, ...] = ()  # the lines above the name: TM., KT., TL., TUQ., Q.
    bases: tuple[Base, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSpec:
    """One level of the lexicographic order; the order of the tables is the order of the levels."""

    name: str
    band: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to understand ambiguous words, and what it would change."""

    code: str
    effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the words leave open; `answer` holds, and says who gave it."""

    id: str
    blocks: Blocks
    readings: tuple[Reading, ...]
    default: str
    answer: str = ""
    answered_by: AnsweredBy = AnsweredBy.DEFAULT
    about: str | None = None  # what the question is about, in the letter's own words: numbers, bodies, days
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """Everything the rules need to know; what campaign.toml holds."""

    id: str
    format: str = FORMAT
    title: str = ""
    mode: Mode = Mode.AGENCY_HOUSEHOLD
    pairing: Pairing = Pairing.AGREED
    places_on: date | None = None
    directives: tuple[DirectiveRef, ...] = ()
    target: Target = field(default_factory=Target)
    duties: tuple[Duty, ...] = ()
    quotas: tuple[Quota, ...] = ()
    small_agencies: tuple[SmallAgencies, ...] = ()
    support_floor: SupportFloor | None = None
    priorities: tuple[Priority, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    reporting: tuple[Reporting, ...] = ()
    tracker: Tracker | None = None
    followed: Followed | None = None
    cited_targets: tuple[CitedTarget, ...] = ()
    levels: tuple[LevelSpec, ...] = ()
    questions: tuple[Question, ...] = ()
