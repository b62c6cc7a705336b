"""The bodies of the two examples: every kind the letters name, small and large; firms are invented."""

from __future__ import annotations

from diachi.core.agency import Agency, AgencyKind, Command, Reach
from worlds_places import BINH_GIA

# kind -> "name:staff"; no staff for armed forces: it is never asked.
_DISTRICT: dict[AgencyKind, str] = {
    AgencyKind.DEPARTMENT: "Văn phòng HĐND và UBND huyện:18|Phòng Nội vụ:9|Phòng Tài chính - Kế hoạch:11|"
    "Phòng Lao động, Thương binh, Xã hội - Dân tộc:10|Phòng Giáo dục và Đào tạo:12|Phòng Y tế:3|"
    "Phòng Văn hóa và Thông tin:6|Phòng Nông nghiệp và Phát triển nông thôn:9|Phòng Kinh tế và Hạ tầng:8|"
    "Phòng Tài nguyên và Môi trường:8|Phòng Tư pháp:4|Thanh tra huyện:5",
    AgencyKind.PUBLIC_SERVICE_UNIT: "Trung tâm Văn hóa, Thể thao và Truyền thông:19|Trung tâm Dịch vụ nông nghiệp:16|"
    "Trung tâm Phát triển quỹ đất:7|Ban Quản lý dự án đầu tư xây dựng:12|Trung tâm Y tế huyện:118|"
    "Ban Quản lý chợ thị trấn:5|Trung tâm Nước sạch và Môi trường:4",
    AgencyKind.PARTY: "Văn phòng Huyện ủy:14|Ban Tổ chức Huyện ủy:7|Ban Tuyên giáo Huyện ủy:6|Ban Dân vận Huyện ủy:5|"
    "Ủy ban Kiểm tra Huyện ủy:8|Trung tâm Chính trị huyện:4",
    AgencyKind.FRONT: "Ủy ban MTTQ Việt Nam huyện:6",
    AgencyKind.MASS_ORGANISATION: "Hội LHPN huyện:4|Hội Nông dân huyện:5|Hội Cựu chiến binh huyện:4|Huyện đoàn:5|"
    "Liên đoàn Lao động huyện:4",
    AgencyKind.ASSOCIATION: "Hội Chữ thập đỏ huyện:3|Hội Đông y huyện:2|Hội Người cao tuổi huyện:2|"
    "Hội Khuyến học huyện:2|Hội Nạn nhân chất độc da cam huyện:2",
    AgencyKind.VERTICAL: "Tòa án nhân dân huyện:11|Viện Kiểm sát nhân dân huyện:9|Chi cục Thi hành án dân sự huyện:8|"
    "Kho bạc Nhà nước huyện:10|Chi cục Thuế khu vực:14|Bảo hiểm xã hội huyện:12|Chi cục Thống kê khu vực:6|"
    "Hạt Kiểm lâm huyện:17|Đội Quản lý thị trường:7|Điện lực Bình Gia:26|Bưu điện huyện:15|VNPT Bình Gia:9|"
    "Viettel Bình Gia:12",
    AgencyKind.BANK: "Ngân hàng Nông nghiệp và PTNT chi nhánh huyện:22|"
    "Phòng giao dịch Ngân hàng Chính sách xã hội huyện:10",
    AgencyKind.ARMED_FORCES: "Công an huyện:|Ban Chỉ huy Quân sự huyện:",
    AgencyKind.BUSINESS_ASSOCIATION: "Hội Doanh nghiệp huyện Bình Gia:3",
    AgencyKind.ENTERPRISE: "Công ty TNHH Xây dựng Sơn Khê:24|Công ty TNHH Thương mại Lâm Phát:9|Hợp tác xã Hồi Bắc:11|"
    "Công ty Cổ phần Vật liệu Đá Trắng:31|Công ty TNHH Vận tải Thanh Bình:14|Hợp tác xã Rau quả Tân An:8|"
    "Công ty TNHH Chế biến gỗ Hưng Thịnh:27|Doanh nghiệp tư nhân Xăng dầu Phố Mới:6|"
    "Công ty TNHH Dược liệu Khuổi Xanh:12|Hợp tác xã Chăn nuôi Đồng Tiến:10|Công ty TNHH Điện nước Minh Tâm:5",
    AgencyKind.SCHOOL: "Trường THPT Bình Gia:52|Trường THPT Pác Khuông:38|Trường PTDTNT THCS-THPT Bình Gia:34|"
    "Trung tâm GDNN-GDTX huyện:21|Trường Tiểu học Thị trấn:33|Trường THCS Thị trấn:29|Trường Mầm non Thị trấn:30|"
    "Trường Mầm non 19/5:24",
}
_PROVINCE: dict[AgencyKind, str] = {
    AgencyKind.DEPARTMENT: "Sở Lao động - Thương binh và Xã hội:58|Sở Tài chính:49|Sở Công Thương:44|"
    "Sở Nông nghiệp và Phát triển nông thôn:63|Sở Kế hoạch và Đầu tư:45|Sở Xây dựng:41|Sở Giao thông vận tải:47|"
    "Sở Thông tin và Truyền thông:28|Sở Khoa học và Công nghệ:33|Sở Văn hóa, Thể thao và Du lịch:42|"
    "Sở Giáo dục và Đào tạo:46|Sở Y tế:40|Sở Nội vụ:43|Sở Tư pháp:32|Sở Tài nguyên và Môi trường:51|"
    "Thanh tra tỉnh:30|Ban Dân tộc tỉnh:19|Văn phòng UBND tỉnh:60",
    AgencyKind.PARTY: "Văn phòng Tỉnh ủy:48|Ban Dân vận Tỉnh ủy:22",
    AgencyKind.FRONT: "Ủy ban MTTQ Việt Nam tỉnh:25",
    AgencyKind.MASS_ORGANISATION: "Hội LHPN tỉnh:22|Hội Nông dân tỉnh:24|Hội Cựu chiến binh tỉnh:15|Tỉnh Đoàn:26|"
    "Liên đoàn Lao động tỉnh:27",
    AgencyKind.BANK: "Ngân hàng Nhà nước chi nhánh tỉnh:38|Ngân hàng Chính sách xã hội chi nhánh tỉnh:35",
    AgencyKind.VERTICAL: "Bảo hiểm xã hội tỉnh:57|Cục Thuế tỉnh:88|Kho bạc Nhà nước tỉnh:46|Cục Thống kê tỉnh:31",
    AgencyKind.ARMED_FORCES: "Công an tỉnh:|Bộ Chỉ huy Quân sự tỉnh:|Bộ Chỉ huy Bộ đội Biên phòng tỉnh:",
    AgencyKind.PUBLIC_SERVICE_UNIT: "Đài Phát thanh và Truyền hình tỉnh:76",
    AgencyKind.ENTERPRISE: "Công ty Cổ phần Muối Cà Đú:120|Công ty TNHH Nông sản Sông Dinh:64",
}
_COMMANDS = {
    AgencyKind.PARTY: Command.FRONT_PARTY,
    AgencyKind.FRONT: Command.FRONT_PARTY,
    AgencyKind.MASS_ORGANISATION: Command.FRONT_PARTY,
    AgencyKind.ARMED_FORCES: Command.VERTICAL,
    AgencyKind.VERTICAL: Command.VERTICAL,
    AgencyKind.BANK: Command.VERTICAL,
    AgencyKind.ENTERPRISE: Command.OUTSIDE,
    AgencyKind.BUSINESS_ASSOCIATION: Command.OUTSIDE,
    AgencyKind.ASSOCIATION: Command.OUTSIDE,
}
_PROVINCIAL = ("THPT", "GDTX")


