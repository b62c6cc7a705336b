"""The numbers of a list, which say when a row is missing or stands twice."""

from __future__ import annotations

from collections.abc import Sequence

from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.cells import Unreadable, list_number
from diachi.core.listing.sheet import ListRow

# A list sorted by something else says nothing by its numbers: jumps are told where they are few.
_FEW, _ONE_IN = 3, 20


def note_jumps(rows: Sequence[ListRow]) -> None:
    """Note where numbers do not follow each other; beginning anew at 1 is how blocks are numbered."""
    jumps = []
    before: int | None = None
    for row in rows:
        number = _number(row)
        if before is not None and number is not None and number not in (before + 1, 1):
            jumps.append((row, before, number))
        before = number
    if len(jumps) <= max(_FEW, len(rows) // _ONE_IN):
        for row, last, number in jumps:
            row.note(IssueCode.LIST_NO_JUMPS, IssueLevel.WARNING, "list_no", before=last, found=number)


def _number(row: ListRow) -> int | None:
    try:
        return list_number(row.cells.get("list_no"))
    except Unreadable:
        return None
