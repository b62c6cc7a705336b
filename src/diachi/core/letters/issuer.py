"""Who issues a letter: the capitals above the number, cut into parent, issuer and standing organ."""

from __future__ import annotations

import re

from diachi.core.letters.letterhead import Letterhead
from diachi.core.letters.lexicon import DOCUMENT_TYPES
from diachi.core.letters.loose import without_accents
from diachi.core.letters.making import Reading

# Where the name of a body begins. "BAN" and "PHÒNG" begin one only where no longer name holds them.
_HEADS = (
    r"uy ban mat tran|uy ban nhan dan|uy ban|ubnd|ubmttq|mat tran to quoc|hoi dong nhan dan|hdnd|hoi dong|"
    r"tong cuc|chi cuc|cuc|"
    r"so|phong|van phong|thanh tra|trung tam|truong|vien kiem sat|vien|benh vien|kho bac|ngan hang|chi nhanh|bao hiem|"
    r"bo chi huy|bo|cong an|lien doan|lien hiep|hoi|tinh uy|huyen uy|thanh uy|thi uy|quan uy|dang uy|dang bo|tinh doan|"
    r"huyen doan|thanh doan|thi doan|doan|tong cong ty|cong ty|tap doan|thu tuong|chinh phu|quoc hoi|toa an|ban|"
    r"chu tich|"
    r"hop tac xa|quy|tram|to cong tac|dien luc|buu dien|hat kiem lam|doanh nghiep|cong doan"
)
_BEGINS = re.compile(rf"(?:{_HEADS})\b")
_STANDING = re.compile(r"(?:ban (?:thuong truc|thuong vu|chap hanh)|bch|btv|btt)\b")
# A name that says nothing by itself goes on in the next line.
_UNFINISHED = re.compile(
    r"(?:.*(?:\b(?:va|ve|cua|cac|cap|thuoc|voi|viet)|[-,&]))$|(?:uy ban nhan dan|hoi dong nhan dan|van phong|"
    r"ban chi dao|ban quan ly|ban chap hanh|ban thuong vu|uy ban|uy ban mat tran|mat tran|doan|hoi|so|bo|truong|"
    r"cong ty|"
    r"tong cong ty|uy ban mat tran to quoc|bo lao dong|ngan hang|ngan hang chinh sach|lien doan|trung tam|hoi dong|"
    r"ban chi huy|ban van dong|thuong truc|doan tncs|chi nhanh)$"
)
# Cells run lines together: a lower body begins after the place or the name of the upper one.
_INSIDE = re.compile(
    r"(?<![-,&])(?<! va)(?<! ve)(?<! cua)(?<! tong)(?<! chi)(?<! uy)(?<! van)(?<! thuoc)(?<! truong)(?<! xa)"
    r"(?<! nuoc)(?<! bo)"
    r"(?<! vien) "
    r"(?=(?:tong cuc|chi cuc|cuc|so|phong|van phong|trung tam|ban (?!nhan dan|chi|quan)|hoi (?!dong nhan dan)|"
    r"ban (?:chi dao|quan ly)|"
    r"huyen uy|thanh uy|thi uy|truong|vien|cong ty|chi nhanh)(?: |$))"
)
_PLACED = re.compile(
    r"\b(?:tinh|thanh pho|huyen|thi xa|quan|thi tran|phuong|xa)\s+\w+|^bo |^tong cong ty |^tap doan |^dang bo "
)
_TYPE = re.compile(rf"(?:{DOCUMENT_TYPES.upper()})\b|V\s*/\s*[vV]|(?i:kính gửi)|(?i:về việc)")
_LEAST_UPPER = 0.8


def read_issuer(reading: Reading, head: Letterhead) -> None:
    """Read issuer and parent; the standing organ of a body ("BAN THƯỜNG TRỰC") is neither."""
    pieces = _capitals(reading, head)
    units = _units(reading, pieces)
    if not units:
        return
    if len(units) > 1:
        above = units[-2]
        reading.add("issuer_parent", "words@1", *above)
    reading.add("issuer", "words@1", *units[-1])


def _capitals(reading: Reading, head: Letterhead) -> list[tuple[int, int]]:
    """The lines in capitals at the beginning, from the first that begins with the name of a body."""
    end = min(head.end, head.start + 1500)
    if head.number:
        before = _first_block(reading, head, head.start, head.number.start())
        if before:
            return before
    return _first_block(reading, head, head.start, end)


def _first_block(reading: Reading, head: Letterhead, start: int, end: int) -> list[tuple[int, int]]:
    text = reading.view.text
    found: list[tuple[int, int]] = []
    for first, last in head.lines(start, end):
        said = text[first:last]
        letters = [c for c in said if c.isalpha()]
        upper = sum(c.isupper() for c in letters) >= _LEAST_UPPER * max(len(letters), 1)
        named = bool(_BEGINS.match(without_accents(said)))
        if not letters:
            continue
        if _TYPE.match(said) and not named:
            break
        if not upper or re.search(r"\d{2,}/", said):
            if found:
                break
            continue
        if not found and not named:
            continue
        apart = found and text[found[-1][1] : first].count("\n") > 1
        unfinished = found and _UNFINISHED.search(_folded(reading, found))
        if apart and not unfinished and not _same_column(head, found[-1][1], first):
            break
        found.append((first, last))
    return found


def _same_column(head: Letterhead, start: int, end: int) -> bool:
    """Between two lines of one column only the other column stands."""
    return "\x00" in head.left[start - head.start : end - head.start]


def _folded(reading: Reading, ranges: list[tuple[int, int]]) -> str:
    return " ".join(" ".join(without_accents(reading.view.text[a:b]).split()) for a, b in ranges)


def _units(reading: Reading, pieces: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The bodies one below the other, each as the ranges of its words."""
    units: list[list[tuple[int, int]]] = []
    for piece in [p for whole in pieces for p in _split(reading, whole)]:
        said = _folded(reading, [piece])
        begins = bool(_BEGINS.match(said))
        if units and (not begins or _UNFINISHED.search(_folded(reading, units[-1]))):
            units[-1].append(piece)
        elif units and _STANDING.match(said):
            continue
        else:
            units.append([piece])
    return units


def _split(reading: Reading, piece: tuple[int, int]) -> list[tuple[int, int]]:
    """The bodies that stand in one line."""
    folded = without_accents(reading.view.text[piece[0] : piece[1]])
    cuts = []
    for found in _INSIDE.finditer(folded):
        if _PLACED.search(folded[: found.start()]) and not _UNFINISHED.search(folded[: found.start()]):
            cuts.append(found.start())
    ends = [*cuts, len(folded)]
    starts = [0, *(c + 1 for c in cuts)]
    return [(piece[0] + a, piece[0] + b) for a, b in zip(starts, ends, strict=True)]
