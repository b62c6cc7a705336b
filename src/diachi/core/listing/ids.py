"""Ids that survive a second import, a corrected workbook and a re-sorted sheet.

Source: the formats, register: by the hidden id column, then (commune_code, hamlet, list_no) of the same list, then
personal id, then one unambiguous name + birth year + hamlet; a new row gets <commune_code>-<year>-<n>.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from diachi.core.household import ListedHousehold, give_id
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.sheet import ListRow
from diachi.core.names import hamlet_key, name_key
from diachi.core.table import write_row
from diachi.core.text import fold

NO_COMMUNE = "00000"
NO_YEAR = "0000"
_OURS = re.compile(r"\d{5}-\d{4}-[1-9]\d*")
Numbered = tuple[ListRow, ListedHousehold]
Key = Callable[[ListedHousehold], Hashable | None]


def _whole(h: ListedHousehold) -> Hashable | None:
    return write_row(h)[1:]  # all but the id


def _by_list(h: ListedHousehold) -> Hashable | None:
    return (h.list_id, h.commune_code, hamlet_key(h.hamlet), h.list_no) if h.list_no is not None and h.list_id else None


def _by_number(h: ListedHousehold) -> Hashable | None:
    return h.personal_id or None


def _by_name(h: ListedHousehold) -> Hashable | None:
    return (*_person(h), h.commune_code) if h.head_birth and h.head_name else None


def _by_name_anywhere(h: ListedHousehold) -> Hashable | None:
    """For a commune that was not resolved when the list was first read, or is not now."""
    return _person(h) if h.head_birth and h.head_name and h.hamlet else None


def _by_place_in_list(h: ListedHousehold) -> Hashable | None:
    """For a hamlet that was corrected: the number of the list and the person are the same."""
    number = h.list_no if h.list_id else None
    return (h.list_id, h.commune_code, number, *_person(h)[:2]) if number is not None and h.head_name else None


def _person(h: ListedHousehold) -> tuple[str, str, str]:
    return name_key(h.head_name), h.head_birth[:4], hamlet_key(h.hamlet)


@dataclass(slots=True)
class _Matching:
    """Which row keeps which id; a row and an id meet once."""

    read: Sequence[Numbered]
    known: Sequence[ListedHousehold]
    of_row: dict[int, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)
    brought: dict[int, str] = field(default_factory=dict)  # ids of our form that are not known here

    def keep(self, index: int, household_id: str) -> None:
        self.of_row[index] = household_id
        self.used.add(household_id)

    def groups(self, key: Key) -> Iterable[tuple[list[int], list[ListedHousehold]]]:
        """Rows and old households of one key, both still free."""
        old = _grouped((key(h), h) for h in self.known if h.household_id not in self.used)
        if not old:
            return []
        new = _grouped((key(h), i) for i, (_, h) in enumerate(self.read) if i not in self.of_row)
        return [(rows, old[value]) for value, rows in new.items() if value in old]


def assign_ids(read: Sequence[Numbered], known: Sequence[ListedHousehold]) -> list[Numbered]:
    """Give every row its id: one it had before, or the next free number of its commune and year.

    Holds: rows in any order get the same ids; two rows never share one; an ambiguous match is an issue, never a guess.
    """
    matching = _Matching(read, sorted(known, key=lambda h: h.household_id))
    _by_hidden_id(matching)
    _unchanged(matching)
    _by_list_number(matching)
    _unambiguous(matching, _by_number)
    _unambiguous(matching, _by_name)
    _unambiguous(matching, _by_place_in_list)
    _unambiguous(matching, _by_name_anywhere, lambda new, old: not (new.commune_code and old.commune_code))
    _other_household(matching)
    _brought(matching)
    _number(matching)
    return [(row, give_id(h, matching.of_row[i])) for i, (row, h) in enumerate(read)]


def _by_hidden_id(matching: _Matching) -> None:
    ids = {h.household_id for h in matching.known}
    said: dict[str, list[int]] = defaultdict(list)
    for index, (_, household) in enumerate(matching.read):
        if household.household_id:
            said[household.household_id].append(index)
    for household_id, rows in said.items():
        if household_id in ids and len(rows) == 1:
            matching.keep(rows[0], household_id)
        elif len(rows) == 1 and _OURS.fullmatch(household_id):
            matching.brought[rows[0]] = household_id
        else:
            code = IssueCode.ID_TWICE if len(rows) > 1 else IssueCode.ID_UNKNOWN
            for index in rows:
                matching.read[index][0].note(code, IssueLevel.WARNING, "household_id")


def _brought(matching: _Matching) -> None:
    """An id of our form that nobody holds comes from a register that is not here: a row without another keeps it.

    So a returned workbook begins a new register with the ids it had; whoever is known here under another id keeps that.
    """
    held = {h.household_id for h in matching.known} | matching.used
    for index, household_id in matching.brought.items():
        if index not in matching.of_row and household_id not in held:
            matching.keep(index, household_id)
        else:
            matching.read[index][0].note(IssueCode.ID_UNKNOWN, IssueLevel.WARNING, "household_id")


def _unchanged(matching: _Matching) -> None:
    """Rows that say exactly what they said keep their ids, also where two rows say the same."""
    for rows, old in matching.groups(_whole):
        if len(rows) == len(old):
            for index, household in zip(_in_order(matching.read, rows), old, strict=True):
                matching.keep(index, household.household_id)


def _by_list_number(matching: _Matching) -> None:
    """The same number of the same list is the same household when its person agrees: a re-sorted sheet renumbers."""
    for rows, old in matching.groups(_by_list):
        if len(rows) == len(old) == 1 and _one_person(matching.read[rows[0]][1], old[0]):
            matching.keep(rows[0], old[0].household_id)


def _one_person(new: ListedHousehold, old: ListedHousehold) -> bool:
    if new.personal_id and new.personal_id == old.personal_id:
        return True
    if name_key(new.head_name) == name_key(old.head_name):
        return True
    words = set(name_key(new.head_name).split()) & set(name_key(old.head_name).split())
    return bool(new.head_birth) and new.head_birth[:4] == old.head_birth[:4] and len(words) > 1


def _unambiguous(
    matching: _Matching, key: Key, fits: Callable[[ListedHousehold, ListedHousehold], bool] = lambda new, old: True
) -> None:
    for rows, old in matching.groups(key):
        pairs = [(i, h) for i in rows for h in old if fits(matching.read[i][1], h)]
        if len(pairs) == 1:
            index, household = pairs[0]
            matching.keep(index, household.household_id)
        for index, _ in pairs if len(pairs) > 1 else ():
            if index not in matching.asked:
                count = len({h.household_id for _, h in pairs})
                matching.read[index][0].note(IssueCode.ID_AMBIGUOUS, IssueLevel.WARNING, "head_name", candidates=count)
                matching.asked.add(index)


def _other_household(matching: _Matching) -> None:
    """A number of the list that was somebody else's is said, so that a person can write the id when it is the same."""
    for rows, old in matching.groups(_by_list):
        for index in rows:
            if len(rows) == len(old) == 1 and index not in matching.asked:
                matching.read[index][0].note(IssueCode.NUMBER_REUSED, IssueLevel.NOTE, "list_no")


