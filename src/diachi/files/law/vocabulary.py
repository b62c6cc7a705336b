"""The words that lists use, with their codes."""

from __future__ import annotations

import tomllib
from functools import cache

from diachi.core.listing.vocabulary import Vocabulary
from diachi.files.law.tables import law_text


@cache
def vocabulary() -> Vocabulary:
    """Give the words that lists use, with their codes."""
    tables = tomllib.loads(law_text("codes.toml"))
    return Vocabulary(
        {name: {k: tuple(v) for k, v in table.items() if k != "source"} for name, table in tables.items()}
    )
