"""A letter as HTML: laid out as on paper, every word that carries a fact marked and led to its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from diachi.application.review_line import Look

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_MOTTO = re.compile(r"c[ộô]ng h[oò][aà] x[ãa] h[ộô]i|độc lập\s*[-–]|đảng cộng sản việt nam", re.IGNORECASE)
_TO = re.compile(r"\s*\**kính gửi", re.IGNORECASE)
_COPIES = re.compile(r"\s*\**nơi nhận", re.IGNORECASE)
_OPENS = re.compile(r"\s*\**(?:căn cứ|thực hiện|điều 1|I\.|1\.)", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:[-+•*]\s|\d{1,2}[.)]|[a-zđ]\)|Điều \d)")
_UNSEEN = re.compile(r"\*\*|\ufeff|\r")
_SHORT, _TITLE = 60, 160
_ORDER = (Look.ASKED, Look.CHECK, Look.REJECTED, Look.READ, Look.ACCEPTED)
_CLASSES = {Look.ASKED: "f asked", Look.CHECK: "f see", Look.REJECTED: "f off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words to be marked: where, which number they carry, where it leads."""

    spans: tuple[tuple[int, int], ...]
    label: str
    anchor: str
    target: str
    title: str
    look: Look
    blank: str = ""  # what is said where the letter says nothing
    kind: str = ""  # right: place, date, signer; left: number, subject


