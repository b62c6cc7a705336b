"""The zones of a letter: head, addressees, preamble, body, ending, and what is attached after its signature.

A decision and the plan it issues are two documents in one file: what the plan orders stands after the first "Nơi nhận".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from diachi.core.letters.lexicon import UPPER
from diachi.core.letters.loose import Words
from diachi.core.letters.signs import Signature, signature_in
from diachi.core.letters.view import View

_TO = Words(r"kính gửi\s*:?")
COPIES = Words(r"(?:^|\||\t)\s*nơi nhận\b\s*:?", lines=True)
BASE_WORDS = (
    r"(?:căn cứ|thực hiện|thi hành|xét|theo đề nghị|theo|để|nhằm|trả lời|tiếp theo|triển khai|thời gian qua|phúc đáp|"
    r"tiếp nhận|trên cơ sở|sau khi|vừa qua|ngày \d{1,2}|trong thời gian|hiện nay|ủy ban|ubnd|"
    r"ban|bộ|sở|chấp hành|nghiên cứu)"
)
_OPENING = Words(rf"^[-\x20\t|]*{BASE_WORDS}\b", lines=True)
_GROUND = Words(
    r"^[-\x20\t|]*(?:căn cứ|thực hiện|thi hành|xét|theo|để|nhằm|trên cơ sở|trả lời|chấp hành|quán triệt)\b", lines=True
)
# A title in capitals, or one that goes on in small letters, is no ground.
_NO_SENTENCE = re.compile(rf"[-\s|]*(?:[{UPPER}]{{2}}|[^\W\d_{UPPER}])")
_ORDERED = Words(r"^[\x20\t|]*(?:quyết định|quyết nghị|nay quyết định|ban hành quyết định)\s*:?\s*$", lines=True)
_FIRST_ITEM = re.compile(
    rf"^[ |]*(?:Điều\s+1\b\s*[.:]?|(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?:[IVX1]+|thứ nhất|THỨ NHẤT)\b|"
    rf"[IA1]\s*[./)-](?=\s*[^\d\s])|"
    rf"a\)\s|[-+]\s(?=[{UPPER}]))",
    re.MULTILINE,
)
_AS_FOLLOWS = Words(
    r"(?:như sau|sau đây|sau|đề nghị|yêu cầu|ý kiến|quyết định|các nội dung|nhiệm vụ)\s*:[ ]*$", lines=True
)
_PLAIN_ORDER = Words(r"(?:đề nghị|yêu cầu|giao|có ý kiến|thông báo|hướng dẫn|chỉ đạo)\b")
_ATTACHED = Words(
    r"^[\x20\t|]*(?:phụ lục|phụ biểu|danh sách|danh mục|biểu(?: mẫu)?(?: số)?|bảng|mẫu(?: số)?|đề cương|quy chế|"
    r"quy định|"
    r"kế hoạch|chương trình|đề án|phương án|hướng dẫn|nội dung|phần (?:i|1|thứ nhất))\b[^\n|]{0,120}(?=[\n|]|$)",
    lines=True,
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")
_QUOTED = re.compile(r"(?:^[ ]*|(?<=:)\s*\n?[ ]*)[“\"«][^”\"»]{40,6000}[”\"»][ .;,/]*$", re.MULTILINE)
_NEAR_NAME = 120  # without copies: from the last line of authority to the name
_LIST_MARKS = ("-", "+", "•", "*", "|")


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """Half-open ranges of the view's text; an empty zone starts and ends where the next begins."""

    head: tuple[int, int]
    addressees: tuple[int, int]
    preamble: tuple[int, int]
    body: tuple[int, int]
    ending: tuple[int, int]
    attached: tuple[tuple[int, int], ...] = ()
    copies: tuple[int, int] | None = None
    signature: Signature | None = None
    quoted: tuple[tuple[int, int], ...] = ()

    @property
    def orders(self) -> tuple[tuple[int, int], ...]:
        """The ranges that order something: preamble and body, then what is attached; quoted law orders nobody."""
        whole = ((self.preamble[0], self.body[1]), *self.attached)
        return tuple(part for one in whole for part in _without(one, self.quoted))


