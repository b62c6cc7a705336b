"""Reading law/: dated data with sources, turned into the types of the core."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from importlib.resources import files

from diachi.core.listing.vocabulary import Vocabulary
from diachi.core.place import Gazetteer, Place
from diachi.core.table import digest, read_row

EDITION_FILES = ("places.csv", "codes.toml")


def _read(name: str) -> str:
    return (files("diachi") / "law" / name).read_text(encoding="utf-8")


@cache
def gazetteer() -> Gazetteer:
    """Give every place the law data knows."""
    return Gazetteer(tuple(read_row(Place, row) for row in csv.DictReader(io.StringIO(_read("places.csv")))))


@cache
def vocabulary() -> Vocabulary:
    """Give the words that lists use, with their codes."""
    tables = tomllib.loads(_read("codes.toml"))
    return Vocabulary(
        {name: {k: tuple(v) for k, v in table.items() if k != "source"} for name, table in tables.items()}
    )


def edition() -> str:
    """Name the edition of the law data: a short hash of its files."""
    return digest("\n".join(_read(name) for name in EDITION_FILES).encode())[:8]
