"""The places of the law data, with the reforms and points an office has added."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import Area, Part, Place, PlaceKind, PlaceState, Succession
from diachi.core.places.reform import ReformRow, lay_reform
from diachi.core.table import read_row
from diachi.files.law.added import read_added, reform_files
from diachi.files.law.tables import law_text

T = TypeVar("T")


def gazetteer() -> Gazetteer:
    """Give every place the law data knows, with the reforms the office has added laid upon it."""
    return _laid(reform_files())


@cache
def _laid(reforms: tuple[Path, ...]) -> Gazetteer:
    places = shipped_places()
    for path in reforms:  # named by their content, so that the same names are the same map
        places = lay_reform(read_added(path, ReformRow), places)
    return places


@cache
def shipped_places() -> Gazetteer:
    """Give the places that come with the program."""
    districts = _areas("districts.csv")
    provinces = _areas("provinces.csv")
    return Gazetteer(_communes(districts, provinces), _successions(), districts, provinces)


def _areas(name: str) -> tuple[Area, ...]:
    rows = csv.DictReader(io.StringIO(law_text(name)))
    return tuple(read_row(Area, row) for row in rows if row.get("state", "known") == PlaceState.KNOWN)


def _communes(districts: tuple[Area, ...], provinces: tuple[Area, ...]) -> tuple[Place, ...]:
    """Thirteen thousand rows at every start: read by position, each day parsed once."""
    district_names = {d.code: d.name for d in districts}
    names = {(p.code, p.valid_from): p.name for p in provinces}
    province_name = cache(lambda code, first: _province(names, code, first))
    day = _remembered(lambda text: date.fromisoformat(text) if text else None)
    kind, state = _remembered(PlaceKind), _remembered(PlaceState)
    return tuple(
        Place(
            code=code,
            name=name,
            kind=kind(kind_),
            district=district_names.get(district, ""),
            district_code=district,
            province=province_name(province, day(first)),
            province_code=province,
            valid_from=day(first),
            valid_to=day(last),
            state=state(state_),
        )
        for code, name, kind_, district, province, first, last, state_, _ in _rows("communes.csv")
        if state_ != PlaceState.MISSING
    )


def _province(names: Mapping[tuple[str, date | None], str], code: str, first: date | None) -> str:
    """The name the province bore when the commune began: a province keeps its code when others join it."""
    begun = [(since or date.min, name) for (c, since), name in names.items() if c == code]
    known = [(since, name) for since, name in begun if since <= (first or date.min)]
    return max(known or begun, default=(date.min, ""))[1]


def _successions() -> tuple[Succession, ...]:
    day, part = _remembered(date.fromisoformat), _remembered(Part)
    return tuple(
        Succession(
            old_code=old, old_to=day(old_to), new_code=new, new_from=day(new_from), part=part(part_), document=text
        )
        for old, old_to, new, new_from, part_, text, _ in _rows("successions.csv")
    )


def _rows(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(law_text(name))))[1:]


def _remembered(read: Callable[[str], T]) -> Callable[[str], T]:
    known: dict[str, T] = {}

    def reading(text: str) -> T:
        if text not in known:
            known[text] = read(text)
        return known[text]

    return reading
