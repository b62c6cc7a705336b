"""Traps 1 to 7 of the research on directives: how pages come apart. The letters are made up."""

from __future__ import annotations

from typing import Any

import pytest

from diachi.core.letters.facts import BLANK_IN_SOURCE
from diachi.core.letters.reader import read_letter
from diachi.core.letters.structure import structure_of

BODY = """
Kính gửi:

- Các phòng, ban huyện;
- Ủy ban nhân dân các xã.

Căn cứ Kế hoạch số 15/KH-UBND ngày 05/01/2024 của UBND tỉnh về giảm nghèo bền vững;

Ủy ban nhân dân huyện đề nghị:

1. Mỗi cơ quan nhận giúp đỡ 02 hộ nghèo, hoàn thành trước ngày 30/6/2024.

2. Báo cáo kết quả về Ủy ban nhân dân huyện (qua Phòng Nội vụ) trước ngày 15/7/2024./.
"""
END = """
Nơi nhận:
- Như trên;
- TT Huyện ủy (b/c);
- Lưu: VT, NV.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Thị Mai Lan
"""
WIDE = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN MỸ XUYÊN              Độc lập - Tự do - Hạnh phúc

Số: 215/UBND-NV           Mỹ Xuyên, ngày 12 tháng 3 năm 2024
V/v giúp đỡ hộ nghèo
theo địa chỉ năm 2024
"""
NARROW = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN MỸ XUYÊN Độc lập - Tự do - Hạnh phúc
Số: 215/UBND-NV Mỹ Xuyên, ngày 12 tháng 3 năm 2024
V/v giúp đỡ hộ nghèo
theo địa chỉ năm 2024
"""
ROWS = """| ỦY BAN NHÂN DÂN HUYỆN MỸ XUYÊN ---- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc --- |
|---|---|
| Số: 215/UBND-NV V/v giúp đỡ hộ nghèo theo địa chỉ năm 2024 | Mỹ Xuyên, ngày 12 tháng 3 năm 2024 |
"""
LINES_OF_CELLS = """ỦY BAN NHÂN DÂN
HUYỆN MỸ XUYÊN
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 215/UBND-NV
V/v giúp đỡ hộ nghèo theo địa chỉ năm 2024
|
Mỹ Xuyên, ngày
12 tháng 3 năm 2024
|
"""
RIGHT_FIRST = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mỹ Xuyên, ngày 12 tháng 3 năm 2024

ỦY BAN NHÂN DÂN
HUYỆN MỸ XUYÊN
Số: 215/UBND-NV
V/v giúp đỡ hộ nghèo theo địa chỉ năm 2024
"""


def outline(raw: str) -> dict[str, Any]:
    return structure_of(read_letter(raw))


@pytest.mark.parametrize("head", [WIDE, NARROW, ROWS, LINES_OF_CELLS, RIGHT_FIRST])
def test_01_a_head_of_two_columns_is_taken_apart(head: str) -> None:
    found = outline(head + BODY + END)
    assert found["issuer"] == "ỦY BAN NHÂN DÂN HUYỆN MỸ XUYÊN"
    assert (found["number"], found["place"], found["date"]) == ("215/UBND-NV", "Mỹ Xuyên", "2024-03-12")
    assert found["subject"] == "giúp đỡ hộ nghèo theo địa chỉ năm 2024"
    assert found["doc_type"] == "cong_van"
    assert found["recipients"] == ["Các phòng, ban huyện", "Ủy ban nhân dân các xã"]


ENDS = {
    "gaps": """
Nơi nhận:                     TM. ỦY BAN NHÂN DÂN
- Như trên;                      KT. CHỦ TỊCH
- TT Huyện ủy (b/c);           PHÓ CHỦ TỊCH
- Lưu: VT, NV.

                               Trần Thị Mai Lan
""",
    "one blank": """
Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Như trên; KT. CHỦ TỊCH
- TT Huyện ủy (b/c); PHÓ CHỦ TỊCH
- Lưu: VT, NV. Trần Thị Mai Lan
""",
    "cells": """
