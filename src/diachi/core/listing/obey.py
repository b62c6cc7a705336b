"""Sheets opened as a person said: its letters, its headers, its columns; what nobody said is recognised as always."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from diachi.core.errors import ErrorCode, InputError
from diachi.core.issues import Issue, IssueCode
from diachi.core.listing.cells import Cell, text_of
from diachi.core.listing.headers import LAST_HEADER_ROW, MONEY, Layout, columns_of, said_of_columns, unit_of
from diachi.core.listing.list_mapping import NOT_SAID, TOGETHER, ColumnMapping, ListFont, ListMapping, ListTable
from diachi.core.listing.mapping import index_of, letter_of, used_as
from diachi.core.listing.old_fonts import in_font, in_unicode
from diachi.core.listing.row_kinds import is_total
from diachi.core.listing.sheet import SheetRows
from diachi.core.listing.tables import TableFound, tables_of
from diachi.core.listing.titles import title_of
from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.text import fold

_OF_HEADERS = 4
_ABOVE = 2  # rows above a recognised header where a person may say it begins


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSheet:
    """A sheet in Unicode with its tables; `passed_over` = a person said that it holds no list."""

    sheet: SheetRows
    tables: tuple[TableFound, ...] = ()
    told_by: tuple[ListMapping | None, ...] = ()  # for each table the mapping it obeys; empty = none was given
    notes: tuple[Issue, ...] = ()
    passed_over: bool = False
    decoded: bool = False  # its letters were those of an old font


@dataclass(slots=True)
class _Fit:
    """Where a mapping stands in a sheet: its header's first row, its columns, and the headers that are gone."""

    mapping: ListMapping
    at: int
    columns: dict[int, ColumnMapping] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    near: bool = True  # of the headers that stand there, three in four are the mapping's

    @property
    def unmoved(self) -> int:
        """Count the columns that stand where they stood: of tables side by side each has its own."""
        return sum(letter_of(n) == column.column for n, column in self.columns.items())


def open_sheet(sheet: SheetRows, lists: Sequence[ListMapping], words: Vocabulary) -> OpenedSheet:
    """Open one sheet.

    Takes: lists - what a person wrote down, in any order; none fits any sheet.
    Fails: InputError MAPPING_DOES_NOT_FIT when a list named by file and sheet lost a column that is read,
    MAPPING_COLUMN_TWICE, MAPPING_TWO_FIT.
    Holds: without a list that fits, a sheet is opened as if there were none.
    """
    lists = [one for one in lists if one.table is not ListTable.UNKNOWN]
    named = [one for one in lists if _is_named(one, sheet)]
    if any(one.table is ListTable.NONE and not one.columns for one in named):
        return OpenedSheet(sheet=sheet, passed_over=True)
    readable, notes = in_unicode(sheet)
    decoded = any(note.code is IssueCode.OLD_FONT for note in notes)
    if font := _font(sheet, lists, named):
        readable, notes, decoded = in_font(sheet, font.legacy), (), font.legacy is not None
    found = tables_of(readable)
    if not lists:
        return OpenedSheet(sheet=readable, tables=tuple(found), notes=notes, decoded=decoded)
    told, used = _recognised(found, sheet, lists, words)
    told += _placed(readable, sheet, [one for one in lists if one not in used], told, words)
    kept = [(table, one) for table, one in told if one is None or one.table is not ListTable.NONE]
    _need_fit(sheet, readable, named, told)
    passed = bool(told) and not kept
    return OpenedSheet(
        sheet=readable,
        tables=tuple(table for table, _ in kept),
        told_by=tuple(one for _, one in kept),
        notes=notes,
        passed_over=passed,
        decoded=decoded,
    )


def _font(sheet: SheetRows, lists: Sequence[ListMapping], named: Sequence[ListMapping]) -> ListFont | None:
    """Give the font a person named for this sheet: by its file, else where only in that font its headers fit."""
    said = {one.font for one in named if one.font}
    for one in lists if not said else ():
        if one.font is None or not _whole(_fit(one, in_font(sheet, one.font.legacy), raw=sheet)):
            continue
        if one.font is ListFont.UNICODE or not _whole(_fit(one, sheet)):
            said |= {one.font}
    return said.pop() if len(said) == 1 else None


Told = list[tuple[TableFound, ListMapping | None]]


