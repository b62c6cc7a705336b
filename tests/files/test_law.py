from __future__ import annotations

import pytest

from diachi.core.agency import AgencyKind, Command
from diachi.files.law.vocabulary import vocabulary

WORDS = vocabulary()
OWN, VERTICAL, FRONT_PARTY, OUTSIDE = Command.OWN, Command.VERTICAL, Command.FRONT_PARTY, Command.OUTSIDE
BODIES = [
    ("Ban CHQS huyện", AgencyKind.ARMED_FORCES, VERTICAL),
    ("Đồn Biên phòng Pò Mã", AgencyKind.ARMED_FORCES, VERTICAL),
    ("Công an huyện", AgencyKind.ARMED_FORCES, VERTICAL),
    ("Trường THPT Bình Gia", AgencyKind.SCHOOL, VERTICAL),
    ("PTDTNT THCS-THPT Bình Gia", AgencyKind.SCHOOL, VERTICAL),
    ("Trung tâm GDNN-GDTX huyện", AgencyKind.SCHOOL, VERTICAL),
    ("Trường Mầm non xã Tân Văn", AgencyKind.SCHOOL, OWN),
    ("Văn phòng Huyện uỷ", AgencyKind.PARTY, FRONT_PARTY),
    ("Trung tâm Chính trị huyện", AgencyKind.PARTY, FRONT_PARTY),
    ("Ủy ban MTTQ Việt Nam huyện", AgencyKind.FRONT, FRONT_PARTY),
    ("Hội LHPN huyện", AgencyKind.MASS_ORGANISATION, FRONT_PARTY),
    ("Liên đoàn Lao động huyện", AgencyKind.MASS_ORGANISATION, FRONT_PARTY),
    ("Phòng giao dịch NHCSXH", AgencyKind.BANK, VERTICAL),
    ("VKSND huyện", AgencyKind.VERTICAL, VERTICAL),
    ("Chi cục THADS huyện", AgencyKind.VERTICAL, VERTICAL),
    ("Hội Doanh nghiệp huyện", AgencyKind.BUSINESS_ASSOCIATION, OUTSIDE),
    ("HTX Hồi Bắc", AgencyKind.ENTERPRISE, OUTSIDE),
    ("Tổng công ty Than", AgencyKind.ENTERPRISE, OUTSIDE),
    ("UBND xã Hoa Thám", AgencyKind.COMMUNE, OWN),
    ("Xã Hoa Thám", AgencyKind.COMMUNE, OWN),
    ("Hội Chữ thập đỏ", AgencyKind.ASSOCIATION, OUTSIDE),
    ("Phòng LĐTBXH-DT", AgencyKind.DEPARTMENT, OWN),
    ("Phòng Giáo dục và Đào tạo", AgencyKind.DEPARTMENT, OWN),
    ("Ban QLDA đầu tư xây dựng", AgencyKind.PUBLIC_SERVICE_UNIT, OWN),
    ("Bảo tàng huyện", AgencyKind.OTHER, OUTSIDE),
]


@pytest.mark.parametrize(("name", "kind", "command"), BODIES, ids=[n for n, _, _ in BODIES])
def test_a_name_tells_what_a_body_is_and_who_commands_it(name: str, kind: AgencyKind, command: Command) -> None:
    assert WORDS.kind(name, "") is kind
    assert WORDS.command(kind, name) is command


@pytest.mark.parametrize(
    ("name", "column", "kind"),
    [
        ("Hội Khuyến học", "Đoàn thể", AgencyKind.MASS_ORGANISATION),
        ("Công an huyện", "Phòng, ban", AgencyKind.ARMED_FORCES),
        ("Trường Mầm non xã A", "Đơn vị sự nghiệp", AgencyKind.SCHOOL),
        ("Bảo tàng huyện", "Đơn vị sự nghiệp", AgencyKind.PUBLIC_SERVICE_UNIT),
    ],
)
def test_the_column_decides_where_the_name_is_weak(name: str, column: str, kind: AgencyKind) -> None:
    assert WORDS.kind(name, column) is kind


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Thiếu vốn sản xuất, thiếu kỹ thuật", ("no_capital", "no_skill")),
        ("Thiếu đất, vốn và kỹ thuật", ("no_land", "no_capital", "no_skill")),
        ("KHONG CO VON", ("no_capital",)),
        ("Không biết cách làm ăn, không có tay nghề", ("no_knowledge", "no_skill")),
        ("Có người ốm đau, bệnh nặng, tai nạn", ("illness",)),
        ("Chây lười lao động", ("unwilling",)),
        ("Theo nguyện vọng", ()),
    ],
)
def test_causes_are_read_as_lists_write_them(said: str, codes: tuple[str, ...]) -> None:
    assert WORDS.codes("causes", said) == codes


@pytest.mark.parametrize(
    ("said", "code"), [("Hộ nghèo", "poor"), ("Hộ cận nghèo", "near_poor"), ("HCN", "near_poor"), ("HN", "poor")]
)
def test_status_is_read_as_lists_write_it(said: str, code: str) -> None:
    assert WORDS.code("status", said) == code


def test_a_title_of_two_kinds_names_none_for_sure() -> None:
    assert len(WORDS.codes("status_titles", "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO")) == 2
    assert WORDS.codes("status_titles", "BAN CHỈ ĐẠO GIẢM NGHÈO - HỘ CẬN NGHÈO") == ("near_poor",)
