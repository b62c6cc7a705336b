"""A campaign rests on several documents: each is read against those before it."""

from __future__ import annotations

from diachi.core.campaign import DirectiveRole
from diachi.core.clauses import MilestoneKind
from diachi.core.letters.campaigns import MadeCampaign, campaign_of, letters_of
from diachi.core.letters.reader import read_letter
from diachi.core.letters.relations import RelationKind, duties_by_reference, short_names
from shared import EXAMPLES

DRAFT = (EXAMPLES / "binh_gia_2024" / "letters" / "cong-van-2024.txt").read_text(encoding="utf-8")
SIGNED = DRAFT.replace("Số:      /", "Số: 412/").replace("ngày      tháng 4", "ngày 22 tháng 4")
PLAN, URGING = (p.read_text(encoding="utf-8") for p in sorted((EXAMPLES / "ninh_thuan_2020" / "letters").glob("*.txt")))
EXTENSION = """ỦY BAN NHÂN DÂN
HUYỆN BÌNH GIA

Số: 620/UBND-LĐTBXHDT

V/v gia hạn báo cáo kết quả nhận giúp đỡ hộ nghèo theo địa chỉ năm 2024

Bình Gia, ngày 25 tháng 7 năm 2024

Kính gửi:

- Các phòng, ban, cơ quan, trường học trên địa bàn huyện;
- Ủy ban nhân dân các xã, thị trấn.

Thực hiện Công văn số 412/UBND-LĐTBXHDT ngày 22/4/2024 của UBND huyện; do mưa lũ, Ủy ban nhân dân huyện yêu cầu:

1. Các cơ quan, đơn vị gửi báo cáo kết quả về Ủy ban nhân dân huyện (qua Phòng Lao động) trước ngày 31/8/2024.

Nơi nhận:

- Như trên;
- Lưu: VT, LĐTBXHDT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nông Văn Khánh
"""


def made(*raws: str) -> MadeCampaign:
    return campaign_of(letters_of([read_letter(raw) for raw in raws]))


def done(found: MadeCampaign, kind: RelationKind) -> set[tuple[str, str]]:
    return {(r.table, r.id) for r in found.relations if r.kind is kind}


def test_one_letter_alone_is_read_against_nothing() -> None:
    assert made(DRAFT).relations == ()


def test_an_extension_moves_the_one_date_it_names_and_says_so() -> None:
    for raws in ((SIGNED, EXTENSION), (EXTENSION, SIGNED)):
        found = made(*raws)
        roles = {d.number: d.role for d in found.campaign.directives}
        assert roles == {"412/UBND-LĐTBXHDT": DirectiveRole.ORDER, "620/UBND-LĐTBXHDT": DirectiveRole.EXTENSION}
        dates = {m.kind: m.on for m in found.campaign.milestones}
        assert dates[MilestoneKind.REPORT] == "2024-08-31"
        assert dates[MilestoneKind.PLAN] == "2024-07-15"
        assert done(found, RelationKind.CHANGES) == {("milestones", "report")}
        assert ("directives", "412_ubnd_ldtbxhdt") in done(found, RelationKind.REFERS)
        moved = next(r for r in found.relations if r.kind is RelationKind.CHANGES)
        assert (moved.before, moved.directive) == ("412_ubnd_ldtbxhdt", "620_ubnd_ldtbxhdt")
        assert moved.source is not None
        assert "31/8/2024" in moved.source.quote


def test_a_correction_changes_the_number_it_mends() -> None:
    mended = (
        SIGNED.replace("V/v tiếp tục vận động", "V/v đính chính Công văn 412 về vận động")
        .replace("Số: 412", "Số: 430")
        .replace("ngày 22 tháng 4", "ngày 29 tháng 4")
        .replace("từ 08 triệu", "từ 10 triệu")
    )
    found = made(mended, SIGNED)
    assert [d.role for d in found.campaign.directives] == [DirectiveRole.ORDER, DirectiveRole.CORRECTION]
    assert found.campaign.support_floor is not None
    assert found.campaign.support_floor.vnd == 10_000_000
    assert done(found, RelationKind.CHANGES) == {("support_floor", "support_floor")}
    assert ("quotas", "everyone") in done(found, RelationKind.REPEATS)


def test_the_signed_letter_takes_the_place_of_its_draft_and_is_held_against_it() -> None:
    signed = SIGNED.replace("trước ngày 15/7/2024", "trước ngày 30/6/2024")
    for raws in ((DRAFT, signed), (signed, DRAFT)):
        found = made(*raws)
        assert [d.draft for d in found.campaign.directives] == [False]
        assert done(found, RelationKind.SIGNS) == {("directives", "ubnd_ldtbxhdt")}
        assert done(found, RelationKind.CHANGES) == {("milestones", "plan"), ("milestones", "pair")}
        assert "number_blank" not in {q.id for q in found.campaign.questions}
    shorter = "\n".join(line for line in SIGNED.splitlines() if "Mức giúp đỡ mỗi hộ" not in line)
    assert done(made(DRAFT, shorter), RelationKind.DROPS) == {("support_floor", "support_floor")}


def test_an_urging_letter_changes_no_rule_and_the_difference_is_asked() -> None:
    found = made(PLAN, URGING.replace("cuối năm 2020", "cuối năm 2021"))
    goal = next(m for m in found.campaign.milestones if m.kind is MilestoneKind.GOAL)
    assert goal.on == "2020-12"
    assert ("milestones", "goal") in done(found, RelationKind.DIFFERS)
    assert "documents_differ" in {q.id for q in found.campaign.questions}
    assert "documents_differ" not in {q.id for q in made(PLAN, URGING).campaign.questions}


def test_a_duty_in_another_document_is_asked_for_by_number_until_it_is_given() -> None:
    alone, together = made(URGING), made(PLAN, URGING)
    assert {r.before for r in alone.relations if not r.given} == {"847/KH-UBND"}
    asked = {q.id: q.about for q in alone.campaign.questions}
    assert asked["duty_by_reference"] == "847/KH-UBND"
    assert all(r.given for r in together.relations)
    assert "duty_by_reference" not in {q.id for q in together.campaign.questions}
    assert {q.id: q.about for q in together.campaign.questions}["annex"] == "847/KH-UBND"


def test_a_short_name_stands_for_the_document_cited_before_it() -> None:
    raw = URGING.replace("(gọi tắt là Kế hoạch 847/KH-UBND)", "(gọi tắt là Kế hoạch Chung)")
    raw = raw.replace("theo phần việc Kế hoạch 847/KH-UBND đã giao", "theo phần việc Kế hoạch Chung đã giao")
    (letter,) = letters_of([read_letter(raw)])
    assert short_names(letter) == {"Kế hoạch Chung": "847/KH-UBND"}
    found = dict(duties_by_reference(letter))
    assert "Kế hoạch Chung" in found["847/KH-UBND"].quote


def test_the_words_of_a_reference_are_in_the_letter() -> None:
    (letter,) = letters_of([read_letter(URGING)])
    found = duties_by_reference(letter)
    assert found
    for _, source in found:
        assert URGING[source.start : source.end] == source.quote