def _grouped(pairs: Iterable[tuple[Hashable | None, object]]) -> dict[Hashable, list]:  # type: ignore[type-arg]
    found: dict[Hashable, list] = defaultdict(list)  # type: ignore[type-arg]
    for value, item in pairs:
        if value is not None:
            found[value].append(item)
    return dict(found)


def _number(matching: _Matching) -> None:
    used = {h.household_id for h in matching.known} | matching.used
    next_of: dict[str, int] = defaultdict(lambda: 1)
    fresh = [i for i in range(len(matching.read)) if i not in matching.of_row]
    for index in _in_order(matching.read, fresh):
        row, household = matching.read[index]
        year = household.list_date.year if household.list_date else row.title.year
        stem = f"{household.commune_code or NO_COMMUNE}-{year or NO_YEAR}"
        number = next_of[stem]
        while (household_id := f"{stem}-{number}") in used:
            number += 1
        next_of[stem] = number + 1
        matching.keep(index, household_id)
        used.add(household_id)


def _in_order(read: Sequence[Numbered], rows: Iterable[int]) -> list[int]:
    """Rows by hamlet, number, name and birth; alike in all that, by all they say, and last by where they stand."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index in rows:
        alike[_stated(read[index][1])].append(index)
    for same in alike.values():
        if len(same) > 1:
            same.sort(key=lambda i: _said_and_stood(*read[i]))
    return [index for key in sorted(alike) for index in alike[key]]


def _stated(h: ListedHousehold) -> tuple[object, ...]:
    return fold(h.hamlet), h.list_no is None, h.list_no or 0, fold(h.head_name), h.head_birth


def _said_and_stood(row: ListRow, h: ListedHousehold) -> tuple[object, ...]:
    return write_row(h)[1:], row.sheet.file, row.sheet.name, row.number
