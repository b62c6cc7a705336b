"""Ids that survive a second import, a corrected workbook and a re-sorted sheet.

Source: the formats, register: by the hidden id column, then (commune_code, hamlet, list_no) of the same list, then
personal id, then one unambiguous name + birth year + hamlet; a new row gets <commune_code>-<year>-<n>.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from diachi.core.household import ListedHousehold
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.sheet import ListRow
from diachi.core.text import fold

NO_COMMUNE = "00000"
NO_YEAR = "0000"
Numbered = tuple[ListRow, ListedHousehold]
Key = Callable[[ListedHousehold], Hashable | None]


def _by_list(h: ListedHousehold) -> Hashable | None:
    return (h.list_id, h.commune_code, fold(h.hamlet), h.list_no) if h.list_no is not None and h.list_id else None


def _by_number(h: ListedHousehold) -> Hashable | None:
    return h.personal_id or None


def _by_name(h: ListedHousehold) -> Hashable | None:
    return (fold(h.head_name), h.head_birth[:4], fold(h.hamlet), h.commune_code) if h.head_birth else None


KEYS: tuple[Key, ...] = (_by_list, _by_number, _by_name)


def assign_ids(read: Sequence[Numbered], known: Sequence[ListedHousehold], year: int | None) -> list[Numbered]:
    """Give every row its id: one it had before, or the next free number of its commune and year.

    Holds: rows in any order get the same ids; two rows never share one; an ambiguous match is an issue, never a guess.
    """
    ids = {h.household_id for h in known}
    taken: dict[int, str] = {}
    for index, (row, household) in enumerate(read):
        given = household.household_id
        if given and given in ids and given not in taken.values():
            taken[index] = given
        elif given:
            row.note(IssueCode.ID_UNKNOWN, IssueLevel.WARNING, "household_id")
    for key in KEYS:
        _match(read, known, key, taken)
    return _number(read, ids, taken, year)


def _match(read: Sequence[Numbered], known: Sequence[ListedHousehold], key: Key, taken: dict[int, str]) -> None:
    free = [h for h in known if h.household_id not in taken.values()]
    old = _grouped((key(h), h) for h in free)
    new = _grouped((key(h), i) for i, (_, h) in enumerate(read) if i not in taken)
    for value, rows in new.items():
        candidates = old.get(value, [])
        if not candidates:
            continue
        if len(rows) == 1 and len(candidates) == 1:
            if key is not _by_list or _agree(read[rows[0]][1], candidates[0]):
                taken[rows[0]] = candidates[0].household_id
        elif key is not _by_list:
            for index in rows:
                read[index][0].note(IssueCode.ID_AMBIGUOUS, IssueLevel.WARNING, "head_name", candidates=len(candidates))


def _agree(new: ListedHousehold, old: ListedHousehold) -> bool:
    """The same number of the same list is the same household, unless name, birth and personal id all say otherwise."""
    return (
        fold(new.head_name) == fold(old.head_name)
        or bool(new.personal_id and new.personal_id == old.personal_id)
        or bool(new.head_birth and new.head_birth[:4] == old.head_birth[:4])
    )


def _grouped(pairs: Iterable[tuple[Hashable | None, object]]) -> dict[Hashable, list]:  # type: ignore[type-arg]
    found: dict[Hashable, list] = defaultdict(list)  # type: ignore[type-arg]
    for value, item in pairs:
        if value is not None:
            found[value].append(item)
    return found


def _number(read: Sequence[Numbered], ids: set[str], taken: dict[int, str], year: int | None) -> list[Numbered]:
    used = set(ids) | set(taken.values())
    fresh = sorted((i for i in range(len(read)) if i not in taken), key=lambda i: _order(*read[i]))
    for index in fresh:
        household = read[index][1]
        said = household.list_date.year if household.list_date else year
        stem = f"{household.commune_code or NO_COMMUNE}-{said or NO_YEAR}"
        number = 1
        while f"{stem}-{number}" in used:
            number += 1
        taken[index] = f"{stem}-{number}"
        used.add(taken[index])
    return [(row, replace(h, household_id=taken[i])) for i, (row, h) in enumerate(read)]


def _order(row: ListRow, h: ListedHousehold) -> tuple[object, ...]:
    return (fold(h.hamlet), h.list_no is None, h.list_no or 0, fold(h.head_name), h.head_birth, row.number)
