"""Is the whole text noisy: recognised from a picture, or typed from one? Its names cannot be checked one by one.

Compounds that nearly every letter uses have one spelling; a text that misspells several of them, or writes figures
into words, is noisy, and every fact of it is for a person to look at.
"""

from __future__ import annotations

import re

from diachi.core.letters.loose import without_accents
from diachi.core.letters.view import View
from diachi.core.text import unify_tones

_COMPOUNDS = (
    "nhân dân|ủy ban|thực hiện|kế hoạch|quyết định|cơ quan|đơn vị|báo cáo|tổ chức|chỉ đạo|căn cứ|ban hành|"
    "quy định|hướng dẫn|"
    "chính phủ|địa phương|triển khai|đối tượng|hỗ trợ|giúp đỡ|kinh phí|nhà nước|việt nam|xã hội|công tác|nhiệm vụ|"
    "trách nhiệm|phối hợp|chủ tịch|lao động|phát triển|nông thôn|kinh tế|giáo dục|tài chính|thủ tướng|nghị quyết|"
    "nghị định|"
    "thông tư|cộng hòa|chủ nghĩa|độc lập|hạnh phúc|kính gửi|nơi nhận|công văn|chương trình|mục tiêu|quốc gia|bền vững|"
    "giai đoạn|giải pháp|đề nghị|yêu cầu|theo dõi|tổng hợp|kết quả|hoàn thành|kịp thời|thường xuyên|định kỳ|"
    "tuyên truyền|"
    "vận động|đoàn thể|doanh nghiệp|thị trấn|thành phố|trung ương|thương binh|cách mạng|chính sách|chế độ|chính quyền|"
    "trực thuộc|giám đốc|văn phòng|bộ trưởng|cán bộ|công chức|viên chức|đảng viên|hội đồng|mặt trận|tổ quốc|"
    "quản lý|xây dựng|đảm bảo|bảo đảm|nội dung|văn bản|pháp luật|điều kiện|chất lượng|hiệu quả|tăng cường|tiếp tục|"
    "đẩy mạnh|nâng cao|đời sống|thu nhập|hộ nghèo|cận nghèo|giảm nghèo|thoát nghèo|gia đình|trợ cấp|ngân sách|"
    "nguồn lực|"
    "huy động|phân công|chịu trách|thi hành|hiệu lực|thời gian|thời hạn|khó khăn|vướng mắc|xem xét|giải quyết|đôn đốc|"
    "kiểm tra|giám sát|đánh giá|cụ thể|chi tiết|liên quan|cấp tỉnh|thông báo|thông tin|nông nghiệp|sản xuất|"
    "dân tộc|tôn giáo|"
    "y tế|giao thông|du lịch|thể thao|môi trường|tài nguyên|đầu tư|dự án|đề án|phê duyệt|sửa đổi|bổ sung|hồ sơ|thủ tục|"
    "hành chính|tư pháp|nội vụ|công an|quân sự|quốc phòng|chiến tranh|kháng chiến|liệt sĩ|bảo hiểm|khám chữa|học sinh"
)
_RIGHT = {without_accents(pair): pair for pair in unify_tones(_COMPOUNDS).split("|")}
_ANY = re.compile("|".join(rf"{a}\s+{b}" for a, b in (pair.split() for pair in sorted(_RIGHT))))
_FEWEST = 2
_SHARE = 0.004  # of the compounds of a text: one misprint in a long letter is a misprint, not a picture


def is_noisy(view: View) -> bool:
    """Say whether misprints are more than one slip."""
    known = wrong = 0
    for found in re.compile(rf"(?<![^\W_])(?:{_ANY.pattern})(?![^\W_])").finditer(view.loose):
        known += 1
        said = " ".join(unify_tones(view.text[found.start() : found.end()]).lower().split())
        wrong += said != _RIGHT[" ".join(found.group().split())]
    mended = sum(a != b for a, b in zip(view.loose, without_accents(view.text), strict=True))
    return wrong + mended >= _FEWEST and wrong + mended >= _SHARE * known
