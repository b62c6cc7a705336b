"""How the columns of a sender's lists are to be read, as a person wrote it down: mapping.toml.

A list is known again by its headers, whatever its file is called now. What cannot hold of any list is refused here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from diachi.core.errors import ErrorCode, InputError
from diachi.core.legacy_text import LegacyFont
from diachi.core.listing.headers import DEEPEST, LAST_HEADER_ROW, MONEY, TABLES, forms_of
from diachi.core.text import fold

FORMAT = "diachi/mapping@1"
NOT_SAID = "?"  # nobody has said what a column is yet: it is recognised as always
_LETTERS = re.compile(r"[A-Z]{1,3}")
# Fields that several columns may say together: ticked kinds, years under "Nam" and "Nữ".
TOGETHER = ("causes", "deprivations", "status", "head_birth", "birth")


class ListTable(StrEnum):
    """What a list is; `none` = a person said it is nothing, `unknown` = nobody has said yet."""

    HOUSEHOLDS = "households"
    MEMBERS = "members"
    AGENCIES = "agencies"
    HELPED = "helped"
    CLUSTERS = "clusters"
    PAIRS = "pairs"
    NONE = "none"
    UNKNOWN = "unknown"


class DayOrder(StrEnum):
    """How days are written in a list."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class ListFont(StrEnum):
    """The font a list is typed in."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"

    @property
    def legacy(self) -> LegacyFont | None:
        """Give the old font, None for Unicode."""
        return {ListFont.TCVN3: LegacyFont.TCVN3, ListFont.VNI: LegacyFont.VNI}.get(self)


class MoneyUnit(StrEnum):
    """What one of a column's numbers is."""

    DONG = "dong"
    THOUSAND = "nghin"
    MILLION = "trieu"
    BILLION = "ty"

    @property
    def vnd(self) -> int:
        """Give the unit in VND."""
        return int(1_000 ** tuple(MoneyUnit).index(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """One column: its letter, its header as written, the field it is read as; "" = passed over, "?" = not said."""

    column: str
    header: str = ""
    read_as: str = NOT_SAID
    unit: MoneyUnit | None = None

    @property
    def is_read(self) -> bool:
        """Say whether a person named its field."""
        return self.read_as not in ("", NOT_SAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMapping:
    """One kind of list: how its columns are read; which files, sheets and senders it was seen in."""

    table: ListTable
    header_rows: tuple[int, ...] = ()
    files: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    day_order: DayOrder | None = None
    font: ListFont | None = None
    columns: tuple[ColumnMapping, ...] = ()

    @property
    def is_list(self) -> bool:
        """Say whether anything is read of it."""
        return self.table not in (ListTable.NONE, ListTable.UNKNOWN)

    @property
    def meaning(self) -> tuple[object, ...]:
        """Give all that says how it is read: two lists of one meaning are one."""
        return (self.table, len(self.header_rows), self.day_order, self.font, self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingBook:
    """A whole mapping.toml."""

    format: str = FORMAT
    lists: tuple[ListMapping, ...] = ()


def fields_for(table: str) -> tuple[str, ...]:
    """Give the fields a column of a table may be read as; a list of families also says what a household does."""
    own = TABLES[table].aliases
    return tuple(dict.fromkeys([*own, *(TABLES["households"].aliases if table == "members" else ())]))


def settled(book: MappingBook, file: str) -> MappingBook:
    """Give the book with each field by its name, also where it was written as lists call it: "Năm sinh".

    Fails: InputError FIELD_WRONG, MAPPING_FIELD_UNKNOWN, MAPPING_FIELD_TWICE, MAPPING_FIELD_MISSING.
    """
    return replace(book, lists=tuple(_settled(one, file, f"lists[{n}]") for n, one in enumerate(book.lists, start=1)))


def _settled(one: ListMapping, file: str, where: str) -> ListMapping:
    _need_rows(one, file, where)
    if not one.is_list:
        return one
    columns = tuple(replace(c, read_as=_field(one.table.value, c.read_as, file, where)) for c in one.columns)
    letters = Counter(c.column for c in columns)
    for column in columns:
        at = f"{where} {column.column}"
        if not _LETTERS.fullmatch(column.column) or letters[column.column] > 1:
            raise InputError(ErrorCode.FIELD_WRONG, file=file, where=at, wanted="A, B, C …")
        if column.unit and column.read_as not in MONEY:
            raise InputError(ErrorCode.FIELD_WRONG, file=file, where=f"{at} unit", wanted=", ".join(MONEY))
    said = Counter(c.read_as for c in columns if c.is_read)
    for name, count in said.items():
        if count > 1 and name not in TOGETHER:
            raise InputError(ErrorCode.MAPPING_FIELD_TWICE, file=file, list=where, field=name)
    joined = {"head_name"} if {"head_surname", "head_given"} <= set(said) else set()
    for name in TABLES[one.table.value].needed:
        if name not in said and name not in joined:
            raise InputError(ErrorCode.MAPPING_FIELD_MISSING, file=file, list=where, table=one.table.value, field=name)
    return replace(one, columns=columns)


def _need_rows(one: ListMapping, file: str, where: str) -> None:
    rows = one.header_rows
    run = rows == tuple(range(rows[0], rows[0] + len(rows))) if rows else not one.is_list
    if not run or len(rows) > DEEPEST or (rows and not 1 <= rows[0] <= LAST_HEADER_ROW):
        raise InputError(
            ErrorCode.FIELD_WRONG, file=file, where=f"{where} header_rows", wanted="[4], [4, 5], [4, 5, 6]"
        )


def _field(table: str, said: str, file: str, where: str) -> str:
    known = fields_for(table)
    if said in ("", NOT_SAID) or said in known:
        return said
    tables = (table, "households") if table == "members" else (table,)
    for own in tables:
        if (folded := fold(said)) in forms_of(own):
            return forms_of(own)[folded][0]
    raise InputError(ErrorCode.MAPPING_FIELD_UNKNOWN, file=file, list=where, field=said, table=table)
