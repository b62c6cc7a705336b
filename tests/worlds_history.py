"""Ten years of earlier help as offices typed it: slips of the hand, old numbers, changed heads; the truth is kept."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from diachi.core.agency import Agency
from diachi.core.history import HelpedRecord
from diachi.core.household import ListedHousehold, Member, Sex
from worlds_families import family
from worlds_people import Registry
from worlds_places import Commune

YEARS = range(2014, 2024)
_GIVEN = (
    ("01 con bò sinh sản", 12_000_000),
    ("01 con trâu", 15_000_000),
    ("02 con lợn giống, thức ăn", 5_000_000),
    ("50 con gà giống, chuồng", 4_000_000),
    ("300 cây hồi giống, phân bón", 6_000_000),
    ("Sửa chữa nhà ở", 10_000_000),
    ("02 con dê giống", 8_000_000),
    ("Tiền mặt, ngày công", 3_000_000),
)
# Slips and how often each befalls a row of a list, in percent.
SLIPS = {
    "accents": 14,
    "tone": 10,
    "swapped": 5,
    "old_number": 45,
    "lost_zero": 18,
    "year": 9,
    "head": 8,
    "capitals": 6,
}
_LATE_TONE = {"òa": "oà", "óa": "oá", "ọa": "oạ", "ỏa": "oả", "ủy": "uỷ", "úy": "uý", "ũy": "uỹ", "ùy": "uỳ"}


@dataclass(frozen=True)
class Earlier:
    """A row of earlier help, whom it means (a key of this year's list, "" = nobody of it), and what was mistyped."""

    record: HelpedRecord
    household: str
    slips: frozenset[str]


def earlier_help(
    dice: random.Random,
    people: Registry,
    listed: Sequence[ListedHousehold],
    members: dict[str, list[Member]],
    communes: Sequence[Commune],
    places: dict[str, tuple[str, ...]],
    bodies: Sequence[Agency],
    *,
    rows: int,
    known: int,
) -> tuple[Earlier, ...]:
    """Give the rows, by year and number: `known` of them mean households of this year's list, the rest strangers."""
    helped = dice.sample(list(listed), known - known // 10)
    again = dice.sample(helped, known // 10)
    sources: list[tuple[str, ListedHousehold | None]] = [(h.household_id, h) for h in (*helped, *again)]
    sources += [("", None)] * (rows - known)
    dice.shuffle(sources)
    found, counts = [], dict.fromkeys(YEARS, 0)
    for at, (key, household) in enumerate(sources):
        year = YEARS[at * len(YEARS) // len(sources)]
        counts[year] += 1
        row = _seen(household, members[key]) if household else _stranger(dice, people, listed, communes, places)
        found.append(_typed(dice, people, row, key, year, counts[year], bodies))
    return tuple(found)


@dataclass(frozen=True)
class _Seen:
    """A family before its row is typed."""

    head: Member
    others: tuple[Member, ...]
    group: str
    hamlet: str
    commune: str


def _seen(household: ListedHousehold, members: list[Member]) -> _Seen:
    return _Seen(members[0], tuple(members[1:]), household.ethnic_group, household.hamlet, household.commune)


def _stranger(
    dice: random.Random,
    people: Registry,
    listed: Sequence[ListedHousehold],
    communes: Sequence[Commune],
    places: dict[str, tuple[str, ...]],
) -> _Seen:
    """A family no longer on the list; one in twelve bears the name of a listed head of the same commune, ages apart."""
    commune = dice.choices(communes, [c.weight for c in communes])[0]
    group = dice.choices(commune.groups, (3, 1))[0]
    born = 2018 - dice.randint(26, 70)
    members = family(dice, people, group, 2018, size=dice.randint(1, 5), head_birth=born)
    head = members[0]
    namesakes = [h for h in listed if h.commune_code == commune.code and abs(int(h.head_birth) - born) >= 8]
    if namesakes and dice.random() < 1 / 12:
        twin = dice.choice(namesakes)
        head = replace(head, name=twin.head_name, sex=twin.head_sex, personal_id=people.number(twin.head_sex, born))
    return _Seen(head, tuple(members[1:]), group, dice.choice(places[commune.code]), commune.name)


def _typed(
    dice: random.Random, people: Registry, row: _Seen, key: str, year: int, number: int, bodies: Sequence[Agency]
) -> Earlier:
    slips = {name for name, percent in SLIPS.items() if dice.randrange(100) < percent}
    head, others = row.head, list(row.others)
    elder = next((m for m in others if int(head.birth) - 12 < int(m.birth) < year - 20), None)
    if "head" in slips and elder:
        head, others = elder, [row.head, *(m for m in others if m is not elder)]
    else:
        slips.discard("head")
    if year < 2016:
        slips.add("old_number")
    name = _name_typed(head.name, slips)
    slips -= {"tone"} if name == _name_typed(head.name, slips - {"tone"}) else set()
    support, value = dice.choice(_GIVEN)
    birth = str(int(head.birth) + (dice.choice((-1, 1)) if "year" in slips else 0))
    record = HelpedRecord(
        record_id=f"{year}-{number:03d}",
        year=year,
        head_name=name,
        head_birth=birth,
        head_sex="Nam" if head.sex is Sex.MALE else "Nữ",
        personal_id=_number_typed(dice, people, head, slips),
        members=", ".join(f"{m.name} ({m.birth})" for m in others) if year >= 2018 and dice.random() < 0.6 else "",
        ethnic_group=row.group,
        hamlet=row.hamlet,
        commune=row.commune,
        agency=dice.choice(bodies).name,
        support=support,
        value_vnd=value if year >= 2019 else value * 2 // 3 // 100_000 * 100_000,
        outcome=dice.choice(("", "", "Đã trao", "Phát triển tốt")),
    )
    return Earlier(record, key, frozenset(slips))


def _name_typed(name: str, slips: set[str]) -> str:
    if "tone" in slips:
        for early, late in _LATE_TONE.items():
            name = name.replace(early, late)
    if "accents" in slips:
        decomposed = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    return name.upper() if "capitals" in slips else name


def _number_typed(dice: random.Random, people: Registry, head: Member, slips: set[str]) -> str:
    if "old_number" in slips:
        slips -= {"swapped"}
        number = people.old_number() if dice.random() < 0.8 else ""
        return number.lstrip("0") if "lost_zero" in slips else number
    number = head.personal_id
    if "swapped" in slips:
        at = dice.randrange(6, 11)
        number = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        slips -= {"swapped"} if number == head.personal_id else set()
    return number.lstrip("0") if "lost_zero" in slips else number


def surely_the_same(earlier: Earlier) -> bool:
    """Say whether even a naive comparison must find the household: number, or name with year, typed right enough.

    Lost zeros come back, and tones and capitals are spelling; accents left out, a wrong year, digits or head are not.
    """
    record, slips = earlier.record, earlier.slips
    if not earlier.household or "head" in slips:
        return False
    by_number = bool(record.personal_id) and not slips & {"old_number", "swapped"}
    return by_number or not slips & {"accents", "year"}
