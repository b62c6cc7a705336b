"""Ninh Thuận in 2020, invented: 181 poor households with a member of merit, a cluster per commune but one."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date

from diachi.core.agency import Agency, ClusterMember, ClusterRole
from diachi.core.household import ListedHousehold, Member, MeritRelation, Sex
from worlds_bodies import province_bodies
from worlds_families import family, listed, size_of
from worlds_people import Registry
from worlds_places import CITY_COMMUNE, NINH_THUAN, Commune, hamlets, spread
from worlds_shape import World, key_of

HOUSEHOLDS = 181
LISTED_ON = date(2020, 2, 15)
NINH_THUAN_CODE = "058"
_OWN_MERIT = ("war_invalid", "resistance", "helper", "toxic", "imprisoned", "sick_soldier")
# Leads and partners as the annex writes them; every commune outside the city has one cluster.
_LEADS = re.findall(
    r"[^|]+",
    "Sở Nội vụ|Sở Tư pháp|Sở Giao thông vận tải|Sở Xây dựng|Văn phòng Tỉnh ủy|Ban Dân tộc tỉnh|Sở Y tế|"
    "Sở Kế hoạch và Đầu tư|Sở Giáo dục và Đào tạo|Ủy ban MTTQ Việt Nam tỉnh|Cục Thuế tỉnh|Sở Tài chính|Tỉnh Đoàn|"
    "Sở Nông nghiệp và Phát triển nông thôn|Hội LHPN tỉnh|Sở Văn hóa, Thể thao và Du lịch|"
    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh|Bảo hiểm xã hội tỉnh|Liên đoàn Lao động tỉnh|Văn phòng UBND tỉnh|"
    "Sở Tài nguyên và Môi trường|Công an tỉnh|Bộ Chỉ huy Quân sự tỉnh|Thanh tra tỉnh",
)
_PARTNERS = re.findall(
    r"[^|]+",
    "Sở Lao động - Thương binh và Xã hội|Sở Công Thương|Sở Thông tin và Truyền thông|Sở Khoa học và Công nghệ|"
    "Ban Dân vận Tỉnh ủy|Hội Nông dân tỉnh|Hội Cựu chiến binh tỉnh|Ngân hàng Nhà nước chi nhánh tỉnh|"
    "Ngân hàng Chính sách xã hội chi nhánh tỉnh|Kho bạc Nhà nước tỉnh|Cục Thống kê tỉnh|"
    "Đài Phát thanh và Truyền hình tỉnh",
)


def ninh_thuan(seed: int) -> World:
    """Give the province; the same seed gives the same world."""
    dice = random.Random(seed)
    people = Registry(dice, NINH_THUAN_CODE)
    bodies = province_bodies()
    counts = spread(HOUSEHOLDS, NINH_THUAN)
    households: list[ListedHousehold] = []
    members: list[Member] = []
    for commune in NINH_THUAN:
        where = hamlets(dice, commune, dice.randint(2, 4))
        for number, hamlet in enumerate(sorted(dice.choice(where) for _ in range(counts[commune.code])), start=1):
            row, persons = _household(dice, people, commune, hamlet, number)
            households.append(row)
            members += persons
    return World(
        name="ninh_thuan_2020",
        communes=NINH_THUAN,
        households=tuple(households),
        members=tuple(members),
        agencies=bodies,
        clusters=_clusters(dice, bodies),
    )


def _household(
    dice: random.Random, people: Registry, commune: Commune, hamlet: str, number: int
) -> tuple[ListedHousehold, list[Member]]:
    """One household: old and alone in half the cases; merit is the head's own or that of a relative."""
    key = key_of(commune.code, number)
    group = dice.choices(commune.groups, (4, 1))[0]
    alone = dice.random() < 0.45
    size = 1 if alone else size_of(dice, (0, 40, 30, 20, 10))
    born = LISTED_ON.year - dice.randint(66, 91)
    persons = family(dice, people, group, LISTED_ON.year, size=size, head_birth=born)
    persons = [replace(m, household_id=key) for m in persons]
    persons[0] = _with_merit(dice, persons[0])
    row = listed(dice, key, number, commune, hamlet, group, persons, LISTED_ON)
    return replace(row, merit=persons[0].merit, will_to_escape=None, registered_to_escape=None, needs=()), persons


def _with_merit(dice: random.Random, head: Member) -> Member:
    if dice.random() < 0.55:
        merit, relation = dice.choice(_OWN_MERIT), MeritRelation.SELF
    elif head.sex is Sex.FEMALE:
        merit, relation = "martyr", dice.choice((MeritRelation.PARENT, MeritRelation.SPOUSE))
    else:
        merit, relation = "martyr", dice.choice((MeritRelation.PARENT, MeritRelation.CHILD))
    return replace(head, merit=(merit,), merit_relation=relation, merit_benefit=dice.random() < 0.8)


def _clusters(dice: random.Random, bodies: tuple[Agency, ...]) -> tuple[ClusterMember, ...]:
    ids = {b.name: b.agency_id for b in bodies}
    rows = []
    assigned = [c for c in NINH_THUAN if c.code != CITY_COMMUNE]
    for number, (commune, lead) in enumerate(zip(assigned, _LEADS, strict=True), start=1):
        partners = [p for p in dice.sample(_PARTNERS, dice.randint(1, 3) + (commune.weight > 20))]
        shares = _shares(len(partners)) if number % 4 == 0 else ()
        for at, name in enumerate((lead, *partners)):
            rows.append(
                ClusterMember(
                    cluster_id=f"C{number:03d}",
                    commune=commune.name,
                    commune_code=commune.code,
                    agency_id=ids[name],
                    role=ClusterRole.PARTNER if at else ClusterRole.LEAD,
                    share_percent=shares[at] if shares else None,
                )
            )
    return tuple(rows)


def _shares(partners: int) -> tuple[int, ...]:
    """The lead takes the larger part; the parts add up to 100."""
    each = min(40, 60 // partners // 5 * 5)
    return (100 - each * partners, *([each] * partners))