| Nơi nhận: - Như trên; - TT Huyện ủy (b/c); - Lưu: VT, NV. | TM. ỦY BAN NHÂN DÂN |
|---|---|
| | KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Thị Mai Lan |
""",
    "seal": """
Nơi nhận:
- Như trên;
- TT Huyện ủy (b/c);
- Lưu: VT, NV.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
★ Trần Thị Mai Lan
""",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_02_copies_and_signature_run_together(end: str) -> None:
    reading = read_letter(WIDE + BODY + end)
    found = structure_of(reading)
    assert found["authority"] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert found["signer"] == "Trần Thị Mai Lan"
    copies = [(f.value["to"], f.value["purpose"]) for f in reading.all("distribution")]
    assert copies == [("Như trên", ""), ("TT Huyện ủy (b/c)", "report"), ("Lưu: VT, NV", "file")]


def test_03_lines_break_inside_numbers_dates_and_names() -> None:
    found = outline(
        """ỦY BAN NHÂN DÂN
TỈNH HẬU GIANG

Số:
15/2024/QĐ-UBND

Hậu Giang, ngày 01
tháng 8 năm 2024

QUYẾT ĐỊNH
Quy định mức hỗ trợ
hộ nghèo

Căn cứ Nghị định số
20/2021/NĐ-CP ngày
15/3/2021 của
Chính phủ quy định chính sách trợ giúp xã hội;

Theo đề nghị của Giám đốc Sở Lao động - Thương binh
và Xã hội tại Tờ trình số 77/TTr-SLĐTBXH
ngày 20/7/2024.

QUYẾT ĐỊNH:

Điều
1. Mức hỗ trợ mỗi hộ là 12
triệu đồng, giải ngân trước ngày
30/11/2024.

Điều 2. Quyết định này có hiệu lực kể từ ngày 15 tháng 8 năm 2024./.
"""
    )
    assert (found["number"], found["date"], found["subject"]) == (
        "15/2024/QĐ-UBND",
        "2024-08-01",
        "Quy định mức hỗ trợ hộ nghèo",
    )
    assert [(b["number"], b["date"], b["issuer"]) for b in found["bases"]] == [
        ("20/2021/NĐ-CP", "2021-03-15", "Chính phủ"),
        ("77/TTr-SLĐTBXH", "2024-07-20", "Sở Lao động - Thương binh và Xã hội"),
    ]
    assert [(a["value"], a["op"], a["per"]) for a in found["amounts"]] == [(12_000_000, "eq", "hộ")]
    assert [(d["date"], d["kind"]) for d in found["deadlines"]] == [("2024-11-30", "before"), ("2024-08-15", "from")]


def test_03_a_page_break_cuts_a_sentence() -> None:
    found = outline(WIDE + BODY.replace("trước ngày 30/6/2024", "trước\n\nngày 30/6/2024") + END)
    assert ("2024-06-30", "before") in [(d["date"], d["kind"]) for d in found["deadlines"]]


DECISION = """ỦY BAN NHÂN DÂN
HUYỆN TRÀ CÚ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 88/QĐ-UBND

Trà Cú, ngày 10 tháng 01 năm 2024

QUYẾT ĐỊNH
Về việc ban hành Kế hoạch giúp đỡ hộ nghèo năm 2024

CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Kế hoạch số 9/KH-UBND ngày 02/01/2024 của Ủy ban nhân dân tỉnh về giảm nghèo;

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Kế hoạch giúp đỡ hộ nghèo năm 2024.
Điều 2. Các phòng, ban chịu trách nhiệm thi hành Quyết định này./.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.

CHỦ TỊCH

Kim Ngọc Sang

KẾ HOẠCH
Giúp đỡ hộ nghèo năm 2024
(Kèm theo Quyết định số 88/QĐ-UBND ngày 10/01/2024 của Chủ tịch UBND huyện)

