"""diachi export-register REGISTER -o OUT.xlsx | OUT/ [--parquet] [--form NAME|FILE.toml]; --forms; --write-form NAME"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diachi.application.export_workbook import export_workbook
from diachi.cli.console import Console
from diachi.cli.exchange import workbook_bytes
from diachi.cli.export_form import list_forms, print_form, write_form
from diachi.core.living.book import UnitKind
from diachi.core.register import REGISTER_TABLES
from diachi.files.atomic import whole_folder, write_whole
from diachi.files.register_folder import PACKAGE, read_history, read_register, write_register
from diachi.files.snapshot_tables import read_snapshots
from diachi.files.words import Words


def call(args: Namespace, console: Console) -> int:
    """Write a register as one workbook people can open, or as a folder of tables other programs read."""
    if args.forms:
        return list_forms(console)
    if args.write_form:
        return write_form(args, console)
    given = Path(args.register)
    folder = given / "register" if (given / "register").is_dir() else given
    if args.form:
        return print_form(args, folder, console)
    register, out = read_register(folder), Path(args.out)
    if out.suffix.lower() == ".xlsx":
        history = read_history(folder.with_name("history"))
        book = export_workbook(
            unit=UnitKind.REGISTER, unit_id="", register=register, history=history, words=Words("vi")
        )
        write_whole(out, workbook_bytes(book))
    else:
        with whole_folder(out, PACKAGE) as made:
            write_register(made, register, parquet=args.parquet, snapshots=read_snapshots(folder))
    rows = [len(getattr(register, name)) for name in REGISTER_TABLES]
    console.say("exchange.done", file=out.name, tables=sum(map(bool, rows)), rows=sum(rows))
    return 0
