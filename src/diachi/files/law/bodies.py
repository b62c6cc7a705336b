"""The tables of the law data about bodies: their papers, what became of them, the names that mean several."""

from __future__ import annotations

from functools import cache

from diachi.core.collective import CollectiveName, Collectives
from diachi.core.document_family import DocumentFamilies, FamilyOfKind, OfficialKind
from diachi.core.succession import BodySuccession, Successions
from diachi.files.law.tables import records


@cache
def document_kinds() -> tuple[OfficialKind, ...]:
    """Give the kinds of official papers and copies."""
    return records("document_kinds", OfficialKind)


@cache
def document_families() -> DocumentFamilies:
    """Give whose rules of form each kind of body follows."""
    return DocumentFamilies(records("document_families", FamilyOfKind))


@cache
def body_successions() -> Successions:
    """Give the offices that ended and who does their work."""
    return Successions(records("body_successions", BodySuccession))


@cache
def collectives() -> Collectives:
    """Give the collective names of letters."""
    return Collectives(records("collective_names", CollectiveName))
