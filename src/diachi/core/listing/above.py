"""Cells that mean the row above: ditto marks, and places written once over cells merged for many rows.

A reader of values does not see which cells were merged. A column of places is taken for merged where no place stands
twice in a row and more cells are empty than filled; where that is not clear the empty cells are asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.cells import text_of
from diachi.core.listing.sheet import ListRow
from diachi.core.text import fold

_PLACES = ("hamlet", "commune", "district", "province")
# What is each person's own is never as above.
_OWN = frozenset(["list_no", "no", "household_id", "personal_id", "phone", "head_name", "name", "head_birth", "birth"])
_MARKS = re.compile(r"[\s\-–.,]*(?:[\"“”„″〃]|''|''|//|´´)[\s\-–.,\"“”„″〃'/]*")
_LONGEST = 20  # letters and blanks of a mark
_SAID = frozenset(["nt", "n t", "nhu tren", "nhu dong tren", "cung tren"])


@lru_cache(maxsize=1 << 12)
def is_ditto(text: str) -> bool:
    """Say whether a cell says no more than "as above": nt, -nt-, như trên, ″."""
    return bool(text) and (fold(text) in _SAID or bool(_MARKS.fullmatch(text)))


def fill_from_above(rows: Sequence[ListRow]) -> None:
    """Give cells that mean the row above its value, each with a note; a mark below nothing is asked."""
    every = [row.cells for row in rows]
    for name in set().union(*every) - _OWN:
        said = {cells.get(name) for cells in every}
        marked = any(map(_is_mark, said))
        if marked:
            _fill_marks(rows, name)
        if name in _PLACES and (marked or not all(map(text_of, said))):  # a column every row fills is not merged
            _fill_merged(rows, name)


def _is_mark(said: object) -> bool:
    return type(said) is str and len(said) <= _LONGEST and is_ditto(text_of(said))


def _fill_marks(rows: Sequence[ListRow], name: str) -> None:
    above: ListRow | None = None
    for row in rows:
        said = row.cells.get(name)
        if _is_mark(said):
            row.cells[name] = above.cells.get(name) if above else None
            if row.text(name):
                row.note(IssueCode.FILLED_FROM_ABOVE, IssueLevel.NOTE, name)
            else:
                row.note(IssueCode.VALUE_UNREADABLE, IssueLevel.WARNING, name)
        above = row


def _fill_merged(rows: Sequence[ListRow], name: str) -> None:
    filled = [said for row in rows if (said := row.text(name))]
    empty = len(rows) - len(filled)
    if not empty or not filled or any(one == two for one, two in pairwise(filled)):
        return
    sure = empty > len(filled) or (len(set(filled)) == 1 and bool(rows[0].text(name)))
    above: ListRow | None = None
    for row in rows:
        same_block = above is not None and (above.commune, above.hamlet) == (row.commune, row.hamlet)
        if not row.text(name) and above is not None and same_block:
            if sure:
                row.cells[name] = above.cells[name]
                row.note(IssueCode.FILLED_FROM_ABOVE, IssueLevel.NOTE, name)
            else:
                row.note(IssueCode.ABOVE_UNSURE, IssueLevel.WARNING, name)
        above = row if row.text(name) else above
