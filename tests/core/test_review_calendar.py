"""The dates of a year's review follow the rules in force on each day."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from diachi.core.deadline import DeadlineOp
from diachi.core.official_calendar import OfficialCalendar
from diachi.core.review_calendar import Occurs, ReviewActor, ReviewRule, review_dates, step_ends

REPORT = ReviewRule(
    id="to_district",
    occurs=Occurs.MONTHLY,
    what="xã báo cáo",
    who_code=ReviewActor.COMMUNE_CHAIR,
    to_code=ReviewActor.DISTRICT,
    op=DeadlineOp.BY,
    first_month=2,
    first_day=5,
    last_month=9,
    valid_to=date(2025, 6, 30),
)
TO_PROVINCE = replace(
    REPORT, id="to_province", to_code=ReviewActor.PROVINCE, valid_from=date(2025, 7, 1), valid_to=None
)
POSTING = ReviewRule(
    id="posting", occurs=Occurs.STEP, what="niêm yết", who_code=ReviewActor.COMMUNE_COMMITTEE, working_days=3
)
WEEKENDS = OfficialCalendar(states={}, version="x")


def test_a_monthly_report_goes_to_whoever_receives_it_on_its_day() -> None:
    found = review_dates([TO_PROVINCE, REPORT, POSTING], 2025)
    assert [(d.last.month, d.rule.to_code) for d in found] == [
        *((month, ReviewActor.DISTRICT) for month in range(2, 7)),
        *((month, ReviewActor.PROVINCE) for month in range(7, 10)),
    ]
    assert {d.last.day for d in found} == {5}


def test_posting_lasts_its_working_days() -> None:
    assert step_ends(POSTING, date(2024, 7, 11), WEEKENDS) == date(2024, 7, 16)
    assert step_ends(replace(POSTING, working_days=None), date(2024, 7, 11), WEEKENDS) == date(2024, 7, 11)


RULES = st.builds(
    ReviewRule,
    id=st.sampled_from("abc"),
    occurs=st.sampled_from(Occurs),
    what=st.just("việc"),
    who_code=st.sampled_from(ReviewActor),
    first_month=st.integers(1, 6),
    first_day=st.integers(1, 28),
    last_month=st.integers(6, 12),
    last_day=st.integers(1, 28),
    within_days=st.none() | st.integers(1, 15),
    valid_from=st.none() | st.dates(date(2015, 1, 1), date(2025, 12, 31)),
    valid_to=st.none() | st.dates(date(2015, 1, 1), date(2025, 12, 31)),
)


@given(st.lists(RULES, max_size=3, unique_by=lambda rule: rule.id), st.integers(2014, 2026))
def test_every_date_is_of_a_rule_in_force_and_they_rise(rules: list[ReviewRule], year: int) -> None:
    found = review_dates(rules, year)
    assert all(d.rule.holds_on(d.first) and d.rule.holds_on(d.last) for d in found)
    assert [d.first for d in found] == sorted(d.first for d in found)
    assert all(d.rule.occurs is not Occurs.STEP for d in found)
    assert found == review_dates(rules[::-1], year)
