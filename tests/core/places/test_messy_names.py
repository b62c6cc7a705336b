"""Names as a hurried hand writes them: each is resolved rightly or asked, none silently wrong."""

from __future__ import annotations

from datetime import date

import pytest

from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import PlaceState, PlaceVerdict
from diachi.files.law.places import shipped_places
from worlds_messy_places import messy_places


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return shipped_places()


@pytest.mark.parametrize("seed", [1, 2, 3, 20260430])
def test_500_messy_names_are_right_or_asked(places: Gazetteer, seed: int) -> None:
    known = [p for p in places.places if p.state is PlaceState.KNOWN]
    answers = [(n, places.resolve(n.said, within=(n.parent,), on=n.on)) for n in messy_places(known, 500, seed)]
    assert [(n, a.code) for n, a in answers if a.code not in ("", n.code)] == []
    asked = [a for _, a in answers if not a.code]
    assert len(asked) <= 15  # of 100,000 names, 1.8 in a hundred are asked (benchmarks/places)


@pytest.mark.parametrize(
    ("said", "within", "candidates"),
    [
        ("BẮ SƠN", "Lạng Sơn", {"Ba Sơn", "Bắc Sơn"}),  # as near to one as to the other
        ("Đạ Lộc", "Hậu Lộc, Thanh Hóa", {"Đa Lộc", "Đại Lộc"}),
    ],
)
def test_accents_that_fit_no_name_are_a_doubt(places: Gazetteer, said: str, within: str, candidates: set[str]) -> None:
    answer = places.resolve(said, within=(within,))
    assert not answer.code
    assert candidates <= {p.name for p in answer.candidates}


@pytest.mark.parametrize("said", ["xã HOA THAM", "xã Hoa Thám", "Xã  hoà thám", "HOA THÁM."])
def test_no_accents_or_accents_misplaced_are_no_doubt(places: Gazetteer, said: str) -> None:
    assert places.resolve(said, within=("Bình Gia, Lạng Sơn",)).code == "06073"


@pytest.mark.parametrize("parent", ["Phan Rang - Tháp Chàm", "Ninh Thuận", "Phan Rang - Tháp Chàm, Ninh Thuận"])
def test_an_old_ward_named_with_what_is_no_more_asks_for_the_village(places: Gazetteer, parent: str) -> None:
    answer = places.resolve("phường Đông Hải", within=(parent,), on=date(2025, 8, 1))
    assert (answer.verdict, answer.code) == (PlaceVerdict.DIVIDED, "")
    assert {"22780", "22888"} <= {p.code for p in answer.candidates}


def test_named_with_its_province_of_today_it_is_the_new_ward(places: Gazetteer) -> None:
    answer = places.resolve("phường Đông Hải", within=("Khánh Hòa",), on=date(2025, 8, 1))
    assert (answer.verdict, answer.code) == (PlaceVerdict.FOUND, "22780")


def test_a_district_that_is_no_more_still_finds_who_kept_name_and_people(places: Gazetteer) -> None:
    answer = places.resolve("xã Hồng Phong", within=("huyện Bình Gia", "Lạng Sơn"), on=date(2025, 8, 1))
    assert (answer.verdict, answer.code) == (PlaceVerdict.FOUND, "06079")
