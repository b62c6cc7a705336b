"""What a row below a header is when it speaks of nobody: a total, a signature, a remark, a page, the header again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diachi.core.listing.headers import Layout
from diachi.core.text import fold

# "Công an", "Tổng công ty" begin like totals, and Tống is a surname: where a word has its accents they decide.
_TOTAL = re.compile(
    r"^(?:tong(?: so| cong| xa| huyen| thon| ho)?(?! ty\b)|cong(?: xa| huyen| thon)?|toan xa|toan huyen)"
    r"(?: \d+)?(?: (?:ho|nguoi|khau|co quan|don vi|ngheo)\b.*)?$"
)
_ACCENTED_TOTAL = re.compile(
    r"^(?:[IVX\d]+[.)]?\s+)?(?:tổng(?! công ty)|cộng(?! h[oòôóà]|\s*đồng)|lũy kế|luỹ kế|mang sang|chuyển trang|"
    r"grand total|total)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:nguoi lap|tm |kt |tl |chu tich|pho chu tich|xac nhan cua|lap bieu|can bo lap|noi nhan|truong thon|thu truong)"
)
_SIGNED_ON = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_REMARK = re.compile(r"^(?:ghi chu|luu y|chu thich)\b")
_STARRED = re.compile(r"^\W*\(?\*")
_PAGE = re.compile(r"^trang(?: so)? \d+(?: \d+)?$")
_NUMBER_OF_COLUMN = re.compile(r"^\(?(?:\d{1,3}|[A-E])\)?(?:\s*=.*)?$")
FEWEST_CELLS = 2
_MOST_SIGNED_CELLS = 4


def is_signed(filled: Sequence[str]) -> bool:
    """Say whether a row begins the signatures."""
    if len(filled) > _MOST_SIGNED_CELLS:
        return False
    words = [fold(f) for f in filled]
    day = len(words) <= FEWEST_CELLS and any(_SIGNED_ON.search(w) for w in words)
    return day or any(_SIGNED.match(w) for w in words)


def is_total(filled: Sequence[str]) -> bool:
    """Say whether a row that has no number in the list adds up others."""
    return any(_TOTAL.match(fold(f)) or _ACCENTED_TOTAL.match(f) for f in filled[:FEWEST_CELLS])


def is_remark(filled: Sequence[str]) -> bool:
    """Say whether a row is a remark below a table."""
    return bool(_REMARK.match(fold(filled[0])) or _STARRED.match(filled[0]))


def is_page_mark(filled: Sequence[str]) -> bool:
    """Say whether a row is the number of a printed page."""
    return len(filled) == 1 and bool(_PAGE.match(fold(filled[0])))


def is_column_numbers(filled: Sequence[str]) -> bool:
    """Say whether a row numbers the columns: (1) (2) (3), A B 1 2."""
    if len(filled) < FEWEST_CELLS or not all(_NUMBER_OF_COLUMN.match(f) for f in filled):
        return False
    numbers = [int(found[0]) for f in filled if (found := re.search(r"\d+", f.partition("=")[0]))]
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def is_header_again(row: Sequence[str], layout: Layout) -> bool:
    """Say whether a row repeats a line of the header, as every printed page does; `row` is folded."""
    filled = [(at, said) for at, said in enumerate(row) if said]
    return len(filled) >= FEWEST_CELLS and any(
        all(at < len(line) and line[at] == said for at, said in filled) for line in layout.lines
    )
