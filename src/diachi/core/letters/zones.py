"""The zones of a letter: head, addressees, preamble, body, ending; offsets into the view's text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diachi.core.letters.lexicon import AUTHORITY, HEADS
from diachi.core.letters.view import View

_TO = re.compile(r"kính gửi\s*:?", re.IGNORECASE)
_COPIES = re.compile(r"^\s*nơi nhận\s*:?", re.IGNORECASE | re.MULTILINE)
_OPENING = re.compile(
    r"^\s*(?:Căn cứ|Thực hiện|Xét|Theo đề nghị|Để |Nhằm|Trả lời|Tiếp theo|Triển khai|Thời gian qua|Ủy ban|UBND|Uỷ ban)",
    re.MULTILINE,
)
_FIRST_ITEM = re.compile(r"^\s*(?:Điều 1\s*[.:]|I\s*[.-]|1\s*[.)])\s", re.MULTILINE)
_SIGNATURE = re.compile(rf"^\s*(?:{AUTHORITY}|{HEADS})\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """Half-open ranges of the view's text; an empty zone starts and ends where the next begins."""

    head: tuple[int, int]
    addressees: tuple[int, int]
    preamble: tuple[int, int]
    body: tuple[int, int]
    ending: tuple[int, int]


def zones_of(view: View) -> Zones:
    """Cut a letter into its zones by the words that open them."""
    text = view.text
    copies = _COPIES.search(text)
    signature = _SIGNATURE.search(text, len(text) // 3)
    stops = [m.start() for m in (copies, signature) if m]
    ending = min(stops) if stops else len(text)
    to = _TO.search(text, 0, ending)
    if to:
        after = _OPENING.search(text, _end_of_list(text, to.end(), ending), ending)
        opening = after.start() if after else _end_of_list(text, to.end(), ending)
        head_end, to_range = to.start(), (to.end(), opening)
    else:
        after = _OPENING.search(text, 0, ending)
        opening = after.start() if after else 0
        head_end, to_range = opening, (opening, opening)
    first = _FIRST_ITEM.search(text, opening, ending)
    body = first.start() if first else opening
    return Zones(
        head=(0, head_end),
        addressees=to_range,
        preamble=(opening, body),
        body=(body, ending),
        ending=(ending, len(text)),
    )


def _end_of_list(text: str, start: int, stop: int) -> int:
    """The addressees end where a paragraph begins that is no list item."""
    first_line = text.find("\n", start)
    if first_line < 0 or first_line >= stop:
        return stop
    at = first_line
    for line in re.finditer(r"[^\n]+", text[first_line:stop]):
        words = line.group().strip()
        if words and not words.startswith(("-", "+")) and not words[:1].islower():
            return first_line + line.start()
        at = first_line + line.end()
    return at
