"""The signature of a letter: the lines of authority and the name, in lines of their own or run together in one cell.

"TL. BỘ TRƯỞNG CỤC TRƯỞNG CỤC X Nguyễn Văn A": a line begins at TM., KT., TL., TUQ., Q. and at each title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diachi.core.letters.lexicon import UPPER
from diachi.core.letters.loose import Words
from diachi.core.letters.view import View

_FOR = r"(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)\s?\.|(?:t/m|k/t|t/l)\b"
_TITLE = (
    r"(?:phó )?(?:quyền )?(?:tổng giám đốc|tổng cục trưởng|chi cục trưởng|cục trưởng|vụ trưởng|tổng thanh tra|"
    r"tổng kiểm toán|tổng thư ký|tổng biên tập|chủ tịch|giám đốc|bộ trưởng|thứ trưởng|phó trưởng (?:ban|phòng|đoàn)|"
    r"trưởng (?:ban|phòng|đoàn|công an|trạm|khoa|thôn)|bí thư|chánh (?:văn phòng|thanh tra|án)|chủ nhiệm|viện trưởng|"
    r"hiệu trưởng|thủ tướng|thống đốc|chỉ huy trưởng|chính trị viên|chính ủy|tư lệnh|ủy viên|tổng giám mục|"
    r"người đại diện|đại diện)"
)
_BEGINS = Words(rf"(?<![^\W_]){_FOR}|(?<![^\W_])(?<!phó\s)(?<!quyền\s)(?<!tổng\s)(?<!chi\s)(?<!cục\s){_TITLE}\b")
_SPACED_TITLES = ("phochutich", "chutich", "phogiamdoc", "giamdoc", "thutruong", "botruong", "phobithu", "bithu")
_SPACED = re.compile(rf"(?<![a-z])(?:{'|'.join('[ ]?'.join(title) for title in _SPACED_TITLES)})(?![a-z])")
_NAME = re.compile(rf"[{UPPER}][^\W\d_{UPPER}]{{0,6}}(?:[ ][{UPPER}]?[^\W\d_{UPPER}]{{1,6}}|[ ][{UPPER}]){{1,6}}")
_SIGNED = re.compile(r"\(?\s*(?:đã\s+ký|da\s?ky|ký\s+tên(?:,\s+đóng\s+dấu)?)\s*\)?|\[daky\]", re.IGNORECASE)
_RANK = re.compile(
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)|(?:PGS|GS|TS|ThS|BS|KS|CN|CKI{1,2}|Ts|Ths|Bs)\b\.?[ ,/]*)+\s*"
)
_PREFIX = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s?\.?", re.IGNORECASE)
_SINGLE = re.compile(r"(?<!\w)[^\W\d_]\s[^\W\d_]")
_LEAST_UPPER = 0.7
_LONG_LINE = 70
_FAR = 400  # from the last line of authority to the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Where a letter is signed: the lines of authority and the name, if it is there."""

    authority: tuple[tuple[int, int], ...]
    name: tuple[int, int] | None

    def letters_apart(self, view: View) -> bool:
        """Say whether the printer set letters of one word apart ("CHỦ TỊ CH", "Trầ n")."""
        names = view.text[slice(*self.name)] if self.name else ""
        titles = [view.text[slice(*line)] for line in self.authority]
        return any(word[0].islower() for word in names.split()) or any(_SINGLE.search(title) for title in titles)


def signature_in(view: View, start: int, end: int) -> Signature | None:
    """Give the first signature of a range: capitals that begin with an authority or a title, then a name."""
    found: list[tuple[int, int]] = []
    for mark in _marks(view, start, end):
        if found and mark.start() < found[-1][1] and _goes_on(view.text[found[-1][0] : mark.start()]):
            continue
        at, stop = _capitals(view, mark.start(), end)
        if stop - at < 3 or not _is_apart(view, at, start):
            continue
        if found and at - found[-1][1] > _FAR:
            if _name_after(view, found, end):
                break
            found = []
        if found and _is_prose(view.text[found[-1][1] : at]):
            found = []
        if found and at < found[-1][1]:
            found[-1] = (found[-1][0], at)
        found.append((at, stop))
    found = [(a, b) for a, b in found if view.text[a:b].strip(" -|\t\n.,")]
    if not found:
        return None
    return Signature(authority=tuple(found), name=_name_after(view, found, end))


