"""Say who still owes what on one day: late, on the day, missing, waiting, answered.

Source: Bình Gia 4/2024, mục 1 and 3; Ninh Thuận 8016, đoạn 2 and mục 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from diachi.core.campaign import Campaign, DirectiveRole
from diachi.core.clauses import Milestone
from diachi.core.deadline import Standing
from diachi.core.owed import Owed, what_is_owed
from diachi.core.progress import AnswerRow, Progress
from diachi.core.proposal import Allocation
from diachi.core.register import Register
from diachi.core.rules.deadlines import standing_of
from diachi.core.rules.draft_letters import starts_clock
from diachi.core.standing import (
    AnsweredUnit,
    LateUnit,
    MissingUnit,
    OnTheDayUnit,
    ProgressCheck,
    WaitingUnit,
)

Row = TypeVar("Row", LateUnit, OnTheDayUnit, MissingUnit, WaitingUnit, AnsweredUnit)


def check_progress(
    *, campaign: Campaign, register: Register, allocation: Allocation, progress: Progress, today: date
) -> ProgressCheck:
    """Compare what the campaign asks by today with what has come.

    Source: Bình Gia 4/2024, mục 1 ("hoàn thành trước ngày 15/7/2024", "Báo cáo ... trước ngày 31/7/2024"), mục 3;
        Ninh Thuận 8016, đoạn 2 ("chưa xây dựng các kế hoạch"), mục 1 and 2.
    Takes: progress - rows in any order; rows dated after today are not seen; today - the day of asking.
    Gives: a unit is late only after D; at D (or done on D) it is on_the_day; missing = not done, dated or not;
        waiting = its part is done; answered = it said why not, and stands in neither late nor missing.
    Fails: never on data; what names an unknown unit is left alone.
    Holds: a letter a person calls a draft asks nothing of anybody yet;
        no answered unit is late or missing for that milestone; an undated milestone makes nobody late;
        late units are missing units; the order of rows does not matter.
    Cost: O((groups + agencies) x milestones + rows).
    """
    every = what_is_owed(campaign, register, allocation, progress, today)
    owed = tuple(o for o in every if starts_clock(campaign, o.milestone))
    answers = _answers(progress.answers, today)
    silent = tuple(o for o in owed if not o.done and not o.waits_on and not _answer_to(o, answers))
    return ProgressCheck(
        today=today,
        late=_sorted(_late(silent, today)),
        on_the_day=_sorted(_on_the_day(owed, silent, today)),
        missing=_sorted(_missing(campaign, silent)),
        waiting=_sorted(_waiting(owed)),
        answered=_sorted(_answered(owed, answers)),
    )


def _sorted(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(set(rows), key=lambda r: (r.unit_id, str(r))))


def _late(silent: Iterable[Owed], today: date) -> Iterator[LateUnit]:
    for owed in silent:
        deadline = owed.milestone.deadline
        if deadline.late_after and standing_of(deadline, came_on=None, today=today) is Standing.LATE:
            yield LateUnit(
                unit_id=owed.unit_id,
                milestone_id=owed.milestone.id,
                due=deadline.late_after,
                days=deadline.days_late(today),
                clause=_clause(owed),
            )


def _on_the_day(owed: Iterable[Owed], silent: Iterable[Owed], today: date) -> Iterator[OnTheDayUnit]:
    came = [(o, o.came_on) for o in owed if (o.done or o.waits_on) and o.came_on]
    for one, day in [*came, *((o, today) for o in silent)]:
        deadline = one.milestone.deadline
        if deadline.late_after and standing_of(deadline, came_on=day, today=today) is Standing.ON_THE_DAY:
            yield OnTheDayUnit(
                unit_id=one.unit_id, milestone_id=one.milestone.id, due=deadline.late_after, clause=_clause(one)
            )


def _missing(campaign: Campaign, silent: Iterable[Owed]) -> Iterator[MissingUnit]:
    for owed in silent:
        yield MissingUnit(
            unit_id=owed.unit_id,
            what=owed.milestone.kind,
            since=asked_on(campaign, owed.milestone),
            clause=_clause(owed),
        )


def _waiting(owed: Iterable[Owed]) -> Iterator[WaitingUnit]:
    for one in owed:
        if one.waits_on:
            yield WaitingUnit(
                unit_id=one.unit_id,
                on=one.waits_on,
                since=one.waits_since.isoformat() if one.waits_since else "",
            )


def _answered(owed: Iterable[Owed], answers: tuple[AnswerRow, ...]) -> Iterator[AnsweredUnit]:
    open_duties = [o for o in owed if not o.done]
    spoken_to = {(s, o.milestone.id) for o in owed for s in o.speakers}
    for row in answers:
        known = any(row.unit_id == s and row.milestone_id in ("", m) for s, m in spoken_to)
        if not known or any(_speaks(row, o) for o in open_duties):
            yield AnsweredUnit(unit_id=row.unit_id, answer=row.answer, since=row.date)


def _speaks(row: AnswerRow, owed: Owed) -> bool:
    return row.unit_id in owed.speakers and row.milestone_id in ("", owed.milestone.id)


def _answer_to(owed: Owed, answers: tuple[AnswerRow, ...]) -> bool:
    return any(_speaks(row, owed) for row in answers)


def _answers(rows: Iterable[AnswerRow], today: date) -> tuple[AnswerRow, ...]:
    return tuple(r for r in rows if not r.date or r.date <= today.isoformat())


def _clause(owed: Owed) -> str:
    return f"milestones.{owed.milestone.id}"


def asked_on(campaign: Campaign, milestone: Milestone) -> str:
    """Give the date of the document that asks for a milestone, as much as it says; "" when no document has a date."""
    dates = {d.id: d.date for d in campaign.directives}
    named = dates.get(milestone.source.directive) if milestone.source else None
    orders = [d.date for d in campaign.directives if d.date and d.role is not DirectiveRole.BASE]
    return named or next(iter(orders), None) or next((d for d in dates.values() if d), "")
