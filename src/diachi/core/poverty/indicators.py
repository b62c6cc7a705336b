"""The indicators of each standard: what a household may lack, and when it counts as lacking it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diachi.core.law import LawRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class DeprivationIndicator(LawRecord):
    """One indicator; `points` = what lacking it adds to the score, None where no text says it."""

    standard_id: str
    no: int
    code: str
    name: str
    dimension: str
    deprived_when: str
    points: int | None = None


class DeprivationIndicators:
    """Looks indicators up by number or code under a standard."""

    def __init__(self, records: Iterable[DeprivationIndicator]) -> None:
        self.rows = tuple(records)
        self._by_no = {(r.standard_id, r.no): r.code for r in self.rows}
        self._by_code = {(r.standard_id, r.code): r for r in self.rows}

    def code_of(self, no: int, standard_id: str) -> str:
        """Give the code of a number under a standard, "" where it has no such number."""
        return self._by_no.get((standard_id, no), "")

    def wording(self, code: str, standard_id: str) -> str:
        """Give what a standard calls an indicator, "" where it does not know it."""
        found = self._by_code.get((standard_id, code))
        return found.name if found else ""

    def lacking(self, points: int, standard_id: str) -> int | None:
        """Give how many indicators a deprivation score stands for; None where it stands for no whole number of them."""
        worth = {r.points for r in self.rows if r.standard_id == standard_id}
        one = worth.pop() if len(worth) == 1 else None
        most = sum(r.standard_id == standard_id for r in self.rows)
        if not one or points % one or not 0 <= points // one <= most:
            return None
        return points // one
