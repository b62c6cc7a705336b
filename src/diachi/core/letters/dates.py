"""Dates by which something must be there, with the word that binds them; never the dates of cited documents.

before (trước), by (chậm nhất, đến hết), by_end_of (cuối), from, until, within (trong), recurring (hằng tháng).
"""

from __future__ import annotations

import re

from diachi.core.letters.loose import Words, loosened
from diachi.core.letters.moments import (
    BARE_DAY,
    DAY,
    HALF_YEAR,
    MOMENT,
    MONTH_OR_QUARTER,
    MONTHS,
    SHORT_DAY,
    WHOLE_YEAR,
    moment_of,
)
from diachi.core.letters.repeats import CADENCE, RECURRING, TWICE_A_YEAR, recurring
from diachi.core.letters.values import rule

_HOUR = r"(?:\d{1,2}\s*(?:giờ|h|g|:)\s*\d{0,2}\s*(?:phút|')?\s*,?\s*(?:thứ \w+\s*,?\s*|của )?)?(?:thứ \w+\s*\(?,?\s*)?"
BEFORE = Words(rf"(?:chậm nhất )?trước (?:và trong )?{_HOUR}(?P<moment>{MOMENT}|{BARE_DAY})")
BY = Words(
    rf"(?:(?:chậm|muộn) nhất(?: là)?(?: đến| vào| trong)?(?: hết)?|đến hết|hết|không quá|hạn (?:cuối|"
    rf"chót)(?: là)?\s*:?|"
    rf"thời hạn (?:hoàn thành|gửi|nộp|báo cáo|thực hiện)\s*:?(?: là)?) {_HOUR}(?P<moment>{MOMENT}|{BARE_DAY})"
)
END_OF = Words(rf"(?:vào |đến |trong |hết |trước )?cuối (?P<moment>{MONTH_OR_QUARTER}|{WHOLE_YEAR})")
WITHIN = Words(rf"(?:ngay )?trong (?:thời gian )?(?P<moment>{HALF_YEAR}|{DAY}|{MONTHS}|{MONTH_OR_QUARTER})")
WITHIN_YEAR = Words(
    rf"(?:hoàn thành|xong|ban hành|trình|gửi|nộp|bàn giao|giải ngân|tổ chức|tổng kết|"
    rf"giai đoạn [\d -]{{4,14}})(?P<done>[^.;:()\n|]{{0,60}}?) "
    rf"(?P<when>(?:trong|vào) (?P<moment>{WHOLE_YEAR}))",
    free=("done",),
)
SPAN = Words(
    rf"(?:kể )?từ (?P<first>{MOMENT}|{SHORT_DAY}|ngày\s*\d{{1,2}})(?: đến| tới|"
    rf"\s*-)(?: hết)? (?P<last>{MOMENT})(?! mới)"
)
FROM = Words(rf"(?:kể |bắt đầu )?từ (?:hết )?(?P<moment>{DAY}|{SHORT_DAY}|{MONTH_OR_QUARTER})")
UNTIL = Words(rf"đến (?P<moment>{DAY}|{SHORT_DAY}|{MONTH_OR_QUARTER})(?! mới| đã| có)")
UNTIL_YEAR = Words(
    rf"(?:^|[.;:\n]\s*[-+]?\s*|phấn đấu |mục tiêu |bảo đảm |đảm bảo )(?P<when>đến (?P<moment>{WHOLE_YEAR}))(?=\s*[,:])"
)
_ALONE = Words(rf"(?P<word>trong|vào|đến) (?P<moment>{MOMENT})")
YEARLY = Words(r"định kỳ|(?:hằng|hàng|mỗi) năm|0?6 tháng|báo cáo năm")
WORKING = Words(
    r"(?:(?:trong (?:vòng|thời hạn|thời gian)?|chậm nhất(?: là)?|không quá|"
    r"thời hạn(?: là)?)\s*)(?P<days>\d{1,3})(?:\s*\([^)]{1,20}\))? "
    r"ngày(?P<wd> làm việc)?\s*,?\s*(?:kể )?từ (?:ngày|khi) (?P<event>ban hành|ký ban hành|ký|có hiệu lực|"
    r"nhận được|nhận)"
)
OLDEST_DEADLINE_YEAR = 1990  # without a date of issue: "trước ngày 01/01/1945" says who is meant, not by when
BOUND = (
    ("recurring", RECURRING), ("before", BEFORE), ("by", BY), ("by_end_of", END_OF), ("within", WITHIN),
    ("within", WITHIN_YEAR), ("until", UNTIL), ("until", UNTIL_YEAR), ("from", FROM),
)  # fmt: skip


