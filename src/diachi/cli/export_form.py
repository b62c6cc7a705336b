"""The part of export-register that prints forms: lists them, copies one out to be changed, fills one."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diachi.application.fill_form import fill_form
from diachi.cli.console import Console
from diachi.core.errors import ErrorCode, InputError
from diachi.core.forms.filled import FilledForm
from diachi.core.official_forms import date_vi
from diachi.core.progress import Progress
from diachi.files.allocation_json import read_allocation
from diachi.files.atomic import write_whole
from diachi.files.form_toml import form_text, read_form, shipped_forms
from diachi.files.law.places import gazetteer
from diachi.files.law.poverty import movements
from diachi.files.progress_folder import read_progress
from diachi.files.register_folder import read_history, read_register
from diachi.files.snapshot_tables import read_snapshots
from diachi.files.words import Words


def list_forms(console: Console) -> int:
    """Say each form: its id, what it is called, what one row is, where it comes from."""
    for form in shipped_forms():
        rows, title = console.words.label(form.rows), form.title[0].replace("{year}", "…")
        console.result(console.words.text("form.listed", id=form.id, title=title, rows=rows, source=form.source))
        if form.note:
            console.result(console.words.text("form.listed_note", note=form.note))
    return 0


def write_form(args: Namespace, console: Console) -> int:
    """Copy a form out, to be changed in any editor; a file that stands is not replaced: an office wrote in it."""
    path = Path(args.out)
    if path.exists():
        raise InputError(ErrorCode.OUTPUT_NOT_OURS, folder=path.name)
    write_whole(path, form_text(args.write_form, Words("vi")).encode())
    console.say("form.copied", file=path.name)
    return 0


def print_form(args: Namespace, folder: Path, console: Console) -> int:
    """Fill a form from a register and, in a campaign folder, from what came of it; say what stays empty."""
    from diachi.files.form_sheet import form_bytes  # openpyxl is loaded only when something goes out

    out = Path(args.out)
    if out.suffix.lower() != ".xlsx":
        raise InputError(ErrorCode.FORM_NOT_XLSX, file=out.name)
    proposal, progress = folder.with_name("allocation.json"), folder.with_name("progress")
    filled = fill_form(
        form=read_form(args.form),
        register=read_register(folder),
        history=read_history(folder.with_name("history")),
        snapshots=read_snapshots(folder),
        places=gazetteer(),
        movements=movements(),
        words=Words("vi"),  # forms are Vietnamese whatever language the call speaks
        allocation=read_allocation(proposal) if proposal.is_file() else None,
        progress=read_progress(progress) if progress.is_dir() else Progress(),
        unit_id=args.id or "",
        year=args.year,
    )
    write_whole(out, form_bytes(filled, Words("vi").text("form.day_line", day=date_vi(None))))
    _say(filled, out, console)
    return 0


def _say(filled: FilledForm, out: Path, console: Console) -> None:
    rows = sum(len(page.rows) for page in filled.pages)
    console.say("form.done", file=out.name, form=filled.form.id, rows=rows)
    by_reason: dict[tuple[str, str], list[str]] = {}
    for note in filled.notes:
        if note.rows:
            console.say(f"form.blank.{note.reason.value}", columns=note.column, rows=note.rows)
        else:
            by_reason.setdefault((note.reason.value, note.figures), []).append(note.column)
    for (reason, figures), columns in by_reason.items():
        console.say(f"form.blank.{reason}", columns="; ".join(columns), figures=figures)
