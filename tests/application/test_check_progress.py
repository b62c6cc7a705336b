from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diachi.application.check_progress import check_progress
from diachi.application.progress_lines import progress_lines
from diachi.core.agency import Command
from diachi.core.campaign import Campaign
from diachi.core.clauses import Milestone, MilestoneKind
from diachi.core.deadline import DeadlineOp
from diachi.core.progress import (
    AnswerKind,
    AnswerRow,
    DeliveryOutcome,
    DeliveryRow,
    DeliveryStage,
    PlanRow,
    PlanState,
    Progress,
    ReportRow,
)
from diachi.core.register import Register
from diachi.core.shape import plain
from diachi.core.standing import ProgressCheck, WaitsOn
from diachi.files.words import Words
from paper_world import YES, agreed_world, assigned_world, with_pair

D = date(2024, 7, 15)
PLAN_OF_A05 = "06073-2024-7"


def only(campaign: Campaign, *ids: str) -> Campaign:
    return replace(campaign, milestones=tuple(m for m in campaign.milestones if m.id in ids))


def check(
    *rows: object, today: date, ids: tuple[str, ...] = ("plan",), register: Register | None = None
) -> ProgressCheck:
    campaign, listed, _, allocation = agreed_world()
    kinds = {PlanRow: "plans", AnswerRow: "answers", ReportRow: "reports", DeliveryRow: "deliveries"}
    tables: dict[str, tuple[object, ...]] = {}
    for row in rows:
        tables[kinds[type(row)]] = (*tables.get(kinds[type(row)], ()), row)
    return check_progress(
        campaign=only(campaign, *ids),
        register=register or listed,
        allocation=allocation,
        progress=Progress(**tables),  # type: ignore[arg-type]
        today=today,
    )


def plan(**facts: object) -> PlanRow:
    fixed: dict[str, object] = {
        "plan_id": "p",
        "group_id": "G-A05",
        "household_id": PLAN_OF_A05,
        "state": PlanState.SUBMITTED,
        "submitted_on": date(2024, 7, 10),
    }
    return PlanRow(**{**fixed, **facts})  # type: ignore[arg-type]


def units(rows: tuple[object, ...]) -> set[str]:
    return {row.unit_id for row in rows}  # type: ignore[attr-defined]


def test_before_the_date_a_plan_is_missing_and_nobody_is_late() -> None:
    found = check(today=date(2024, 7, 14))
    assert units(found.missing) == {"G-A01", "G-A04", "G-A05"}
    assert found.late == found.on_the_day == ()


def test_a_report_received_at_17_30_utc_came_on_the_next_day_in_viet_nam() -> None:
    sent = ReportRow(report_id="r", unit_id="A01", milestone_id="report", received_at="2024-07-30T17:30Z")
    assert "A01" in units(check(sent, today=date(2024, 8, 15), ids=("report",)).on_the_day)
    in_time = ReportRow(report_id="r", unit_id="A01", milestone_id="report", received_at="2024-07-30T16:30Z")
    assert "A01" not in units(check(in_time, today=date(2024, 8, 15), ids=("report",)).on_the_day)


def test_nobody_is_late_before_the_end_the_campaign_chose() -> None:
    campaign, register, _, allocation = agreed_world()
    plan_only = only(campaign, "plan").milestones[0]
    chosen = replace(campaign, milestones=(replace(plan_only, last_instant="2024-07-20T24:00"),))
    for day, late in ((date(2024, 7, 20), 0), (date(2024, 7, 21), 3)):
        found = check_progress(
            campaign=chosen, register=register, allocation=allocation, progress=Progress(), today=day
        )
        assert len(found.late) == late
    assert {row.due for row in found.late} == {date(2024, 7, 20)}


def test_on_the_date_itself_units_stand_at_the_day_and_are_not_late() -> None:
    found = check(today=D)
    assert units(found.on_the_day) == {"G-A01", "G-A04", "G-A05"}
    assert found.late == ()


def test_the_first_late_day_is_one() -> None:
    late = check(today=date(2024, 7, 16)).late
    assert {(u.milestone_id, u.due, u.days, u.clause) for u in late} == {("plan", D, 1, "milestones.plan")}


def test_a_group_without_a_household_owes_no_plan() -> None:
    assert "G-A06" not in units(check(today=date(2024, 9, 1)).missing)


def test_a_plan_that_came_waits_for_us_and_is_neither_late_nor_missing() -> None:
    found = check(plan(), today=date(2024, 8, 1))
    assert "G-A05" not in units(found.late) | units(found.missing)
    assert [(w.unit_id, w.on, w.since) for w in found.waiting] == [("G-A05", WaitsOn.APPROVAL, "2024-07-10")]


