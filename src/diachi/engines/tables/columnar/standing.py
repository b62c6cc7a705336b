"""How every household stands: to be proposed, fixed, or out and why; rows of households and one of them as a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from diachi.core.household import ListedHousehold
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.proposal import Reason, ReasonCode
from diachi.core.same import SamePair
from diachi.engines.tables.columnar.alike import Ints
from diachi.engines.tables.columnar.reading import ColumnTable

OUT_CODES = (
    ReasonCode.STATUS_NOT_MEANT,
    ReasonCode.CAUSE_NOT_MEANT,
    ReasonCode.NO_MEMBER_OF_MERIT,
    ReasonCode.LISTED_TWICE,
    ReasonCode.SAID_NO,
    ReasonCode.HELPED_BEFORE,
)
OUT_AT = {code: n for n, code in enumerate(OUT_CODES)}
CANDIDATE, FIXED = -1, -2


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the linker found within the list and with the history (None = not asked), and the words of lists."""

    same: Sequence[SamePair] | None = None
    words: Vocabulary


@dataclass(slots=True, kw_only=True)
class People:
    """Every household by row: CANDIDATE, FIXED or its place in OUT_CODES; clauses and facts of those that have any."""

    standing: Ints  # priorities as the levels count them
    named: Ints  # priorities as the letter names them
    state: Ints
    clause: dict[int, str] = field(default_factory=dict)
    facts: dict[int, dict[str, Any]] = field(default_factory=dict)
    notes: dict[int, tuple[Reason, ...]] = field(default_factory=dict)

    @property
    def candidates(self) -> Ints:
        """Rows of those who may be proposed, by id."""
        return np.flatnonzero(self.state == CANDIDATE)


def rows_of(homes: ColumnTable[ListedHousehold], ids: Sequence[str]) -> Ints:
    """Give the row of each id; -1 = no such household."""
    return np.asarray(pc.fill_null(pc.index_in(pa.array(ids, pa.string()), value_set=homes.ids), -1)).astype(np.int64)


def one_home(homes: ColumnTable[ListedHousehold], row: int, names: Sequence[str], **also: Any) -> ListedHousehold:
    """Give one household with these columns alone and what is told beside them, as the core reads it."""
    told = {name: values[codes[row]] for name in names for codes, values in [homes.parsed(name)]}
    return ListedHousehold(household_id="-", **told, **also)
