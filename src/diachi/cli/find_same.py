"""diachi find-same FOLDER [-o SAME.csv] [--review-sheet X] [--verdicts X] [--explain A:B] ... | --left A --right B"""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

from diachi.application.double_help import DoubleHelp, double_helps
from diachi.application.find_same import FoundSame, all_verdicts, compare_lists, find_same
from diachi.application.pair_review_back import NotTaken
from diachi.cli.console import Console
from diachi.cli.engines import linker
from diachi.cli.explain_pair import explain_pair
from diachi.cli.pair_review import measures, say_verdicts, take_verdicts, write_review
from diachi.core.campaign import Campaign
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import HelpedRecord, History
from diachi.core.pair_verdicts import contradictions
from diachi.core.register import Register
from diachi.core.same import Linking, LinkNote, SamePair, Verdict
from diachi.core.shape import plain
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.campaign_toml import read_campaign
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.link_model import link_model
from diachi.files.register_folder import read_history, read_register, read_table, write_table
from diachi.files.same_table import write_same


def call(args: Namespace, console: Console) -> int:
    """Find the same households within the list and in earlier years, or between two lists."""
    if args.left or args.right:
        linking = _between(args, console)
        write_table(Path(args.out), linking.pairs, SamePair)
        if args.json:
            console.machine(_machine(linking.pairs))
        else:
            _say_pairs(linking.pairs, linking.notes, console)
        return 0
    folder = _folder(args)
    register = read_register(folder.need(folder.register))
    history = read_history(folder.history)
    wrong: tuple[NotTaken, ...] = ()
    if args.verdicts or args.undo:
        history, wrong = take_verdicts(args, folder, register, history, console)
    if not (args.out or args.review_sheet or args.explain or args.double_help):
        say_verdicts(history, console)
        if args.json:
            against = contradictions(all_verdicts(history))
            told = {"verdicts": history.verdicts, "not_taken": wrong, "contradictions": against}
            console.machine(plain(told, lists=True))
        return 0
    with console.step("step.find_same"):
        found = find_same(register=register, history=history, places=gazetteer(), words=vocabulary(), linker=linker())
    campaign = read_campaign(folder.campaign) if folder.campaign.is_file() else None
    if args.explain:
        explain_pair(args, found, register, history, campaign, console)
        return 0
    _write(args, folder, found, register, history, campaign, console)
    return 0


def _folder(args: Namespace) -> CampaignFolder:
    if args.folder is None:
        raise InputError(ErrorCode.FOLDER_MISSING, folder="")
    path = Path(args.folder)
    if not path.is_dir():
        raise InputError(ErrorCode.FOLDER_MISSING, folder=path.name)
    return CampaignFolder(path)


def _write(
    args: Namespace,
    folder: CampaignFolder,
    found: FoundSame,
    register: Register,
    history: History,
    campaign: Campaign | None,
    console: Console,
) -> None:
    if args.out and Path(args.out).resolve() == folder.same.resolve():
        write_same(folder, found.pairs)
    elif args.out:
        write_table(Path(args.out), found.pairs, SamePair)
    told = double_helps(helps=found.evidence.helps, history=history, campaign=campaign)
    if args.double_help:
        write_table(Path(args.double_help), told, DoubleHelp)
    if args.review_sheet:
        records = len(register.households) + len(history.helped)
        write_review(args, found, register, history, link_model().threshold(records).same, console)
    if args.json:
        more = {"double_help": plain(told, lists=True), "measured": plain(measures(found, history), lists=True)}
        more["contradictions"] = plain(found.contradictions, lists=True)
        console.machine({**_machine(found.pairs), **more})
        return
    _say_pairs(found.pairs, found.notes, console)
    helped = {h.household_id for h in told if h.excludes}
    followed = {h.household_id for h in told if h.excludes and h.followed}
    gifts = sum(h.lasting is False for h in told)
    console.say("same.double_help", helped=len(helped), followed=len(followed), gifts=gifts)
    say_verdicts(history, console, found)


def _say_pairs(pairs: tuple[SamePair, ...], notes: tuple[LinkNote, ...], console: Console) -> None:
    verdicts = Counter(p.verdict for p in pairs)
    told = (Verdict.SAME, Verdict.REVIEW, Verdict.SPLIT)
    console.say("same.done", pairs=sum(verdicts[v] for v in told), **{v.value: verdicts[v] for v in told})
    for note in notes:
        console.say(f"same.note.{note.code.value}", count=note.count)


def _machine(pairs: tuple[SamePair, ...]) -> dict[str, object]:
    verdicts = Counter(p.verdict.value for p in pairs)
    return {"pairs": plain(pairs, lists=True), "counts": dict(sorted(verdicts.items()))}


def _between(args: Namespace, console: Console) -> Linking:
    tables = []
    for name in (args.left, args.right):
        if not name or not Path(name).is_file():
            raise InputError(ErrorCode.FILE_MISSING, file=Path(name).name if name else "--left / --right")
        tables.append(read_table(Path(name), HelpedRecord))
    with console.step("step.find_same"):
        return compare_lists(left=tables[0], right=tables[1], places=gazetteer(), linker=linker())
