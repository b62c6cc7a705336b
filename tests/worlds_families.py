"""Invented families: a head, the others, causes, will, needs, and the order a village meeting gave."""

from __future__ import annotations

import random
from datetime import date, timedelta

from diachi.core.household import AreaType, ListedHousehold, Member, PovertyStatus, Sex
from worlds_people import Registry, surname_of
from worlds_places import Commune

CAUSES = ("no_land", "no_capital", "no_labour", "no_tools", "no_knowledge", "no_skill", "illness", "other")
_CAUSE_WEIGHTS = (22, 46, 16, 12, 18, 26, 22, 4)
NEEDS = ("Con giống", "Cây giống", "Vốn sản xuất", "Sửa nhà", "Học nghề", "Nước sinh hoạt", "Chuồng trại")
_SPOUSE = {Sex.MALE: "Chồng", Sex.FEMALE: "Vợ"}
_CHILD = {Sex.MALE: "Con trai", Sex.FEMALE: "Con gái"}
_PARENT = {Sex.MALE: "Bố", Sex.FEMALE: "Mẹ"}


def other_sex(sex: Sex) -> Sex:
    """Give the other one."""
    return Sex.FEMALE if sex is Sex.MALE else Sex.MALE


def family(
    dice: random.Random, people: Registry, group: str, year: int, *, size: int, head_birth: int | None = None
) -> list[Member]:
    """Give the members of one household, the head first; ages, sexes and numbers fit together."""
    head_sex = Sex.FEMALE if dice.random() < (0.3 if size > 1 else 0.6) else Sex.MALE
    born = head_birth or year - dice.randint(26, 78)
    members = [_member(people, group, 1, "Chủ hộ", head_sex, born)]
    surname = surname_of(members[0].name, group)
    roles = ["spouse"] if size > 1 and dice.random() < 0.85 else []
    roles += ["parent"] if size - len(roles) > 2 and born > year - 55 and dice.random() < 0.4 else []
    roles += ["child"] * (size - 1 - len(roles))
    for number, role in enumerate(roles[: size - 1], start=2):
        sex = other_sex(head_sex) if role == "spouse" else dice.choice((Sex.MALE, Sex.FEMALE))
        birth, relation, family_name = _part(dice, role, sex, born, year, surname)
        members.append(_member(people, group, number, relation, sex, birth, family_name))
    return members


def _part(dice: random.Random, role: str, sex: Sex, born: int, year: int, surname: str) -> tuple[int, str, str]:
    if role == "spouse":
        return born + dice.randint(-5, 5), _SPOUSE[sex], ""
    if role == "parent":
        return max(year - 95, born - dice.randint(19, 32)), _PARENT[sex], surname
    return min(year - 1, born + dice.randint(19, 38)), _CHILD[sex], surname


def _member(
    people: Registry, group: str, number: int, relation: str, sex: Sex, birth: int, surname: str = ""
) -> Member:
    return Member(
        household_id="",
        member_no=number,
        name=people.name(group, sex, surname),
        birth=str(birth),
        sex=sex,
        relation=relation,
        personal_id=people.number(sex, birth),
    )


def size_of(dice: random.Random, weights: tuple[int, ...] = (10, 14, 18, 24, 18, 10, 6)) -> int:
    """Give how many live together."""
    return dice.choices(range(1, len(weights) + 1), weights)[0]


def causes_of(dice: random.Random) -> tuple[str, ...]:
    """Give one to three causes, in the order of the form."""
    wanted = dice.choice((1, 1, 2, 2, 3))
    found: set[str] = set()
    while len(found) < wanted:
        found.add(dice.choices(CAUSES, _CAUSE_WEIGHTS)[0])
    # "Other" is what a list says when it names none.
    return tuple(c for c in CAUSES if c in found and (c != "other" or len(found) == 1))


def listed(
    dice: random.Random,
    key: str,
    number: int,
    commune: Commune,
    hamlet: str,
    group: str,
    members: list[Member],
    on: date,
) -> ListedHousehold:
    """Give the row of a list for a family; will is known for some, unknown for most, denied for few."""
    head = members[0]
    able = sum(15 <= on.year - int(m.birth) <= 60 for m in members)
    needs = tuple(n for n in NEEDS if dice.random() < 0.25)
    phone = f"0{dice.choice((32, 35, 86, 96, 97, 98))}{dice.randrange(10_000_000):07d}" if dice.random() < 0.55 else ""
    return ListedHousehold(
        household_id=key,
        list_no=number,
        head_name=head.name,
        head_birth=head.birth,
        head_sex=head.sex,
        personal_id=head.personal_id if dice.random() < 0.93 else "",
        phone=phone,
        ethnic_group=group,
        district=commune.district,
        commune=commune.name,
        commune_code=commune.code,
        hamlet=hamlet,
        area_type=AreaType.URBAN if commune.kind == "Thị trấn" else AreaType.RURAL,
        status=PovertyStatus.POOR,
        list_date=on,
        income_points=dice.randrange(60, 145, 5),
        deprivation_points=max(30, dice.randrange(10, 70, 10)),  # poor since 2022: three indicators at least
        persons=len(members),
        able_to_work=able,
        causes=causes_of(dice),
        will_to_escape=dice.choices((True, None, False), (45, 50, 5))[0],
        registered_to_escape=True if dice.random() < 0.2 else None,
        needs=needs,
    )


def meetings(
    dice: random.Random, communes: tuple[Commune, ...], places: dict[str, tuple[str, ...]], first: date
) -> dict[tuple[str, str], tuple[date, str]]:
    """Give the hamlets that met, with the day and the number of the minutes; about four in five."""
    held = {}
    for commune in communes:
        for number, hamlet in enumerate(places[commune.code], start=1):
            if dice.random() < 0.8:
                held[commune.code, hamlet] = (first + timedelta(days=dice.randrange(20)), f"{number:02d}/BB-HT")
    return held
