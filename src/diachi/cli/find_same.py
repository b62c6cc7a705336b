"""diachi find-same FOLDER -o SAME.csv | --left A.csv --right B.csv -o SAME.csv"""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

from diachi.application.find_same import compare_lists, find_same
from diachi.cli.console import Console
from diachi.cli.engines import linker
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import HelpedRecord
from diachi.core.same import LinkNote, SamePair, Verdict
from diachi.core.shape import plain
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.register_folder import read_history, read_register, read_table, write_table
from diachi.files.same_table import write_same

Found = tuple[tuple[SamePair, ...], tuple[LinkNote, ...]]


def call(args: Namespace, console: Console) -> int:
    """Find the same households within the list and in earlier years, or between two lists."""
    pairs, notes = _between(args) if args.left or args.right else _of_folder(args)
    folder = CampaignFolder(Path(args.folder)) if args.folder else None
    if folder and Path(args.out).resolve() == folder.same.resolve():
        write_same(folder, pairs)
    else:
        write_table(Path(args.out), pairs, SamePair)
    verdicts = Counter(p.verdict.value for p in pairs)
    if args.json:
        console.machine({"pairs": plain(pairs, lists=True), "counts": dict(sorted(verdicts.items()))})
    else:
        told = (Verdict.SAME, Verdict.REVIEW, Verdict.SPLIT)
        console.say("same.done", pairs=sum(verdicts[v] for v in told), **{v.value: verdicts[v] for v in told})
        for note in notes:
            console.say(f"same.note.{note.code.value}", count=note.count)
    return 0


def _of_folder(args: Namespace) -> Found:
    if args.folder is None:
        raise InputError(ErrorCode.FOLDER_MISSING, folder="")
    path = Path(args.folder)
    if not path.is_dir():
        raise InputError(ErrorCode.FOLDER_MISSING, folder=path.name)
    folder = CampaignFolder(path)
    register = read_register(folder.need(folder.register))
    found = find_same(
        register=register,
        history=read_history(folder.history),
        places=gazetteer(),
        words=vocabulary(),
        linker=linker(),
    )
    return found.pairs, found.notes


def _between(args: Namespace) -> Found:
    tables = []
    for name in (args.left, args.right):
        if not name or not Path(name).is_file():
            raise InputError(ErrorCode.FILE_MISSING, file=Path(name).name if name else "--left / --right")
        tables.append(read_table(Path(name), HelpedRecord))
    found = compare_lists(left=tables[0], right=tables[1], places=gazetteer(), linker=linker())
    return found.pairs, found.notes
