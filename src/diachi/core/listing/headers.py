"""Which table a sheet is, and which column means what: headers by aliases, any order, with or without accents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from diachi.core.listing.cells import Cell, is_tick, text_of
from diachi.core.listing.header_words import (
    AGENCY_ALIASES,
    CLUSTER_ALIASES,
    HISTORY_ALIASES,
    HOUSEHOLD_ALIASES,
    MEMBER_ALIASES,
    PAIR_ALIASES,
)
from diachi.core.listing.titles import block_of
from diachi.core.text import fold


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
LAST_HEADER_ROW, WHOLE_FAMILIES = 60, 100
SHORTEST_BEGINNING, DEEPEST = 3, 3
# Words that say nothing without the header above them: "Nhân khẩu" over "Tổng số".
_UNDER = frozenset(["tong so", "tong", "so", "so luong", "nguoi", "so nguoi", "chung"])
# Parts of a birth in columns of their own; "Năm" is folded like "Nam".
_PARTS_OF_A_DAY = frozenset(["ngay", "thang", "nam"])
# How many men and women there are is no sex of the head.
_SEXES, _COUNTED = frozenset(["nam", "nu"]), ("khau", "lao dong", "nguoi", "so ")
# A column of ticks under "Chủ hộ" marks who is the head; it names nobody.
_HEADS, _TICKED_HEADS = frozenset(["chu ho", "la chu ho"]), "la chu ho"
# A column under "Chỉ số thiếu hụt" is ticked where a household lacks it: "Nhà tiêu" by itself says neither.
LACKED = "thieu hut"
_LACKS = (LACKED, "chi so thieu hut", "cac chi so thieu hut", "chi tieu thieu hut", "cac chi tieu thieu hut")
_ROWS_TO_JUDGE = 200
_ONLY_NAM = "nam khong ro"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A recognised table: where its header ends, which column holds which field, how the others are called."""

    table: str
    header_row: int  # 0-based index of the last header row
    columns: dict[str, int]
    others: dict[int, str]  # column -> folded header
    units: dict[str, int]  # field of money -> VND per unit, where the header names a unit
    first_row: int = 0  # 0-based index of the first header row
    lines: tuple[tuple[str, ...], ...] = ()  # the header as it stands, folded, line by line
    mapped: bool = False  # a person said how it is read
    passed_over: frozenset[int] = frozenset()  # columns a person said are nothing
    day_order: str = ""  # "dmy" or "mdy" where a person said so


@cache
def forms_of(table: str) -> dict[str, tuple[str, int]]:
    """Folded header -> (field, how good a name it is); the first form of a field is the best."""
    forms: dict[str, tuple[str, int]] = {}
    for name, said in TABLES[table].aliases.items():
        for rank, form in enumerate(said.split("|")):
            forms.setdefault(form, (name, rank))
    return forms


@cache
def header_words() -> frozenset[str]:
    """Give every folded header that is known."""
    return frozenset(form for table in TABLES for form in forms_of(table))


def recognise(rows: Sequence[Sequence[Cell]]) -> Layout | None:
    """Find the header row of a sheet and what it is a table of; None when nothing is recognised."""
    lines = [[fold(text_of(cell)) for cell in row] for row in rows[: LAST_HEADER_ROW + DEEPEST]]
    best: tuple[int, Layout] | None = None
    for at in range(min(len(lines), LAST_HEADER_ROW)):
        if not any(lines[at]):
            continue
        for depth in range(1, min(DEEPEST, len(lines) - at) + 1):
            if depth > 1 and _heads_a_block(rows[at + depth - 1]):
                break
            found = _best_table(_with_ticked_heads(lines[at : at + depth], rows[at + depth :]), at)
            if found and (best is None or found[0] > best[0]):
                best = found
    if best is None:
        return None
    below = best[1].header_row + 1
    return best[1] if below < len(rows) and _heads_a_block(rows[below]) else _with_lower_line(best[1], lines)


def _heads_a_block(row: Sequence[Cell]) -> bool:
    return block_of([said for cell in row if (said := text_of(cell))]) is not None


def header_at(rows: Sequence[Sequence[Cell]], at: int) -> Layout | None:
    """Give the table whose header begins at a row, None when none does."""
    layout = recognise([*([()] * at), *rows[at : at + DEEPEST + 1]]) if at < LAST_HEADER_ROW else _far_down(rows, at)
    return layout if layout and layout.first_row == at else None


def _far_down(rows: Sequence[Sequence[Cell]], at: int) -> Layout | None:
    layout = recognise(rows[at : at + DEEPEST + 1])
    if layout is None:
        return None
    return replace(layout, header_row=layout.header_row + at, first_row=layout.first_row + at)


def _best_table(header: list[list[str]], at: int) -> tuple[int, Layout] | None:
    best: tuple[int, Layout] | None = None
    readings = _readings_of(header)
    for name, table in TABLES.items():
        columns = _columns(readings, forms_of(name))
        if _is_table(table, columns):
            # Relations without a column of heads: whole families, whatever else the list says of them.
            families = WHOLE_FAMILIES if name == "members" and "head_name" not in columns else 0
            score = len(columns) * 4 + len(table.needed) - len(header) + families
            if best is None or score > best[0]:
                best = (score, _layout(name, at, columns, header))
    return best


