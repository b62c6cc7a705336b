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
from diachi.application.review_line import Look, ReviewLine
from diachi.application.review_lines import review_lines
from diachi.core.campaign import AnsweredBy, Blocks
from diachi.core.table import digest
from diachi.files.review.article import article
from diachi.files.review.crops import pictures_html
from diachi.files.review.parts import ask_icon
from diachi.files.review.questions import questions_html
from diachi.files.review.rules import rules_html
from diachi.files.review.seen import seen_html
from diachi.files.review.tables import changes_html, duties_html, relations_html, targets_html
from diachi.files.words import Words


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
    articles = "\n".join(article(reading, texts, lines, number, words) for number in range(len(reading.letters)))
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
