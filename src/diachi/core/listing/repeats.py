"""A household that stands twice in what was sent, in one sheet or in two; both are taken, the later one says so."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from diachi.core.household import ListedHousehold
from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.sheet import ListRow
from diachi.core.names import hamlet_key, name_key


def note_repeats(listed: Sequence[tuple[ListRow, ListedHousehold]]) -> None:
    """Note each row whose household stands in an earlier one, by personal number or by name, birth and hamlet."""
    first: dict[Hashable, tuple[ListRow, ListedHousehold]] = {}
    for here in sorted(listed, key=lambda r: (r[0].sheet.file, r[0].sheet.name, r[0].number)):
        row, home = here
        before = [earlier for key in _keys(home) if (earlier := first.setdefault(key, here)) is not here]
        if same := next((one for one in before if _may_be_one(one[1], home)), None):
            row.note(IssueCode.HOUSEHOLD_TWICE, IssueLevel.WARNING, "head_name", place=_place(same[0], row))


def _keys(home: ListedHousehold) -> list[Hashable]:
    keys: list[Hashable] = [home.personal_id] if home.personal_id else []
    if home.head_name and home.head_birth:
        place = home.commune_code or home.commune
        keys.append((name_key(home.head_name), home.head_birth[:4], hamlet_key(home.hamlet), place))
    return keys


def _may_be_one(one: ListedHousehold, two: ListedHousehold) -> bool:
    """Namesakes of one year and hamlet with numbers of their own are two."""
    return not (one.personal_id and two.personal_id) or one.personal_id == two.personal_id


def _place(row: ListRow, seen_from: ListRow) -> str:
    file = f"{row.sheet.file} " if row.sheet.file != seen_from.sheet.file else ""
    return f"{file}{row.sheet.name}!{row.number}"
