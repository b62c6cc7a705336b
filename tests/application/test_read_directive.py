"""Letters become campaigns: the documented defaults, the right directive behind every table, every question asked."""

from pathlib import Path

import pytest

from diachi.application.read_directive import DirectiveReading, LetterText, read_directive
from diachi.core.agency import AgencyKind
from diachi.core.answers import CHANGES, apply_answers, carry_answers
from diachi.core.campaign import AnsweredBy, Blocks, Campaign, DirectiveRole, Mode, Pairing
from diachi.core.clauses import Count, Force, MeritScope, MilestoneKind, PartnerCount, PoolDuty
from diachi.core.deadline import DeadlineOp
from diachi.core.errors import ErrorCode, InputError
from diachi.core.household import PovertyStatus
from diachi.files.campaign_toml import campaign_text, read_campaign
from diachi.files.words import Words
from shared import EXAMPLES, needs_shared, shared

BINH_GIA = EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt"
NINH_THUAN = sorted((EXAMPLES / "ninh_thuan_2020" / "letters").glob("*.txt"))


def read(*paths: Path) -> DirectiveReading:
    return read_directive(letters=[LetterText(name=p.name, raw=p.read_bytes().decode()) for p in paths])


def binh_gia_defaults(campaign: Campaign) -> None:
    assert (campaign.id, campaign.mode, campaign.pairing) == ("binh_gia_2024", Mode.AGENCY_HOUSEHOLD, Pairing.AGREED)
    quotas = {q.id: (q.min, q.aim, q.max, q.force) for q in campaign.quotas}
    assert quotas == {
        "everyone": (None, 1, None, Force.ASPIRED),
        "armed_forces": (2, None, None, Force.REQUESTED),
        "named_schools": (2, None, None, Force.REQUESTED),
        "business_association": (2, 3, None, Force.REQUESTED),
    }
    schools = next(q for q in campaign.quotas if q.id == "named_schools").select
    assert schools.name == ("THPT Bình Gia", "THPT Pác Khuông", "PTDTNT THCS-THPT Bình Gia")
    (pool,) = campaign.small_agencies
    assert (pool.below, pool.partners, pool.counts, pool.large_partner) == (10, (2, 3), PartnerCount.OTHERS, True)
    assert pool.duty is PoolDuty.ONE_PER_POOL
    assert [k.value for k in pool.select.kind] == [
        "department",
        "public_service_unit",
        "party",
        "front",
        "mass_organisation",
    ]
    assert campaign.support_floor is not None
    assert (campaign.support_floor.vnd, campaign.support_floor.force) == (8_000_000, Force.ASPIRED)
    assert [(p.id, p.rank, p.year) for p in campaign.priorities] == [
        ("will_lacking_means", 1, None),
        ("commune_hoa_tham", 2, 2024),
        ("commune_thien_thuat", 3, 2025),
    ]
    assert campaign.exclusions[0].from_year == 2014
    dates = {m.kind: (m.op, m.on) for m in campaign.milestones}
    assert dates == {
        MilestoneKind.PLAN: (DeadlineOp.BEFORE, "2024-07-15"),
        MilestoneKind.PAIR: (DeadlineOp.BEFORE, "2024-07-15"),
        MilestoneKind.REPORT: (DeadlineOp.BEFORE, "2024-07-31"),
    }
    assert campaign.target.status == (PovertyStatus.POOR,)
    assert campaign.tracker is not None
    assert campaign.tracker.cadence == "monthly_then_quarterly"
    assert campaign.followed is not None
    assert (campaign.followed.from_year, campaign.followed.to_year) == (2014, 2023)
    assert campaign.directives[0].draft
    wanted = {
        "due_scope", "pool_scope", "commune_owes", "member_firm_counts", "near_poor", "floor_counts", "floor_per",
        "priority_wording", "look_back", "cadence", "enterprise_force", "partners_count", "large_partner", "pool_duty",
        "pool_vertical", "number_blank", "day_blank", "not_addressed",
    }  # fmt: skip
    assert wanted <= {q.id for q in campaign.questions}
    blocks = [q.blocks for q in campaign.questions]
    assert blocks == sorted(blocks, key=lambda b: b is Blocks.LATER)


def test_the_letter_in_own_words_gives_the_documented_defaults() -> None:
    binh_gia_defaults(read(BINH_GIA).campaign)


@needs_shared
def test_the_real_letter_gives_the_documented_defaults() -> None:
    campaign = read(shared("seeds", "binh_gia_2024.txt")).campaign
    binh_gia_defaults(campaign)
    assert "symbol_differs" in {q.id for q in campaign.questions}
    silent = {d.body for d in campaign.duties if not d.addressee}
    assert any("vũ trang" in body for body in silent)
    assert any("Hội doanh nghiệp" in body for body in silent)


