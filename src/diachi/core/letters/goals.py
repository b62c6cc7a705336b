"""What is to be reached together: so many households, houses, models; so many per cent of something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from diachi.core.letters.loose import Words, loosened
from diachi.core.letters.making import Range, Reading, Taken
from diachi.core.letters.quota_values import AT_LEAST, AT_MOST, bounds
from diachi.core.letters.quotas import PAST_WORDS
from diachi.core.letters.values import grouped_number, rule

_N = r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+|(?<![\d.,/])\d{1,5}(?:,\d{1,2})?"
_BOUND = (
    rf"(?:(?P<least>{AT_LEAST}|đạt trên|từ trên)|(?P<most>{AT_MOST}|dưới|còn dưới)|(?P<mean>bình quân|"
    rf"trung bình)|khoảng|(?P<from>từ))?"
)
_UNITS = (
    r"hộ|căn nhà|ngôi nhà|nhà|mô hình|suất quà|suất học bổng|suất|lao động|người|hội viên|đoàn viên|học sinh|"
    r"trẻ em|công trình|"
    r"con (?:bò|trâu|lợn|dê|giống)|dự án|gia đình|sinh kế|lượt người|thanh niên|phụ nữ|sổ tiết kiệm|nhà tiêu|"
    r"tổ hợp tác|hợp tác xã|huyện|xã|thôn|bản|chi bộ"
)
_COUNT = Words(
    rf"(?P<verb>phấn đấu|giúp đỡ|giúp|hỗ trợ|vận động|xây dựng|xây mới|xây|sửa chữa|nhận|trao|tặng|xóa|giảm|đạt|"
    rf"tạo việc làm|"
    rf"đào tạo|giải quyết|duy trì|thành lập|nhân rộng|có|đỡ đầu|mỗi)(?P<what>[^.;:\n|"
    rf"\d]{{0,50}}?) {_BOUND}\s*(?P<low>{_N})(?:\s*\([^()\n]{{1,20}}\))?"
    rf"(?:\s*(?:-|đến)\s*(?P<high>{_N}))? (?P<unit>{_UNITS})(?!\w)(?P<more>[^.;,\n|\d]{{0,24}}? trở (?P<way>lên|"
    rf"xuống))?",
    free=("what",),
)
_PLACES = Words(
    rf"(?:giúp đỡ|nhận giúp|phụ trách|đỡ đầu|kết nghĩa với|hỗ trợ) {_BOUND}\s*(?P<low>{_N})(?:\s*\([^()\n]{{1,20}}\))?"
    rf"(?:\s*(?:-|đến)\s*(?P<high>{_N}))? (?P<unit>xã|thôn|bản|khu dân cư|tổ dân phố)\b(?P<more> trở (?P<way>lên|"
    rf"xuống))?"
)
_PERCENT = Words(
    rf"{_BOUND}\s*(?P<low>{_N})\s*%?(?:\s*(?:-|"
    rf"đến)\s*(?P<high>{_N}))?\s*(?P<unit>%)(?P<year>\s*/\s*năm)?(?P<more> trở (?P<way>lên|xuống))?"
)
_OF_WHOM = re.compile(
    r"\s*(?:tong )?(?:so |cac )?(?:ho|xa|thon|ban|co quan|don vi|nguoi|hoi vien|tre|hoc sinh|lao dong|can bo|"
    r"dang vien|chi bo|phong|"
    r"truong|doan vien|doanh nghiep|dia phuong|dien tich|dan so|nha)\b"
)
_MEASURED = re.compile(
    r"(?:ty le|giam|tang|dat|con|phan dau|muc tieu|duy tri|toi thieu|it nhat|hoan thanh)[^.;\n|]{0,90}$"
)
_NOT_GOAL = re.compile(
    rf"{PAST_WORDS}|" r"tam ung[^.;\n]{0,30}$|kinh phi[^.;\n]{0,40}$|von[^.;\n]{0,30}$|ngan sach[^.;\n]{0,40}$"
)
_STRIVE = Words(r"phấn đấu|bình quân|trung bình")


@rule("goal@1")
def goal(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """Bounds and unit of a goal; a second quote says "phấn đấu" or "bình quân"."""
    loose = loosened(quotes[0])
    found = _COUNT.pattern.search(loose) or _PLACES.pattern.search(loose) or _PERCENT.pattern.search(loose)
    if not found:
        return None
    low = grouped_number(found["low"])
    high = grouped_number(found["high"]) if found["high"] else None
    strive = any(_STRIVE.read(q) for q in quotes)
    unit = quotes[0][found.start("unit") : found.end("unit")].lower()
    return {"subject": "", **bounds(low, high, found.groupdict(), strive), "unit": " ".join(unit.split())}


def read_goals(reading: Reading, ranges: tuple[Range, ...], body: int) -> None:
    """Read goals of all together; what a body takes for itself has been read before."""
    view = reading.view
    taken = Taken(len(view.text))
    for fact in reading.all("quota"):
        for said in fact.spans[-1 if fact.rule == "zero@1" else 1 :]:
            taken.take((view.at(said.start), view.at(said.end)))
    for start, end in ranges:
        for span, number, misprints in _goals(reading, max(start, body), end):
            if not taken.take(number):
                continue
            clause_at = max(start, span[0] - 100, *(view.text.rfind(m, start, span[0]) + 1 for m in ".;\n|"))
            strive = _STRIVE.search(view.text, view.loose, clause_at, span[0])
            reading.add("goal", "goal@1", span, *([strive.span()] if strive else []), misprints=misprints)


def _goals(reading: Reading, start: int, end: int) -> Iterator[tuple[Range, Range, int]]:
    view = reading.view
    for found in _COUNT.finditer(view.text, view.loose, start, end):
        before = view.loose[max(start, found.start() - 80) : found.start("low")]
        what = found["what"] or ""
        if not _NOT_GOAL.search(before) and not re.search(r"\b(?:da|lan|ngay|gio|qua|tai|tu)\b", what):
            yield found.span(), (found.start("low"), found.end("unit")), found.misprints
    for found in _PLACES.finditer(view.text, view.loose, start, end):
        if not _NOT_GOAL.search(view.loose[max(start, found.start() - 80) : found.start("low")]):
            yield found.span(), (found.start("low"), found.end("unit")), found.misprints
    for found in _PERCENT.finditer(view.text, view.loose, start, end):
        before = view.loose[max(start, found.start() - 120) : found.start()]
        of_whom = _OF_WHOM.match(view.loose, found.end())
        if (of_whom or _MEASURED.search(before)) and not _NOT_GOAL.search(before):
            yield found.span(), (found.start("low"), found.end("unit")), found.misprints
