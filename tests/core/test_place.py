from __future__ import annotations

from datetime import date

import pytest

from diachi.core.place import Gazetteer, Place
from diachi.files.law.places import gazetteer

OLD, NEW = date(2024, 4, 1), date(2025, 8, 1)


@pytest.mark.parametrize(
    ("said", "on", "code"),
    [
        ("Hoa Thám", OLD, "06073"),
        ("xã Hoa Tham", OLD, "06073"),
        ("XÃ HOA THÁM", OLD, "06073"),
        ("Quý Hoà", OLD, "06076"),
        ("TT Bình Gia", OLD, "06112"),
        ("Thị trấn Bình Gia", OLD, "06112"),
        ("6073", OLD, "06073"),
        ("Tân Văn", OLD, "06121"),
        ("Tân Văn", NEW, "06115"),
        ("Hưng Đạo", date(2014, 1, 1), "06067"),
    ],
)
def test_a_name_or_a_code_means_one_commune_on_a_day(said: str, on: date, code: str) -> None:
    place = gazetteer().resolve(said, on=on).place
    assert place
    assert place.code == code


def test_a_code_means_another_commune_after_the_reform() -> None:
    names = [gazetteer().resolve("06115", on=day).place for day in (OLD, NEW)]
    assert [p.name for p in names if p] == ["Hồng Thái", "Tân Văn"]


def test_what_no_commune_bears_is_unknown() -> None:
    found = gazetteer().resolve("Hoa Phượng", on=OLD)
    assert (found.place, found.candidates) == (None, ())


def _two() -> Gazetteer:
    rows = [("1", "Hồng Phong", "Bình Gia"), ("2", "Hồng Phong", "Cao Lộc")]
    return Gazetteer(tuple(Place(code=f"0000{c}", name=n, district=d) for c, n, d in rows))


def test_a_name_of_two_communes_is_asked_with_its_candidates() -> None:
    found = _two().resolve("Hồng Phong")
    assert found.place is None
    assert [p.code for p in found.candidates] == ["00001", "00002"]


@pytest.mark.parametrize("district", ["Cao Lộc", "huyện Cao Lộc", "CAO LOC"])
def test_the_district_tells_them_apart(district: str) -> None:
    place = _two().resolve("Hồng Phong", district=district).place
    assert place
    assert place.code == "00002"


def test_a_commune_is_followed_to_the_one_it_became() -> None:
    places = gazetteer()
    old = places.resolve("Tân Văn", on=OLD).place
    split = places.resolve("Đông Hải", on=date(2020, 8, 25)).place
    assert old
    assert split
    assert [places.code_on(old, day) for day in (OLD, NEW, None)] == ["06121", "06115", "06121"]
    assert places.code_on(split, NEW) == ""


@pytest.mark.parametrize("name", ["DS ho ngheo - Hoa Tham", "hộ nghèo xã Hoa Thám 2024", "Hoa Thám"])
def test_the_name_of_a_sheet_may_name_the_commune(name: str) -> None:
    place = gazetteer().named_in(name, on=OLD).place
    assert place
    assert place.code == "06073"


def test_a_name_with_two_communes_names_none() -> None:
    assert gazetteer().named_in("Hoa Thám và Quý Hòa", on=OLD).place is None


def test_every_commune_of_the_two_places_has_a_source_and_its_heirs_exist() -> None:
    places = gazetteer().places
    codes = {p.code for p in places if p.valid_to is None}
    old = [p for p in places if p.valid_to is not None]
    assert (len([p for p in old if p.district == "Bình Gia"]), all(p.source for p in places)) == (19, True)
    assert {s.partition(":")[0] for p in old for s in p.successors} <= codes
