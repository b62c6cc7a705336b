"""Three texts of one cell: as it was sent, as it came back, as it stands. Who alone changed it wins; both is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Key = tuple[str, ...]
Row = Mapping[str, str]


class CellOutcome(StrEnum):
    """What became of a cell that was changed; each has words under `[enum.CellOutcome]`."""

    TAKEN = "taken"
    BOTH_CHANGED = "both_changed"  # here too: ours stays until a person says
    BLANKED = "blanked"  # emptied there: a blank never erases
    LOCKED = "locked"  # its unit may not change it
    ROW_GONE = "row_gone"  # the row was withdrawn here while the workbook was away


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCell:
    """A cell that came back other than it was sent."""

    table: str
    key: Key
    column: str
    outcome: CellOutcome
    sent: str
    back: str
    stands: str


def merge_cells(
    table: str, sent: Mapping[Key, Row], back: Mapping[Key, Row], stands: Mapping[Key, Row]
) -> tuple[ChangedCell, ...]:
    """Say of every cell that came back changed what becomes of it.

    Takes: rows by key, cells as text (formats.md); `back` holds only what was read, a column or row not in it is
    unchanged. Gives: changed cells in order of key and column.
    Holds: nothing changed gives nothing; laying the taken cells in and merging again gives nothing to take; the order
    of rows and columns does not matter. Cost: O(cells).
    """
    return tuple(_changed(table, sent, back, stands))


def _changed(
    table: str, sent: Mapping[Key, Row], back: Mapping[Key, Row], stands: Mapping[Key, Row]
) -> Iterable[ChangedCell]:
    for key in sorted(set(sent) & set(back)):
        ours = stands.get(key)
        for column in sorted(set(sent[key]) & set(back[key])):
            was, came = sent[key][column], back[key][column]
            now = ours.get(column, "") if ours is not None else ""
            if came == was or (ours is not None and came == now):
                continue
            outcome = _outcome(was, came, now, there=ours is not None)
            yield ChangedCell(table=table, key=key, column=column, outcome=outcome, sent=was, back=came, stands=now)


def _outcome(was: str, came: str, now: str, *, there: bool) -> CellOutcome:
    if not there:
        return CellOutcome.ROW_GONE
    if came == "":
        return CellOutcome.BLANKED
    return CellOutcome.TAKEN if now == was else CellOutcome.BOTH_CHANGED