def _without(whole: tuple[int, int], quoted: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    parts, at = [], whole[0]
    for first, last in quoted:
        if at < first < whole[1]:
            parts.append((at, first))
            at = min(last, whole[1])
    return [*parts, (at, whole[1])]


def zones_of(view: View) -> Zones:
    """Cut a letter into its zones by the words that open them."""
    text, loose = view.text, view.loose
    copies = COPIES.search(text, loose)
    signed = _signature(view, copies.start() if copies else None)
    ends = [*([copies.start()] if copies else []), *([signed.authority[0][0]] if signed else [])]
    ending = _line_start(text, min(ends)) if ends else len(text)
    attached_from = _attached_from(view, copies.end() if copies else None, signed) if ends else len(text)
    to = _TO.search(text, loose, 0, ending)
    if to:
        list_end = _end_of_addressees(view, to.end(), ending)
        head_end, to_range, opening = to.start(), (to.end(), list_end), list_end
    else:
        opening = _opening(view, ending)
        head_end, to_range = opening, (opening, opening)
    body = _body(view, opening, ending)
    return Zones(
        head=(0, head_end),
        addressees=to_range,
        preamble=(opening, body),
        body=(body, ending),
        ending=(ending, attached_from),
        attached=_attached(view, attached_from),
        copies=copies.span() if copies else None,
        signature=signed,
        quoted=tuple(m.span() for m in _QUOTED.finditer(text, opening)),
    )


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _signature(view: View, copies: int | None) -> Signature | None:
    """The signature beside or after the copies; without copies the first that has a name."""
    end = len(view.text)
    if copies is not None:
        line = _line_start(view.text, copies)
        after = signature_in(view, line, min(end, copies + 6000))
        if after and after.name:
            return after
        before = signature_in(view, max(0, line - 400), line)
        return before if before and before.name else after
    found = signature_in(view, end // 2, end)
    near = found and found.name and found.name[0] - found.authority[-1][1] < _NEAR_NAME
    return found if near else None


def _attached_from(view: View, copies: int | None, signed: Signature | None) -> int:
    """What is attached begins with its title, after the copies and the name of the signer."""
    after = max(copies or 0, signed.authority[-1][1] if signed else 0, signed.name[1] if signed and signed.name else 0)
    title = _ATTACHED.search(view.text, view.loose, after)
    return title.start() if title else len(view.text)


def _attached(view: View, start: int) -> tuple[tuple[int, int], ...]:
    """What is attached, without the endings of its own."""
    if start >= len(view.text):
        return ()
    copies = COPIES.search(view.text, view.loose, start)
    return ((start, copies.start() if copies else len(view.text)),)


def _opening(view: View, ending: int) -> int:
    """Without addressees the preamble begins at the first ground; without grounds at the first item."""
    grounds = _GROUND.finditer(view.text, view.loose, 0, ending)
    ground = next((g for g in grounds if not _NO_SENTENCE.match(view.text, g.start())), None)
    item = _FIRST_ITEM.search(view.text, 0, ending)
    if ground is None:
        told = _OPENING.finditer(view.text, view.loose, 0, item.start() if item else ending)
        ground = next((g for g in told if not _NO_SENTENCE.match(view.text, g.start())), None)
    starts = [x.start() for x in (ground, item) if x]
    return min(starts) if starts else 0


def _end_of_addressees(view: View, start: int, stop: int) -> int:
    """The addressees end where a paragraph begins that is no list item and no line going on."""
    text = view.text
    first = text.find("\n", start)
    first = stop if first < 0 else min(first, stop)
    plain_list = not text[start:first].strip(" |-:.")  # nothing on the line itself: the list follows, marked or not
    at = first
    for line in re.compile(r"[^\n]+").finditer(text, first, stop):
        said = line.group().strip()
        apart = text[at : line.start()].count("\n") > 1
        goes_on = said.startswith(_LIST_MARKS) or (said[:1].islower() and not apart)
        if plain_list and not goes_on:
            listed = not text[first:at].strip() or text[first:at].rstrip().endswith((";", ","))
            goes_on = listed and not _GROUND.search(text, view.loose, line.start(), line.end())
        if not goes_on or (re.fullmatch(r"[-|\s]*", said) and "|" not in said):
            return line.start()
        at = line.end()
    return at


def _body(view: View, opening: int, ending: int) -> int:
    """The body begins at QUYẾT ĐỊNH:, at the first item, else after the first paragraph that orders."""
    ordered = _ORDERED.search(view.text, view.loose, opening, ending)
    if ordered:
        return ordered.start()
    follows = _AS_FOLLOWS.search(view.text, view.loose, opening, ending)
    for item in _FIRST_ITEM.finditer(view.text, opening, follows.end() if follows else ending):
        if not _GROUND.search(view.text, view.loose, item.start(), min(ending, item.start() + 40)):
            return item.start()
    if follows:
        return follows.end()
    for paragraph in _PARAGRAPH.finditer(view.text, opening, ending):
        if _PLAIN_ORDER.search(view.text, view.loose, *paragraph.span()):
            return paragraph.end()
    return ending
