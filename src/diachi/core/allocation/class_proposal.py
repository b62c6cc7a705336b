"""A proposal of national size: a head that says what was reached and proven, and columns that name every pair.

Source: formats, allocation.json, "National size: a folder".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from diachi.core.proposal import LevelValue, Relaxed

CLASS_FORMAT = "diachi/allocation_folder@1"
CERTIFICATE = "potentials_by_part"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairColumns:
    """Who helps whom, by column, sorted by household; the pairs that stand are among them."""

    household_ids: Sequence[str]
    group_ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.household_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSolved:
    """What a solver found for one part: flows in the order of its arcs, potentials by level and node, costs."""

    flows: Any
    potentials: Any
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A group that takes fewer than what binds it."""

    group_id: str
    clause: str
    least: int
    got: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCertificate:
    """The proof of optimality: the hash of the potentials, one per node, level and part."""

    kind: str = CERTIFICATE
    sha256: str = ""
    parts: int = 0
    nodes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassHead:
    """What allocation.json of a folder holds; `tables` names the hash of every file beside it."""

    format: str = CLASS_FORMAT
    inputs: dict[str, str] = field(default_factory=dict)
    engine: str = ""
    assumed: tuple[str, ...] = ()
    relaxed: tuple[Relaxed, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    levels: tuple[LevelValue, ...] = ()
    certificate: ClassCertificate = field(default_factory=ClassCertificate)
    tables: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldColumns:
    """The columns of the folder, by table, and the reasons they point to."""

    tables: dict[str, dict[str, Sequence[Any]]]
    reasons: dict[str, Any]
    relaxed: tuple[Relaxed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassProposal:
    """The whole of it; `potentials` has one array per part, a row per level over its nodes."""

    head: ClassHead
    pairs: PairColumns
    told: ToldColumns
    potentials: Sequence[Any]
