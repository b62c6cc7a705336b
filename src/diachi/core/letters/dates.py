"""Dates by which something must be there, with the word that binds them; never the dates of cited documents.

before (trước), by (chậm nhất, đến hết), by_end_of (cuối), from, until, within (trong), recurring (hằng tháng).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diachi.core.letters.facts import FAR_YEAR, PAST, YEAR_OF_ISSUE
from diachi.core.letters.loose import Found, Words, loosened
from diachi.core.letters.making import DateWords, Range, Reading, Taken
from diachi.core.letters.moments import (
    DAY,
    MOMENT,
    MONTH_OR_QUARTER,
    MONTHS,
    SHORT_DAY,
    WHOLE_YEAR,
    moment_of,
)
from diachi.core.letters.repeats import CADENCE, RECURRING, recurring
from diachi.core.letters.values import rule

_HOUR = r"(?:\d{1,2}\s*(?:giờ|h|g)\s*\d{0,2}\s*(?:phút|')?\s*,?\s*(?:thứ \w+\s*,?\s*|của )?)?(?:thứ \w+\s*\(?,?\s*)?"
_BEFORE = Words(rf"(?:chậm nhất )?trước (?:và trong )?{_HOUR}(?P<moment>{MOMENT})")
_BY = Words(
    rf"(?:(?:chậm|muộn) nhất(?: là)?(?: đến| vào| trong)?(?: hết)?|đến hết|hết|không quá|hạn (?:cuối|"
    rf"chót)(?: là)?\s*:?|"
    rf"thời hạn (?:hoàn thành|gửi|nộp|báo cáo|thực hiện)\s*:?(?: là)?) {_HOUR}(?P<moment>{MOMENT})"
)
_END_OF = Words(rf"(?:vào |đến |trong |hết |trước )?cuối (?P<moment>{MONTH_OR_QUARTER}|{WHOLE_YEAR})")
_WITHIN = Words(rf"(?:ngay )?trong (?:thời gian )?(?P<moment>{MONTHS}|{MONTH_OR_QUARTER})")
_WITHIN_YEAR = Words(
    rf"(?:hoàn thành|xong|ban hành|trình|gửi|nộp|bàn giao|giải ngân|tổ chức|tổng kết)(?P<done>[^.;:()\n|]{{0,60}}?) "
    rf"(?P<when>(?:trong|vào) (?P<moment>{WHOLE_YEAR}))",
    free=("done",),
)
_SPAN = Words(
    rf"(?:kể )?từ (?P<first>{MOMENT}|{SHORT_DAY}|ngày\s*\d{{1,2}})(?: đến| tới|"
    rf"\s*-)(?: hết)? (?P<last>{MOMENT})(?! mới)"
)
_FROM = Words(rf"(?:kể |bắt đầu )?từ (?:hết )?(?P<moment>{DAY}|{SHORT_DAY}|{MONTH_OR_QUARTER})")
_UNTIL = Words(rf"đến (?P<moment>{DAY}|{SHORT_DAY}|{MONTH_OR_QUARTER})(?! mới| đã| có)")
_UNTIL_YEAR = Words(
    rf"(?:^|[.;:\n]\s*[-+]?\s*|phấn đấu |mục tiêu |bảo đảm |đảm bảo )(?P<when>đến (?P<moment>{WHOLE_YEAR}))(?=\s*[,:])"
)
_ALONE = Words(rf"(?P<word>trong|vào|đến) (?P<moment>{MOMENT})")
_WORKING = Words(
    r"(?:(?:trong (?:vòng|thời hạn|thời gian)?|chậm nhất(?: là)?|không quá|"
    r"thời hạn(?: là)?)\s*)(?P<days>\d{1,3})(?:\s*\([^)]{1,20}\))? "
    r"ngày(?P<wd> làm việc)?\s*,?\s*(?:kể )?từ (?:ngày|khi) (?P<event>ban hành|ký ban hành|ký|có hiệu lực|"
    r"nhận được|nhận)"
)
# Where a time is set without a binding word: "Thời gian hoàn thành: Quý II/2024", "(trong năm 2013)".
_TIMES = Words(r"thời (?:gian|hạn|điểm)(?: (?P<of>[^.:;\n|]{0,40}?))?\s*:", free=("of",))
_BRACKET = re.compile(r"\((?=(?:trong |vao |tu )?(?:nam|quy|thang)\s)[^()\n]{4,80}\)")
_BARE = Words(rf"(?P<moment>{DAY}|{MONTHS}|{MONTH_OR_QUARTER}|{WHOLE_YEAR})")
_NOT_MEANT = re.compile(
    r"(?:\bsinh|thường trú|tạm trú|tham gia|nhập ngũ|hy sinh|\btính|so sánh với|so với|phát sinh|hoạt động|công tác|"
    r"cấp giấy|về hưu|nghỉ hưu|từ trần|năm học|chứng từ|\bđã (?:được |có )?[\w ]{0,30}|\bký|"
    r"\bsố \d[^;,.]{1,40})\s*(?:ngày)?\s*$"
)
_OWN_EFFECT = re.compile(
    r"(?:quyet dinh|ke hoach|nghi quyet|quy dinh|quy che|van ban|huong dan|chi thi|chuong trinh|thong bao|"
    r"cong van) nay\b"
)
_IN_FORCE = re.compile(
    r"hieu luc|ap dung|thuc hien|bat dau|thoi gian|tu chuc|trien khai|tien hanh|dien ra|duoc tinh|to chuc"
)
OLDEST_DEADLINE_YEAR = 1990  # without a date of issue: "trước ngày 01/01/1945" says who is meant, not by when
_BOUND = (
    ("recurring", RECURRING), ("before", _BEFORE), ("by", _BY), ("by_end_of", _END_OF), ("within", _WITHIN),
    ("within", _WITHIN_YEAR), ("until", _UNTIL), ("until", _UNTIL_YEAR), ("from", _FROM),
)  # fmt: skip
_WITHIN_REACH = 120  # from "Thời gian ...:" to the moment it sets
_FAR_DAY, _FAR_GOAL = 2, 16
_LONG_AGO = 1  # years before the letter's own: whom it means, or what was


@rule("deadline@1")
def deadline(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """The moment and its binding word; a second quote tells the year of a day without one."""
    loose = loosened(quotes[0])
    years = loosened(quotes[1]) if len(quotes) > 1 else ""
    if said := recurring(loose):
        return {"date": said, "kind": "recurring"}
    if found := _WORKING.pattern.search(loose):
        origin = "receipt" if found["event"].startswith("nhan") else "issue"
        return {"date": f"{origin}+{int(found['days'])}{'wd' if found['wd'] else 'd'}", "kind": "within"}
    if found := _END_OF.pattern.search(loose):
        date = moment_of(found["moment"])
        return {"date": date, "kind": "by_end_of"} if date else None
    for kind, words in _BOUND[1:]:
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
    found = _SPAN.read(quotes[0])
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
    found = _SPAN.read(quotes[0])
    date = moment_of(found["last"], loosened(quotes[-1])) if found else None
    return {"date": date, "kind": "until"} if date else None


@rule("moment@1")
def moment(quotes: tuple[str, ...]) -> dict[str, str] | None:
    """A moment set without a binding word: within a period, by a day."""
    date = moment_of(loosened(quotes[0]))
    return {"date": date, "kind": "by" if date.count("-") > 1 else "within"} if date else None


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


def read_dates(reading: Reading, ranges: tuple[Range, ...], body: int) -> None:
    """Read every deadline once (the same words twice are one), then every cadence."""
    issue = reading.one("date")
    issued = str(issue.value) if issue and issue.value else ""
    seen: set[str] = set()
    for start, end in ranges:
        for _, rule_id, span, misprints in sorted(_bound(reading, start, end, body)):
            words = f"{rule_id} {' '.join(reading.view.loose[span[0] : span[1]].split())}"
            more: tuple[Range, ...] = ()
            loose = reading.view.loose[span[0] : span[1]]
            if issue and rule_id == "deadline@1" and not re.search(r"\d{4}|\+|hang|hang", loose) and "ngay" in loose:
                more = ((reading.view.at(issue.spans[0].start), reading.view.at(issue.spans[0].end)),)
            fact = reading.add("deadline", rule_id, span, *more, misprints=misprints)
            if fact is None:
                continue
            date, kind = fact.value["date"], fact.value["kind"]
            counts = _counts(date, kind, issued)
            if counts:
                reading.dated.append(DateWords(rule_id, span, more))
            if not counts or words in seen:
                reading.drop_last()
                continue
            seen.add(words)
            flags = _doubts(date, issued, bool(more) and kind != "recurring" and "+" not in date)
            if flags:
                reading.flag(fact, *flags)
        for found in CADENCE.finditer(reading.view.text, reading.view.loose, start, end):
            reading.add("cadence", "cadence@1", found.span(), misprints=found.misprints)


def _doubts(date: str, issued: str, year_of_issue: bool) -> list[str]:
    """What a person should look at: a year taken from the issue, a day before it, a day years after it."""
    flags = [YEAR_OF_ISSUE] if year_of_issue else []
    if issued and date[:4].isdigit():
        flags += [PAST] if date < issued[: len(date)] else []
        flags += [FAR_YEAR] if int(date[:4]) - int(issued[:4]) >= _far(date) else []
    return flags


def _far(date: str) -> int:
    """Years from the issue at which a date is doubted: days are set for soon, goals for far."""
    return _FAR_DAY if date.count("-") > 1 else _FAR_GOAL


def _counts(date: str, kind: str, issued: str) -> bool:
    """Say whether a moment binds anybody: what lies years before the letter says whom it means, or what was."""
    if not date[:4].isdigit() or not issued:
        return True
    past = date < issued[: len(date)]
    if kind in ("until", "within", "by_end_of") and past:
        return False
    return not past or int(date[:4]) >= int(issued[:4]) - _LONG_AGO


def _bound(reading: Reading, start: int, end: int, body: int) -> Iterator[tuple[int, str, Range, int]]:
    """Every moment with its rule, none inside another."""
    text, loose = reading.view.text, reading.view.loose
    taken = Taken(len(text))
    for found in RECURRING.finditer(text, loose, start, end):
        if taken.take(found.span()):
            yield found.start(), "deadline@1", found.span(), found.misprints
    for found in _SPAN.finditer(text, loose, start, end):
        if taken.take(found.span()) and _is_span(loose, found, start, body):
            yield found.start(), "span_from@1", found.span(), found.misprints
            yield found.start() + 1, "span_until@1", found.span(), found.misprints
    for found in _WORKING.finditer(text, loose, start, end):
        if taken.take(found.span()):
            yield found.start(), "deadline@1", found.span(), found.misprints
    for kind, words in _BOUND[1:]:
        for found in words.finditer(text, loose, start, end):
            span = found.span("when") if "when" in words.pattern.groupindex else found.span()
            if not _is_other(text, loose, kind, span, start, body) and taken.take(span):
                yield span[0], "deadline@1", span, found.misprints
    yield from _unbound(reading, max(start, body), end, taken)


def _is_span(loose: str, found: Found, start: int, body: int) -> bool:
    """A span of days or months orders; a span of years does where a time is set."""
    before = loose[max(start, found.start() - 60) : found.start()]
    if re.match(r"(?:ke )?tu nam", found.match.group()):
        return bool(re.search(r"thoi (?:gian|han)[^.;\n]{0,40}:\s*$", before))
    return found.start() >= body or bool(_IN_FORCE.search(before))


def _is_other(text: str, loose: str, kind: str, span: Range, start: int, body: int) -> bool:
    """The day of somebody's birth, of an event, of another document; what began long ago."""
    before = re.split(r"[.;]\s|\n", loose[max(start, span[0] - 160) : span[0]])[-1]
    clause = re.split(r"[.;\n]", before)[-1]
    if _NOT_MEANT.search(text[max(start, span[0] - len(clause)) : span[0]].lower()):
        return True
    if kind == "from":
        if "hieu luc" in loose[max(start, span[0] - 90) : span[0]]:
            return not _OWN_EFFECT.search(loose[max(start, span[0] - 120) : span[0]])
        return not _IN_FORCE.search(before) and not re.search(r"[-+:(]\s*$", before)
    return kind in ("within", "until") and span[0] < body and not re.search(r"hoan thanh|phan dau|truoc", before)


def _unbound(reading: Reading, start: int, end: int, taken: Taken) -> Iterator[tuple[int, str, Range, int]]:
    """Moments after "Thời gian ...:", in brackets of their own, in a column headed by a time."""
    text, loose = reading.view.text, reading.view.loose
    places: list[Range] = []
    for found in _TIMES.finditer(text, loose, start, end):
        if re.search(r"gio\b", loose[found.end() : found.end() + 20]):
            continue
        limit = min(end, found.end() + _WITHIN_REACH)
        stop = re.compile(r"\.(?=\s)|;|\n").search(text, found.end(), limit)
        places.append((found.end(), stop.start() if stop else limit))
    places += [m.span() for m in _BRACKET.finditer(loose, start, end)]
    places += [cell for cell in reading.cells_under(_TIME_HEAD) if start <= cell[0] < end]
    read_to = 0
    for first, last in sorted(places):
        first, read_to = max(first, read_to), max(last, read_to)
        for found in _BARE.finditer(text, loose, first, last):
            if taken.take(found.span()):
                yield found.start(), "moment@1", found.span(), found.misprints


_TIME_HEAD = re.compile(r"thoi (?:gian|han|diem)|hoan thanh|tien do|han (?:cuoi|chot|hoan)")
