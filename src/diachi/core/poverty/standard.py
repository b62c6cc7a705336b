"""One poverty standard: the lines of each area, in money and in points of the score sheet.

Source: QĐ 170/2005, QĐ 09/2011, QĐ 59/2015/QĐ-TTg, NĐ 07/2021, NĐ 351/2025/NĐ-CP; each number is a row of the law data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from diachi.core.household import AreaType
from diachi.core.law import LawRecord

NO_LINE = -1  # no income and no score is below it


class Measure(StrEnum):
    """What a value of a standard is."""

    LOW_LINE = "low_line"
    LINE = "line"
    DEPRIVATIONS_MIN = "deprivations_min"
    AVERAGE_LINE = "average_line"
    LOW_POINTS = "low_points"
    LINE_POINTS = "line_points"
    DEPRIVATION_POINTS_MIN = "deprivation_points_min"


class PovertyRefusal(StrEnum):
    """Why no class is given: the question has no answer, or lacks a fact."""

    STANDARD_UNKNOWN = "standard_unknown"
    AREA_UNKNOWN = "area_unknown"
    NEGATIVE = "negative"
    DEPRIVATIONS_UNKNOWN = "deprivations_unknown"
    NO_POINTS = "no_points"


@dataclass(frozen=True, slots=True, kw_only=True)
class PovertyValue(LawRecord):
    """One value of a standard; no province = the whole country."""

    standard_id: str
    area: AreaType
    province_code: str = ""
    measure: Measure
    value: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the classes end, each line belonging to the class below it; NO_LINE where the standard draws none.

    Poor: up to `low`, or up to `line` with `enough` deprivations; near-poor: up to `line`; average: up to `average`.
    `enough` is None where the standard does not count deprivations.
    """

    low: int = NO_LINE
    line: int = NO_LINE
    enough: int | None = None
    average: int = NO_LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class PovertyStandard:
    """The standard that holds on a day in a province: lines in VND and, where a score sheet exists, in points."""

    standard_id: str
    incomes: Mapping[AreaType, Lines]
    points: Mapping[AreaType, Lines]


def lines_of(values: Mapping[Measure, int]) -> tuple[Lines, Lines | None]:
    """Give the lines of one area in money, and in points where there are any."""
    incomes = Lines(
        low=values.get(Measure.LOW_LINE, NO_LINE),
        line=values.get(Measure.LINE, NO_LINE),
        enough=values.get(Measure.DEPRIVATIONS_MIN),
        average=values.get(Measure.AVERAGE_LINE, NO_LINE),
    )
    if Measure.LINE_POINTS not in values:
        return incomes, None
    points = Lines(
        low=values.get(Measure.LOW_POINTS, NO_LINE),
        line=values[Measure.LINE_POINTS],
        enough=values.get(Measure.DEPRIVATION_POINTS_MIN),
    )
    return incomes, points