def _recognised(
    found: Sequence[TableFound], raw: SheetRows, lists: Sequence[ListMapping], words: Vocabulary
) -> tuple[Told, list[ListMapping]]:
    told: Told = []
    used = []
    for table in found:
        rows = range(max(0, table.layout.first_row - _ABOVE), table.layout.header_row + 1)
        fit = _chosen([f for one in lists if (f := _fit(one, table.sheet, rows, raw))], table)
        told.append((_obeyed(table, fit, words), fit.mapping) if fit else (table, None))
        used += [fit.mapping] if fit else []
    return told, used


def _placed(sheet: SheetRows, raw: SheetRows, lists: Sequence[ListMapping], told: Told, words: Vocabulary) -> Told:
    """Tables nobody recognised, by the headers a person named; a wrong guess in their place goes."""
    fits = [fit for one in lists if (fit := _fit(one, sheet, raw=raw)) and not fit.gone]
    placed: Told = []
    for at in sorted({fit.at for fit in fits}):
        if _is_taken(at, [*told, *placed]):
            continue
        fit = _chosen([fit for fit in fits if fit.at == at], _table_at(sheet, at, told))
        if fit:
            end = at + len(fit.mapping.header_rows)
            told[:] = [(t, by) for t, by in told if by or t.layout.header_row < at or t.layout.first_row > end]
            placed.append((_obeyed(_table_at(sheet, at, told), fit, words), fit.mapping))
    return placed


def _table_at(sheet: SheetRows, at: int, told: Told) -> TableFound:
    """Give a table whose header nobody recognised, down to the next one."""
    below = min((t.layout.first_row for t, _ in told if t.layout.first_row > at), default=len(sheet.rows))
    lines = [line for line in sheet.rows[:at] if not is_total([s for c in line if (s := text_of(c))])]
    return TableFound(
        sheet=replace(sheet, rows=sheet.rows[:below]),
        layout=Layout(table="", header_row=at, columns={}, others={}, units={}),
        title=title_of(lines, sheet.name, sheet.file),
    )


def _is_named(one: ListMapping, sheet: SheetRows) -> bool:
    file = any(fnmatchcase(sheet.file.casefold(), pattern.casefold()) for pattern in one.files)
    return file and (not one.sheets or fold(sheet.name) in map(fold, one.sheets))


def _whole(fit: _Fit | None) -> bool:
    return fit is not None and not fit.gone


def _fit(
    one: ListMapping, sheet: SheetRows, rows: Iterable[int] | None = None, raw: SheetRows | None = None
) -> _Fit | None:
    """Give where a list stands best, None where not half of its headers do."""
    tried = [
        _fit_at(one, sheet, at, raw or sheet)
        for at in (range(min(len(sheet.rows), LAST_HEADER_ROW)) if rows is None else rows)
    ]
    first = one.header_rows[0] - 1 if one.header_rows else 0
    tried = [f for f in tried if len(f.columns) * 2 >= len(one.columns) and f.columns and f.near]
    return min(tried, key=lambda f: (len(f.gone), -len(f.columns), abs(f.at - first)), default=None)


def _fit_at(one: ListMapping, sheet: SheetRows, at: int, raw: SheetRows) -> _Fit:
    said = _headers(sheet.rows[at : at + max(1, len(one.header_rows))])
    for number, texts in _headers(raw.rows[at : at + max(1, len(one.header_rows))]).items():
        if number in said:
            said[number] |= texts
    fit = _Fit(one, at)
    for column in one.columns:
        wanted = fold(column.header)
        found = [n for n, texts in said.items() if wanted and wanted in texts]
        own = [n for n in found if letter_of(n) == column.column]
        if own or len(found) == 1:
            fit.columns[(own or found)[0]] = column
        elif not wanted and column.read_as != NOT_SAID:
            fit.columns[index_of(column.column)] = column
        elif column.is_read:
            (fit.twice if found else fit.gone).append(column.header)
    fit.near = (len(fit.columns) + len(fit.twice)) * _OF_HEADERS >= len(said) * (_OF_HEADERS - 1)
    return fit


def _headers(lines: Sequence[Sequence[Cell]]) -> dict[int, set[str]]:
    """Give what each column may be called: its lines together, or one of them."""
    width = max(map(len, lines), default=0)
    found = {}
    for at in range(width):
        texts = [text for line in lines if at < len(line) and (text := text_of(line[at]))]
        if texts:
            found[at] = {fold(" / ".join(texts)), *map(fold, texts)}
    return found


