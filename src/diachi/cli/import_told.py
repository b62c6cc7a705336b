"""What import-register says of the lists it read: the first rows, the balance, the causes, the columns nobody read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from diachi.application.first_look import FIRST_ROWS, first_look
from diachi.application.import_register import Imported
from diachi.cli.console import Console
from diachi.cli.workbooks_back import GivenBack
from diachi.core.errors import ErrorCode, InputError
from diachi.core.issues import Issue, IssueCode, IssueLevel
from diachi.core.listing.sheet import SheetRows
from diachi.core.register import REGISTER_TABLES
from diachi.core.shape import plain
from diachi.files.law.tables import edition

SHOWN, SHOWN_FIRST = 12, 6


def told(found: Imported, back: tuple[GivenBack, ...], refused: Sequence[InputError]) -> dict[str, Any]:
    """Give what an import found for a machine."""
    return {
        "counts": plain(found.counts, lists=True),
        "issues": plain(found.issues, lists=True),
        "returned": plain(back, lists=True),
        "tables": plain(found.tables, lists=True),
        "refused": [{"file": refusal.facts.get("file"), "code": refusal.code.value} for refusal in refused],
        "law": edition(),
    }


def say_refused(refused: Sequence[InputError], console: Console) -> int:
    """Name once more the files that must be sent again; gives the exit code."""
    if refused:
        console.say("import.refused", count=len(refused), files=tuple(str(r.facts.get("file")) for r in refused))
    return 1 if refused else 0


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