I. CHỈ TIÊU
1. Mỗi phòng, ban nhận giúp đỡ ít nhất 01 hộ nghèo.
2. Mức hỗ trợ mỗi hộ từ 10 triệu đồng trở lên.

II. TỔ CHỨC THỰC HIỆN
1. Các phòng, ban lập kế hoạch, gửi về Ủy ban nhân dân huyện (qua Phòng Dân tộc) chậm nhất ngày 28/02/2024.
2. Báo cáo kết quả về Phòng Dân tộc trước ngày 20 hằng tháng.
"""


def test_04_a_decision_and_its_plan_are_two_documents() -> None:
    reading = read_letter(DECISION)
    found = structure_of(reading)
    assert found["tasks"] == ["Điều 1", "Điều 2"]
    assert (found["doc_type"], found["signer"], len(found["bases"])) == ("quyet_dinh", "Kim Ngọc Sang", 2)
    assert [(d["date"], d["kind"]) for d in found["deadlines"]] == [
        ("2024-02-28", "by"),
        ("day20/month", "recurring"),
    ]
    assert [(q["op"], q["min"], q["unit"]) for q in found["quotas"]] == [("min", 1, "hộ")]
    assert [(a["value"], a["op"]) for a in found["amounts"]] == [(10_000_000, "min")]
    assert {(r["to"], r["via"], r["deadline"]) for r in found["reporting"]} == {
        ("Ủy ban nhân dân huyện", "Phòng Dân tộc", "2024-02-28"),
        ("Phòng Dân tộc", None, "day20/month"),
    }
    assert {f.part.partition(":")[0] for f in reading.all("deadline")} == {"PL1"}


def test_05_letters_apart_are_read_as_printed_or_not_at_all() -> None:
    spaced = END.replace("KT. CHỦ TỊCH", "KT. CHỦ TỊ CH").replace("PHÓ CHỦ TỊCH", "P HÓ CHỦ T Ị CH")
    spaced = spaced.replace("Trần Thị Mai Lan", "Trầ n Thị Mai Lan")
    reading = read_letter(WIDE.replace("tháng 3", "tháng 0 3") + BODY + spaced)
    found = structure_of(reading)
    assert found["date"] == "2024-03-12"
    assert found["authority"] == ["KT. CHỦ TỊ CH", "P HÓ CHỦ T Ị CH"]
    assert found["signer"] == "Trầ n Thị Mai Lan"
    signer = reading.one("signer")
    assert signer is not None
    assert signer.flags


def test_06_stamps_give_no_date_and_no_number() -> None:
    stamped = "ĐẾN Ngày 28/4/2024\nSố: 991\nHỎA TỐC\nKý bởi: Cổng thông tin, ngày 02/05/2024 08:00:11\n" + WIDE
    found = outline(stamped + BODY + END)
    assert (found["issuer"], found["number"], found["date"]) == (
        "ỦY BAN NHÂN DÂN HUYỆN MỸ XUYÊN",
        "215/UBND-NV",
        "2024-03-12",
    )


@pytest.mark.parametrize("number", ["Số:      /UBND-NV", "Số: ....../UBND-NV", "Số:…/UBND-NV"])
@pytest.mark.parametrize(
    ("day", "date"),
    [
        ("ngày     tháng 3 năm 2024", "2024-03"),
        ("ngày ... tháng 3 năm 2024", "2024-03"),
        ("ngày      tháng      năm 2024", "2024"),
    ],
)
def test_07_a_blank_number_and_a_blank_day_are_facts(number: str, day: str, date: str) -> None:
    head = WIDE.replace("Số: 215/UBND-NV", number).replace("ngày 12 tháng 3 năm 2024", day)
    reading = read_letter(head + BODY + END)
    found = structure_of(reading)
    assert (found["number"], found["symbol"], found["date"]) == (None, "UBND-NV", date)
    assert found["missing"] == ["number", "date.day"]
    blank = reading.one("number")
    assert blank is not None
    assert BLANK_IN_SOURCE in blank.flags
