"""Names of communes as people write them: seeded slips, abbreviations, lost accents, lost zeros, half an address."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diachi.core.places.place import Place, PlaceKind
from diachi.core.text import fold

OLD_MAP, NEW_MAP = date(2025, 6, 30), date(2026, 4, 30)
_SHORT = {PlaceKind.COMMUNE: "X.", PlaceKind.TOWNSHIP: "TT", PlaceKind.WARD: "P.", PlaceKind.SPECIAL_ZONE: "ĐK"}
LONG_KINDS = {
    PlaceKind.COMMUNE: "xã",
    PlaceKind.TOWNSHIP: "thị trấn",
    PlaceKind.WARD: "phường",
    PlaceKind.SPECIAL_ZONE: "đặc khu",
}
_LETTERS = "abcdeghiklmnopqrstuvxy"


@dataclass(frozen=True)
class Messy:
    """One name as written, what stood beside it, its day, and the code it means."""

    said: str
    parent: str
    on: date
    code: str


def messy_places(places: Sequence[Place], number: int, seed: int) -> tuple[Messy, ...]:
    """Give names of communes of both maps as people write them; the same seed gives the same names."""
    chance = random.Random(seed)
    alive = [(p, day) for day in (OLD_MAP, NEW_MAP) for p in places if p.existed_on(day)]
    return tuple(_messy(*chance.choice(alive), chance) for _ in range(number))


def _messy(place: Place, on: date, chance: random.Random) -> Messy:
    if chance.random() < 0.08:  # a code, its leading zero lost as often as not
        said = place.code.lstrip("0") if chance.random() < 0.5 and len(place.code.lstrip("0")) > 2 else place.code
        return Messy(said, "", on, place.code)
    name = place.name
    for change, often in ((_slip, 0.25), (_no_accents, 0.3), (str.upper, 0.2), (_old_tones, 0.1), (_apart, 0.1)):
        if chance.random() < often:
            name = change(name, chance) if change is _slip else change(name)  # type: ignore[operator]
    kind = chance.choice(
        [_SHORT[place.kind] + " ", LONG_KINDS[place.kind] + " ", LONG_KINDS[place.kind].title() + " ", ""]
    )
    return Messy(_spaced(kind + name, chance), _parent(place, chance), on, place.code)


def _parent(place: Place, chance: random.Random) -> str:
    district, province = place.district, place.province
    parts = [district, province] if chance.random() < 0.6 else [district] if district else [province]
    said = ", ".join(part for part in parts if part)
    said = _slip(said, chance) if chance.random() < 0.04 else said
    return fold_keeping_commas(said) if chance.random() < 0.25 else said


def fold_keeping_commas(text: str) -> str:
    """Give the text without accents, its parts still apart."""
    return ", ".join(fold(part) for part in text.split(","))


def _slip(name: str, chance: random.Random) -> str:
    """One letter left out, added, changed, or two exchanged: what a hurried hand does."""
    at = chance.randrange(len(name))
    kind = chance.randrange(4)
    if kind == 0 and len(name) > 3:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + chance.choice(_LETTERS) + name[at:]
    if kind == 2 and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + chance.choice(_LETTERS) + name[at + 1 :]


def _no_accents(name: str) -> str:
    bare = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def _old_tones(name: str) -> str:
    for new, old in (("òa", "oà"), ("óa", "oá"), ("ủy", "uỷ"), ("ụy", "uỵ"), ("úy", "uý"), ("ỷ", "ỉ"), ("ý", "í")):
        name = name.replace(new, old)
    return name


def _apart(name: str) -> str:
    return unicodedata.normalize("NFD", name)


def _spaced(name: str, chance: random.Random) -> str:
    return chance.choice(["", " "]) + name.replace(" ", chance.choice([" ", " ", "  "])) + chance.choice(["", " ", "."])
