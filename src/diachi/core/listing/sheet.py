"""A sheet as it was read, and a row of it as named cells with the issues found in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diachi.core.issues import FactValue, Issue, IssueCode, IssueLevel
from diachi.core.listing.cells import Cell, text_of
from diachi.core.listing.checks import CHANGING
from diachi.core.listing.titles import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRows:
    """One sheet as read: all its rows, the first being row 1."""

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    struck: frozenset[tuple[int, int]] = frozenset()  # cells struck through, row and column from 0


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
    decoded: bool = False  # its letters were those of an old font
    issues: list[Issue] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Give a cell as text, "" when the column is not there."""
        cell = self.cells.get(name)
        return "" if cell is None else text_of(cell)

    def note(self, code: IssueCode, level: IssueLevel, column: str = "", **facts: FactValue) -> None:
        """Keep an issue with the place of its cell."""
        self.issues.append(issue_at(self.sheet, code, level, row=self.number, column=column, **facts))

    def failed(self) -> bool:
        """Say whether the row cannot be taken."""
        return bool(self.issues) and any(i.level is IssueLevel.ERROR for i in self.issues)

    def corrected(self) -> bool:
        """Say whether a cell was taken otherwise than it was written."""
        return self.decoded or any(i.code in CHANGING for i in self.issues)


def issue_at(
    sheet: SheetRows, code: IssueCode, level: IssueLevel, *, row: int = 0, column: str = "", **facts: FactValue
) -> Issue:
    """Give an issue with its place; row 0 = the whole sheet."""
    return Issue(code=code, level=level, file=sheet.file, sheet=sheet.name, row=row, column=column, facts=facts)


@dataclass(slots=True)
class SheetRead:
    """The rows of one sheet that speak of somebody, what is wrong with the sheet itself, how many it says it holds."""

    stated: int | None = None
    rows: list[ListRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
