"""What the letter is for: whom, whom first, whom not again, whom still; and who follows it."""

from __future__ import annotations

from typing import Any

from diachi.core.letters.lexicon import pattern
from diachi.core.letters.making import Range, Reading
from diachi.core.letters.values import rule

_FIRST = pattern(r"ưu tiên[^.;\n]*(?:\n(?!\s*[-+\n])[^.;\n]*)*")
_COMMUNE = pattern(
    r"xã (?P<name>[A-ZĐÀ-Ỹ]\w*(?: [A-ZĐÀ-Ỹ]\w*){0,2})\s*(?:-|\(|,)?\s*(?:xã |là xã )?(?:phấn đấu |dự kiến |đăng ký )?"
    r"(?:đạt |về đích )(?:chuẩn )?nông thôn mới (?:trong )?(?:năm )?(?P<year>\d{4})"
)
_NOT_AGAIN = pattern(
    r"(?:tránh (?:trùng|trùng lặp)|không (?:trùng|chọn lại|giúp trùng|lặp lại))[^.;\n]{0,40}hộ[^.;\n]{0,20}"
    r"(?:đã )?(?:được )?(?:giúp đỡ|hỗ trợ|nhận giúp)"
)
_FOLLOWED = pattern(
    r"(?:đã )?(?:nhận )?giúp đỡ[^.;\n]{0,60}?"
    r"(?P<years>từ năm \d{4} đến (?:hết )?(?:năm )?\d{4}|giai đoạn \d{4}\s*-\s*\d{4})"
)
_TOGETHER = pattern(
    r"phối hợp (?:cùng |với )?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) (?:các )?xã[^.;]{0,40}?(?:lựa chọn|chọn) hộ"
)
_ASSIGNED = pattern(
    r"(?:hộ nghèo )?đã được phân công phụ trách|được giao chủ trì|cụm (?:cơ quan|đơn vị)|"
    r"phụ lục phân công"
)
_TRACKER = pattern(
    r"giao (?:cho )?(?P<unit>(?:Phòng|Sở|Ban|Văn phòng|Ủy ban)[^.;\n]{0,120}?) (?:có trách nhiệm |chủ trì,? |"
    r"làm đầu mối )?"
    r"(?P<verb>theo dõi|đôn đốc|tổng hợp|tham mưu)"
)
_NO_PLAN = pattern(
    r"(?:nhiều |một số )?(?:cơ quan, )?đơn vị (?:vẫn )?"
    r"chưa (?:xây dựng|có|gửi|lập)(?: được)?(?: các)? (?:kế hoạch|phương án)"
)
_CAUSES = {
    "thiếu vốn": "no_capital",
    "thiếu kỹ thuật": "no_skill",
    "thiếu kiến thức": "no_knowledge",
    "thiếu đất": "no_land",
}


@rule("priority@1")
def priority(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """What puts a household first: will, and the lacks named; technique means knowledge or skill."""
    words = quotes[0].lower()
    causes = [code for said, code in _CAUSES.items() if said in words or said.split()[1] in words.partition("thiếu")[2]]
    if "no_skill" in causes:
        causes = sorted({*causes, "no_knowledge"})
    will = "ý chí" in words or "tự nguyện" in words
    return {"will_to_escape": will, "causes_any": causes} if will or causes else None


@rule("priority_commune@1")
def priority_commune(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """A commune to which resources go, and the year it is to reach the new rural standard."""
    found = _COMMUNE.search(quotes[0])
    return {"name": found["name"], "ntm_year": int(found["year"])} if found else None


@rule("tracker@1")
def tracker(quotes: tuple[str, ...]) -> str | None:
    """The body that follows and adds up."""
    found = _TRACKER.search(quotes[0])
    return found["unit"].strip(" ,") if found else None


@rule("named@1")
def named(quotes: tuple[str, ...]) -> bool | None:
    """The words say it."""
    return bool(quotes[0]) or None


@rule("target@1")
def target(quotes: tuple[str, ...]) -> dict[str, bool] | None:
    """Who is meant: poor households; and whether a member of merit is asked for."""
    words = " ".join(quotes).lower()
    if "nghèo" not in words:
        return None
    return {
        "poor": True,
        "near_poor": "cận nghèo" in words,
        "merit": "người có công" in words or "chính sách người có công" in words,
        "persons": "thành viên" in words,
    }


def read_aims(reading: Reading, ranges: tuple[Range, ...]) -> None:
    """Read target, priorities, exclusion, cohorts, how pairs come about, and the tracker."""
    view = reading.view
    subject = reading.one("subject")
    if subject:
        reading.add("target", "target@1", *((view.at(s.start), view.at(s.end)) for s in subject.spans))
    for start, end in ranges:
        for found in _FIRST.finditer(view.text, start, end):
            reading.add("priority", "priority@1", found.span())
        for found in _COMMUNE.finditer(view.text, start, end):
            reading.add("priority_commune", "priority_commune@1", found.span())
    for name, rule_id, words in (
        ("exclusion", "named@1", _NOT_AGAIN),
        ("followed", "years@1", _FOLLOWED),
        ("chosen_together", "named@1", _TOGETHER),
        ("assigned", "named@1", _ASSIGNED),
        ("tracker", "tracker@1", _TRACKER),
        ("plan_missing", "named@1", _NO_PLAN),
    ):
        once = next((m for a, b in ranges if (m := words.search(view.text, a, b))), None)
        if once:
            reading.add(name, rule_id, once.span())
