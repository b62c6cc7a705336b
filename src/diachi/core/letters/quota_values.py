"""What the words around a number of households say: its bound, and the target of none left."""

from __future__ import annotations

import re
from typing import Any

from diachi.core.letters.loose import Words, loosened
from diachi.core.letters.values import rule, tidy

AT_LEAST = r"(?:ít nhất|tối thiểu|không dưới|không ít hơn|thấp nhất|trên)(?: là)?"
AT_MOST = r"(?:không quá|tối đa|nhiều nhất|không vượt quá)(?: là)?"
_SPELT = r"(?:\s*\([^()\n]{1,24}\))?"  # "02 (hai)"
_HELP = (
    r"(?:nhận giúp đỡ|nhận hỗ trợ|nhận đỡ đầu|giúp đỡ|hỗ trợ|đỡ đầu|đảm nhận|nhận giúp|giúp|nhận|phụ trách|bảo trợ|"
    r"kèm cặp|chăm lo|đăng ký|kết nghĩa với|cưu mang|phân công)"
)
HOUSEHOLD = r"hộ(?!\s+(?:chiếu|khẩu|tịch))(?: (?:nghèo|gia đình|cận nghèo|dân))*"
_NUMBER = (
    rf"(?: (?P<least>{AT_LEAST})| (?P<most>{AT_MOST})| (?P<mean>bình quân)| khoảng)?(?: (?P<from>từ))?\s*(?<![\d.,/])"
    rf"(?P<low>\d{{1,3}}){_SPELT}(?:\s*(?:-|đến|tới)\s*(?P<high>\d{{1,3}}){_SPELT})?"
)
QUOTA = Words(
    rf"(?P<verb>{_HELP}|(?<![^a-z0-9]):)(?: được| cho| đỡ)?{_NUMBER} {HOUSEHOLD}(?P<more>[^.;,\n|"
    rf"\d]{{0,24}}? trở (?P<way>lên|xuống))?"
)
EACH = Words(
    rf"(?:mỗi|từng|một|01|1) (?P<who>(?:cơ quan|đơn vị|chi bộ|đảng viên|cán bộ|xã|thôn|phòng|trường|doanh nghiệp|"
    rf"hội|tổ chức|ban|sở)"
    rf"(?:,? (?!\d)[^\s\d.;:|]{{1,12}}){{0,6}}?){_NUMBER} {HOUSEHOLD}(?P<more> trở (?P<way>lên|xuống))?",
    free=("who",),
)
ZERO = Words(
    r"không (?:còn|để) (?P<what>hộ nghèo[^,;.\n]{0,80}?(?:người có công|chính sách)(?: với cách mạng)?|hộ nghèo)"
)


def bounds(low: int | float, high: int | float | None, said: dict[str, str | None], strive: bool) -> dict[str, Any]:
    """Give op, min and max from the words around a number."""
    if said.get("way") == "xuong":
        return {"op": "max", "min": None, "max": low}
    if said.get("more") or said.get("least"):
        return {"op": "min", "min": low, "max": high}
    if said.get("most"):
        return {"op": "max", "min": None, "max": high if high is not None else low}
    if high is not None:
        return {"op": "range", "min": low, "max": high}
    if said.get("from"):
        return {"op": "min", "min": low, "max": None}
    return {"op": "target" if strive or said.get("mean") else "eq", "min": low, "max": low}


@rule("quota@1")
def quota(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """Bounds and binding of a number of households; quotes are subject, phrase and, where it is said, "phấn đấu"."""
    found = QUOTA.read(quotes[1]) or EACH.read(quotes[1])
    if not found:
        return None
    low, high = int(found["low"]), int(found["high"]) if found["high"] else None
    return {"subject": tidy(quotes[0]), **bounds(low, high, found.groupdict(), len(quotes) > 2), "unit": "hộ"}


@rule("quota_cell@1")
def quota_cell(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """A cell below a head that says what is counted and how it binds; quotes are row, cell, head."""
    numbers = [int(n) for n in re.findall(r"\d{1,3}", quotes[1])]
    head = f"{loosened(quotes[2])} {loosened(quotes[1])}"
    if not numbers:
        return None
    said = {
        "least": "x" if re.search(r"toi thieu|it nhat|khong duoi|≥|>=", head) else None,
        "most": "x" if re.search(r"toi da|khong qua|≤|<=", head) else None,
    }
    high = numbers[1] if len(numbers) > 1 else None
    return {"subject": tidy(quotes[0]), **bounds(numbers[0], high, said, "phan dau" in head), "unit": "hộ"}


@rule("zero@1")
def zero(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """A target of none left."""
    found = ZERO.read(quotes[0])
    if not found:
        return None
    what = quotes[0][found.start("what") : found.end("what")]
    return {"subject": tidy(what), "op": "eq", "min": 0, "max": 0, "unit": "hộ"}
