"""What a list says of itself: how many rows, how many persons; held against the rows read, never believed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.listing import cells
from diachi.core.listing.headers import MONEY, TABLES, Layout
from diachi.core.listing.sheet import ListRow, SheetRows, issue_at
from diachi.core.text import fold

_COUNTED = re.compile(r"\b(\d+) (?:ho|co quan|don vi)\b(?! can)")
_COUNTED_IN_TITLE = re.compile(r"\btong(?: so| cong)?(?: la| co)? (\d+) ho\b")
ADDED_UP = ("persons", "able_to_work", "staff", *MONEY)


@dataclass(slots=True)
class Tally:
    """The rows of a table so far, and where the block and the part since the last total began."""

    sheet: SheetRows
    layout: Layout
    rows: Sequence[ListRow]
    issues: list[Issue] = field(default_factory=list)
    whole: int | None = None  # how many rows the table says it has in all
    since_total: int = 0
    starts: dict[str, int] = field(default_factory=dict)  # kind of block -> index of its first row
    stated: dict[str, tuple[int, int]] = field(default_factory=dict)  # kind of block -> (row, how many it says)

    def total(self, number: int, filled: Sequence[str], found: dict[str, cells.Cell]) -> None:
        """Hold a row of totals against the rows since the last one, of a block, or of the whole table."""
        stated = _count_in(filled)
        main = cells.text_of(found.get(TABLES[self.layout.table].main))
        stated = int(main) if stated is None and main.isdecimal() else stated
        if stated is not None and self.whole is None and not (self.since_total or self.starts):
            self.whole = stated
        parts = [list(self.rows[start:]) for start in {self.since_total, 0, *self.starts.values()}]
        if stated is not None and stated not in map(len, parts):
            counted = len(self.rows) - self.since_total or len(self.rows)
            self._tell(number, stated, counted)
        for name in ADDED_UP:
            self._sum(number, name, found.get(name), parts)
        self.since_total = len(self.rows)

    def block(self, kind: str, number: int, filled: Sequence[str]) -> None:
        """Begin a block; what its heading says of its rows is held against them when it ends."""
        for ended in ("commune", "hamlet") if kind == "commune" else ("hamlet",):
            self._end(ended)
        self.starts[kind] = len(self.rows)
        if (said := _count_in(filled)) is not None:
            self.stated[kind] = (number, said)

    def end(self, titles: Sequence[str], header: int) -> None:
        """End the table: open blocks, and what its title says of the whole."""
        for kind in ("commune", "hamlet"):
            self._end(kind)
        said = [int(found[1]) for line in titles if (found := _COUNTED_IN_TITLE.search(fold(line)))]
        self.whole = said[0] if said else self.whole
        if said and len(self.rows) not in said:
            self._tell(header, said[0], len(self.rows))

    def _end(self, kind: str) -> None:
        number, stated = self.stated.pop(kind, (0, 0))
        counted = len(self.rows) - self.starts.pop(kind, 0)
        if number and stated != counted:
            self._tell(number, stated, counted)

    def _tell(self, number: int, stated: int, counted: int) -> None:
        self.issues.append(
            issue_at(
                self.sheet, IssueCode.TOTAL_DIFFERS, IssueLevel.WARNING, row=number, stated=stated, counted=counted
            )
        )

    def _sum(self, number: int, name: str, cell: cells.Cell, parts: Sequence[Sequence[ListRow]]) -> None:
        stated = self._value(name, cell)
        sums = [self._added(name, part) for part in parts]
        if stated is None or None in sums or stated in sums:
            return
        # A total may leave the unit of its column out, or be in another: only what is of one order is an error.
        counted = self._added(name, self.rows[self.since_total :]) or sums[0]
        self.issues.append(
            issue_at(
                self.sheet,
                IssueCode.SUM_DIFFERS,
                IssueLevel.WARNING,
                row=number,
                column=name,
                stated=stated,
                counted=counted,
            )
        )

    def _added(self, name: str, rows: Sequence[ListRow]) -> int | None:
        values = [self._value(name, row.cells.get(name)) for row in rows if row.text(name)]
        return None if None in values else sum(v for v in values if v is not None)

    def _value(self, name: str, cell: cells.Cell) -> int | None:
        try:
            return cells.money_vnd(cell, self.layout.units.get(name, 1)) if name in MONEY else cells.whole_number(cell)
        except cells.Unreadable:
            return None


def _count_in(filled: Sequence[str]) -> int | None:
    found = next((f for said in filled[:2] if (f := _COUNTED.search(fold(said)))), None)
    return int(found[1]) if found else None
