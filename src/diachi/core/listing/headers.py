"""Which table a sheet is, and which column means what: headers by aliases, any order, with or without accents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from diachi.core.listing.cells import Cell, text_of
from diachi.core.text import fold

# Folded headers; the first alias is how our own templates write it. A header matches when it equals an alias, or begins
# with it ("so khau (nguoi)").
PLACE_ALIASES = {
    "hamlet": (
        "thon|thon ban|thon xom|ban|xom|to dan pho|khu pho|khoi pho|thon khu pho|thon ban khu pho|thon to dan pho"
    ),
    "commune": "xa|xa thi tran|xa phuong thi tran|xa phuong|ten xa|don vi xa|dia ban xa",
    "district": "huyen|huyen thanh pho|quan huyen",
    "province": "tinh|tinh thanh pho",
}
HOUSEHOLD_ALIASES = {
    "household_id": "ma ho dia chi|ma ho",  # the first is hidden in a returned workbook; a sender's codes are not ids
    "list_no": "stt|tt|so tt|so thu tu|stt ho",
    "head_name": "ho va ten chu ho|ho ten chu ho|chu ho|ten chu ho|ho va ten|ho ten|hovaten|ho va ten chu ho ngheo",
    "head_birth": "nam sinh|ngay sinh|ngay thang nam sinh|sinh nam|nam sinh chu ho|ngay thang nam sinh chu ho",
    "head_sex": "gioi tinh",
    "personal_id": (
        "so cccd|cccd|cccd cmnd|cmnd cccd|so cccd cmnd|so cmnd cccd|so dinh danh|so dinh danh ca nhan|cmnd|so cmnd"
    ),
    "phone": "so dien thoai|dien thoai|sdt|dt",
    "ethnic_group": "dan toc",
    "address": "dia chi|noi o|noi o hien nay",
    "status": "loai ho|dien ho|trang thai|doi tuong ho|ho ngheo can ngheo|phan loai ho",
    "list_date": "ngay danh sach|ngay lap danh sach",
    "income_points": "diem a|diem b1|diem thu nhap",
    "deprivation_points": "diem b|diem b2|diem thieu hut",
    "persons": "so khau|so nhan khau|nhan khau|tong so khau|khau|so nguoi trong ho",
    "able_to_work": "so lao dong|lao dong|so nguoi co kha nang lao dong|so ld",
    "merit": "doi tuong ncc|doi tuong nguoi co cong|nguoi co cong|dien nguoi co cong|dien ncc|loai nguoi co cong",
    "causes": "nguyen nhan ngheo|nguyen nhan|nguyen nhan ngheo chinh",
    "will_to_escape": "co y chi vuon len|y chi vuon len|co y chi|y chi vuon len thoat ngheo|y chi thoat ngheo|y chi",
    "registered_to_escape": "dang ky thoat ngheo|da dang ky thoat ngheo",
    "needs": "nhu cau ho tro|nhu cau",
    "need_vnd": "kinh phi de nghi|nhu cau kinh phi|so tien de nghi",
    "wishes": "nguyen vong|tam tu nguyen vong",
    "village_rank": "thu tu binh xet|binh xet|xep thu tu|thu tu uu tien|ket qua binh xet",
    "village_meeting_date": "ngay hop thon|ngay hop binh xet|ngay hop",
    "minutes_no": "so bien ban|bien ban so|bien ban hop thon",
    "proposed_by_commune": "xa de xuat|xa gioi thieu",
    "other_support": "ho tro khac|chuong trinh khac|dang huong chuong trinh khac",
    **PLACE_ALIASES,
}
MEMBER_ALIASES = {
    "household_id": "ma ho dia chi|ma ho",
    "list_no": "stt ho|so thu tu ho|ho so",
    "head_name": "chu ho|ho va ten chu ho|ho ten chu ho|ten chu ho",
    "name": "ho va ten thanh vien|ho ten thanh vien|thanh vien|ten thanh vien|ho va ten",
    "birth": "nam sinh|ngay sinh|ngay thang nam sinh|nam sinh thanh vien",
    "sex": "gioi tinh",
    "relation": "quan he voi chu ho|quan he",
    "personal_id": "so cccd|cccd|so dinh danh|cmnd|so cmnd cccd|cccd cmnd",
    "merit": "doi tuong ncc|doi tuong nguoi co cong|nguoi co cong|dien nguoi co cong|dien ncc|loai nguoi co cong",
    "merit_relation": "quan he voi ncc|quan he voi nguoi co cong",
    "merit_benefit": "dang huong tro cap|huong tro cap",
    **PLACE_ALIASES,
}
AGENCY_ALIASES = {
    "agency_id": "ma co quan|ma don vi",
    "no": "stt|tt|so tt",
    "name": "ten co quan don vi|co quan don vi|ten co quan|ten don vi|don vi|co quan|ten co quan don vi nhan giup do",
    "kind": "loai|loai hinh|loai co quan|loai don vi|nhom",
    "block": "khoi|khoi thi dua",
    "staff": (
        "so can bo|so cbccvc|so nguoi|bien che|"
        "so luong can bo|tong so nguoi|so cbccvc nld|so cong chuc|so can bo cong chuc"
    ),
    "command": "truc thuoc|cap quan ly",
    "reach": "pham vi|pham vi nhan ho",
    "max_households": "so ho nhan toi da|so ho toi da|so ho dang ky|dang ky so ho|kha nang nhan",
    "tier_vnd": "muc ho tro|muc ho tro du kien",
    "contact_channel": "kenh lien he|lien he|dau moi lien he",
    "met_elsewhere": "da giup theo ke hoach nganh",
    "active_to": "ngay giai the|hoat dong den",
    **PLACE_ALIASES,
}
HISTORY_ALIASES = {
    "record_id": "ma dong",
    "no": "stt|tt|so tt",
    "year": "nam|nam giup do|nam nhan giup do|nam ho tro",
    "head_name": "ho ten chu ho|ho va ten chu ho|chu ho|ho duoc giup do|ho ten ho duoc giup do|ho va ten",
    "head_birth": "nam sinh|ngay sinh|nam sinh chu ho",
    "head_sex": "gioi tinh",
    "personal_id": "cccd cmnd|cmnd cccd|so cccd|cccd|so cmnd|cmnd|so cccd cmnd|so cmnd cccd|so dinh danh",
    "members": "thanh vien|cac thanh vien|thanh vien trong ho",
    "ethnic_group": "dan toc",
    "phone": "so dien thoai|dien thoai",
    "agency": (
        "co quan giup do|don vi giup do|co quan don vi giup do|"
        "co quan nhan giup do|don vi nhan giup do|co quan don vi nhan giup do"
    ),
    "support": "hinh thuc ho tro|hinh thuc|noi dung ho tro|noi dung|hinh thuc giup do|ho tro",
    "value_vnd": "gia tri|gia tri dong|so tien|tri gia|gia tri quy doi",
    "outcome": "ket qua|ghi chu ket qua",
    **PLACE_ALIASES,
}
CLUSTER_ALIASES = {
    "cluster_id": "cum|so cum|ma cum|ten cum",
    "no": "stt|tt|so tt",
    "lead": "co quan chu tri|don vi chu tri|chu tri|co quan don vi chu tri",
    "partners": "co quan phoi hop|don vi phoi hop|phoi hop|co quan don vi phoi hop|cac co quan phoi hop",
    "shares": "ty le|ty le phan chia|ti le",
    **PLACE_ALIASES,
}
PAIR_ALIASES = {
    "agency": "co quan don vi|ten co quan don vi|co quan|don vi",
    "agency_id": "ma co quan",
    "household_id": "ma ho",
    "head_name": "ho va ten chu ho|ho ten chu ho|chu ho",
    "sponsor_yes_on": "ngay co quan dong y|co quan dong y",
    "commune_yes_on": "ngay xa dong y|xa dong y",
    "household_yes_on": "ngay ho dong y|ho dong y|gia dinh dong y",
    "assigned_by": "van ban phan cong",
    "told_by": "nguoi bao|ai bao",
    "channel": "kenh",
    **PLACE_ALIASES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a sheet may be: the forms of its headers, the column that names somebody, what must be there to know it."""

    aliases: dict[str, str]
    main: str
    needed: tuple[str, ...]
    any_of: tuple[str, ...] = ()


