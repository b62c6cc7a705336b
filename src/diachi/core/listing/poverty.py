"""The poverty standard a row was judged by: named, and the row's scores held against what its list calls it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diachi.core.household import AreaType, PovertyStatus
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing import cells
from diachi.core.listing.reading import read
from diachi.core.listing.sheet import ListRow
from diachi.core.official_forms import printed
from diachi.core.places.place import Place
from diachi.core.poverty.classes import PovertyClass, classify_points
from diachi.core.poverty.standard import PovertyRefusal
from diachi.core.poverty.standards import Standards

_LISTED: dict[str, PovertyClass] = {
    PovertyStatus.POOR.value: PovertyClass.POOR,
    PovertyStatus.NEAR_POOR.value: PovertyClass.NEAR_POOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The points of a row: A and B since 2022, B1 and B2 in 2016-2021."""

    income: int | None
    deprivation: int | None


def scores_of(row: ListRow) -> Scores:
    """Read the points of a row."""
    return Scores(
        income=read(row, "income_points", cells.whole_number, None),
        deprivation=read(row, "deprivation_points", cells.whole_number, None),
    )


def standard_of(
    row: ListRow,
    status: str,
    scores: Scores,
    on: date | None,
    place: Place | None,
    area: AreaType | None,
    held: Standards,
) -> str:
    """Give the id of the standard that held on the day of a list, "" when neither day nor standard is known.

    Source: NĐ 07/2021/NĐ-CP Điều 3; TT 07/2021/TT-BLĐTBXH; "140 points" mean other things in other years.
    Takes: held - the standards of the law data, those of provinces laid over the country's.
    Holds: nothing is corrected; scores that make another class than the list says are a warning.
    """
    if on is None:
        return ""
    standard = held.on(on, place.province_code if place else "")
    if isinstance(standard, PovertyRefusal):
        row.note(IssueCode.STANDARD_UNKNOWN, IssueLevel.WARNING, "list_date", day=printed(on))
        return ""
    listed = _LISTED.get(status)
    if listed and scores.income is not None:
        found = classify_points(scores.income, scores.deprivation, area, standard)
        if isinstance(found, PovertyClass) and found is not listed:
            row.note(IssueCode.STATUS_POINTS_DIFFER, IssueLevel.WARNING, "status", standard=standard.standard_id)
    return standard.standard_id
