"""What pairing by class asks of its machinery: tables that can be put into classes, solved by parts and named again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from diachi.core.allocation.check import Finding
from diachi.core.allocation.class_proposal import Lacking, PairColumns, PartSolved, ToldColumns
from diachi.core.allocation.network import Watch
from diachi.core.campaign import Campaign


class ClassPairing(Protocol):
    """One pairing put into classes: solved by parts, named again, judged by the rules alone."""

    levels: tuple[str, ...]
    unit: str
    counts: dict[str, int]
    parts: Sequence[Any]

    def solve(self, number: int, solver: Any, watch: Watch | None = None) -> PartSolved:
        """Solve one part with an exact engine."""
        ...

    def pairs(self, flows: Sequence[Any]) -> PairColumns:
        """Name the pairs of flows, one flow a part; the pairs that stand are among them."""
        ...

    def findings(self, pairs: PairColumns) -> tuple[Finding, ...]:
        """Say what is wrong with named pairs."""
        ...

    def values(self, pairs: PairColumns | None) -> dict[str, int]:
        """Count every level on pairs; None = on those that stand alone."""
        ...

    def short(self, pairs: PairColumns) -> tuple[Lacking, ...]:
        """Name the groups that take fewer than what binds them."""
        ...

    def unproven(self, pairs: PairColumns, potentials: Sequence[Any]) -> str:
        """Name what disproves pairs, "" when they are proven optimal."""
        ...

    def told(self, pairs: PairColumns) -> ToldColumns:
        """Give the columns of the folder."""
        ...

    def differs(self, told: ToldColumns, tables: Mapping[str, Mapping[str, Any]]) -> str:
        """Name the first table that does not say what it should, "" when all do."""
        ...


class ClassTables(Protocol):
    """The lists of a campaign, however large, that can be put into classes."""

    name: str

    def inputs(self, campaign: Campaign) -> dict[str, str]:
        """Give the hash of every input."""
        ...

    def prepare(self, campaign: Campaign) -> ClassPairing:
        """Put the lists into classes."""
        ...
