"""A pair told in a terminal: the two rows, what speaks for and against, and apart from it whether there was help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diachi.application.double_help import DoubleHelp
from diachi.application.pair_review_sheet import ReviewLine, side_lines
from diachi.application.pair_sides import Marked, Side
from diachi.application.ports import Words
from diachi.application.waterfall import Waterfall, evidence_lines, percent, signed
from diachi.core.same import SamePair

_WIDE, _VALUE, _MOST = 44, 30, 30  # letters of a sentence, of a value; blocks of a bar


def pair_lines(
    pair: SamePair, one: Side, two: Side, summed: Waterfall | None, helps: Sequence[DoubleHelp], words: Words
) -> Iterator[str]:
    """Give the lines: first whether the two rows are one household, then whether it was helped; two questions."""
    yield words.text("pair.head", one=pair.id_a, two=pair.id_b, verdict=words.label(pair.verdict))
    for line in side_lines(one, two, words):
        yield from _beside(line)
    yield words.text("pair.same_record")
    if summed:
        for bar in summed.bars:
            text = bar.text[:1].upper() + bar.text[1:]
            yield f"  {text:<{_WIDE}}{signed(bar.bits):>7}  {_blocks(bar.bits)}".rstrip()
        total = words.text("waterfall.sum", percent=percent(summed.probability), verdict=words.label(pair.verdict))
        yield f"  {total:<{_WIDE}}{signed(summed.total):>7}"
        if summed.said:
            yield "  " + words.text(f"waterfall.{summed.said}")
    else:
        yield from (f"  {line[:1].upper()}{line[1:]}" for line in evidence_lines(pair, words))
    yield words.text("pair.double_help")
    for told in helps:
        yield "  " + _help(told, words)
    if not helps:
        yield "  " + words.text("pair.no_help")


def _beside(line: ReviewLine) -> Iterator[str]:
    """Two values beside each other, the longer ones one under the other; what differs bears a sign."""
    left, right = (_shown(side) for side in (line.one, line.two))
    sign = "≠" if any(d for _, d in (*line.one, *line.two)) else " "
    if max(len(left), len(right)) <= _VALUE:
        yield f"  {line.label + ':':<18}{left:<{_VALUE}} {sign} {right}"
    else:
        yield f"  {line.label + ':':<18}{left}"
        yield f"  {'':<16}{sign} {right}"


def _shown(pieces: Marked) -> str:
    return "".join(text for text, _ in pieces) or "…"


def _blocks(bits: float) -> str:
    return ("█" if bits >= 0 else "░") * min(_MOST, round(abs(bits)))


def _help(told: DoubleHelp, words: Words) -> str:
    key = "gift" if told.lasting is False else told.verdict.value
    return words.text(
        f"check_one.help.{key}",
        year=str(told.year) if told.year else words.text("check_one.no_year"),
        what=told.support or words.text("check_one.no_kind"),
        value=words.text("check_one.value", vnd=told.value_vnd) if told.value_vnd else "",
        body=f", {told.agency}" if told.agency else "",
        programme=words.text("check_one.programme", id=told.programme) if told.programme else "",
        followed=words.text("check_one.followed") if told.followed else "",
        record=told.record_id,
    )
