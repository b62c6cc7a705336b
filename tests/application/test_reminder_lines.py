"""The dates ahead, as check-progress says them."""

from dataclasses import replace
from datetime import date

from diachi.application.reminder_lines import reminder_lines
from diachi.core.campaign import Campaign
from diachi.core.clauses import Milestone, MilestoneKind
from diachi.core.deadline import DeadlineOp
from diachi.files.law.calendar import official_calendar
from diachi.files.words import Words

PLAN = Milestone(id="plan", kind=MilestoneKind.PLAN, op=DeadlineOp.BEFORE, on="2024-07-15")
PAIR = replace(PLAN, id="pair", kind=MilestoneKind.PAIR)
REPORT = replace(PLAN, id="report", kind=MilestoneKind.REPORT, on="2024-07-31")
GOAL = Milestone(id="goal", kind=MilestoneKind.GOAL, op=DeadlineOp.BY_END_OF, on="2020")
OPEN = Milestone(id="open", kind=MilestoneKind.PLAN, op=DeadlineOp.UNDATED)


def lines(today: date, *milestones: Milestone, lang: str = "vi") -> tuple[str, ...]:
    return reminder_lines(Campaign(id="c", milestones=milestones), today, official_calendar(), Words(lang))


def test_each_date_ahead_is_said_once_with_its_last_working_day_the_nearest_first() -> None:
    assert lines(date(2024, 7, 1), REPORT, PLAN, PAIR, OPEN) == (
        "Hạn 15/7/2024: ngày làm việc cuối cùng trước hạn là thứ Sáu, ngày 12/7/2024.",
        "Hạn 31/7/2024: ngày làm việc cuối cùng trước hạn là thứ Ba, ngày 30/7/2024.",
    )


def test_a_date_that_is_over_is_said_no_more() -> None:
    assert len(lines(date(2024, 7, 15), PLAN, REPORT)) == 2
    assert len(lines(date(2024, 7, 16), PLAN, REPORT)) == 1
    assert lines(date(2024, 8, 1), PLAN, REPORT) == ()


def test_a_year_whose_swapped_days_are_unknown_is_said_once() -> None:
    said = lines(date(2020, 8, 25), GOAL, replace(REPORT, on="2020-11-15"))
    assert said[-1] == "Lưu ý: chưa đối chiếu văn bản hoán đổi ngày làm việc năm 2020."
    assert len(said) == 3
    assert "2020" in lines(date(2020, 8, 25), GOAL, lang="en")[-1]


def test_a_year_outside_the_table_is_said_too() -> None:
    assert lines(date(2050, 1, 1), replace(PLAN, on="2050-08-15"))[-1] == "Lưu ý: chưa có lịch nghỉ lễ năm 2050."
