"""What a paper or a sheet says, as plain values: head, blocks, signature; how it looks is the renderer's.

Source: Nghị định 30/2020/NĐ-CP, Điều 8 (thể thức) and Phụ lục I.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """What a paragraph is."""

    BASE = "base"  # căn cứ
    TEXT = "text"
    ITEM = "item"
    FORM = "form"  # a line to be filled in by hand
    NOTE = "note"
    CENTRE = "centre"


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class CauseOnPaper(StrEnum):
    """The causes of poverty a paper may name; illness, blame and everything else never leave the office."""

    NO_LAND = "no_land"
    NO_CAPITAL = "no_capital"
    NO_LABOUR = "no_labour"
    NO_TOOLS = "no_tools"
    NO_KNOWLEDGE = "no_knowledge"
    NO_SKILL = "no_skill"
    NO_JOB = "no_job"


class ResultForm(StrEnum):
    """The form of the result document; a plan or a decision orders, a notice or a letter does not."""

    NOTICE = "notice"  # thông báo
    LETTER = "letter"  # công văn
    PLAN = "plan"  # kế hoạch
    DECISION = "decision"  # quyết định


class DocumentKind(StrEnum):
    """The kinds of documents a paper refers to by name."""

    CONG_VAN = "cong_van"
    KE_HOACH = "ke_hoach"
    QUYET_DINH = "quyet_dinh"
    CHI_THI = "chi_thi"
    THONG_BAO = "thong_bao"
    NGHI_QUYET = "nghi_quyet"


Cell = str | int | None
CODE_LENGTH = 12  # hexadecimal digits of the code that matches paper and file


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; `lead` is its opening words, printed bold."""

    text: str
    look: Look = Look.TEXT
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; int cells are printed with grouped digits."""

    title: str
    width_mm: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns; `totals` are printed bold below them; a row of one cell is a heading across the table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[tuple[Cell, ...], ...] = ()


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The two-column head; number and day stay blank for the clerk."""

    issuer: tuple[str, ...]
    number: str
    place_date: str
    about: str = ""  # V/v ..., only on a công văn


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs for whom; the name stands alone, without titles."""

    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex in a section of its own, landscape."""

    label: str
    title: str
    attached_to: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One official paper; `name` is its path in the documents folder, without a person's name, without extension."""

    name: str
    head: Head
    code: str
    title: str = ""  # THÔNG BÁO, QUYẾT ĐỊNH; empty on a công văn
    subject: str = ""
    addressees: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    distribution: tuple[str, ...] = ()
    signature: Signature
    annexes: tuple[Annex, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook: title lines, then one table; id columns stay text."""

    tab: str
    titles: tuple[str, ...]
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A workbook to hand over; `name` as in Paper."""

    name: str
    sheets: tuple[Sheet, ...]
    code: str


def grouped(number: int) -> str:
    """Give a number as offices print it: 8.000.000."""
    return f"{number:,}".replace(",", ".")


def two_digits(number: int) -> str:
    """Give a small count as offices print it: 01, 12."""
    return f"{number:02d}" if number < 10 else grouped(number)


def file_part(text: str) -> str:
    """Give an id as part of a file name: what a path could read as a folder or a parent becomes "_"."""
    return re.sub(r"[^\w-]|^\.+", "_", text) or "_"


def cell_text(cell: Cell) -> str:
    """Give a cell as printed."""
    if cell is None:
        return ""
    return grouped(cell) if isinstance(cell, int) else cell
