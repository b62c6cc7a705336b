"""Which book of rules the papers of a body follow, and what the kinds of papers are called.

Source: NĐ 30/2020/NĐ-CP, Phụ lục III (kinds); officer's review C24: Party, Front and unions, army and police, and firms
have rules of their own, so the form of NĐ 30/2020 is asked of state bodies only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from diachi.core.agency import AgencyKind
from diachi.core.law import LawRecord


class DocumentFamily(StrEnum):
    """Whose rules of form a paper follows."""

    STATE = "state"
    PARTY = "party"
    FRONT_UNIONS = "front_unions"
    ARMED_FORCES = "armed_forces"
    ENTERPRISE = "enterprise"


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyOfKind(LawRecord):
    """The family of one kind of body; `form_rule` = the text its papers are held against, "" where none was seen."""

    kind: AgencyKind
    family: DocumentFamily
    form_rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialKind(LawRecord):
    """One kind of official paper or copy; a công văn has no abbreviation."""

    code: str
    name: str
    abbreviation: str = ""
    copy: bool = False


class DocumentFamilies:
    """Looks the family of a body up by its kind."""

    def __init__(self, records: Iterable[FamilyOfKind]) -> None:
        self._by_kind = {row.kind: row for row in records}

    def family_of(self, kind: AgencyKind) -> DocumentFamily | None:
        """Give the family of a kind of body, None for persons, associations and others that follow no such rule."""
        found = self._by_kind.get(kind)
        return found.family if found else None

    def form_rule(self, kind: AgencyKind) -> str:
        """Give the text by which the form of a body's papers may be judged, "" where nobody may judge it."""
        found = self._by_kind.get(kind)
        return found.form_rule if found else ""
