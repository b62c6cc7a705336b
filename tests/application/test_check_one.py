"""What the radar says of a household, and what the line to copy never says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from diachi.application.check_one import Card, Radar, check_one
from diachi.application.find_same import find_same
from diachi.application.other_campaigns import as_earlier_help
from diachi.application.radar_lines import Teller
from diachi.application.radar_standing import Availability, RadarSource
from diachi.core.agency import Agency, AgencyKind, Pair, PairTarget
from diachi.core.campaign import Campaign
from diachi.core.clauses import Exclusion, Followed
from diachi.core.history import HelpedRecord, History
from diachi.core.household import ListedHousehold, Member
from diachi.core.progress import DeliveryRow, DeliveryStage, Progress
from diachi.core.proposal import Allocation, Assignment, Group, Reason, ReasonCode, Unmet, UnmetHousehold
from diachi.core.register import Register
from diachi.core.same import EarlierHelp, SamePair, Verdict
from diachi.core.text import fold
from diachi.engines.linkage.naive import Naive
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.link_model import link_model
from diachi.files.words import Words
from worlds import SEED, binh_gia

HOME = ListedHousehold(
    household_id="06121-2024-8",
    head_name="Lã Thị Bình",
    head_birth="1975",
    personal_id="020175001234",
    phone="0912345678",
    hamlet="Thôn Nà Vén",
    commune="Tân Văn",
)
WIFE = Member(household_id=HOME.household_id, member_no=2, name="Nông Thị Lan", personal_id="020177004321")
BODIES = (
    Agency(agency_id="CQ001", name="Hội LHPN huyện", kind=AgencyKind.MASS_ORGANISATION),
    Agency(agency_id="CQ002", name="Ông Trần Văn Tốt", kind=AgencyKind.INDIVIDUAL),
)
CAMPAIGN = Campaign(
    id="thu_2024", exclusions=(Exclusion(from_year=2014),), followed=Followed(from_year=2014, to_year=2023)
)
RECORD = HelpedRecord(
    record_id="2016-001",
    year=2016,
    head_name="La Thi Binh",
    agency="Kho bạc Nhà nước huyện",
    support="01 con bò cho bà Lã Thị Bình",
    value_vnd=8_000_000,
)
YES = {"sponsor_yes_on": date(2024, 6, 1), "commune_yes_on": date(2024, 6, 3)}


def _source(**more: object) -> RadarSource:
    pairs = more.pop("pairs", ())
    register = Register(households=(HOME,), members=(WIFE,), agencies=BODIES, pairs=pairs)  # type: ignore[arg-type]
    return RadarSource(name="thu_2024", register=register, campaign=CAMPAIGN, **more)  # type: ignore[arg-type]


def _card(source: RadarSource, said: str = "binh na ven") -> Card:
    return check_one(radar=Radar([source], vocabulary()), said=said).cards[0]


def _told(source: RadarSource, said: str = "binh na ven", today: date | None = None) -> tuple[str, str]:
    """The whole answer, and the line to copy."""
    radar = Radar([source], vocabulary())
    teller = Teller(radar, vocabulary(), Words("vi"), today)
    found = check_one(radar=radar, said=said)
    return "\n".join(teller.lines(found)), teller.to_copy(found.cards[0])


def _pair(**more: object) -> Pair:
    return Pair(group_id="G-CQ001", agency_id="CQ001", target_id=HOME.household_id, **more)  # type: ignore[arg-type]


def _help(verdict: Verdict = Verdict.SAME, **more: object) -> dict[str, tuple[EarlierHelp, ...]]:
    help_ = EarlierHelp(record_id="2016-001", year=2016, verdict=verdict, kinds=("animal",), **more)  # type: ignore[arg-type]
    return {HOME.household_id: (help_,)}


def _proposal(**more: object) -> Allocation:
    why = (Reason(code=more.pop("code", ReasonCode.QUOTA)),)  # type: ignore[arg-type]
    one = Assignment(household_id=HOME.household_id, group_id="G-CQ001", agency_ids=("CQ001",), why=why)
    return Allocation(groups=(Group(group_id="G-CQ001", lead="CQ001", members=("CQ001", "CQ002")),), assignments=(one,))


def _open(code: ReasonCode) -> Allocation:
    return Allocation(unmet=Unmet(households=(UnmetHousehold(household_id=HOME.household_id, code=code),)))


PAST = History(helped=(RECORD,))
TWICE = (SamePair(id_a="06121-2024-2", id_b=HOME.household_id, verdict=Verdict.SAME),)
STATES = [
    (_source(), Availability.FREE, "còn trống"),
    (_source(allocation=_proposal()), Availability.PROPOSED, "mới dự kiến Hội LHPN huyện"),
    (_source(pairs=(_pair(assigned_by="QĐ 12"),)), Availability.ASSIGNED, "theo phân công: Hội LHPN huyện"),
    (_source(pairs=(_pair(**YES, household_yes_on=date(2024, 6, 9)),)), Availability.AGREED, "ngày 09/6/2024"),
    (_source(pairs=(_pair(**YES),)), Availability.HELD, "chưa đủ các bên đồng ý"),
    (_source(pairs=(_pair(held_until=date(2024, 7, 5)),)), Availability.HELD, "giữ chỗ đến 05/7/2024"),
    (_source(pairs=(_pair(refused_by="household"),)), Availability.SAID_NO, "chưa có nhu cầu"),
    (_source(pairs=(_pair(refused_by="sponsor"),)), Availability.FREE, "Hội LHPN huyện đã trả lời chưa nhận hộ này"),
    (_source(helps=_help(), history=PAST), Availability.HELPED, "năm 2016"),
    (_source(helps=_help(Verdict.REVIEW), history=PAST), Availability.LOOK, "chưa chắc cùng một hộ"),
    (
        _source(helps=_help(Verdict.SPLIT), history=PAST),
        Availability.FREE,
        "có hộ tách liên quan đã được giúp",
    ),
    (_source(helps=_help(lasting=False), history=PAST), Availability.FREE, "không tính là giúp đỡ"),
    (_source(allocation=_open(ReasonCode.LISTED_TWICE), twice=TWICE), Availability.LISTED_TWICE, "06121-2024-2"),
    (_source(allocation=_open(ReasonCode.STATUS_NOT_MEANT)), Availability.NOT_MEANT, "không thuộc đối tượng"),
    (_source(allocation=_open(ReasonCode.PLACES_RAN_OUT)), Availability.FREE, "còn trống"),
    (_source(allocation=_proposal(code=ReasonCode.ANNEX_SHARE)), Availability.CLUSTER, "trong cụm dự kiến Hội LHPN"),
    (_source(history=PAST), Availability.FREE, "còn trống"),
]


@pytest.mark.parametrize(
    ("source", "state", "said"), STATES, ids=[f"{n}-{s.value}" for n, (_, s, _) in enumerate(STATES)]
)
def test_the_answer_is_what_the_tables_say(source: RadarSource, state: Availability, said: str) -> None:
    assert _card(source).standing.availability is state
    assert said in _told(source)[1]


@pytest.mark.parametrize("source", [s for s, _, _ in STATES], ids=range(len(STATES)))
def test_the_line_to_copy_names_no_person_no_village_and_no_number(source: RadarSource) -> None:
    copied = fold(_told(source)[1])
    for secret in (HOME.head_name, WIFE.name, "Nà Vén", HOME.phone, HOME.personal_id, "1234", "4321", "Trần Văn Tốt"):
        assert fold(secret) not in copied
    assert fold(HOME.household_id) in copied


@pytest.mark.parametrize(
    ("agency", "told"),
    [
        ("Hội LHPN huyện (bà Nông Thị Nụ, 0912345678)", "Hội LHPN huyện"),
        ("Ông Nguyễn Văn A", "nơi giúp đỡ ghi trong sổ"),
        ("Nguyễn Văn A", "nơi giúp đỡ ghi trong sổ"),
        ("Phòng Lao động, Thương binh và Xã hội", "Phòng Lao động, Thương binh và Xã hội"),
        ("Phòng Nội vụ do đ/c Hoa phụ trách", "Phòng Nội vụ"),
        ("Hội của Lã Thị Bình", "nơi giúp đỡ ghi trong sổ"),
        ("Hội CCB 0912 345 678", "nơi giúp đỡ ghi trong sổ"),
    ],
)
def test_what_others_wrote_in_the_book_names_no_person_when_it_goes_out(agency: str, told: str) -> None:
    copied = _told(_source(helps=_help(), history=History(helped=(replace(RECORD, agency=agency),))))[1]
    assert f", {told}, còn trong diện theo dõi" in copied


@pytest.mark.parametrize("record_id", ["020175001234", "lã-thị-bình-2016"])
def test_an_id_that_a_list_made_of_a_person_does_not_go_out(record_id: str) -> None:
    record = replace(RECORD, record_id=record_id)
    help_ = EarlierHelp(record_id=record_id, year=2016, verdict=Verdict.SAME, kinds=("animal",))
    source = _source(helps={HOME.household_id: (help_,)}, history=History(helped=(record,)))
    shown, copied = _told(source)
    assert record_id in shown
    assert record_id not in copied
    alone = _source(history=History(helped=(replace(record, head_name="Lã Thị Bình"),)))
    assert record_id not in _told(alone, said=record_id)[1]


def test_a_list_typed_in_an_old_font_is_found_in_todays_letters() -> None:
    rows = tuple(
        replace(RECORD, record_id=f"R{n}", head_name=name, hamlet="Th«n Nµ VÐn")
        for n, name in enumerate(("NguyÔn ThÞ Hßa", "TriÖu V¨n §øc", "Hoµng ThÞ L­u"))
    )
    assert _card(_source(history=History(helped=rows)), "nguyễn thị hòa").record_id == "R0"


def test_a_person_who_helps_is_named_to_the_officer_and_not_to_others() -> None:
    pair = replace(_pair(assigned_by="QĐ 12"), agency_id="CQ002")
    shown, copied = _told(_source(pairs=(pair,)))
    assert "Ông Trần Văn Tốt" in shown
    assert "nơi giúp đỡ ghi trong sổ" in copied


def test_a_hold_that_has_passed_is_said() -> None:
    source = _source(pairs=(_pair(held_until=date(2024, 7, 5)),))
    assert "đã qua" not in _told(source, today=date(2024, 7, 5))[1]
    assert "hạn giữ chỗ 05/7/2024 đã qua" in _told(source, today=date(2024, 7, 6))[1]


def test_a_pair_with_one_person_holds_the_household_and_persons_may_go_to_several_bodies() -> None:
    pair = replace(_pair(assigned_by="QĐ 12"), target=PairTarget.PERSON, target_id=f"{HOME.household_id}/2")
    assert _card(_source(pairs=(pair,))).standing.availability is Availability.ASSIGNED
    rows = tuple(
        Assignment(household_id=HOME.household_id, member_no=n, group_id=f"G-{a}", agency_ids=(a,))
        for n, a in ((1, "CQ001"), (2, "CQ002"))
    )
    assert _card(_source(allocation=Allocation(assignments=rows))).standing.proposed == ("CQ001", "CQ002")


def test_a_household_split_off_is_shown_with_the_one_it_came_from() -> None:
    parent = replace(HOME, household_id="06121-2020-3", head_name="Lã Văn Cha", head_birth="1950")
    child = replace(HOME, split_from=parent.household_id)
    help_ = EarlierHelp(record_id="2016-001", year=2016, verdict=Verdict.SAME, kinds=("animal",))
    source = RadarSource(
        name="thu_2024",
        register=Register(households=(parent, child)),
        history=PAST,
        helps={parent.household_id: (help_,)},
        campaign=CAMPAIGN,
    )
    shown, copied = _told(source, said=HOME.household_id)
    assert _card(source, HOME.household_id).standing.availability is Availability.FREE
    assert "tách ra từ hộ 06121-2020-3: đã được giúp đỡ" in shown.lower()
    assert "đã được giúp năm 2016" in copied
    assert "Lã Văn Cha" not in copied
    away = replace(source, register=Register(households=(child,)), helps={})
    assert "không có trong danh sách này" in _told(away)[1]


def test_what_was_handed_over_in_this_campaign_is_told() -> None:
    row = DeliveryRow(
        delivery_id="D1",
        household_id=HOME.household_id,
        support_kind="animal",
        item="Bò của bà Lã Thị Bình",
        value_vnd=9_000_000,
        date="2024-08-02",
        stage=DeliveryStage.HANDED_OVER,
    )
    copied = _told(_source(progress=Progress(deliveries=(row, replace(row, stage=DeliveryStage.PLEDGED)))))[1]
    assert copied.count("đợt này đã trao vật nuôi, 9.000.000 đồng") == 1


def test_a_record_that_may_mean_a_household_is_found_by_its_own_name_and_says_which() -> None:
    source = _source(history=History(helped=(replace(RECORD, head_name="Lã Văn Bính"),)), helps=_help(Verdict.REVIEW))
    shown, copied = _told(source, said="lã văn bính")
    assert "không có trong danh sách" in copied
    assert "có thể là hộ 06121-2024-8" in copied
    assert "Lã Văn Bính" in shown


def test_the_name_of_an_earlier_head_finds_the_household() -> None:
    source = _source(history=History(helped=(replace(RECORD, head_name="Lã Văn Cũ"),)), helps=_help())
    assert _card(source, "la van cu").household_id == HOME.household_id


def test_what_another_campaign_took_on_is_earlier_help_here() -> None:
    other = replace(CAMPAIGN, id="quy_2023", places_on=date(2023, 5, 1))
    pairs = (replace(_pair(assigned_by="QĐ 3"), target_id="06121-2023-4"),)
    homes = (replace(HOME, household_id="06121-2023-4", head_name="LA THI BINH"), replace(HOME, household_id="free"))
    there = Register(households=homes, agencies=BODIES, pairs=pairs)
    rows = as_earlier_help(campaign=other, register=there, progress=Progress())
    assert [(r.record_id, r.year, r.agency, r.campaign_id) for r in rows] == [
        ("quy_2023/06121-2023-4", 2023, "Hội LHPN huyện", "quy_2023")
    ]
    history = History(helped=rows)
    found = find_same(
        register=Register(households=(HOME,), members=(WIFE,)),
        history=history,
        places=gazetteer(),
        words=vocabulary(),
        linker=Naive(link_model()),
    )
    source = _source(history=history, helps=found.evidence.helps)
    assert _card(source).standing.availability is Availability.HELPED
    assert "chương trình quy_2023" in _told(source)[1]


def test_many_that_fit_are_a_short_list_with_how_many_more() -> None:
    homes = tuple(replace(HOME, household_id=f"06121-2024-{n}", head_name=f"Lã Thị Bình {n}") for n in range(10, 30))
    source = RadarSource(name="thu_2024", register=Register(households=homes))
    shown, _ = _told(source, said="la thi binh")
    assert "Còn 12 hộ nữa" in shown
    assert "Chép gửi" not in shown


def test_nothing_found_is_said_with_what_to_try_and_never_repeats_what_was_typed() -> None:
    radar = Radar([_source()], vocabulary())
    lines = list(Teller(radar, vocabulary(), Words("vi"), None).lines(check_one(radar=radar, said="hoang qwerty")))
    assert lines == [Words("vi").text("check_one.none")]


def test_in_the_invented_district_no_line_to_copy_names_anybody() -> None:
    world = binh_gia(SEED)
    register = Register(households=world.households, members=world.members, agencies=world.agencies, pairs=world.pairs)
    history = History(helped=tuple(e.record for e in world.earlier))
    found = find_same(
        register=register, history=history, places=gazetteer(), words=vocabulary(), linker=Naive(link_model())
    )
    evidence = found.evidence
    source = RadarSource(
        name="binh_gia_2024", register=register, history=history, helps=evidence.helps, twice=evidence.twice
    )
    radar = Radar([source], vocabulary())
    teller = Teller(radar, vocabulary(), Words("vi"), None)
    for home in world.households:
        found_one = check_one(radar=radar, said=home.household_id)
        assert [c.household_id for c in found_one.cards] == [home.household_id]
        copied = f" {fold(teller.to_copy(found_one.cards[0]))} "
        card = found_one.cards[0]
        assert not [n for n in card.names if n and f" {fold(n)} " in copied]
        assert not [n for n in card.numbers if n in copied]
