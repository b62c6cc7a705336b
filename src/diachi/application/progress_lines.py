"""What check-progress says to a person: who is late, who stands at the day, who is missing, whom we keep waiting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diachi.application.ports import Words
from diachi.core.agency import Command
from diachi.core.clauses import MilestoneKind
from diachi.core.official_forms import printed, printed_partial
from diachi.core.paper import grouped
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.core.standing import ProgressCheck


def progress_lines(check: ProgressCheck, register: Register, allocation: Allocation, words: Words) -> tuple[str, ...]:
    """Give a line of counts, then one line per unit of each list; a late unit is not said again as missing.

    Source: Bình Gia 4/2024, mục 3; Ninh Thuận 8016, mục 2; officer's review C9 (what waits on us is not their fault;
        bodies outside the issuer's command are telephoned, in no list of faults).
    Takes: check - of `check_progress`; words - of the language wanted.
    Gives: short lines with the names of bodies, never of a person.
    Fails: never; a unit the register does not know stands by its id.
    Holds: every unit of every list is named at least once.
    Cost: O(units).
    """
    units = _Units.of(register, allocation)
    counts = {k: grouped(len(getattr(check, k))) for k in ("late", "on_the_day", "missing", "waiting", "answered")}
    head = words.text("progress.counts", today=printed(check.today), **counts)
    owing = tuple(_owing(check, units, words))
    asked = [line for outside, line in owing if outside]
    note = (words.text("progress.outside", count=grouped(len(asked))),) if asked else ()
    return (head, *(line for outside, line in owing if not outside), *_moving(check, units, words), *note, *asked)


@dataclass(frozen=True)
class _Units:
    """The name of every unit, and those that the issuer cannot order: they stand in no list of faults."""

    names: dict[str, str]
    outside: frozenset[str]

    @staticmethod
    def of(register: Register, allocation: Allocation) -> _Units:
        names = {a.agency_id: a.name for a in register.agencies}
        free = {a.agency_id for a in register.agencies if a.command is not Command.OWN}
        leads = {g.group_id: g.lead for g in allocation.groups}
        names.update({group: names.get(lead, lead) for group, lead in leads.items()})
        return _Units(names, frozenset(free | {group for group, lead in leads.items() if lead in free}))

    def name(self, unit_id: str) -> str:
        return self.names.get(unit_id, unit_id)


def _owing(check: ProgressCheck, units: _Units, words: Words) -> Iterator[tuple[bool, str]]:
    """Lines of what is owed; whether the unit is outside the issuer's command stands before each."""
    for late in check.late:
        known = late.milestone_id in set(MilestoneKind)
        what = words.label(MilestoneKind(late.milestone_id)) if known else late.milestone_id
        facts = {"name": units.name(late.unit_id), "due": printed(late.due), "days": grouped(late.days), "what": what}
        outside = late.unit_id in units.outside
        yield outside, words.text("progress.late_outside" if outside else "progress.late", unit=late.unit_id, **facts)
    for near in check.on_the_day:
        yield False, words.text("progress.on_the_day", unit=near.unit_id, name=units.name(near.unit_id))
    said = {(u.unit_id, u.clause) for u in check.late} | {(u.unit_id, u.clause) for u in check.on_the_day}
    for missing in check.missing:
        if (missing.unit_id, missing.clause) not in said:
            facts = {"name": units.name(missing.unit_id), "since": printed_partial(missing.since)}
            outside = missing.unit_id in units.outside
            key = "progress.missing_outside" if outside else "progress.missing"
            yield outside, words.text(key, unit=missing.unit_id, what=words.label(missing.what), **facts)


def _moving(check: ProgressCheck, units: _Units, words: Words) -> Iterator[str]:
    for waiting in check.waiting:
        facts = {"name": units.name(waiting.unit_id), "since": printed_partial(waiting.since)}
        yield words.text("progress.waiting", unit=waiting.unit_id, on=words.label(waiting.on), **facts)
    for one in check.answered:
        facts = {"name": units.name(one.unit_id), "since": printed_partial(one.since)}
        yield words.text("progress.answered", unit=one.unit_id, answer=words.label(one.answer), **facts)
