"""Every reason once, in the order in which it is first said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diachi.core.proposal import Reason, ReasonCode
from diachi.core.shape import plain

Entry = dict[str, Any]


class Reasons:
    """Every reason once, in the order in which it is first said."""

    def __init__(self) -> None:
        self.pairs: list[list[Entry]] = []
        self.unmet: list[Entry] = []
        self._known: dict[str, int] = {}

    def pair(self, reasons: Sequence[Reason]) -> int:
        """Give the number of the reasons of a pair."""
        return self._kept(self.pairs, [plain(r) for r in reasons], "p")

    def open(self, code: ReasonCode, clause: str, facts: dict[str, Any]) -> int:
        """Give the number of a reason why somebody stays open."""
        told_ = {"facts": {k: list(v) if isinstance(v, tuple) else v for k, v in facts.items()}} if facts else {}
        return self._kept(self.unmet, {"code": code.value, **({"clause": clause} if clause else {}), **told_}, "u")

    def _kept(self, table: list[Any], entry: Any, kind: str) -> int:
        key = f"{kind}{entry!r}"
        if key not in self._known:
            self._known[key] = len(table)
            table.append(entry)
        return self._known[key]
