"""What every engine of tables does alike with the parts of a pairing: solve one, and hold pairs against the proof."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from diachi.core.allocation.class_columns import ClassColumns
from diachi.core.allocation.class_proposal import PairColumns, PartSolved
from diachi.core.allocation.network import Watch
from diachi.engines.arrays import ArrayNetwork, ArraySolution, ArraySolver, Ints, certify_arrays, values_of


class PartByPart(ABC):
    """A pairing whose parts are solved one by one; `parts` has one entry for each."""

    parts: Sequence[Any]

    @abstractmethod
    def network(self, number: int) -> ArrayNetwork:
        """Give the network of a part.

        Source: `part_network`. Takes: its number. Gives: arrays. Fails: never.
        Holds: arcs and nodes in the order of the classes. Cost: O(arcs x levels).
        """

    @abstractmethod
    def flows(self, pairs: PairColumns) -> Iterator[Ints]:
        """Give the flow of each part that pairs make.

        Source: `part_network`. Takes: pairs without findings. Gives: flows. Fails: never.
        Holds: needs no solver. Cost: the engine's.
        """

    def solve(self, number: int, solver: ArraySolver, watch: Watch | None = None) -> PartSolved:
        """Solve one part.

        Source: lexicographic min-cost circulation. Takes: its number; any exact engine; who may stop it.
        Gives: flows, potentials, costs. Fails: OurFault as the engine. Holds: certify_arrays accepts it.
        Cost: the engine's, on the part alone.
        """
        found = solver.solve_arrays(self.network(number), watch)
        return PartSolved(flows=found.flows, potentials=found.potentials, values=found.values)

    def unproven(self, pairs: PairColumns, potentials: Sequence[Any]) -> str:
        """Name the first part and arc that disproves pairs, "" when they are proven optimal.

        Source: optimality by reduced costs (see `certify_arrays`). Takes: pairs without findings, potentials by part.
        Gives: "part/tail > head". Fails: never; potentials of another shape prove nothing.
        Holds: needs no solver; the flow is made of the named pairs. Cost: O(arcs x levels).
        """
        if len(potentials) != len(self.parts):
            return f"{len(potentials)}/{len(self.parts)}"
        for number, (flows, heights) in enumerate(zip(self.flows(pairs), potentials, strict=True)):
            network, rows = self.network(number), np.asarray(heights, dtype=np.int64)
            if rows.ndim != 2 or rows.shape[1] != network.nodes or not 0 < len(rows) <= len(network.costs):
                return f"{number}/-"
            if len(rows) != len(potentials[0]):
                return f"{number}/{len(rows)}"
            network = replace(
                network, costs=network.costs[: len(rows)]
            )  # a run that was stopped proves its first levels
            solution = ArraySolution(flows=flows, potentials=rows, values=values_of(network, flows))
            if (arc := certify_arrays(network, solution)) is not None:
                return f"{number}/{network.tails[arc]} > {network.heads[arc]}"
        return ""


def counts_of(households: int, candidates: int, groups: int, classes: ClassColumns) -> dict[str, int]:
    """Give how large a pairing is, in names and in classes."""
    return {
        "households": households,
        "candidates": candidates,
        "groups": groups,
        "sponsor_classes": len(classes.sponsors.count),
        "family_classes": len(classes.families.count),
    }
