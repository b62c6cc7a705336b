"""diachi import-register FILE ... -o REGISTER | --into REGISTER | --only-check [--return DIR]; --checks"""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from diachi.application.import_register import Imported, import_register, nothing_known
from diachi.cli.console import Console
from diachi.cli.dates import day
from diachi.cli.exchange import TakenBack, take_back
from diachi.cli.import_checks import say_checks
from diachi.cli.import_mapping import show_and_keep, told_lists
from diachi.cli.import_told import say_first, say_imported, say_refused, told
from diachi.cli.received import rows_of, say_received, show_received, told_rows, withdraw, write_page
from diachi.cli.workbooks_back import Sent, give_back, read_each, read_sent
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.listing.sheet import SheetRows
from diachi.core.living.back import is_living
from diachi.core.register import Register
from diachi.core.snapshots import Snapshots
from diachi.files.atomic import need_ours, whole_folder
from diachi.files.law.added import commune_points
from diachi.files.law.places import gazetteer
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
    held_against = _held_against(args, sent, taken.register if books else standing)
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
        console.machine({**told(found, back, refused), "lists": told_rows(received)})
    if args.only_check:
        console.say("import.only_checked")
    return say_refused(refused, console)


def _held_against(args: Namespace, sent: Sent, into: Register | None) -> dict[str, Any]:
    return {
        "places": gazetteer(),
        "words": vocabulary(),
        "persons": person_tables(),
        "on": day(args.on) if args.on else None,
        "home": (args.home,) if args.home else (),
        "into": into,
        "mapping": told_lists(args),
        "snapshots": read_snapshots(Path(args.into)) if args.into else Snapshots(),
        "sources": hashes_of(sent) if args.out or args.into else {},
    }


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


def _write(found: Imported, taken: TakenBack, target: Path, history: Path) -> None:
    with whole_folder(target, PACKAGE) as folder:
        write_register(folder, found.register, found.issues, snapshots=found.snapshots)
        if taken.cells:
            write_conflicts(folder / "conflicts.csv", taken.cells)
    if found.history.helped:
        with whole_folder(history, PACKAGE) as folder:
            write_history(folder, found.history)
