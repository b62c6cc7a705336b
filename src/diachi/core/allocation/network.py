"""A lexicographic min-cost circulation: integer capacities, one integer cost per level on each arc.

Source: research on the pairing; the constraint matrix is a network, so every optimal vertex is integral.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A directed arc with flow between `low` and `high`; `costs` has one integer per level (less is better)."""

    tail: str
    head: str
    low: int
    high: int
    costs: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A circulation problem; flow is conserved at every node; arcs are sorted, nodes are named by stable keys."""

    levels: tuple[str, ...]
    arcs: tuple[Arc, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Flows aligned with the arcs, the value of each level, potentials per level by node."""

    flows: tuple[int, ...]
    values: tuple[int, ...]
    potentials: tuple[dict[str, int], ...]
