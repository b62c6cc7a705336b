"""The tables of law/ as rows: index.toml says what each is and what holds for all of its rows."""

from __future__ import annotations

import csv
import dataclasses
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from diachi.core.law import LawRecord
from diachi.core.table import digest, read_row
from diachi.files.law.added import added_digest

Row = TypeVar("Row", bound=LawRecord)

INDEX = "index.toml"
TAIL = tuple(f.name for f in dataclasses.fields(LawRecord))


@dataclass(frozen=True)
class LawTable:
    """One table: its title, the columns that are its own, and rows in which what holds for all is filled in."""

    name: str
    file: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]


def law_text(name: str) -> str:
    """Give the text of a file of law/."""
    return (files("diachi") / "law" / name).read_text(encoding="utf-8")


@cache
def _index() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(law_text(INDEX))


def table_names() -> tuple[str, ...]:
    """Give the names of all tables, in the order of the index."""
    return tuple(_index())


@cache
def law_table(name: str) -> LawTable:
    """Give one table; an empty cell of a tail column takes what the index says of the whole table."""
    said = _index()[name]
    filled = {key: said[key] for key in TAIL if key in said}
    read = csv.DictReader(io.StringIO(law_text(said["file"])))
    rows = tuple({**row, **{k: v for k, v in filled.items() if not row.get(k)}} for row in read)
    own = tuple(c for c in read.fieldnames or () if c not in TAIL)
    return LawTable(name=name, file=said["file"], title=said["title"], columns=own, rows=rows)


def records(name: str, kind: type[Row]) -> tuple[Row, ...]:
    """Give the rows of a table as the row type of the core."""
    return tuple(read_row(kind, row) for row in law_table(name).rows)


def edition() -> str:
    """Name the edition of the law data: a short hash of its files, and of what the office has added."""
    added = added_digest()
    return f"{_shipped_edition()}+{added}" if added else _shipped_edition()


@cache
def _shipped_edition() -> str:
    names = sorted({INDEX, "codes.toml", *(said["file"] for said in _index().values())})
    return digest("\n".join(law_text(name) for name in names).encode())[:8]
