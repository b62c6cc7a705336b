"""How a household becomes a row of a list: the habits of the list, then slips of the hand, in percent of rows.

Habits (of the list of one commune and year): capitals 15, whole days of birth 30, members named 45 (70 in 2025),
their years 60, their numbers 10 (25 in 2025); 9 digits before 2017, either until 2021, 12 since. Slips: accents left
out 12, a wrong accent 5, a wrong letter 5, middle name left out 6, words swapped 1, courtesy 5, another name of those
who have one; year one off 9, another year 4, year missing 7, age instead 1; number missing 55 before 2017, 35 later,
20 in 2025, that of another member 1, a digit wrong 3, zeros lost 8, rounded by the sheet 1; sex missing 15, wrong 1;
a member left out 15; village missing 8, misspelt 3; commune misspelt 2.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diachi.core.places.place import Place

if TYPE_CHECKING:
    from worlds_linkage import Home, Soul

_TONES = {"à": "á", "á": "à", "ả": "ã", "ã": "ả", "ạ": "á", "ế": "ề", "ề": "ế", "ị": "í", "ú": "ù", "ư": "u", "ơ": "o"}
_LATE = {"òa": "oà", "óa": "oá", "ọa": "oạ", "ỏa": "oả", "ủy": "uỷ", "úy": "uý", "ũy": "uỹ", "ùy": "uỳ"}
_LETTERS = "abcdeghiklmnopqrstuvxy"
_KINDS = {"commune": "xã", "township": "thị trấn", "ward": "phường", "special_zone": "đặc khu"}
_VILLAGE = ("Thôn ", "thôn ", "Thôn ", "", "Bản ", "Xóm ")


@dataclass(frozen=True, slots=True)
class Habits:
    """How one list writes."""

    capitals: bool
    days: bool
    day_form: int
    members: bool
    years: bool
    numbers: bool
    member_form: int
    old_cards: bool
    phones: bool
    late_tones: bool
    kind: bool
    village: str
    sexes: tuple[str, str]
    groups: bool

    @staticmethod
    def of(dice: random.Random, year: int) -> Habits:
        now = year > 2023
        return Habits(
            capitals=dice.random() < 0.15,
            days=dice.random() < 0.3,
            day_form=dice.randrange(4),
            members=dice.random() < (0.7 if now else 0.45),
            years=dice.random() < 0.6,
            numbers=dice.random() < (0.25 if now else 0.1),
            member_form=dice.randrange(4),
            old_cards=year < 2017 or (year < 2021 and dice.random() < 0.6),
            phones=dice.random() < (0.6 if now else 0.25),
            late_tones=dice.random() < 0.3,
            kind=dice.random() < 0.5,
            village=dice.choice(_VILLAGE),
            sexes=dice.choice((("Nam", "Nữ"), ("nam", "nữ"), ("NAM", "NỮ"), ("x", ""), ("1", "0"))[:3]),
            groups=dice.random() < 0.8,
        )


def typed(
    dice: random.Random, home: Home, key: str, year: int, habits: Habits, village: str, place: Place
) -> dict[str, str]:
    """Give the row of a household in one list."""
    head = home.head
    return {
        "record_id": key,
        "year": str(year),
        "head_name": _head(dice, home, habits),
        "head_birth": _birth(dice, head, year, habits),
        "head_sex": _sex(dice, head, habits),
        "personal_id": _number(dice, home, year, habits),
        "members": _members(dice, home, habits),
        "ethnic_group": head.group if habits.groups and dice.random() < 0.95 else "",
        "hamlet": _village(dice, village, habits),
        "commune": _commune(dice, place, habits),
        "district": place.district and (f"huyện {place.district}" if habits.kind else place.district),
        "province": place.province,
        "phone": home.phone if habits.phones and dice.random() < 0.7 else "",
        "source_list": f"danh-sach-{year}",
    }


def _head(dice: random.Random, home: Home, habits: Habits) -> str:
    head = home.head
    name = slipped(dice, head.name, habits)
    chance = dice.random()
    if chance < 0.05:
        name = f"{'Ông' if head.sex == 'male' else 'Bà'} {name}"
    elif chance < 0.06:
        name = f"{name} (đã chết)"
    elif chance < 0.07:
        name = f"{name} - TB 4/4"
    if head.alias and dice.random() < 0.6:
        name = f"{name} (tức {head.alias})"
    return name.upper() if habits.capitals else name


def slipped(dice: random.Random, name: str, habits: Habits) -> str:
    """Give a name as a hurried hand types it."""
    words = name.split(" ")
    chance = dice.random()
    if chance < 0.06 and len(words) > 2:
        words = [words[0], *words[2:]]
    elif chance < 0.07 and len(words) > 2:
        words = [*words[1:], words[0]]
    name = " ".join(words)
    if habits.late_tones:
        for early, late in _LATE.items():
            name = name.replace(early, late)
    if words[0] in ("Pi", "Ka", "Chà") and dice.random() < 0.5:
        name = name.replace(" ", dice.choice(("-", "")), 1)
    chance = dice.random()
    if chance < 0.12:
        return plain(name)
    if chance < 0.17:
        at = [n for n, c in enumerate(name) if c in _TONES]
        return _put(name, dice.choice(at), _TONES) if at else name
    return _wrong_letter(dice, name) if chance < 0.22 else name


def _put(text: str, at: int, table: dict[str, str]) -> str:
    return text[:at] + table[text[at]] + text[at + 1 :]


def _wrong_letter(dice: random.Random, text: str) -> str:
    if len(text) < 3:
        return text
    at = dice.randrange(1, len(text))
    kind = dice.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + dice.choice(_LETTERS) + text[at:]
    if kind == 2 and at + 1 < len(text) and " " not in text[at : at + 2]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + dice.choice(_LETTERS) + text[at + 1 :]


def plain(text: str) -> str:
    """Give a text without accents."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _birth(dice: random.Random, soul: Soul, year: int, habits: Habits) -> str:
    chance, born = dice.random(), soul.born
    if chance < 0.07:
        return ""
    if chance < 0.16:
        born += dice.choice((-1, 1))
    elif chance < 0.20:
        born += dice.choice((-10, -3, -2, 2, 3, 10, 7, -6, 18))
    elif chance < 0.21:
        return f"{year - born} tuổi"
    if not habits.days or dice.random() < 0.2:
        return str(born)
    day, month = (soul.day, soul.month) if dice.random() < 0.95 else (1, 1)
    forms = (
        f"{day:02d}/{month:02d}/{born}",
        f"{day}/{month}/{born}",
        f"{born}-{month:02d}-{day:02d}",
        f"{day}.{month}.{born}",
    )
    return forms[habits.day_form]


