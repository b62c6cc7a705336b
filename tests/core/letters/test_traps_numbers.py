"""Traps 14 to 21 of the research on directives: numbers, dates, cadences, nouns, relative units."""

from __future__ import annotations

from typing import Any

import pytest

from diachi.core.letters.facts import PAST, YEAR_OF_ISSUE
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

Ủy ban nhân dân huyện yêu cầu:
"""


def read(body: str) -> Reading:
    return read_letter(f"{HEAD}\n{body}\n")


def deadlines(body: str) -> list[tuple[str, str]]:
    return [(f.value["date"], f.value["kind"]) for f in read(body).all("deadline")]


def quotas(body: str) -> list[tuple[Any, ...]]:
    return [tuple(q[k] for k in ("op", "min", "max", "unit")) for q in structure_of(read(body))["quotas"]]


def amounts(body: str) -> list[tuple[int, str]]:
    return [(a["value"], a["op"]) for a in structure_of(read(body))["amounts"]]


def reports(body: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(r["to"], r["via"], r["deadline"]) for r in structure_of(read(body))["reporting"]]


def test_14_thousands_are_no_quota_of_00() -> None:
    assert quotas("1. Bảo đảm chính sách cho khoảng 71.000 hộ gia đình trên cả nước.") == []
    assert quotas("1. Phấn đấu giúp đỡ 1.200 hộ nghèo.") == [("target", 1200, 1200, "hộ")]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("với tổng kinh phí 59.835 triệu đồng", [(59_835_000_000, "eq")]),
        ("mức 1,5 triệu đồng mỗi hộ", [(1_500_000, "eq")]),
        ("mức từ 08 triệu đồng trở lên", [(8_000_000, "min")]),
        ("ít nhất 8.000.000 đồng/hộ", [(8_000_000, "min")]),
        ("không quá 500 nghìn đồng/người", [(500_000, "max")]),
        ("tối đa 2 tỷ đồng", [(2_000_000_000, "max")]),
        ("từ 5 đến 7 triệu đồng/hộ", [(5_000_000, "min"), (7_000_000, "max")]),
        ("từ 800.000 đồng - 1.000.000 đồng/người", [(800_000, "min"), (1_000_000, "max")]),
        ("bình quân 10 triệu đồng/hộ", [(10_000_000, "target")]),
        ("dự kiến 50 triệu đồng/căn nhà", [(50_000_000, "eq")]),
    ],
)
def test_14_amounts(said: str, found: list[tuple[int, str]]) -> None:
    assert amounts(f"1. Hỗ trợ các hộ nghèo, {said}.") == found


def test_14_what_was_paid_is_no_amount_to_keep() -> None:
    assert amounts("1. Năm 2023, các cơ quan đã hỗ trợ 350 triệu đồng cho hộ nghèo.") == []


@pytest.mark.parametrize(
    "said",
    [
        "người có công sinh trước ngày 01/01/1945",
        "đến ngày 23/9/2023 mới có 12 cơ quan báo cáo",
        "hộ được giúp đỡ từ năm 2014 đến 2023",
        "cơ quan phối hợp 2-3 cơ quan khác",
        "tính đến ngày 31/12/2023, huyện còn 300 hộ nghèo",
    ],
)
def test_15_no_date_that_binds(said: str) -> None:
    assert deadlines(f"1. Rà soát các trường hợp {said}.") == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("trước ngày 25 hàng tháng", [("day25/month", "recurring")]),
        ("vào ngày 20 của tháng cuối quý", [("day20/quarter", "recurring")]),
        ("trước ngày 15/12 hằng năm", [("12-15/year", "recurring")]),
        ("chiều thứ Năm hằng tuần", [("thursday/week", "recurring")]),
        ("định kỳ hằng năm", []),
        ("thường xuyên", []),
        ("theo quy định", []),
    ],
)
def test_16_cadences_have_no_day_of_their_own(said: str, found: list[tuple[str, str]]) -> None:
    assert deadlines(f"1. Tổng hợp, cập nhật {said}.") == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("hoàn thành vào cuối năm 2024", [("2024-12", "by_end_of")]),
        ("xong trước 30/9/2024", [("2024-09-30", "before")]),
        ("chậm nhất là ngày 10 tháng 5 năm 2024", [("2024-05-10", "by")]),
        ("trước 17 giờ 00 ngày 10/5/2024", [("2024-05-10", "before")]),
        ("hoàn thành trong quý III năm 2024", [("2024-09", "within")]),
        ("hoàn thành trong tháng 6/2024", [("2024-06", "within")]),
        ("đến hết ngày 30/11/2024", [("2024-11-30", "by")]),
        ("từ ngày 10/5/2024 đến ngày 20/6/2024", [("2024-05-10", "from"), ("2024-06-20", "until")]),
        ("trong vòng 7 ngày làm việc kể từ ngày ban hành văn bản", [("issue+7wd", "within")]),
        ("trong thời hạn 15 ngày kể từ ngày ký", [("issue+15d", "within")]),
    ],
)
def test_17_forms_of_a_date(said: str, found: list[tuple[str, str]]) -> None:
    assert deadlines(f"1. Tổ chức thực hiện {said}.") == found


def test_17_a_day_without_its_year_takes_that_of_the_issue_and_is_marked() -> None:
    (fact,) = read("1. Gửi danh sách trước ngày 30/6.").all("deadline")
    assert fact.value == {"date": "2024-06-30", "kind": "before"}
    assert YEAR_OF_ISSUE in fact.flags
    assert len(fact.spans) == 2


def test_17_a_deadline_before_the_letter_is_marked() -> None:
    (fact,) = read("1. Gửi danh sách trước ngày 01/4/2024.").all("deadline")
    assert PAST in fact.flags


def test_18_new_cases_are_nobody_s_birth() -> None:
    assert deadlines("1. Cập nhật hộ nghèo phát sinh trước ngày 30/6/2024.") == []
    assert deadlines("1. Báo cáo vướng mắc phát sinh; gửi danh sách trước ngày 30/6/2024.") == [
        ("2024-06-30", "before")
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Theo báo cáo của Phòng Nội vụ, các xã chưa lập danh sách.",
        "Căn cứ Báo cáo số 12/BC-UBND của UBND huyện để thực hiện.",
        "Phòng Nội vụ thẩm định hồ sơ để tổng hợp, báo cáo Ủy ban nhân dân huyện.",
        "Kết quả thực hiện là tiêu chí đánh giá (báo cáo).",
    ],
)
def test_19_report_as_a_noun_or_a_purpose_is_no_order(said: str) -> None:
    assert reports(f"1. {said}") == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "Báo cáo kết quả về Ủy ban nhân dân huyện (qua Phòng Văn hóa, Thể thao) trước ngày 30/6/2024.",
            ("Ủy ban nhân dân huyện", "Phòng Văn hóa, Thể thao", "2024-06-30"),
        ),
        (
            "Trước ngày 15/11/2024, các xã báo cáo Ủy ban nhân dân huyện (qua Phòng Nội vụ) kết quả thực hiện.",
            ("Ủy ban nhân dân huyện", "Phòng Nội vụ", "2024-11-15"),
        ),
        (
            "Nếu có vướng mắc, báo cáo kịp thời về UBND huyện (qua Phòng Nội vụ) để xem xét.",
            ("UBND huyện", "Phòng Nội vụ", None),
        ),
        (
            "Định kỳ trước ngày 20 hằng tháng báo cáo kết quả về Phòng Nội vụ để tổng hợp.",
            ("Phòng Nội vụ", None, "day20/month"),
        ),
        (
            "Lập danh sách gửi về Phòng Nội vụ chậm nhất ngày 30/4/2024.",
            ("Phòng Nội vụ", None, "2024-04-30"),
        ),
        (
            "Báo cáo Thường trực Huyện ủy, Ủy ban nhân dân huyện trước ngày 30/6/2024.",
            ("Thường trực Huyện ủy, Ủy ban nhân dân huyện", None, "2024-06-30"),
        ),
    ],
)
def test_19_orders_to_report(said: str, found: tuple[str | None, ...]) -> None:
    assert reports(f"1. {said}") == [found]


def test_19_the_tracker_reports_by_itself_only_when_dated() -> None:
    assert reports("1. Giao Phòng Nội vụ theo dõi, tổng hợp, báo cáo Ủy ban nhân dân huyện.") == []
    dated = reports("1. Giao Phòng Nội vụ theo dõi, tổng hợp, báo cáo Ủy ban nhân dân huyện trước ngày 20/12/2024.")
    assert dated == [("Ủy ban nhân dân huyện", None, "2024-12-20")]


def test_20_relative_units_stay_as_said() -> None:
    reading = read_letter(
        f"{HEAD}\n1. UBND tỉnh, UBND huyện phối hợp.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLê Văn Sơn\n"
    )
    assert [f.value["to"] for f in reading.all("distribution")] == ["Như trên", "Lưu: VT"]


def test_21_a_subject_goes_on_over_lines_to_the_next_block() -> None:
    raw = HEAD.replace(
        "V/v giúp đỡ hộ nghèo\n", "V/v tiếp tục vận động, giúp đỡ\nhộ nghèo, hộ cận nghèo\ntheo địa chỉ năm 2024\n"
    )
    found = structure_of(read_letter(raw))
    assert found["subject"] == "tiếp tục vận động, giúp đỡ hộ nghèo, hộ cận nghèo theo địa chỉ năm 2024"
    assert found["recipients"] == ["Các phòng, ban, cơ quan"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Mỗi cơ quan, đơn vị giúp đỡ ít nhất 01 hộ nghèo", [("min", 1, None, "hộ")]),
        ("Phấn đấu mỗi đơn vị nhận đỡ đầu tối thiểu 02 hộ", [("min", 2, None, "hộ")]),
        ("Phấn đấu mỗi chi bộ giúp đỡ 01 hộ nghèo", [("target", 1, 1, "hộ")]),
        ("Mỗi cơ quan giúp đỡ không quá 03 hộ", [("max", None, 3, "hộ")]),
        ("Mỗi trường giúp đỡ từ 01 đến 02 hộ nghèo", [("range", 1, 2, "hộ")]),
        ("Doanh nghiệp nhận giúp đỡ 02 - 03 hộ trở lên", [("min", 2, 3, "hộ")]),
        ("Đơn vị có từ 10 đến 20 cán bộ: 01 hộ; trên 20 cán bộ: 02 hộ", [("eq", 1, 1, "hộ"), ("eq", 2, 2, "hộ")]),
        ("Đơn vị dưới 05 người liên kết với tối đa 02 đơn vị khác", [("pool", None, 2, "đơn vị")]),
        ("Đơn vị dưới 10 biên chế phối hợp với 2-3 cơ quan khác", [("pool", 2, 3, "cơ quan")]),
        ("Giảm tỷ lệ hộ nghèo bình quân 1,5%/năm", [("target", 1.5, 1.5, "%")]),
        ("Bảo đảm 100% hộ nghèo có bảo hiểm y tế", [("eq", 100, 100, "%")]),
        ("Phấn đấu tối thiểu 80% hộ nghèo tham gia", [("min", 80, None, "%")]),
        ("Xây dựng ít nhất 02 mô hình giảm nghèo", [("min", 2, None, "mô hình")]),
        ("Mỗi tháng thăm hộ 02 lần", []),
    ],
)
def test_quotas_pools_and_goals(said: str, found: list[tuple[Any, ...]]) -> None:
    assert quotas(f"1. {said}.") == found


def test_a_table_of_quotas_takes_the_word_of_its_head() -> None:
    table = """1. Phân công giúp đỡ hộ nghèo như sau:

| STT | Cơ quan, đơn vị | Số hộ nhận giúp đỡ tối thiểu | Thời gian hoàn thành |
|---|---|---|---|
| 1 | Phòng Nội vụ | 02 | Quý II/2024 |
| 2 | Phòng Tài chính | 03 | Trước ngày 30/9/2024 |
|  | Tổng cộng | 05 |  |
"""
    assert quotas(table) == [("min", 2, None, "hộ"), ("min", 3, None, "hộ")]
    assert deadlines(table) == [("2024-06", "within"), ("2024-09-30", "before")]
