"""Further forms offices use: each of them once. The letters are made up."""

from __future__ import annotations

from typing import Any

import pytest

from diachi.core.letters.reader import read_letter
from diachi.core.letters.structure import structure_of

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN CAO LỘC

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 61/UBND-NV

Cao Lộc, ngày 05 tháng 4 năm 2024

V/v giúp đỡ hộ nghèo

Kính gửi: Các phòng, ban, cơ quan.

Ủy ban nhân dân huyện yêu cầu:
"""


def read(body: str) -> dict[str, Any]:
    return structure_of(read_letter(f"{HEAD}\n1. {body}\n"))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Hoàn thành trước 17:00 ngày 10/5/2024.", [("2024-05-10", "before")]),
        ("Gửi danh sách chậm nhất 15/10.", [("2024-10-15", "by")]),
        ("Gửi danh sách trước 15/10.", [("2024-10-15", "before")]),
        ("Thực hiện xong trong ngày 15/7/2024.", [("2024-07-15", "within")]),
        ("Hoàn thành trong 6 tháng đầu năm 2025.", [("2025-06", "within")]),
        ("Từ nay đến hết ngày 30/6/2024, các xã rà soát.", [("2024-06-30", "by")]),
        (
            "Báo cáo định kỳ 6 tháng về Phòng Nội vụ trước ngày 15/6, báo cáo năm trước ngày 15/12.",
            [("06-15/year", "recurring"), ("12-15/year", "recurring")],
        ),
        ("Thời gian hoàn thành: Quý II/2024.", [("2024-06", "within")]),
        ("Lập danh sách (trong tháng 5/2024).", [("2024-05", "within")]),
        ("Tổng kết (trong năm 2024).", [("2024-12", "within")]),
        ("Nghị định này có hiệu lực từ ngày 01/6/2024.", []),
        ("Kế hoạch này có hiệu lực từ ngày 01/6/2024.", [("2024-06-01", "from")]),
    ],
)
def test_dates(said: str, found: list[tuple[str, str]]) -> None:
    assert [(d["date"], d["kind"]) for d in read(said)["deadlines"]] == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Mức hỗ trợ từ 8 triệu đồng/hộ.", [(8_000_000, "min", "hộ")]),
        ("Hỗ trợ 500.000đ/hộ/tháng.", [(500_000, "eq", "hộ")]),
        ("Nâng mức trợ cấp từ 80.000 đồng/người lên 240.000 đồng/người.", [(240_000, "eq", "người")]),
        ("Tổng kinh phí 12.345,6 triệu đồng.", [(12_345_600_000, "eq", None)]),
        ("Mỗi cán bộ đóng góp tối thiểu 01 ngày lương.", []),
        ("Trích từ nguồn vận động 30 triệu đồng.", [(30_000_000, "eq", None)]),
    ],
)
def test_amounts(said: str, found: list[tuple[int, str, str | None]]) -> None:
    assert [(a["value"], a["op"], a["per"]) for a in read(said)["amounts"]] == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Phấn đấu ít nhất 01 hộ nghèo/chi bộ.", [("min", 1, None, "hộ")]),
        ("Mỗi đơn vị đăng ký giúp đỡ từ 01 hộ nghèo trở lên.", [("min", 1, None, "hộ")]),
        ("Mỗi huyện phấn đấu có 50 hộ thoát nghèo.", [("target", 50, 50, "hộ")]),
        ("Tỷ lệ hộ nghèo còn dưới 5%.", [("max", None, 5, "%")]),
        ("Trên 90% hộ nghèo được vay vốn.", [("min", 90, None, "%")]),
        ("Mỗi sở, ngành phụ trách 01 xã.", [("eq", 1, 1, "xã")]),
    ],
)
def test_quotas(said: str, found: list[tuple[Any, ...]]) -> None:
    assert [(q["op"], q["min"], q["max"], q["unit"]) for q in read(said)["quotas"]] == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "Gửi báo cáo về UBND huyện (qua Email: noivu@example.org) trước ngày 15/6/2024.",
            [("UBND huyện", None, "2024-06-15")],
        ),
        (
            "Báo cáo UBND huyện (gửi qua Phòng Nội vụ) trước ngày 15/6/2024.",
            [("UBND huyện", "Phòng Nội vụ", "2024-06-15")],
        ),
        (
            "Báo cáo kết quả về UBND huyện thông qua Phòng Nội vụ trước ngày 15/6/2024.",
            [("UBND huyện", "Phòng Nội vụ", "2024-06-15")],
        ),
        ("Báo cáo kết quả hằng quý về Phòng Nội vụ.", [("Phòng Nội vụ", None, "quarter")]),
        ("Đề nghị các xã khẩn trương có báo cáo về tình hình thực hiện.", [(None, None, None)]),
        ("Bảo vệ UBND huyện và bảo đảm kết quả Phòng Nội vụ báo cáo trong hội nghị.", []),
    ],
)
def test_reports(said: str, found: list[tuple[str | None, ...]]) -> None:
    assert [(r["to"], r["via"], r["deadline"]) for r in read(said)["reporting"]] == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "Kính gửi: Các sở, ban, ngành; UBND các huyện, thành phố.",
            ["Các sở, ban, ngành", "UBND các huyện, thành phố"],
        ),
        (
            "Kính gửi:\n- Các sở, ban, ngành\nthuộc tỉnh;\n- UBND các huyện.",
            ["Các sở, ban, ngành thuộc tỉnh", "UBND các huyện"],
        ),
        ("Kính gửi:\nUBND các xã;\nCác phòng, ban.", ["UBND các xã", "Các phòng, ban"]),
        ("| Kính gửi: | - Các phòng, ban; - UBND các xã. |\n|---|---|", ["Các phòng, ban", "UBND các xã"]),
    ],
)
def test_addressees(said: str, found: list[str]) -> None:
    raw = HEAD.replace("Kính gửi: Các phòng, ban, cơ quan.", said)
    assert structure_of(read_letter(f"{raw}\n1. Thực hiện.\n"))["recipients"] == found


def test_a_party_programme_with_dashes_after_its_numbers() -> None:
    found = structure_of(
        read_letter(
            """TỈNH ỦY HÒA BÌNH                     ĐẢNG CỘNG SẢN VIỆT NAM
      *                              Hòa Bình, ngày 25 tháng 11 năm 2023
