from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from diachi.core.issues import IssueCode
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import Area, Part, Place, PlaceKind, PlaceVerdict
from diachi.core.places.reform import ReformRow, check_reform, lay_reform

DAY, BEFORE, AFTER = date(2027, 7, 1), date(2027, 6, 30), date(2028, 1, 1)


def _place(code: str, name: str) -> Place:
    return Place(code=code, name=name, province="Ảo Giang", province_code="90", valid_from=date(2025, 7, 1))


PLACES = Gazetteer(
    tuple(_place(c, n) for c, n in (("10001", "Khe Một"), ("10004", "Khe Hai"), ("10007", "Khe Ba"))),
    (),
    (),
    (Area(code="90", name="Ảo Giang"),),
)


def _row(old: str, new: str, name: str, part: Part = Part.WHOLE, **more: object) -> ReformRow:
    row = ReformRow(
        document="NQ thử",
        effective_on=DAY,
        old_code=old,
        part=part,
        new_code=new,
        new_name=name,
        new_province_code="90",
    )
    return replace(row, **more)  # type: ignore[arg-type]


ROWS = (
    _row("10001", "10001", "Khe Lớn"),
    _row("10004", "10001", "Khe Lớn"),
)


def test_a_reform_is_laid_upon_the_map_and_both_maps_answer() -> None:
    assert check_reform(ROWS, PLACES, "thu.csv") == ()
    new = lay_reform(ROWS, PLACES)
    answers = [new.resolve("10001", on=day).place for day in (BEFORE, DAY)]
    assert [p.name for p in answers if p] == ["Khe Một", "Khe Lớn"]
    assert (new.resolve("Khe Hai", within=("Ảo Giang",), on=AFTER).verdict, new.resolve("10004", on=AFTER).code) == (
        PlaceVerdict.BECAME,
        "10001",
    )
    assert new.resolve("10007", on=AFTER).place == PLACES.resolve("10007", on=BEFORE).place
    assert PLACES.resolve("10001", on=AFTER).place == PLACES.places[0]  # the map given stays as it is


def test_a_divided_commune_asks_for_the_village() -> None:
    rows = (*ROWS, _row("10007", "10007", "Khe Ba", Part.PART), _row("10007", "10001", "Khe Lớn", Part.PART))
    assert check_reform(rows, PLACES, "thu.csv") == ()
    new = lay_reform(rows, PLACES)
    old = new.resolve("10007", on=BEFORE).place
    assert old
    assert new.passage.heirs(old, AFTER).place is None


def test_a_commune_that_becomes_a_ward_of_a_new_province() -> None:
    row = _row("10001", "10001", "Khe Một", new_kind=PlaceKind.WARD, new_province_code="91", new_province="Ảo Sơn")
    assert check_reform((row,), PLACES, "thu.csv") == ()
    found = lay_reform((row,), PLACES).resolve("phường Khe Một", within=("Ảo Sơn",), on=AFTER).place
    assert found
    assert (found.kind, found.province) == (PlaceKind.WARD, "Ảo Sơn")


def test_laying_nothing_changes_nothing() -> None:
    new = lay_reform((), PLACES)
    assert (new.places, new.links, new.provinces) == (PLACES.places, PLACES.links, PLACES.provinces)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (_row("99999", "10001", "Khe Lớn"), IssueCode.PLACE_UNKNOWN, "old_code"),
        (_row("10004", "10007", "Khe Ba"), IssueCode.CODE_IN_USE, "new_code"),
        (_row("10004", "10001", "Khe Khác"), IssueCode.PLACE_NAMED_TWICE, "new_name"),
        (_row("10004", "10010", "Khe Mới", new_province_code="77"), IssueCode.PLACE_UNKNOWN, "new_province_code"),
        (_row("10004", "10010", "Khe Mới", Part.PART), IssueCode.PARTS_DO_NOT_ADD_UP, "part"),
        (_row("10001", "10010", "Khe Mới"), IssueCode.PARTS_DO_NOT_ADD_UP, "part"),
        (_row("10004", "10010", "Khe Mới", effective_on=date(1204, 7, 1)), IssueCode.DATE_IMPOSSIBLE, "effective_on"),
    ],
)
def test_what_cannot_be_is_named_with_its_row_and_column(row: ReformRow, code: IssueCode, column: str) -> None:
    issues = check_reform((ROWS[0], row), PLACES, "thu.csv")
    assert (code, 3, column) in [(i.code, i.row, i.column) for i in issues]
