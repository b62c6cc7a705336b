"""From pieces of text with places on a page to lines as a person reads them.

An office lays the head and the foot of a letter in two columns: read straight across, "ỦY BAN NHÂN DÂN" and the motto
become one line. Such a band is read column by column; a table is read row by row, with bars; the rest as paragraphs.
All lengths are in points, y grows upwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

_GAP = 14.0  # between two columns, never between two words; the blanks of a line set full are narrower
_BLANK = 5.0  # as wide as a blank may be; wider, and it may be the gap between a long line and its neighbour column
_GUTTER = 5.0  # what must stay free between columns from line to line
_FAR = 2.6  # line heights: what stands further below begins something else
_NEXT = 1.75
_PARTED = 1.25  # times what lines stand apart: paragraphs have room between them
_SHORT = 0.88  # of the text's width: a line that ends before it ends a paragraph
_INDENT = 12.0
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,3}[-–\s]*")
_HEAD = re.compile(r"cộng h[oò][aà]|độc lập\s*-|^số\s*:|^đảng cộng sản", re.IGNORECASE)
_FOOT = re.compile(r"^nơi nhận", re.IGNORECASE)
_FULL = re.compile(r"^(?:kính gửi|căn cứ|điều \d)", re.IGNORECASE)
_BEGINS = re.compile(r"^(?:[-+•*–]\s|\d+[.)]\s|\d+(?:\.\d+)+\.?\s|[a-zđ]\)\s|[IVX]+[.\-]\s|Điều \d)")
_LISTED = re.compile(r"[-+•]\s*\S")
_ENDS = re.compile(r"[.;:/]\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together on a line, and where."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def middle(self) -> float:
        """Where the line it stands on runs."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces of one line from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line read straight across."""
        return " ".join(p.text for p in self.pieces)

    @property
    def widest_gap(self) -> tuple[float, float]:
        """The widest gap between two neighbours, from where to where; none in a line of one piece."""
        gaps = [(a.right, b.left) for a, b in pairwise(self.pieces)]
        return max(gaps, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(p.right for p in self.pieces)

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return sum(p.middle for p in self.pieces) / len(self.pieces)

    @property
    def height(self) -> float:
        """How tall its letters are."""
        return max(p.top - p.bottom for p in self.pieces)


def lines_of_page(pieces: Sequence[Piece], height: float) -> list[Line]:
    """Put pieces into lines from the top; a number alone at the edge of the page is the page's own."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.middle, p.left)):
        tall = max(piece.top - piece.bottom, 4.0)
        home = next((row for row in reversed(lines[-3:]) if abs(_middle(row) - piece.middle) < 0.45 * tall), None)
        if home is None:
            lines.append([piece])
        else:
            home.append(piece)
    made = [Line(tuple(_joined(sorted(row, key=lambda p: p.left)))) for row in lines]
    edge = 0.09 * height
    return [line for line in made if not (_PAGE_NUMBER.fullmatch(line.text) and not edge < line.middle < height - edge)]


def _middle(row: Sequence[Piece]) -> float:
    return sum(p.middle for p in row) / len(row)


def _joined(row: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces with no more than a few blanks between them are one."""
    held = row[0]
    for piece in row[1:]:
        gap = piece.left - held.right
        if gap >= _BLANK:
            yield held
            held = piece
            continue
        blank = "" if gap < 0.12 * (held.top - held.bottom) or held.text.endswith(" ") else " "
        held = Piece(
            held.left, min(held.bottom, piece.bottom), max(held.right, piece.right), max(held.top, piece.top),
            held.text + blank + piece.text,
        )  # fmt: skip
    yield held


def text_of_lines(pages: Sequence[Sequence[Line]]) -> str:
    """Give the whole text: bands column by column, tables in rows with bars, paragraphs whole, across pages too."""
    text = _Text()
    for lines in pages:
        pitch = _pitch(lines)
        left, right = min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)
        for block in _blocks(lines, text.ends_in_foot):
            if isinstance(block, str):
                text.add(block)
            elif isinstance(block, _Columns):
                text.add_columns(block)
            else:
                text.add_line(_Set(block, block.left - left, right - block.right), _PARTED * pitch, right - left)
    text.close()
    return "\n\n".join(filter(None, text.blocks)) + "\n"


