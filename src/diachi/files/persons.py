"""What the reading of persons needs, brought together: tables of the law data and the numbering plan."""

from __future__ import annotations

from functools import cache

from diachi.core.listing.persons import PersonTables
from diachi.files.law.people import ethnic_groups, id_provinces
from diachi.files.law.poverty import deprivation_indicators, standards
from diachi.files.phones import read_phone


@cache
def person_tables() -> PersonTables:
    """Give what cells of persons are held against."""
    return PersonTables(
        id_provinces=id_provinces(),
        ethnic_groups=ethnic_groups(),
        read_phone=read_phone,
        standards=standards(),
        indicators=deprivation_indicators(),
    )
