"""The name of a body within a sentence: it begins with a capital and ends before a verb, a preposition or another body.

"của Sở Văn hóa, Thể thao và Du lịch về việc": a comma goes on only into another part of the same name.
"""

from __future__ import annotations

import re

from diachi.core.letters.lexicon import DOCUMENT_TYPES, UPPER
from diachi.core.letters.loose import without_accents
from diachi.core.letters.view import View

_HEADS = (
    r"Ủy ban|Uỷ ban|UBND|UBMTTQ|HĐND|Hội đồng|Bộ(?! luật)|Sở|Phòng|Ban|Văn phòng|Cục|Chi cục|Tổng cục|Công an|"
    r"Trung tâm|Hội|"
    r"Liên đoàn|Liên hiệp|Mặt trận|Chính phủ|Thủ tướng|Quốc hội|Tỉnh ủy|Huyện ủy|Thành ủy|Thị ủy|Đảng ủy|Kho bạc|"
    r"Ngân hàng|"
    r"Chủ tịch|Giám đốc|Thủ trưởng|Trưởng|Đoàn|Tập đoàn|Công ty|Tổng công ty|Liên Bộ|Bảo hiểm|Trường|Viện|các|Các"
)
BODY_HEAD = re.compile(rf"(?<!\w)(?:{_HEADS})(?!\w)")
_TYPES = "|".join(sorted((without_accents(t) for t in DOCUMENT_TYPES.split("|")), key=len, reverse=True))
# Small words end a name; these end it in capitals too ("của Chính phủ Quy định chi tiết").
_ALWAYS = r"quy dinh|ban hanh|huong dan|sua doi|ve viec|qui dinh"
_SMALL = (
    r"ve|tai|ngay|de|trong|da|co|so|gui|theo|giao|nham|truoc|cham nhat|trien khai|phe duyet|thuc hien|cong bo|"
    r"thong bao|"
    r"tang cuong|tiep tuc|day manh|ho tro|phan bo|thanh lap|doi voi|ket luan|quan triet|yeu cau|de nghi|tham muu|"
    r"bo sung|"
    r"dieu chinh|xem xet|biet|tong hop|ket qua|tinh hinh|kem|va viec|duoc|qua|thong qua|dinh ky|hang|moi|khi|neu|"
    r"cho y kien|"
    r"chiu trach nhiem|chu tri|phoi hop|to chuc|va gui|dong thoi|cho|lam|bang|chi dao|quyet dinh|danh gia|v/v|"
    r"khoang|phai|"
    r"nam \d|quy [iv]|thang \d|dinh|hoan thanh|bao cao|cap nhat|phuc vu|kip thoi|lap"
)
_END = re.compile(
    (
        rf"[;()\t|\x00:]|\.(?=\s|$)|\n\s*(?:\n|[-+•])|\./\.|,\s*(?:va )?(?=(?:{_TYPES})\b)|"
        rf"\s(?=va (?:cac )?(?:(?:{_TYPES})|so)\b)|"
        rf"\s(?:{_ALWAYS})\b|\s(?:{_SMALL})\b"
    ).replace(" ", r"\s+")
)
_ALWAYS_AT = re.compile(_ALWAYS.replace(" ", r"\s+"))
_COMMA = re.compile(rf",\s*(?!(?:{_HEADS})(?!\w))(?=[{UPPER}])")
LONGEST = 140


def body_end(view: View, start: int, limit: int, several: bool = False) -> int:
    """Give where the name that begins at an offset ends; with `several` a comma may lead to another body."""
    limit = min(limit, start + LONGEST)
    for end in _END.finditer(view.loose, start + 1, limit):
        said = end.group().strip()
        if said in (";", "(", ")", ":", "|", "", ".", "./.") or not said[:1].isalpha():
            limit = end.start()
            break
        word = end.start() + len(end.group()) - len(end.group().lstrip())
        if view.text[word].islower() or _ALWAYS_AT.match(said):
            if said in ("chi dao", "quyet dinh", "phoi hop") and re.search(r"ban\s*$", view.loose[start : end.start()]):
                continue
            limit = end.start()
            break
    at = view.text.find(",", start, limit)
    while at >= 0:
        goes_on = _COMMA.match(view.text, at, limit) or (
            several and re.match(rf",\s*(?:{_HEADS})", view.text[at:limit])
        )
        if not goes_on:
            limit = at
            break
        at = view.text.find(",", at + 1, limit)
    while limit > start and view.text[limit - 1] in " ,.\n":
        limit -= 1
    return limit
