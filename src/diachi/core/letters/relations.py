"""Each new document read against the campaign so far: what it adds, changes, repeats, leaves open, refers to.

Source: officer's review C3: base plan with annex, letter, urging letter, extension, correction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from diachi.core.campaign import DirectiveRole
from diachi.core.clauses import Source
from diachi.core.deadline import DeadlineOp
from diachi.core.letters.draft import (
    Letter,
    exclusions_of,
    floor_of,
    followed_of,
    pools_of,
    priorities_of,
    quotas_of,
)
from diachi.core.letters.due import milestones_of, tracker_of
from diachi.core.letters.facts import Fact
from diachi.core.letters.lexicon import pattern


class RelationKind(StrEnum):
    """What a document does to a rule of the campaign."""

    ADDS = "adds"
    CHANGES = "changes"
    REPEATS = "repeats"
    DIFFERS = "differs"  # an urging letter says another number: the rule stands, a person is asked
    REFERS = "refers"  # to a document given, or not given yet
    DROPS = "drops"  # the signed letter no longer says what its draft said
    SIGNS = "signs"  # the signed letter takes the place of its draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One rule, or one cited document, and what a document of the campaign does to it."""

    directive: str
    kind: RelationKind
    table: str
    id: str
    before: str = ""  # the directive the rule was read from, or the number of the document referred to
    given: bool = True  # of a document referred to: it is among the letters
    source: Source | None = None


# One word of the letter, one table of the campaign.
TABLES: dict[str, Callable[[Letter], Sequence[Any]]] = {
    "quotas": quotas_of,
    "small_agencies": pools_of,
    "support_floor": lambda letter: [floor] if (floor := floor_of(letter)) else [],
    "priorities": priorities_of,
    "exclusions": exclusions_of,
    "milestones": milestones_of,
    "tracker": lambda letter: [tracker] if (tracker := tracker_of(letter)) else [],
    "followed": lambda letter: [years] if (years := followed_of(letter)) else [],
}


@dataclass(slots=True)
class Merged:
    """The tables of all letters so far, each rule once, and what each letter did."""

    tables: dict[str, dict[str, Any]]
    relations: list[Relation]

    def of(self, table: str) -> tuple[Any, ...]:
        """Give the rules of a table in the order they were first said."""
        return tuple(self.tables[table].values())

    def one(self, table: str) -> Any:
        """Give the only rule of a table, None when no letter gives one."""
        return next(iter(self.tables[table].values()), None)


def merged(letters: Sequence[Letter]) -> Merged:
    """Put the rules of the letters together in their order; a later letter's word wins, an urging letter's does not."""
    found = Merged({name: {} for name in TABLES}, [])
    for number, letter in enumerate(letters):
        for name, read in TABLES.items():
            for item in read(letter):
                _take(found, letter, name, item, first=number == 0)
        found.relations += list(_references(letter, letters))
    return found


def _take(found: Merged, letter: Letter, table: str, item: Any, *, first: bool) -> None:
    key = getattr(item, "id", table)
    known = found.tables[table].get(key)
    if known is None:
        kind = RelationKind.ADDS
    elif _rule(known) == _rule(item) or not _dated(item):
        kind = RelationKind.REPEATS
    else:
        urging = letter.role is DirectiveRole.URGING and _dated(known)
        kind = RelationKind.DIFFERS if urging else RelationKind.CHANGES
    if kind in (RelationKind.ADDS, RelationKind.CHANGES):
        found.tables[table][key] = item
    if not first and not (known and known.source and known.source.directive == letter.id):
        before = known.source.directive if known and known.source else ""
        found.relations.append(
            Relation(directive=letter.id, kind=kind, table=table, id=key, before=before, source=item.source)
        )


def _rule(item: Any) -> Any:
    """The rule without its words: "cuối năm 2020" and "đến cuối năm 2020" are one date."""
    bare = {"source": None, "words": ""} if hasattr(item, "words") else {"source": None}
    return replace(item, **bare)


def _dated(item: Any) -> bool:
    """A milestone without a date says no other date."""
    return getattr(item, "op", None) is not DeadlineOp.UNDATED


