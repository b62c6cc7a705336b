"""The head of a letter apart: motto, rules, number and date taken out, so that what stands beside them reads on.

Two columns come as lines run together, as cells of a row, or as blocks one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diachi.core.letters.lexicon import UPPER
from diachi.core.letters.loose import Words
from diachi.core.letters.values import DAY_OF_MONTH, MONTH, YEAR
from diachi.core.letters.view import View

MOTTO = Words(
    r"c[oộ]ng h[oòa]{2} x[aã] h[oộ]i ch[uủ] ngh[iĩ]a vi[eệ]t nam|độc lập\s*[-.–]?\s*tự do\s*[-.–]?\s*hạnh phúc|"
    r"(?<!\w)đảng cộng sản việt nam"
)
_RULE = re.compile(r"[-_=~.]{3,}|(?<=\n)\s*[-_=~.]+\s*(?=\n)")
_STAMP = re.compile(
    r"^.{0,40}(?:ĐẾN\b|Ký bởi|Người ký|Thời gian ký|Email\s*:|CỔNG THÔNG TIN|CÔNG BÁO|Giờ\s*:|HỎA TỐC|HOẢ TỐC|"
    r"THƯỢNG KHẨN|\bKHẨN\b|DỰ THẢO|\bMẬT\b|TỐI MẬT|BẢN SAO|SAO Y).*$",
    re.MULTILINE,
)
_DATE = re.compile(
    rf"ngay[\s.…_-]*(?P<day>{DAY_OF_MONTH})?[\s.…_-]*thang[\s.…_-]*(?P<month>{MONTH})?[\s.…_-]*nam[\s.…_-]*(?P<year>{YEAR})?|"
    rf"ngay\s*(?:{DAY_OF_MONTH})\s*[/.-]\s*(?:{MONTH})\s*[/.-]\s*(?:{YEAR})"
)
# A place: words that begin with a capital, right before the comma and the date.
_PLACE = re.compile(
    rf"(?:^|(?<=[\s|]))(?P<place>(?:(?:TP|Tp|T\.P|TX|Tx)\.?\s?|(?:thành phố|thị xã|thị trấn|huyện|tỉnh|xã|phường)\s)?"
    rf"[{UPPER}][^\W\d_]*(?:[ -]{{1,3}}[{UPPER}][^\W\d_]*){{0,5}})\s*,\s*$"
)
_SPACED_PLACE = re.compile(rf"\s*(?P<place>[{UPPER}][^\W\d_]*(?:[ -]{{1,2}}[^\W\d_]{{1,7}}){{1,6}})\s*,\s*")
NUMBER = re.compile(
    r"(?:^|[\n\t|])[\s(]*so\s*[:.]?[\s.…_]*(?P<number>\d[\d\x20]{0,6}[a-z]?)?[\s.…_]*"
    r"(?P<slash>[/-])\s*(?P<symbol>(?:\d{4}\s?/\s?)?[a-z][a-z0-9]*(?:\x20?[-/&.]\x20?[a-z0-9]+){0,8})"
)
_BARE_NUMBER = re.compile(r"(?:^|[\n\t|])[\s(]*so\s*:[\s.…_]*(?=[\n\t|]|\Z|v\s?/\s?v)")


@dataclass(frozen=True, slots=True)
class Dated:
    """Where the place and the date stand, and whether the day or all of it is blank."""

    place: tuple[int, int] | None
    date: tuple[int, int]
    has_day: bool
    has_year: bool


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a letter with what was found in it; `left` is the head with all of that blanked out."""

    start: int
    end: int
    left: str
    number: re.Match[str] | None
    blank: tuple[int, int] | None
    dated: Dated | None

    def lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the pieces of a range between line ends, cells, gaps and what was blanked out."""
        for piece in re.compile(r"[^\n\t|\x00]+").finditer(self.left, start - self.start, end - self.start):
            first, last = piece.span()
            said = piece.group()
            first += len(said) - len(said.lstrip())
            last -= len(said) - len(said.rstrip())
            if first < last:
                yield first + self.start, last + self.start


def letterhead_of(view: View, start: int, end: int) -> Letterhead:
    """Take a head apart."""
    text, loose = view.text, view.loose
    number = next(
        (m for m in NUMBER.finditer(loose, start, end) if _is_symbol(text[m.start("symbol") : m.end()])), None
    )
    dated = _dated(view, start, end)
    taken = [m.span() for m in MOTTO.finditer(text, loose, start, end)]
    taken += [m.span() for m in _RULE.finditer(text, start, end)]
    taken += [m.span() for m in _STAMP.finditer(text, start, end)]
    if dated:
        taken.append((dated.place[0] if dated.place else dated.date[0], dated.date[1]))
    blank = None
    if number:
        taken.append(number.span())
    elif bare := _BARE_NUMBER.search(loose, start, end):
        blank = bare.span()
        taken.append(blank)
    left = list(text[start:end])
    for a, b in taken:
        left[a - start : b - start] = ["\x00" if c != "\n" else c for c in left[a - start : b - start]]
    return Letterhead(start, end, "".join(left), number, blank, dated)


def _is_symbol(said: str) -> bool:
    letters = re.search(r"[^\W\d_]", said)
    return bool(letters and letters.group().isupper())


def _dated(view: View, start: int, end: int) -> Dated | None:
    """The date of issue has its place before it, or a line to itself; the dates of cited documents have neither."""
    alone = None
    for date in _DATE.finditer(view.loose, start, end):
        line = max(view.text.rfind(mark, start, date.start()) + 1 for mark in "\n|\t")
        before = view.text[max(start, line, date.start() - 80) : date.start()]
        wrapped = view.text[max(start, date.start() - 80) : date.start()].split("\n\n")[-1].split("|")[-1]
        has_day = bool(date["day"]) or "/" in date.group() or "-" in date.group()
        has_year = bool(date["year"]) or (has_day and not date["month"])
        whole = _SPACED_PLACE.fullmatch(before)
        if whole and line >= start:
            return Dated((line + whole.start("place"), line + whole.end("place")), date.span(), has_day, has_year)
        place = _PLACE.search(before) or _PLACE.search(wrapped)
        if place and not re.search(r"[/\d]\s*$", wrapped[: place.start("place")].rstrip("\n")[-1:] or " "):
            offset = date.start() - (len(before) if _PLACE.search(before) else len(wrapped))
            return Dated((offset + place.start("place"), offset + place.end("place")), date.span(), has_day, has_year)
        after = view.text[date.end() : date.end() + 3].lstrip(" -")
        if alone is None and not before.strip(" ,.;") and after[:1] in ("", "\n", "|", "\t"):
            alone = Dated(None, date.span(), has_day, has_year)
    return alone
