"""An invented country as Parquet: every commune of the map of today, bodies and households by the column.

Nobody in it is real: names are drawn from lists, numbers from the seed. The shape follows what a campaign would meet:
poverty unevenly spread over communes (gamma), half of the bodies bound to their commune, most others to their province,
a few central ones that take households anywhere and so couple the provinces.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from diachi.core.places.place import Place, PlaceState
from diachi.files.campaign_toml import write_campaign
from diachi.files.law.places import shipped_places
from diachi.files.words import Words
from districts import campaign
from worlds_people import KINH, TAY

ON = date(2026, 3, 1)
Dice = np.random.Generator
KINDS = ("commune", "department", "public_service_unit", "school", "enterprise", "association", "mass_organisation")
RARE = ("armed_forces", "business_association", "vertical", "bank")
TIERS, NEEDS = (8_000_000, 10_000_000, 15_000_000), (5_000_000, 8_000_000, 10_000_000, 15_000_000)
CAUSES = ("no_capital", "no_skill", "no_capital;no_skill", "illness", "no_labour", "no_land;no_capital", "")


@dataclass(frozen=True)
class Size:
    """How large the country is; `provinces` are taken from the one with fewest communes on."""

    agencies: int = 120_000
    households: int = 1_200_000
    provinces: int = 34
    central: int = 132

    def part(self, provinces: int) -> Size:
        """The same country cut down to so many provinces, in proportion to their communes."""
        share = len(_communes(provinces)) / len(_communes(self.provinces))
        return Size(round(self.agencies * share), round(self.households * share), provinces, central=0)


@cache
def _communes(provinces: int) -> tuple[Place, ...]:
    alive = [p for p in shipped_places().places if p.existed_on(ON) and p.state is PlaceState.KNOWN]
    names = sorted({p.province for p in alive}, key=lambda n: (sum(p.province == n for p in alive), n))[:provinces]
    return tuple(sorted((p for p in alive if p.province in names), key=lambda p: p.code))


def write_nation(folder: Path, *, seed: int, size: Size = Size()) -> None:
    """Write campaign.toml, register/ and history/ of an invented country; seconds, not minutes."""
    dice = np.random.default_rng(seed)
    places = _communes(size.provinces)
    points = _points(places, dice)
    (folder / "register").mkdir(parents=True, exist_ok=True)
    (folder / "history").mkdir(exist_ok=True)
    rules = campaign(places_on=ON)
    write_campaign(folder / "campaign.toml", _without_pools(rules), Words("vi"))
    homes = _households(size, places, points, dice)
    _write(folder / "register" / "households.parquet", homes)
    _write(folder / "register" / "agencies.parquet", _agencies(size, places, points, dice))
    _write(folder / "history" / "helped.parquet", _helped(homes["household_id"], dice))


def _without_pools(rules: Any) -> Any:
    from dataclasses import replace

    from diachi.core.clauses import Force, Quota, Selector

    own = Quota(id="own_commune", select=Selector(kind=("commune",)), min=1, force=Force.REQUESTED)  # type: ignore[arg-type]
    return replace(rules, id="ca_nuoc_2026", small_agencies=(), quotas=(*rules.quotas, own))


def _points(places: tuple[Place, ...], dice: Dice) -> np.ndarray:
    """Provinces in a row from north to south, their communes scattered around, to a metre."""
    names = {name: n for n, name in enumerate(sorted({p.province for p in places}))}
    middle = np.array([[40 * np.sin(n / 3), 45.0 * n] for n in range(len(names))])
    at = np.array([names[p.province] for p in places])
    return np.round(middle[at] + dice.normal(0, 22, size=(len(places), 2)), 3)


def _texts(values: Any, at: np.ndarray) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(at.astype(np.int32)), pa.array(list(values), pa.string()))


def _counts(total: int, shares: np.ndarray) -> np.ndarray:
    """Share out a total in whole numbers, at least one each."""
    exact = shares / shares.sum() * (total - len(shares))
    counts = np.floor(exact).astype(int)
    counts[np.argsort(counts - exact, kind="stable")[: total - len(shares) - counts.sum()]] += 1
    return counts + 1


def _shuffled(count: int, dice: Dice) -> np.ndarray:
    return dice.permutation(count)


def _names(people: Any, count: int, dice: Dice) -> pa.Array:
    pool = [f"{s} Văn {m}" for s in people.surnames for m in people.men]
    return _texts(pool, dice.integers(0, len(pool), count))


def _households(size: Size, places: tuple[Place, ...], points: np.ndarray, dice: Dice) -> dict[str, pa.Array]:
    counts = _counts(size.households, dice.gamma(1.2, 1.0, len(places)))
    home = np.repeat(np.arange(len(places)), counts)
    number = np.concatenate([np.arange(1, n + 1) for n in counts])
    order = _shuffled(size.households, dice)
    home, number, count = home[order], number[order], size.households
    ids = pa.array([f"{places[h].code}-2025-{n}" for h, n in zip(home.tolist(), number.tolist(), strict=True)])
    needs = dice.choice([0, *NEEDS], count, p=[0.3, 0.2, 0.2, 0.2, 0.1])
    hamlets = [f"Thôn {n}" for n in range(1, 13)]
    return {
        "household_id": ids,
        "list_no": pa.array(number),
        "head_name": _names(KINH, count, dice),
        "head_birth": _texts([str(y) for y in range(1945, 2003)], dice.integers(0, 58, count)),
        "head_sex": _texts(("male", "female"), dice.integers(0, 2, count)),
        "ethnic_group": _texts(("Kinh", "Tày", "Nùng", "Dao"), dice.choice(4, count, p=[0.6, 0.2, 0.1, 0.1])),
        "province": _texts([p.province for p in places], home),
        "commune": _texts([p.name for p in places], home),
        "commune_code": _texts([p.code for p in places], home),
        "hamlet": _texts(hamlets, dice.integers(0, 12, count)),
        "status": _texts(("poor", "near_poor"), dice.choice(2, count, p=[0.97, 0.03])),
        "list_date": pa.array([date(2025, 12, 15)] * 1).take(pa.array(np.zeros(count, dtype=np.int32))),
        "persons": pa.array(dice.integers(1, 9, count)),
        "causes": _texts(CAUSES, dice.integers(0, len(CAUSES), count)),
        "will_to_escape": pa.array(dice.integers(0, 2, count).astype(bool), mask=dice.random(count) < 0.4),
        "need_vnd": pa.array(needs, mask=needs == 0),
        "village_rank": pa.array(dice.integers(1, 40, count), mask=dice.random(count) < 0.5),
        "x_km": pa.array(points[home, 0]),
        "y_km": pa.array(points[home, 1]),
    }


def _agencies(size: Size, places: tuple[Place, ...], points: np.ndarray, dice: Dice) -> dict[str, pa.Array]:
    count, kinds = size.agencies, [*KINDS, *RARE]
    kind = dice.choice(len(kinds), count, p=[0.0, 0.2, 0.2, 0.2, 0.2, 0.1, 0.06, 0.01, 0.01, 0.01, 0.01])
    home = dice.choice(len(places), count, p=(w := dice.gamma(2.0, 1.0, len(places))) / w.sum())
    kind[: len(places)], home[: len(places)] = 0, np.arange(len(places))  # every commune has its committee
    reach = np.where(dice.random(count) < 0.45, 0, 1)
    reach[kind == 0] = 0
    seats = np.flatnonzero(np.array([p.province for p in places]) == places[0].province)[:12]
    central = np.arange(len(places), min(count, len(places) + size.central))
    reach[central], home[central], kind[central] = 2, seats[central % len(seats)], kinds.index("vertical")
    most = dice.integers(1, 7, count)
    told = (kind == kinds.index("enterprise")) | (reach == 2)
    tiers = dice.choice([0, *TIERS], count, p=[0.25, 0.25, 0.25, 0.25])
    order = _shuffled(count, dice)
    columns = {
        "agency_id": pa.array([f"CQ{n:06d}" for n in range(count)]),
        "name": pa.array([f"Đơn vị {n}" for n in range(count)]),
        "kind": _texts(kinds, kind),
        "command": _texts(("own", "outside"), (kind >= len(KINDS)).astype(int)),
        "staff": pa.array(dice.integers(3, 120, count), mask=kind == kinds.index("armed_forces")),
        "commune": _texts([p.name for p in places], home),
        "commune_code": _texts([p.code for p in places], home),
        "reach": _texts(("commune", "province", "nation"), reach),
        "max_households": pa.array(most, mask=~told),
        "tier_vnd": pa.array(tiers, mask=tiers == 0),
        "x_km": pa.array(points[home, 0]),
        "y_km": pa.array(points[home, 1]),
    }
    return {name: column.take(pa.array(order)) for name, column in columns.items()}


def _helped(ids: pa.Array, dice: Dice) -> dict[str, pa.Array]:
    """One household in twenty was helped, some before the years that count; a person confirmed every link."""
    count = len(ids) // 20
    who = dice.choice(len(ids), count, replace=False)
    return {
        "record_id": pa.array([f"R{n:07d}" for n in range(count)]),
        "year": pa.array(dice.integers(2009, 2025, count)),
        "household_id": ids.take(pa.array(who)),
        "head_name": _names(TAY, count, dice),
    }


def _write(path: Path, columns: dict[str, pa.Array]) -> None:
    plain = {n: c.dictionary_decode() if isinstance(c, pa.DictionaryArray) else c for n, c in columns.items()}
    plain = {
        n: pa.array([None if v == "" else v for v in c.to_pylist()], pa.string()) if n == "causes" else c
        for n, c in plain.items()
    }
    parquet.write_table(pa.table(plain), path, compression="zstd")
