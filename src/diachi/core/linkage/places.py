"""One key for what rows say of their commune: its code, else its name; a name with a code elsewhere takes that code.

Source: lists older than the map, and communes the map does not hold: they stay comparable as text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from diachi.core.places.keys import commune_key, district_key, loose_key, province_key

Said = tuple[str, str, str, str]  # code, commune, district, province


def place_keys(said: Iterable[Said]) -> dict[Said, tuple[str, str]]:
    """Give the commune and the province key of every place said.

    Holds: the order does not matter; a name borne by communes of two codes here, and written without one, stays a name
    unless its district says which.
    """
    every = sorted(set(said))
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, commune, district, _ in every:
        if code and commune:
            name = loose_key(commune_key(commune))
            codes[name, ""].add(code)
            codes[name, district_key(district)].add(code)
    return {one: (_place(one, codes), _province(one)) for one in every}


def _place(said: Said, codes: dict[tuple[str, str], set[str]]) -> str:
    code, commune, district, _ = said
    if code:
        return f"#{code}"
    if not commune:
        return ""
    name = loose_key(commune_key(commune))
    district = district_key(district)
    for key in ((name, district),) if (name, district) in codes and district else ((name, ""),):
        if len(found := codes.get(key, set())) == 1 and (not district or key[1]):
            return f"#{next(iter(found))}"
        if len(found) == 1 and not _elsewhere(name, district, codes):
            return f"#{next(iter(found))}"
    return name


def _elsewhere(name: str, district: str, codes: dict[tuple[str, str], set[str]]) -> bool:
    """Say whether the name is coded in another district than the one said."""
    return bool(district) and any(d and d != district for n, d in codes if n == name)


def _province(said: Said) -> str:
    return loose_key(province_key(said[3])) if said[3] else ""
