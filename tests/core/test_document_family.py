"""The form of NĐ 30/2020 is asked of state bodies only, and every kind of paper has its name."""

from __future__ import annotations

import pytest

from diachi.core.agency import AgencyKind
from diachi.core.document_family import DocumentFamily, FamilyOfKind
from diachi.core.letters.lexicon import TYPE_CODES
from diachi.core.text import fold
from diachi.files.law.bodies import document_families, document_kinds
from diachi.files.law.tables import records


@pytest.mark.parametrize(
    ("kind", "family"),
    [
        (AgencyKind.DEPARTMENT, DocumentFamily.STATE),
        (AgencyKind.COMMUNE, DocumentFamily.STATE),
        (AgencyKind.PARTY, DocumentFamily.PARTY),
        (AgencyKind.FRONT, DocumentFamily.FRONT_UNIONS),
        (AgencyKind.MASS_ORGANISATION, DocumentFamily.FRONT_UNIONS),
        (AgencyKind.ARMED_FORCES, DocumentFamily.ARMED_FORCES),
        (AgencyKind.ENTERPRISE, DocumentFamily.ENTERPRISE),
        (AgencyKind.RELIGIOUS, None),
        (AgencyKind.INDIVIDUAL, None),
        (AgencyKind.OTHER, None),
    ],
)
def test_a_kind_of_body_belongs_to_a_family(kind: AgencyKind, family: DocumentFamily | None) -> None:
    assert document_families().family_of(kind) is family


def test_only_papers_of_the_state_are_held_against_the_decree() -> None:
    for kind in AgencyKind:
        state = document_families().family_of(kind) is DocumentFamily.STATE
        assert document_families().form_rule(kind) == ("NĐ 30/2020/NĐ-CP" if state else "")


def test_what_was_not_seen_of_other_families_is_marked() -> None:
    rows = records("document_families", FamilyOfKind)
    assert {row.family for row in rows if row.confirmed} == {DocumentFamily.STATE}
    assert {row.family for row in rows} == set(DocumentFamily)
    assert len({row.kind for row in rows}) == len(rows)


def test_there_are_31_kinds_with_their_abbreviations() -> None:
    kinds = {row.code: row for row in document_kinds()}
    assert len(document_kinds()) == len(kinds) == 31
    assert {row.code for row in document_kinds() if not row.abbreviation} == {"cong_van"}
    assert [kinds[c].abbreviation for c in ("quyet_dinh", "to_trinh", "quy_dinh", "ban_sao_luc")] == [
        "QĐ",
        "TTr",
        "QyĐ",
        "SL",
    ]
    assert [row.code for row in document_kinds() if row.copy] == ["ban_sao_y", "ban_trich_sao", "ban_sao_luc"]
    assert len({row.abbreviation for row in document_kinds()}) == 31


def test_the_kinds_letters_are_read_into_are_kinds_of_the_decree_or_of_the_party() -> None:
    assert set(TYPE_CODES.values()) - {row.code for row in document_kinds()} == {"ket_luan"}
    names = {row.code: fold(row.name).removesuffix(" ca biet") for row in document_kinds()}
    assert {code for said, code in TYPE_CODES.items() if names.get(code, fold(said)) != fold(said)} == set()
