"""What the lines above a header, and the headings between blocks, say of the rows below them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diachi.core.listing.cells import Cell, Unreadable, text_of
from diachi.core.listing.days import day
from diachi.core.text import title_case

_STOP = r"(?=\s*(?:[,;.()\-:\n]|\bnam\s+\d|\bhuyen\b|\btinh\b|\bthang\s+\d|\bquy\s+\d|\bcong hoa\b|\d|$))"
_NAME = r"(?P<name>[^\d,;.()\-:\n]+?)" + _STOP
_COMMUNE = re.compile(
    r"\b(?P<kind>xa|thi tran|phuong)\s+(?!hoi\b|thi tran\b|phuong\b|tren\b|trong\b|cua\b|nam\b|huyen\b|tinh\b)" + _NAME
)
_DISTRICT = re.compile(r"\b(?P<kind>huyen|thanh pho|thi xa)\s+(?!uy\b)" + _NAME)
_PROVINCE = re.compile(r"\b(?P<kind>tinh)\s+(?!uy\b|den\b)" + _NAME)
_NUMBERING = r"^\W*(?:(?:[ivxlc]+|\d+|[a-z])\s*[.)\-:]?\s+)?"
_COMMUNE_BLOCK = re.compile(_NUMBERING + r"(?P<name>(?P<kind>xa|thi tran|phuong|tt)\.?\s+[^\d(:;]+)")
_HAMLET_BLOCK = re.compile(
    _NUMBERING + r"(?P<name>(?P<kind>thon|ban|xom|khoi pho|khoi|khu pho|khu|to dan pho|to)\s+[^(:;]+)"
)
_ACCENTED = {
    "xã", "thị trấn", "phường", "huyện", "thành phố", "thị xã", "tỉnh", "tt",
    "thôn", "bản", "xóm", "khối phố", "khối", "khu phố", "khu", "tổ dân phố", "tổ",
}  # fmt: skip
_YEAR_OF = re.compile(r"(?<!\d )\bnam\s+((?:19|20)\d{2})\b")
_ANY_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_DAY = re.compile(r"\b(\d{1,2}/\d{1,2}/\d{4})\b|\bngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_COUNTED_TO = re.compile(r"(?:tinh den|den ngay|thoi diem)")
_MOST_BLOCK_CELLS = 2
_FIGURE = re.compile(r"[\d.,%]+(?: ?(?:hộ|người|khẩu))?")
_NUMBER = re.compile(r"(?:[IVXLC]+|[ivxlc]+|[A-Za-z])[.)]?")
_SPEAKS_OF_HAMLETS = re.compile(r"\b(?:ban chi dao|ban tong hop|ban ke|truong|danh sach|va)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What the lines above the header say of the whole list; `names` = sheet and file, where nothing else is said."""

    commune: str = ""
    hamlet: str = ""
    district: str = ""
    province: str = ""
    year: int | None = None
    on: date | None = None
    words: str = ""
    lines: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()  # what the lines above the header add up: "Tổng số 45 hộ"
    names: tuple[str, ...] = ()


def title_of(rows: Sequence[Sequence[Cell]], sheet: str, file: str) -> Title:
    """Read commune, district, year, day and kind of list from the lines above the header, then from the names."""
    lines = [said for row in rows for cell in row for said in _lines_of(cell)]
    return Title(
        hamlet=_hamlet_named([*lines, sheet]),
        commune=_first(_COMMUNE, [*lines, sheet]),
        district=_first(_DISTRICT, lines, bare=True),
        province=_first(_PROVINCE, lines, bare=True),
        year=_year([*lines, sheet, file]),
        on=_day(lines),
        words=" ".join([*lines, sheet]),
        lines=tuple(lines),
        names=(sheet, file.rpartition(".")[0]),
    )


def _lines_of(cell: Cell) -> list[str]:
    """The lines of a cell; a title may hold all of them in one cell."""
    parts = cell.split("\n") if isinstance(cell, str) else [cell]
    return [said for part in parts if (said := text_of(part))]


def _hamlet_named(lines: Sequence[str]) -> str:
    """A line, or a part of one, that is nothing but the name of a hamlet: "Thôn Nà Me, xã Hoa Thám"."""
    for line in lines:
        for part in line.split(","):
            said = _said(_HAMLET_BLOCK, part, "name")
            if said and said == part.strip(" .-:") and not _SPEAKS_OF_HAMLETS.search(_letters(said)):
                return said
    return ""


def block_of(filled: Sequence[str]) -> tuple[str, str] | None:
    """Say whether a row is the heading of a commune or of a hamlet, and which; figures beside it are its totals."""
    words: list[str] = []
    for said in filled:
        if said.isdecimal() or _FIGURE.fullmatch(said):
            continue
        if len(words) == _MOST_BLOCK_CELLS or (words and not is_number_of_block(words[0])):
            return None  # a row of somebody, in nearly every case: it says more
        words.append(said)
    if not words:
        return None
    for kind, pattern in (("commune", _COMMUNE_BLOCK), ("hamlet", _HAMLET_BLOCK)):
        if said := _said(pattern, words[-1], "name"):
            return kind, said
    return None


def is_number_of_block(text: str) -> bool:
    """Say whether a cell numbers a block: I, II., A."""
    return bool(_NUMBER.fullmatch(text))


_PARTING = frozenset(",;-–")


def place_parts(text: str) -> dict[str, str]:
    """Give the hamlet and the commune of "Thôn Nà Me, xã Hoa Thám" or of an address; none where it names only one."""
    found: dict[str, str] = {}
    if _PARTING.isdisjoint(text):
        return found
    for part in re.split(r"[,;]|\s[-–]\s", text):
        if block := block_of([part.strip()]):
            found.setdefault(*block)
    return found if len(found) > 1 else {}


def _first(pattern: re.Pattern[str], lines: Sequence[str], *, bare: bool = False) -> str:
    for line in lines:
        if said := _said(pattern, line, "name"):
            if bare:
                return title_case(said)
            found = pattern.search(_letters(line))
            return title_case(f"{line[found.start('kind') : found.end('kind')]} {said}") if found else said
    return ""


def _said(pattern: re.Pattern[str], line: str, group: str) -> str:
    """Match without accents, but where a line has accents its kind word must be the word meant: phường, not Phương."""
    line = unicodedata.normalize("NFC", line)
    for found in pattern.finditer(_letters(line)):
        kind = line[found.start("kind") : found.end("kind")].lower()
        if kind in _ACCENTED or line.isascii():
            return line[found.start(group) : found.end(group)].strip(" .-")
    return ""


def _letters(line: str) -> str:
    """Give the line in small letters without accents, letter by letter, so that places in both are the same."""
    text = unicodedata.normalize("NFC", line).replace("đ", "d").replace("Đ", "d")
    return "".join(unicodedata.normalize("NFD", c)[0].lower()[0] for c in text)


def _year(lines: Sequence[str]) -> int | None:
    bare = [_letters(line) for line in lines]
    for pattern in (_YEAR_OF, _ANY_YEAR):
        for line in bare:
            if found := pattern.search(line):
                return int(found[1])
    return None


def _day(lines: Sequence[str]) -> date | None:
    bare = sorted((_letters(line) for line in lines), key=lambda line: not _COUNTED_TO.search(line))
    for line in bare:
        if found := _DAY.search(line):
            try:
                return day(found[1] or f"{found[2]}/{found[3]}/{found[4]}")
            except Unreadable:
                continue
    return None
