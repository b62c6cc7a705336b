"""A sheet as rows of named cells: titles, totals, signatures and headings between blocks told apart from people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from diachi.core.issues import FactValue, Issue, IssueCode, IssueLevel
from diachi.core.listing.cells import Cell, Unreadable, day, text_of
from diachi.core.listing.headers import Layout
from diachi.core.text import fold

# "Công an", "Công ty" begin like "cộng": a bare "cộng" is a total, a name that begins with it is not.
_TOTAL = re.compile(r"^(?:tong(?: so| cong)?|cong(?: xa| huyen)?|toan xa|toan huyen)(?:\s*:?\s*\d*)?$")
_NOTE = re.compile(r"^(?:nguoi lap|tm |kt |chu tich|xac nhan|ghi chu|noi nhan|lap bieu|ngay \d|\(?\d+\)?$)")
_COMMUNE_BLOCK = re.compile(r"^\W*(?:[IVXLC]+\W+|\d+\W+)?(?P<name>(?:xã|thị trấn|phường|tt)\s+\S.*)$", re.IGNORECASE)
_HAMLET_BLOCK = re.compile(
    r"^\W*(?:[IVXLC]+\W+|\d+\W+|[a-z]\W+)?(?P<name>(?:thôn|bản|xóm|khối|khu|tổ)\s+\S.*)$", re.IGNORECASE
)
_TITLE_COMMUNE = re.compile(
    r"\b((?:xã|thị trấn|phường)\s+[^\d,;.()\-]+?)(?=\s*(?:[,;.()\-]|năm|huyện|$))", re.IGNORECASE
)
_TITLE_DISTRICT = re.compile(
    r"\b(?:huyện|thành phố|thị xã)\s+([^\d,;.()]+?)(?=\s*(?:[,;.()\-]|năm|tỉnh|$))", re.IGNORECASE
)
_TITLE_YEAR = re.compile(r"\b(19\d{2}|20\d{2})\b")
_TITLE_DAY = re.compile(r"(\d{1,2}/\d{1,2}/\d{4})|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRows:
    """One sheet as read: all its rows, the first being row 1."""

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What the lines above the header say of the whole list."""

    commune: str = ""
    district: str = ""
    year: int | None = None
    on: date | None = None
    status_words: str = ""


@dataclass(slots=True)
class ListRow:
    """One row of people or bodies, with the block it stands in; issues gather as its cells are read."""

    sheet: SheetRows
    number: int
    cells: dict[str, Cell]
    commune: str = ""
    hamlet: str = ""
    issues: list[Issue] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Give a cell as text, "" when the column is not there."""
        return text_of(self.cells.get(name))

    def note(self, code: IssueCode, level: IssueLevel, column: str = "", **facts: FactValue) -> None:
        """Keep an issue with the place of its cell."""
        self.issues.append(
            Issue(
                code=code,
                level=level,
                file=self.sheet.file,
                sheet=self.sheet.name,
                row=self.number,
                column=column,
                facts=facts,
            )
        )

    def failed(self) -> bool:
        """Say whether the row cannot be taken."""
        return any(i.level is IssueLevel.ERROR for i in self.issues)


def title_of(sheet: SheetRows, layout: Layout) -> Title:
    """Read commune, district, year, day and kind of list from the lines above the header and the sheet's name."""
    lines = [" ".join(filter(None, map(text_of, row))) for row in sheet.rows[: layout.header_row]]
    said = " \n ".join([*lines, sheet.name])
    commune = _TITLE_COMMUNE.search(said) or _COMMUNE_BLOCK.match(sheet.name)
    district = _TITLE_DISTRICT.search(said)
    years = _TITLE_YEAR.findall(said)
    when = _TITLE_DAY.search(said)
    return Title(
        commune=commune.group(1) if commune else "",
        district=district.group(1).strip() if district else "",
        year=int(years[0]) if years else None,
        on=_title_day(when) if when else None,
        status_words=said,
    )


def _title_day(found: re.Match[str]) -> date | None:
    try:
        return day(found[1] or f"{found[2]}/{found[3]}/{found[4]}")
    except Unreadable:
        return None


def rows_of(sheet: SheetRows, layout: Layout, main: str) -> Iterator[ListRow]:
    """Give the rows that speak of somebody; `main` = the field that must not be empty (a name)."""
    commune = hamlet = ""
    for index in range(layout.header_row + 1, len(sheet.rows)):
        row = sheet.rows[index]
        filled = [text_of(c) for c in row if text_of(c)]
        if not filled:
            continue
        if len(filled) <= 2 and (block := _block(filled)):
            commune, hamlet = (block[1], "") if block[0] == "commune" else (commune, block[1])
            continue
        cells = {name: row[at] if at < len(row) else None for name, at in layout.columns.items()}
        name = text_of(cells.get(main))
        if not name or len(filled) < 2 or _is_no_row(filled, name):
            continue
        yield ListRow(sheet=sheet, number=index + 1, cells=cells, commune=commune, hamlet=hamlet)


def _block(filled: Sequence[str]) -> tuple[str, str] | None:
    said = filled[-1]
    if found := _COMMUNE_BLOCK.match(said):
        return "commune", found["name"]
    if found := _HAMLET_BLOCK.match(said):
        return "hamlet", found["name"]
    return None


def _is_no_row(filled: Sequence[str], name: str) -> bool:
    first, main = fold(filled[0]), fold(name)
    return bool(_TOTAL.match(first) or _TOTAL.match(main) or _NOTE.match(main) or main.isdecimal() or len(main) < 2)
