"""The review page whole: the letters with their facts marked, beside them questions and rules; no outside request."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files

from diachi.application.change_lines import ChangeLine
from diachi.application.read_directive import DirectiveReading, LetterText
from diachi.application.review_lines import Look, ReviewLine, review_lines
from diachi.core.campaign import AnsweredBy, Blocks
from diachi.core.letters.facts import BLANK_IN_SOURCE
from diachi.core.table import digest
from diachi.files.review.cards import (
    ask_icon,
    changes_html,
    duties_html,
    questions_html,
    relations_html,
    rules_html,
    seen_html,
    targets_html,
)
from diachi.files.review.crops import pictures_html
from diachi.files.review.letter import LetterHtml, Mark
from diachi.files.words import Words

_RIGHT = ("place", "date", "date.day")
_LEFT = ("issuer", "issuer_parent", "number", "symbol", "subject")
_SIGNED = ("authority", "signer")


@cache
def _look(name: str) -> str:
    return (files("diachi") / "files" / "look" / name).read_text(encoding="utf-8")


def _policy(script: str) -> str:
    """What the page may do: nothing but show itself and run the one script it carries."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def review_page(
    reading: DirectiveReading,
    letters: Sequence[LetterText],
    words: Words,
    changes: Sequence[ChangeLine] | None = None,
) -> bytes:
    """Give the page as UTF-8 HTML; `changes` = what is other than last year, when that was asked."""
    lines = review_lines(reading, words)
    script = _look("review.js")
    title = words.text("review.title", subject=reading.campaign.title or reading.campaign.id)
    texts = {digest(letter.raw.encode()): letter for letter in letters}
    articles = "\n".join(_article(reading, texts, lines, number, words) for number in range(len(reading.letters)))
    scans = "\n".join(seen_html(one, texts[one.document.sha256], lines, words) for one in reading.letters)
    pictures = pictures_html({one.document.id: texts[one.document.sha256].pages for one in reading.letters})
    below = "\n".join(
        part
        for part in (
            changes_html(changes, words),
            relations_html(reading, words),
            duties_html(reading, words),
            targets_html(reading, words),
        )
        if part
    )
    shas = json.dumps({one.document.id: one.document.sha256 for one in reading.letters})
    return (
        f'<!doctype html><html lang="{words.lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy(script), quote=True)}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>'
        f"<style>\n{_look('tokens.css')}\n{_look('review.css')}</style></head><body>"
        f"{pictures}"
        f'<a class="skip" href="#questions">{escape(words.text("review.skip"))}</a>'
        f'<form data-letters="{escape(shas, quote=True)}"><main class="wrap">{_head(reading, lines, words)}'
        f'<div class="pair"><div class="pane" id="letters" tabindex="0" role="region" '
        f'aria-label="{escape(words.text("review.letters"), quote=True)}">{articles}{_keys(words)}</div>'
        f'<div class="pane" id="questions" tabindex="0" role="region" '
        f'aria-label="{escape(words.text("review.group_rules"), quote=True)}">'
        f"{scans}{questions_html(reading, lines, words)}{_save(words)}"
        f'<div id="cards">{rules_html(lines, words)}</div></div></div>'
        f'{below}</main></form><footer class="wrap"><div class="foot">{escape(words.text("review.footer"))}</div>'
        "</footer>"
        f"<script>{script}</script></body></html>\n"
    ).encode()


def _head(reading: DirectiveReading, lines: Sequence[ReviewLine], words: Words) -> str:
    open_ones = [q for q in reading.questions if q.answered_by is AnsweredBy.DEFAULT]
    blocking = sum(q.blocks is Blocks.ALLOCATION for q in open_ones)
    check = sum(line.look is Look.CHECK for line in lines)
    facts = {
        "facts": sum(len(letter.facts) for letter in reading.letters),
        "check": check,
        "asked": len(open_ones),
        "blocking": blocking,
    }
    said = words.text("review.heading" if open_ones else "review.heading_none", **facts)
    title = reading.campaign.title or reading.campaign.id
    count = escape(words.text("review.to_questions", count=len(open_ones)))
    jumps = f'<a class="do" href="#questions">{ask_icon()}{count}</a>' if open_ones else ""
    return (
        f'<p class="only-print small">{escape(words.text("review.printed"))}</p>'
        f'<p class="crumb">{escape(title)}</p><div class="head"><div><h1>{escape(said)}</h1>'
        f'<p class="lead">{escape(words.text("review.lead"))}</p></div><div class="acts">{jumps}'
        f'<a class="do" href="#cards">{escape(words.text("review.to_rules"))}</a></div></div>'
    )


def _save(words: Words) -> str:
    """The one filled button; without a script the page says how to answer by hand."""
    said = escape(words.text("review.saved", count="0"), quote=True)
    return (
        f'<div data-save hidden class="save no-print"><button class="go wide-s" type="button">'
        f'{escape(words.text("review.save"))}</button><p class="small muted" role="status" data-said="{said}"></p>'
        f'<p class="small muted">{escape(words.text("review.save_hint"))}</p></div>'
        f'<p class="small muted">{escape(words.text("review.by_hand"))}</p>'
    )


def _keys(words: Words) -> str:
    marks = ((Look.READ, "f"), (Look.CHECK, "f see"), (Look.ASKED, "f asked"))
    shown = "".join(
        f'<li><mark class="{name}">{escape(words.text(f"review.look_{look.value}"))}</mark></li>'
        for look, name in marks
    )
    return f'<ul class="keys" aria-label="{escape(words.text("review.keys"), quote=True)}">{shown}</ul>'


def _article(
    reading: DirectiveReading, texts: dict[str, LetterText], lines: Sequence[ReviewLine], number: int, words: Words
) -> str:
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