@rule("deadline@1")
def deadline(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """The moment and its binding word; a second quote tells the year of a day without one."""
    loose = loosened(quotes[0])
    years = loosened(quotes[1]) if len(quotes) > 1 else ""
    if said := recurring(loose):
        return {"date": said, "kind": "recurring"}
    if found := WORKING.pattern.search(loose):
        origin = "receipt" if found["event"].startswith("nhan") else "issue"
        return {"date": f"{origin}+{int(found['days'])}{'wd' if found['wd'] else 'd'}", "kind": "within"}
    if found := END_OF.pattern.search(loose):
        date = moment_of(found["moment"])
        return {"date": date, "kind": "by_end_of"} if date else None
    for kind, words in BOUND[1:]:
        if found := words.pattern.search(loose):
            return _kind_of(moment_of(found["moment"], years), kind)
    alone = _ALONE.pattern.match(loose)
    kind = "until" if alone and alone["word"] == "den" else "within"
    return _kind_of(moment_of(alone["moment"], years), kind) if alone else None


def _kind_of(date: str | None, kind: str) -> dict[str, str] | None:
    return {"date": date, "kind": kind} if date and int(date[:4]) >= OLDEST_DEADLINE_YEAR else None


@rule("span_from@1")
def span_from(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """The first moment of "từ ... đến ...", which may take month and year from the second."""
    found = SPAN.read(quotes[0])
    if not found:
        return None
    first, last = found["first"], moment_of(found["last"], loosened(quotes[-1]))
    if last and re.fullmatch(r"ngay\s*\d{1,2}", first):
        first = f"{first}/{last[5:7]}/{last[:4]}" if len(last) > len("2024-01") else first
    date = moment_of(first, found["last"] if last else loosened(quotes[-1]))
    return {"date": _begin(first, date), "kind": "from"} if date else None


def _begin(words: str, date: str) -> str:
    """A span of years begins with its first year, not with the last month of it."""
    return date[:4] if re.match(r"nam\b", words) else date


@rule("span_until@1")
def span_until(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """The second moment of "từ ... đến ..."."""
    found = SPAN.read(quotes[0])
    date = moment_of(found["last"], loosened(quotes[-1])) if found else None
    return {"date": date, "kind": "until"} if date else None


@rule("moment@1")
def moment(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """A moment set without a binding word: within a period, by a day."""
    date = moment_of(loosened(quotes[0]))
    return {"date": date, "kind": "by" if date.count("-") > 1 else "within"} if date else None


@rule("yearly_first@1")
def yearly_first(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """The first of two days that come every year."""
    return _yearly(quotes[0], "1")


@rule("yearly_second@1")
def yearly_second(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """The second of two days that come every year."""
    return _yearly(quotes[0], "2")


@rule("yearly@1")
def yearly(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """A day without its year, of a report that comes every year: the second quote says so."""
    day_ = moment_of(loosened(quotes[0]), "nam 2000") if YEARLY.read(quotes[1]) else None
    return {"date": f"{day_[5:]}/year", "kind": "recurring"} if day_ else None


def _yearly(quote: str, which: str) -> dict[str, str] | None:
    found = TWICE_A_YEAR.read(quote)
    if not found or not 1 <= int(found[f"m{which}"]) <= 12:
        return None
    return {"date": f"{int(found[f'm{which}']):02d}-{int(found[f'd{which}']):02d}/year", "kind": "recurring"}


@rule("cadence@1")
def cadence(quotes: tuple[str, ...]) -> str | None:
    """How often: day25/month, month, quarter; "open" when the words name no period."""
    loose = loosened(quotes[0])
    if said := recurring(loose):
        return said
    found = CADENCE.pattern.search(loose)
    if not found:
        return None
    periods = {"tuan": "week", "thang": "month", "quy": "quarter", "nam": "year"}
    per = found["per"] or found["per2"]
    return periods[per] if per else "open"
