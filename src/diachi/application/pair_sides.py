"""The two rows of a pair side by side: what each list wrote, and which letters differ."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from diachi.application.link_records import read_in_unicode
from diachi.core.history import HelpedRecord, History
from diachi.core.household import ListedHousehold, Member
from diachi.core.register import Register
from diachi.core.text import clean

FIELDS = (
    "head_name",
    "head_birth",
    "head_sex",
    "personal_id",
    "phone",
    "ethnic_group",
    "members",
    "hamlet",
    "commune",
)
_NUMBER = re.compile(r"^[\d\s.\-]{8,}$")
Marked = tuple[tuple[str, bool], ...]  # pieces of a text, and whether the other side has something else there


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One row as its list wrote it; `help` of a record of earlier help: year, body, what was given."""

    id: str
    values: Mapping[str, str]
    help: HelpedRecord | None = None


class Sides:
    """Finds the row an id names, in this year's list or among the records of earlier help."""

    def __init__(self, register: Register, history: History) -> None:
        self._homes = {h.household_id: h for h in register.households}
        self._records = {r.record_id: r for r in read_in_unicode(history.helped)}
        self._members: dict[str, list[Member]] = defaultdict(list)
        for member in register.members:
            self._members[member.household_id].append(member)

    def of(self, row_id: str) -> Side | None:
        """Give the row, None when no list has it; a household of this year's list comes first."""
        if home := self._homes.get(row_id):
            return _of_home(home, self._members[row_id])
        record = self._records.get(row_id)
        return _of_record(record) if record else None


def _of_home(home: ListedHousehold, members: Sequence[Member]) -> Side:
    values = {name: str(getattr(home, name) or "") for name in FIELDS if name != "members"}
    values["head_name"] = home.head_name_raw or home.head_name
    others = [m for m in members if m.name != home.head_name]
    values["members"] = ", ".join(f"{m.name} ({m.birth[:4]})" if m.birth else m.name for m in others if m.name)
    return Side(id=home.household_id, values=values)


def _of_record(record: HelpedRecord) -> Side:
    return Side(id=record.record_id, values={name: getattr(record, name) for name in FIELDS}, help=record)


def marked(one: str, two: str) -> tuple[Marked, Marked]:
    """Give both texts in pieces, with what differs marked; capitals, blanks and zeros a sheet lost are no difference.

    A number of nine digits and one of twelve are not compared: one does not follow from the other.

    Holds: the pieces of a side put together are its text. Cost: O(letters squared).
    """
    one, two = clean(one), clean(two)
    if not one or not two:
        return _all(one, differs=False), _all(two, differs=False)
    numbers = [re.sub(r"\D", "", text).lstrip("0") for text in (one, two) if _NUMBER.match(text)]
    apart = len(numbers) == 2 and abs(len(numbers[0]) - len(numbers[1])) > 1
    if apart or _alike(one) == _alike(two):
        return _all(one, differs=False), _all(two, differs=False)
    if len(one) == len(two) and not re.search(r"[^\W\d_]", one + two):  # digits: place by place, also two swapped
        return _by_place(one, two), _by_place(two, one)
    a, b = _lower(one), _lower(two)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        left.append((one[i1:i2], kind != "equal"))
        right.append((two[j1:j2], kind != "equal"))
    return tuple(p for p in left if p[0]), tuple(p for p in right if p[0])


def _by_place(text: str, other: str) -> Marked:
    places = groupby(zip(text, other, strict=True), key=lambda pair: pair[0] != pair[1])
    return tuple(("".join(c for c, _ in run), differs) for differs, run in places)


def _all(text: str, *, differs: bool) -> Marked:
    return ((text, differs),) if text else ()


def _alike(text: str) -> str:
    bare = re.sub(r"[\s.\-]", "", text).lstrip("0") if _NUMBER.match(text) else text
    return unicodedata.normalize("NFC", bare).casefold()


def _lower(text: str) -> str:
    """Lower case letter by letter, so that places stay what they are."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)
