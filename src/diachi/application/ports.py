"""What the verbs ask of the machinery; engines are arguments, never imports."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Protocol

from diachi.core.allocation.network import Network, Solution, Watch
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

    def link(self, left: Iterable[LinkRecord], right: Iterable[LinkRecord] | None) -> Linking:
        """Give the pairs that may be the same household; right None = within `left`. Records are read once."""
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
