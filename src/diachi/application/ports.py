"""What the verbs ask of the machinery; engines are arguments, never imports."""

from __future__ import annotations

from typing import Protocol

from diachi.core.allocation.network import Network, Solution
from diachi.core.same import LinkRecord, SamePair


class Solver(Protocol):
    """Solves a lexicographic min-cost circulation exactly."""

    name: str

    def solve(self, network: Network) -> Solution:
        """Give optimal flows, the value of each level, and potentials that prove them."""
        ...


class Linker(Protocol):
    """Finds who in one list is who in another, or in the same list."""

    name: str

    def link(self, left: tuple[LinkRecord, ...], right: tuple[LinkRecord, ...] | None) -> tuple[SamePair, ...]:
        """Give the pairs that may be the same household; right None = within `left`."""
        ...
