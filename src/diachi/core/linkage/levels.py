"""What is compared of two records, each in ordered levels, and what is gated when the heads are two persons.

Source: research on Vietnamese lists: when the heads differ, number, year, sex and people compare two persons and say
nothing, and members count without either head; doing half of this is worse than doing none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from diachi.core.linkage.likeness import jaro_winkler
from diachi.core.linkage.traits import HeadKeys, Traits
from diachi.core.same import Clue
from diachi.core.slips import one_slip

HAMLETS_ALIKE = 0.9
GENERATION = 15  # years between the heads
DECADE, FEW_YEARS = 10, (2, 3)
SLIP_FROM = 6  # letters
MANY = 2  # persons in both


class Compared(StrEnum):
    """What is compared."""

    NUMBER = "number"
    NAME = "name"
    YEAR = "year"
    SEX = "sex"
    ETHNIC = "ethnic"
    MEMBERS = "members"
    PLACE = "place"
    PHONE = "phone"


# From what speaks most for one household to what speaks most against it.
LEVELS: dict[Compared, tuple[Clue, ...]] = {
    Compared.NUMBER: (Clue.PERSONAL_ID, Clue.PERSONAL_ID_NEAR, Clue.PERSONAL_ID_DIFFERS),
    Compared.NAME: (
        Clue.NAME,
        Clue.NAME_PLAIN,
        Clue.ACCENTS_DIFFER,
        Clue.HEADS_SWAPPED,
        Clue.HEAD_AMONG_MEMBERS,
        Clue.HEAD_OF_NEXT_GENERATION,
        Clue.NAME_SLIP,
        Clue.MIDDLE_NAME_LEFT_OUT,
        Clue.MIDDLE_NAME_DIFFERS,
        Clue.GIVEN_NAME,
        Clue.NAME_ALIKE,
        Clue.NAME_DIFFERS,
    ),
    Compared.YEAR: (
        Clue.BIRTH_DAY,
        Clue.BIRTH_YEAR,
        Clue.BIRTH_DAY_DIFFERS,
        Clue.BIRTH_YEAR_BY_ID,
        Clue.BIRTH_YEAR_NEXT,
        Clue.BIRTH_YEAR_NEAR,
        Clue.BIRTH_YEAR_DIFFERS,
    ),
    Compared.SEX: (Clue.SEX, Clue.SEX_DIFFERS),
    Compared.ETHNIC: (Clue.ETHNIC_GROUP, Clue.ETHNIC_GROUP_DIFFERS),
    Compared.MEMBERS: (
        Clue.MEMBERS,
        Clue.MEMBERS_ALIKE,
        Clue.MEMBER_NUMBER,
        Clue.MEMBER,
        Clue.MEMBER_ALIKE,
        Clue.MEMBERS_DIFFER,
    ),
    Compared.PLACE: (
        Clue.HAMLET,
        Clue.HAMLET_ALIKE,
        Clue.COMMUNE,
        Clue.HAMLET_DIFFERS,
        Clue.PROVINCE,
        Clue.PLACE_DIFFERS,
    ),
    Compared.PHONE: (Clue.PHONE, Clue.PHONE_DIFFERS),
}
# The heads are two persons: what is said of one says nothing of the other.
OTHERS = (Clue.HEADS_SWAPPED, Clue.HEAD_AMONG_MEMBERS, Clue.HEAD_OF_NEXT_GENERATION, Clue.NAME_DIFFERS)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two words are held against each other; a quicker machine may do it."""

    jaro_winkler: Callable[[str, str], float] = jaro_winkler


@dataclass(frozen=True, slots=True)
class Sides:
    """The keys of a record that are looked for in another; made once per record, used for every pair."""

    traits: Traits
    probe: frozenset[str]  # under which the head stands among members
    among: frozenset[str]  # under which members are found as heads
    sure: frozenset[str]  # members as name|year
    names: frozenset[str]
    by_given: frozenset[str]  # members as given name|year
    numbers: frozenset[str]


def sides_of(t: Traits) -> Sides:
    """Give the keys of a record."""
    return Sides(
        t,
        frozenset(_probe_of(t)),
        frozenset(_among_of(t)),
        frozenset(_sure_of(t)),
        frozenset(_names_of(t)),
        frozenset(_by_given_of(t)),
        frozenset(t.other_numbers),
    )


def _probe_of(t: Traits) -> list[str]:
    """Give the keys under which a head would stand among members: a year more or less, or none written."""
    if not t.head.name:
        return []
    years = [f"{t.head.name}|{t.year + n}" for n in (-1, 0, 1)] if t.year else [f"{t.head.name}|*"]
    return [*years, f"{t.head.name}|", *(f"#{n}" for n in (t.number, t.card) if n)]


def _among_of(t: Traits) -> list[str]:
    """Give the keys under which the members are found as heads."""
    keys = {*t.others, *(other.partition("|")[0] + "|*" for other in t.others), *(f"#{n}" for n in t.other_numbers)}
    return sorted(keys)


def _sure_of(t: Traits) -> list[str]:
    """Give the members whose year is known."""
    return [other for other in t.others if not other.endswith("|")]


def _names_of(t: Traits) -> list[str]:
    """Give the names of the members, each once."""
    return sorted({other.partition("|")[0] for other in t.others})


def _by_given_of(t: Traits) -> list[str]:
    """Give the members by given name and year: the middle of a name is the part lists leave out."""
    return sorted(
        {f"{name.rpartition(' ')[2]}|{year}" for name, _, year in (o.partition("|") for o in t.others) if year}
    )


