"""Anchor words of Vietnamese directives that more than one pass looks for, with the misprints they come in."""

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


def pattern(words: str) -> re.Pattern[str]:
    """Compile a pattern in which a blank matches any blanks and line ends, and case does not matter."""
    return re.compile(words.replace(" ", r"\s+"), re.IGNORECASE)
