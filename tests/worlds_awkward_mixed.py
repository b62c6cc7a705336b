"""Traps thrown together by dice: each book takes some of each kind, so that rules are tried beside each other."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from typing import Any

from diachi.core.text import fold
from vietnamese import encode_tcvn3, encode_vni
from worlds_awkward import FIELDS, HEADERS, LIST, OFFICE, Book, Grid, Laid, homes_of, lay, one
from worlds_awkward_tables import ROMAN, by_hamlet

BOOKS_OF_DICE = 30
COMMUNES = ("06073", "06076", "06082", "06091", "06109", "06067")
_WRITERS: dict[str, tuple[Callable[[Any], Any], ...]] = {
    "list_no": (lambda h: h.list_no, lambda h: f"{h.list_no:02d}", lambda h: f"{h.list_no}."),
    "head_name": (lambda h: h.head_name, lambda h: h.head_name.upper(), lambda h: f"{h.head_name} ({h.head_birth})"),
    "head_birth": (lambda h: int(h.head_birth), lambda h: f"01/01/{h.head_birth}", lambda h: f"??/??/{h.head_birth}"),
    "head_sex": (lambda h: "Nam" if h.head_sex == "male" else "Nữ", lambda h: "NAM" if h.head_sex == "male" else "NU"),
    "personal_id": (lambda h: h.personal_id, lambda h: int(h.personal_id), lambda h: f"'{h.personal_id}"),
    "phone": (lambda h: h.phone, lambda h: int(h.phone), lambda h: f"{h.phone[:4]}.{h.phone[4:7]}.{h.phone[7:]}"),
    "persons": (lambda h: h.persons, lambda h: f"{h.persons} người", lambda h: str(h.persons)),
}
_HEADERS = {
    "list_no": ("STT", "TT", "Số TT"),
    "head_name": ("Họ và tên chủ hộ", "HỌ TÊN CHỦ HỘ", "Họ tên", "Chủ hộ"),
    "head_birth": ("Năm sinh", "Ngày, tháng, năm sinh", "Sinh năm"),
    "personal_id": ("Số CCCD", "CCCD/CMND", "Số định danh cá nhân"),
    "phone": ("SĐT", "Điện thoại", "Số điện thoại"),
    "hamlet": ("Thôn", "Thôn, bản", "Thôn/Xóm"),
    "commune": ("Xã", "Xã, thị trấn", "Tên xã"),
    "persons": ("Số khẩu", "Số nhân khẩu", "Nhân khẩu (người)"),
}


def _mixed(number: int) -> Book:
    dice = random.Random(number)
    code = dice.choice(COMMUNES)
    homes, grid = homes_of(dice.randint(12, 30), code), Grid("Sheet1")
    commune = homes[0].commune
    blocks = dice.random() < 0.4
    in_title = dice.random() < 0.4
    left_out = {f for f, out in (("hamlet", blocks), ("commune", in_title)) if out}
    fields = [f for f in FIELDS if f not in left_out]
    if dice.random() < 0.6:
        dice.shuffle(fields)
    headers = {f: dice.choice(_HEADERS.get(f, (HEADERS[f],))) for f in fields}
    if dice.random() < 0.3:
        headers = {f: fold(said).upper() for f, said in headers.items()}
    writers = {f: dice.choice(said) for f, said in _WRITERS.items()}
    title = f"{LIST} XÃ {commune.upper()}" if in_title else LIST
    row, left = grid.titles((OFFICE, title)), dice.choice((0, 0, 1, 3))
    laid = _laid(dice, grid, homes, row, fields, left, headers, writers, blocks=blocks)
    _ends(dice, grid, laid, left)
    return one(f"mixed_{number}", _in_letters(dice, grid), laid)


def _laid(
    dice: random.Random,
    grid: Grid,
    homes: list[Any],
    row: int,
    fields: list[str],
    left: int,
    headers: dict[str, str],
    writers: dict[str, Any],
    *,
    blocks: bool,
) -> list[Laid]:
    parts = by_hamlet(homes) if blocks else [("", homes)]
    page, subtotal = dice.choice((7, 11, 100)), dice.random() < 0.5
    laid: list[Laid] = []
    grid.line(row, [headers[f] for f in fields], left)
    row += 1
    for roman, (hamlet, own) in zip(ROMAN, parts, strict=False):
        if blocks:
            grid.line(row, [roman, f"{hamlet} ({len(own)} hộ)"], left)
            row += 1
        for home in own:
            if laid and len(laid) % page == 0:
                grid.line(row, [headers[f] for f in fields], left)
                row += 1
            laid += lay(grid, [home], row, fields, left=left, writers=writers, header=False)
            row += 1
        if subtotal and blocks:
            grid.line(row, [None, f"Cộng: {len(own)} hộ"], left)
            row += 1
    return laid


def _ends(dice: random.Random, grid: Grid, laid: list[Laid], left: int) -> None:
    row = laid[-1].row + 1
    if dice.random() < 0.5:
        grid.line(row, ["Tổng cộng"] if dice.random() < 0.3 else [None, f"Tổng số: {len(laid)} hộ"], left)
    if dice.random() < 0.6:
        grid.line(row + 2, [None, "Người lập biểu", None, None, "TM. UBND XÃ"], left)
        grid.line(row + 6, [None, "Hoàng Thị Ký", None, None, "Lý Văn Dấu"], left)


def _in_letters(dice: random.Random, grid: Grid) -> Grid:
    encode = dice.choice((str, str, encode_tcvn3, encode_vni, lambda text: unicodedata.normalize("NFD", text)))
    # The capitals of a .VnTimeH font are small letters in the file.
    bare = str.lower if encode is encode_tcvn3 else str

    def typed(value: Any) -> Any:
        return encode(bare(value) if value.isupper() else value) if isinstance(value, str) else value

    return grid.mapped(typed)


def _maker(number: int) -> Callable[[], Book]:
    def make() -> Book:
        return _mixed(number)

    make.__name__ = f"mixed_{number}"
    return make


BOOKS = tuple(_maker(number) for number in range(1, BOOKS_OF_DICE + 1))
