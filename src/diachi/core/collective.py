"""Collective names of letters ("các phòng, ban", "UBND các xã, thị trấn") opened into named bodies, as a proposal.

Source: officer's review C15: collective names are opened into named units and confirmed. What surely fits is proposed;
what may be meant is asked with the reason; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from diachi.core.agency import Agency, AgencyKind, Command
from diachi.core.law import LawRecord
from diachi.core.letters.meaning import schools_named
from diachi.core.text import fold


class WhyAsked(StrEnum):
    """Why a body is asked about and not proposed."""

    VERTICAL = "vertical"
    ARMED_FORCES = "armed_forces"
    NEAR_KIND = "near_kind"
    OUTSIDE_THE_NAME = "outside_the_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectiveName(LawRecord):
    """One collective name: the kinds it means, or the beginnings of the names it means (`like`).

    `asked_kinds` may be meant too; a body whose name holds a word of `unlike` is an exception and asked about; with
    `own` a body outside the issuer's own command is asked about.
    """

    name: str
    words: tuple[str, ...]
    level: str = ""
    kinds: tuple[AgencyKind, ...] = ()
    like: tuple[str, ...] = ()
    asked_kinds: tuple[AgencyKind, ...] = ()
    unlike: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A body a person must decide about, and why."""

    agency_id: str
    why: WhyAsked


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is proposed for a name, to be confirmed by a person; no `names` = the words hold no collective name."""

    names: tuple[str, ...]
    fits: tuple[str, ...]
    asked: tuple[Asked, ...]


class Collectives:
    """Opens the words of a letter."""

    def __init__(self, records: Iterable[CollectiveName]) -> None:
        self._rows = tuple(records)
        forms = [(form, row) for row in self._rows for form in row.words]
        self._longest_first = sorted(forms, key=lambda pair: -len(pair[0]))

    def named_in(self, words: str) -> tuple[CollectiveName, ...]:
        """Give the collective names that stand in some words, each once; a longer name hides a shorter one in it."""
        said = f" {fold(words)} "
        found: list[CollectiveName] = []
        for form, row in self._longest_first:
            if f" {form} " in said:
                said = said.replace(f" {form} ", " | ")
                found += [row] if row not in found else []
        return tuple(row for row in self._rows if row in found)

    def open_collective(self, words: str, agencies: Sequence[Agency]) -> Opening:
        """Propose the bodies that the words of a letter mean, and those to ask about.

        Holds: a body stands once at most; the order of the bodies does not matter.
        """
        rows = self.named_in(words)
        schools = tuple(fold(name) for name in schools_named(words))
        fits, asked = [], []
        for agency in sorted(agencies, key=lambda a: a.agency_id):
            if schools and agency.kind is AgencyKind.SCHOOL:  # they are named one by one
                fits += [agency.agency_id] if any(name in fold(agency.name) for name in schools) else []
                continue
            verdicts = [verdict for row in rows if (verdict := _verdict(row, agency)) is not None]
            if True in verdicts:
                fits.append(agency.agency_id)
            elif doubts := [v for v in verdicts if isinstance(v, WhyAsked)]:
                asked.append(Asked(agency_id=agency.agency_id, why=doubts[0]))
        return Opening(names=tuple(row.name for row in rows), fits=tuple(fits), asked=tuple(asked))


def _verdict(row: CollectiveName, agency: Agency) -> bool | WhyAsked | None:
    """True = it fits, a reason = ask, None = it is not meant."""
    if agency.kind in row.asked_kinds:
        return _why(agency.kind)
    name = f"{fold(agency.name)} "
    exception = any(f" {word} " in f" {name}" for word in row.unlike)
    if row.like:
        fits = any(name.startswith(f"{form} ") for form in row.like)
        return True if fits else WhyAsked.OUTSIDE_THE_NAME if exception else None
    if agency.kind not in row.kinds:
        return None
    if exception:
        return WhyAsked.OUTSIDE_THE_NAME
    return WhyAsked.VERTICAL if row.own and agency.command is Command.VERTICAL else True


def _why(kind: AgencyKind) -> WhyAsked:
    named = {AgencyKind.VERTICAL: WhyAsked.VERTICAL, AgencyKind.ARMED_FORCES: WhyAsked.ARMED_FORCES}
    return named.get(kind, WhyAsked.NEAR_KIND)
