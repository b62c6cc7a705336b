"""What each letter says outside its numbers: who writes, to whom, on what ground, with what force, who gets a copy.

The letters in our own words are read always, the real ones where they are at hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from diachi.application.read_directive import DirectiveReading, LetterText, read_directive
from diachi.core.agency import Agency, AgencyKind, Command
from diachi.core.campaign import DirectiveRole, Mode, Pairing
from diachi.core.clauses import DutyVerb, Force, MilestoneKind
from diachi.core.deadline import DeadlineOp
from diachi.core.force import binding_force
from diachi.core.rules.quotas import duty_of
from shared import EXAMPLES, needs_shared, shared

REAL = pytest.param("real", marks=needs_shared)
both = pytest.mark.parametrize("which", ["own", REAL])


def _read(*paths: Path) -> DirectiveReading:
    return read_directive(letters=[LetterText(name=p.name, raw=p.read_bytes().decode()) for p in paths])


@pytest.fixture
def district(which: str) -> DirectiveReading:
    if which == "real":
        return _read(shared("seeds", "binh_gia_2024.txt"))
    return _read(EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt")


@pytest.fixture
def province(which: str) -> DirectiveReading:
    if which == "real":
        return _read(shared("seeds", "ninh_thuan_8016_2020.txt"))
    return _read(EXAMPLES / "ninh_thuan_2020" / "letters" / "2-cong-van-don-doc.txt")


@pytest.fixture(scope="module")
def plan() -> DirectiveReading:
    return _read(*sorted((EXAMPLES / "ninh_thuan_2020" / "letters").glob("*.txt")))


def _structure(reading: DirectiveReading) -> dict:
    return reading.letters[-1].structure


def _asked(reading: DirectiveReading) -> set[str]:
    return {q.id for q in reading.questions}


def _copies(reading: DirectiveReading) -> list[dict]:
    return [f.value for f in reading.letters[-1].facts if f.field == "distribution"]


def _fields(reading: DirectiveReading) -> set[str]:
    return {f.field for f in reading.letters[-1].facts}


# Bình Gia


@both
def test_a_draft_has_no_number_and_no_day_and_asks_for_the_signed_one(district: DirectiveReading) -> None:
    found = _structure(district)
    assert (found["issuer"], found["place"], found["date"]) == ("ỦY BAN NHÂN DÂN HUYỆN BÌNH GIA", "Bình Gia", "2024-04")
    assert found["symbol"].startswith("UBND-L")
    assert found["missing"] == ["number", "date.day"]
    assert district.campaign.directives[0].draft
    assert {"number_blank", "day_blank"} <= _asked(district)
    assert "theo địa chỉ năm 2024" in found["subject"]


@both
def test_the_district_letter_goes_to_four_groups(district: DirectiveReading) -> None:
    groups = (
        "Các phòng, ban, cơ quan, trường học",
        "UBMTTQ Việt Nam huyện",
        "Ủy ban nhân dân các xã",
        "Các doanh nghiệp",
    )
    found = _structure(district)["recipients"]
    assert len(found) == 4
    assert all(said.startswith(group) for said, group in zip(found, groups, strict=True))


@both
def test_the_plans_the_district_letter_rests_on(district: DirectiveReading) -> None:
    found = [(b["number"], b["date"], b["issuer"]) for b in _structure(district)["bases"]]
    assert found == [
        ("51/KH-UBND", "2024-03-01", "UBND tỉnh"),
        ("31/KH-UBND", "2024-02-01", "UBND huyện"),
        ("144/KH-UBND", "2024-04-16", "UBND huyện"),
        ("102/KH-UBND", "2024-03-27", "UBND huyện"),
    ]


@both
def test_force_belongs_to_clause_and_body(district: DirectiveReading) -> None:
    """Opening "đề nghị", closing "yêu cầu các cơ quan", "đề nghị" the Front, organisations, the association."""
    (pool,) = district.campaign.small_agencies
    assert pool.force is Force.REQUIRED
    assert binding_force(pool.force, Command.OWN) is Force.REQUIRED
    for outside in (Command.FRONT_PARTY, Command.VERTICAL, Command.OUTSIDE, None):
        assert binding_force(pool.force, outside) is Force.REQUESTED
    assert "enterprise_force" in _asked(district)


@both
def test_what_each_kind_owes(district: DirectiveReading) -> None:
    def owed(kind: AgencyKind, name: str = "", command: Command = Command.OWN) -> tuple[int, int, Force]:
        duty = duty_of(Agency(agency_id="A", name=name, kind=kind, command=command), district.campaign.quotas)
        return duty.min, duty.aim, duty.force

    assert owed(AgencyKind.DEPARTMENT) == (0, 1, Force.ASPIRED)
    assert owed(AgencyKind.COMMUNE) == (0, 1, Force.ASPIRED)
    assert owed(AgencyKind.ENTERPRISE, command=Command.OUTSIDE) == (0, 1, Force.ASPIRED)
    assert owed(AgencyKind.SCHOOL, "Trường THCS Thị trấn") == (0, 1, Force.ASPIRED)
    for name in ("Trường THPT Bình Gia", "Trường THPT Pác Khuông", "Trường PTDTNT THCS-THPT Bình Gia"):
        assert owed(AgencyKind.SCHOOL, name, Command.VERTICAL) == (2, 2, Force.REQUESTED)
    assert owed(AgencyKind.ARMED_FORCES, command=Command.VERTICAL) == (2, 2, Force.REQUESTED)
    assert owed(AgencyKind.BUSINESS_ASSOCIATION, command=Command.OUTSIDE) == (2, 3, Force.REQUESTED)
    assert {"commune_owes", "member_firm_counts"} <= _asked(district)


@both
def test_eight_million_is_aspired_and_its_reading_asked(district: DirectiveReading) -> None:
    floor = district.campaign.support_floor
    assert floor is not None
    assert (floor.vnd, floor.force, floor.in_kind) == (8_000_000, Force.ASPIRED, True)
    assert {"floor_counts", "floor_per"} <= _asked(district)


@both
def test_will_with_lack_of_means_is_first_though_said_twice(district: DirectiveReading) -> None:
    first = min(district.campaign.priorities, key=lambda p: p.rank)
    assert first.when.will_to_escape is True
    assert {"no_capital", "no_skill"} <= set(first.when.causes_any)
    assert "priority_wording" in _asked(district)


@both
def test_two_communes_come_next_with_their_year(district: DirectiveReading) -> None:
    found = [(p.commune, p.year, p.rank) for p in district.campaign.priorities if p.commune]
    assert found == [("Hoa Thám", 2024, 2), ("Thiện Thuật", 2025, 3)]


@both
def test_before_15_july_the_plan_and_the_pair_and_it_is_asked(district: DirectiveReading) -> None:
    kinds = {m.kind: (m.op, m.on) for m in district.campaign.milestones}
    assert kinds[MilestoneKind.PLAN] == kinds[MilestoneKind.PAIR] == (DeadlineOp.BEFORE, "2024-07-15")
    assert "due_scope" in _asked(district)


@both
def test_agency_and_commune_choose_together(district: DirectiveReading) -> None:
    assert (district.campaign.mode, district.campaign.pairing) == (Mode.AGENCY_HOUSEHOLD, Pairing.AGREED)


@both
def test_whoever_was_helped_since_2014_is_not_chosen_again(district: DirectiveReading) -> None:
    (rule,) = district.campaign.exclusions
    assert (rule.kind.value, rule.from_year, rule.to_year) == ("helped_before", 2014, None)
    assert "look_back" in _asked(district)


@both
def test_the_report_goes_through_the_division_before_31_july(district: DirectiveReading) -> None:
    (report,) = district.campaign.reporting
    assert (report.to, report.via) == ("Ủy ban nhân dân huyện", "Phòng Lao động, Thương binh, Xã hội - Dân tộc")
    milestone = next(m for m in district.campaign.milestones if m.kind is MilestoneKind.REPORT)
    assert (milestone.op, milestone.on, report.milestone_id) == (DeadlineOp.BEFORE, "2024-07-31", milestone.id)


@both
def test_households_of_2014_to_2023_stay_followed_by_those_who_helped(district: DirectiveReading) -> None:
    followed = district.campaign.followed
    assert followed is not None
    assert (followed.from_year, followed.to_year) == (2014, 2023)
    verbs = {d.verb for d in district.campaign.duties if "2014" in d.body}
    assert {DutyVerb.INSPECT, DutyVerb.GUIDE} <= verbs


@both
def test_the_division_follows_and_reports_by_body_and_the_cadence_is_asked(district: DirectiveReading) -> None:
    tracker = district.campaign.tracker
    assert tracker is not None
    assert tracker.unit == "Phòng Lao động, Thương binh, Xã hội - Dân tộc"
    assert "cadence" in _asked(district)
    verbs = {d.verb for d in district.campaign.duties if d.body == tracker.unit}
    assert {DutyVerb.URGE, DutyVerb.REPORT} <= verbs


@both
def test_a_body_with_a_duty_and_no_letter_is_asked_about(district: DirectiveReading) -> None:
    silent = " ".join(d.body for d in district.campaign.duties if not d.addressee)
    assert "vũ trang" in silent
    assert "oanh nghiệp" in silent
    assert "not_addressed" in _asked(district)


@both
def test_copies_of_the_district_letter_keep_their_purpose(district: DirectiveReading) -> None:
    copies = _copies(district)
    assert [c["purpose"] for c in copies] == ["", "report", "", "", "file"]
    assert copies[1]["to"].startswith("TT: Huyện ủy, HĐND huyện")
    assert any(d.verb is DutyVerb.BE_INFORMED and "Huyện ủy" in d.body for d in district.campaign.duties)


@both
def test_a_deputy_signs_for_the_chair_of_the_district(district: DirectiveReading) -> None:
    found = _structure(district)
    assert found["authority"] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert len(found["signer"].split()) == 3


# Ninh Thuận


@both
def test_number_and_day_of_the_urging_letter(province: DirectiveReading) -> None:
    found = _structure(province)
    assert (found["issuer"], found["number"], found["date"]) == (
        "ỦY BAN NHÂN DÂN TỈNH NINH THUẬN",
        "8016/UBND-VXNV",
        "2020-08-25",
    )
    assert province.campaign.directives[-1].role is DirectiveRole.URGING


@both
def test_departments_and_districts_are_addressed_and_the_city_is_asked_about(province: DirectiveReading) -> None:
    assert _structure(province)["recipients"] == ["Các sở, ban, ngành cấp tỉnh", "Ủy ban nhân dân các huyện"]
    assert "city_not_addressed" in _asked(province)


@both
def test_the_urging_letter_rests_on_the_party_s_letter_and_the_plan(province: DirectiveReading) -> None:
    bases = [(b["number"], b["date"]) for b in _structure(province)["bases"]]
    assert bases == [("4153-CV/TU", "2019-07-24"), ("847/KH-UBND", "2020-03-19")]
    assert "short_name" in _fields(province)
    assert "annex" in _asked(province)


@both
def test_no_poor_household_of_merit_is_left_by_the_end_of_2020(province: DirectiveReading) -> None:
    target = province.campaign.target
    assert (target.zero_by, target.count.value, target.merit_scope.value) == ("2020-12", "both", "self_or_relative")
    goal = next(m for m in province.campaign.milestones if m.kind is MilestoneKind.GOAL)
    assert (goal.op, goal.on) == (DeadlineOp.BY_END_OF, "2020-12")
    assert {"count", "merit_scope"} <= _asked(province)


@both
def test_missing_plans_are_named_and_their_date_is_asked(province: DirectiveReading) -> None:
    plan = next(m for m in province.campaign.milestones if m.kind is MilestoneKind.PLAN)
    assert (plan.op, plan.on) == (DeadlineOp.UNDATED, "")
    assert "plan_missing" in _fields(province)
    assert "plan_date" in _asked(province)


@both
def test_the_assignment_of_the_plan_is_obeyed(province: DirectiveReading) -> None:
    assert (province.campaign.mode, province.campaign.pairing) == (Mode.CLUSTER_COMMUNE, Pairing.ASSIGNED)
    assert "assigned" in _fields(province)


@both
def test_reports_go_through_the_department_and_their_rhythm_is_asked(province: DirectiveReading) -> None:
    (report,) = province.campaign.reporting
    assert report.to == "Ủy ban nhân dân tỉnh"
    assert report.via.startswith("Sở Lao động")
    assert {"report_date", "cadence"} <= _asked(province)


@both
def test_the_department_urges_bodies_and_places(province: DirectiveReading) -> None:
    tracker = province.campaign.tracker
    assert tracker is not None
    assert tracker.unit.startswith("Sở Lao động")
    verbs = {d.verb for d in province.campaign.duties if d.body == tracker.unit}
    assert {DutyVerb.URGE, DutyVerb.REPORT} <= verbs


@both
def test_copies_of_the_urging_letter_keep_their_purpose(province: DirectiveReading) -> None:
    copies = _copies(province)
    assert [c["purpose"] for c in copies] == ["", "report", "", "", "", "file"]
    assert copies[1]["to"].startswith("Thường trực Tỉnh ủy")
    assert "front_only_copied" in _asked(province)


@both
def test_a_deputy_signs_for_the_chair_of_the_province(province: DirectiveReading) -> None:
    found = _structure(province)
    assert found["authority"] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert "★" not in found["signer"]
    assert len(found["signer"].split()) == 3


# The base plan of the example


def test_the_base_plan_gives_the_plan_its_date(plan: DirectiveReading) -> None:
    first = plan.campaign.directives[0]
    assert (first.role, first.number, first.date) == (DirectiveRole.BASE, "847/KH-UBND", "2020-03-19")
    milestone = next(m for m in plan.campaign.milestones if m.kind is MilestoneKind.PLAN)
    assert (milestone.op, milestone.on) == (DeadlineOp.BEFORE, "2020-06-30")
    assert milestone.source is not None
    assert milestone.source.directive == first.id


def test_the_base_plan_assigns_by_its_annex(plan: DirectiveReading) -> None:
    assert "assigned" in {f.field for f in plan.letters[0].facts}
    assert "annex" in _asked(plan)


def test_the_base_plan_names_who_follows_it_and_keeps_its_copies(plan: DirectiveReading) -> None:
    copies = [f.value["purpose"] for f in plan.letters[0].facts if f.field == "distribution"]
    assert copies == ["report", "", "", "", "file"]
    assert plan.letters[0].structure["authority"] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert any(d.verb is DutyVerb.URGE and "Sở Lao động" in d.body for d in plan.campaign.duties)
