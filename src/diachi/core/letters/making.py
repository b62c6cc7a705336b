"""Making facts: the value is always read from the quotes, so the two laws of a fact hold by construction."""

from __future__ import annotations

from dataclasses import dataclass, field

from diachi.core.letters.facts import BLANK_IN_SOURCE, Confidence, Fact
from diachi.core.letters.items import Item, item_at
from diachi.core.letters.values import derive
from diachi.core.letters.view import View


@dataclass(slots=True)
class Reading:
    """One letter being read: its view, its items, and the facts found so far."""

    view: View
    items: tuple[Item, ...] = ()
    facts: list[Fact] = field(default_factory=list)

    def add(
        self, name: str, rule: str, *ranges: tuple[int, int], flags: tuple[str, ...] = (), blank: bool = False
    ) -> Fact | None:
        """Add a fact read from ranges of the view's text; nothing is added when the rule reads no value there."""
        spans = tuple(self.view.span(*r) for r in ranges)
        value = None if blank else derive(rule, tuple(s.quote for s in spans))
        if value is None and not blank:
            return None
        flags = (*flags, BLANK_IN_SOURCE) if blank else flags
        fact = Fact(
            id=f"{name}.{sum(f.field == name for f in self.facts) + 1}",
            part=item_at(self.items, ranges[0][0]),
            field=name,
            value=value,
            spans=spans,
            rule=rule,
            confidence=Confidence.REVIEW if flags else Confidence.HIGH,
            flags=flags,
        )
        self.facts.append(fact)
        return fact

    def all(self, name: str) -> list[Fact]:
        """Give the facts of a field, in the order they were read."""
        return [f for f in self.facts if f.field == name]

    def one(self, name: str) -> Fact | None:
        """Give the first fact of a field."""
        return next(iter(self.all(name)), None)
