from __future__ import annotations

from datetime import date

import pytest

from diachi.core.listing.titles import Title, block_of, title_of

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize(
    ("line", "commune"),
    [
        ("UBND XÃ HOA THÁM", "Xã Hoa Thám"),
        ("UBND XA HOA THAM", "Xa Hoa Tham"),
        ("Danh sách hộ nghèo xã Hoa Thám năm 2024", "xã Hoa Thám"),
        ("Danh sách hộ nghèo thị trấn Bình Gia, huyện Bình Gia", "thị trấn Bình Gia"),
        ("UBND XÃ HOA THÁM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Xã Hoa Thám"),
        (MOTTO, ""),
        ("CONG HOA XA HOI CHU NGHIA VIET NAM", ""),
        ("Bà Nông Thị Phương lập", ""),
        ("Các xã, thị trấn huyện Bình Gia", ""),
        ("Phòng Lao động - Thương binh và Xã hội", ""),
    ],
)
def test_a_title_names_a_commune_or_none(line: str, commune: str) -> None:
    assert title_of([(line,)], "Sheet1", "a.xlsx").commune == commune


def test_a_title_says_district_province_year_and_day() -> None:
    rows = [
        ("UBND HUYỆN BÌNH GIA", None, MOTTO),
        (None, None, "Bình Gia, ngày 20 tháng 3 năm 2024"),
        ("DANH SÁCH HỘ NGHÈO NĂM 2023",),
        ("(Số liệu tính đến ngày 05/12/2023, tỉnh Lạng Sơn)",),
    ]
    found = title_of(rows, "Sheet1", "a.xlsx")
    assert found == Title(
        district="Bình Gia",
        province="Lạng Sơn",
        year=2023,
        on=date(2023, 12, 5),
        words=found.words,
        lines=found.lines,
        names=("Sheet1", "a"),
    )


def test_a_day_that_does_not_exist_is_no_day() -> None:
    assert title_of([("Tính đến ngày 31/2/2024",)], "Sheet1", "a.xlsx").on is None


@pytest.mark.parametrize(
    ("filled", "block"),
    [
        (["I", "Xã Hoa Thám"], ("commune", "Xã Hoa Thám")),
        (["XÃ QUÝ HÒA (12 hộ)"], ("commune", "XÃ QUÝ HÒA")),
        (["II. Thị trấn Bình Gia"], ("commune", "Thị trấn Bình Gia")),
        (["a", "Thôn Bản Chu: 5 hộ"], ("hamlet", "Thôn Bản Chu")),
        (["KHỐI PHỐ 6A"], ("hamlet", "KHỐI PHỐ 6A")),
        (["1", "Nông Văn Ảo"], None),
        (["Ban Tổ chức Huyện ủy"], None),
        (["1", "Bản Chu", "Nông Văn Ảo"], None),
    ],
)
def test_a_heading_names_a_commune_or_a_hamlet(filled: list[str], block: tuple[str, str] | None) -> None:
    assert block_of(filled) == block
