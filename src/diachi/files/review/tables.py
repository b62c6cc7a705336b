"""The tables of the review page: duties, what documents do to each other, last year, targets of plans cited."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from diachi.application.change_lines import ChangeLine, rule_name
from diachi.application.read_directive import DirectiveReading
from diachi.core.campaign_changes import Change
from diachi.files.review.parts import box, plain, table
from diachi.files.words import Words

_WITH_TARGETS = ("Kế hoạch", "Chương trình", "Nghị quyết", "Quyết định", "Đề án")


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
                escape(plain(duty.body)),
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
        rule = rule_name(relation.table, numbers.get(relation.id, relation.id), words)
        role = escape(roles.get(relation.directive, ""))
        name = f"{escape(numbers.get(relation.directive, relation.directive))} <small>{role}</small>"
        quote = f"<q>{escape(plain(relation.source.quote))}</q>" if relation.source else ""
        rows.append((name, escape(words.text(f"review.relation.{kind}")), escape(rule), quote))
    return box(words.text("review.relations"), "", table(heads, rows), "relations") if rows else ""


def targets_html(reading: DirectiveReading, words: Words) -> str:
    """Give a row for each plan cited, to enter its target beside which the result is shown."""
    names = ("target_base", "target_what", "target_value", "target_unit")
    heads = {name: words.text(f"review.{name}") for name in names}
    entered = {t.base: t for t in reading.campaign.cited_targets}
    plans = [b for d in reading.campaign.directives for b in d.bases if b.type in _WITH_TARGETS]
    numbers = [b.number for b in plans if b.number]
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
