"""Lists that write a whole family below its head, one person a row: heads become households, all become members."""

from __future__ import annotations

from collections.abc import Sequence

from diachi.core.listing.cells import is_tick
from diachi.core.listing.headers import forms_of
from diachi.core.listing.sheet import ListRow
from diachi.core.names import name_key
from diachi.core.text import fold

HEAD_WORDS = ("chu ho", "ban than chu ho", "la chu ho", "chu ho la")
_HEAD_CODES = frozenset(["1", "01"])  # forms number the relations, the head first
_HEAD = "Chủ hộ"
_OF_HEAD = {"name": "head_name", "birth": "head_birth", "sex": "head_sex"}
_HOME = ("commune", "hamlet", "district", "province")


def is_head(relation: str) -> bool:
    """Say whether the words of a relation are those of the head."""
    return fold(relation) in HEAD_WORDS


def split_families(rows: Sequence[ListRow], *, alone: bool = True) -> tuple[list[ListRow], list[ListRow]]:
    """Give rows of households and rows of members; a list that names heads in a column of its own is only members.

    `alone` = no list of households came with it: then a head named once, over the rows of its family, is one.
    Issues of a row stay with its member row.
    """
    _mark_heads(rows, alone=alone)
    if any("head_name" in row.cells for row in rows) or not any(is_head(row.text("relation")) for row in rows):
        return [], list(rows)
    households: list[ListRow] = []
    for row in rows:
        if is_head(row.text("relation")) and not row.failed():
            households.append(_household(row))
        elif households:
            head = households[-1]
            row.cells |= {name: head.cells.get(name) for name in _HOME if not row.text(name)}
        if households:
            row.cells |= {
                "head_name": households[-1].cells["head_name"],
                "list_no": households[-1].cells.get("list_no"),
            }
    return households, list(rows)


def _mark_heads(rows: Sequence[ListRow], *, alone: bool) -> None:
    """Write "Chủ hộ" where a row is marked as the head in another way: a tick, the code 1, its name over its family."""
    named = [row.text("head_name") for row in rows]
    over = alone and any(named) and not all(named) and sum(map(bool, named)) * 2 <= len(named) + 1
    for row, name in zip(rows, named, strict=True):
        ticked = is_tick(row.cells.get("is_head")) or row.text("relation") in _HEAD_CODES
        if ticked or (over and name and name_key(name) == name_key(row.text("name"))):
            row.cells["relation"] = _HEAD
    if over:
        for row in rows:
            row.cells.pop("head_name", None)


def _household(row: ListRow) -> ListRow:
    forms = forms_of("households")
    more = {forms[header][0]: cell for header, cell in row.others.items() if header in forms}
    cells = {_OF_HEAD.get(name, name): cell for name, cell in row.cells.items() if not name.startswith("merit_")}
    return ListRow(
        sheet=row.sheet,
        number=row.number,
        cells={**more, **cells},
        title=row.title,
        commune=row.commune,
        hamlet=row.hamlet,
        others=row.others,
        units=row.units,
        decoded=row.corrected(),
    )
