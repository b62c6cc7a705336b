"""Where lists are at home: rows that name no district or province take the one all lists together speak of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diachi.core.listing.reading import said_of_area
from diachi.core.listing.sheet import ListRow
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.home import home_of
from diachi.core.places.keys import spans_of


def settle_home(rows: Sequence[ListRow], places: Gazetteer, on: date | None, told: tuple[str, ...]) -> None:
    """Give every row the area a person or the register told, else the only one rows name, else the one that holds
    the communes named.

    Holds: a row's own words win over its home; a commune of another district is asked, not taken from elsewhere.
    """
    said = {area for row in rows if (area := said_of_area(row))}
    home = told or (next(iter(said)) if len(said) == 1 else ())
    home = home or home_of({name for row in rows for name in _named(row)}, places, on=on)
    for row in rows:
        row.home = home


def _named(row: ListRow) -> list[str]:
    """The commune a row names; where it names none, all that may be one in the names of its sheet and file."""
    if name := row.text("commune") or row.commune or row.title.commune:
        return [name]
    return [span for name in row.title.names for span in spans_of(name)]