def test_an_approved_plan_waits_for_nobody() -> None:
    found = check(plan(state=PlanState.APPROVED, approved_on=date(2024, 7, 11)), today=date(2024, 8, 1))
    assert found.waiting == ()


def test_a_plan_dated_on_the_day_is_in_no_list_of_the_late() -> None:
    found = check(plan(submitted_on=D), today=date(2024, 8, 1))
    assert units(found.on_the_day) == {"G-A05"}
    assert "G-A05" not in units(found.late)


def test_a_group_with_two_households_needs_both_plans() -> None:
    one = plan(group_id="G-A04", household_id="06091-2024-2")
    assert "G-A04" in units(check(one, today=D).missing)
    both = (one, plan(plan_id="q", group_id="G-A04", household_id="06073-2024-3"))
    assert "G-A04" not in units(check(*both, today=D).missing)


@pytest.mark.parametrize("speaker", ["G-A01", "A02"])
def test_whoever_answered_is_in_no_list_of_the_silent(speaker: str) -> None:
    answer = AnswerRow(unit_id=speaker, milestone_id="plan", date="2024-07-12", answer=AnswerKind.COLLECTING)
    found = check(answer, today=date(2024, 8, 1))
    assert "G-A01" not in units(found.late) | units(found.missing)
    assert [(a.unit_id, a.answer) for a in found.answered] == [(speaker, AnswerKind.COLLECTING)]


def test_an_answer_to_one_thing_is_no_answer_to_another() -> None:
    answer = AnswerRow(unit_id="G-A01", milestone_id="report", date="2024-07-12")
    assert "G-A01" in units(check(answer, today=date(2024, 8, 1)).late)


def test_an_answer_of_tomorrow_is_not_heard_yet() -> None:
    answer = AnswerRow(unit_id="G-A01", date="2024-08-02")
    assert "G-A01" in units(check(answer, today=date(2024, 8, 1)).late)


def test_reports_are_owed_by_every_body_of_a_group() -> None:
    found = check(today=date(2024, 8, 1), ids=("report",))
    assert units(found.late) == {"A01", "A02", "A03", "A04", "A05", "A06"}


def test_a_report_waits_until_it_is_accepted() -> None:
    sent = ReportRow(report_id="r", unit_id="A01", milestone_id="report", dated=date(2024, 7, 30))
    found = check(sent, today=date(2024, 8, 1), ids=("report",))
    assert [(w.unit_id, w.on) for w in found.waiting] == [("A01", WaitsOn.ACCEPTANCE)]
    accepted = replace(sent, accepted_on=date(2024, 7, 31))
    assert check(accepted, today=date(2024, 8, 1), ids=("report",)).waiting == ()


@pytest.mark.parametrize(
    ("yes", "on"),
    [
        ({"sponsor_yes_on": date(2024, 6, 3)}, WaitsOn.COMMUNE),
        ({"sponsor_yes_on": date(2024, 6, 3), "commune_yes_on": date(2024, 6, 5)}, WaitsOn.HOUSEHOLD),
    ],
)
def test_a_sponsor_that_said_yes_waits_for_the_others(yes: dict[str, date], on: WaitsOn) -> None:
    register = with_pair(agreed_world()[1], "G-A05", "A05", PLAN_OF_A05, **yes)
    found = check(today=date(2024, 8, 1), ids=("pair",), register=register)
    assert [(w.unit_id, w.on) for w in found.waiting] == [("G-A05", on)]
    assert "G-A05" not in units(found.late) | units(found.missing)


def test_an_agreed_pair_is_done_also_with_another_household() -> None:
    register = with_pair(agreed_world()[1], "G-A05", "A05", "06073-2024-5", **YES)
    found = check(today=date(2024, 8, 1), ids=("pair",), register=register)
    assert units(found.missing) == {"G-A01", "G-A04"}


def test_a_refused_pair_is_missing_again() -> None:
    register = with_pair(agreed_world()[1], "G-A05", "A05", PLAN_OF_A05, **YES, refused_by="household")
    assert "G-A05" in units(check(today=D, ids=("pair",), register=register).missing)


def test_a_delivery_is_done_when_every_household_has_something_in_hand() -> None:
    campaign, register, _, allocation = agreed_world()
    delivery = Milestone(id="delivery", kind=MilestoneKind.DELIVERY, op=DeadlineOp.BY, on="2024-12-31")
    row = DeliveryRow(
        delivery_id="d", group_id="G-A05", household_id=PLAN_OF_A05, date="2024-10-01", stage=DeliveryStage.HANDED_OVER
    )
    for given_row, missing in ((row, False), (replace(row, outcome=DeliveryOutcome.REFUSED), True)):
        found = check_progress(
            campaign=replace(campaign, milestones=(delivery,)),
            register=register,
            allocation=allocation,
            progress=Progress(deliveries=(given_row,)),
            today=date(2024, 11, 1),
        )
        assert ("G-A05" in units(found.missing)) is missing