_BY_REFERENCE = pattern(
    r"nhiệm vụ (?:đã )?(?:được )?(?:phân công|giao)|phần việc|(?:được|đã) (?:phân công|giao)(?: tại| theo| ở)|phụ lục"
)
_NUMBER = re.compile(r"\b(?P<number>\d{1,5}[a-z]?(?:/\d{4})?\s*[/-]\s*[A-ZĐ][\wĐ]*(?:[-/][\wĐ]+)*)")
_NEAR = 70


def duties_by_reference(letter: Letter) -> list[tuple[str, Source]]:
    """Give the documents in which a duty stands that this letter only points to, each once, with the words.

    A short name ("gọi tắt là ...") stands for the document cited just before it.
    """
    view = letter.reading.view
    names = {" ".join(name.split()): number for name, number in short_names(letter).items()}
    known = set(_cited(letter))
    found: dict[str, Source] = {}
    for said in _BY_REFERENCE.finditer(view.text):
        low = (
            max(view.text.rfind(mark, max(0, said.start() - _NEAR), said.start()) for mark in (".\n", ";", "\n\n")) + 1
        )
        low, high = max(low, said.start() - _NEAR), said.end() + _NEAR
        clause = view.text[low:high]
        for at, number in _named_in(clause, names, known):
            if number in found:
                continue
            span = view.span(min(said.start(), low + at[0]), max(said.end(), low + at[1]))
            part = next((i.label for i in letter.reading.items if i.start <= said.start() < i.end), "")
            found[number] = Source(directive=letter.id, part=part, start=span.start, end=span.end, quote=span.quote)
    return list(found.items())


def _named_in(clause: str, names: Mapping[str, str], known: Set[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Documents a clause names, by their number or by a short name, with the place."""
    for said in _NUMBER.finditer(clause):
        number = re.sub(r"\s*/\s*", "/", said["number"])
        if number in known:
            yield said.span(), number
    plain = " ".join(clause.split())
    for name, number in names.items():
        if name in plain and (at := re.search(re.escape(name).replace(r"\ ", r"\s+"), clause)):
            yield at.span(), number


def _cited(letter: Letter) -> list[str]:
    return [str(f.value["number"]) for f in letter.reading.all("base") if f.value["number"]]


def short_names(letter: Letter) -> dict[str, str]:
    """Give the number of the document behind each short name: the one cited last before the name is given."""
    found = {}
    for name in letter.reading.all("short_name"):
        before = [f for f in letter.reading.all("base") if f.spans[0].start < name.spans[0].start]
        cited: Fact | None = max(before, key=lambda f: f.spans[0].start, default=None)
        if cited is not None and cited.value["number"]:
            found[str(name.value)] = str(cited.value["number"])
    return found


def _references(letter: Letter, letters: Sequence[Letter]) -> Iterator[Relation]:
    known = {str(other.value("number")): other.id for other in letters if other is not letter}
    for fact in letter.reading.all("base"):
        number = str(fact.value["number"] or "")
        if number in known:
            yield Relation(
                directive=letter.id,
                kind=RelationKind.REFERS,
                table="directives",
                id=known[number],
                before=number,
                source=letter.source(fact),
            )
    for number, source in duties_by_reference(letter):
        if number not in known:
            yield Relation(
                directive=letter.id,
                kind=RelationKind.REFERS,
                table="duties",
                id=number,
                before=number,
                given=False,
                source=source,
            )


def without_drafts(letters: Sequence[Letter]) -> tuple[tuple[Letter, ...], list[tuple[Letter, Letter]]]:
    """Give the letters without drafts whose signed letter is there too, and those pairs (draft, signed)."""
    pairs = []
    for draft in letters:
        if draft.draft:
            signed = next((s for s in letters if not s.draft and _same_letter(draft, s)), None)
            if signed:
                pairs.append((draft, signed))
    gone = {draft.id for draft, _ in pairs}
    return tuple(letter for letter in letters if letter.id not in gone), pairs


def _same_letter(draft: Letter, signed: Letter) -> bool:
    """Say whether a letter is the signed form of a draft: same issuer, type and subject, as far as the draft says."""

    def said(letter: Letter) -> tuple[str, ...]:
        return tuple(
            " ".join(str(letter.value(name) or "").lower().split()).rstrip(".")
            for name in ("issuer", "doc_type", "subject")
        )

    return said(draft) == said(signed) and bool(draft.value("subject"))
