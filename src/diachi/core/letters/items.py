"""The tree of items: Điều 1, I, 1, a), -, +; each with the label that names it ("1.-2" = the second dash of item 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from diachi.core.letters.view import View

_MARK = re.compile(
    r"^[ ]*(?:(?P<article>Điều\s+\d+)\s*[.:]|(?P<roman>[IVX]{1,5})\s*[.]|(?P<number>\d{1,2})(?:\s*[.)]|-(?=\s))|"
    r"(?P<letter>[a-zđ])\s*\)|(?P<dash>-)|(?P<plus>\+)|(?P<note>(?:[*]\s*)?Lưu ý)\s*:)(?=\s|\S)",
    re.MULTILINE,
)
_DEPTH = {"article": 0, "roman": 0, "number": 1, "letter": 2, "note": 2, "dash": 3, "plus": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item with its own text (up to the next mark), as offsets into the view's text."""

    label: str
    kind: str
    start: int  # of the words, after the mark
    end: int
    attached: int = 0  # 0 = the letter itself, 1 = the first document attached to it


def items_of(view: View, ranges: tuple[tuple[int, int], ...]) -> tuple[Item, ...]:
    """Give the items of the letter, then of what is attached ("PL1:I.1"), in order; a dash under "1" is "1.-1"."""
    return tuple(i for part, (start, end) in enumerate(ranges) for i in _items_in(view, start, end, part))


def _items_in(view: View, start: int, end: int, part: int) -> list[Item]:
    marks = [m for m in _MARK.finditer(view.text, start, end) if not _is_date_or_range(view.text, m)]
    path: list[tuple[int, str]] = []
    counts: dict[tuple[str, ...], int] = {}
    found = []
    for mark, after in zip_longest(marks, marks[1:]):
        kind = str(mark.lastgroup)
        depth = _DEPTH[kind]
        path = [step for step in path if step[0] < depth]
        above = tuple(name for _, name in path)
        name = _name(kind, mark, counts, above)
        path.append((depth, name))
        stop = after.start() if after else end
        label = f"{f'PL{part}:' if part else ''}{'.'.join([*above, name])}"
        found.append(Item(label=label, kind=kind, start=mark.end(), end=stop, attached=part))
    return found


def _is_date_or_range(text: str, mark: re.Match[str]) -> bool:
    """A line that begins with a date or with a range of numbers is no item."""
    return bool(mark.lastgroup == "number" and re.match(r"\d", text[mark.end() : mark.end() + 1]))


def _name(kind: str, mark: re.Match[str], counts: dict[tuple[str, ...], int], above: tuple[str, ...]) -> str:
    if kind in ("dash", "plus"):
        key = (*above, kind)
        counts[key] = counts.get(key, 0) + 1
        return f"{'-' if kind == 'dash' else '+'}{counts[key]}"
    return "Lưu ý" if kind == "note" else " ".join(str(mark.group(kind)).split())
