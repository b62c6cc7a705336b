"""What the verbs that send workbooks out and take them back say alike: headers, choices, names of sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import get_origin

from diachi.application.merge_workbook import MergedBook, merge_workbook
from diachi.cli.console import Console
from diachi.core.errors import ErrorCode, InputError
from diachi.core.history import History
from diachi.core.issues import Issue
from diachi.core.listing.sheet import SheetRows
from diachi.core.living.back import KINDS_OF, read_back
from diachi.core.living.book import LivingBook, UnitKind
from diachi.core.living.fields import Choices, hints_of
from diachi.core.living.merge import CellOutcome, ChangedCell
from diachi.core.register import Register
from diachi.files.words import Words

CODED = ("causes", "merit")  # columns of codes that have words


def label(words: Words) -> Callable[[str, str], str]:
    """Give the header of each column."""
    return lambda table, column: words.text(f"living.{table}.{column}")


def choices(words: Words) -> Callable[[str, str], Choices]:
    """Give the words of the codes of each column; none for text, numbers and days."""
    known: dict[tuple[str, str], Choices] = {}

    def of(table: str, column: str) -> Choices:
        if (table, column) not in known:
            known[table, column] = _choices(words, table, column)
        return known[table, column]

    return of


def _choices(words: Words, table: str, column: str) -> Choices:
    hint = hints_of(KINDS_OF[table])[column]
    if hint is bool:
        return words.table("choice.yes_no")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {str(member.value): words.label(member) for member in hint}
    return words.table(f"choice.{column}") if get_origin(hint) is tuple and column in CODED else {}


def workbook_bytes(book: LivingBook) -> bytes:
    """Render a workbook of a unit; workbooks are Vietnamese whatever language the call speaks."""
    from diachi.files.living_book import living_bytes  # openpyxl is loaded only when something goes out

    words = Words("vi")
    return living_bytes(
        book,
        label(words),
        choices(words),
        lambda table: words.text(f"exchange.title_{table}"),
        words.text("exchange.front"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What all returned workbooks of one call made of a register."""

    register: Register
    history: History
    issues: tuple[Issue, ...] = ()
    cells: tuple[ChangedCell, ...] = ()
    new_rows: tuple[SheetRows, ...] = ()


def take_back(
    books: Mapping[Path, Sequence[SheetRows]], register: Register | None, history: History, console: Console
) -> TakenBack:
    """Merge returned workbooks one after the other, in the order of the call.

    Fails: InputError BOOK_NEEDS_REGISTER when the workbook of a commune or a body comes without its register.
    """
    words = Words("vi")
    taken = TakenBack(register=register or Register(), history=history)
    for path, sheets in books.items():
        book = read_back(sheets, label(words), choices(words))
        if register is None and book.unit is not UnitKind.REGISTER:
            raise InputError(ErrorCode.BOOK_NEEDS_REGISTER, file=path.name)
        merged = merge_workbook(
            book=book,
            file=path.name,
            register=taken.register,
            history=taken.history,
            label=label(words),
            choices=choices(words),
        )
        _say(path.name, merged, console)
        taken = replace(
            taken,
            register=merged.register,
            history=merged.history,
            issues=(*taken.issues, *merged.issues),
            cells=(*taken.cells, *merged.cells),
            new_rows=(*taken.new_rows, *merged.new_rows),
        )
    return taken


def _say(file: str, merged: MergedBook, console: Console) -> None:
    counted = [cell.outcome for cell in merged.cells]
    took, asked = (counted.count(o) for o in (CellOutcome.TAKEN, CellOutcome.BOTH_CHANGED))
    console.say("exchange.merged", file=file, taken=took, asked=asked, kept=len(counted) - took - asked)
