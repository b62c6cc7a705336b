"""The clauses of a campaign: the numbers a directive gives, one dataclass per clause family.

Numbers live here, meanings live in `core/rules/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from diachi.core.agency import AgencyKind
from diachi.core.deadline import Deadline, DeadlineOp
from diachi.core.household import PovertyStatus


class Force(StrEnum):
    """How strongly the words bind: yêu cầu, giao = required; đề nghị = requested; phấn đấu = aspired."""

    REQUIRED = "required"
    REQUESTED = "requested"
    ASPIRED = "aspired"


class MeritScope(StrEnum):
    """Whose merit counts for the target."""

    SELF_ONLY = "self_only"
    SELF_OR_RELATIVE = "self_or_relative"
    RECEIVING_BENEFIT = "receiving_benefit"


class Count(StrEnum):
    """What the target counts."""

    HOUSEHOLD = "household"
    PERSON = "person"
    BOTH = "both"


class PartnerCount(StrEnum):
    """Whether the named number of partners counts the body itself."""

    OTHERS = "others"
    TOTAL = "total"


class PoolDuty(StrEnum):
    """What a pool owes."""

    ONE_PER_POOL = "one_per_pool"
    ONE_EACH = "one_each"


class FloorPer(StrEnum):
    """Per whom the floor is counted."""

    HOUSEHOLD = "household"
    HOUSEHOLD_AND_SPONSOR = "household_and_sponsor"
    PERSON_MONTH = "person_month"


class ExclusionKind(StrEnum):
    """Why a household is not taken."""

    HELPED_BEFORE = "helped_before"


class MilestoneKind(StrEnum):
    """What must be there at the date."""

    PLAN = "plan"
    PAIR = "pair"
    DELIVERY = "delivery"
    REPORT = "report"
    GOAL = "goal"


class DutyVerb(StrEnum):
    """What a body is told to do."""

    DO = "do"
    JOIN = "join"
    GUIDE = "guide"
    INSPECT = "inspect"
    URGE = "urge"
    REPORT = "report"
    BE_INFORMED = "be_informed"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a number was read: offsets are code points, half-open, in the raw text of the part's document."""

    directive: str
    part: str = ""  # the item, as "1", "1.-2"; see letters.items
    start: int = 0
    end: int = 0
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom the campaign is for."""

    status: tuple[PovertyStatus, ...] = (PovertyStatus.POOR,)
    causes: tuple[str, ...] = ()
    merit_scope: MeritScope | None = None  # set = only households with a member of merit, in that scope
    count: Count = Count.HOUSEHOLD
    zero_by: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One body and one thing it is told to do."""

    body: str
    verb: DutyVerb
    force: Force
    milestone_id: str = ""
    addressee: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which agencies a clause means; empty = all. Names are compared folded, as parts of the agency's name."""

    kind: tuple[AgencyKind, ...] = ()
    name: tuple[str, ...] = ()
    agency_id: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many households a body takes; the most specific select wins."""

    id: str
    select: Selector = field(default_factory=Selector)
    min: int | None = None
    aim: int | None = None
    max: int | None = None
    force: Force = Force.ASPIRED
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallAgencies:
    """Which bodies join others; below and partners in persons and bodies."""

    id: str
    select: Selector = field(default_factory=Selector)
    below: int = 10
    partners: tuple[int, int] = (2, 3)
    counts: PartnerCount = PartnerCount.OTHERS
    large_partner: bool = True
    duty: PoolDuty = PoolDuty.ONE_PER_POOL
    force: Force = Force.REQUIRED
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportFloor:
    """The least support per household, or per person and month, in VND."""

    vnd: int
    per: FloorPer = FloorPer.HOUSEHOLD
    in_kind: bool = True
    counts: tuple[str, ...] = ()  # kinds of money that count; empty = every kind but Tet gifts and state money
    force: Force = Force.ASPIRED
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The facts a household must show for a priority to hold; unknown is not yes."""

    will_to_escape: bool | None = None
    causes_any: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """Who comes first; each is a level of its own, lower rank first."""

    id: str
    rank: int
    when: When | None = None
    commune: str = ""
    commune_code: str = ""
    reason: str = ""
    year: int | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Who is not taken; to_year empty = ever since."""

    kind: ExclusionKind = ExclusionKind.HELPED_BEFORE
    from_year: int | None = None
    to_year: int | None = None
    programmes: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()  # kinds of support that count as help; empty = every kind but gifts for Tet
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What must be there by when."""

    id: str
    kind: MilestoneKind
    op: DeadlineOp
    on: str = ""
    words: str = ""
    last_instant: str = ""
    force: Force = Force.REQUIRED
    source: Source | None = None

    @property
    def deadline(self) -> Deadline:
        """The milestone's date as a Deadline."""
        return Deadline(op=self.op, on=self.on, words=self.words, last_instant=self.last_instant)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """Who is reported to, through whom, by which milestone."""

    to: str
    via: str = ""
    milestone_id: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """The body that follows and adds up; cadence "" = open."""

    unit: str
    cadence: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Earlier cohorts that stay followed."""

    from_year: int
    to_year: int
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedTarget:
    """A target of a plan the letter rests on, entered by a person and shown beside the result."""

    base: str  # number of the plan
    what: str
    value: int
    unit: str = ""