def test_from_an_urging_letter_alone_nothing_is_late() -> None:
    campaign, register, _, allocation = assigned_world()
    found = check_progress(
        campaign=campaign, register=register, allocation=allocation, progress=Progress(), today=date(2020, 12, 31)
    )
    assert found.late == found.on_the_day == ()
    assert {(m.unit_id, m.since) for m in found.missing if m.what is MilestoneKind.PLAN} == {
        ("G-C1", "2020-08-25"),
        ("G-C2", "2020-08-25"),
    }


def test_a_plan_for_the_whole_commune_is_the_plan_of_its_cluster() -> None:
    campaign, register, _, allocation = assigned_world()
    whole = PlanRow(plan_id="p", group_id="G-C1", state=PlanState.APPROVED, submitted_on=date(2020, 6, 1))
    found = check_progress(
        campaign=only(campaign, "plan"),
        register=register,
        allocation=allocation,
        progress=Progress(plans=(whole,)),
        today=date(2020, 8, 25),
    )
    assert units(found.missing) == {"G-C2"}


def test_the_json_form_has_the_keys_of_the_format() -> None:
    found = plain(check(plan(), AnswerRow(unit_id="A04", date="2024-07-12"), today=date(2024, 7, 16)))
    assert set(found) >= {"today", "late", "missing", "waiting", "answered"}
    assert list(found["late"][0]) == ["unit_id", "milestone_id", "due", "days", "clause"]
    assert list(found["missing"][0]) == ["unit_id", "what", "since", "clause"]
    assert list(found["waiting"][0]) == ["unit_id", "on", "since"]
    assert list(found["answered"][0]) == ["unit_id", "answer", "since"]
    assert list(plain(check(today=D))["on_the_day"][0]) == ["unit_id", "milestone_id", "due", "clause"]


@given(
    st.dates(date(2024, 6, 1), date(2024, 9, 1)),
    st.lists(
        st.builds(
            PlanRow,
            plan_id=st.sampled_from(["p", "q"]),
            version=st.integers(1, 5),
            group_id=st.sampled_from(["G-A01", "G-A04", "G-A05", "G-X"]),
            household_id=st.sampled_from(["", PLAN_OF_A05, "06073-2024-1"]),
            state=st.sampled_from(PlanState),
            submitted_on=st.one_of(st.none(), st.dates(date(2024, 6, 1), date(2024, 9, 1))),
        ),
        max_size=5,
    ),
    st.lists(st.builds(AnswerRow, unit_id=st.sampled_from(["G-A01", "A04", "A05"])), max_size=2),
)
def test_late_is_missing_and_the_answered_are_neither(
    today: date, plans: list[PlanRow], answers: list[AnswerRow]
) -> None:
    found = check(*plans, *answers, today=today, ids=("plan", "report"))
    assert units(found.late) <= units(found.missing)
    assert not {a.unit_id for a in answers} & (units(found.late) | units(found.missing))
    assert today > D or not found.late


def test_one_agreed_pair_is_not_enough_for_two_households() -> None:
    register = with_pair(agreed_world()[1], "G-A04", "A04", "06091-2024-2", **YES)
    assert "G-A04" in units(check(today=D, ids=("pair",), register=register).missing)


def test_a_person_reads_every_unit_once_with_its_name() -> None:
    _, register, _, allocation = agreed_world()
    answer = AnswerRow(unit_id="G-A04", milestone_id="plan", date="2024-07-12", answer=AnswerKind.COLLECTING)
    lines = progress_lines(check(plan(), answer, today=date(2024, 7, 16)), register, allocation, Words("vi"))
    assert lines[0].startswith("Đến ngày 16/7/2024: 1 việc quá hạn")
    assert lines[1:] == (
        "Đang chờ: Phòng Giáo dục và Đào tạo [G-A05], chờ duyệt kế hoạch từ 10/7/2024",
        "Đã trả lời: Ban Chỉ huy Quân sự huyện [G-A04], đã đăng ký, đang góp (12/7/2024)",
        Words("vi").text("progress.outside", count="1"),
        "  Hội Liên hiệp Phụ nữ huyện [G-A01]: kế hoạch, hạn 15/7/2024",
    )


def test_a_body_under_the_issuer_that_is_late_is_named_with_its_days() -> None:
    _, register, _, allocation = agreed_world()
    ours = replace(register, agencies=tuple(replace(a, command=Command.OWN) for a in register.agencies))
    lines = progress_lines(check(today=date(2024, 7, 16)), ours, allocation, Words("vi"))
    assert "Quá hạn 1 ngày (hạn 15/7/2024): Hội Liên hiệp Phụ nữ huyện [G-A01], kế hoạch" in lines
    assert not any("ngoài quyền giao việc" in line for line in lines)
