"""The part of import-register that shows how columns are read, keeps it, and obeys what a person corrected."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from diachi.application.map_lists import MappedSheet, lists_of, look_at_lists
from diachi.cli.console import Console
from diachi.core.listing.list_mapping import NOT_SAID, ListMapping
from diachi.core.listing.mapping import ColumnRead, TableRead, is_numbering
from diachi.core.listing.sheet import SheetRows
from diachi.core.shape import plain
from diachi.files.law.vocabulary import vocabulary
from diachi.files.mapping_toml import field_label, read_mapping, write_mapping

_WIDEST = 44


def told_lists(args: Namespace) -> tuple[ListMapping, ...]:
    """Give what a person wrote down; a mapping that is to be written and stands is obeyed too, so nothing is lost."""
    kept = Path(args.write_mapping) if args.write_mapping else None
    paths = [Path(args.mapping)] if args.mapping else []
    if kept and kept.exists() and kept not in paths:
        paths.append(kept)
    return tuple(one for path in paths for one in read_mapping(path).lists)


def show_and_keep(
    args: Namespace, sheets: Sequence[SheetRows], mapping: Sequence[ListMapping], console: Console
) -> None:
    """Do what --show-mapping and --write-mapping ask, before anything else is written."""
    if not (args.show_mapping or args.write_mapping or mapping):
        return
    looked = look_at_lists(sheets=sheets, words=vocabulary(), mapping=mapping)
    looks_only = not (args.out or args.into)
    if args.show_mapping and args.json and looks_only:
        tables = [read for sheet in looked for read, _ in sheet.tables]
        console.machine({"tables": plain(tables, lists=True)})
    elif args.show_mapping and not args.json:
        for sheet in looked:
            _show(sheet, console)
    elif mapping:
        for sheet in looked:
            for read, by in sheet.tables:
                if by is None:
                    console.say("mapping.fresh", file=read.file, sheet=read.sheet)
    if args.write_mapping:
        path = Path(args.write_mapping)
        lists = lists_of(looked, mapping)
        write_mapping(path, lists, console.words)
        console.say("mapping.written", lists=len(lists), file=path.name)


def _show(mapped: MappedSheet, console: Console) -> None:
    sheet = mapped.opened.sheet
    for read, by in mapped.tables:
        rows = str(read.first_row) if read.first_row == read.last_row else f"{read.first_row}-{read.last_row}"
        table = console.words.text(f"table.{read.table}")
        key = "mapping.by_hand" if by else "mapping.table"
        console.result(console.words.text(key, file=read.file, sheet=read.sheet, table=table, rows=rows))
        wide = min(_WIDEST, max((len(column.header) for column in read.columns), default=0))
        for column in read.columns:
            console.result(_line(read, column, wide, console))
    if not mapped.tables and sheet.rows:
        key = "mapping.none" if mapped.opened.passed_over else "mapping.unknown"
        console.result(console.words.text(key, file=sheet.file, sheet=sheet.name))


def _field(read: TableRead, column: ColumnRead) -> str:
    told = column.letter in read.passed_over or is_numbering(column.header)
    return column.field or ("" if told else NOT_SAID)


def _line(read: TableRead, column: ColumnRead, wide: int, console: Console) -> str:
    header = column.header if len(column.header) <= wide else column.header[: wide - 1] + "…"
    facts = {
        "letter": column.letter.ljust(2),
        "header": header.ljust(wide),
        "field": field_label(read.table, _field(read, column), console.words),
        "filled": column.filled,
    }
    if column.unit_vnd > 1:
        return console.words.text("mapping.column_in", unit=column.unit_vnd, **facts)
    return console.words.text("mapping.column", **facts)
