"""Day before month or month before day: a whole column is looked at, and where it is doubtful only the year is kept.

Two ways to go wrong: a column typed month first, and a spreadsheet of another country that turned 8/7 into 7 August and
left 25/7 as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.cells import Cell, text_of
from diachi.core.listing.sheet import ListRow

_BIRTHS = ("head_birth", "birth")
_DAYS = (*_BIRTHS, "list_date", "village_meeting_date", "sponsor_yes_on", "commune_yes_on", "household_yes_on")
_WRITTEN = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4})")
_MONTHS = 12
_NO_DAYS = frozenset([type(None), int, float])  # years alone have no order


def doubt_order_of_days(rows: Sequence[ListRow], told: str = "") -> None:
    """Doubt the days of a column that holds evidence against day first, and keep their years.

    `told` = what a person said of the list: nothing is doubted then, and "mdy" is turned around.
    """
    for name in _DAYS if told == "mdy" else ():
        for row in rows:
            if parts := _parts(row.cells.get(name)):
                row.cells[name] = f"{parts[1]}/{parts[0]}/{parts[2]}"
    for name in () if told else _DAYS:
        said = [row.cells.get(name) for row in rows]
        if not _NO_DAYS.issuperset(map(type, said)):
            _doubt([(row, cell) for row, cell in zip(rows, said, strict=True) if cell is not None], name)


def _doubt(found: Sequence[tuple[ListRow, Cell]], name: str) -> None:
    texts = [(row, parts) for row, cell in found if (parts := _parts(cell))]
    dates = [(row, cell) for row, cell in found if isinstance(cell, datetime | date)]
    doubted = []
    if any(first <= _MONTHS < second for _, (first, second, _) in texts):
        doubted += [(row, year) for row, (first, second, year) in texts if first != second <= _MONTHS >= first]
    day_first = any(second <= _MONTHS < first for _, (first, second, _) in texts)
    either = any(first <= _MONTHS and second <= _MONTHS for _, (first, second, _) in texts)
    if day_first and not either and dates and all(cell.day <= _MONTHS for _, cell in dates):
        doubted += [(row, cell.year) for row, cell in dates if cell.day != cell.month]
    for row, year in doubted:
        row.cells[name] = year if name in _BIRTHS else None
        row.note(IssueCode.DAY_ORDER_UNSURE, IssueLevel.WARNING, name)


def _parts(cell: Cell) -> tuple[int, int, int] | None:
    found = _WRITTEN.fullmatch(text_of(cell)) if isinstance(cell, str) else None
    return (int(found[1]), int(found[2]), int(found[3])) if found else None
