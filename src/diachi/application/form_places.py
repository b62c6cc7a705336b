"""The rows of a printed form that are places: hamlets, communes, districts, towns first where a form asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from diachi.application.form_rows import Filling, Pages, row_of, sum_row, with_total
from diachi.core.forms.filled import FormPage, FormRow
from diachi.core.forms.form import PlaceLevel
from diachi.core.forms.sponsors import Sponsor
from diachi.core.forms.tally import Counts, Tally, add_counts
from diachi.core.household import AreaType, ListedHousehold
from diachi.core.text import collation_key


def pages_of_places(filling: Filling, tally: Tally, sponsors: Sequence[Sponsor]) -> Pages:
    """Give a row for each place, under its kind of area where the form asks for it."""
    level = filling.form.level or _level(filling.homes)
    rows: list[FormRow] = []
    counted: list[Counts] = []
    for number, said, homes in _areas(filling) if filling.form.by_area else [("", "", filling.homes)]:
        own_rows, own_counts = [], []
        for at, own in enumerate(_grouped(homes, level), start=1):
            name = _name(own[0], level)
            counts = tally.of(own, (own[0].commune_code, name) if level is PlaceLevel.COMMUNE else (name,))
            place = filling.places[own[0].household_id]
            said_name = name or filling.words.text("form.no_place")
            facts = filling.facts(number=at, home=own[0], place_name=said_name, place=place)
            own_rows.append(row_of(filling, facts, counts))
            own_counts.append(counts)
        if said:
            rows.append(sum_row(filling, number, said, add_counts(own_counts) if own_counts else ()))
        rows += own_rows
        counted += own_counts
    return (FormPage(rows=with_total(filling, rows, counted)),)


def _areas(filling: Filling) -> list[tuple[str, str, tuple[ListedHousehold, ...]]]:
    found = {
        area: tuple(h for h in filling.homes if filling.areas[h.household_id] is area)
        for area in (AreaType.URBAN, AreaType.RURAL, None)
    }
    kept = [(area, homes) for area, homes in found.items() if homes or area is not None]
    named = ((area.value if area else "unknown", homes) for area, homes in kept)
    return [("I" * n, filling.words.text(f"form.area.{key}"), homes) for n, (key, homes) in enumerate(named, start=1)]


def _level(homes: Sequence[ListedHousehold]) -> PlaceLevel:
    if len({h.commune_code for h in homes}) == 1:
        return PlaceLevel.HAMLET
    return PlaceLevel.COMMUNE if len({h.district for h in homes}) == 1 else PlaceLevel.DISTRICT


def _name(home: ListedHousehold, level: PlaceLevel) -> str:
    return {PlaceLevel.HAMLET: home.hamlet, PlaceLevel.COMMUNE: home.commune, PlaceLevel.DISTRICT: home.district}[level]


def _grouped(homes: Iterable[ListedHousehold], level: PlaceLevel) -> list[list[ListedHousehold]]:
    found: dict[tuple[str, str], list[ListedHousehold]] = defaultdict(list)
    for home in homes:
        code = home.province if level is PlaceLevel.DISTRICT else home.commune_code
        found[_name(home, level), code].append(home)
    return [found[key] for key in sorted(found, key=lambda k: (collation_key(k[0]), k[1]))]
