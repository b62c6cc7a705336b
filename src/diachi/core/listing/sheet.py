"""A sheet as rows of named cells: titles, totals, signatures and headings between blocks told apart from people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from diachi.core.issues import FactValue, Issue, IssueCode, IssueLevel
from diachi.core.listing.cells import Cell, text_of
from diachi.core.listing.headers import TABLES, Layout
from diachi.core.listing.titles import Title, block_of
from diachi.core.text import fold

# "Công an", "Tổng công ty" begin like totals, and Tống is a surname: a total has no number of its own in the list.
_TOTAL = re.compile(
    r"^(?:tong(?: so| cong| xa| huyen| thon| ho)?(?! ty\b)|cong(?: xa| huyen| thon)?|toan xa|toan huyen)"
    r"(?: \d+)?(?: (?:ho|nguoi|khau|co quan|don vi|ngheo)\b.*)?$"
)
_SIGNED = re.compile(r"^(?:nguoi lap|tm |kt |tl |chu tich|pho chu tich|xac nhan cua|lap bieu|can bo lap|noi nhan)")
_SIGNED_ON = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_REMARK = re.compile(r"^(?:ghi chu|luu y)\b")
_COUNTED = re.compile(r"\b(\d+) (?:ho|co quan|don vi)\b")
_FEWEST_CELLS = 2
_MOST_SIGNED_CELLS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRows:
    """One sheet as read: all its rows, the first being row 1."""

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(slots=True)
class ListRow:
    """One row of people or bodies, with the block it stands in; issues gather as its cells are read."""

    sheet: SheetRows
    number: int
    cells: dict[str, Cell]
    title: Title
    home: tuple[str, ...] = ()  # district and province that all lists together speak of
    commune: str = ""
    hamlet: str = ""
    others: Mapping[str, Cell] = field(default_factory=dict)  # folded header -> cell of a column that is no field
    units: Mapping[str, int] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Give a cell as text, "" when the column is not there."""
        return text_of(self.cells.get(name))

    def note(self, code: IssueCode, level: IssueLevel, column: str = "", **facts: FactValue) -> None:
        """Keep an issue with the place of its cell."""
        self.issues.append(issue_at(self.sheet, code, level, row=self.number, column=column, **facts))

    def failed(self) -> bool:
        """Say whether the row cannot be taken."""
        return any(i.level is IssueLevel.ERROR for i in self.issues)


def issue_at(
    sheet: SheetRows, code: IssueCode, level: IssueLevel, *, row: int = 0, column: str = "", **facts: FactValue
) -> Issue:
    """Give an issue with its place; row 0 = the whole sheet."""
    return Issue(code=code, level=level, file=sheet.file, sheet=sheet.name, row=row, column=column, facts=facts)


@dataclass(slots=True)
class SheetRead:
    """The rows of one sheet that speak of somebody, and what is wrong with the sheet itself."""

    rows: list[ListRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def rows_of(sheet: SheetRows, layout: Layout, title: Title) -> SheetRead:
    """Read the rows below a header, down to the signatures; a row without its name is kept and named."""
    found = SheetRead()
    commune = hamlet = ""
    since_total = 0
    for number, row in list(enumerate(sheet.rows, start=1))[layout.header_row + 1 :]:
        filled = [said for c in row if c is not None and (said := text_of(c))]
        cells = {name: row[at] if at < len(row) else None for name, at in layout.columns.items()}
        listed = (text_of(cells.get("list_no")) or text_of(cells.get("no"))).rstrip(".").isdecimal()
        if not filled or all(f.strip("()").replace(".", "").isdecimal() for f in filled):
            continue
        if not listed and _signed(filled):
            break
        if not listed and _is_total(filled):
            _compare_total(sheet, found, number, filled, since_total)
            since_total = len(found.rows)
            continue
        if not (listed and layout.table == "agencies") and (block := block_of(filled)):
            commune, hamlet = (block[1], "") if block[0] == "commune" else (commune, block[1])
            continue
        if len(filled) < _FEWEST_CELLS or _REMARK.match(fold(filled[0])):
            continue
        found.rows.append(
            ListRow(
                sheet=sheet,
                number=number,
                cells=cells,
                title=title,
                commune=commune,
                hamlet=hamlet,
                others={h: row[at] for at, h in layout.others.items() if at < len(row) and row[at] is not None},
                units=layout.units,
            )
        )
        if not text_of(cells.get(TABLES[layout.table].main)):
            found.rows[-1].note(IssueCode.NAME_MISSING, IssueLevel.ERROR, TABLES[layout.table].main)
    return found


def _signed(filled: Sequence[str]) -> bool:
    if len(filled) > _MOST_SIGNED_CELLS:
        return False
    words = [fold(f) for f in filled]
    day = len(words) <= _FEWEST_CELLS and any(_SIGNED_ON.search(w) for w in words)
    return day or any(_SIGNED.match(w) for w in words)


def _is_total(filled: Sequence[str]) -> bool:
    return any(_TOTAL.match(fold(f)) for f in filled[:_FEWEST_CELLS])


def _compare_total(sheet: SheetRows, found: SheetRead, number: int, filled: Sequence[str], since: int) -> None:
    """A total that says how many rows there are is held against the rows read: of the block, or of the whole sheet."""
    said = _COUNTED.search(fold(filled[0])) or (len(filled) > 1 and _COUNTED.search(fold(filled[1])))
    if not said:
        return
    stated, whole, block = int(said[1]), len(found.rows), len(found.rows) - since
    if stated not in (whole, block):
        issue = issue_at(
            sheet, IssueCode.TOTAL_DIFFERS, IssueLevel.WARNING, row=number, stated=stated, counted=block or whole
        )
        found.issues.append(issue)
