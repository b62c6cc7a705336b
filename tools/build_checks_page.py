"""Build docs/spec/checks.md from the table of checks and the words: every check of what comes in.

python tools/build_checks_page.py
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from diachi.core.listing.checks import CHECKS, Check
from diachi.files.words import Words

PAGE = Path(__file__).resolve().parents[1] / "docs" / "spec" / "checks.md"
HEAD = """# Điều được kiểm tra khi nhập

Trang này do máy viết từ `src/diachi/core/listing/checks.py` và `src/diachi/words/vi.toml`
(`python tools/build_checks_page.py`); sửa ở đó, không sửa ở đây. Xem ngay trên máy: `diachi import-register --checks`.

*Phải sửa*: dòng chưa được nhận. *Cần xem lại*: dòng đã nhận, cần người xem. *Để biết*: máy đã xử lý, nói lại cho rõ.
Mức của từng điều là cố định, không cơ quan nào đổi được. Dòng *nhận có sửa* là dòng đã nhận mà có ô được hiểu khác
chữ đã ghi (cột *kết quả* ghi "nhận, ô được sửa"), hoặc gõ bằng phông chữ cũ.
"""


def page() -> str:
    """Give the whole page."""
    words = Words("vi")
    lines = [HEAD.rstrip()]
    for subject, checks in groupby(CHECKS, key=lambda c: c.subject):
        lines += ["", f"## {words.label(subject)}", "", "| mức | điều | vì sao | cách sửa | kết quả | mã, nơi kiểm |"]
        lines += ["|---|---|---|---|---|---|", *(_row(check, words) for check in checks)]
    return "\n".join(lines) + "\n"


def _row(check: Check, words: Words) -> str:
    levels = " / ".join(words.text(f"return.level.{level.value}") for level in check.levels)
    said = [words.plain(f"issue.{check.code.value}.{part}") for part in ("what", "why", "do")]
    places = ", ".join(f"`{place}.py`" for place in check.made_in)
    cells = [levels, *said, words.label(check.effect), f"`{check.code.value}` {places}"]
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def main() -> None:
    """Replace the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
