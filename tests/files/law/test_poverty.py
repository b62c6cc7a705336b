"""The tables about poverty hold what their texts say, value by value, and mark what is only remembered."""

from __future__ import annotations

from itertools import groupby, pairwise

from diachi.core.household import AreaType
from diachi.core.poverty.standard import Measure, PovertyValue
from diachi.files.law.poverty import standards
from diachi.files.law.tables import records

VALUES = records("poverty_standards", PovertyValue)


def test_the_lines_of_each_standard_are_those_of_its_text() -> None:
    held = {
        (v.standard_id, m): tuple(
            x.value for a in AreaType for x in VALUES if (x.standard_id, x.measure, x.area) == (v.standard_id, m, a)
        )
        for v in VALUES
        for m in [v.measure]
    }
    lines = {k: v for k, v in held.items() if k[1] in (Measure.LOW_LINE, Measure.LINE, Measure.AVERAGE_LINE)}
    assert lines == {
        ("VN-2006", "low_line"): (200_000, 260_000),
        ("VN-2006", "line"): (260_000, 338_000),
        ("VN-2011", "low_line"): (400_000, 500_000),
        ("VN-2011", "line"): (520_000, 650_000),
        ("VN-2016", "low_line"): (700_000, 900_000),
        ("VN-2016", "line"): (1_000_000, 1_300_000),
        ("VN-2016", "average_line"): (1_500_000, 1_950_000),
        ("VN-2022", "line"): (1_500_000, 2_000_000),
        ("VN-2022", "average_line"): (2_250_000, 3_000_000),
        ("VN-2027", "line"): (2_200_000, 2_800_000),
    }
    points = {k: v for k, v in held.items() if k[1] in (Measure.LOW_POINTS, Measure.LINE_POINTS)}
    assert points == {
        ("VN-2016", "low_points"): (120, 140),
        ("VN-2016", "line_points"): (150, 175),
        ("VN-2022", "line_points"): (140, 175),
    }


def test_what_is_only_remembered_is_marked() -> None:
    remembered = {(v.standard_id, v.measure, v.area) for v in VALUES if not v.confirmed}
    assert remembered == {
        *((s, Measure.LINE, a) for s in ("VN-2006", "VN-2011") for a in AreaType),
        ("VN-2016", Measure.LINE_POINTS, AreaType.RURAL),
    }


def test_every_value_stands_once_on_a_day_and_no_day_lies_between_two_standards() -> None:
    def place(value: PovertyValue) -> tuple[str, str, str]:
        return value.province_code, value.area.value, value.measure.value

    for _, rows in groupby(sorted(VALUES, key=place), key=place):
        spans = sorted((r.valid_from, r.valid_to) for r in rows if r.valid_from and r.valid_to)
        assert all(a[1] < b[0] for a, b in pairwise(spans))
    assert {getattr(standards().on(year), "standard_id", None) for year in range(2006, 2031)} == {
        "VN-2006",
        "VN-2011",
        "VN-2016",
        "VN-2022",
        "VN-2027",
    }


def test_prolongations_are_said() -> None:
    by_id = {v.standard_id: v for v in VALUES if v.measure is Measure.LINE}
    assert "NĐ 07/2021/NĐ-CP Điều 2" in by_id["VN-2016"].article
    assert "NĐ 351/2025/NĐ-CP" in by_id["VN-2022"].document


def test_no_province_has_a_standard_nobody_has_seen() -> None:
    assert {v.province_code for v in VALUES} == {""}
