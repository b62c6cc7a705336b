"""Small bodies join: with how many others, below which head-count."""

from __future__ import annotations

import re
from typing import Any

from diachi.core.letters.loose import Words, loosened
from diachi.core.letters.making import Range, Reading
from diachi.core.letters.quota_values import AT_LEAST, AT_MOST
from diachi.core.letters.quotas import subject_before
from diachi.core.letters.values import rule, tidy

_STAFF = r"(?:cán bộ|công chức|viên chức|người lao động|người|biên chế|đảng viên|lao động|nhân viên)"
_BODIES = r"(?P<unit>cơ quan|đơn vị|phòng|ban|hội|trường|chi bộ|doanh nghiệp|tổ chức|xã)"
_BELOW = Words(
    rf"(?:dưới|ít hơn|không đủ|chưa đủ|"
    rf"không quá) (?P<below>\d{{1,3}})(?:\s*\([^)]{{1,20}}\))? (?P<staff>{_STAFF}(?:(?:,| và|\s) {_STAFF}){{0,4}})"
)
_NUMBER = (
    rf"(?: (?P<least>{AT_LEAST}|từ)|"
    rf" (?P<most>{AT_MOST}))?\s*(?P<low>\d{{1,2}})(?:\s*\([^)\n]{{1,20}}\))?(?:\s*(?:-|đến|tới)\s*(?P<high>\d{{1,2}}))?"
)
_POOL = Words(
    rf"(?:phối hợp|liên kết|kết hợp|ghép|hợp tác|lập nhóm|thành nhóm|theo nhóm|theo cụm|thành cụm)(?: với| cùng|"
    rf" chung| từ| gồm){{0,2}}{_NUMBER} "
    rf"{_BODIES}(?:, (?:cơ quan|đơn vị|phòng|ban)){{0,2}}(?P<others> khác| bạn| còn lại)?"
)
_TOGETHER = Words(
    rf"(?:cứ |từ |mỗi nhóm )?(?P<low>\d{{1,2}})(?:\s*(?:-|đến|tới)\s*(?P<high>\d{{1,2}}))? {_BODIES} (?:cùng |"
    rf"phối hợp |chung ){{1,2}}"
    r"(?:nhau )?(?:thực hiện |nhận )?(?:hỗ trợ|giúp|đỡ đầu|nhận)(?P<others>(?!))?(?P<least>(?!))?(?P<most>(?!))?"
)


@rule("pool@1")
def pool(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """Who joins: the kinds named, the line below which, the number of partners, whether they are said to be others."""
    found = _POOL.read(quotes[1]) or _TOGETHER.read(quotes[1])
    if not found:
        return None
    low, high = int(found["low"]), int(found["high"]) if found["high"] else None
    bounds: tuple[int | None, int | None] = (low, high if high is not None else low)
    if found["most"]:
        bounds = (None, high if high is not None else low)
    elif found["least"] and high is None:
        bounds = (low, None)
    below = _BELOW.read(quotes[1])
    unit = quotes[1][found.start("unit") : found.end("unit")].lower()
    return {
        "subject": tidy(quotes[0]),
        "below": int(below["below"]) if below else None,
        "op": "pool",
        "min": bounds[0],
        "max": bounds[1],
        "unit": unit,
        "others": bool(found["others"]),
    }


def read_pools(reading: Reading, ranges: tuple[Range, ...], body: int) -> None:
    """Read pooling clauses; one without a head-count or with one open end is no rule a campaign can follow."""
    view = reading.view
    for start, end in ranges:
        for words in (_POOL, _TOGETHER):
            for found in words.finditer(view.text, view.loose, max(start, body), end):
                first = max(start, found.start() - 220, *(view.text.rfind(m, start, found.start()) + 1 for m in ".;\n"))
                below = _BELOW.search(view.text, view.loose, first, found.start())
                span = (below.start() if below else found.start(), found.end())
                subject = subject_before(reading, span[0])
                if not re.search(r"\w", loosened(view.text[slice(*subject)])):
                    subject = span
                whole = below and (found["high"] or not (found["least"] or found["most"]))
                misprints = found.misprints + (below.misprints if below else 0)
                reading.add("pool" if whole else "joining", "pool@1", subject, span, misprints=misprints)
