"""Awkward as families are: members below their head, heads marked in many ways, one cell merged over a family."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from diachi.core.household import ListedHousehold, Member, Sex
from worlds_awkward import (
    FILE,
    Book,
    Grid,
    Laid,
    LaidMember,
    homes_of,
    saved,
    whole_families,
)

_SEX = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}
_KNOWN = ("list_no", "head_name", "head_birth", "head_sex", "personal_id", "hamlet", "commune")
Line = Callable[[ListedHousehold, Member, int], Sequence[Any]]


def _book(name: str, header: Sequence[str], line: Line, fields: Sequence[str] = _KNOWN, **merge: Sequence[int]) -> Book:
    homes = homes_of(6)
    grid, laid, members = Grid(), [], []
    row = grid.titles()
    grid.line(row, header)
    for index, (home, family) in enumerate(zip(homes, whole_families(homes), strict=True)):
        home = replace(home, personal_id=family[0].personal_id)
        laid.append(Laid(home, grid.name, row + 2))
        for number, member in enumerate(family):
            row += 1
            grid.line(row, line(home, member, number))
            members.append(LaidMember(member, index, grid.name, row + 1))
        if len(family) > 1:
            grid.merged += [(row - len(family) + 1, at, row, at) for at in merge.get("over", ())]
    return Book(name=name, files={FILE: saved(grid)}, laid=laid, fields=fields, members=members)


def _person(m: Member) -> list[Any]:
    return [m.name, int(m.birth), _SEX[m.sex] if m.sex else None, m.personal_id]


PERSON = ["Họ và tên", "Năm sinh", "Giới tính", "Số CCCD"]


def heads_by_their_relation() -> Book:
    def line(h: ListedHousehold, m: Member, n: int) -> list[Any]:
        return [h.list_no, *_person(m), m.relation, h.hamlet, "Hoa Thám"]

    return _book("heads_by_their_relation", ["STT hộ", *PERSON, "Quan hệ với chủ hộ", "Thôn", "Xã"], line)


def heads_only_have_numbers() -> Book:
    def line(h: ListedHousehold, m: Member, n: int) -> list[Any]:
        home = [h.hamlet, "Hoa Thám"] if n == 0 else [None, None]
        return [None if n else h.list_no, *_person(m), m.relation, *home]

    return _book("heads_only_have_numbers", ["STT", *PERSON, "Quan hệ với chủ hộ", "Thôn", "Xã"], line)


def heads_with_a_tick() -> Book:
    def line(h: ListedHousehold, m: Member, n: int) -> list[Any]:
        relation = None if n == 0 else m.relation
        return [h.list_no, *_person(m), None if n else "x", relation, h.hamlet, "Hoa Thám"]

    return _book("heads_with_a_tick", ["STT hộ", *PERSON, "Chủ hộ", "Quan hệ với chủ hộ", "Thôn", "Xã"], line)


def heads_coded_one() -> Book:
    def line(h: ListedHousehold, m: Member, n: int) -> list[Any]:
        return [h.list_no, *_person(m), "1" if n == 0 else m.relation, h.hamlet, "Hoa Thám"]

    return _book("heads_coded_one", ["STT hộ", *PERSON, "Quan hệ với chủ hộ (1: chủ hộ)", "Thôn", "Xã"], line)


def heads_merged_over_their_family() -> Book:
    def line(h: ListedHousehold, m: Member, n: int) -> list[Any]:
        home: list[Any] = [h.list_no, h.head_name, h.hamlet, "Hoa Thám"] if n == 0 else [None] * 4
        return [*home, *_person(m), m.relation]

    header = ["STT", "Họ tên chủ hộ", "Thôn", "Xã", "Họ và tên thành viên", *PERSON[1:], "Quan hệ với chủ hộ"]
    return _book("heads_merged_over_their_family", header, line, over=(0, 1, 2, 3))


def roman_heads_and_numbered_members() -> Book:
    romans = ["I", "II", "III", "IV", "V", "VI"]

    def line(h: ListedHousehold, m: Member, n: int) -> list[Any]:
        number = romans[(h.list_no or 1) - 1] if n == 0 else n
        return [number, *_person(m), m.relation, h.hamlet, "Hoa Thám"]

    header = ["STT", *PERSON, "Quan hệ với chủ hộ", "Thôn", "Xã"]
    return _book("roman_heads_and_numbered_members", header, line)


BOOKS = (
    heads_by_their_relation,
    heads_only_have_numbers,
    heads_with_a_tick,
    heads_coded_one,
    heads_merged_over_their_family,
    roman_heads_and_numbered_members,
)
