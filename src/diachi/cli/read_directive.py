"""diachi read-directive LETTER ... -o campaign.toml [--json facts.json]"""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from diachi.application.read_directive import DirectiveReading, read_directive
from diachi.cli.console import Console
from diachi.core.campaign import Blocks
from diachi.core.errors import DecisionNeeded, ErrorCode
from diachi.files.atomic import write_whole
from diachi.files.campaign_toml import write_campaign
from diachi.files.facts_json import write_facts
from diachi.files.letter_text import read_letter_text
from diachi.files.review.page import review_page


def call(args: Namespace, console: Console) -> int:
    """Read letters into campaign.toml and facts.json; the questions they leave open are shown."""
    letters = [read_letter_text(Path(path)) for path in args.letters]
    with console.step("step.read_letter"):
        reading = read_directive(letters=letters)
    blocking = tuple(q.id for q in reading.questions if q.blocks is Blocks.ALLOCATION)
    if args.strict and blocking:
        raise DecisionNeeded(ErrorCode.QUESTIONS_OPEN, count=len(blocking), questions=blocking)
    write_campaign(Path(args.out), reading.campaign, console.words)
    if args.json:
        facts = Path(args.json)
        write_facts(facts, reading)
        for letter in letters:
            if not letter.as_file:
                write_whole(facts.with_name(f"{Path(letter.name).stem}.raw.txt"), letter.raw.encode())
    if args.html:
        write_whole(Path(args.html), review_page(reading, letters, console.words))
    say_reading(reading, console)
    return 0


def say_reading(reading: DirectiveReading, console: Console) -> None:
    """Say how much was read and what is open."""
    facts = sum(len(letter.facts) for letter in reading.letters)
    console.say("read.done", facts=facts, letters=len(reading.letters), questions=len(reading.questions))
    if not reading.has_rule:
        console.say("read.no_rule")
    for question in reading.questions:
        said = console.words.question(question.id, question.about)
        answer = said.readings.get(question.answer, question.answer)
        console.say("read.question", ask=said.ask, answer=answer)
