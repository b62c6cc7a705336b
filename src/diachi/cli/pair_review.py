"""The parts of find-same that people take part in: the sheet to look at, its way back, a verdict taken back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from diachi.application.find_same import FoundSame, all_verdicts
from diachi.application.pair_review_back import NotTaken, filled_in, pair_review_back
from diachi.application.pair_review_sheet import pair_review_sheet
from diachi.application.waterfall import percent
from diachi.cli.console import Console
from diachi.cli.dates import day, today
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.measured import Measured, agreement_of, precision_of
from diachi.core.pair_verdicts import Contradiction, PairVerdict, added, contradictions, withdraw
from diachi.core.register import Register
from diachi.files.atomic import write_whole
from diachi.files.campaign_folder import CampaignFolder
from diachi.files.register_folder import write_verdicts
from diachi.files.words import Words
from diachi.files.workbook_in import read_workbook

_LONGEST = 80  # letters of a name of a pair that is repeated in a complaint


def take_verdicts(
    args: Namespace, folder: CampaignFolder, register: Register, history: History, console: Console
) -> tuple[History, tuple[NotTaken, ...]]:
    """Put verdicts of sheets that came back, and those taken back, into the history; give it, and rows not taken."""
    on = day(args.today) if args.today else today()
    rows: Sequence[PairVerdict] = history.verdicts
    wrong: list[NotTaken] = []
    for name in args.verdicts or ():
        rows, more = _taken(Path(name), rows, register, history, on, console)
        wrong += more
    if args.undo:
        rows = _undone(args, rows, on, console)
    if tuple(rows) != history.verdicts:
        write_verdicts(folder.history, rows)
        history = replace(history, verdicts=tuple(rows))
    return history, tuple(wrong)


def _taken(
    path: Path, rows: Sequence[PairVerdict], register: Register, history: History, on: date, console: Console
) -> tuple[Sequence[PairVerdict], list[NotTaken]]:
    known = {h.household_id for h in register.households} | {r.record_id for r in history.helped}
    back = pair_review_back(sheets=read_workbook(path), known=known, words=Words("vi"), today=on)
    after, fresh = added(rows, back.verdicts)
    again = len(back.verdicts) - fresh
    console.say("pair_review.taken", file=path.name, fresh=fresh, again=again, blank=back.blank)
    for wrong in back.not_taken:
        console.say(f"pair_review.not_taken.{wrong.code.value}", sheet=wrong.sheet, row=wrong.row)
    return after, back.not_taken


def _undone(args: Namespace, rows: Sequence[PairVerdict], on: date, console: Console) -> Sequence[PairVerdict]:
    one, two = pair_named(args.undo)
    if not any(v.key == (min(one, two), max(one, two)) for v in rows):
        need_ids(one, two)
    after, count = withdraw(rows, (one, two), by=args.by, on=on)
    if not count:
        raise InputError(ErrorCode.NO_VERDICT_STANDS, id_a=one, id_b=two)
    console.say("pair_review.undone", count=count, id_a=one, id_b=two)
    return after


def pair_named(text: str) -> tuple[str, str]:
    """Read ID_A:ID_B; Fails: InputError PAIR_NAME_WRONG."""
    one, _, two = text.strip().partition(":")
    if not one or not two or one == two or len(text) > _LONGEST:
        raise InputError(ErrorCode.PAIR_NAME_WRONG)
    return one, two


def need_ids(*said: str) -> None:
    """Refuse what does not look like an id before it is repeated in a complaint: it may be a name."""
    if any(" " in one or not any(c.isdigit() for c in one) for one in said):
        raise InputError(ErrorCode.PAIR_NAME_WRONG)


def write_review(
    args: Namespace, found: FoundSame, register: Register, history: History, threshold: float, console: Console
) -> None:
    """Write the sheet of pairs to look at."""
    from diachi.files.pair_review_book import review_bytes  # openpyxl is loaded only when a sheet is written

    sheet = pair_review_sheet(found=found, register=register, history=history, threshold=threshold, words=Words("vi"))
    path = Path(args.review_sheet)
    _need_taken(path, history)
    write_whole(path, review_bytes(sheet, Words("vi")))
    console.say("pair_review.written", file=path.name, first=len(sheet.first), second=len(sheet.second))


def _need_taken(path: Path, history: History) -> None:
    """Refuse to write over verdicts that nobody has taken yet."""
    if not path.is_file():
        return
    known = {(v.key, v.verdict) for v in history.verdicts}
    try:
        sheets = read_workbook(path)
    except InputError:  # not a workbook that could hold a verdict
        return
    if count := filled_in(sheets, Words("vi"), known):
        raise InputError(ErrorCode.REVIEW_SHEET_FILLED, file=path.name, count=count)


def say_verdicts(history: History, console: Console, found: FoundSame | None = None) -> None:
    """Say which verdicts cannot all hold or name nobody, and what verdicts measure."""
    for one in contradictions(all_verdicts(history)):
        _say_contradiction(one, console)
    if found is None:
        return
    if found.of_no_list:
        ids = sorted({" : ".join(v.key) for v in found.of_no_list})
        console.say("pair_review.of_no_list", count=len(ids), first=ids[0])
    for key, share in measures(found, history).items():
        if share.share is not None and share.interval is not None:
            low, high = (percent(x) for x in share.interval)
            console.say(f"pair_review.{key}", judged=share.judged, share=percent(share.share), low=low, high=high)
        elif share.judged:
            console.say(f"pair_review.{key}_cannot_tell", judged=share.judged, lacking=share.lacking)


def _say_contradiction(one: Contradiction, console: Console) -> None:
    said = tuple(console.words.label(o) for o in one.said)
    ids = " = ".join(one.ids)
    console.say(f"pair_review.contradiction.{one.kind.value}", ids=ids, said=said, first=one.ids[0], last=one.ids[-1])


def measures(found: FoundSame, history: History) -> dict[str, Measured]:
    """Give what verdicts measure: how often the machine is right, how often two readers agree."""
    return {
        "precision": precision_of(found.as_found, history.verdicts),
        "agreement": agreement_of(history.verdicts),
    }
