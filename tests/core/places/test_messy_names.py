"""Names as a hurried hand writes them: each is resolved rightly or asked, none silently wrong."""

from __future__ import annotations

import pytest

from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import PlaceState
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
