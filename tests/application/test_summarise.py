from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from diachi.application.summarise import summarise
from diachi.application.summary_lines import summary_lines
from diachi.core.clauses import CitedTarget
from diachi.core.progress import (
    DeliveryOutcome,
    DeliveryRow,
    DeliveryStage,
    PlanRow,
    PlanState,
    Progress,
    ReportRow,
    VisitRow,
)
from diachi.core.summary import Summary, add_up
from diachi.files.words import Words
from paper_world import YES, agreed_world, assigned_world, with_pair

IDS = [f"{'06073' if n % 2 else '06091'}-2024-{n}" for n in range(1, 9)]
HOMES = st.sampled_from([*IDS, "", "unknown"])
BODIES = st.sampled_from(["A01", "A02", "A04", "", "A99"])
GROUPS = st.sampled_from(["G-A01", "G-A04", "G-A05", "G-X", ""])
DAYS = st.dates(date(2024, 6, 1), date(2024, 12, 1))
PROGRESS = st.builds(
    Progress,
    plans=st.lists(
        st.builds(
            PlanRow,
            plan_id=st.sampled_from(["p", "q", "r"]),
            group_id=GROUPS,
            household_id=HOMES,
            state=st.sampled_from(PlanState),
            submitted_on=DAYS,
        ),
        max_size=4,
    ).map(tuple),
    deliveries=st.lists(
        st.builds(
            DeliveryRow,
            delivery_id=st.just("d"),
            group_id=GROUPS,
            agency_id=BODIES,
            household_id=HOMES,
            date=DAYS.map(date.isoformat),
            value_vnd=st.one_of(st.none(), st.integers(0, 10**8)),
            stage=st.sampled_from([None, *DeliveryStage]),
            outcome=st.sampled_from([None, *DeliveryOutcome]),
        ),
        max_size=6,
    ).map(tuple),
    visits=st.lists(
        st.builds(VisitRow, visit_id=st.just("v"), household_id=HOMES, date=DAYS.map(date.isoformat)), max_size=4
    ).map(tuple),
    reports=st.lists(st.builds(ReportRow, report_id=st.just("r"), unit_id=BODIES, dated=DAYS), max_size=4).map(tuple),
)


def summary_of(progress: Progress, today: date | None = None) -> Summary:
    campaign, register, history, allocation = agreed_world()
    return summarise(
        campaign=campaign, register=register, history=history, allocation=allocation, progress=progress, today=today
    )


@given(PROGRESS, st.one_of(st.none(), DAYS))
def test_every_cut_sums_to_the_totals(progress: Progress, today: date | None) -> None:
    summary = summary_of(progress, today)
    for lines in (summary.by_agency, summary.by_kind, summary.by_block, summary.by_commune):
        assert add_up(line.figures for line in lines) == summary.totals
    for cut in (summary.by_agency, summary.by_kind, summary.by_block):
        assert sum(line.late for line in cut) == summary.late
        assert sum(line.missing for line in cut) == summary.missing


@given(PROGRESS)
def test_no_household_counts_twice(progress: Progress) -> None:
    totals = summary_of(progress).totals
    assert totals.households == 4
    assert totals.planned <= 4
    assert totals.delivered <= len({d.household_id for d in progress.deliveries})


def test_households_and_persons_are_counted_at_the_lead() -> None:
    lines = {line.agency_id: line for line in summary_of(Progress()).by_agency}
    assert lines["A01"].figures.households == 1
    assert (lines["A02"].figures.households, lines["A02"].joined, lines["A02"].pooled) == (0, 1, True)
    assert lines["A04"].figures.asked == 2


def test_money_counts_at_the_body_that_gave_it() -> None:
    row = DeliveryRow(
        delivery_id="d",
        group_id="G-A01",
        agency_id="A02",
        household_id=IDS[0],
        date="2024-10-01",
        value_vnd=3_000_000,
        stage=DeliveryStage.HANDED_OVER,
    )
    summary = summary_of(Progress(deliveries=(row,)))
    values = {line.agency_id: line.figures.value_vnd for line in summary.by_agency}
    assert (values["A01"], values["A02"]) == (0, 3_000_000)
    assert summary.totals.delivered == 1


def test_a_pledge_is_not_yet_given() -> None:
    row = DeliveryRow(delivery_id="d", household_id=IDS[0], value_vnd=8, stage=DeliveryStage.PLEDGED)
    assert summary_of(Progress(deliveries=(row,))).totals.value_vnd == 0


def test_agreed_pairs_are_counted() -> None:
    campaign, register, history, allocation = agreed_world()
    summary = summarise(
        campaign=campaign,
        register=with_pair(register, "G-A05", "A05", IDS[6], **YES),
        history=history,
        allocation=allocation,
        progress=Progress(),
    )
    assert summary.totals.agreed == 1


def test_a_merit_campaign_shows_the_arithmetic_of_zero_in_households_and_persons() -> None:
    campaign, register, history, allocation = assigned_world()
    fewer = replace(allocation, assignments=allocation.assignments[:-1])
    summary = summarise(campaign=campaign, register=register, history=history, allocation=fewer, progress=Progress())
    assert summary.zero is not None
    assert (summary.zero.households, summary.zero.covered_households, summary.zero.left_persons) == (8, 7, 1)


def test_the_lines_say_how_many_and_why_not_in_vietnamese() -> None:
    lines = summary_lines(summary_of(Progress(), date(2024, 7, 16)), Words("vi"))
    assert lines[0] == "8 hộ trong danh sách; 4 hộ (16 khẩu) đã có cơ quan, đơn vị dự kiến giúp đỡ."
    assert "6 cơ quan, đơn vị thành 4 đầu mối, trong đó 1 nhóm phối hợp." in lines
    assert any("4 hộ chờ thêm cơ quan, đơn vị nhận" in line for line in lines)
    assert any(line.startswith("Tạm hiểu theo mặc định") for line in lines)
    assert any("Đến ngày 16/7/2024" in line for line in lines)


def test_money_is_printed_with_points() -> None:
    row = DeliveryRow(delivery_id="d", household_id=IDS[0], agency_id="A01", value_vnd=8_000_000)
    assert any("8.000.000" in line for line in summary_lines(summary_of(Progress(deliveries=(row,))), Words("vi")))


def test_without_a_day_nothing_is_said_of_late() -> None:
    assert not any("quá hạn" in line for line in summary_lines(summary_of(Progress()), Words("vi")))


def test_the_target_of_a_cited_plan_stands_beside_the_result() -> None:
    campaign, register, history, allocation = agreed_world()
    target = CitedTarget(base="51/KH-UBND", what="hộ thoát nghèo", value=1_320, unit="hộ")
    said = {}
    for told in ((), (target,)):
        entered = replace(campaign, cited_targets=told)
        summary = summarise(
            campaign=entered, register=register, history=history, allocation=allocation, progress=Progress()
        )
        said[told] = [line for line in summary_lines(summary, Words("vi")) if "51/KH-UBND" in line]
    assert said == {
        (): [],
        (target,): ["Mục tiêu của 51/KH-UBND: hộ thoát nghèo 1.320 hộ; đợt này 4 hộ có nơi nhận."],
    }
