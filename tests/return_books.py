"""A list as an office keeps it, with everything a returned copy must not lose, and errors planted in known cells."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from diachi.application.import_register import Imported, import_register
from diachi.application.return_workbook import Returned, as_sent, return_workbook
from diachi.core.listing.sheet import SheetRows
from diachi.core.register import Register
from diachi.files.law.places import gazetteer
from diachi.files.law.vocabulary import vocabulary
from diachi.files.persons import person_tables
from diachi.files.words import Words
from diachi.files.workbook_back import MarkedCopy, marked_copy
from diachi.files.workbook_back.shown_values import with_shown_values
from diachi.files.workbook_in import read_workbook

SHEET, OTHER = "Hộ nghèo", "Tổng hợp"
TOP = (
    "STT",
    "Họ và tên chủ hộ",
    "Năm sinh",
    "Giới tính",
    "Số CCCD",
    "Thôn",
    "Xã",
    "Nhân khẩu",
    None,
    "Ghi chú",
    "Ngày",
)
UNDER = (None, None, None, None, None, None, None, "Số khẩu", "Số lao động", None, None)
HEADER_ROW, FIRST = 6, 7
ROWS: tuple[tuple[object, ...], ...] = (
    (1, "NÔNG VĂN ẢO", 1970, "Nam", "020070001111", "Bản Chu", "Hoa Thám", 4, 2, "=1+1", date(2024, 3, 1)),
    (2, "Lý Thị Thử", "abc", "Nữ", "020181002222", "Bản Chu", "Hoa Thám", 3, 1, "+84 là gì", None),
    (3, None, 1965, "Nam", None, "Bản Chu", "Hoa Thám", 5, 3, "-", None),
    (4, "Triệu Thị Giả", 1990, "Nữ", None, "Nà Lốc", "Xã Không Có", 6, 2, "@nhà", None),
    (5, "Vi Văn Tưởng", 1958, "không rõ lắm", "081234567", "Nà Lốc", "Thiện Thuật", "hai", 0, None, None),
    (6, "Đàm Thị Ví", 1977, "Nữ", None, "Khối 1", "TT Bình Gia", 4, 2, "  giữ hai đầu  ", date(2024, 3, 2)),
)
ERRORS = {"B9"}
WARNINGS = {"C8", "G10", "D11", "H11"}
TOTAL_ROW = FIRST + len(ROWS) + 1
SHOWN = {
    SHEET: {f"H{TOTAL_ROW}": ("n", "22"), f"I{TOTAL_ROW}": ("n", "10"), f"J{TOTAL_ROW}": ("str", "a & b")},
    OTHER: {"B2": ("n", "22"), "B3": ("b", "1"), "B4": ("e", "#DIV/0!")},
}
_THIN = Border(*[Side(style="thin")] * 4)


def office_book(path: Path) -> Path:
    """Write the workbook, its formulas with the values they showed."""
    book = Workbook()
    page = book.active
    page.title = SHEET
    _titles(page)
    _rows(page)
    _habits(page)
    _other(book)
    book.defined_names["TONG_KHAU"] = DefinedName("TONG_KHAU", attr_text=f"'{SHEET}'!$H${TOTAL_ROW}")
    book.properties.creator, book.properties.title = "Ví dụ", "Danh sách"
    saved = io.BytesIO()
    book.save(saved)
    path.write_bytes(with_shown_values(saved.getvalue(), SHOWN, {}))
    return path


def _titles(page: Worksheet) -> None:
    page["A1"], page["A2"] = "UBND HUYỆN BÌNH GIA", "DANH SÁCH HỘ NGHÈO NĂM 2024"
    page["A3"] = CellRichText(
        "Số liệu ", TextBlock(InlineFont(b=True, color="FFFF0000", rFont="Arial"), "tính đến"), " 3/2024"
    )
    page["A2"].font = Font(name="Times New Roman", size=14, bold=True, color="FF1F3864")
    for area in ("A1:D1", "A2:K2", "A3:K3", "H5:I5", *(f"{c}5:{c}6" for c in "ABCDEFGJK")):
        page.merge_cells(area)
    for column, (above, below) in enumerate(zip(TOP, UNDER, strict=True), start=1):
        for row, said in ((5, above), (6, below)):
            if said:
                page.cell(row, column, said)
            page.cell(row, column).fill = PatternFill("solid", fgColor="FFD9E1F2")
            page.cell(row, column).border = _THIN
            page.cell(row, column).font = Font(name="Times New Roman", size=12, bold=True)
            page.cell(row, column).alignment = Alignment(horizontal="center", wrap_text=True)


def _rows(page: Worksheet) -> None:
    for number, row in enumerate(ROWS, start=FIRST):
        for column, value in enumerate(row, start=1):
            cell = page.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            cell.border, cell.font = _THIN, Font(name="Times New Roman", size=12, italic=column == 6)
    page["C8"].fill = PatternFill("solid", fgColor="FFE2EFDA")  # the sender's own green, under a mark
    page["B7"] = CellRichText("NÔNG ", TextBlock(InlineFont(b=True), "VĂN"), " ẢO")
    page["K7"].number_format = page["K12"].number_format = "dd/mm/yyyy"
    page.merge_cells("J11:J12")
    page.cell(TOTAL_ROW, 2, f"Tổng cộng: {len(ROWS)} hộ")
    page.cell(TOTAL_ROW, 8, f"=SUM(H{FIRST}:H{TOTAL_ROW - 2})").number_format = "#,##0"
    page.cell(TOTAL_ROW, 9, f"=SUM(I{FIRST}:I{TOTAL_ROW - 2})")
    page.cell(TOTAL_ROW, 10, '="a "&"& b"')
    page.cell(TOTAL_ROW + 2, 9, "NGƯỜI LẬP BIỂU")


def _habits(page: Worksheet) -> None:
    for letter, width in zip("ABCDEFGHIJK", (6, 28, 11, 9, 17, 14, 18, 9, 9, 20, 12), strict=True):
        page.column_dimensions[letter].width = width
    page.column_dimensions.group("L", "P", outline_level=1, hidden=False)
    page.row_dimensions[2].height, page.row_dimensions[12].hidden = 31.5, True
    page.freeze_panes, page.auto_filter.ref = "C7", "A6:K12"
    page.print_area, page.print_title_rows = "A1:K16", "5:6"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_margins.left = 0.31
    page.oddFooter.center.text = "Trang &P"
    page["E7"].comment = Comment("đã đối chiếu", "Cán bộ", height=140, width=333)
    page["H11"].comment = Comment("hỏi lại thôn", "Cán bộ")
    page["F7"].hyperlink = "https://example.org/"
    page["A7"].protection = Protection(locked=False)
    check = DataValidation(type="list", formula1='"Nam,Nữ"', allow_blank=True, showErrorMessage=True)
    check.add("D7:D12")
    page.add_data_validation(check)
    page.conditional_formatting.add("H7:H12", CellIsRule(operator="greaterThan", formula=["5"], font=Font(bold=True)))


def _other(book: Workbook) -> None:
    page = book.create_sheet(OTHER)
    for row in (("Mục", "Số"), ("Khẩu", f"='{SHEET}'!H{TOTAL_ROW}"), ("Đủ", "=B2>1"), ("Sai", "=1/0")):
        page.append(row)
    page.add_table(Table(displayName="TongHop", ref="A1:B4"))
    page.sheet_properties.tabColor = "FF00B050"
    page.protection.sheet = True


def with_member(path: Path, out: Path, name: str, content: bytes) -> Path:
    """Write the same workbook with one member more, or another in its place."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return out


def imported(sheets: tuple[SheetRows, ...], into: Register | None = None) -> Imported:
    """Import sheets as the side door does."""
    return import_register(sheets=sheets, places=gazetteer(), words=vocabulary(), persons=person_tables(), into=into)


def decided(path: Path, into: Register | None = None, **limits: int) -> tuple[Imported, tuple[Returned, ...]]:
    """Import one workbook and decide what goes back."""
    sheets = as_sent(read_workbook(path))
    found = imported(sheets, into)
    return found, return_workbook(sheets=found.opened, issues=found.issues, ids=found.ids, **limits)


def given_back(path: Path, out: Path, into: Register | None = None, **limits: int) -> tuple[Imported, MarkedCopy]:
    """Import one workbook and write it back marked."""
    found, [returned] = decided(path, into, **limits)
    copy = marked_copy(path, as_sent(read_workbook(path)), returned, Words("vi"))
    out.write_bytes(copy.content)
    return found, copy
