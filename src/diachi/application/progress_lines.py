"""What check-progress says to a person: who is late, who stands at the day, who is missing, whom we keep waiting."""

from __future__ import annotations

from collections.abc import Iterator

from diachi.application.ports import Words
from diachi.core.letterhead import printed, printed_partial
from diachi.core.paper import grouped
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.core.standing import ProgressCheck


def progress_lines(check: ProgressCheck, register: Register, allocation: Allocation, words: Words) -> tuple[str, ...]:
    """Give a line of counts, then one line per unit of each list; a late unit is not said again as missing.

    Source: Bình Gia 4/2024, mục 3; Ninh Thuận 8016, mục 2; officer's review C9 (what waits on us is not their fault).
    Takes: check - of `check_progress`; words - of the language wanted.
    Gives: short lines with the names of bodies, never of a person.
    Fails: never; a unit the register does not know stands by its id.
    Holds: every unit of every list is named at least once.
    Cost: O(units).
    """
    names = {a.agency_id: a.name for a in register.agencies}
    names.update({g.group_id: names.get(g.lead, g.lead) for g in allocation.groups})
    counts = {k: grouped(len(getattr(check, k))) for k in ("late", "on_the_day", "missing", "waiting", "answered")}
    head = words.text("progress.counts", today=printed(check.today), **counts)
    return (head, *_owing(check, names, words), *_moving(check, names, words))


def _owing(check: ProgressCheck, names: dict[str, str], words: Words) -> Iterator[str]:
    for late in check.late:
        facts = {"name": names.get(late.unit_id, late.unit_id), "due": printed(late.due), "days": grouped(late.days)}
        yield words.text("progress.late", unit=late.unit_id, milestone=late.milestone_id, **facts)
    for near in check.on_the_day:
        yield words.text("progress.on_the_day", unit=near.unit_id, name=names.get(near.unit_id, near.unit_id))
    said = {(u.unit_id, u.clause) for u in check.late} | {(u.unit_id, u.clause) for u in check.on_the_day}
    for missing in check.missing:
        if (missing.unit_id, missing.clause) not in said:
            facts = {"name": names.get(missing.unit_id, missing.unit_id), "since": printed_partial(missing.since)}
            yield words.text("progress.missing", unit=missing.unit_id, what=words.label(missing.what), **facts)


def _moving(check: ProgressCheck, names: dict[str, str], words: Words) -> Iterator[str]:
    for waiting in check.waiting:
        facts = {"name": names.get(waiting.unit_id, waiting.unit_id), "since": printed_partial(waiting.since)}
        yield words.text("progress.waiting", unit=waiting.unit_id, on=words.label(waiting.on), **facts)
    for one in check.answered:
        facts = {"name": names.get(one.unit_id, one.unit_id), "since": printed_partial(one.since)}
        yield words.text("progress.answered", unit=one.unit_id, answer=words.label(one.answer), **facts)
