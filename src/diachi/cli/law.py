"""diachi law [TABLE] [WORD ...] [--on D] | check [--today D]"""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Mapping
from datetime import date

from diachi.cli.console import Console
from diachi.cli.dates import day, today
from diachi.core.errors import ErrorCode, InputError
from diachi.core.law import LawRecord
from diachi.core.official_forms import printed
from diachi.core.table import read_row
from diachi.core.text import fold
from diachi.files.law.tables import LawTable, edition, law_table, table_names

SHOWN = 20
Row = Mapping[str, str]


def call(args: Namespace, console: Console) -> int:
    """Look the law data up, or say what must be looked at again."""
    if args.table == "check":
        return _check(day(args.today) if args.today else today(), args.json, console)
    tables = [law_table(name) for name in table_names()]
    if args.table is None:
        return _overview(tables, args.json, console)
    named = [t for t in tables if t.name == args.table]
    words = args.words if named else [args.table, *args.words]
    on = day(args.on) if args.on else None
    found = [(t, [r for r in t.rows if _meant(r, words, on)]) for t in named or tables]
    found = [(table, rows) for table, rows in found if rows]
    if not found:
        value = " ".join([args.table, *args.words])
        if on and any(_meant(r, words, None) for t in named or tables for r in t.rows):
            raise InputError(ErrorCode.LAW_NOTHING_THEN, value=value, day=printed(on))
        raise InputError(ErrorCode.LAW_TABLE_UNKNOWN, value=value)
    if args.json:
        console.machine({"law": edition(), "tables": {t.name: [dict(r) for r in rows] for t, rows in found}})
        return 0
    for table, rows in found:
        _show(table, rows, console)
    return 0


def _overview(tables: list[LawTable], as_json: bool, console: Console) -> int:
    if as_json:
        console.machine({"law": edition(), "tables": {t.name: {"title": t.title, "rows": len(t.rows)} for t in tables}})
        return 0
    for table in tables:
        console.result(console.words.text("law.table", name=table.name, title=table.title, rows=len(table.rows)))
    return 0


def _meant(row: Row, words: list[str], on: date | None) -> bool:
    if on is not None and not _record(row).holds_on(on):
        return False
    text = " ".join(_squeezed(cell) for cell in row.values()) if words else ""
    return all(_squeezed(word) in text for word in words)


def _squeezed(text: str) -> str:
    """Raglai finds Ra-glai."""
    return fold(text).replace(" ", "")


def _record(row: Row) -> LawRecord:
    return read_row(LawRecord, row)


def _show(table: LawTable, rows: list[Row], console: Console) -> None:
    console.result(console.words.text("law.table", name=table.name, title=table.title, rows=len(rows)))
    for row in rows[:SHOWN]:
        record = _record(row)
        console.result(console.words.text("law.row", cells=" · ".join(row[c] for c in table.columns if row[c])))
        text = ", ".join(part for part in (record.document, record.article) if part) or record.source
        mark = "" if record.confirmed else console.words.text("law.unconfirmed")
        until = console.words.text("law.until", day=record.still_valid_on) if record.still_valid_on else ""
        console.result(console.words.text("law.source", text=text + mark, until=until))
    if len(rows) > SHOWN:
        console.result(console.words.text("law.more", count=len(rows) - SHOWN))


def _check(on: date, as_json: bool, console: Console) -> int:
    """Exit 1 when a record in force, or still to come, is past the day somebody vouched for."""
    stale: dict[str, list[date | None]] = {}
    unconfirmed: Counter[str] = Counter()
    for name in table_names():
        records = [_record(row) for row in law_table(name).rows]
        unconfirmed[name] = sum(not r.confirmed for r in records)
        if days := [r.still_valid_on for r in records if r.unvouched_on(on)]:
            stale[name] = days
    if as_json:
        rows = {
            n: {"rows": len(d), "since": min((x.isoformat() for x in d if x), default="")} for n, d in stale.items()
        }
        console.machine({"law": edition(), "today": on.isoformat(), "stale": rows, "unconfirmed": dict(unconfirmed)})
        return 1 if stale else 0
    for name, days in stale.items():
        console.result(
            console.words.text("law.stale", name=name, rows=len(days), day=min((d for d in days if d), default=""))
        )
    if not stale:
        console.result(console.words.text("law.clean", today=on))
    console.result(console.words.text("law.unconfirmed_count", rows=unconfirmed.total()))
    return 1 if stale else 0