def district_bodies() -> tuple[Agency, ...]:
    """Give about 120 bodies of a district: the kinds above, two schools in most communes, 19 commune committees."""
    rows = _rows(_DISTRICT)
    rural = [c for c in BINH_GIA if c.kind == "Xã"]
    rows += [(AgencyKind.SCHOOL, f"Trường PTDTBT TH&THCS xã {c.name}", 18 + 3 * (n % 5)) for n, c in enumerate(rural)]
    rows += [(AgencyKind.SCHOOL, f"Trường Mầm non xã {c.name}", 7 + 2 * (n % 6)) for n, c in enumerate(rural[:9])]
    rows += [(AgencyKind.COMMUNE, f"UBND {c.kind.lower()} {c.name}", 19 + n % 4) for n, c in enumerate(BINH_GIA)]
    return tuple(_agency(n, *row) for n, row in enumerate(rows, start=1))


def province_bodies() -> tuple[Agency, ...]:
    """Give the bodies of a province that stand in clusters, and a few that do not."""
    return tuple(_agency(n, *row) for n, row in enumerate(_rows(_PROVINCE), start=1))


def _rows(table: dict[AgencyKind, str]) -> list[tuple[AgencyKind, str, int | None]]:
    found: list[tuple[AgencyKind, str, int | None]] = []
    for kind, text in table.items():
        for item in text.split("|"):
            name, _, staff = item.rpartition(":")
            found.append((kind, name, int(staff) if staff else None))
    return found


def _agency(number: int, kind: AgencyKind, name: str, staff: int | None) -> Agency:
    outside = kind is AgencyKind.SCHOOL and any(word in name for word in _PROVINCIAL)
    seats = {f"UBND {c.kind.lower()} {c.name}": c for c in BINH_GIA}
    commune = seats.get(name) if kind is AgencyKind.COMMUNE else None
    return Agency(
        agency_id=f"CQ{number:03d}",
        name=name,
        kind=kind,
        command=Command.VERTICAL if outside else _COMMANDS.get(kind, Command.OWN),
        staff=staff,
        commune=commune.name if commune else "",
        commune_code=commune.code if commune else "",
        reach=Reach.COMMUNE if commune else None,
    )
