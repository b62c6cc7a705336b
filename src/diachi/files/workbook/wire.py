"""What the reading process tells, one line of JSON after another: a sheet, rows of it, a refusal, the end.

JSON and not a faster form of Python's own: text from a process that read a hostile file must not be able to break
its reader. Dates travel as {"d": "2024-07-15"}, everything else as it is; an empty cell is null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

_DAY, _MOMENT = "d", "t"


def rows_line(rows: Sequence[Sequence[object]]) -> str:
    """Write rows, empty texts as null."""
    text = json.dumps({"rows": rows}, ensure_ascii=False, separators=(",", ":"), default=_written)
    # A text of no letters is the only thing that begins and ends right after a comma or a bracket: inside a text every
    # quote has a backslash before it, and after the quote that ends one comes a comma or a bracket.
    return text.replace(',""', ",null").replace('[""', "[null") + "\n"


def line(kind: str, value: object) -> str:
    """Write anything else."""
    return json.dumps({kind: value}, ensure_ascii=False) + "\n"


def read_line(raw: bytes) -> tuple[str, Any]:
    """Give the kind of a line and what it says; Fails: ValueError for what no line of ours looks like."""
    found = json.loads(raw, object_hook=_read)
    if not isinstance(found, dict) or len(found) != 1:
        raise ValueError("one kind a line")
    [(kind, value)] = found.items()
    return kind, value


def _written(value: object) -> object:
    # A date and a moment are told apart; times of day and spans stay as text, which is how people write them.
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    return str(value)


def _read(found: Mapping[str, Any]) -> object:
    if len(found) == 1:
        [(kind, value)] = found.items()
        if kind == _DAY:
            return date.fromisoformat(value)
        if kind == _MOMENT:
            return datetime.fromisoformat(value)
    return found
