"""The words of lists and their codes: the tables are data, the lookup is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diachi.core.agency import AgencyKind, Command
from diachi.core.text import fold


@dataclass(frozen=True)
class Vocabulary:
    """Tables of codes and the folded words that mean them, in the order they are tried."""

    tables: Mapping[str, Mapping[str, tuple[str, ...]]]

    def code(self, table: str, said: str) -> str:
        """Give the first code whose words stand in a cell; "" when none does."""
        words = f" {fold(said)} "
        return next((c for c, forms in self.tables[table].items() if any(f" {f}" in words for f in forms)), "")

    def codes(self, table: str, said: str) -> tuple[str, ...]:
        """Give every code whose words stand in a cell, each once, in the order of the table."""
        words = f" {fold(said)} "
        return tuple(c for c, forms in self.tables[table].items() if any(f" {f}" in words for f in forms))

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