class LetterHtml:
    """One letter being written; an anchor is given once, where its words begin."""

    def __init__(self, raw: str, marks: Sequence[Mark]) -> None:
        self.raw = raw
        self.marks = marks
        self.given: set[str] = set()
        self.numbered: set[str] = set()
        edges = {0, len(raw)} | {edge for mark in marks for span in mark.spans for edge in span}
        self.edges = sorted(edge for edge in edges if 0 <= edge <= len(raw))

    def whole(self) -> str:
        """Give the whole letter."""
        blocks = [(m.start(), m.end()) for m in _BLOCK.finditer(self.raw)]
        head, ending = self._head(blocks), self._ending(blocks)
        parts = [self._columns(blocks[:head], first=True)] if head else []
        parts += [self._block(block) for block in blocks[head : ending[0]]]
        if ending[1] > ending[0]:
            parts.append(self._columns(blocks[ending[0] : ending[1]], first=False))
        parts += [self._block(block) for block in blocks[ending[1] :]]
        return "\n".join(parts)

    def _text(self, block: tuple[int, int]) -> str:
        return self.raw[slice(*block)]

    def _kinds(self, block: tuple[int, int]) -> set[str]:
        return {m.kind for m in self.marks if m.kind and block[0] <= m.spans[0][0] < block[1]}

    def _head(self, blocks: Sequence[tuple[int, int]]) -> int:
        """How many blocks make the head: up to the addressees, the preamble, or a title of its own."""
        first = [self._text(b) for b in blocks[:6]]
        if any(t.lstrip().startswith("|") for t in first[:2]) or not any(map(_MOTTO.search, first)):
            return 0  # a head that is a table already stands in its columns
        for number, block in enumerate(blocks[:12]):
            text = self._text(block)
            titled = number > 1 and not self._kinds(block) & {"left", "right"} and not _MOTTO.search(text)
            if _TO.match(text) or _OPENS.match(text) or (titled and text.strip("* \n").isupper()):
                return number
        return 0

    def _ending(self, blocks: Sequence[tuple[int, int]]) -> tuple[int, int]:
        start = next((n for n, b in enumerate(blocks) if _COPIES.match(self._text(b))), len(blocks))
        signed = [n for n, b in enumerate(blocks) if n >= start and "signed" in self._kinds(b)]
        return (start, signed[-1] + 1) if signed and signed[-1] - start < 8 else (len(blocks), len(blocks))

    def _columns(self, blocks: Sequence[tuple[int, int]], *, first: bool) -> str:
        """Head and foot stand in two columns on paper; what is read out goes down the left one first."""

        def right(block: tuple[int, int]) -> bool:
            said = self._kinds(block)
            return bool(_MOTTO.search(self._text(block))) or "right" in said if first else bool(said & {"signed"})

        sides = [[b for b in blocks if right(b) is side] for side in (False, True)]
        cells = ["".join(f"<p>{self._lines(b, whole=True)}</p>" for b in side) for side in sides]
        name = "two" if first else "two foot"
        return f'<div class="{name}"><div>{cells[0]}</div><div>{cells[1]}</div></div>'

    def _block(self, block: tuple[int, int]) -> str:
        text = self._text(block)
        if all(line.lstrip().startswith("|") for line in text.splitlines()):
            return self._table(block)
        bare = text.strip("* \n")
        listed = "\n" in bare and all(_LISTED.match(line) for line in bare.splitlines())
        name = "c" if bare.isupper() and len(bare) < _TITLE else "n" if listed or _TO.match(text) else ""
        return f"<p{f' class={chr(34)}{name}{chr(34)}' if name else ''}>{self._lines(block)}</p>"

    def _lines(self, block: tuple[int, int], *, whole: bool = False) -> str:
        """Lines of a block; a line that only ran out of room goes on, a list item or a short line stands alone."""
        said = []
        lines = [(block[0] + m.start(), block[0] + m.end()) for m in re.finditer(r"[^\n]+", self._text(block))]
        for number, line in enumerate(lines):
            after = self.raw[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
            apart = whole or _LISTED.match(after) or line[1] - line[0] < _SHORT
            said.append(self._marked(*line) + ("" if not after else "<br>" if apart else " "))
        return "".join(said)

    def _table(self, block: tuple[int, int]) -> str:
        rows = []
        for line in re.finditer(r"[^\n]+", self._text(block)):
            if not line.group().strip("|-: "):
                continue
            bars = [block[0] + line.start() + m.start() for m in re.finditer(r"\|", line.group())]
            if line.group().rpartition("|")[2].strip():  # the last cell has no bar of its own
                bars.append(block[0] + line.end())
            cells = "".join(f"<td>{self._marked(a + 1, b)}</td>" for a, b in pairwise(bars))
            rows.append(f"<tr>{cells}</tr>")
        return f'<div class="scroll"><table class="paper">{"".join(rows)}</table></div>'

    def _marked(self, start: int, end: int) -> str:
        """The words of a range, cut where a fact begins or ends."""
        inside = [start, *(e for e in self.edges if start < e < end), end]
        return "".join(self._piece(a, b) for a, b in pairwise(inside) if b > a)

    def _piece(self, start: int, end: int) -> str:
        over = [m for m in self.marks if any(a <= start and end <= b for a, b in m.spans)]
        text = escape(_UNSEEN.sub("", self.raw[start:end]))
        if not over:
            return text
        look = min((m.look for m in over), key=_ORDER.index)
        new = [m.anchor for m in over if m.anchor not in self.given]
        self.given |= set(new)
        anchors = "".join(f'<b id="{anchor}"></b>' for anchor in new)
        return f'<mark class="{_CLASSES.get(look, "f")}">{anchors}{text}{"".join(self._numbers(over, end))}</mark>'

    def _numbers(self, over: Sequence[Mark], end: int) -> Iterator[str]:
        for mark in over:
            last = max(stop for _, stop in mark.spans)
            rest = any(c.isalnum() for c in self.raw[end:last])  # a bar of a table after the words is drawn otherwise
            if not rest and last >= end and mark.anchor not in self.numbered:
                self.numbered.add(mark.anchor)
                title = escape(mark.title, quote=True)
                if mark.blank:
                    yield f' <span class="blank">{escape(mark.blank)}</span>'
                yield f'&#8288;<a href="#{mark.target}" aria-label="{title}">{escape(mark.label)}</a>'
