"""The district or province a set of lists speaks of when its rows do not say: the one that holds the communes named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.place import Place

FEWEST_NAMES = 2


def home_of(names: Iterable[str], places: Gazetteer, *, on: date | None = None) -> tuple[str, ...]:
    """Find the one district, else the one province, that holds most of the communes named.

    Takes: names - communes as lists write them, any number of times; on - the day of the map, None for any.
    Gives: (district, province) or (province,); () when no area holds more than half of at least two names.
    Holds: the order and number of times a name is said do not matter.
    Cost: O(names x bearers of each).
    """
    bearers = [found for name in sorted(set(names)) if (found := places.bearers(name, on=on))]
    for area in (_district, _province):
        counted = Counter(key for found in bearers for key in {area(p) for p in found} if key)
        (first, most), (_, second) = (*counted.most_common(2), ((), 0), ((), 0))[:2]
        if most >= FEWEST_NAMES and most > second and 2 * most > len(bearers):
            return first
    return ()


def home_of_codes(coded: Iterable[tuple[str, date | None]], places: Gazetteer) -> tuple[str, ...]:
    """Give the one district, else the one province, that communes named by code and day stand in; () for several."""
    found = [p for code, on in sorted(set(coded), key=str) if (p := places.resolve(code, on=on).place)]
    for area in (_district, _province):
        areas = {area(p) for p in found}
        if len(areas) == 1 and (only := areas.pop()):
            return only
    return ()


def _district(place: Place) -> tuple[str, ...]:
    return (f"huyện {place.district}", place.province) if place.district else ()


def _province(place: Place) -> tuple[str, ...]:
    return (f"tỉnh {place.province}",) if place.province else ()
