"""A phone number as read: what was written, whether such a number may exist, what it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PhoneKind(StrEnum):
    """What answers at a number."""

    MOBILE = "mobile"
    LANDLINE = "landline"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneRead:
    """A number in the form it is dialled inside the country; one that cannot exist today is kept as written."""

    number: str
    valid: bool
    restored: bool = False
    kind: PhoneKind | None = None