TABLES: dict[str, Table] = {
    # the most telling table first
    "clusters": Table(aliases=CLUSTER_ALIASES, main="lead", needed=("lead", "commune")),
    "pairs": Table(
        aliases=PAIR_ALIASES,
        main="agency",
        needed=("agency", "head_name"),
        any_of=("sponsor_yes_on", "commune_yes_on", "household_yes_on", "assigned_by"),
    ),
    "helped": Table(aliases=HISTORY_ALIASES, main="head_name", needed=("head_name", "agency")),
    "members": Table(aliases=MEMBER_ALIASES, main="name", needed=("name", "relation")),
    "agencies": Table(
        aliases=AGENCY_ALIASES, main="name", needed=("name",), any_of=("staff", "kind", "block", "max_households")
    ),
    "households": Table(aliases=HOUSEHOLD_ALIASES, main="head_name", needed=("head_name",)),
}
MONEY = ("need_vnd", "tier_vnd", "value_vnd")
_UNITS = (
    ("trieu", 1_000_000),
    ("nghin", 1_000),
    ("ngan", 1_000),
    ("1 000", 1_000),
    ("1000", 1_000),
    ("ty dong", 10**9),
)
LAST_HEADER_ROW, WHOLE_FAMILIES = 15, 100
SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A recognised table: where its header ends, which column holds which field, how the others are called."""

    table: str
    header_row: int  # 0-based index of the last header row
    columns: dict[str, int]
    others: dict[int, str]  # column -> folded header
    units: dict[str, int]  # field of money -> VND per unit, where the header names a unit


@cache
def forms_of(table: str) -> dict[str, tuple[str, int]]:
    """Folded header -> (field, how good a name it is); the first form of a field is the best."""
    forms: dict[str, tuple[str, int]] = {}
    for name, said in TABLES[table].aliases.items():
        for rank, form in enumerate(said.split("|")):
            forms.setdefault(form, (name, rank))
    return forms


def recognise(rows: Sequence[Sequence[Cell]]) -> Layout | None:
    """Find the header row of a sheet and what it is a table of; None when nothing is recognised."""
    best: tuple[int, Layout] | None = None
    lines = [[fold(text_of(cell)) for cell in row] for row in rows[: LAST_HEADER_ROW + 1]]
    for at in range(min(len(lines), LAST_HEADER_ROW)):
        for depth in (1, 2):
            if at + depth > len(lines):
                continue
            header = _header(lines[at : at + depth])
            for name, table in TABLES.items():
                columns = _columns(header, forms_of(name))
                if _is_table(table, columns):
                    # Relations without a column of heads: whole families, whatever else the list says of them.
                    families = WHOLE_FAMILIES if name == "members" and "head_name" not in columns else 0
                    score = len(columns) * 4 + len(table.needed) - depth + families
                    if best is None or score > best[0]:
                        best = (score, _layout(name, at + depth - 1, columns, header))
    return _with_lower_line(best[1], lines) if best else None


def _with_lower_line(layout: Layout, lines: Sequence[Sequence[str]]) -> Layout:
    """A line right below that names nobody is the second line of the header: "Nguyên nhân" over "Thiếu vốn | ..."."""
    below = layout.header_row + 1
    lower = lines[below] if below < len(lines) else []
    known = [layout.columns.get(name) for name in (TABLES[layout.table].main, "list_no", "no")]
    empty = all(at is None or at >= len(lower) or not lower[at] for at in known)
    said = [word for word in lower if word]
    if not empty or len(said) < len(known) - 1 or any(word.isdecimal() for word in said):
        return layout
    header = _header([lines[layout.header_row], lower])
    columns = _columns(header, forms_of(layout.table))
    return _layout(layout.table, below, columns, header) if _is_table(TABLES[layout.table], columns) else layout


def _is_table(table: Table, columns: dict[str, int]) -> bool:
    telling = not table.any_of or any(name in columns for name in table.any_of)
    return telling and len(columns) > 1 and all(name in columns for name in table.needed)


def _layout(table: str, header_row: int, columns: dict[str, int], header: list[str]) -> Layout:
    claimed = set(columns.values())
    units = {
        name: next((unit for word, unit in _UNITS if word in header[columns[name]]), 1)
        for name in MONEY
        if name in columns
    }
    return Layout(
        table=table,
        header_row=header_row,
        columns=columns,
        others={at: said for at, said in enumerate(header) if said and at not in claimed},
        units=units,
    )


def _header(lines: Sequence[Sequence[str]]) -> list[str]:
    """Headers of one or two lines: the lower line wins where it says something."""
    width = max(len(line) for line in lines)
    return [next((line[i] for line in reversed(lines) if i < len(line) and line[i]), "") for i in range(width)]


def _columns(header: list[str], forms: dict[str, tuple[str, int]]) -> dict[str, int]:
    """Give the column of each field: the best form first, a whole header before one that only begins so."""
    found: dict[str, tuple[tuple[bool, int, int], int]] = {}
    for at, said in enumerate(header):
        for whole, form in _readings(said):
            if form in forms:
                name, rank = forms[form]
                key = (not whole, rank, at)
                if name not in found or key < found[name][0]:
                    found[name] = (key, at)
                break
    return {name: at for name, (_, at) in found.items()}


def _readings(said: str) -> Iterator[tuple[bool, str]]:
    """A header as it stands, then its beginnings: "so khau (nguoi)" begins with "so khau"."""
    yield True, said
    words = said.split(" ")
    for length in range(len(words) - 1, 0, -1):
        form = " ".join(words[:length])
        if len(form) > SHORTEST_BEGINNING:
            yield False, form
