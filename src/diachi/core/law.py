"""What every record of the law data says of itself: which text gives it, since when, and who looked.

Source: habit 2 of the house, "law is dated data with a source"; code holds no threshold, code list or unit name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRecord:
    """One record of the law data; a table of law/ is a row type that adds its own columns to these.

    `still_valid_on` is the last day somebody vouches for: after it the record must be looked at again. A record whose
    `valid_to` is over is history and needs no vouching. `confirmed` = a public text was seen that says so.
    """

    valid_from: date | None = None
    valid_to: date | None = None
    document: str = ""
    article: str = ""
    still_valid_on: date | None = None
    confirmed: bool = False
    source: str = ""

    def holds_on(self, day: date) -> bool:
        """Say whether the record is in force on a day; an open end does not bar."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def unvouched_on(self, day: date) -> bool:
        """Say whether nobody vouches any more for a record that is, or will be, in force."""
        over = self.valid_to is not None and self.valid_to < day
        return not over and (self.still_valid_on is None or self.still_valid_on < day)


Record = TypeVar("Record", bound=LawRecord)


def in_force(records: Iterable[Record], day: date) -> tuple[Record, ...]:
    """Give the records in force on a day, in the order of the table."""
    return tuple(record for record in records if record.holds_on(day))
