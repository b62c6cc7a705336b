"""diachi import-register FILE ... -o REGISTER | --into REGISTER | --only-check [--return DIR]; --checks"""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from diachi.application.first_look import FIRST_ROWS, first_look
from diachi.application.import_register import Imported, import_register, nothing_known
from diachi.cli.console import Console
from diachi.cli.dates import day
from diachi.cli.exchange import TakenBack, take_back
from diachi.cli.import_checks import say_checks
from diachi.cli.import_mapping import show_and_keep, told_lists
from diachi.cli.received import rows_of, say_received, show_received, told_rows, withdraw, write_page
from diachi.cli.workbooks_back import GivenBack, Sent, give_back, read_each, read_sent
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.listing.sheet import SheetRows
from diachi.core.living.back import is_living
from diachi.core.register import REGISTER_TABLES
from diachi.core.shape import plain
from diachi.core.snapshots import Snapshots
from diachi.files.atomic import need_ours, whole_folder
from diachi.files.law.added import commune_points
from diachi.files.law.places import gazetteer
from diachi.files.law.tables import edition
from diachi.files.law.vocabulary import vocabulary
from diachi.files.persons import person_tables
from diachi.files.register_folder import (
    PACKAGE,
    read_history,
    read_register,
    write_conflicts,
    write_history,
    write_register,
)
from diachi.files.snapshot_tables import hashes_of, read_snapshots

SHOWN, SHOWN_FIRST = 12, 6


def call(args: Namespace, console: Console) -> int:
    """Read workbooks into a register folder; all issues stand in issues.csv beside the tables."""
    if args.checks:
        say_checks(console, as_json=args.json)
        return 0
    if args.withdraw:
        return withdraw(args, console)
    if args.received and not args.files:
        return show_received(args, console)
    with uncollected():
        return _import(args, console)


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no circles meanwhile: rows hold none, and looking among a million cells takes a third of the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _import(args: Namespace, console: Console) -> int:
    if not (args.out or args.into or args.only_check):
        sheets = [sheet for own in read_sent(args.files, returning=False).values() for sheet in own]
        show_and_keep(args, sheets, told_lists(args), console)
        return 0
    standing = read_register(Path(args.into)) if args.into else None
    target = Path(args.into or args.out or "register")
    history = Path(args.history) if args.history else target.with_name("history")
    if not args.only_check:
        need_ours(target, PACKAGE)
    sent, refused = read_each(args.files, returning=bool(args.back), console=console)
    books = {path: own for path, own in sent.items() if is_living(own)}
    lists = {path: own for path, own in sent.items() if path not in books}
    # What stands is laid over only where it was named: a new register begins a new history beside it.
    earlier = read_history(history) if args.into or args.history else History()
    taken = take_back(books, standing, earlier, console)
    sheets = [*(sheet for own in lists.values() for sheet in own), *taken.new_rows]
    held_against: dict[str, Any] = {
        "places": gazetteer(),
        "words": vocabulary(),
        "persons": person_tables(),
        "on": day(args.on) if args.on else None,
        "home": (args.home,) if args.home else (),
        "into": taken.register if books else standing,
        "mapping": told_lists(args),
        "snapshots": read_snapshots(Path(args.into)) if args.into else Snapshots(),
        "sources": hashes_of(sent) if args.out or args.into else {},
    }
    show_and_keep(args, sheets, held_against["mapping"], console)
    if sheets or not books:
        with console.step("step.read_lists"):
            found = _imported(lists, sheets, taken.history, held_against, args, console)
    else:
        kept = held_against["snapshots"]
        found = Imported(register=taken.register, history=taken.history, issues=(), counts=(), snapshots=kept)
    found = replace(found, issues=(*taken.issues, *found.issues))
    if not args.only_check:
        _write(found, taken, target, history)
    received = rows_of(found.register, found.snapshots)
    if not args.json:
        say_imported(found, console)
        if len(lists) > 1 or args.received:
            say_received(received, console)
    write_page(received, args, console)
    back = give_back(lists, found, Path(args.back), console) if args.back else ()
    if args.json:
        names = [{"file": refusal.facts.get("file"), "code": refusal.code.value} for refusal in refused]
        console.machine({**_told(found, back), "lists": told_rows(received), "refused": names})
    if args.only_check:
        console.say("import.only_checked")
    if refused:
        console.say("import.refused", count=len(refused), files=tuple(str(r.facts.get("file")) for r in refused))
    return 1 if refused else 0


