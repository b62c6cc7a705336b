"""The part of import-register that shows which commune has sent its list, and takes a list back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from diachi.application.received_lists import ReceivedList, received_lists, withdraw_list
from diachi.cli.console import Console
from diachi.core.official_forms import printed
from diachi.core.register import Register
from diachi.core.shape import plain
from diachi.core.snapshots import Snapshots
from diachi.files.allocation_json import read_allocation
from diachi.files.atomic import need_ours, whole_folder, write_whole
from diachi.files.law.places import gazetteer
from diachi.files.progress_folder import read_progress
from diachi.files.received_page import received_page
from diachi.files.register_folder import PACKAGE, read_history, read_register, write_register
from diachi.files.snapshot_tables import read_snapshots


def show_received(args: Namespace, console: Console) -> int:
    """Show the lists a register was made of; write them as a page where one is asked for."""
    folder = Path(args.into)
    rows = rows_of(read_register(folder), read_snapshots(folder))
    if args.json:
        console.machine({"lists": told_rows(rows)})
    else:
        say_received(rows, console)
    write_page(rows, args, console)
    return 0


def told_rows(rows: Sequence[ReceivedList]) -> list[dict[str, object]]:
    """Give the rows for a machine: days as ISO."""
    days = (row.list_date.isoformat() if row.list_date else None for row in rows)
    return [{**plain(row), "list_date": day, "apart": row.apart} for row, day in zip(rows, days, strict=True)]


def rows_of(register: Register, snapshots: Snapshots) -> tuple[ReceivedList, ...]:
    """Give the rows; where all lists are of one district, its other communes of that day are waited for."""
    return received_lists(snapshots=snapshots, register=register, expected=_of_one_district(register, snapshots))


def _of_one_district(register: Register, snapshots: Snapshots) -> list[tuple[str, str]]:
    codes = {s.commune_code for s in snapshots.lists if s.commune_code}
    days = [s.list_date for s in snapshots.lists if s.list_date]
    homes = {(h.district, h.province) for h in register.households if h.commune_code in codes}
    if len(codes) < _FEWEST or len(homes) != 1 or not days:
        return []
    [(district, province)] = homes
    alive = (p for p in gazetteer().places if p.existed_on(max(days)))
    return [(p.code, p.name) for p in alive if (p.district, p.province) == (district, province) and district]


_FEWEST = 2  # communes: one alone says nothing of the others


def say_received(rows: Sequence[ReceivedList], console: Console) -> None:
    """Say a line for each commune and kind of list, those that sent nothing last."""
    if not rows:
        console.result(console.words.text("received.none"))
        return
    for row in rows:
        if row.snapshot_id:
            said = facts_of(row, console)
            facts = {name: said[name] for name in ("commune", "kind", "day", "decision", "said", "id")}
            console.result(console.words.text("received.line", **facts))
    missing = [row.commune for row in rows if not row.snapshot_id]
    if missing:
        console.result(console.words.text("received.missing", count=len(missing), communes=tuple(missing)))


def facts_of(row: ReceivedList, console: Console) -> dict[str, object]:
    """Give what a line says, in words."""
    text = console.words.text
    if not row.snapshot_id:
        return {"commune": row.commune}
    apart = row.apart
    stated = text("received.unstated") if apart is None else text("received.agrees")
    if apart:
        stated = text("received.more" if apart > 0 else "received.fewer", count=abs(apart), stated=row.stated)
    changes = text("received.changes", count=row.changes) if row.changes else ""
    return {
        "commune": row.commune or text("received.no_commune"),
        "kind": text(f"received.kind.{row.list_id.partition('-')[0]}"),
        "day": printed(row.list_date) if row.list_date else text("received.no_day"),
        "decision": text("received.decision", number=row.decision_no) if row.decision_no else "",
        "said": tuple(filter(None, (text("received.taken", count=row.taken), stated, changes))),
        "stated": stated,
        "changes": changes,
        "id": row.snapshot_id,
    }


def write_page(rows: Sequence[ReceivedList], args: Namespace, console: Console) -> None:
    """Write the page that --page asks for."""
    if args.page:
        write_whole(Path(args.page), received_page(rows, [facts_of(row, console) for row in rows], console.words))


def withdraw(args: Namespace, console: Console) -> int:
    """Take a list back; whatever rests on it is named and nothing changes."""
    folder = Path(args.into)
    need_ours(folder, PACKAGE)
    register, snapshots = read_register(folder), read_snapshots(folder)
    found = withdraw_list(
        snapshot_id=args.withdraw, snapshots=snapshots, register=register, in_use=_in_use(folder, args)
    )
    after = replace(register, households=found.households, members=found.members)
    with whole_folder(folder, PACKAGE) as made:
        write_register(made, after, snapshots=found.snapshots)
    left = len(register.households) - len(after.households)
    console.say("received.withdrawn", id=args.withdraw, removed=left, households=len(after.households))
    if args.json:
        console.machine({"withdrawn": args.withdraw, "households": len(after.households), "removed": left})
    return 0


def _in_use(folder: Path, args: Namespace) -> frozenset[str]:
    """Households that the campaign folder around the register has gone on with."""
    history = Path(args.history) if args.history else folder.with_name("history")
    used = {h.household_id for h in read_history(history).helped} | {
        r.household_id for r in read_history(history).reviews
    }
    progress = read_progress(folder.with_name("progress"))
    for rows in (progress.plans, progress.deliveries, progress.visits):
        used |= {row.household_id for row in rows}
    proposal = folder.with_name("allocation.json")
    if proposal.is_file():
        used |= {a.household_id for a in read_allocation(proposal).assignments}
    return frozenset(used - {""})
