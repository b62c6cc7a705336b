"""The questions of the review page: the words, one question, its readings, what each would change."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from diachi.application.read_directive import DirectiveReading
from diachi.application.review_line import ReviewLine
from diachi.core.campaign import AnsweredBy, Blocks, Question
from diachi.files.review.parts import ask_icon, number_link, plain
from diachi.files.words import Words


def questions_html(reading: DirectiveReading, lines: Sequence[ReviewLine], words: Words) -> str:
    """Give the questions, those that hold up the pairing first."""
    parts = []
    for blocks, name in ((Blocks.ALLOCATION, "blocking"), (Blocks.LATER, "later")):
        asked = [q for q in reading.questions if q.blocks is blocks]
        if not asked:
            continue
        head = escape(words.text(f"review.{name}", count=len(asked)))
        why = escape(words.text(f"review.{name}_why"))
        parts.append(f'<h2 class="sect ask-t" id="{name}">{ask_icon()}{head} <small>{why}</small></h2>')
        parts += [_question(q, lines, words) for q in asked]
    return "\n".join(parts)


def _question(question: Question, lines: Sequence[ReviewLine], words: Words) -> str:
    said = words.question(question.id, question.about)
    line = next((one for one in lines if question.id in one.questions), None)
    number = number_link(line, words) if line else f'<a class="no q" href="#w-{question.id}" aria-hidden="true">?</a>'
    source = question.source
    quote = f"<q>{escape(plain(source.quote))}</q>" if source else ""
    where = words.text("review.where", part=source.part) if source and source.part else ""
    part = f'<p class="small muted">{escape(where)}</p>' if where else ""
    told = question.answered_by is AnsweredBy.PERSON
    options = "".join(
        _option(question, r.code, said.readings[r.code], said.effects[r.code], told, words) for r in question.readings
    )
    return (
        f'<fieldset class="askc" id="h-{question.id}"><legend class="visually-hidden">{escape(said.ask)}</legend>'
        f'<div class="in">{number}{quote}<h3>{escape(said.ask)}</h3>{part}{options}</div></fieldset>'
    )


def _option(question: Question, code: str, reading: str, effect: str, told: bool, words: Words) -> str:
    chosen = " checked" if told and question.answer == code else ""
    note = ""
    if told and question.answer == code:
        note = words.text("review.answered")
    elif code == question.default:
        note = words.text("review.suggested")
    tag = f'<span class="tag">{escape(note)}</span> ' if note else ""
    below = f"{tag}{escape(effect)}" if effect != reading else tag
    return (
        f'<label class="opt"><input type="radio" name="q-{question.id}" value="{code}"{chosen}>'
        f"<span>{escape(reading)}<small>{below}</small></span></label>"
    )