def compare(one: Sides, two: Sides, like: Likeness) -> tuple[Clue | None, ...]:
    """Give the level of each comparison, in the order of `Compared`; None = nothing to compare.

    Holds: the order of the two does not matter.
    """
    a, b = one.traits, two.traits
    number = _number(a, b)
    among = _among(one, two)
    name = _name(a.head, b.head, among)
    others = number is not Clue.PERSONAL_ID and name in OTHERS
    return (
        None if others else number,
        name,
        None if others else _year(a, b),
        None if others else _either(a.sex, b.sex, Clue.SEX, Clue.SEX_DIFFERS),
        None if others else _either(a.ethnic, b.ethnic, Clue.ETHNIC_GROUP, Clue.ETHNIC_GROUP_DIFFERS),
        _members(one, two),
        _place(a, b, like),
        _either(a.phone, b.phone, Clue.PHONE, Clue.PHONE_DIFFERS),
    )


def _number(a: Traits, b: Traits) -> Clue | None:
    """Old numbers of 9 digits and new ones say nothing to each other."""
    for one, two in ((a.number, b.number), (a.card, b.card)):
        if one and two:
            if one == two:
                return Clue.PERSONAL_ID
            return Clue.PERSONAL_ID_NEAR if one_slip(one, two) else Clue.PERSONAL_ID_DIFFERS
    return None


def _among(one: Sides, two: Sides) -> Clue | None:
    """Where the head of one stands among the members of the other, when the heads are two names."""
    a, b = one.traits, two.traits
    if a.head.tokens == b.head.tokens or a.head.joined == b.head.joined:
        return None
    there, back = not one.probe.isdisjoint(two.among), not two.probe.isdisjoint(one.among)
    if there and back:
        return Clue.HEADS_SWAPPED
    if not (there or back):
        return None
    near = a.year and b.year and abs(a.year - b.year) <= GENERATION
    return Clue.HEAD_AMONG_MEMBERS if near else Clue.HEAD_OF_NEXT_GENERATION


def _name(a: HeadKeys, b: HeadKeys, among: Clue | None) -> Clue | None:
    if not (a.name and b.name):
        return None
    if a.accented == b.accented:
        return Clue.NAME
    if a.tokens == b.tokens or a.joined == b.joined:
        return Clue.NAME_PLAIN if a.plain or b.plain else Clue.ACCENTS_DIFFER
    if a.name in b.also or b.name in a.also:
        return Clue.NAME_PLAIN
    if among:
        return among
    if len(a.joined) >= SLIP_FROM and len(b.joined) >= SLIP_FROM and one_slip(a.joined, b.joined):
        return Clue.NAME_SLIP
    if a.given == b.given and a.surname == b.surname:
        return Clue.MIDDLE_NAME_DIFFERS if a.middle and b.middle else Clue.MIDDLE_NAME_LEFT_OUT
    if a.given == b.given:
        return Clue.GIVEN_NAME
    return Clue.NAME_ALIKE if a.surname == b.surname and one_slip(a.given, b.given) else Clue.NAME_DIFFERS


def _year(a: Traits, b: Traits) -> Clue | None:
    if not (a.year and b.year):
        return None
    if a.year == b.year:
        if not (a.day and b.day):
            return Clue.BIRTH_YEAR
        return Clue.BIRTH_DAY if a.day == b.day else Clue.BIRTH_DAY_DIFFERS
    by_number = {a.number_year or a.year, a.year} & {b.number_year or b.year, b.year}
    if by_number:
        return Clue.BIRTH_YEAR_BY_ID
    apart = abs(a.year - b.year)
    if apart == 1:
        return Clue.BIRTH_YEAR_NEXT
    near = apart in FEW_YEARS or apart == DECADE or _tail_swapped(a.year, b.year)
    return Clue.BIRTH_YEAR_NEAR if near else Clue.BIRTH_YEAR_DIFFERS


def _tail_swapped(one: int, two: int) -> bool:
    return one // 100 == two // 100 and one % 10 == two // 10 % 10 and two % 10 == one // 10 % 10


def _either(one: str, two: str, same: Clue, differs: Clue) -> Clue | None:
    return (same if one == two else differs) if one and two else None


def _members(one: Sides, two: Sides) -> Clue | None:
    """Neither head counts: each stands apart from its own members, so whoever is shared is a third person."""
    if not (one.names and two.names):
        return None
    sure, numbers = len(one.sure & two.sure), len(one.numbers & two.numbers)
    if sure >= MANY or numbers >= MANY:
        return Clue.MEMBERS
    names, given = len(one.names & two.names), len(one.by_given & two.by_given)
    if names >= MANY or given >= MANY:
        return Clue.MEMBERS_ALIKE
    if numbers:
        return Clue.MEMBER_NUMBER
    if sure:
        return Clue.MEMBER
    return Clue.MEMBER_ALIKE if names or given else Clue.MEMBERS_DIFFER


def _place(a: Traits, b: Traits, like: Likeness) -> Clue | None:
    if not (a.place and b.place):
        return None
    if a.place != b.place:
        return Clue.PROVINCE if a.province and a.province == b.province else Clue.PLACE_DIFFERS
    if not (a.hamlet and b.hamlet):
        return Clue.COMMUNE
    if a.hamlet == b.hamlet:
        return Clue.HAMLET
    alike = like.jaro_winkler(a.hamlet, b.hamlet) >= HAMLETS_ALIKE and not _numbered(a.hamlet, b.hamlet)
    return Clue.HAMLET_ALIKE if alike else Clue.HAMLET_DIFFERS


def _numbered(one: str, two: str) -> bool:
    """Thôn 1 and Thôn 2 are two villages, however alike they look."""
    return one[-1].isdecimal() or two[-1].isdecimal()
