"""Small workbooks as an office writes them, for the tests of the lists and of the side door."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

Row = Sequence[object]

HOUSEHOLD_HEADER = (
    "STT", "Họ và tên chủ hộ", "Năm sinh", "Giới tính", "Số CCCD", "Dân tộc", "Thôn", "Xã", "Số khẩu", "Số lao động",
    "Nguyên nhân nghèo", "Có ý chí vươn lên", "Thứ tự bình xét",
)  # fmt: skip
AGENCY_HEADER = ("STT", "Tên cơ quan, đơn vị", "Loại", "Số cán bộ, công chức, viên chức, người lao động", "Xã")
HELPED_HEADER = (
    "STT",
    "Năm",
    "Họ tên chủ hộ",
    "Năm sinh",
    "CMND/CCCD",
    "Thôn",
    "Xã",
    "Cơ quan giúp đỡ",
    "Hình thức",
    "Giá trị (đồng)",
)
CLUSTER_HEADER = ("STT", "Cụm", "Xã", "Cơ quan chủ trì", "Cơ quan phối hợp", "Số hộ")
MEMBER_HEADER = (
    "STT hộ",
    "Chủ hộ",
    "Họ và tên thành viên",
    "Năm sinh",
    "Giới tính",
    "Quan hệ với chủ hộ",
    "Đối tượng NCC",
    "Quan hệ với NCC",
    "Thôn",
    "Xã",
)

HOUSEHOLDS: tuple[Row, ...] = (
    (1, "NÔNG VĂN ẢO", 1970, "Nam", "020070001111", "Tày", "Bản Chu", "Hoa Thám", 4, 2, "Thiếu vốn", "Có", 1),
    (2, "Lý Thị Thử", "12/3/1981", "Nữ", "20181002222", "Nùng", "Bản Chu", "Hoa Thám", 3, 1, "Thiếu kỹ thuật", "x", 2),
    (3, "Hoàng Văn Mẫu", 1965, "Nam", "", "Tày", "Bản Chu", "Xã Hoa Thám", 5, 3, "Ốm đau", None, 3),
    (1, "Triệu Thị Giả", 1990, "Nữ", "020190003333", "Dao", "Nà Lốc", "Thiện Thuật", 6, 2, "Thiếu đất, vốn", "Có", 1),
    (2, "Vi Văn Tưởng", 1958, "Nam", "081234567", "Nùng", "Nà Lốc", "thien thuat", 2, 0, "Thiếu lao động", "Không", 2),
    (1, "Đàm Thị Ví", 1977, "Nữ", "", "Tày", "Khối 1", "TT Bình Gia", 4, 2, "Thiếu vốn", "", 1),
)  # fmt: skip
AGENCIES: tuple[Row, ...] = (
    (1, "Phòng Tài chính - Kế hoạch", "Phòng, ban", 8, ""),
    (2, "Phòng Nội vụ", "Phòng, ban", 7, ""),
    (3, "Hội Liên hiệp Phụ nữ huyện", "Đoàn thể", 4, ""),
    (4, "Huyện đoàn", "Đoàn thể", 5, ""),
    (5, "Công an huyện", "Lực lượng vũ trang", 120, ""),
    (6, "Trường THPT Pác Khuông", "Trường học", 45, ""),
    (7, "UBND xã Hoa Thám", "Cấp xã", 21, ""),
)
HELPED: tuple[Row, ...] = (
    (1, 2019, "Hoàng văn mẫu", 1965, "", "Bản Chu", "Hoa Thám", "Phòng Nội vụ", "Bò giống", "12.000.000"),
    (2, 2010, "Nông Văn Ảo", 1970, "", "Bản Chu", "Hoa Thám", "Huyện đoàn", "Tiền mặt", "2 triệu"),
)


def save(path: Path, sheets: dict[str, tuple[Sequence[Row], Row, Sequence[Row]]]) -> Path:
    """Write a workbook: per sheet its title rows, its header, its rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, (titles, header, rows) in sheets.items():
        sheet = book.create_sheet(name)
        for line in (*titles, header, *rows):
            sheet.append(list(line))
    book.save(path)
    return path


def household_book(path: Path, rows: Sequence[Row] = HOUSEHOLDS, header: Row = HOUSEHOLD_HEADER) -> Path:
    """A list of poor households of a district."""
    titles = (("UBND HUYỆN BÌNH GIA",), ("DANH SÁCH HỘ NGHÈO NĂM 2024",), ())
    return save(path, {"Hộ nghèo": (titles, header, rows)})


def agency_book(path: Path, rows: Sequence[Row] = AGENCIES) -> Path:
    """A list of bodies."""
    return save(path, {"Cơ quan": ((("DANH SÁCH CƠ QUAN, ĐƠN VỊ",), ()), AGENCY_HEADER, rows)})


def helped_book(path: Path, rows: Sequence[Row] = HELPED) -> Path:
    """A list of households helped in earlier years."""
    return save(path, {"2010-2023": ((("KẾT QUẢ GIÚP ĐỠ HỘ NGHÈO",),), HELPED_HEADER, rows)})
