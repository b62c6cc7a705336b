"""Totals that add up: one set of figures per household, summed by body, kind, block and commune.

Source: Bình Gia 4/2024, mục 3 ("tổng hợp định kỳ ... kết quả thực hiện của từng cơ quan, đơn vị").
A household counts once, at the lead of its group; money counts at the body that gave it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date

from diachi.core.clauses import CitedTarget
from diachi.core.departures import Departure
from diachi.core.proposal import ReasonCode
from diachi.core.rules.zero_target import ZeroTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is counted; every field is additive."""

    asked: int = 0  # households the clauses ask of the body
    households: int = 0
    persons: int = 0
    merit_persons: int = 0
    agreed: int = 0
    planned: int = 0
    delivered: int = 0
    value_vnd: int = 0
    visited: int = 0
    reported: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})


def add_up(parts: Iterable[Figures]) -> Figures:
    """Give the sum; nothing is zero everywhere."""
    return sum(parts, start=Figures())


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """One body; `joined` = households it helps in a group that another leads."""

    agency_id: str
    name: str
    kind: str
    block: str
    group_ids: tuple[str, ...]
    pooled: bool
    joined: int = 0
    late: int = 0
    missing: int = 0
    figures: Figures = field(default_factory=Figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class CutLine:
    """One kind or one block of bodies."""

    key: str
    agencies: int
    late: int
    missing: int
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneLine:
    """One commune; listed = households on its list, left = of those the campaign means, nobody takes.

    `off_map` = its people live in several communes on the map asked for: a person must say which, by village.
    """

    commune_code: str
    commune: str
    off_map: bool = False
    listed: int = 0
    left: int = 0
    figures: Figures = field(default_factory=Figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """How many households stay open for one reason."""

    code: ReasonCode
    households: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A whole campaign in figures; the lines of each cut sum to `totals`."""

    campaign_id: str
    today: date | None = None
    map_on: date | None = None
    listed: int = 0
    agencies: int = 0
    groups: int = 0
    pools: int = 0
    totals: Figures = field(default_factory=Figures)
    by_agency: tuple[AgencyLine, ...] = ()
    by_kind: tuple[CutLine, ...] = ()
    by_block: tuple[CutLine, ...] = ()
    by_commune: tuple[CommuneLine, ...] = ()
    left: tuple[LeftOver, ...] = ()
    short_groups: int = 0
    short_households: int = 0
    late: int = 0
    missing: int = 0
    waiting: int = 0
    answered: int = 0
    departures: tuple[Departure, ...] = ()
    zero: ZeroTarget | None = None
    assumed: dict[str, str] = field(default_factory=dict)  # question of the pairing -> the answer taken by default
    cited_targets: tuple[CitedTarget, ...] = ()  # of the plans the letters rest on, entered by a person
    assumed_about: dict[str, str] = field(default_factory=dict)  # what of the letter such a question is about
    assumed_later: int = 0  # questions answered by default that do not touch the pairing
    helped_earlier: int = 0