def _chosen(fits: Sequence[_Fit], table: TableFound) -> _Fit | None:
    """Give the mapping of most columns; among equals that of the sender, of the file, of the sheet."""
    whole = [fit for fit in fits if not fit.gone]
    if not whole:
        return None
    most = max(len(fit.columns) for fit in whole)
    best = [fit for fit in whole if len(fit.columns) == most]
    sender, sheet = fold(table.title.commune), table.sheet
    best = [fit for fit in best if sender and sender in map(fold, fit.mapping.senders)] or best
    best = [fit for fit in best if _is_named(fit.mapping, sheet)] or best
    most = max(fit.unmoved for fit in best)
    best = [fit for fit in best if fit.unmoved == most]
    if len({fit.mapping.meaning for fit in best}) > 1:
        raise InputError(ErrorCode.MAPPING_TWO_FIT, file=sheet.file, sheet=sheet.name)
    _need_one_column_each(best[0], sheet)
    return best[0]


def _need_one_column_each(fit: _Fit, sheet: SheetRows) -> None:
    if fit.twice:
        columns = ", ".join(fit.twice)
        raise InputError(ErrorCode.MAPPING_COLUMN_TWICE, file=sheet.file, sheet=sheet.name, columns=columns)


def _need_fit(raw: SheetRows, sheet: SheetRows, named: Sequence[ListMapping], told: Told) -> None:
    """A list named by its file and sheet that lost a column is not read by guess."""
    used = [by for _, by in told if by]
    for one in (n for n in named if n not in used and n.table is not ListTable.NONE):
        fit = _fit(one, sheet, raw=raw)
        exact = raw.file.casefold() in map(str.casefold, one.files) and one.sheets and not used
        if (fit is None and exact) or (fit and fit.gone and not _is_taken(fit.at, told)):
            gone = ", ".join(fit.gone if fit else [c.header or c.column for c in one.columns if c.is_read])
            raise InputError(ErrorCode.MAPPING_DOES_NOT_FIT, file=raw.file, sheet=raw.name, columns=gone)


def _is_taken(at: int, told: Told) -> bool:
    return any(by and t.layout.first_row <= at <= t.layout.header_row for t, by in told)


def _obeyed(table: TableFound, fit: _Fit, words: Vocabulary) -> TableFound:
    one, before = fit.mapping, table.layout
    depth = max(1, len(one.header_rows))
    lines = tuple(tuple(fold(text_of(c)) for c in row) for row in table.sheet.rows[fit.at : fit.at + depth])
    said = {n: word for n, word in enumerate(said_of_columns(lines)) if word}
    name = one.table.value
    together = {n for n, c in fit.columns.items() if c.read_as in TOGETHER and _ticked(n, c, said, name, words)}
    columns = {c.read_as: n for n, c in fit.columns.items() if c.is_read and n not in together}
    if {"head_surname", "head_given"} <= set(columns):
        columns["head_name"] = columns["head_surname"]
    said_of = {n for n, c in fit.columns.items() if c.read_as != NOT_SAID}
    # A column that is new since is read as always, where nothing else is read as its field.
    fresh = before.columns if before.table == name and before.columns else columns_of(lines, name)
    columns |= {k: n for k, n in fresh.items() if k not in columns and n not in said_of}
    passed = frozenset(n for n, c in fit.columns.items() if c.read_as == "")
    units = {
        k: c.unit.vnd if (c := fit.columns.get(n)) and c.unit else unit_of(said.get(n, ""))
        for k, n in columns.items()
        if k in MONEY
    }
    layout = Layout(
        table=name,
        header_row=fit.at + depth - 1,
        columns=columns,
        others={n: word for n, word in said.items() if n not in passed and n not in columns.values()},
        units=units,
        first_row=fit.at,
        lines=lines,
        passed_over=passed,
        mapped=True,
        day_order=one.day_order.value if one.day_order else "",
    )
    return replace(table, layout=layout)


def _ticked(at: int, column: ColumnMapping, said: dict[int, str], table: str, words: Vocabulary) -> bool:
    return used_as(said.get(at, ""), table, said, words) == column.read_as