def _sex(dice: random.Random, soul: Soul, habits: Habits) -> str:
    chance = dice.random()
    if chance < 0.15:
        return ""
    return habits.sexes[(soul.sex == "female") != (chance < 0.16)]


def _number(dice: random.Random, home: Home, year: int, habits: Habits) -> str:
    if dice.random() < (0.55 if year < 2017 else 0.35 if year < 2024 else 0.2):
        return ""
    soul = dice.choice(home.others) if home.others and dice.random() < 0.01 else home.head
    number = soul.card if habits.old_cards else soul.number
    chance = dice.random()
    if chance < 0.03:
        at = dice.randrange(4, len(number))
        number = number[:at] + str(dice.randrange(10)) + number[at + 1 :]
    if chance > 0.99:
        return f"{float(number):.2E}"
    return number.lstrip("0") if chance > 0.91 else number


def _members(dice: random.Random, home: Home, habits: Habits) -> str:
    if not habits.members:
        return ""
    told = []
    people = [home.head, *home.others] if habits.member_form == 3 else home.others
    for n, soul in enumerate(people, start=1):
        if dice.random() < 0.15:
            continue
        name = slipped(dice, soul.name, habits)
        born = soul.born + (dice.choice((-1, 1)) if dice.random() < 0.05 else 0)
        year = str(born) if habits.years and dice.random() < 0.95 else ""
        number = soul.number if habits.numbers and dice.random() < 0.8 and born < 2011 else ""
        told.append(_member(habits.member_form, n, name, year, number))
    text = ("; " if habits.member_form in (1, 2) else ", ").join(told)
    return text.upper() if habits.capitals else text


def _member(form: int, n: int, name: str, year: str, number: str) -> str:
    if form == 1:
        return f"{n}. {name}{f' sn {year}' if year else ''}{f' CCCD {number}' if number else ''}"
    if form == 2:
        return ", ".join(part for part in (name, year, number) if part)
    if form == 3:
        return f"{name}{f' - {year}' if year else ''}{f' ({number})' if number else ''}"
    inside = ", ".join(part for part in (year, number) if part)
    return f"{name} ({inside})" if inside else name


def _village(dice: random.Random, village: str, habits: Habits) -> str:
    chance = dice.random()
    if chance < 0.08:
        return ""
    said = habits.village + village if not village.isdecimal() else f"Thôn {village}"
    if chance < 0.11:
        return _wrong_letter(dice, said) if not village.isdecimal() else said
    return plain(said) if chance < 0.15 else said


def _commune(dice: random.Random, place: Place, habits: Habits) -> str:
    name = f"{_KINDS[place.kind]} {place.name}" if habits.kind else place.name
    chance = dice.random()
    if chance < 0.02:
        return _wrong_letter(dice, name)
    return plain(name) if chance < 0.06 else name
