"""Where a letter sets a date: every moment with its binding word, and what a person should look at.

Left out: whom a date describes (born before), other documents and their effect, what was long ago.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from diachi.core.letters.dates import BOUND, SPAN, WORKING, YEARLY
from diachi.core.letters.facts import FAR_YEAR, NO_BINDING_WORD, PAST, YEAR_OF_ISSUE
from diachi.core.letters.loose import Found, Words
from diachi.core.letters.making import DateWords, Range, Reading, Taken
from diachi.core.letters.moments import DAY, MONTH_OR_QUARTER, MONTHS, WHOLE_YEAR
from diachi.core.letters.repeats import CADENCE, RECURRING, TWICE_A_YEAR

# Where a time is set without a binding word: "Thời gian hoàn thành: Quý II/2024", "(trong năm 2013)".
_TIMES = Words(r"thời (?:gian|hạn|điểm)(?: (?P<of>[^.:;\n|]{0,40}?))?\s*:", free=("of",))
_BRACKET = re.compile(r"\((?=(?:trong |vao |tu )?(?:nam|quy|thang)\s)[^()\n]{4,80}\)")
_WITHOUT_YEAR = re.compile(
    r"^(?!.*(?:\d{4}|\+|\bhang\b|\bmoi\b|\bsau\b|\bky\b))(?=.*\d\s*(?:/|-|thang)\s*\d)", re.DOTALL
)
_BARE = Words(rf"(?:trong )?(?P<moment>{DAY}|{MONTHS}|{MONTH_OR_QUARTER}|{WHOLE_YEAR})")
_NOT_MEANT = re.compile(
    r"(?:\bsinh|thường trú|tạm trú|tham gia|nhập ngũ|hy sinh|\btính|so sánh với|so với|phát sinh|hoạt động|công tác|"
    r"cấp giấy|về hưu|nghỉ hưu|từ trần|chứng từ|\bđã (?:được |có )?[\w ]{0,30}|\bký|"
    r"\bsố \d[^;,.]{1,40})\s*(?:ngày)?\s*$"
)
_OWN_EFFECT = re.compile(
    r"(?:quyet dinh|ke hoach|nghi quyet|quy dinh|quy che|van ban|huong dan|chi thi|chuong trinh|thong bao|"
    r"cong van) nay\b"
)
_IN_FORCE = re.compile(
    r"hieu luc|ap dung|thuc hien|bat dau|thoi gian|tu chuc|trien khai|tien hanh|dien ra|duoc tinh|to chuc"
)
_WITHIN_REACH = 120  # from "Thời gian ...:" to the moment it sets
_FAR_DAY, _FAR_GOAL = 2, 16
_LONG_AGO = 1  # years before the letter's own: whom it means, or what was
_TIME_HEAD = re.compile(r"thoi (?:gian|han|diem)|hoan thanh|tien do|han (?:cuoi|chot|hoan)")


def read_dates(reading: Reading, ranges: tuple[Range, ...], body: int) -> None:
    """Read every deadline once (the same words twice are one), then every cadence."""
    issue = reading.one("date")
    issued = str(issue.value) if issue and issue.value else ""
    seen: set[str] = set()
    for start, end in ranges:
        for _, rule_id, span, misprints in sorted(_bound(reading, start, end, body)):
            words = f"{rule_id} {' '.join(reading.view.loose[span[0] : span[1]].split())}"
            rule_id, more = _with_year(reading, rule_id, span, start)
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
            flags = _doubts(date, issued, bool(more) and rule_id == "deadline@1")
            flags += [NO_BINDING_WORD] if rule_id == "moment@1" else []
            if flags:
                reading.flag(fact, *flags)
        for found in CADENCE.finditer(reading.view.text, reading.view.loose, start, end):
            reading.add("cadence", "cadence@1", found.span(), misprints=found.misprints)


def _with_year(reading: Reading, rule_id: str, span: Range, start: int) -> tuple[str, tuple[Range, ...]]:
    """A day without its year comes every year when the sentence says so, else in the year of the issue."""
    if rule_id != "deadline@1" or not _WITHOUT_YEAR.search(reading.view.loose[slice(*span)]):
        return rule_id, ()
    yearly = _said_yearly(reading, start, span[0])
    if yearly:
        return "yearly@1", (yearly,)
    issue = reading.one("date")
    told = issue.spans[0] if issue else None
    return rule_id, ((reading.view.at(told.start), reading.view.at(told.end)),) if told else ()


def _said_yearly(reading: Reading, start: int, at: int) -> Range | None:
    """What says, in the same sentence, that the day comes every year."""
    first = max(start, at - 90, *(reading.view.text.rfind(mark, start, at) + 1 for mark in ".;\n"))
    said = list(YEARLY.finditer(reading.view.text, reading.view.loose, first, at))
    return said[-1].span() if said else None


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
    for words, rules, holds in _FIRST:
        for found in words.finditer(text, loose, start, end):
            if taken.take(found.span()) and (not holds or holds(loose, found, start, body)):
                for at, rule_id in enumerate(rules):
                    yield found.start() + at, rule_id, found.span(), found.misprints
    for kind, words in BOUND[1:]:
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


# The longer forms first: what they took no shorter form reads again.
_FIRST: tuple[tuple[Words, tuple[str, ...], Callable[[str, Found, int, int], bool] | None], ...] = (
    (TWICE_A_YEAR, ("yearly_first@1", "yearly_second@1"), None),
    (RECURRING, ("deadline@1",), None),
    (SPAN, ("span_from@1", "span_until@1"), _is_span),
    (WORKING, ("deadline@1",), None),
)


def _is_other(text: str, loose: str, kind: str, span: Range, start: int, body: int) -> bool:
    """The day of somebody's birth, of an event, of another document; what began long ago."""
    before = re.split(r"[.;]\s|\n", loose[max(start, span[0] - 160) : span[0]])[-1]
    clause = re.split(r"[.;\n]", before)[-1]
    if _NOT_MEANT.search(text[max(start, span[0] - len(clause)) : span[0]].lower()):
        return True
    if kind == "from":
        if "hieu luc" in loose[max(start, span[0] - 90) : span[0]]:
            return not _OWN_EFFECT.search(loose[max(start, span[0] - 240) : span[0]])
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
