"""The ethnic groups of the country: the official name of what a list writes, never a guess between two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from diachi.core.law import LawRecord
from diachi.core.text import fold

_LEADING = re.compile(r"^(?:dan toc|nguoi|dt)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class EthnicGroup(LawRecord):
    """One group: its code, its official name, and what else lists write."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


class EthnicGroups:
    """Looks groups up by name or alias, with or without accents, blanks and hyphens."""

    def __init__(self, records: Iterable[EthnicGroup]) -> None:
        self._by_key: dict[str, EthnicGroup] = {}
        for group in records:
            for said in (group.name, *group.aliases):
                if self._by_key.setdefault(ethnic_key(said), group) is not group:
                    raise ValueError(f"{said}: two groups")

    def find(self, said: str) -> EthnicGroup | None:
        """Give the group a list means, None for words that name none."""
        return self._by_key.get(ethnic_key(said))

    def code(self, said: str) -> str:
        """Give the code of the group a list means, "" for words that name none."""
        found = self.find(said)
        return found.code if found else ""


@lru_cache(maxsize=1 << 12)
def ethnic_key(said: str) -> str:
    """Give what spellings of one name share: no accents, no blanks or hyphens, no "Dân tộc" before it."""
    return _LEADING.sub("", fold(said)).replace(" ", "")
