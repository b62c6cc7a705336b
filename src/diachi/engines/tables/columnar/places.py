"""Places by the column: where families stand alike, which ground reaches which place, and how far it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, hypot

import numpy as np

from diachi.core.agency import Agency
from diachi.core.allocation.distance import KM_TENTH, STEP, TENTHS
from diachi.core.household import ListedHousehold
from diachi.core.rules.reach import Seat, commune_key
from diachi.core.rules.village_order import village_of
from diachi.core.text import fold
from diachi.engines.tables.columnar.alike import Ints, alike
from diachi.engines.tables.columnar.bodies import Ground
from diachi.engines.tables.columnar.reading import ColumnTable
from diachi.engines.tables.columnar.standing import one_home

NEAR_HALF = 1e-6  # closer to a half than this, a distance is rounded by the core's own arithmetic


@dataclass(slots=True, kw_only=True)
class Homes:
    """Of every household its commune, the name it compares by, its village (-1 = none), its point in kilometres."""

    communes: list[str]  # keys, sorted
    commune: Ints
    names: list[str]
    name: Ints
    seats: dict[str, Seat]
    district: Ints  # folded words of those whose commune is not known
    districts: list[str]
    province: Ints
    provinces: list[str]
    village: Ints  # where the village gave the household a rank
    x: Ints
    y: Ints
    unit: str = STEP


def homes_of(homes: ColumnTable[ListedHousehold]) -> Homes:
    """Read where every household lives, as `rules.reach` and `village_order` understand it."""
    names = ("commune", "commune_code")
    group, first = alike(*(homes.coded(name)[0] for name in names))
    ones = [one_home(homes, int(row), names) for row in first]
    communes, commune = _coded([commune_key(h.commune_code, h.commune) for h in ones], group)
    keys, name = _coded([commune_key("", h.commune) for h in ones], group)
    (districts, district), (provinces, province) = (_folded(homes, column) for column in ("district", "province"))
    seats = {
        key: Seat(district=d, province=p)
        for key, d, p in zip(
            communes,
            _first(communes, commune, districts, district),
            _first(communes, commune, provinces, province),
            strict=True,
        )
        if key
    }
    return Homes(
        communes=communes,
        commune=commune,
        names=keys,
        name=name,
        seats=seats,
        district=district,
        districts=districts,
        province=province,
        provinces=provinces,
        village=_villages(homes),
        x=homes.floats("x_km")[0].copy(),
        y=homes.floats("y_km")[0].copy(),
    )


def _coded(texts: Sequence[str], group: Ints) -> tuple[list[str], Ints]:
    values = sorted(set(texts))
    place = {value: n for n, value in enumerate(values)}
    return values, np.array([place[t] for t in texts], dtype=np.int64)[group] if texts else np.zeros(0, dtype=np.int64)


def _folded(homes: ColumnTable[ListedHousehold], column: str) -> tuple[list[str], Ints]:
    codes, values = homes.coded(column)
    return _coded([fold(v) for v in values], codes)


def _first(communes: list[str], commune: Ints, words: list[str], word: Ints) -> list[str]:
    """Of every commune the first word that its households tell, by their ids."""
    told = np.flatnonzero(np.array([bool(w) for w in words], dtype=bool)[word])
    at, first = np.unique(commune[told], return_index=True)
    found = dict(zip(at.tolist(), word[told[first]].tolist(), strict=True))
    return [words[found[n]] if n in found else "" for n in range(len(communes))]


def _villages(homes: ColumnTable[ListedHousehold]) -> Ints:
    """The village of every household that its list ranked."""
    _, ranked = homes.ints("village_rank")
    names = ("commune", "commune_code", "hamlet")
    group, first = alike(*(homes.coded(name)[0] for name in names))
    keys = []
    for row in first:
        key = village_of(one_home(homes, int(row), names, village_rank=1))
        keys.append("" if key is None else "\n".join(key))
    values, village = _coded(keys, group)
    blank = values.index("") if "" in values else -1
    return np.where(ranked & (village != blank), village, -1)


def settle_points(
    places: Homes, homes: ColumnTable[ListedHousehold], bodies: ColumnTable[Agency], lead: Ints, all_: Ints
) -> None:
    """Choose the unit as `Distance.of` does, and put families of a ranked village at its middle."""
    known = homes.floats("x_km")[1] & homes.floats("y_km")[1]
    leads = bodies.floats("x_km")[1] & bodies.floats("y_km")[1]
    if not (known[all_].all() and leads[lead].all()):
        places.x[:], places.y[:] = 0.0, 0.0
        return
    places.unit = KM_TENTH
    rows = all_[places.village[all_] >= 0]
    rows = rows[np.argsort(places.village[rows], kind="stable")]
    if not len(rows):
        return
    bounds = np.flatnonzero(np.diff(places.village[rows], prepend=-2))
    for axis in (places.x, places.y):
        at = axis[rows]
        uneven = np.flatnonzero(np.maximum.reduceat(at, bounds) != np.minimum.reduceat(at, bounds))
        ends = np.append(bounds, len(rows))
        for n in uneven.tolist():
            start, end = int(ends[n]), int(ends[n + 1])
            axis[rows[start:end]] = fsum(at[start:end].tolist()) / (end - start)


@dataclass(slots=True, kw_only=True)
class Places:
    """The places of the candidates, sorted: the place of each candidate, and one candidate of each place."""

    of: Ints
    one: Ints
    commune: Ints


def places_of(homes: Homes, candidates: Ints, refused: Ints, *, by_name: bool) -> Places:
    """Group the candidates by all that a way to them depends on; who refused somebody stands alone."""
    unknown = np.array([not key for key in homes.communes], dtype=bool)[homes.commune[candidates]]
    x, y = (np.unique(axis[candidates], return_inverse=True)[1] for axis in (homes.x, homes.y))
    alone = np.zeros(len(candidates), dtype=np.int64)
    single = np.isin(candidates, refused)
    alone[single] = candidates[single] + 1
    group, first = alike(
        homes.commune[candidates],
        homes.name[candidates] if by_name else alone,
        np.where(unknown, homes.district[candidates], 0),
        np.where(unknown, homes.province[candidates], 0),
        x,
        y,
        alone,
    )
    return Places(of=group, one=candidates[first], commune=homes.commune[candidates][first])


def seat_at(homes: Homes, row: int) -> Seat:
    """Give the seat of a household, as `rules.reach.seat_of` does."""
    own = Seat(district=homes.districts[int(homes.district[row])], province=homes.provinces[int(homes.province[row])])
    return homes.seats.get(homes.communes[int(homes.commune[row])], own)


class Reaching:
    """Which places each ground reaches: those of its commune, else those whose seat its area meets."""

    def __init__(self, homes: Homes, table: ColumnTable[ListedHousehold], places: Places) -> None:
        """Index the places by code, by name and by seat."""
        codes, values = table.coded("commune_code")
        self._by_code: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._bare: dict[str, list[int]] = defaultdict(list)
        by_seat: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, row in enumerate(places.one.tolist()):
            code, name = values[int(codes[row])], homes.names[int(homes.name[row])]
            self._by_code[code].append(place)
            self._by_name[name].append(place)
            if not code:
                self._bare[name].append(place)
            seat = seat_at(homes, row)
            by_seat[seat.district, seat.province].append(place)
        self._by_seat = {seat: np.array(found, dtype=np.int64) for seat, found in by_seat.items()}
        self._seat = [seat_at(homes, row) for row in places.one.tolist()]
        self._kept: dict[tuple[str, str], Ints] = {}

    def places(self, ground: Ground) -> Ints:
        """Give the places of a ground, sorted."""
        if ground.area.commune:
            return self._of_commune(ground)
        key = (ground.area.district, ground.area.province)
        if key not in self._kept:
            met = [found for seat, found in self._by_seat.items() if _meets(key, seat)]
            self._kept[key] = np.sort(np.concatenate(met)) if met else np.zeros(0, dtype=np.int64)
        return self._kept[key]

    def _of_commune(self, ground: Ground) -> Ints:
        if ground.code:
            found = [*self._by_code.get(ground.code, ()), *(self._bare.get(ground.name, ()) if ground.name else ())]
        else:
            found = list(self._by_name.get(ground.name, ())) if ground.name else []
        key = (ground.area.district, ground.area.province)
        met = [p for p in sorted(found) if _meets(key, (self._seat[p].district, self._seat[p].province))]
        return np.array(met, dtype=np.int64)


def _meets(area: tuple[str, str], seat: tuple[str, str]) -> bool:
    return all(not a or not b or a == b for a, b in zip(area, seat, strict=True))


def far_km(x: Ints, y: Ints, to_x: Ints, to_y: Ints) -> Ints:
    """Give tenths of kilometres, rounded as the core rounds them: near a half its own arithmetic decides."""
    exact = TENTHS * np.hypot(x - to_x, y - to_y)
    far: Ints = np.rint(exact).astype(np.int64)
    for n in np.flatnonzero(np.abs(exact - np.floor(exact) - 0.5) < NEAR_HALF).tolist():
        far[n] = round(TENTHS * hypot(float(x[n]) - float(to_x[n]), float(y[n]) - float(to_y[n])))
    return far


def far_steps(lead: tuple[str, Seat], commune: Ints, communes: list[str], seats: list[Seat], places: Ints) -> Ints:
    """Give the steps of the map from a lead to places, as `Distance` counts them."""
    own, seat = lead
    found = []
    for place in places.tolist():
        there = seats[place]
        if own and own == communes[int(commune[place])]:
            found.append(0)
        elif seat.province and there.province and seat.province != there.province:
            found.append(3)
        else:
            found.append(1 if not seat.district or not there.district or seat.district == there.district else 2)
    return np.array(found, dtype=np.int64)
