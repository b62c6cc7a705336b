"""A run that was stopped keeps the levels it has proven; the levels behind them stand without a bound.

Source: the proof is taken level by level, so its first rows prove the first levels by themselves.
"""

from __future__ import annotations

from diachi.core.allocation.network import Network
from diachi.core.proposal import LevelValue


def first_levels(network: Network, count: int) -> Network:
    """Give a network with its first levels only; arcs and nodes stay as they are."""
    if count >= len(network.levels):
        return network
    return Network(levels=network.levels[:count], arcs=tuple(a._replace(costs=a.costs[:count]) for a in network.arcs))


def unproven(levels: tuple[LevelValue, ...]) -> tuple[str, ...]:
    """Give the names of the levels that nothing proves to be the best; empty for a whole run."""
    return tuple(level.name for level in levels if level.bound is None)