class _Text:
    """What was read so far: whole blocks, and the lines of the paragraph that is not at its end yet."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.held: list[_Set] = []
        self.foot: int | None = None  # where the list of copies stands among the blocks; its signer comes next

    @property
    def ends_in_foot(self) -> bool:
        return self.foot is not None and self.foot == len(self.blocks) - 2

    def close(self) -> None:
        """End the paragraph."""
        if self.held:
            self.blocks.append(" ".join(" ".join(one.line.text.split()) for one in self.held))
            self.held.clear()

    def add(self, *blocks: str) -> None:
        """Take blocks that are whole."""
        self.close()
        self.blocks += blocks

    def add_columns(self, columns: _Columns) -> None:
        """Take a head or a foot; a foot that a new page cut in two goes on where it was."""
        if columns.goes_on and self.foot is not None:
            self.close()
            left, right = self.blocks[self.foot : self.foot + 2]
            self.blocks[self.foot : self.foot + 2] = f"{left}\n{columns.left}", f"{right}\n{columns.right}"
            return
        self.add(columns.left, columns.right)
        if columns.foot:
            self.foot = len(self.blocks) - 2

    def add_line(self, line: _Set, apart: float, width: float) -> None:
        """Take a line: it goes on with the paragraph, begins one, or belongs to the list of copies."""
        if self.foot is not None and _LISTED.match(line.line.text):  # the list of copies goes on over the page
            self.blocks[self.foot] += f"\n{line.line.text}"
            return
        last = self.held[-1] if self.held else None
        if last and (not _goes_on(last, line) or last.line.middle - line.line.middle > apart):
            self.close()
        self.held.append(line)
        if line.short(width):
            self.close()


def _pitch(lines: Sequence[Line]) -> float:
    """How far lines of one paragraph stand apart: nearly the least there is on the page."""
    apart = sorted(a.middle - b.middle for a, b in pairwise(lines) if a.middle - b.middle > 0)
    return apart[len(apart) // 5] if apart else inf


@dataclass(frozen=True, slots=True)
class _Columns:
    """A head or a foot, read column by column."""

    left: str
    right: str
    foot: bool
    goes_on: bool = False  # a foot that a new page cut in two


@dataclass(frozen=True, slots=True)
class _Set:
    """A line with the room left of it and right of it, of the width the page is set in."""

    line: Line
    before: float
    after: float

    @property
    def centred(self) -> bool:
        return self.before > _INDENT and abs(self.before - self.after) < _INDENT

    @property
    def full(self) -> bool:
        return self.before <= _INDENT and self.after <= _INDENT

    def short(self, width: float) -> bool:
        """Say whether the line ends a paragraph by ending early; lines of a title are all of a kind, and go on."""
        return self.after > (1 - _SHORT) * width and not self.centred


def _goes_on(above: _Set, line: _Set) -> bool:
    """Say whether a line goes on with the paragraph above it."""
    text = line.line.text
    rest = line.centred and above.full and text[:1].islower()  # the last words of a title that fills its first line
    if _BEGINS.match(text) or _FULL.match(text) or (above.centred != line.centred and not rest):
        return False
    if rest:
        return True
    if not line.centred and line.before > above.before + _INDENT:  # the first line of the next, set in
        return False
    return not (_ENDS.search(above.line.text) and text[:1].isupper())


def _blocks(lines: Sequence[Line], after_foot: bool = False) -> Iterator[str | Line | _Columns]:
    """The bands and lines of a page; `after_foot` = the page before ended inside the foot of the letter."""
    at = 0
    while at < len(lines):
        end, gutter = _band(lines, at)
        if end == at:
            yield lines[at]
            at += 1
            continue
        band = lines[at:end]
        words = [p.text for line in band for p in line.pieces]
        foot = any(map(_FOOT.match, words))
        if after_foot and at == 0:
            yield _Columns(_column(band, gutter, False), _column(band, gutter, True), True, goes_on=True)
        elif foot or any(map(_HEAD.search, words)):
            yield _Columns(_column(band, gutter, False), _column(band, gutter, True), foot)
        elif len(band) > 1:
            yield "\n".join("| " + " | ".join(_cells(line)) + " |" for line in band)
        else:
            yield band[0]
        at = end


def _cells(line: Line) -> Iterator[str]:
    """The pieces of a row of a table, put together where only a blank parts them."""
    held = [line.pieces[0]]
    for piece in line.pieces[1:]:
        if piece.left - held[-1].right >= _GAP:
            yield " ".join(p.text for p in held)
            held = []
        held.append(piece)
    yield " ".join(p.text for p in held)


def _band(lines: Sequence[Line], at: int) -> tuple[int, tuple[float, float]]:
    """Find how far the lines from here on leave a gutter free; (at, ..) when no band begins here."""
    first = lines[at]
    foot, gutter = bool(_FOOT.match(first.text)), first.widest_gap
    wide = gutter[1] - gutter[0] >= _GAP
    if not wide:
        if not foot or at + 1 >= len(lines):
            return at, gutter
        gutter = (first.right + _GAP / 2, max(line.right for line in lines))
    end = last = at + 1
    for number in range(at + 1, len(lines)):
        line, above = lines[number], lines[number - 1]
        free = _free(line, gutter, _GUTTER if foot else _GAP)
        if free is None or _FULL.match(line.text) or above.middle - line.middle > _FAR * 2 * max(line.height, 8):
            break
        gutter = free
        both = line.pieces[0].right <= gutter[0] and line.pieces[-1].left >= gutter[1]
        end = number + 1
        if both or _belongs(lines[at:number], line, gutter):
            last = end
    return (last if last > at + 1 or wide else at), gutter


def _free(line: Line, gutter: tuple[float, float], least: float) -> tuple[float, float] | None:
    """What of the gutter this line leaves free; None when it runs through it, or stands on both sides too near."""
    low, high = gutter
    sides = [p.left >= high for p in line.pieces if p.left >= high or p.right <= low]
    if True in sides and False in sides and line.widest_gap[1] - line.widest_gap[0] < least:
        return None
    for piece in line.pieces:
        if piece.right <= low or piece.left >= high:
            continue
        if piece.left - low > high - piece.right:
            high = min(high, piece.left)
        else:
            low = max(low, piece.right)
        if high - low < _GUTTER:
            return None
    return low, high


def _belongs(band: Sequence[Line], line: Line, gutter: tuple[float, float]) -> bool:
    """A line in one column goes on with it where it stands right below the last of that column, or under the foot."""
    if any(_FOOT.match(line.pieces[0].text) for line in band):
        return True
    right = line.left >= gutter[1]
    column = [old for old in band if any((p.left >= gutter[1]) == right for p in old.pieces)]
    return bool(column) and column[-1].middle - line.middle <= _NEXT * max(line.height, 8)


def _column(band: Sequence[Line], gutter: tuple[float, float], right: bool) -> str:
    """One column, a line for each of its own; a wider gap between two is a blank line."""
    said: list[str] = []
    before: Line | None = None
    for line in band:
        own = [p.text for p in line.pieces if (p.left >= (gutter[0] + gutter[1]) / 2) == right]
        if not own:
            continue
        if before is not None and before.middle - line.middle > _FAR * max(line.height, 8):
            said.append("")
        said.append(" ".join(own))
        before = line
    return "\n".join(said)
