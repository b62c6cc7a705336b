"""The words of lists and their codes: the tables are data, the lookup is here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from diachi.core.agency import AgencyKind, Command
from diachi.core.text import fold

_MOST_KNOWN = 1 << 14
_PARTS = re.compile(r"[,;+&/\n]|\bvà\b|\bva\b", re.IGNORECASE)  # "01 con bò, quà Tết"


@dataclass(frozen=True)
class Vocabulary:
    """Tables of codes and the folded words that mean them, in the order they are tried."""

    tables: Mapping[str, Mapping[str, tuple[str, ...]]]
    _known: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def code(self, table: str, said: str) -> str:
        """Give the first code whose words stand in a cell; "" when none does."""
        return next(iter(self.codes(table, said)), "")

    def codes(self, table: str, said: str) -> tuple[str, ...]:
        """Give every code whose words stand in a cell, each once, in the order of the table."""
        asked = (table, said)
        if (found := self._known.get(asked)) is None:
            if len(self._known) >= _MOST_KNOWN:  # a column of remarks says something else on every row
                self._known.clear()
            words = f" {fold(said)} "
            forms_of = self.tables[table].items()
            found = self._known[asked] = tuple(c for c, forms in forms_of if any(f" {f}" in words for f in forms))
        return found

    def given(self, kind: str, support: str) -> tuple[tuple[str, ...], bool | None]:
        """Give the kinds of support two cells name, and whether it lasts: False for gifts alone, None when unclear."""
        kinds = tuple(dict.fromkeys((*self._coded_kind(kind), *self.codes("support_kinds", support))))
        gifts, made_of = (set(self.tables["no_lasting_help"][key]) for key in ("gifts", "made_of"))
        if not gifts & set(kinds) or set(kinds) - gifts - made_of:
            return kinds, True
        parts = [part for part in _PARTS.split(support) if part.strip()]
        alone = len(parts) < 2 or all(gifts & set(self.codes("support_kinds", part)) for part in parts)
        return kinds, False if alone else None

    def _coded_kind(self, said: str) -> tuple[str, ...]:
        code = fold(said).replace(" ", "_")
        return (code,) if code in self.tables["support_kinds"] else self.codes("support_kinds", said)

    def kind(self, name: str, said: str) -> AgencyKind:
        """Give what a body is: its name decides, the column of the list where the name says nothing."""
        found = self._kind_named(name)
        column = self.code("kind_names", said) if said else ""
        # "Ban", "Hội", "Phòng", "Trung tâm" are weak names: the list knows better.
        weak = found in ("", "department", "association", "public_service_unit")
        return AgencyKind(column if column and weak else found or column or AgencyKind.OTHER)

    def _kind_named(self, name: str) -> str:
        """A telling word anywhere decides (Công an, Ngân hàng); otherwise the word a name begins with."""
        if telling := self.code("telling_kinds", name):
            return telling
        words = f" {fold(name)} "
        found = [
            (words.find(f" {form}"), -len(form), code)
            for code, forms in self.tables["kinds"].items()
            for form in forms
            if f" {form}" in words
        ]
        return min(found)[2] if found else ""

    def command(self, kind: AgencyKind, name: str) -> Command:
        """Give under whose command a body stands when the list does not say."""
        words = f" {fold(name)} "
        if kind is AgencyKind.SCHOOL and any(f" {w}" in words for w in self.tables["provincial_schools"]["words"]):
            return Command.VERTICAL
        return next(Command(c) for c, kinds in self.tables["command"].items() if kind.value in kinds)
