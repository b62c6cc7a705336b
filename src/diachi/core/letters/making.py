"""Making facts: the value is always read from the quotes, so the two laws of a fact hold by construction."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import accumulate

from diachi.core.letters.facts import BLANK_IN_SOURCE, MISREAD, MISSPELT, Confidence, Fact
from diachi.core.letters.items import Item
from diachi.core.letters.tables import Row
from diachi.core.letters.values import derive
from diachi.core.letters.view import View

Range = tuple[int, int]


class Taken:
    """What has been read already: no words are read twice by rules of one kind."""

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length)

    def is_free(self, span: Range) -> bool:
        """Say whether nobody has any of the words."""
        return self._marks.find(1, *span) < 0

    def take(self, span: Range) -> bool:
        """Take the words if nobody has any of them."""
        if not self.is_free(span):
            return False
        self._marks[span[0] : span[1]] = b"\1" * (span[1] - span[0])
        return True


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words that set a date, said once or again: the rule that reads them, and where their year stands."""

    rule: str
    span: Range
    more: tuple[Range, ...] = ()


@dataclass(slots=True)
class Reading:
    """One letter being read: its view, its items, its tables, and the facts found so far."""

    view: View
    items: tuple[Item, ...] = ()
    rows: tuple[Row, ...] = ()
    facts: list[Fact] = field(default_factory=list)
    dated: list[DateWords] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)
    _starts: tuple[int, ...] = ()
    _ends: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self._starts = tuple(i.start for i in self.items)
        self._ends = tuple(accumulate((i.end for i in self.items), max))

    def add(
        self, name: str, rule: str, *ranges: Range, flags: tuple[str, ...] = (), blank: bool = False, misprints: int = 0
    ) -> Fact | None:
        """Add a fact read from ranges of the view's text; nothing is added when the rule reads no value there."""
        spans = tuple(self.view.span(*r) for r in ranges)
        value = None if blank else derive(rule, tuple(s.quote for s in spans))
        if value is None and not blank:
            return None
        marks = (
            (BLANK_IN_SOURCE, blank),
            (MISSPELT, misprints > 0),
            (MISREAD, any(self.view.is_misread(*r) for r in ranges)),
        )
        flags = tuple(dict.fromkeys((*flags, *(mark for mark, said in marks if said))))
        self._counts[name] += 1
        fact = Fact(
            id=f"{name}.{self._counts[name]}",
            part=self.part_at(ranges[0][0]),
            field=name,
            value=value,
            spans=spans,
            rule=rule,
            confidence=Confidence.REVIEW if flags else Confidence.HIGH,
            flags=flags,
        )
        self.facts.append(fact)
        return fact

    def flag(self, fact: Fact, *flags: str) -> Fact:
        """Mark a fact for review; gives the marked fact."""
        at = next(i for i in reversed(range(len(self.facts))) if self.facts[i] is fact)
        marked = replace(fact, flags=tuple(dict.fromkeys((*fact.flags, *flags))), confidence=Confidence.REVIEW)
        self.facts[at] = marked
        return marked

    def flag_all(self, flag: str) -> None:
        """Mark every fact for review: the whole text is doubtful."""
        marked = [replace(f, flags=(*f.flags, flag), confidence=Confidence.REVIEW) for f in self.facts]
        self.facts[:] = marked

    def instead(self, before: Fact, after: Fact) -> Fact:
        """Put a fact that says more in the place of another; gives it as it stands now."""
        at = next(i for i in reversed(range(len(self.facts))) if self.facts[i] is before)
        self.facts[at] = replace(after, id=before.id)
        return self.facts[at]

    def drop_last(self) -> None:
        """Take the fact added last away again: it says what another said before."""
        self._counts[self.facts.pop().field] -= 1

    def cells_under(self, head: re.Pattern[str]) -> list[Range]:
        """Give the cells of the columns whose head says so."""
        return [cell for row in self.rows for cell, over in zip(row.cells, row.heads, strict=True) if head.search(over)]

    def part_at(self, at: int) -> str:
        """Give the label of the item that holds an offset, "" outside of all."""
        item = self.item_at(at)
        return item.label if item else ""

    def item_at(self, at: int) -> Item | None:
        """Give the item that holds an offset; items stand one after the other."""
        before = bisect_right(self._starts, at) - 1
        if before < 0 or at >= self._ends[before]:
            return None
        item = self.items[before]
        return item if item.start <= at < item.end else None

    def all(self, name: str) -> list[Fact]:
        """Give the facts of a field, in the order they were read."""
        return [f for f in self.facts if f.field == name]

    def one(self, name: str) -> Fact | None:
        """Give the first fact of a field."""
        return next((f for f in self.facts if f.field == name), None)
