"""What moves a deadline after the letter was sent, each a document: an extension (gia hạn), a pause (tạm dừng).

Source: officer's review C10 ("an extension is a document, for all or for some; storm, flood, epidemic, Tết stop clocks
for an area"). Nothing here ever brings a deadline forward.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from diachi.core.deadline import Deadline, DeadlineOp


class ClockScope(StrEnum):
    """Whom an extension is for."""

    ALL = "all"
    BODIES = "bodies"
    COMMUNES = "communes"


class PauseReason(StrEnum):
    """Why the clocks of an area stand still."""

    STORM = "storm"
    FLOOD = "flood"
    EPIDEMIC = "epidemic"
    TET = "tet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """One document that gives a new date to all, or to the named bodies or communes.

    `dated` is the day of the document: a pause that had begun by then was known to whoever chose the new date.
    """

    document: str
    on: date
    op: DeadlineOp = DeadlineOp.BY
    scope: ClockScope = ClockScope.ALL
    units: frozenset[str] = frozenset()
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """One document that stops the clocks of some communes from one day to another; no commune = everywhere."""

    document: str
    first: date
    last: date
    reason: PauseReason
    area: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockUnit:
    """Whose deadline it is: the bodies that answer for it and the communes it works in, by id and code."""

    bodies: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveDeadline:
    """A deadline as it stands for one unit, and the documents that moved it."""

    deadline: Deadline
    moved_by: tuple[str, ...] = ()


def effective(
    deadline: Deadline, unit: ClockUnit, extensions: Sequence[Extension], pauses: Sequence[Pause]
) -> EffectiveDeadline:
    """Give the deadline of one unit after every extension and pause that reaches it.

    An extension replaces the date; a pause adds each of its days that lies in the time that is left, once, however many
    documents name it. Of the dates this gives the latest holds; of two ways to it the one with fewer documents.
    Holds: never earlier than before; the order of the documents does not matter; one more document never makes it
    earlier; a deadline without a date stays without one.
    """
    last = deadline.late_after
    if last is None:
        return EffectiveDeadline(deadline=deadline)
    stops = tuple(p for p in pauses if not p.area or p.area & unit.communes)
    own = deadline if last == deadline.due else replace(deadline, op=DeadlineOp.BY, on=last.isoformat())
    ways = [_paused(own, stops, ())]
    ways += [_extended(deadline, e, stops) for e in extensions if _reaches(e, unit)]
    best = min(ways, key=_latest_first)
    return best if best.moved_by else EffectiveDeadline(deadline=deadline)


def _reaches(extension: Extension, unit: ClockUnit) -> bool:
    if extension.scope is ClockScope.ALL:
        return True
    return bool(extension.units & (unit.bodies if extension.scope is ClockScope.BODIES else unit.communes))


def _extended(deadline: Deadline, extension: Extension, stops: Sequence[Pause]) -> EffectiveDeadline:
    moved = replace(deadline, op=extension.op, on=extension.on.isoformat(), last_instant="")
    later = [p for p in stops if extension.dated is None or p.first > extension.dated]
    return _paused(moved, later, (extension.document,))


def _paused(deadline: Deadline, stops: Sequence[Pause], before: tuple[str, ...]) -> EffectiveDeadline:
    """Move the last day in time until the days lost up to it are all given back."""
    still = sorted({day for p in stops for day in _days(p)})
    due, end = _ends(deadline)
    lost = 0
    while (count := sum(day <= end + timedelta(days=lost) for day in still)) != lost:
        lost = count
    if not lost:
        return EffectiveDeadline(deadline=deadline, moved_by=before)
    moved = replace(deadline, on=(due + timedelta(days=lost)).isoformat(), last_instant="")
    used = {p.document for p in stops if p.first <= end + timedelta(days=lost)}
    return EffectiveDeadline(deadline=moved, moved_by=(*before, *sorted(used)))


def _ends(deadline: Deadline) -> tuple[date, date]:
    """Give D and the last day in time of a deadline that has a date."""
    return deadline.due or date.min, deadline.last_day_in_time or date.min


def _days(pause: Pause) -> list[date]:
    return [pause.first + timedelta(days=n) for n in range((pause.last - pause.first).days + 1)]


def _latest_first(way: EffectiveDeadline) -> tuple[int, int, int, tuple[str, ...]]:
    due, end = _ends(way.deadline)
    return (-end.toordinal(), -due.toordinal(), len(way.moved_by), way.moved_by)
