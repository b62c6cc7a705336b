"""The rules of the review page: a card for every fact, in groups, led to its words and to what is asked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from diachi.application.review_line import Group, Look, ReviewLine
from diachi.files.review.parts import number_link, pill, plain
from diachi.files.words import Words


def rules_html(lines: Sequence[ReviewLine], words: Words) -> str:
    """Give every line as a card, in four groups; each leads to its words and to what is asked about it."""
    parts = []
    for group in Group:
        own = [line for line in lines if line.group is group]
        if not own:
            continue
        counts = Counter(line.look for line in own)
        summed = " · ".join(
            f"{counts[look]} {words.text(f'review.look_{look.value}').lower()}" for look in Look if counts[look]
        )
        title = escape(words.text(f"review.group_{group.value}"))
        cards = "".join(_card(line, words) for line in own)
        parts.append(
            f'<section class="box long" id="{group.value}"><header><h2>{title}</h2>'
            f'<span class="small muted">{escape(summed)}</span></header>{cards}</section>'
        )
    return "\n".join(parts)


def _card(line: ReviewLine, words: Words) -> str:
    why = "".join(f'<p class="why">{escape(said)}</p>' for said in line.why)
    look = "".join(f'<a href="#h-{q}">{escape(words.text("review.see_question"))}</a>' for q in line.questions[:1])
    return (
        f'<div class="rule" id="q{line.number}">{number_link(line, words)}'
        f"<div><h3>{escape(plain(line.title))}</h3>{why}</div>"
        f'<div class="acts">{pill(line.look, words)}{look}</div></div>'
    )
