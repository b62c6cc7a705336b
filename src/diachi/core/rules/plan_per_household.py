"""Which households still have no support plan that was handed in.

Source: UBND tỉnh Ninh Thuận 8016, đoạn 2 ("chưa xây dựng các kế hoạch hoặc đề xuất các phương án cụ thể") và mục 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from diachi.core.progress import PlanRow, PlanState

_HANDED_IN = (PlanState.SUBMITTED, PlanState.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStanding:
    """How a group stands with its plans: `without` = households no plan covers, `open_since` = waiting for approval."""

    without: tuple[str, ...]
    complete: bool
    came_on: date | None = None
    open_since: date | None = None
    open_plans: int = 0


def latest_plans(plans: Iterable[PlanRow], today: date) -> tuple[PlanRow, ...]:
    """Give the newest version of each plan as it stood on a day, without versions handed in later.

    Source: Ninh Thuận 8016, mục 1.
    Takes: plans - every version; today - the day of asking.
    Gives: one row per plan_id, sorted by plan_id.
    Fails: never.
    Holds: the order of the rows does not matter.
    Cost: O(n log n).
    """
    newest: dict[str, PlanRow] = {}
    for plan in sorted(plans, key=lambda p: (p.plan_id, p.version, p.submitted_on or date.min)):
        if not (plan.submitted_on and plan.submitted_on > today):
            newest[plan.plan_id] = plan
    return tuple(newest.values())


def plan_standing(households: Sequence[str], plans: Sequence[PlanRow], today: date) -> PlanStanding:
    """Say which households of one group have a plan that was handed in.

    Source: Ninh Thuận 8016, đoạn 2 and mục 1 ("phương án cụ thể, chi tiết ... nhu cầu của hộ").
    Takes: households - ids the group answers for (none = the whole commune of a cluster);
        plans - the newest version of each plan of that group.
    Gives: the households without a plan; complete when none is left and, with no named household, a plan exists.
    Fails: never.
    Holds: a plan without household_id covers every household; a draft or a plan sent back covers none.
    Cost: O(households + plans).
    """
    handed_in = [p for p in plans if p.state in _HANDED_IN]
    whole = any(not p.household_id for p in handed_in)
    covered = {p.household_id for p in handed_in}
    without = () if whole else tuple(h for h in sorted(set(households)) if h not in covered)
    waiting = [p for p in handed_in if not _approved(p, today)]
    return PlanStanding(
        without=without,
        complete=bool(handed_in) and not without,
        came_on=max((p.submitted_on for p in handed_in if p.submitted_on), default=None),
        open_since=min((p.submitted_on for p in waiting if p.submitted_on), default=None),
        open_plans=len(waiting),
    )


def _approved(plan: PlanRow, today: date) -> bool:
    return plan.state is PlanState.APPROVED and not (plan.approved_on and plan.approved_on > today)
