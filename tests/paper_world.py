"""A small district with every kind of case the papers must write well; names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from diachi.core.agency import Agency, AgencyKind, ClusterMember, ClusterRole, Command, Pair
from diachi.core.campaign import Base, Campaign, DirectiveRef, DirectiveRole, Mode, Pairing
from diachi.core.clauses import (
    Exclusion,
    FloorPer,
    Force,
    MeritScope,
    Milestone,
    MilestoneKind,
    Quota,
    Reporting,
    Selector,
    SmallAgencies,
    Source,
    SupportFloor,
    Target,
    Tracker,
)
from diachi.core.deadline import DeadlineOp
from diachi.core.history import HelpedRecord, History
from diachi.core.household import ListedHousehold, Member, PovertyStatus, Sex
from diachi.core.proposal import Allocation, Assignment, Group, Reason, ReasonCode, Unmet, UnmetHousehold, UnmetSponsor
from diachi.core.register import Register

UNIT = "Phòng Lao động, Thương binh, Xã hội - Dân tộc"


def said(part: str, quote: str) -> Source:
    return Source(directive="letter", part=part, quote=quote)


def agreed_campaign() -> Campaign:
    return Campaign(
        id="binh_gia_2024",
        directives=(
            DirectiveRef(
                id="letter",
                role=DirectiveRole.ORDER,
                symbol="UBND-LĐTBXHDT",
                date="2024-04",
                kind="cong_van",
                issuer="ỦY BAN NHÂN DÂN HUYỆN BÌNH GIA",
                subject="vận động giúp đỡ hộ nghèo theo địa chỉ năm 2024",
                signer="Hoàng Văn Mẫu",
                bases=(Base(type="Kế hoạch", number="144/KH-UBND", date="2024-04-16", issuer="UBND huyện"),),
            ),
        ),
        quotas=(
            Quota(id="everyone", aim=1, source=said("1", "phấn đấu mỗi cơ quan, đơn vị hỗ trợ 01 hộ nghèo")),
            Quota(
                id="armed_forces",
                select=Selector(kind=(AgencyKind.ARMED_FORCES,)),
                min=2,
                force=Force.REQUESTED,
                source=said("1.-2", "Cơ quan lực lượng vũ trang ... giúp đỡ 02 hộ gia đình trở lên"),
            ),
        ),
        small_agencies=(
            SmallAgencies(
                id="pool",
                source=said(
                    "1.-1",
                    "có dưới 10 cán bộ, công chức, viên chức, người lao động phối hợp 2-3 cơ quan, đơn vị khác",
                ),
            ),
        ),
        support_floor=SupportFloor(vnd=8_000_000, per=FloorPer.HOUSEHOLD, source=said("1.-4", "từ 08 triệu đồng")),
        exclusions=(Exclusion(from_year=2014, source=said("1", "tránh trùng hộ đã được giúp đỡ")),),
        milestones=(
            Milestone(id="plan", kind=MilestoneKind.PLAN, op=DeadlineOp.BEFORE, on="2024-07-15"),
            Milestone(id="pair", kind=MilestoneKind.PAIR, op=DeadlineOp.BEFORE, on="2024-07-15"),
            Milestone(id="report", kind=MilestoneKind.REPORT, op=DeadlineOp.BEFORE, on="2024-07-31"),
        ),
        reporting=(Reporting(to="Ủy ban nhân dân huyện", via=UNIT, milestone_id="report"),),
        tracker=Tracker(unit=UNIT),
    )


def assigned_campaign() -> Campaign:
    base = DirectiveRef(
        id="plan",
        role=DirectiveRole.BASE,
        number="847/KH-UBND",
        date="2020-03-19",
        kind="ke_hoach",
        issuer="ỦY BAN NHÂN DÂN TỈNH NINH THUẬN",
    )
    urging = DirectiveRef(
        id="letter",
        role=DirectiveRole.URGING,
        number="8016/UBND-VXNV",
        date="2020-08-25",
        kind="cong_van",
        issuer="ỦY BAN NHÂN DÂN TỈNH NINH THUẬN",
        signer="Nguyễn Văn Mẫu",
        bases=(Base(type="Kế hoạch", number="847/KH-UBND", date="2020-03-19", issuer="Ủy ban nhân dân tỉnh"),),
    )
    return Campaign(
        id="ninh_thuan_2020",
        mode=Mode.CLUSTER_COMMUNE,
        pairing=Pairing.ASSIGNED,
        directives=(base, urging),
        target=Target(merit_scope=MeritScope.SELF_OR_RELATIVE, zero_by="2020-12"),
        milestones=(
            Milestone(id="plan", kind=MilestoneKind.PLAN, op=DeadlineOp.UNDATED, source=said("1", "phương án cụ thể")),
            Milestone(id="goal", kind=MilestoneKind.GOAL, op=DeadlineOp.BY_END_OF, on="2020-12"),
            Milestone(id="report", kind=MilestoneKind.REPORT, op=DeadlineOp.UNDATED),
        ),
        tracker=Tracker(unit="Sở Lao động - Thương binh và Xã hội"),
    )


AGENCIES = (
    Agency(agency_id="A01", name="Hội Liên hiệp Phụ nữ huyện", kind=AgencyKind.MASS_ORGANISATION, staff=4),
    Agency(agency_id="A02", name="Huyện Đoàn", kind=AgencyKind.MASS_ORGANISATION, staff=5),
    Agency(agency_id="A03", name="Phòng Tư pháp", kind=AgencyKind.DEPARTMENT, command=Command.OWN, staff=6),
    Agency(agency_id="A04", name="Ban Chỉ huy Quân sự huyện", kind=AgencyKind.ARMED_FORCES, staff=77),
    Agency(
        agency_id="A05", name="Phòng Giáo dục và Đào tạo", kind=AgencyKind.DEPARTMENT, command=Command.OWN, staff=12
    ),
    Agency(agency_id="A06", name="Công ty Lâm sản", kind=AgencyKind.ENTERPRISE, command=Command.OUTSIDE, staff=31),
)

_SURNAMES = ("Hoàng", "Nông", "Lý", "Triệu", "Vi", "Chu", "Lương", "Mã")
_GIVEN = ("Én", "Đạt", "Hỷ", "Phượng", "Ước", "Thủy", "Quý", "Sằm")


def household(number: int, **facts: object) -> ListedHousehold:
    commune = ("Hoa Thám", "06073") if number % 2 else ("Thiện Thuật", "06091")
    fixed: dict[str, object] = {
        "household_id": f"{commune[1]}-2024-{number}",
        "head_name": f"{_SURNAMES[number % 8]} Văn {_GIVEN[number // 8 % 8]}",
        "head_birth": str(1950 + number % 40),
        "head_sex": Sex.MALE if number % 3 else Sex.FEMALE,
        "personal_id": f"0200{number:08d}",
        "phone": f"09{number:08d}",
        "ethnic_group": "Dao",
        "commune": commune[0],
        "commune_code": commune[1],
        "district": "Bình Gia",
        "hamlet": f"Khuổi Luông {number % 4}",
        "status": PovertyStatus.POOR,
        "persons": 3 + number % 3,
        "causes": ("no_capital", "illness", "unwilling"),
    }
    return ListedHousehold(**{**fixed, **facts})  # type: ignore[arg-type]


def why(clause: str) -> tuple[Reason, ...]:
    return (Reason(code=ReasonCode.QUOTA, clause=clause),)


def agreed_world() -> tuple[Campaign, Register, History, Allocation]:
    households = tuple(household(n, village_rank=n) for n in range(1, 9))
    ids = [h.household_id for h in households]
    groups = (
        Group(group_id="G-A01", lead="A01", members=("A01", "A02", "A03")),
        Group(group_id="G-A04", lead="A04", members=("A04",)),
        Group(group_id="G-A05", lead="A05", members=("A05",)),
        Group(group_id="G-A06", lead="A06", members=("A06",)),
    )
    allocation = Allocation(
        groups=groups,
        assignments=(
            Assignment(
                household_id=ids[0], group_id="G-A01", agency_ids=("A01", "A02", "A03"), why=why("quotas.everyone")
            ),
            Assignment(household_id=ids[1], group_id="G-A04", agency_ids=("A04",), why=why("quotas.armed_forces")),
            Assignment(household_id=ids[2], group_id="G-A04", agency_ids=("A04",), why=why("quotas.armed_forces")),
            Assignment(household_id=ids[6], group_id="G-A05", agency_ids=("A05",), why=why("quotas.everyone")),
        ),
        unmet=Unmet(
            households=(
                *(UnmetHousehold(household_id=i, code=ReasonCode.PLACES_RAN_OUT) for i in (*ids[3:6], ids[7])),
            ),
            sponsors=(
                UnmetSponsor(group_id="G-A06", short=1, code=ReasonCode.HOUSEHOLDS_RAN_OUT, clause="quotas.everyone"),
            ),
        ),
        assumed=("pool_kinds",),
    )
    register = Register(households=households, agencies=AGENCIES)
    history = History(helped=(HelpedRecord(record_id="r1", year=2019, commune="Hoa Thám", head_name="Nông Thị Cũ"),))
    return agreed_campaign(), register, history, allocation


def with_pair(register: Register, group_id: str, agency_id: str, household_id: str, **said_yes: object) -> Register:
    pair = Pair(group_id=group_id, agency_id=agency_id, target_id=household_id, **said_yes)  # type: ignore[arg-type]
    return replace(register, pairs=(*register.pairs, pair))


YES = {
    "sponsor_yes_on": date(2024, 6, 3),
    "commune_yes_on": date(2024, 6, 5),
    "household_yes_on": date(2024, 6, 7),
}


def assigned_world() -> tuple[Campaign, Register, History, Allocation]:
    households = tuple(household(n, merit=("wounded",), district="Ninh Phước") for n in range(1, 9))
    members = tuple(
        Member(household_id=h.household_id, member_no=1, name="Vô danh", merit=("wounded",)) for h in households
    )
    clusters = (
        ClusterMember(cluster_id="C1", commune_code="06073", agency_id="A05", role=ClusterRole.LEAD),
        ClusterMember(cluster_id="C1", commune_code="06073", agency_id="A06"),
        ClusterMember(cluster_id="C2", commune_code="06091", agency_id="A04", role=ClusterRole.LEAD),
    )
    groups = (
        Group(group_id="G-C1", lead="A05", members=("A05", "A06"), commune_code="06073"),
        Group(group_id="G-C2", lead="A04", members=("A04",), commune_code="06091"),
    )
    assignments = tuple(
        Assignment(
            household_id=h.household_id,
            group_id="G-C1" if h.commune_code == "06073" else "G-C2",
            agency_ids=("A05", "A06") if h.commune_code == "06073" else ("A04",),
        )
        for h in households
    )
    register = Register(households=households, members=members, agencies=AGENCIES, clusters=clusters)
    return assigned_campaign(), register, History(), Allocation(groups=groups, assignments=assignments)


def district(households: int, groups: int) -> tuple[Campaign, Register, History, Allocation]:
    """A district of many single bodies with one household each, for long lists."""
    campaign, register, history, _ = agreed_world()
    listed = tuple(household(n) for n in range(1, households + 1))
    bodies = tuple(
        Agency(agency_id=f"B{n:03d}", name=f"Trường Tiểu học số {n}", kind=AgencyKind.SCHOOL, staff=20)
        for n in range(groups)
    )
    allocation = Allocation(
        groups=tuple(Group(group_id=f"G-{b.agency_id}", lead=b.agency_id, members=(b.agency_id,)) for b in bodies),
        assignments=tuple(
            Assignment(
                household_id=h.household_id,
                group_id=f"G-{b.agency_id}",
                agency_ids=(b.agency_id,),
                why=why("quotas.everyone"),
            )
            for b, h in zip(bodies, listed, strict=False)
        ),
    )
    return campaign, replace(register, households=listed, agencies=bodies), history, allocation
