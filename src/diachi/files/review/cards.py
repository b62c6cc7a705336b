"""The parts of the review page beside the letter: questions, rules, duties, what documents do to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from diachi.application.change_lines import ChangeLine
from diachi.application.read_directive import DirectiveReading, LetterRead, LetterText
from diachi.application.review_lines import Group, Look, ReviewLine
from diachi.core.campaign import AnsweredBy, Blocks, Question
from diachi.core.campaign_changes import Change
from diachi.core.letters.facts import FactState
from diachi.files.review.crops import Places, crop_html
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
    quote = f"<q>{escape(_plain(source.quote))}</q>" if source else ""
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
        f"<div><h3>{escape(_plain(line.title))}</h3>{why}</div>"
        f'<div class="acts">{pill(line.look, words)}{look}</div></div>'
    )


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


def _plain(text: str) -> str:
    return " ".join(text.replace("*", "").split())


def seen_html(letter: LetterRead, text: LetterText, lines: Sequence[ReviewLine], words: Words) -> str:
    """Give, for a scan, each fact that holds a digit, a day or the signer beside its piece of the picture."""
    own = [line for line in lines if line.letter == letter.document.id and line.confirm]
    if not own:
        return ""
    places = Places(text.raw, text.pages)
    rows = "".join(_seen(line, places, text, words) for line in own)
    return box(words.text("review.scan"), words.text("review.scan_why"), rows, f"scan-{letter.document.id}")


def _seen(line: ReviewLine, places: Places, text: LetterText, words: Words) -> str:
    title = words.text("review.scan_image", quote=" ".join(_plain(s.quote) for s in line.spans))
    crops = places.crops([(s.start, s.end) for s in line.spans])
    shown = "".join(crop_html(line.letter, crop, text.pages[crop.page], title) for crop in crops)
    shown = shown or f'<p class="small muted">{escape(words.text("review.scan_no_image"))}</p>'
    choices = ((FactState.ACCEPTED, Look.ACCEPTED, "scan_right"), (FactState.REJECTED, Look.REJECTED, "scan_wrong"))
    picks = "".join(
        f'<label><input type="radio" name="f-{line.number}" value="{state.value}" '
        f'data-fact="{escape(" ".join(line.facts), quote=True)}"{" checked" if line.look is look else ""}>'
        f"{escape(words.text(f'review.{said}'))}</label>"
        for state, look, said in choices
    )
    return (
        f'<div class="seen"><h3 class="said">{number_link(line, words)} {escape(_plain(line.title))}</h3>'
        f"<div>{shown}</div><div>{picks}</div></div>"
    )


def duties_html(reading: DirectiveReading, words: Words) -> str:
    """Give who is told to do what, with what force, and whether the letter is addressed to them."""
    names = ("duty_body", "duty_verb", "duty_force", "duty_addressee", "duty_clause")
    heads = {name: words.text(f"review.{name}") for name in names}
    rows = []
    for duty in reading.campaign.duties:
        addressed = words.text("review.yes" if duty.addressee else "review.no")
        kind = "plain" if duty.addressee else "wait"
        rows.append(
            (
                escape(_plain(duty.body)),
                escape(words.label(duty.verb)),
                escape(words.label(duty.force)),
                f'<span class="pill {kind}">{escape(addressed)}</span>',
                escape(duty.source.part if duty.source else ""),
            )
        )
    if not rows:
        return ""
    return box(words.text("review.duties"), words.text("review.duties_why"), table(heads, rows), "duties")


def changes_html(changes: Sequence[ChangeLine] | None, words: Words) -> str:
    """Give what is other than last year: the old struck through, the new beside it; "" when nobody asked."""
    if changes is None:
        return ""
    if not changes:
        return box(words.text("review.diff"), "", f'<p class="in">{escape(words.text("change.none"))}</p>', "diff")
    heads = {name: words.text(f"review.diff_{name}") for name in ("rule", "before", "after")}
    rows = [
        (
            escape(line.rule),
            f"<s>{escape(line.before)}</s>" if line.change is not Change.ADDED else "",
            f"<strong>{escape(line.after)}</strong>" if line.change is not Change.REMOVED else "",
        )
        for line in changes
    ]
    return box(words.text("review.diff"), "", table(heads, rows), "diff")


def relations_html(reading: DirectiveReading, words: Words) -> str:
    """Give what each document does to the rules of those before it."""
    names = ("relation_document", "relation_does", "relation_rule", "relation_words")
    heads = {name: words.text(f"review.{name}") for name in names}
    numbers = {d.id: d.number or d.symbol or d.id for d in reading.campaign.directives}
    roles = {d.id: words.label(d.role) for d in reading.campaign.directives}
    rows = []
    for relation in reading.relations:
        kind = relation.kind.value if relation.given else f"{relation.kind.value}_missing"
        rule = f"{words.text(f'review.table.{relation.table}')} {numbers.get(relation.id, relation.id)}"
        role = escape(roles.get(relation.directive, ""))
        name = f"{escape(numbers.get(relation.directive, relation.directive))} <small>{role}</small>"
        quote = f"<q>{escape(_plain(relation.source.quote))}</q>" if relation.source else ""
        rows.append((name, escape(words.text(f"review.relation.{kind}")), escape(rule), quote))
    return box(words.text("review.relations"), "", table(heads, rows), "relations") if rows else ""


def targets_html(reading: DirectiveReading, words: Words) -> str:
    """Give a row for each plan cited, to enter its target beside which the result is shown."""
    names = ("target_base", "target_what", "target_value", "target_unit")
    heads = {name: words.text(f"review.{name}") for name in names}
    entered = {t.base: t for t in reading.campaign.cited_targets}
    numbers = [b.number for d in reading.campaign.directives for b in d.bases if b.number]
    rows = []
    for base in dict.fromkeys([*numbers, *entered]):
        known = entered.get(base)
        cells = [known.what, str(known.value), known.unit] if known else ["", "", ""]
        labels = [f"{heads[name]}: {base}" for name in names[1:]]
        rows.append(
            (
                f'<span data-base="{escape(base, quote=True)}">{escape(base)}</span>',
                *(
                    f'<input class="inp" aria-label="{escape(label, quote=True)}" value="{escape(cell, quote=True)}">'
                    for label, cell in zip(labels, cells, strict=True)
                ),
            )
        )
    if not rows:
        return ""
    return box(words.text("review.targets"), words.text("review.targets_why"), table(heads, rows), "targets")
