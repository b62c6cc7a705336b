"""One letter on the review page: its marks, and the article that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from diachi.application.read_directive import DirectiveReading, LetterText
from diachi.application.review_line import Look, ReviewLine
from diachi.core.letters.facts import BLANK_IN_SOURCE
from diachi.files.review.letter import LetterHtml, Mark
from diachi.files.words import Words

_RIGHT = ("place", "date", "date.day")


_LEFT = ("issuer", "issuer_parent", "number", "symbol", "subject")


_SIGNED = ("authority", "signer")


def article(
    reading: DirectiveReading, texts: dict[str, LetterText], lines: Sequence[ReviewLine], number: int, words: Words
) -> str:
    """Give a letter with its marks: those of its facts, and those of questions that rest on other words."""
    letter = reading.letters[number]
    facts = {f"{letter.document.id}:{f.id}": f for f in letter.facts}
    marks = [
        Mark(
            spans=tuple((s.start, s.end) for s in line.spans),
            label=str(line.number),
            anchor=f"c{line.number}",
            target=f"q{line.number}",
            title=words.text("review.see_rule", number=line.number),
            look=line.look,
            kind=_kind([facts[f].field for f in line.facts]),
            blank=words.text("review.blank") if any(BLANK_IN_SOURCE in facts[f].flags for f in line.facts) else "",
        )
        for line in lines
        if line.letter == letter.document.id
    ]
    known = {q for line in lines for q in line.questions}
    marks += [
        Mark(
            spans=((q.source.start, q.source.end),),
            label="?",
            anchor=f"w-{q.id}",
            target=f"h-{q.id}",
            title=words.text("review.see_question"),
            look=Look.ASKED,
        )
        for q in reading.questions
        if q.id not in known and q.source and q.source.directive == letter.document.id
    ]
    said = words.text("review.letter", number=number + 1, name=letter.document.name)
    name = f"<h2>{escape(said)}</h2>" if len(reading.letters) > 1 else ""
    body = LetterHtml(texts[letter.document.sha256].raw, marks).whole()
    return f'<article class="letter" lang="vi" aria-label="{escape(said, quote=True)}">{name}{body}</article>'


def _kind(fields: Sequence[str]) -> str:
    for name, known in (("signed", _SIGNED), ("right", _RIGHT), ("left", _LEFT)):
        if any(field in known for field in fields):
            return name
    return ""
