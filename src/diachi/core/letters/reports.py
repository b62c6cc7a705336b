"""Orders to report or to send: to whom, through whom, by when; "báo cáo" as a noun, as a purpose, as a note is none.

The report of the body that only adds up is an order of its own when it is dated.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from diachi.core.letters.bodies import body_end
from diachi.core.letters.loose import Words
from diachi.core.letters.making import DateWords, Range, Reading, Taken
from diachi.core.letters.report_values import BY, PERIOD, name

_REACH = 240  # from the order to its receiver
_MOST_DATES = 4  # of one order
_MOST = 360
_NO_BODY = re.compile(r"(?:e-?mail|zalo|truc|he thong|hop thu|dia chi|so dien|duong|phan mem|buu dien)", re.IGNORECASE)
_ABOUT_WHAT = re.compile(r"\s*(?:ve\s+)?(?:tinh hinh|ket qua|tien do)\b")
_ASKED = re.compile(r"\b(?:de nghi|yeu cau)\b[^.;]{0,160}$")
_ADDS_UP = re.compile(
    r"\bgiao\b[^\n]{0,400}?(?:tong hop|theo doi|don doc|dau moi)|"
    r"tong hop,?\s*(?:ket qua\s*)?,?\s*(?:va\s*)?(?:dinh ky\s*)?$"
)
_VIA = Words(r"\(\s*(?:gửi\s+)?(?:thông\s+)?qua\s+|,?\s*(?:thông\s+)?\bqua\s+(?=\S)")
_HEAD = re.compile(
    r"(?:Ủy ban|Uỷ ban|UBND|UBMTTQ|HĐND|Hội đồng|Bộ|Sở|sở|Phòng|phòng|Ban|Văn phòng|văn phòng|Cục|Chi cục|"
    r"Tổng cục|Công an|Trung tâm|Hội|"
    r"Liên đoàn|Liên hiệp|Mặt trận|Chính phủ|Thủ tướng|Phó Thủ tướng|Tỉnh ủy|Huyện ủy|Thành ủy|Thị ủy|Đảng ủy|"
    r"Thường trực|thường trực|Kho bạc|"
    r"Ngân hàng|Chủ tịch|Giám đốc|Thủ trưởng|Đoàn|Tập đoàn|Công ty|Tổng công ty|Bảo hiểm|Trưởng|BCĐ|BTV|cấp ủy|"
    r"cơ quan|huyện|tỉnh|"
    r"Tỉnh đoàn|Huyện đoàn|TT |Tổ |Bí thư|Phó Chủ tịch|Bộ trưởng|cấp trên|cấp có thẩm quyền|LĐLĐ|BHXH|NHCSXH|Sở|"
    r"BHYT|Viện|Điện lực|Quỹ|"
    r"MTTQ|Liên minh|Hạt|Trạm|Trường|đơn vị|Cơ quan|Đơn vị|[A-ZĐ]{3,})(?!\w)"
)
_DIRECT = re.compile(
    r"\s*(?:kip thoi |ngay |gap |truc tiep |nhanh |va de xuat |, de xuat |, tham muu |, xin y kien )?(?=\S)"
)
_SENT_TO = Words(r"\b(?:gửi\s+)?(?:về|lên|cho|đến|tới)\s+(?=\S)")
_NOUN_AFTER = re.compile(
    r"\s*(?:so \d|cua|nay|tren|viec da|kinh te|chinh tri|tai chinh|thong ke|\)|tham luan|vien\b|dau nam)"
)
_PURPOSE_WORDS = 9  # between "để" and the report it is for: "để tổng hợp, báo cáo"
_PURPOSE = Words(r"\b(?:để|nhằm|phục vụ)\b")
_NOUN_BEFORE = re.compile(
    r"(?:\btheo|\btai|\bcan cu|\bmau|\bcac|\bche do|\btrong|\bqua|\bnhan duoc|\bcua|\bviec|\btheo noi dung|\bbang|"
    r"\bthong ke|\bkem|\bda|\bhoi nghi|"
    r"\bnoi dung|\bso lieu|\bxet|\bnghe|\bky|\bban)\s*$|\($"
)
_SENTENCE_END = re.compile(r"\.(?=\s|$|/)|;|\n\s*\n|\n\s*[-+•]|\||\n(?=\s*(?:\d{1,2}[.)]|[a-zđ]\)|[IVX]+\.)\s)")
_ANCHOR = Words(r"\b(?:báo cáo|gửi(?! kèm))\b")


def read_reports(reading: Reading, ranges: tuple[Range, ...], body: int) -> None:
    """Read every order to report in the body and in what is attached."""
    taken = Taken(len(reading.view.text))
    for start, end in ranges:
        for anchor in _ANCHOR.finditer(reading.view.text, reading.view.loose, start, end):
            _read_one(
                reading, anchor.span(), (max(start, body) if _is_late(anchor.start(), body) else start, end), taken
            )


def _is_late(at: int, body: int) -> bool:
    return at >= body


def _read_one(reading: Reading, anchor: Range, within: Range, taken: Taken) -> None:
    view = reading.view
    reported = "bao cao" in view.loose[max(within[0], anchor[0] - 160) : anchor[1] + 60]
    sending = view.loose.startswith("gui", anchor[0])
    sentence = _sentence(view.text, anchor, within)
    before = view.loose[sentence[0] : anchor[0]]
    if not sending and (_NOUN_BEFORE.search(before) or _NOUN_AFTER.match(view.loose, anchor[1])):
        return
    if _is_purpose(reading, sentence[0], anchor[0]):
        return
    to = _receiver(reading, anchor, sentence)
    via = _channel(reading, to[1] if to else anchor[1], sentence, bool(to))
    if taken_before(taken, anchor) or (to and taken_before(taken, to)):
        return
    whens = _dates(reading, anchor, sentence, (via or to or anchor)[1])
    paragraph = view.loose[max(within[0], view.text.rfind("\n", 0, anchor[0]) + 1, anchor[0] - 700) : anchor[0]]
    adds_up = bool(_ADDS_UP.search(paragraph))
    alone = not (to or via) and (sending or not any(r[0] >= anchor[1] for _, date in whens for r in date[:1]))
    asked = not sending and _ASKED.search(before) and _ABOUT_WHAT.match(view.loose, anchor[1])
    if (alone and not asked) or ((sending or (adds_up and not via)) and not whens):
        return
    for by, date in whens or [("", ())]:
        ends = [anchor[1], *(r[1] for r in (to, via) if r), *(r[1] for r in date if sentence[0] <= r[0] < sentence[1])]
        starts = [anchor[0], *(r[0] for r in date[:1] if sentence[0] <= r[0] < sentence[1])]
        clause = (min(starts), max(ends))
        if via and view.text[clause[1] : clause[1] + 1] == ")":
            clause = (clause[0], clause[1] + 1)
        quotes = [clause, *(r for r in (to, via) if r), *date]
        taken.take((anchor[0], max(r[1] for r in (anchor, to, via) if r)))
        field = "sending" if sending and not reported else "reporting" if to or via else "report_asked"
        reading.add(field, name(bool(to), bool(via), by), *quotes)


def _is_purpose(reading: Reading, start: int, at: int) -> bool:
    view = reading.view
    purposes = list(_PURPOSE.finditer(view.text, view.loose, max(start, at - 90), at))
    return bool(purposes) and len(view.text[purposes[-1].end() : at].split()) <= _PURPOSE_WORDS


def taken_before(taken: Taken, span: Range) -> bool:
    """Say whether another order to report took these words."""
    return not taken.is_free(span)


def _sentence(text: str, anchor: Range, within: Range) -> Range:
    first = max(within[0], anchor[0] - _MOST)
    starts = [m.end() for m in _SENTENCE_END.finditer(text, first, anchor[0])]
    limit = min(within[1], anchor[1] + _MOST)
    depth = text[starts[-1] if starts else first : anchor[0]].count("(") - text[
        starts[-1] if starts else first : anchor[0]
    ].count(")")
    for end in _SENTENCE_END.finditer(text, anchor[1], limit):
        inside = depth + text[anchor[1] : end.start()].count("(") - text[anchor[1] : end.start()].count(")")
        if inside <= 0 or "\n" in end.group():
            return (starts[-1] if starts else first), end.start()
    return (starts[-1] if starts else first), limit


def _receiver(reading: Reading, anchor: Range, sentence: Range) -> Range | None:
    view = reading.view
    direct = _DIRECT.match(view.loose, anchor[1], sentence[1])
    if direct and not view.loose.startswith("gui", anchor[0]) and _HEAD.match(view.text, direct.end()):
        return direct.end(), body_end(view, direct.end(), sentence[1], several=True)
    if view.loose.startswith("gui", anchor[0]) and direct and _HEAD.match(view.text, direct.end()):
        return direct.end(), body_end(view, direct.end(), sentence[1], several=True)
    for found in _SENT_TO.finditer(view.text, view.loose, anchor[1], min(sentence[1], anchor[1] + _REACH)):
        if _HEAD.match(view.text, found.end()):
            return found.end(), body_end(view, found.end(), sentence[1], several=True)
    return None


def _channel(reading: Reading, after: int, sentence: Range, near: bool) -> Range | None:
    view = reading.view
    limit = min(sentence[1], after + (60 if near else 120))
    for found in _VIA.finditer(view.text, view.loose, after, limit):
        bracket = found.match.group().startswith("(")
        named = _HEAD.match(view.text, found.end()) or (bracket and view.text[found.end()].isupper())
        if not named or _NO_BODY.match(view.loose, found.end()):
            continue
        if bracket:
            return found.end(), _closing(view.text, found.end(), sentence[1])
        return found.end(), body_end(view, found.end(), sentence[1])
    return None


def _closing(text: str, start: int, limit: int) -> int:
    """The bracket that closes; one that never does ends with the sentence, or with the inner one."""
    depth, last = 1, limit
    for mark in re.compile(r"[()]").finditer(text, start, min(limit, start + 240)):
        depth += 1 if mark.group() == "(" else -1
        last = mark.end()
        if depth == 0:
            return mark.start()
    return last if depth == 1 and last != limit else _inner(text, start, limit)


def _inner(text: str, start: int, limit: int) -> int:
    comma = re.compile(r"[,;]").search(text, start, limit)
    return comma.start() if comma else limit


def _dates(reading: Reading, anchor: Range, sentence: Range, after: int) -> list[tuple[str, tuple[Range, ...]]]:
    """The dates of the sentence: those after the order, else the nearest before; else how often."""
    first = bisect_left(reading.dated, sentence[0], key=_begins)
    inside = reading.dated[first : bisect_left(reading.dated, sentence[1], key=_begins)]
    later = [d for d in inside if d.span[0] >= anchor[1] and _same_order(reading, max(after, anchor[1]), d.span[0])]
    chosen = later[:_MOST_DATES] or [d for d in inside if d.span[1] <= anchor[0]][-1:]
    found = [(d.rule, (d.span, *d.more)) for d in chosen if d.rule in BY]
    if found or after == anchor[1]:  # how often nobody is told is no order yet
        return found
    often = list(_periods(reading, sentence))
    return [("cadence", (often[0],))] if often else []


def _begins(words: DateWords) -> int:
    return words.span[0]


def _same_order(reading: Reading, start: int, end: int) -> bool:
    """No other order to report or to send begins between the order and the date."""
    loose = reading.view.loose[start:end]
    return not re.search(r"(?<!mau )(?<!cac )(?<!theo )\b(?:bao cao\b|gui\b(?! kem))", loose)


def _periods(reading: Reading, sentence: Range) -> Iterator[Range]:
    for found in PERIOD.finditer(reading.view.text, reading.view.loose, *sentence):
        yield found.span()
