"""Which household id each row of a list was given, so that a returned workbook can carry it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diachi.core.listing.families import split_families
from diachi.core.listing.home import settle_home
from diachi.core.listing.ids import assign_ids
from diachi.core.listing.old_fonts import in_unicode
from diachi.core.listing.people import household_of
from diachi.core.listing.persons import PersonTables
from diachi.core.listing.rows import rows_of
from diachi.core.listing.sheet import ListRow, SheetRows
from diachi.core.listing.tables import tables_of
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.places.gazetteer import Gazetteer
from diachi.core.places.home import home_of_codes
from diachi.core.register import Register

RowAt = tuple[str, str, int]  # file, sheet, row as a person counts it


def listed_ids(
    *,
    sheets: Sequence[SheetRows],
    places: Gazetteer,
    words: Vocabulary,
    persons: PersonTables,
    on: date | None = None,
    home: Sequence[str] = (),
    into: Register | None = None,
) -> dict[RowAt, str]:
    """Give the household id of every row that was taken; the arguments are those of the import.

    Ids are a function of the rows and of the register that stood before, so the import gave these very ids.
    """
    into = into or Register()
    everybody: list[ListRow] = []
    heads: list[ListRow] = []
    for read_sheet in sorted(sheets, key=lambda s: (s.file, s.name)):
        sheet, _ = in_unicode(read_sheet)
        for table in tables_of(sheet):
            rows = rows_of(table.sheet, table.layout, table.title).rows
            families = split_families(rows)[0] if table.layout.table == "members" else []
            heads += rows if table.layout.table == "households" else families
            everybody += [*families, *rows]
    home = tuple(home) or home_of_codes(
        ((h.commune_code, h.list_date) for h in into.households if h.commune_code), places
    )
    settle_home(everybody, places, on, home)
    read = [(row, household_of(row, places, words, persons, on)) for row in heads if not row.failed()]
    numbered = assign_ids(read, into.households)
    return {(row.sheet.file, row.sheet.name, row.number): h.household_id for row, h in numbered}
