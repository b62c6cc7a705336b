"""diachi read-directive LETTER ... -o campaign.toml [--json facts.json] [--html review.html] [--akn letter.xml]
[--answers tra-loi.json] [--diff LAST_YEAR.toml]"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from diachi.application.answered import with_answers
from diachi.application.change_lines import ChangeLine, change_lines
from diachi.application.read_directive import DirectiveReading, LetterText, read_directive
from diachi.cli.console import Console
from diachi.cli.reading_lines import say_changes, say_reading
from diachi.core.answers import carry_answers
from diachi.core.campaign import AnsweredBy, Blocks
from diachi.core.campaign_changes import RuleChange, campaign_changes
from diachi.core.errors import DecisionNeeded, ErrorCode
from diachi.files.akoma_ntoso import akoma_ntoso
from diachi.files.answers_json import read_answers
from diachi.files.atomic import write_whole
from diachi.files.campaign_toml import read_campaign, write_campaign
from diachi.files.facts_json import write_facts
from diachi.files.letter_text import read_letter_text
from diachi.files.review.page import review_page


def call(args: Namespace, console: Console) -> int:
    """Read letters into campaign.toml, facts.json and a page to look at; the questions they leave open are shown."""
    letters = [read_letter_text(Path(path)) for path in args.letters]
    before = read_campaign(Path(args.diff)) if args.diff else None
    with console.step("step.read_letter"):
        reading = _as_left(read_directive(letters=letters), args)
    blocking = tuple(
        q.id for q in reading.questions if q.blocks is Blocks.ALLOCATION and q.answered_by is AnsweredBy.DEFAULT
    )
    if args.strict and blocking:
        raise DecisionNeeded(ErrorCode.QUESTIONS_OPEN, count=len(blocking), questions=blocking)
    changes = campaign_changes(before, reading.campaign) if before else None
    lines = change_lines(changes or (), console.words)
    _write(args, reading, letters, changes, lines, console)
    say_reading(reading, console)
    if changes is not None:
        say_changes(lines, console)
    return 0


def _as_left(reading: DirectiveReading, args: Namespace) -> DirectiveReading:
    """What a person answered before in the campaign that is replaced stays, and what the review page saved is added."""
    if (out := Path(args.out)).is_file():
        earlier = read_campaign(out)
        kept = carry_answers(earlier, reading.campaign)
        reading = replace(reading, campaign=replace(kept, cited_targets=earlier.cited_targets))
    return with_answers(reading, read_answers(Path(args.answers))) if args.answers else reading


def _write(
    args: Namespace,
    reading: DirectiveReading,
    letters: Sequence[LetterText],
    changes: Sequence[RuleChange] | None,
    lines: Sequence[ChangeLine],
    console: Console,
) -> None:
    """Everything is made before anything is written: a refusal on the way leaves what stood."""
    by_name = {letter.name: letter for letter in letters}
    pages: dict[Path, bytes] = {}
    if args.html:
        pages[Path(args.html)] = review_page(reading, letters, console.words, None if changes is None else lines)
    for number, letter in enumerate(reading.letters) if args.akn else ():
        path = Path(args.akn)
        path = path if len(reading.letters) == 1 else path.with_name(f"{path.stem}-{number + 1}{path.suffix}")
        pages[path] = akoma_ntoso(letter, by_name[letter.document.name])
    write_campaign(Path(args.out), reading.campaign, console.words)
    if args.json:
        facts = Path(args.json)
        write_facts(facts, reading, changes)
        for one in letters:
            if not one.as_file:
                write_whole(facts.with_name(f"{Path(one.name).stem}.raw.txt"), one.raw.encode())
    for path, content in pages.items():
        write_whole(path, content)