@needs_shared
def test_from_the_urging_letter_alone_the_plan_has_no_date() -> None:
    campaign = read(shared("seeds", "ninh_thuan_8016_2020.txt")).campaign
    assert (campaign.id, campaign.mode, campaign.pairing) == ("ninh_thuan_2020", Mode.CLUSTER_COMMUNE, Pairing.ASSIGNED)
    plan = next(m for m in campaign.milestones if m.kind is MilestoneKind.PLAN)
    assert (plan.op, plan.on) == (DeadlineOp.UNDATED, "")
    assert campaign.target.merit_scope is MeritScope.SELF_OR_RELATIVE
    assert (campaign.target.zero_by, campaign.target.count) == ("2020-12", Count.BOTH)
    asked = {q.id for q in campaign.questions}
    assert {"annex", "plan_date", "merit_scope", "count", "city_not_addressed", "front_only_copied", "cadence"} <= asked


def test_with_the_base_plan_the_date_is_the_plan_s_and_says_so() -> None:
    campaign = read(*NINH_THUAN).campaign
    assert [d.role for d in campaign.directives] == [DirectiveRole.BASE, DirectiveRole.URGING]
    plan = next(m for m in campaign.milestones if m.kind is MilestoneKind.PLAN)
    assert plan.op is not DeadlineOp.UNDATED
    assert plan.source is not None
    assert plan.source.directive == campaign.directives[0].id
    assert read(*reversed(NINH_THUAN)).campaign == campaign


def test_every_table_carries_its_words() -> None:
    reading = read(BINH_GIA)
    raw = BINH_GIA.read_bytes().decode()
    campaign = reading.campaign
    tables = [*campaign.quotas, *campaign.small_agencies, *campaign.priorities, *campaign.milestones, *campaign.duties]
    for table in tables:
        assert table.source is not None
        assert raw[table.source.start : table.source.end] == table.source.quote


def test_a_letter_with_no_rule_is_refused() -> None:
    with pytest.raises(InputError) as refusal:
        read_directive(letters=[LetterText(name="thu.txt", raw="Kính gửi: Các phòng.\n\nChúc mừng năm mới./.\n")])
    assert refusal.value.code is ErrorCode.LETTER_WITHOUT_RULE


def test_campaign_toml_is_read_back_as_it_was(tmp_path: Path) -> None:
    for paths in ((BINH_GIA,), tuple(NINH_THUAN)):
        campaign = read(*paths).campaign
        path = tmp_path / "campaign.toml"
        path.write_text(campaign_text(campaign, Words("vi")), encoding="utf-8")
        again = read_campaign(path)
        assert again.quotas == campaign.quotas
        assert again.duties == campaign.duties
        assert [q.id for q in again.questions] == [q.id for q in campaign.questions]
        assert campaign_text(again, Words("vi")) == path.read_text(encoding="utf-8")


def answered(campaign: Campaign, name: str, answer: str) -> Campaign:
    from dataclasses import replace

    questions = tuple(
        replace(q, answer=answer, answered_by=AnsweredBy.PERSON) if q.id == name else q for q in campaign.questions
    )
    return replace(campaign, questions=questions)


def test_every_answer_of_a_person_that_differs_changes_a_table_and_twice_changes_nothing_more() -> None:
    for paths in ((BINH_GIA,), tuple(NINH_THUAN)):
        campaign = read(*paths).campaign
        for question in campaign.questions:
            for reading in question.readings:
                told = answered(campaign, question.id, reading.code)
                once = apply_answers(told)
                assert apply_answers(once) == once
                if reading.code == question.default:
                    assert once == told, question.id
                elif question.id in CHANGES and question.id != "enterprise_force":
                    assert once != told, question.id


def test_a_person_s_answers_outlive_a_second_reading() -> None:
    campaign = read(BINH_GIA).campaign
    told = answered(campaign, "commune_owes", "no")
    again = carry_answers(told, campaign)
    kept = next(q for q in again.questions if q.id == "commune_owes")
    assert (kept.answer, kept.answered_by) == ("no", AnsweredBy.PERSON)
    owes = next(q for q in apply_answers(again).quotas if AgencyKind.COMMUNE in q.select.kind)
    assert owes.max == 0


def test_duties_name_each_paragraph_s_subject_with_its_force() -> None:
    campaign = read(BINH_GIA).campaign
    duties = [(d.source.part if d.source else "", d.body, d.verb.value, d.force.value) for d in campaign.duties]
    communes = {
        (verb, force) for part, body, verb, force in duties if part == "2" and body.startswith("Ủy ban nhân dân các xã")
    }
    assert ("inspect", "required") in communes
    closing = [(body, force) for part, body, _, force in duties if part == "3" and body.startswith("UBMTTQ")]
    assert closing
    assert {force for _, force in closing} == {"requested"}


def test_a_plan_without_addressees_leaves_nobody_unaddressed() -> None:
    campaign = read(NINH_THUAN[0]).campaign
    assert all(d.addressee for d in campaign.duties)
    asked = {q.id for q in campaign.questions}
    assert not asked & {"not_addressed", "symbol_differs"}
