"""How the lists of one call were understood, as a mapping a person can correct and keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diachi.core.listing.cells import text_of
from diachi.core.listing.headers import LAST_HEADER_ROW, MONEY
from diachi.core.listing.list_mapping import NOT_SAID, ColumnMapping, ListMapping, ListTable, MoneyUnit
from diachi.core.listing.mapping import TableRead, is_numbering, letter_of, table_read
from diachi.core.listing.obey import OpenedSheet, open_sheet
from diachi.core.listing.rows import rows_of
from diachi.core.listing.sheet import SheetRows
from diachi.core.listing.vocabulary import Vocabulary

_UNITS = {unit.vnd: unit for unit in MoneyUnit if unit.vnd > 1}
_FEWEST_HEADERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedSheet:
    """One sheet as it is understood: each table with the mapping it obeys, None where it was recognised."""

    opened: OpenedSheet
    tables: tuple[tuple[TableRead, ListMapping | None], ...]


def look_at_lists(
    *, sheets: Sequence[SheetRows], words: Vocabulary, mapping: Sequence[ListMapping] = ()
) -> tuple[MappedSheet, ...]:
    """Give how sheets are understood, and import nothing.

    Source: the issue "Lists in, lists out": the mapping can be shown, corrected, kept per sender.
    Takes: sheets as their senders know them; mapping - what a person wrote down.
    Gives: each sheet in the order given, also one of which nothing is recognised.
    Fails: InputError MAPPING_* when what was written down does not hold any more.
    Holds: the tables are those an import of the same sheets would read.
    Cost: O(cells).
    """
    return tuple(_looked_at(open_sheet(sheet, mapping, words), words) for sheet in sheets)


def _looked_at(opened: OpenedSheet, words: Vocabulary) -> MappedSheet:
    reads = [table_read(t, rows_of(t.sheet, t.layout, t.title).rows, words)[0] for t in opened.tables]
    by = opened.told_by or (None,) * len(reads)
    return MappedSheet(opened=opened, tables=tuple(zip(reads, by, strict=True)))


def lists_of(sheets: Sequence[MappedSheet], known: Sequence[ListMapping]) -> tuple[ListMapping, ...]:
    """Give what was known, with the files it was seen in now, and one mapping for each new form of list.

    Holds: nothing a person wrote is lost or changed; lists of one meaning are one.
    """
    found = {one.meaning: one for one in known}
    for one in _seen(sheets):
        before = found.get(one.meaning)
        found[one.meaning] = _joined(before, one) if before else one
    return tuple(found.values())


def _seen(sheets: Sequence[MappedSheet]) -> Iterator[ListMapping]:
    for mapped in sheets:
        for read, by in mapped.tables:
            where = ListMapping(
                table=ListTable(read.table),
                files=(read.file,),
                sheets=(read.sheet,),
                senders=(read.sender,) if read.sender else (),
            )
            yield _joined(by, where) if by else _drawn(read, where)
        if not mapped.tables and not mapped.opened.passed_over and (bare := _unknown(mapped.opened.sheet)):
            yield bare


def _joined(one: ListMapping, seen: ListMapping) -> ListMapping:
    def both(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*getattr(one, name), *getattr(seen, name)]))

    return replace(one, files=both("files"), sheets=both("sheets"), senders=both("senders"))


def _drawn(read: TableRead, where: ListMapping) -> ListMapping:
    columns = tuple(
        ColumnMapping(
            column=column.letter,
            header=column.header,
            read_as=column.field or ("" if is_numbering(column.header) else NOT_SAID),
            unit=_UNITS.get(column.unit_vnd) if column.field in MONEY else None,
        )
        for column in read.columns
        if column.header or column.field
    )
    return replace(where, header_rows=tuple(range(read.first_row, read.last_row + 1)), columns=columns)


def _unknown(sheet: SheetRows) -> ListMapping | None:
    """A sheet nobody recognised, as it is: a person may say what it is and what its columns are."""
    for at, row in enumerate(sheet.rows[:LAST_HEADER_ROW]):
        said = {n: text_of(cell) for n, cell in enumerate(row) if isinstance(cell, str) and text_of(cell)}
        if len(said) >= _FEWEST_HEADERS:
            columns = tuple(ColumnMapping(column=letter_of(n), header=header) for n, header in said.items())
            return ListMapping(
                table=ListTable.UNKNOWN,
                header_rows=(at + 1,),
                files=(sheet.file,),
                sheets=(sheet.name,),
                columns=columns,
            )
    return None