def _with_ticked_heads(header: Sequence[Sequence[str]], below: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return [
        [_TICKED_HEADS if said in _HEADS and _is_ticked(at, below) else said for at, said in enumerate(line)]
        for line in header
    ]


def _is_ticked(at: int, below: Sequence[Sequence[Cell]]) -> bool:
    said = [row[at] for row in below[:_ROWS_TO_JUDGE] if at < len(row) and text_of(row[at])]
    return bool(said) and all(is_tick(cell) or text_of(cell) == "0" for cell in said)


def _with_lower_line(layout: Layout, lines: Sequence[Sequence[str]]) -> Layout:
    """A line right below that names nobody is the last line of the header: "Nguyên nhân" over "Thiếu vốn | ..."."""
    below = layout.header_row + 1
    lower = lines[below] if below < len(lines) else []
    known = [layout.columns.get(name) for name in (TABLES[layout.table].main, "list_no", "no")]
    empty = all(at is None or at >= len(lower) or not lower[at] for at in known)
    said = [word for word in lower if word]
    if not empty or len(said) < len(known) - 1 or any(word.isdecimal() for word in said):
        return layout
    header = [*map(list, layout.lines), list(lower)]
    columns = columns_of(header, layout.table)
    if not _is_table(TABLES[layout.table], columns):
        return layout
    return _layout(layout.table, layout.first_row, columns, header)


def _is_table(table: Table, columns: dict[str, int]) -> bool:
    telling = not table.any_of or any(name in columns for name in table.any_of)
    return telling and len(columns) > 1 and all(name in columns for name in table.needed)


def _layout(table: str, at: int, columns: dict[str, int], header: list[list[str]]) -> Layout:
    claimed = set(columns.values())
    said = said_of_columns(header)
    units = {name: unit_of(said[columns[name]]) for name in MONEY if name in columns}
    return Layout(
        table=table,
        header_row=at + len(header) - 1,
        columns=columns,
        others={at: word for at, word in enumerate(said) if word and at not in claimed},
        units=units,
        first_row=at,
        lines=tuple(map(tuple, header)),
    )


def columns_of(lines: Sequence[Sequence[str]], table: str) -> dict[str, int]:
    """Give the fields that a header of some folded lines names."""
    return _columns(_readings_of(lines), forms_of(table))


def said_of_columns(lines: Sequence[Sequence[str]]) -> list[str]:
    """Give what each column is called by its header of some folded lines."""
    said = _header(lines)
    if "nam" in said and "nu" not in said:
        # "Năm" or "Nam"? Without "Nữ" beside it, it is not taken for a sex.
        said[said.index("nam")] = _ONLY_NAM
    return said


def unit_of(header: str) -> int:
    """Give the VND of the unit a folded header names, 1 where it names none."""
    return next((unit for word, unit in _UNITS if word in header), 1)


def _header(lines: Sequence[Sequence[str]]) -> list[str]:
    """Headers of some lines: the lower line wins where it says something that stands by itself."""
    width = max(len(line) for line in lines)
    return [_said_of(lines, at) for at in range(width)]


def _said_of(lines: Sequence[Sequence[str]], at: int) -> str:
    said = [(n, line[at]) for n, line in enumerate(lines) if at < len(line) and line[at]]
    if not said:
        return ""
    line, lowest = said[-1]
    above = next((word for word in reversed(lines[line - 1][: at + 1]) if word), "") if line else ""
    if lowest in _PARTS_OF_A_DAY and {"ngay", "thang"} <= set(lines[line]):
        return f"sinh {lowest}" if "sinh" in above.split() else f"{above} {lowest}".strip()
    own = LACKED in lowest or lowest.isdecimal() or lowest in header_words()
    if not own and above.startswith(_LACKS):
        return f"{lowest} {LACKED}"
    counts = lowest in _SEXES and any(word in f"{above} " for word in _COUNTED)
    return f"{above} {lowest}".strip() if lowest in _UNDER or counts else lowest


Readings = list[list[tuple[bool, str]]]


def _readings_of(lines: Sequence[Sequence[str]]) -> Readings:
    return [list(_readings(said)) for said in _header(lines)]


def _columns(readings: Readings, forms: dict[str, tuple[str, int]]) -> dict[str, int]:
    """Give the column of each field: the best form first, a whole header before one that only begins so."""
    found: dict[str, tuple[tuple[bool, int, int], int]] = {}
    for at, own in enumerate(readings):
        for whole, form in own:
            if form in forms:
                name, rank = forms[form]
                key = (not whole, rank, at)
                if name not in found or key < found[name][0]:
                    found[name] = (key, at)
                break
    columns = {name: at for name, (_, at) in found.items()}
    if {"head_surname", "head_given"} <= set(columns):
        return columns | {"head_name": columns["head_surname"]}
    return {name: at for name, at in columns.items() if name not in ("head_surname", "head_given")}


def _readings(said: str) -> Iterator[tuple[bool, str]]:
    """A header as it stands, then its beginnings: "so khau (nguoi)" begins with "so khau"."""
    yield True, said
    words = said.split(" ")
    for length in range(len(words) - 1, 0, -1):
        form = " ".join(words[:length])
        if len(form) > SHORTEST_BEGINNING:
            yield False, form
