"""What a household is under a standard: one meaning for every regime, in money and in points.

Source: QĐ 59/2015/QĐ-TTg (poor below the low line whatever it lacks, or below the line lacking enough); NĐ 07/2021
Điều 3 (no low line: poor is below the line and lacking enough); TT 17/2016 and TT 07/2021/TT-BLĐTBXH (points).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from diachi.core.household import AreaType
from diachi.core.poverty.standard import Lines, PovertyRefusal, PovertyStandard


class PovertyClass(StrEnum):
    """What a household is; where a standard draws no average line, not_poor holds average households too."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    AVERAGE = "average"
    NOT_POOR = "not_poor"


Classed = PovertyClass | PovertyRefusal


def classify(
    income_vnd: int,
    deprivations: int | None,
    area: AreaType | None,
    standard: PovertyStandard | PovertyRefusal,
) -> Classed:
    """Class a household by income a person and month, and the number of indicators it lacks (None = nobody counted).

    Gives: a class; or a refusal: of the standard, of the area, of a negative value, of deprivations that would decide.
    Holds: more income never makes a household poorer, more deprivations never less poor.
    """
    if isinstance(standard, PovertyRefusal):
        return standard
    lines = _of(standard.incomes, area)
    return _class(income_vnd, deprivations, lines) if lines else PovertyRefusal.AREA_UNKNOWN


def classify_points(
    points: int,
    deprivation_points: int | None,
    area: AreaType | None,
    standard: PovertyStandard | PovertyRefusal,
) -> Classed:
    """Class a household by its scores: A and B since 2022, B1 and B2 in 2016-2021; NO_POINTS where none are known."""
    if isinstance(standard, PovertyRefusal):
        return standard
    if _of(standard.incomes, area) is None:
        return PovertyRefusal.AREA_UNKNOWN
    lines = _of(standard.points, area)
    return _class(points, deprivation_points, lines) if lines else PovertyRefusal.NO_POINTS


def classify_rows(
    incomes_vnd: Sequence[int],
    deprivations: Sequence[int | None],
    areas: Sequence[AreaType | str | None],
    standard: PovertyStandard | PovertyRefusal,
) -> list[Classed]:
    """Class many households held as columns; a row that cannot be classed keeps its refusal, the others go on.

    Fails: ValueError for columns of different lengths. Cost: one pass, O(rows).
    """
    rows = zip(incomes_vnd, deprivations, areas, strict=True)
    if isinstance(standard, PovertyRefusal):
        return [standard for _ in rows]
    by_area: dict[object, Lines] = {str(area): lines for area, lines in standard.incomes.items()}
    return [
        _class(income, count, lines) if (lines := by_area.get(area)) else PovertyRefusal.AREA_UNKNOWN
        for income, count, area in rows
    ]


def _of(lines: Mapping[AreaType, Lines], area: AreaType | None) -> Lines | None:
    return lines.get(area) if area is not None else None


def _class(value: int, lacking: int | None, lines: Lines) -> Classed:
    if value < 0 or (lacking is not None and lacking < 0):
        return PovertyRefusal.NEGATIVE
    if value <= lines.low:
        return PovertyClass.POOR
    if value > lines.line:
        return PovertyClass.AVERAGE if value <= lines.average else PovertyClass.NOT_POOR
    if lines.enough is None:
        return PovertyClass.NEAR_POOR
    if lacking is None:
        return PovertyRefusal.DEPRIVATIONS_UNKNOWN
    return PovertyClass.POOR if lacking >= lines.enough else PovertyClass.NEAR_POOR
