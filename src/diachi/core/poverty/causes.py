"""Why a household is poor, as the form of each regime numbers it: a stable code, and the wording of that form.

Two causes of the form of 2016 are read from old lists and said nowhere: their rows carry no wording, `read_only` = 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diachi.core.law import LawRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class PovertyCause(LawRecord):
    """One line of a form: its number under a standard, our code, its wording."""

    standard_id: str
    no: int
    code: str
    name: str = ""
    read_only: bool = False


class PovertyCauses:
    """Looks causes up by the number of a form, or by code."""

    def __init__(self, records: Iterable[PovertyCause]) -> None:
        rows = tuple(records)
        self._by_no = {(r.standard_id, r.no): r for r in rows}
        self._by_code = {(r.standard_id, r.code): r for r in rows}

    def code_of(self, no: int, standard_id: str) -> str:
        """Give the code of a number on the form of a standard, "" where the form has no such number."""
        found = self._by_no.get((standard_id, no))
        return found.code if found else ""

    def wording(self, code: str, standard_id: str) -> str:
        """Give what the form of a standard calls a cause, "" where it does not know it or it is said nowhere."""
        found = self._by_code.get((standard_id, code))
        return found.name if found and not found.read_only else ""
