"""What is said after letters were read: how much, what is open, what is other than last year."""

from __future__ import annotations

from collections.abc import Sequence

from diachi.application.change_lines import ChangeLine
from diachi.application.read_directive import DirectiveReading
from diachi.cli.console import Console
from diachi.core.campaign import AnsweredBy


def say_reading(reading: DirectiveReading, console: Console) -> None:
    """Say how much was read and what is open."""
    facts = sum(len(letter.facts) for letter in reading.letters)
    console.say("read.done", facts=facts, letters=len(reading.letters), questions=len(reading.questions))
    if not reading.has_rule:
        console.say("read.no_rule")
    for question in reading.questions:
        said = console.words.question(question.id, question.about)
        answer = said.readings.get(question.answer, question.answer)
        told = question.answered_by is AnsweredBy.PERSON
        console.say("read.answered" if told else "read.question", ask=said.ask, answer=answer)


def say_changes(lines: Sequence[ChangeLine], console: Console) -> None:
    """Say which rules are other than those of the campaign before."""
    if not lines:
        console.say("change.none")
        return
    console.say("change.head", count=len(lines))
    for line in lines:
        console.say(f"change.{line.change.value}", rule=line.rule, before=line.before, after=line.after)
