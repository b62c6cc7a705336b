"""A sheet in an old font is put into Unicode whole, before its headers are looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diachi.core.issues import IssueCode, IssueLevel
from diachi.core.listing.headers import recognise
from diachi.core.listing.old_fonts import in_unicode
from diachi.core.listing.sheet import SheetRows
from vietnamese import encode_tcvn3, encode_vni

ROWS = (
    ("Danh sách hộ nghèo xã Hoa Thám", None, None, None),
    ("STT", "Họ và tên chủ hộ", "Dân tộc", "Năm sinh", "Số CCCD"),
    (1, "Nông Thị Phương", "Tày", 1950, "020150000001"),
    (2, "Nguyễn Văn Hoà", "Nùng", "15/7/1961"),
    (3, "Vi A", "Dao", None),
)
SHEET = SheetRows(file="a.xls", name="1", rows=ROWS)


@pytest.mark.parametrize(("encode", "font"), [(encode_tcvn3, "tcvn3"), (encode_vni, "vni")])
def test_titles_headers_and_rows_come_back(encode: Callable[[str], str], font: str) -> None:
    typed = tuple(tuple(encode(c) if isinstance(c, str) else c for c in row) for row in ROWS)
    read, notes = in_unicode(SheetRows(file="a.xls", name="1", rows=typed))
    assert read == SHEET
    assert [(n.code, n.level, n.facts) for n in notes] == [(IssueCode.OLD_FONT, IssueLevel.NOTE, {"font": font})]
    found = recognise(read.rows)
    assert found is not None
    assert {"head_name", "ethnic_group", "head_birth", "personal_id"} <= set(found.columns)


def test_a_sheet_in_unicode_is_the_same_sheet() -> None:
    assert in_unicode(SHEET) == (SHEET, ())
    assert in_unicode(SheetRows(file="a.xls", name="1", rows=())) == (SheetRows(file="a.xls", name="1", rows=()), ())
