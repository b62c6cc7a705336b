"""What the verbs ask of the machinery; engines are arguments, never imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Protocol

from diachi.core.allocation.check import Finding
from diachi.core.allocation.class_proposal import Lacking, PairColumns, PartSolved, ToldColumns
from diachi.core.allocation.network import Network, Solution, Watch
from diachi.core.campaign import Campaign
from diachi.core.proposal import Reason
from diachi.core.same import Linking, LinkRecord


class Solver(Protocol):
    """Solves a lexicographic min-cost circulation exactly."""

    name: str

    def solve(self, network: Network, watch: Watch | None = None) -> Solution:
        """Give optimal flows, the value of each level, and potentials that prove them.

        `watch` is asked before each level and now and then within one; when it says no, the levels before stay proven.
        """
        ...


class Linker(Protocol):
    """Finds who in one list is who in another, or in the same list."""

    name: str

    def link(self, left: Sequence[LinkRecord], right: Sequence[LinkRecord] | None) -> Linking:
        """Give the pairs that may be the same household; right None = within `left`."""
        ...


class Words(Protocol):
    """Turns codes and facts into sentences of one language; keys are dotted, as `document.result.title`."""

    def reason(self, reason: Reason) -> str:
        """Give the sentence of a reason."""
        ...

    def label(self, value: Enum) -> str:
        """Give the name people use for an enum value."""
        ...

    def text(self, key: str, **facts: object) -> str:
        """Give the text under a dotted key, with the facts put in."""
        ...

    def has(self, key: str) -> bool:
        """Say whether there are words under a dotted key."""
        ...


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
