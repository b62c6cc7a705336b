"""Small parts of the review page: numbers that lead to words, states, tables, boxes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from diachi.application.review_line import Look, ReviewLine
from diachi.files.words import Words

_ICONS = {
    Look.READ: ("plain", "M3 8.5l3.2 3.2L13 4.8"),
    Look.ACCEPTED: ("done", "M3 8.5l3.2 3.2L13 4.8"),
    Look.CHECK: ("wait", "M8 2.2a5.8 5.8 0 1 0 .01 0M8 5v3.3l2.2 1.4"),
    Look.ASKED: ("ask", "M8 1.8a6.2 6.2 0 1 0 .01 0M6.2 6.3a1.9 1.9 0 1 1 2.7 1.9c-.6.3-.9.6-.9 1.3M8 11.6v.1"),
    Look.REJECTED: ("plain", "M4 4l8 8M12 4l-8 8"),
}


_NUMBERS = {Look.ASKED: "no q", Look.CHECK: "no w"}


def icon(path: str) -> str:
    """Give a small drawing that says nothing the words beside it do not say."""
    return f'<svg class="ic" viewBox="0 0 16 16" aria-hidden="true"><path d="{path}"/></svg>'


def ask_icon() -> str:
    """Give the sign of a question."""
    return icon(_ICONS[Look.ASKED][1])


def number_link(line: ReviewLine, words: Words) -> str:
    """Give the number of a line, leading to its words in the letter."""
    title = escape(words.text("review.see_words", number=line.number), quote=True)
    name = _NUMBERS.get(line.look, "no")
    return f'<a class="{name}" href="#c{line.number}" aria-label="{title}">{line.number}</a>'


def pill(look: Look, words: Words) -> str:
    """Give the state of a line: drawing and word."""
    kind, path = _ICONS[look]
    return f'<span class="pill {kind}">{icon(path)}{escape(words.text(f"review.look_{look.value}"))}</span>'


def table(heads: Mapping[str, str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table that becomes cards on a phone; cells are HTML already."""
    head = "".join(f'<th scope="col" role="columnheader">{escape(said)}</th>' for said in heads.values())
    body = "".join(f'<tr role="row">{_cells(tuple(heads.values()), row)}</tr>' for row in rows)
    return (
        f'<table class="tbl cards" role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _cells(heads: Sequence[str], row: Sequence[str]) -> str:
    first = f'<th scope="row" role="rowheader">{row[0]}</th>'
    rest = zip(heads[1:], row[1:], strict=True)
    return first + "".join(f'<td role="cell" data-l="{escape(h, quote=True)}">{cell}</td>' for h, cell in rest)


def box(title: str, why: str, content: str, name: str) -> str:
    """Give a box with its heading and the reason it is there."""
    note = f'<span class="small muted">{escape(why)}</span>' if why else ""
    return f'<section class="box long" id="{name}"><header><h2>{escape(title)}</h2>{note}</header>{content}</section>'


def plain(text: str) -> str:
    return " ".join(text.replace("*", "").split())
