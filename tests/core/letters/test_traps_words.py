"""Traps 8 to 13 of the research on directives: misprints, spellings, symbols, citations. The letters are made up."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from diachi.core.letters.facts import MISREAD, MISSPELT, TWO_DATES
from diachi.core.letters.making import Reading
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
"""


def read(body: str, bases: str = "") -> Reading:
    return read_letter(f"{HEAD}\n{bases}\n\nỦy ban nhân dân huyện yêu cầu:\n\n{body}\n")


def values(reading: Reading, field: str) -> list[Any]:
    return [f.value for f in reading.all(field)]


@pytest.mark.parametrize("said", ["phân đấu", "phấn đâu", "PHẤN ĐẤU", "phấn đấu"])
def test_08_misprinted_anchor_words_are_found_and_marked(said: str) -> None:
    reading = read(f"1. Các phòng, ban {said} mỗi cơ quan hỗ trợ 01 hộ nghèo.")
    (fact,) = reading.all("quota")
    assert (fact.value["op"], fact.value["min"]) == ("target", 1)
    assert (MISSPELT in fact.flags) == (said.lower() != "phấn đấu")


def test_08_a_kind_cut_short_keeps_its_spelling_in_the_quote() -> None:
    reading = read("1. Cơ quan lượng vũ trang giúp đỡ 02 hộ gia đình trở lên.\n2. UBNDTTQ huyện giúp đỡ 01 hộ.")
    assert [q["subject"] for q in values(reading, "quota")] == ["Cơ quan lượng vũ trang", "UBNDTTQ huyện"]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("trước ngày 2l/6/2024", "2024-06-21"),
        ("trước ngày 2O/6/2O24", "2024-06-20"),
        ("trước ngày 15 tháng 1] năm 2024", "2024-11-15"),
        ("truớc ngáy 20/6/2024", "2024-06-20"),
    ],
)
def test_08_figures_read_as_letters_are_mended_and_marked(said: str, date: str) -> None:
    reading = read(f"1. Hoàn thành {said}.")
    (fact,) = reading.all("deadline")
    assert fact.value == {"date": date, "kind": "before"}
    assert {MISREAD, MISSPELT} & set(fact.flags)


def test_08_a_year_that_cannot_be_is_no_deadline_without_a_flag() -> None:
    for fact in read("1. Hoàn thành trước ngày 20/6/2096.").all("deadline"):
        assert fact.flags


def test_08_a_misread_title_is_still_a_decision() -> None:
    raw = """ỦY BAN NHÂN DÂN
HUYỆN CAO LỘC

Số: 7/QĐ-UBND

Cao Lộc, ngày 05 tháng 4 năm 2024

QUYÉT ĐỊNH
Về việc giao chỉ tiêu giúp đỡ hộ nghèo

Căn cứ Kế hoạch số 3/KH-UBND ngày 02/01/2024 của UBND tỉnh;

QUYÉT ĐỊNH:

Điều 1. Mỗi đơn vị giúp đỡ 01 hộ nghèo./.

KT. CHỦ TỊCH
PHÓ CHỦ TICH

Nông Văn Đức
"""
    found = structure_of(read_letter(raw))
    assert (found["doc_type"], found["subject"]) == ("quyet_dinh", "giao chỉ tiêu giúp đỡ hộ nghèo")
    assert found["authority"] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TICH"]
    assert found["signer"] == "Nông Văn Đức"


def test_09_spellings_of_one_word_read_alike() -> None:
    body = (
        "1. Ủy ban nhân dân các xã nhận giúp đỡ 02 - 03 hộ nghèo trở lên, hoàn thành trước ngày 30/6/2024.\n"
        "2. Báo cáo kết quả về Ủy ban nhân dân huyện (qua Phòng Nội vụ) trước ngày 15/7/2024."
    )
    wanted = structure_of(read(body))
    for other in (
        body.replace("Ủy", "Uỷ"),
        unicodedata.normalize("NFD", body),
        body.replace(" - ", " \u2013 "),
        body.replace("02 - 03", "02-03"),
    ):
        found = structure_of(read(other))
        assert [q["min"] for q in found["quotas"]] == [q["min"] for q in wanted["quotas"]]
        assert [q["max"] for q in found["quotas"]] == [3]
        assert [d["date"] for d in found["deadlines"]] == [d["date"] for d in wanted["deadlines"]]
        assert [r["deadline"] for r in found["reporting"]] == ["2024-07-15"]