def _imported(
    lists: Sent, sheets: list[SheetRows], history: History, against: dict[str, Any], args: Namespace, console: Console
) -> Imported:
    """Import; where nothing is recognised the sender still gets the files back, with what is missing."""

    def read(some: Sequence[SheetRows]) -> Imported:
        return import_register(sheets=some, history=history, points=commune_points(), **against)

    try:
        if not args.json:
            say_first(sheets, read, console)
        return read(sheets)
    except InputError as refusal:
        if args.back and refusal.code is ErrorCode.NO_KNOWN_SHEET:
            give_back(lists, nothing_known(sheets), Path(args.back), console)
        raise


def _told(found: Imported, back: tuple[GivenBack, ...]) -> dict[str, Any]:
    return {
        "counts": plain(found.counts, lists=True),
        "issues": plain(found.issues, lists=True),
        "returned": plain(back, lists=True),
        "tables": plain(found.tables, lists=True),
        "law": edition(),
    }


def _write(found: Imported, taken: TakenBack, target: Path, history: Path) -> None:
    with whole_folder(target, PACKAGE) as folder:
        write_register(folder, found.register, found.issues, snapshots=found.snapshots)
        if taken.cells:
            write_conflicts(folder / "conflicts.csv", taken.cells)
    if found.history.helped:
        with whole_folder(history, PACKAGE) as folder:
            write_history(folder, found.history)


def say_imported(found: Imported, console: Console) -> None:
    """Say the balance of each table and the causes to look at, most frequent first."""
    for count in found.counts:
        label = console.words.text(f"table.{count.table}")
        parts = {"accepted": count.accepted, "corrected": count.corrected, "rejected": count.rejected}
        console.say("import.count", table=label, read=count.read, **parts)
    say_causes(found.issues, SHOWN, console)
    _say_unread(found.issues, console)


def _say_unread(issues: Sequence[Issue], console: Console) -> None:
    """Name the columns with values nobody read, each header once, those of most sheets first."""
    places: dict[str, set[tuple[str, str]]] = {}
    for issue in issues:
        if issue.code is IssueCode.COLUMN_NOT_READ:
            places.setdefault(str(issue.facts["header"]), set()).add((issue.file, issue.sheet))
    if places:
        by_count = sorted(places.items(), key=lambda p: (-len(p[1]), p[0]))
        named = tuple(console.words.text("import.unread_column", header=h, count=len(own)) for h, own in by_count)
        console.say("import.unread", columns=named[:SHOWN])


def say_first(sheets: Sequence[SheetRows], read: Callable[[Sequence[SheetRows]], Imported], console: Console) -> None:
    """Say at once what the first rows of long lists show; nothing recognised there is told by the import itself."""
    try:
        found = first_look(sheets=sheets, read=read)
    except InputError as refusal:
        if refusal.code is not ErrorCode.NO_KNOWN_SHEET:
            raise
        return
    if found is None:
        return
    console.say("first.head", rows=FIRST_ROWS)
    for table in found.tables:
        unread = sum(column.filled > 0 and not column.field for column in table.columns)
        facts = {"file": table.file, "sheet": table.sheet, "table": console.words.text(f"table.{table.table}")}
        console.say("first.table", columns=sum(bool(c.field) for c in table.columns), unread=unread, **facts)
    say_causes(found.issues, SHOWN_FIRST, console)
    console.say("first.rest")


def say_causes(issues: Sequence[Issue], most: int, console: Console) -> None:
    """Say the causes of errors and warnings, the most frequent first; of several files each place names its own."""
    told = [issue for issue in issues if issue.level is not IssueLevel.NOTE]
    several = len({issue.file for issue in told}) > 1
    causes: dict[str, list[str]] = {}
    for issue in told:
        place = f"{issue.file}, {issue.sheet}:{issue.row}" if several else f"{issue.sheet}:{issue.row}"
        column = f" [{_called(issue.column, console)}]" if issue.column else ""
        causes.setdefault(f"{console.words.issue(issue)}{column}", []).append(place)
    for said, places in sorted(causes.items(), key=lambda c: (-len(c[1]), c[0]))[:most]:
        console.say("import.cause", count=len(places), said=said, places="; ".join(places[:3]))


def _called(column: str, console: Console) -> str:
    """Give how people call a column of ours."""
    keys = (f"living.{table}.{column}" for table in (*REGISTER_TABLES, "helped"))
    return next((console.words.text(key) for key in keys if console.words.has(key)), column)
