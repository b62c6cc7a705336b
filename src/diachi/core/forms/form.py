"""A table as an office prints it, as data: title, columns with where their values come from, who signs.

The dataclasses are the schema of a form's TOML file; an office copies one, changes it, and uses its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

FORMAT = "diachi/form@1"


class RowsOf(StrEnum):
    """What one row of a form is."""

    PLACE = "place"  # a hamlet, a commune or a district
    HOUSEHOLD = "household"
    PERSON = "person"  # a page for each household, a row for each of its persons
    PAIR = "pair"  # a household with who helps it, a row for each thing given
    CLUSTER = "cluster"


class PlaceLevel(StrEnum):
    """Which places are rows; a form that names none takes the smallest below its whole area."""

    HAMLET = "hamlet"
    COMMUNE = "commune"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """One column: its header from the top line down, and what stands in it; nothing said = filled in by hand.

    `value` names a fact of the row; `count` the conditions a household meets to be counted, or figures of the form;
    `percent_of` what the count is held against.
    """

    header: tuple[str, ...]
    value: str = ""
    count: tuple[str, ...] = ()
    persons: bool = False
    percent_of: tuple[str, ...] = ()
    width_mm: int = 0

    @property
    def title(self) -> str:
        """Give the header in one line."""
        return ": ".join(self.header)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """One form. In its texts {year}, {area} and {list_date} are filled in."""

    format: str
    id: str
    title: tuple[str, ...]
    rows: RowsOf
    columns: tuple[FormColumn, ...]
    source: str = ""
    note: str = ""
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    only: tuple[str, ...] = ()  # which households, by conditions
    level: PlaceLevel | None = None
    by_area: bool = False  # towns first, then the country, each with its sum
    total: bool = True
    numbered: bool = True  # a line (1), (2), ... under the header
    portrait: bool = False
    signatures: tuple[tuple[str, ...], ...] = ()
    # What no list holds, by code or name of the place: {residents = {"06073" = 812}}
    figures: dict[str, dict[str, int]] = field(default_factory=dict)
