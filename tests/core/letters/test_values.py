"""Value functions: numbers, money and dates as Vietnamese offices write them."""

import pytest

from diachi.core.letters.dates import cadence, deadline
from diachi.core.letters.quota_values import quota
from diachi.core.letters.sums import amount
from diachi.core.letters.values import iso_day, money, partial_date


@pytest.mark.parametrize(
    ("said", "vnd"),
    [
        ("từ 08 triệu đồng trở lên", 8_000_000),
        ("8.000.000 đồng", 8_000_000),
        ("1,5 triệu đồng", 1_500_000),
        ("59.835 triệu đồng", 59_835_000_000),
        ("500 nghìn đồng", 500_000),
        ("2 tỷ đồng", 2_000_000_000),
        ("15 hộ", None),
    ],
)
def test_money(said: str, vnd: int | None) -> None:
    assert money((said,)) == vnd


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("15/7/2024", "2024-07-15"),
        ("ngày 05 tháng 02 năm 2024", "2024-02-05"),
        ("31/02/2024", None),
        ("29/2/2024", "2024-02-29"),
        ("2-3 cơ quan", None),
    ],
)
def test_days(said: str, iso: str | None) -> None:
    assert iso_day(said) == iso


def test_a_blank_day_stays_blank() -> None:
    assert partial_date(("ngày tháng 4 năm 2024",)) == "2024-04"
    assert partial_date(("ngày      tháng      năm 2024",)) == "2024"
    assert partial_date(("ngày 25 tháng 8 năm 2020",)) == "2020-08-25"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("trước ngày 15/7/2024", {"date": "2024-07-15", "kind": "before"}),
        ("chậm nhất ngày 20/11/2024", {"date": "2024-11-20", "kind": "by"}),
        ("đến hết ngày 31/12/2024", {"date": "2024-12-31", "kind": "by"}),
        ("vào cuối năm 2020", {"date": "2020-12", "kind": "by_end_of"}),
        ("cuối quý III năm 2024", {"date": "2024-09", "kind": "by_end_of"}),
        ("trước ngày 01/01/1945", None),
        ("từ năm 2014 đến 2023", None),
    ],
)
def test_deadlines(said: str, value: dict[str, str] | None) -> None:
    assert deadline((said,)) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("trước ngày 25 hàng tháng", "day25/month"),
        ("định kỳ hằng quý", "quarter"),
        ("định kỳ", "open"),
        ("ngày 3", None),
    ],
)
def test_cadences(said: str, value: str | None) -> None:
    assert cadence((said,)) == value


@pytest.mark.parametrize(
    ("quotes", "bounds"),
    [
        (("Công an", "giúp đỡ 02 hộ gia đình trở lên"), ("min", 2, None)),
        (("Hội", "giúp đỡ 02 - 03 hộ gia đình trở lên"), ("min", 2, 3)),
        (("Hội", "nhận giúp đỡ từ 2 đến 3 hộ nghèo"), ("range", 2, 3)),
        (("Hội", "nhận giúp đỡ từ 2 hộ nghèo trở lên"), ("min", 2, None)),
        (("Hội", "giúp đỡ ít nhất 01 hộ nghèo", "phấn đấu"), ("min", 1, None)),
        (("mỗi cơ quan", "hỗ trợ 01 hộ nghèo", "phấn đấu"), ("target", 1, 1)),
        (("mỗi cơ quan", "hỗ trợ 01 hộ nghèo"), ("eq", 1, 1)),
        (("mỗi xã", "giúp đỡ không quá 3 hộ"), ("max", None, 3)),
    ],
)
def test_quotas(quotes: tuple[str, ...], bounds: tuple[str, int | None, int | None]) -> None:
    found = quota(quotes)
    assert found is not None
    assert (found["op"], found["min"], found["max"]) == bounds


def test_thousands_are_not_households() -> None:
    assert quota(("tỉnh", "hỗ trợ 71.000 hộ")) is None


@pytest.mark.parametrize(
    ("said", "op"),
    [
        ("từ 200 ngàn đồng/người/tháng trở xuống", "max"),
        ("từ 200 ngàn đồng/người/tháng trở lên", "min"),
        ("từ 08 triệu đồng trở lên", "min"),
        ("500.000 đồng/hộ/tháng", "eq"),
    ],
)
def test_the_bound_of_an_amount_stands_behind_its_unit_too(said: str, op: str) -> None:
    read = amount((said,))
    assert read is not None
    assert read["op"] == op
