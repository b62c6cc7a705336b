"""The tables about persons are whole, and no word in them means two things."""

from __future__ import annotations

import pytest

from diachi.core.ethnic_groups import EthnicGroup, ethnic_key
from diachi.core.health_card import CardRefusal, HealthCard, HealthCardGroup, read_health_card
from diachi.core.personal_id import IdProvince
from diachi.files.law.people import ethnic_groups, health_card_groups, id_provinces
from diachi.files.law.tables import records

GROUPS = records("ethnic_groups", EthnicGroup)


def test_there_are_63_provinces_of_numbers_and_54_groups() -> None:
    assert len(id_provinces()) == 63
    assert {"001", "020", "058", "096"} <= id_provinces()
    assert [g.code for g in GROUPS] == [f"{n:02d}" for n in range(1, 55)]
    assert {r.name for r in records("personal_id_provinces", IdProvince) if r.code in ("020", "058")} == {
        "Lạng Sơn",
        "Ninh Thuận",
    }


def test_no_word_means_two_groups() -> None:
    meanings = {(ethnic_key(said), g.code) for g in GROUPS for said in (g.name, *g.aliases)}
    assert len({key for key, _ in meanings}) == len(meanings)


def test_every_name_leads_to_its_own_group() -> None:
    for group in GROUPS:
        for said in (group.name, *group.aliases, group.name.upper(), f"Dân tộc {group.name}"):
            assert ethnic_groups().code(said) == group.code, said


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Kinh", "Kinh"),
        ("tày", "Tày"),
        ("NÙNG", "Nùng"),
        ("Dao", "Dao"),
        ("Nùng Phàn Slình", "Nùng"),
        ("Raglai", "Ra-glai"),
        ("Ra Glai", "Ra-glai"),
        ("Raglay", "Ra-glai"),
        ("Chăm", "Chăm"),
        ("Chàm", "Chăm"),
        ("H'Mông", "Hmông"),
        ("Mông", "Hmông"),
        ("K'Ho", "Cơ-ho"),
        ("Bru Vân Kiều", "Bru - Vân Kiều"),
        ("Cao Lan", "Sán Chay"),
        ("Gia Rai", "Gia-rai"),
        ("Tay", "Tày"),
    ],
)
def test_lists_write_a_group_in_many_ways(said: str, name: str) -> None:
    found = ethnic_groups().find(said)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("said", ["", "khác", "Miên", "Tày, Nùng", "Dân tộc"])
def test_what_names_no_group_or_several_stays_unknown(said: str) -> None:
    assert ethnic_groups().code(said) == ""


def test_groups_of_cards_say_they_come_from_memory() -> None:
    rows = records("health_card_groups", HealthCardGroup)
    assert {r.code for r in rows} == {"HN", "CN", "DT", "DK", "XD", "CC", "CK", "CB", "TS", "TC", "BT"}
    assert not any(r.confirmed for r in rows)


def test_a_card_names_the_group_that_pays() -> None:
    assert read_health_card("HN 2 20 0123456789", health_card_groups()) == HealthCard(number="0123456789", group="HN")
    assert read_health_card("QZ2200123456789", health_card_groups()) is CardRefusal.GROUP
