"""The anchor words of Vietnamese directives, with the misprints they come in; one list for every pass."""

from __future__ import annotations

import re
import unicodedata

UPPER = "A-Z" + "".join(
    c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper() and (c == "Đ" or unicodedata.normalize("NFD", c)[0] < "[")
)
# Misprints seen in real letters stand beside the right spelling: "phân đấu", "lượng vũ trang", "UBNDTTQ".
STRIVE = r"ph[ấâ]n đ[ấâ]u"
REQUEST = r"đề nghị"
ORDER = r"(?:yêu cầu|giao(?: cho)?|chỉ đạo)"
HELP = r"(?:nhận giúp đỡ|nhận hỗ trợ|nhận đỡ đầu|giúp đỡ|hỗ trợ|đỡ đầu|đảm nhận|nhận giúp)"
AT_LEAST_BEFORE = r"(?:ít nhất|tối thiểu|không dưới|từ)"
AT_LEAST_AFTER = r"trở lên"
AT_MOST = r"(?:không quá|tối đa)"
HOUSEHOLD = r"hộ(?:\s+(?:nghèo|gia đình))*"
BODIES = r"(?:cơ quan|đơn vị|phòng|ban)"
STAFF = r"(?:cán bộ|công chức|viên chức|người lao động|người|biên chế|đảng viên)"
DAY = r"(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
DOCUMENT_TYPES = (
    "Nghị quyết|Quyết định|Chỉ thị|Quy chế|Quy định|Thông cáo|Thông báo|Hướng dẫn|Chương trình|Kế hoạch|Phương án|"
    "Đề án|Dự án|Báo cáo|Biên bản|Tờ trình|Hợp đồng|Công văn|Công điện|Nghị định|"
    "Thông tư liên tịch|Thông tư|Pháp lệnh|Luật|"
    "Kết luận|Văn bản"
)
TYPE_CODES = {
    "công văn": "cong_van",
    "kế hoạch": "ke_hoach",
    "quyết định": "quyet_dinh",
    "chỉ thị": "chi_thi",
    "thông báo": "thong_bao",
    "nghị quyết": "nghi_quyet",
    "hướng dẫn": "huong_dan",
    "chương trình": "chuong_trinh",
    "công điện": "cong_dien",
    "tờ trình": "to_trinh",
    "báo cáo": "bao_cao",
    "kết luận": "ket_luan",
}
MOTTO = r"C[ỘÔ]NG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*-\s*Tự do\s*-\s*Hạnh phúc"
AUTHORITY = r"(?:TM|KT|TL|TUQ|Q)\s*\.\s*[A-ZĐÀ-Ỹ ,.\-]+"
HEADS = (
    r"(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|PHÓ GIÁM ĐỐC|TRƯỞNG PHÒNG|TRƯỞNG BAN|BÍ THƯ|PHÓ BÍ THƯ|BỘ TRƯỞNG|THỨ TRƯỞNG)"
)


def pattern(words: str) -> re.Pattern[str]:
    """Compile a pattern in which a blank matches any blanks and line ends, and case does not matter."""
    return re.compile(words.replace(" ", r"\s+"), re.IGNORECASE)
