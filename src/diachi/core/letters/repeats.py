"""What comes again: day25/month (ngày 25 hằng tháng), 12-15/year (15/12 hằng năm), thursday/week (thứ Năm)."""

from __future__ import annotations

from diachi.core.letters.loose import Words

_DAYS = {
    "hai": "monday", "ba": "tuesday", "tu": "wednesday", "nam": "thursday", "sau": "friday", "bay": "saturday",
    "nhat": "sunday", "2": "monday", "3": "tuesday", "4": "wednesday", "5": "thursday", "6": "friday", "7": "saturday",
}  # fmt: skip
_PERIODS = {"thang": "month", "quy": "quarter", "nam": "year", "tuan": "week"}
_EACH = r"(?:hằng|hàng|mỗi)"
RECURRING = Words(
    r"(?:(?:trước|chậm nhất|muộn nhất|vào|định kỳ)(?: là| vào| đến)? )?(?:"
    rf"ngày (?P<md>\d{{1,2}})\s*(?:[/-]|"
    rf"tháng)\s*(?P<mm>\d{{1,2}})\s*(?:của )?{_EACH} năm|"
    rf"ngày (?P<dom>\d{{1,2}})(?: của)? {_EACH} (?P<period>tháng|quý|năm)|"
    rf"ngày (?P<domq>\d{{1,2}})(?: của)?(?: các)? tháng (?:cuối|đầu|thứ ba)(?: cùng)?(?: của)?(?: mỗi| hằng|"
    rf" hàng)? quý(?: sau)?|"
    rf"(?:ngày )?(?:thứ (?P<wd>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ (?P<sun>nhật)) {_EACH} tuần|"
    rf"ngày (?P<dmon>\d{{1,2}})(?: của)? tháng (?:kế tiếp|liền kề|tiếp theo|sau)(?: của tháng báo cáo)?)"
)
TWICE_A_YEAR = Words(
    r"(?:(?:trước|vào|chậm nhất)(?: là)? )?ngày (?P<d1>\d{1,2})\s*(?:[/-]|tháng)\s*(?P<m1>\d{1,2})\s*(?:,|và|"
    r"hoặc)\s*(?:trước )?"
    rf"(?:ngày )?(?P<d2>\d{{1,2}})\s*(?:[/-]|tháng)\s*(?P<m2>\d{{1,2}})\s*(?:của )?{_EACH} năm"
)
CADENCE = Words(
    rf"định kỳ(?: (?:{_EACH}) (?P<per>tuần|tháng|quý|năm))?|thường xuyên (?:tổng hợp,? )?báo cáo|"
    rf"(?:{_EACH}) (?P<per2>tuần|tháng|quý)(?=[^.;\n]{{0,20}} báo cáo)"
)


def recurring(loose: str) -> str | None:
    """Give the code of what comes again, None for what does not."""
    found = RECURRING.pattern.search(loose)
    if not found:
        return None
    if found["md"]:
        return f"{int(found['mm']):02d}-{int(found['md']):02d}/year" if 1 <= int(found["mm"]) <= 12 else None
    if found["dom"]:
        return f"day{int(found['dom'])}/{_PERIODS[found['period']]}"
    if found["domq"]:
        return f"day{int(found['domq'])}/quarter"
    if found["dmon"]:
        return f"day{int(found['dmon'])}/month"
    return f"{_DAYS[found['wd'] or found['sun']]}/week"
