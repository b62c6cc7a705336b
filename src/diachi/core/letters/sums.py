"""What the words around a sum of money say: its bound, its unit, for each what."""

from __future__ import annotations

import re
from typing import Any

from diachi.core.letters.loose import Words, loosened
from diachi.core.letters.values import SUM, money, rule

_UNIT = r"(?:nghìn|ngàn|triệu|tỷ|tỉ)"
_MIN_BEFORE = r"(?:ít nhất|tối thiểu|không dưới|không ít hơn|thấp nhất|trên)(?: là| mức| đạt)?"
_MAX_BEFORE = r"(?:không quá|tối đa|không vượt quá|cao nhất|dưới)(?: là| mức)?"
RANGE = Words(
    rf"(?:từ )?(?<![\d.,/])(?P<low>\d[\d.,]{{0,17}}(?: {_UNIT})?(?:\s*(?:đồng|đ|vnđ))?)\s*(?:-|đến|"
    rf"tới)\s*(?:dưới )?(?P<high>{SUM})"
    r"(?P<more>[^.;,\n|]{0,40}? trở lên)?"
)
ONE = Words(
    rf"(?:(?P<min>{_MIN_BEFORE})|(?P<max>{_MAX_BEFORE})|(?P<from>từ)|(?P<to>lên|"
    rf"đến))?\s*(?P<sum>{SUM})(?P<per>(?:\s*/\s*[\w]+(?: (?!trở )[\w]+)?){{0,3}})"
    r"(?P<more>[^.;,\n|]{0,40}? trở (?P<way>lên|xuống))?",
    free=("per",),
)
STRIVE = Words(r"phấn đấu|bình quân|trung bình")
_STRIVE_ONLY = re.compile(r"(?:phan dau|binh quan|trung binh)[^.;\n|]*$")
_EACH_AFTER = re.compile(
    r"\s*(?:/\s*|mot |moi |cho moi |cho mot )\s*(?:01 |1 )?(ho|nguoi|can nha|nha|suat|mo hinh|hoc sinh|can bo|"
    r"dang vien|xa|thon|nam|thang|lan|can|don vi|nguoi)\b"
)
_NAMES = {
    "ho": "hộ", "nguoi": "người", "co quan": "cơ quan", "don vi": "đơn vị", "nha": "nhà", "can nha": "căn nhà",
    "can": "căn", "suat": "suất", "mo hinh": "mô hình", "hoc sinh": "học sinh", "can bo": "cán bộ",
    "dang vien": "đảng viên", "xa": "xã", "thon": "thôn", "chi bo": "chi bộ", "nam": "năm", "thang": "tháng",
    "lan": "lần",
}  # fmt: skip
_IN_KIND = re.compile(r"giong|hien vat|cong lao dong|vat nuoi")


def _op(loose: str, strive: bool) -> str:
    found = ONE.pattern.search(loose)
    if not found:
        return "eq"
    if found["more"]:
        return "min" if found["way"] == "len" else "max"
    if found["min"] or found["from"]:
        return "min"
    return "max" if found["max"] else "target" if strive else "eq"


@rule("amount@1")
def amount(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """An amount in VND with its bound; a second quote says "phấn đấu" or "bình quân", the last "mỗi hộ"."""
    loose = loosened(quotes[0])
    value = money((quotes[0],))
    if value is None:
        return None
    strive = any(STRIVE.pattern.search(loosened(q)) for q in quotes)
    return {"value": value, "op": _op(loose, strive), "per": _per(quotes)}


def _per(quotes: tuple[str, ...]) -> str | None:
    after = _EACH_AFTER.search(loosened(quotes[0]))
    if after:
        return _NAMES[after[1]]
    each = next((m for q in quotes for m in [re.search(r"moi ([a-z]+(?: [a-z]+)?)", loosened(q))] if m), None)
    if not each:
        return None
    return _NAMES.get(each[1]) or _NAMES.get(each[1].split()[0])


@rule("amount_low@1")
def amount_low(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """The lower end of a range, in the unit of the upper."""
    found = RANGE.read(quotes[0])
    if not found:
        return None
    unit = re.search(r"(?:nghin|ngan|trieu|ty|ti)?\s*(?:dong|d|vnd)$", found["high"])
    low = re.sub(r"\s*(?:dong|d|vnd)$", "", found["low"]).strip()
    has_unit = bool(re.search(r"[a-z]", low))
    value = money((f"{low} đồng",)) if has_unit else money((f"{low} {unit.group() if unit else 'đồng'}",))
    return {"value": value, "op": "min", "per": _per(quotes)} if value is not None else None


@rule("amount_high@1")
def amount_high(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """The upper end of a range."""
    found = RANGE.read(quotes[0])
    value = money((found["high"],)) if found else None
    return {"value": value, "op": "max", "per": _per(quotes)} if value is not None else None


@rule("floor@1")
def floor(quotes: tuple[str, ...]) -> dict[str, Any] | None:
    """The least amount for one household, in VND; whether things count (seedlings, animals) is said beside it."""
    value = money((quotes[0],)) if not RANGE.read(quotes[0]) else (amount_low(quotes) or {}).get("value")
    if value is None:
        return None
    return {"value": value, "op": "min", "per": "hộ", "in_kind": bool(_IN_KIND.search(loosened(quotes[0])))}
