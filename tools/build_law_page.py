"""Build docs/spec/law.md from the law data: every table, every row of the short ones, with its text and its marks.

python tools/build_law_page.py
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from diachi.core.law import LawRecord
from diachi.core.table import read_row
from diachi.files.law.tables import LawTable, law_table, table_names

PAGE = Path(__file__).resolve().parents[1] / "docs" / "spec" / "law.md"
LONGEST = 260  # rows; longer tables are counted, not printed
HEAD = """# Dữ liệu pháp luật, địa giới, lịch

Trang này do máy viết từ `src/diachi/law/` (`python tools/build_law_page.py`); sửa ở đó, không sửa ở đây.

Dấu ✓: đã thấy văn bản hoặc nguồn công khai ghi như vậy. Dấu ?: chưa đối chiếu được, bảng tra cũng ghi như thế.
*Xem lại sau* là ngày cuối cùng có người xác nhận còn đúng; `diachi law check` báo những dòng đã quá ngày đó.
Tra một dòng: `diachi law BẢNG TỪ`.
"""


def page() -> str:
    """Give the whole page."""
    tables = [law_table(name) for name in table_names()]
    lines = [HEAD, "| bảng | là gì | dòng | ✓ | ? |", "|---|---|---|---|---|"]
    for table in tables:
        sure = Counter(_record(row).confirmed for row in table.rows)
        rows = f"{len(table.rows):,}".replace(",", ".")
        lines.append(f"| [{table.name}](#{table.name}) | {table.title} | {rows} | {sure[True]} | {sure[False]} |")
    return "\n".join([*lines, *(line for table in tables for line in _table(table))]) + "\n"


def _table(table: LawTable) -> list[str]:
    lines = ["", f"## {table.name}", "", f"{table.title}. Tệp `src/diachi/law/{table.file}`."]
    tails = [_tail(_record(row)) for row in table.rows]
    shared = Counter(tails).most_common(1)[0][0] if tails else ""
    lines += ["", f"Nguồn chung: {shared}"]
    if len(table.rows) > LONGEST:
        return [*lines, "", f"Bảng dài, không in ở đây: `diachi law {table.name} TỪ`."]
    own = len(set(tails)) > 1
    header = [*table.columns, "", *(["nguồn riêng"] if own else [])]
    lines += ["", f"| {' | '.join(header)} |", "|" + "---|" * len(header)]
    for row, tail in zip(table.rows, tails, strict=True):
        mark = "✓" if _record(row).confirmed else "?"
        cells = [*(row[c] for c in table.columns), mark, *([tail if tail != shared else ""] if own else [])]
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    return lines


def _record(row: Mapping[str, str]) -> LawRecord:
    return read_row(LawRecord, {f.name: row.get(f.name, "") for f in dataclasses.fields(LawRecord)})


def _tail(record: LawRecord) -> str:
    text = ", ".join(part for part in (record.document, record.article) if part)
    days = [
        f"từ {_day(record.valid_from)}" if record.valid_from else "",
        f"đến {_day(record.valid_to)}" if record.valid_to else "",
        f"xem lại sau {_day(record.still_valid_on)}" if record.still_valid_on else "",
    ]
    return "; ".join(part for part in (text, *days, record.source) if part)


def _day(day: object) -> str:
    year, month, date = str(day).split("-")
    return f"{int(date)}/{int(month)}/{year}"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
