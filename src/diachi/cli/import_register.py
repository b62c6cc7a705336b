"""diachi import-register FILE ... -o REGISTER | --into REGISTER [--return DIR]"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diachi.application.import_register import Imported, import_register
from diachi.application.listed_ids import listed_ids
from diachi.cli.console import Console
from diachi.cli.dates import day
from diachi.cli.workbooks_back import give_back, read_sent
from diachi.core.issues import IssueLevel
from diachi.core.shape import plain
from diachi.files.atomic import need_ours, whole_folder
from diachi.files.law.added import commune_points
from diachi.files.law.places import gazetteer
from diachi.files.law.tables import edition
from diachi.files.law.vocabulary import vocabulary
from diachi.files.persons import person_tables
from diachi.files.register_folder import PACKAGE, read_history, read_register, write_history, write_register

SHOWN = 12


def call(args: Namespace, console: Console) -> int:
    """Read workbooks into a register folder; all issues stand in issues.csv beside the tables."""
    into = read_register(Path(args.into)) if args.into else None
    target = Path(args.into or args.out)
    history = Path(args.history) if args.history else target.with_name("history")
    need_ours(target, PACKAGE)
    sent = read_sent(args.files, returning=bool(args.back))
    sheets = [sheet for own in sent.values() for sheet in own]
    on, home = day(args.on) if args.on else None, (args.home,) if args.home else ()
    with console.step("step.read_lists"):
        found = import_register(
            sheets=sheets,
            places=gazetteer(),
            words=vocabulary(),
            persons=person_tables(),
            on=on,
            home=home,
            into=into,
            # What stands is laid over only where it was named: a new register begins a new history beside it.
            history=read_history(history) if args.into or args.history else None,
            points=commune_points(),
        )
    with whole_folder(target, PACKAGE) as folder:
        write_register(folder, found.register, found.issues)
    if found.history.helped:
        with whole_folder(history, PACKAGE) as folder:
            write_history(folder, found.history)
    if args.json:
        console.machine(
            {"counts": plain(found.counts, lists=True), "issues": plain(found.issues, lists=True), "law": edition()}
        )
    else:
        say_imported(found, console)
    if args.back:
        ids = listed_ids(
            sheets=sheets,
            places=gazetteer(),
            words=vocabulary(),
            persons=person_tables(),
            on=on,
            home=home,
            into=into,
        )
        give_back(sent, found.issues, ids, Path(args.back), console)
    return 0


def say_imported(found: Imported, console: Console) -> None:
    """Say the balance of each table and the causes to look at, most frequent first."""
    for count in found.counts:
        label = console.words.text(f"table.{count.table}")
        console.say("import.count", table=label, read=count.read, taken=count.taken, rejected=count.rejected)
    causes: dict[str, list[str]] = {}
    for issue in found.issues:
        if issue.level is not IssueLevel.NOTE:
            place = f"{issue.sheet}:{issue.row}"
            causes.setdefault(f"{console.words.issue(issue)} [{issue.column}]", []).append(place)
    for said, places in sorted(causes.items(), key=lambda c: (-len(c[1]), c[0]))[:SHOWN]:
        console.say("import.cause", count=len(places), said=said, places=tuple(places[:3]))