Số 12-CTr/TU

CHƯƠNG TRÌNH
thực hiện công tác giảm nghèo
giai đoạn 2023 - 2025
-----

Thực hiện Kết luận số 10-KL/TW, ngày 26/7/2023 của Bộ Chính trị, Ban Chấp hành Đảng bộ tỉnh ban hành Chương trình:

A- MỤC TIÊU

- Tỷ lệ hộ nghèo giảm bình quân 4%/năm; phấn đấu có ít nhất 02 huyện thoát nghèo.

B- NHIỆM VỤ

1- Mỗi đảng viên giúp đỡ ít nhất 01 hộ nghèo, hoàn thành trong quý I/2024.

Nơi nhận:                              T/M BAN CHẤP HÀNH
- Bộ Chính trị,                             BÍ THƯ
- Lưu Văn phòng Tỉnh ủy.
                                         Quách Thế Tản
"""
        )
    )
    assert found["subject"] == "thực hiện công tác giảm nghèo giai đoạn 2023 - 2025"
    assert [b["number"] for b in found["bases"]] == ["10-KL/TW"]
    assert (found["authority"], found["signer"]) == (["T/M BAN CHẤP HÀNH", "BÍ THƯ"], "Quách Thế Tản")
    assert sorted((q["op"], q["unit"]) for q in found["quotas"]) == [("min", "huyện"), ("min", "hộ"), ("target", "%")]


def test_rows_of_a_list_and_laws_with_the_name_of_a_paper() -> None:
    found = structure_of(
        read_letter(
            HEAD.replace(
                "Ủy ban nhân dân huyện yêu cầu:",
                "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22/6/2015;\n\nỦy ban nhân dân huyện yêu cầu:",
            )
            + """
1. Giúp đỡ hộ nghèo theo danh sách:

| STT | Cơ quan | Số hộ được phân công giúp đỡ |
|---|---|---|
| 1 | Công an huyện | 03 |
| | Tổng cộng | 03 |
"""
        )
    )
    assert [b["date"] for b in found["bases"]] == ["2015-06-22"]
    assert [q["min"] for q in found["quotas"]] == [3]


def test_a_preamble_that_tells_what_happened_has_its_bases() -> None:
    raw = """VĂN PHÒNG CHÍNH PHỦ

Số: 21/TB-VPCP

Hà Nội, ngày 09 tháng 02 năm 2022

THÔNG BÁO
Kết luận cuộc họp về giảm nghèo

Ngày 07 tháng 02 năm 2022, lãnh đạo Văn phòng đã nghe báo cáo về Kế hoạch số 12/KH-UBND ngày 15/4/2021 của UBND tỉnh.

1. Các bộ gửi báo cáo về việc báo cáo số liệu trước ngày 28/02/2022.
"""
    found = structure_of(read_letter(raw))
    assert [(b["number"], b["date"], b["issuer"]) for b in found["bases"]] == [
        ("12/KH-UBND", "2021-04-15", "UBND tỉnh")
    ]
    assert found["subject"] == "Kết luận cuộc họp về giảm nghèo"
