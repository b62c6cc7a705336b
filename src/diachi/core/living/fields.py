"""How a value of the register stands in a cell people see, and what a cell that came back means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import Any, get_origin

from diachi.core.listing import cells, days
from diachi.core.listing.cells import Cell, Unreadable, text_of
from diachi.core.shape import fields_of, without_none
from diachi.core.text import fold

Choices = Mapping[str, str]  # code -> the words people read
_BETWEEN = "; "
# Columns whose text has a form of its own; the others are read by their type.
_OWN: dict[str, Callable[[Cell], str]] = {
    "head_birth": days.birth,
    "birth": days.birth,
    "personal_id": lambda cell: found.number if (found := cells.personal_id(cell)) else "",
    "phone": lambda cell: cells.phone_number(cell)[0],
}


def hints_of(kind: type) -> dict[str, Any]:
    """Give the type of each column of a row type, None taken off."""
    return {name: without_none(hint) for name, hint, _ in fields_of(kind)}


def shown(value: object, choices: Choices) -> Cell:
    """Give what a cell shows: words for codes, dates as dates, ids and phones as text; None = an empty cell."""
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, bool):
        return choices["1" if value else "0"]
    if isinstance(value, Enum):
        return choices.get(str(value.value), str(value.value))
    if isinstance(value, tuple):
        said = [choices[str(item)] for item in value if str(item) in choices] if choices else map(str, value)
        return _BETWEEN.join(said) or None
    return value if isinstance(value, (int, float, date)) else str(value)


def without_unsaid(text: str, hint: Any, choices: Choices) -> str:
    """Give the text of a cell without codes that have no words: they are kept, and shown to nobody."""
    if get_origin(hint) is not tuple or not choices:
        return text
    return ";".join(code for code in text.split(";") if code in choices)


def with_unsaid(text: str, stands: str, hint: Any, choices: Choices) -> str:
    """Give a new text of a cell with the codes without words that stand there."""
    if get_origin(hint) is not tuple or not choices:
        return text
    kept = [code for code in stands.split(";") if code and code not in choices]
    return ";".join([*filter(None, text.split(";")), *kept])


def meant(cell: Cell, column: str, hint: Any, choices: Choices, *, as_written: bool = False) -> str:
    """Give a cell that came back as the text of formats.md, "" for an empty one.

    Takes: as_written - for lists of earlier years, whose text stays as somebody wrote it.
    Fails: Unreadable for what is no value of the column.
    Holds: meant(shown(value)) is the text of the value.
    """
    if text_of(cell) == "":
        return ""
    if column in _OWN and not as_written:
        return _OWN[column](cell)
    if get_origin(hint) is tuple:
        return ";".join(_item(part.strip(), choices) for part in text_of(cell).split(";") if part.strip())
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _code(text_of(cell), choices)
    reader = _BY_TYPE.get(hint, text_of)
    return reader(cell)


def _item(said: str, choices: Choices) -> str:
    return _code(said, choices) if choices else said


def _code(said: str, choices: Choices) -> str:
    """Read a choice by its words, accents forgiven, or by its code."""
    wanted = fold(said)
    for code, words in choices.items():
        if wanted in (fold(words), fold(code)):
            return code
    raise Unreadable


def _yes_no(cell: Cell) -> str:
    found = cells.yes_no(cell)
    return "" if found is None else "1" if found else "0"


def _day(cell: Cell) -> str:
    found = days.day(cell)
    return "" if found is None else found.isoformat()


def _whole(cell: Cell) -> str:
    found = cells.whole_number(cell)
    return "" if found is None else str(found)


def _number(cell: Cell) -> str:
    if isinstance(cell, (int, float)):
        return repr(float(cell))
    try:
        return repr(float(text_of(cell).replace(",", ".")))
    except ValueError:
        raise Unreadable from None


_BY_TYPE: dict[Any, Callable[[Cell], str]] = {bool: _yes_no, date: _day, int: _whole, float: _number}
