"""A reform as a file: which communes ended, which began, and how much of each went where.

Source: NQ 202/2025/QH15; NQ 30/2026/QH16: units change again, so that a change is data and not a release.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import Area, Part, Place, PlaceKind, Succession

OLDEST, NEWEST = date(1945, 9, 2), date(2100, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformRow:
    """One passage: the people of one commune, or a part of them, into one commune, on a day, by a document.

    A commune that absorbs others is written too, into itself: its bounds are new.
    """

    document: str
    effective_on: date
    old_code: str
    part: Part = Part.WHOLE
    new_code: str
    new_name: str
    new_kind: PlaceKind = PlaceKind.COMMUNE
    new_province_code: str
    new_province: str = ""


def check_reform(rows: Sequence[ReformRow], places: Gazetteer, file: str) -> tuple[Issue, ...]:
    """Say what of a reform cannot be: units nobody knows, days that cannot be, names that differ, codes still in use.

    Takes: rows in the order of the file, the first being row 2; places - the map it is laid upon.
    Gives: all issues with their rows; none = it may be laid.
    Holds: laying a reform without issues and asking for its old and its new units on both days answers with each.
    Cost: O(rows).
    """
    found: list[Issue] = []
    named: dict[tuple[str, date], ReformRow] = {}
    wholes = _parts_by_old(rows)

    def note(code: IssueCode, row: int, column: str, value: str) -> None:
        facts: dict[str, str | int | float | None] = {"value": value}
        found.append(Issue(code=code, level=IssueLevel.ERROR, file=file, row=row, column=column, facts=facts))

    for number, row in enumerate(rows, start=2):
        if not OLDEST <= row.effective_on <= NEWEST:
            note(IssueCode.DATE_IMPOSSIBLE, number, "effective_on", row.effective_on.isoformat())
            continue
        before = row.effective_on - timedelta(days=1)
        if not any(p.existed_on(before) for p in places.of_code(row.old_code)):
            note(IssueCode.PLACE_UNKNOWN, number, "old_code", row.old_code)
        if row.new_code != row.old_code and _still_used(row, rows, places):
            note(IssueCode.CODE_IN_USE, number, "new_code", row.new_code)
        first = named.setdefault((row.new_code, row.effective_on), row)
        if (first.new_name, first.new_kind, first.new_province_code) != (
            row.new_name,
            row.new_kind,
            row.new_province_code,
        ):
            note(IssueCode.PLACE_NAMED_TWICE, number, "new_name", row.new_code)
        if not row.new_province and not _has_province(row.new_province_code, places):
            note(IssueCode.PLACE_UNKNOWN, number, "new_province_code", row.new_province_code)
        if wholes[row.old_code, row.effective_on] == (1, Part.PART) or (
            row.part is Part.WHOLE and wholes[row.old_code, row.effective_on][0] > 1
        ):
            note(IssueCode.PARTS_DO_NOT_ADD_UP, number, "part", row.old_code)
    return tuple(found)


def _parts_by_old(rows: Iterable[ReformRow]) -> Mapping[tuple[str, date], tuple[int, Part]]:
    counted: dict[tuple[str, date], list[Part]] = defaultdict(list)
    for row in rows:
        counted[row.old_code, row.effective_on].append(row.part)
    return {key: (len(parts), parts[0]) for key, parts in counted.items()}


def _still_used(row: ReformRow, rows: Sequence[ReformRow], places: Gazetteer) -> bool:
    """A code of a commune that stands and does not end by this file cannot be given to another."""
    ends = {r.old_code for r in rows if r.effective_on == row.effective_on}
    stands = any(p.existed_on(row.effective_on) for p in places.of_code(row.new_code))
    return stands and row.new_code not in ends


def _has_province(code: str, places: Gazetteer) -> bool:
    return any(p.code == code and p.valid_to is None for p in places.provinces)


def lay_reform(rows: Sequence[ReformRow], places: Gazetteer) -> Gazetteer:
    """Give the map with a reform laid upon it: old units end the day before, new ones begin.

    Takes: rows that `check_reform` has nothing against. Gives: a new map; the one given stays as it is.
    Holds: laying nothing changes nothing; on the day before every old unit is still found.
    Cost: O(places + rows).
    """
    ends = {(r.old_code, r.effective_on) for r in rows}
    last = {code: day - timedelta(days=1) for code, day in ends}
    old = tuple(
        replace(p, valid_to=last[p.code]) if p.code in last and p.existed_on(last[p.code]) else p for p in places.places
    )
    begun = {(r.new_code, r.effective_on): r for r in rows}
    provinces = _provinces(rows, places)
    names = {p.code: p.name for p in provinces if p.valid_to is None}
    new = tuple(
        Place(
            code=code,
            name=r.new_name,
            kind=r.new_kind,
            province=r.new_province or names[r.new_province_code],
            province_code=r.new_province_code,
            valid_from=day,
        )
        for (code, day), r in sorted(begun.items())
    )
    links = tuple(
        Succession(
            old_code=r.old_code,
            old_to=r.effective_on - timedelta(days=1),
            new_code=r.new_code,
            new_from=r.effective_on,
            part=r.part,
            document=r.document,
        )
        for r in rows
    )
    return Gazetteer((*old, *new), (*places.links, *links), places.districts, provinces)


def _provinces(rows: Sequence[ReformRow], places: Gazetteer) -> tuple[Area, ...]:
    known = {(p.code, p.name) for p in places.provinces if p.valid_to is None}
    named = {(r.new_province_code, r.new_province, r.effective_on) for r in rows if r.new_province}
    new = (Area(code=c, name=n, valid_from=day) for c, n, day in sorted(named) if (c, n) not in known)
    return (*places.provinces, *new)