def test_09_a_word_said_twice() -> None:
    reading = read("1. Thực hiện.", "Căn cứ Kế hoạch số số 12/KH-UBND ngày 02/3/2024 của UBND tỉnh về giảm nghèo;")
    assert values(reading, "base") == [
        {"type": "Kế hoạch", "number": "12/KH-UBND", "date": "2024-03-02", "issuer": "UBND tỉnh"}
    ]


@pytest.mark.parametrize(
    ("lines", "parent", "issuer"),
    [
        ("VĂN PHÒNG CHÍNH PHỦ", None, "VĂN PHÒNG CHÍNH PHỦ"),
        ("BỘ TÀI CHÍNH\nTỔNG CỤC THUẾ", "BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ"),
        ("UBND HUYỆN CAO LỘC\nPHÒNG NỘI VỤ", "UBND HUYỆN CAO LỘC", "PHÒNG NỘI VỤ"),
        ("UBND HUYỆN CAO LỘC PHÒNG NỘI VỤ", "UBND HUYỆN CAO LỘC", "PHÒNG NỘI VỤ"),
        ("BỘ TÀI CHÍNH TỔNG CỤC THUẾ", "BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ"),
        ("UBND TỈNH KON TUM VĂN PHÒNG", "UBND TỈNH KON TUM", "VĂN PHÒNG"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI", None, "BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"),
        ("ĐẢNG BỘ TỈNH LẠNG SƠN\nHUYỆN ỦY CAO LỘC\n*", "ĐẢNG BỘ TỈNH LẠNG SƠN", "HUYỆN ỦY CAO LỘC"),
        (
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nHUYỆN CAO LỘC\nBAN THƯỜNG TRỰC",
            None,
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM HUYỆN CAO LỘC",
        ),
        (
            "TỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC\nCÔNG TY ĐIỆN LỰC LẠNG SƠN",
            "TỔNG CÔNG TY ĐIỆN LỰC MIỀN BẮC",
            "CÔNG TY ĐIỆN LỰC LẠNG SƠN",
        ),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH LẠNG SƠN", None, "HỘI ĐỒNG NHÂN DÂN TỈNH LẠNG SƠN"),
        ("UBND TỈNH LẠNG SƠN\nBAN CHỈ ĐẠO\nGIẢM NGHÈO", "UBND TỈNH LẠNG SƠN", "BAN CHỈ ĐẠO GIẢM NGHÈO"),
    ],
)
def test_10_parent_issuer_and_standing_organ(lines: str, parent: str | None, issuer: str) -> None:
    raw = HEAD.replace("ỦY BAN NHÂN DÂN\nHUYỆN CAO LỘC", lines)
    found = structure_of(read_letter(f"{raw}\nỦy ban nhân dân huyện yêu cầu:\n\n1. Thực hiện.\n"))
    assert (found["issuer_parent"], found["issuer"]) == (parent, issuer)


@pytest.mark.parametrize(
    ("cited", "kind", "number"),
    [
        ("Công văn số 4153-CV/HU ngày 24/7/2023", "Công văn", "4153-CV/HU"),
        ("Thông báo số 212-TB/TU ngày 24/7/2023", "Thông báo", "212-TB/TU"),
        ("Tờ trình số 02/TTr-CAT- ANCTNB ngày 24/7/2023", "Tờ trình", "02/TTr-CAT- ANCTNB"),
        ("Kế hoạch 102/KH-UBND ngày 24/7/2023", "Kế hoạch", "102/KH-UBND"),
        ("Nghị quyết số 30a/2008/NQ-CP ngày 24/7/2023", "Nghị quyết", "30a/2008/NQ-CP"),
        ("Nghị định số 144/2021/NĐ- CP ngày 24/7/2023", "Nghị định", "144/2021/NĐ- CP"),
    ],
)
def test_11_symbols_of_all_offices(cited: str, kind: str, number: str) -> None:
    reading = read("1. Thực hiện.", f"Thực hiện {cited} của Ban Thường vụ Huyện ủy về giảm nghèo;")
    assert values(reading, "base") == [
        {"type": kind, "number": number, "date": "2023-07-24", "issuer": "Ban Thường vụ Huyện ủy"}
    ]


def test_11_a_party_letter_has_its_own_form() -> None:
    raw = """ĐẢNG BỘ TỈNH LẠNG SƠN
HUYỆN ỦY CAO LỘC
*
Số 214-CV/HU

ĐẢNG CỘNG SẢN VIỆT NAM
Cao Lộc, ngày 11 tháng 3 năm 2024

V/v phân công giúp đỡ hộ nghèo

Kính gửi: - Các chi bộ, đảng bộ trực thuộc;
- Đảng ủy các xã.

Thực hiện Nghị quyết số 20-NQ/TU ngày 21/12/2021 của Ban Thường vụ Tỉnh ủy, Ban Thường vụ Huyện ủy yêu cầu:

1. Mỗi chi bộ nhận giúp đỡ ít nhất 01 hộ nghèo.
2. Báo cáo kết quả về Ban Thường vụ Huyện ủy (qua Ban Dân vận Huyện ủy) trước ngày 10/12/2024.

Nơi nhận:
- Như trên;
- Lưu Văn phòng Huyện ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Hoàng Thị Nga
"""
    found = structure_of(read_letter(raw))
    assert (found["number"], found["issuer"], found["issuer_parent"]) == (
        "214-CV/HU",
        "HUYỆN ỦY CAO LỘC",
        "ĐẢNG BỘ TỈNH LẠNG SƠN",
    )
    assert (found["place"], found["date"], found["doc_type"]) == ("Cao Lộc", "2024-03-11", "cong_van")
    assert found["recipients"] == ["Các chi bộ, đảng bộ trực thuộc", "Đảng ủy các xã"]
    assert (found["authority"], found["signer"]) == (["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], "Hoàng Thị Nga")
    assert [(q["op"], q["min"]) for q in found["quotas"]] == [("min", 1)]
    assert [(r["to"], r["via"]) for r in found["reporting"]] == [
        ("Ban Thường vụ Huyện ủy", "Ban Dân vận Huyện ủy"),
    ]


def test_12_one_line_holds_several_citations() -> None:
    reading = read(
        "1. Thực hiện.",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015; Luật Ngân sách nhà nước ngày 25/6/2015; "
        "Nghị định số 7/2021/NĐ-CP ngày 27/01/2021 của Chính phủ quy định chuẩn nghèo và Thông tư số "
        "11/2022/TT-BLĐTBXH ngày 30/6/2022 của Bộ Lao động - Thương binh và Xã hội hướng dẫn Nghị định số "
        "7/2021/NĐ-CP; các văn bản số 14/UBND-TH ngày 30/6/2022 và số 15/UBND-TH ngày 02/7/2022 của UBND tỉnh;",
    )
    assert [(b["number"], b["date"]) for b in values(reading, "base")] == [
        (None, "2015-06-19"),
        (None, "2015-06-25"),
        ("7/2021/NĐ-CP", "2021-01-27"),
        ("11/2022/TT-BLĐTBXH", "2022-06-30"),
        ("14/UBND-TH", "2022-06-30"),
        ("15/UBND-TH", "2022-07-02"),
    ]
    assert [b["issuer"] for b in values(reading, "base")][2:4] == ["Chính phủ", "Bộ Lao động - Thương binh và Xã hội"]


def test_12_one_document_with_two_dates_is_marked() -> None:
    reading = read(
        "1. Thực hiện.",
        "Căn cứ Kế hoạch số 9/KH-UBND ngày 02/01/2024 của UBND tỉnh; thực hiện Kế hoạch số 9/KH-UBND ngày 20/01/2024;",
    )
    (fact,) = reading.all("base")
    assert fact.value["date"] == "2024-01-02"
    assert TWO_DATES in fact.flags


def test_13_a_quoted_law_orders_nobody() -> None:
    reading = read_letter(
        HEAD
        + """
Trả lời Công văn số 33/PNV ngày 01/4/2024 của Phòng Nội vụ về mức chi, Ủy ban nhân dân huyện có ý kiến như sau:

Tại Điều 5 Nghị định số 20/2021/NĐ-CP quy định:

"1. Mức chuẩn trợ giúp xã hội là 360.000 đồng/tháng.
2. Hồ sơ nộp trước ngày 15 hằng tháng."

Căn cứ quy định trên, đề nghị Phòng Nội vụ thực hiện đúng mức chi, báo cáo Ủy ban nhân dân huyện trước ngày 30/4/2024.
"""
    )
    assert values(reading, "amount") == []
    assert values(reading, "deadline") == [{"date": "2024-04-30", "kind": "before"}]
    assert [b["number"] for b in values(reading, "base")] == ["33/PNV"]