def _marks(view: View, start: int, end: int) -> list[re.Match[str]]:
    """Where authorities and titles begin, also those whose letters stand apart."""
    found = [m.match for m in _BEGINS.finditer(view.text, view.loose, start, end)]
    known = {m.start() for m in found}
    inside = [m.span() for m in found]
    for mark in _SPACED.finditer(view.loose, start, end):
        if (
            " " in mark.group()
            and mark.start() not in known
            and not any(a <= mark.start() < b for a, b in inside[-20:])
        ):
            found.append(mark)
    return sorted(found, key=lambda m: m.start())


def _is_prose(between: str) -> bool:
    """A paragraph of text stands between two signatures, not within one."""
    lines = [line.strip() for line in between.split("\n")]
    return any(len(line) > _LONG_LINE and not line.startswith(("-", "+", "|")) for line in lines)


def _goes_on(said: str) -> bool:
    """After "KT." stands the title of the one signed for; after a comma a second one of the same person."""
    return said.rstrip().endswith(",") or bool(_PREFIX.fullmatch(said.strip()))


def _capitals(view: View, at: int, end: int) -> tuple[int, int]:
    """The run of capitals that begins at an offset: it ends before a word in small letters, a cell, an empty line."""
    text, last = view.text, at
    for word in re.compile(r"[^\s|]+").finditer(text, at, min(end, at + 160)):
        between = text[last : word.start()]
        if "|" in between or "\t" in between or between.count("\n") > 1 or word.group().startswith(("-", "+")):
            break
        letters = [c for c in word.group() if c.isalpha()]
        if not letters or sum(c.isupper() for c in letters) < _LEAST_UPPER * len(letters):
            break
        if "\n" in between and last > at and not letters:
            break
        last = word.end()
    return at, last


def _is_apart(view: View, at: int, start: int) -> bool:
    """A signature begins a line, a column, a cell, or goes on after capitals or a heading of the copies."""
    before = view.text[max(start, at - 40) : at]
    line = re.split(r"[\n\t|]", before)[-1].strip(" .:,")
    if re.search(r"[;.)]\s+$", before) and (line.startswith(("-", "+")) or line.endswith(";")):
        return True
    return not line or line.isupper() or bool(re.search(r"nhận$", line, re.IGNORECASE))


def _name_after(view: View, authority: list[tuple[int, int]], end: int) -> tuple[int, int] | None:
    start = authority[-1][1]
    for piece in _pieces(view, start, min(end, start + _FAR)):
        said = view.text[piece[0] : piece[1]]
        signed = _SIGNED.match(said)
        first = piece[0] + (signed.end() if signed else 0)
        rank = _RANK.match(view.text, first, piece[1])
        first = rank.end() if rank else first
        while first < piece[1] and not view.text[first].isalpha():
            first += 1
        name = _NAME.match(view.text, first, piece[1])
        if name and _is_name(name.group()) and not view.text[name.end() : piece[1]].strip(" .|"):
            return name.span()
    return None


def _is_name(said: str) -> bool:
    """Most words of a name begin with a capital; a piece of a word set apart does not."""
    small = sum(word[0].islower() for word in said.split())
    return small * 2 <= len(said.split()) - small


def _pieces(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells and lines after the authority; of a line of the other column only what stands after its last gap."""
    for line in re.compile(r"[^\n|\t]+").finditer(view.text, start, end):
        said = line.group().strip()
        if said.startswith(("-", "+")):
            tail = re.search(r"[.;]\s+(?=\S)(?!-)", said)
            if not tail:
                continue
            first = line.start() + line.group().index(said) + tail.end()
            yield first, line.end()
            continue
        first = line.start() + (len(line.group()) - len(line.group().lstrip()))
        yield first, line.end()
