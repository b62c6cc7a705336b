"""What the first rows of long lists already show, before all of them are understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from diachi.application.import_register import Imported
from diachi.core.listing.checks import check_of
from diachi.core.listing.headers import LAST_HEADER_ROW
from diachi.core.listing.sheet import SheetRows

FIRST_ROWS = 200
LONG = 2_000  # rows of all sheets together; a shorter list answers as fast by itself


def first_look(
    *, sheets: Sequence[SheetRows], read: Callable[[Sequence[SheetRows]], Imported], long: int = LONG
) -> Imported | None:
    """Import the first rows of each sheet and keep what the rest cannot change.

    Source: the issue "Lists in, lists out": the first 200 rows answer at once.
    Takes: sheets as they were read; read - the import itself; long - fewer rows than this need no first answer.
    Gives: tables, counts and issues of the first rows; None for short lists.
    Fails: as the import does.
    Holds: no issue that speaks of the whole list, a total or a household further down, is told of its beginning.
    Cost: O(first rows).
    """
    if sum(len(sheet.rows) for sheet in sheets) <= long:
        return None
    found = read([replace(sheet, rows=sheet.rows[: _rows(sheet)]) for sheet in sheets])
    return replace(found, issues=tuple(i for i in found.issues if not check_of(i).of_whole))


def _rows(sheet: SheetRows) -> int:
    """Titles and headers stand before the first row of somebody."""
    return FIRST_ROWS + min(LAST_HEADER_ROW, next((n for n, row in enumerate(sheet.rows) if _wide(row)), 0) + 1)


def _wide(row: Sequence[object]) -> bool:
    return sum(cell not in (None, "") for cell in row) > 2
