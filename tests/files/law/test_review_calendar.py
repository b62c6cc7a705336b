"""The review calendar of the law data, year by year."""

import csv
from datetime import date

import pytest

from diachi.core.deadline import DeadlineOp
from diachi.core.review_calendar import Occurs, ReviewActor, ReviewDate, review_dates
from diachi.files.law.review_calendar import review_rules
from shared import needs_shared, shared


def dates(year: int, rule_id: str) -> list[ReviewDate]:
    return [d for d in review_dates(review_rules(), year) if d.rule.id == rule_id]


@pytest.mark.parametrize("year", [2022, 2024, 2026])
def test_a_year_under_decision_24_2021(year: int) -> None:
    (periodic,) = dates(year, "periodic_review")
    assert (periodic.first, periodic.last) == (date(year, 9, 1), date(year, 12, 14))
    asked = dates(year, "review_on_request")
    assert [d.first for d in asked] == [date(year, month, 15) for month in range(1, 13)]
    assert all((d.last - d.first).days == 15 for d in asked)
    for rule_id, last in (("preliminary_report", date(year, 11, 15)), ("official_report", date(year, 12, 20))):
        (report,) = dates(year, rule_id)
        assert (report.last, report.rule.op) == (last, DeadlineOp.BEFORE)


def test_the_commune_reports_on_the_5th_from_february_to_september() -> None:
    found = dates(2024, "commune_report_to_district")
    assert [d.last for d in found] == [date(2024, month, 5) for month in range(2, 10)]
    assert dates(2024, "commune_report_to_province") == []


def test_the_district_receives_until_30_6_2025_the_province_since() -> None:
    receivers = {
        d.last: d.rule.to_code for d in review_dates(review_rules(), 2025) if d.rule.id.startswith("commune_report")
    }
    assert receivers[date(2025, 6, 5)] is ReviewActor.DISTRICT
    assert receivers[date(2025, 7, 5)] is ReviewActor.PROVINCE
    assert len(receivers) == 8


@pytest.mark.parametrize("year", [2016, 2018, 2020])
def test_the_years_before_had_two_reports_in_november(year: int) -> None:
    found = review_dates(review_rules(), year)
    assert [d.last for d in found] == [date(year, 11, 15), date(year, 11, 30)]
    assert {d.rule.document for d in found} == {"TT 21/2012/TT-BLĐTBXH"}


def test_in_2021_the_new_rule_begins_on_1_9() -> None:
    found = review_dates(review_rules(), 2021)
    assert found[0].first == date(2021, 9, 1)
    assert "older_quick_report" not in {d.rule.id for d in found}


def test_only_the_length_of_the_posting_is_unconfirmed() -> None:
    assert [r.id for r in review_rules() if not r.confirmed] == ["posting"]
    steps = {r.id: (r.working_days, r.least_percent) for r in review_rules() if r.occurs is Occurs.STEP}
    assert steps == {"village_meeting": (None, 50), "posting": (3, None)}


# What the research says of each date, and the rules it became.
FROM_RESEARCH = {
    "01/9 - hết 14/12 hằng năm": ("periodic_review",),
    "từ ngày 15 hằng tháng": ("review_on_request",),
    "họp dân": ("village_meeting",),
    "03 ngày làm việc": ("posting",),
    "05 hằng tháng (tháng 02-9)": ("commune_report_to_district", "commune_report_to_province"),
    "trước 15/11": ("preliminary_report",),
    "trước 20/12": ("official_report",),
    "trước 15/11 / trước 30/11": ("older_quick_report", "older_official_report"),
}


@needs_shared
def test_every_row_of_the_research_became_a_rule_with_its_document_and_standing() -> None:
    with shared("data", "review_calendar.csv").open(encoding="utf-8", newline="") as text:
        rows = {row["when"]: row["source"] for row in csv.DictReader(text)}
    assert set(rows) == set(FROM_RESEARCH)
    rules = {rule.id: rule for rule in review_rules()}
    assert sorted(rules) == sorted(rule_id for ids in FROM_RESEARCH.values() for rule_id in ids)
    for when, ids in FROM_RESEARCH.items():
        for rule_id in ids:
            assert rules[rule_id].document.split("/")[0] in rows[when], when
            assert rules[rule_id].confirmed is ("from memory" not in rows[when]), when
