"""Which poverty standard holds on a day and in a province; a province's own value wins over the country's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from diachi.core.household import AreaType
from diachi.core.law import in_force
from diachi.core.poverty.standard import Lines, Measure, PovertyRefusal, PovertyStandard, PovertyValue, lines_of


class Standards:
    """Every standard the law data knows."""

    def __init__(self, values: Iterable[PovertyValue]) -> None:
        self._values = tuple(values)
        self._held: dict[tuple[date, str], PovertyStandard | PovertyRefusal] = {}

    def on(self, day_or_year: date | int, province_code: str = "") -> PovertyStandard | PovertyRefusal:
        """Give the standard held on a day, or at the end of a year; STANDARD_UNKNOWN where the data know none."""
        day = _day(day_or_year)
        if day is None:
            return PovertyRefusal.STANDARD_UNKNOWN
        key = (day, province_code)
        if key not in self._held:
            self._held[key] = self._find(day, province_code)
        return self._held[key]

    def _find(self, day: date, province_code: str) -> PovertyStandard | PovertyRefusal:
        held = in_force(self._values, day)
        country = [v for v in held if not v.province_code]
        local = [v for v in held if province_code and v.province_code == province_code]
        ids = {v.standard_id for v in country}
        if len(ids) != 1:  # none, or two at once: nobody may choose for the law
            return PovertyRefusal.STANDARD_UNKNOWN
        return _standard([*country, *local])


def _standard(values: list[PovertyValue]) -> PovertyStandard:
    """Lay later values over earlier ones; the standard bears the name of the last."""
    incomes: dict[AreaType, Lines] = {}
    points: dict[AreaType, Lines] = {}
    for area in AreaType:
        said: dict[Measure, int] = {v.measure: v.value for v in values if v.area is area}
        incomes[area], scored = lines_of(said)
        if scored:
            points[area] = scored
    return PovertyStandard(standard_id=values[-1].standard_id, incomes=incomes, points=points)


def _day(day_or_year: date | int) -> date | None:
    if isinstance(day_or_year, date):
        return day_or_year
    known = date.min.year <= day_or_year <= date.max.year
    return date(day_or_year, 12, 31) if known else None
