"""A waterfall as a picture: sentence, bar from the running sum, signed number; legible in grey and without colours.

The colours are those of the screens; filled = speaks for one household, hatched = speaks against it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from html import escape

from diachi.application.ports import Words
from diachi.application.waterfall import Bar, Waterfall, percent, signed

_INK, _INK_2, _LINE, _SUNK, _FOR, _TINT = "#1b2430", "#46505f", "#d8d3c8", "#eeebe4", "#24427c", "#a9bbdc"
_FONT = "'Be Vietnam Pro','Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"
_NUM = "'Segoe UI',Roboto,'Noto Sans',Arial,'Liberation Sans',sans-serif"
_WIDE, _LEFT, _CHART, _EDGE = 820, 330, 380, 20
_ROW, _HIGH, _TOP, _LETTERS = 34, 18, 84, 44
_MARKS = ((-6.6294, "1 %"), (0.0, "50 %"), (6.6294, "99 %"))  # bits of these probabilities
Scale = Callable[[float], float]
_ROOM = 9.0  # bits always shown on both sides, so that two pictures can be laid side by side


def waterfall_svg(found: Waterfall, title: str, words: Words) -> str:
    """Draw the sum; Holds: the same sum gives the same bytes, nothing is asked of the network, no style attribute."""
    low = min(-_ROOM, *(b.after for b in found.bars)) - 1
    high = max(_ROOM, *(b.after for b in found.bars)) + 1
    scale = _CHART / (high - low)

    def x(bits: float) -> float:
        return round(_EDGE + _LEFT + (bits - low) * scale, 1)

    bottom = _TOP + _ROW * len(found.bars)
    tall = bottom + 100
    parts = [_head(found, title, tall, words), _bands(len(found.bars)), _ground(x, bottom)]
    for number, bar in enumerate(found.bars):
        parts.append(_bar(bar, number, x, last=number == len(found.bars) - 1))
    parts += [_sum(found, bottom, x, words), _keys(tall, words), "</svg>\n"]
    return "\n".join(parts)


def _head(found: Waterfall, title: str, tall: int, words: Words) -> str:
    told = "; ".join(f"{b.text} {signed(b.bits)}" for b in found.bars)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {tall}" width="{_WIDE}" height="{tall}" '
        f'role="img" aria-labelledby="t d" font-family="{_FONT}" font-size="15">\n'
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(told)}</desc>\n'
        '<defs><pattern id="against" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="#fff"/><rect width="2.4" height="6" fill="{_FOR}"/></pattern></defs>\n'
        f'<rect width="{_WIDE}" height="{tall}" rx="6" fill="#fff" stroke="{_LINE}"/>\n'
        + _text(_EDGE, 34, title, size=18, weight=600)
        + "\n"
        + _text(_EDGE, 58, words.text("waterfall.how"), size=13, fill=_INK_2)
    )


def _bands(rows: int) -> str:
    """Every second row lies on a tint, so that an eye keeps its line from the sentence to the number."""
    return "\n".join(
        f'<rect x="1" y="{_TOP + _ROW * n - 8}" width="{_WIDE - 2}" height="{_ROW}" fill="{_SUNK}" opacity=".45"/>'
        for n in range(0, rows, 2)
    )


def _ground(x: Scale, bottom: int) -> str:
    """The lines of 1, 50 and 99 in 100, and what they are."""
    lines = []
    for bits, name in _MARKS:
        middle = bits == 0.0
        dash = "" if middle else ' stroke-dasharray="3 3"'
        lines.append(
            f'<line x1="{x(bits)}" x2="{x(bits)}" y1="{_TOP - 6}" y2="{bottom + 4}" '
            f'stroke="{_INK if middle else _TINT}" stroke-width="{1.4 if middle else 1}"{dash}/>'
        )
        lines.append(_text(x(bits), bottom + 20, name, size=12, fill=_INK_2, anchor="middle", font=_NUM))
    return "\n".join(lines)


def _bar(bar: Bar, number: int, x: Scale, *, last: bool) -> str:
    top = _TOP + _ROW * number
    left, right = sorted((x(bar.before), x(bar.after)))
    wide = max(right - left, 1.5)
    fill = _FOR if bar.bits >= 0 else "url(#against)"
    middle = top + _HIGH // 2 + 5
    parts = []
    lines = textwrap.wrap(bar.text[:1].upper() + bar.text[1:], _LETTERS)[:2]
    first = middle if len(lines) == 1 else middle - 8
    parts += [_text(_EDGE, first + 16 * n, line, size=15 if len(lines) == 1 else 13.5) for n, line in enumerate(lines)]
    parts.append(
        f'<rect x="{left}" y="{top}" width="{round(wide, 1)}" height="{_HIGH}" fill="{fill}" stroke="{_FOR}"/>'
    )
    if not last:
        parts.append(
            f'<line x1="{x(bar.after)}" x2="{x(bar.after)}" y1="{top + _HIGH}" y2="{top + _ROW}" stroke="{_INK_2}"/>'
        )
    parts.append(_text(_WIDE - _EDGE, middle, signed(bar.bits), weight=600, anchor="end", font=_NUM))
    return "\n".join(parts)


def _sum(found: Waterfall, bottom: int, x: Scale, words: Words) -> str:
    top = bottom + 32
    said = words.text("waterfall.sum", percent=percent(found.probability), verdict=words.label(found.verdict))
    if found.said:
        machine = words.text("waterfall.alone", percent=percent(found.probability))
        said = f"{words.text(f'waterfall.{found.said}')} ({machine})"
    mark = x(found.total)
    return "\n".join(
        (
            f'<line x1="{_EDGE}" x2="{_WIDE - _EDGE}" y1="{top}" y2="{top}" stroke="{_INK}" stroke-width="2"/>',
            f'<path d="M{mark} {bottom + 5}l-5 -7h10z" fill="{_INK}"/>',
            _text(_EDGE, top + 24, said, size=16, weight=600),
            _text(_WIDE - _EDGE, top + 24, signed(found.total), size=16, weight=600, anchor="end", font=_NUM),
        )
    )


def _keys(tall: int, words: Words) -> str:
    y, parts, at = tall - 14, [], _EDGE
    for fill, key in ((_FOR, "for"), ("url(#against)", "against")):
        text = words.text(f"waterfall.{key}")
        parts.append(f'<rect x="{at}" y="{y - 11}" width="18" height="12" fill="{fill}" stroke="{_FOR}"/>')
        parts.append(_text(at + 26, y, text, size=13, fill=_INK_2))
        at += 60 + round(7.2 * len(text))
    return "\n".join(parts)


def _text(
    x: float,
    y: float,
    text: str,
    *,
    size: float = 15,
    fill: str = _INK,
    weight: int = 400,
    anchor: str = "start",
    font: str = "",
) -> str:
    family = f' font-family="{font}"' if font else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" font-weight="{weight}" '
        f'text-anchor="{anchor}"{family}>{escape(text)}</text>'
    )
