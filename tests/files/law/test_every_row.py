"""Every row of the tables that were gathered stands in the law data, or is left out for a reason written here."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from typing import Any

import pytest

from diachi.core.text import clean, unify_tones
from shared import needs_shared, shared

Row = dict[str, str]

# What is not taken over as it was gathered, by code, and why.
OTHERWISE = {
    ("31", "Ta-ôi"): "the list of 1979 writes Tà-ôi; the other spelling is read too",
    ("VN-2016", "9", "social_evil", "Có người mắc tệ nạn xã hội"): "read in old lists, said nowhere: a neutral name",
    ("VN-2016", "10", "unwilling", "Chây lười lao động"): "read in old lists, said nowhere: a neutral name",
}
_KIND = re.compile(r"^(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh) ", re.IGNORECASE)


def _gathered(name: str) -> list[Row]:
    with shared("data", name).open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def _law(name: str) -> list[Row]:
    text = (resources.files("diachi") / "law" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _same(name: str) -> str:
    """Blanks around dashes, the zero of a ward's number, the place of a tone differ by source."""
    return re.sub(r"\W|\b0+(?=\d)", "", unify_tones(clean(name))).lower()


def _bare(name: str) -> str:
    return _same(_KIND.sub("", clean(name)))


def _missing(wanted: Iterable[tuple[str, ...]], present: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted(set(wanted) - set(present) - set(OTHERWISE))


COMMUNES = [(r["code"], _same(r["name"]), r["province_code"], r["valid_from"], r["valid_to"]) for r in _law("communes")]
PASSAGES = {(r["old_code"], r["new_code"]): r["part"] for r in _law("successions") if r["new_from"] == "2025-07-01"}


@needs_shared
def test_every_old_commune_of_the_map_and_its_heirs() -> None:
    rows = _gathered("admin_commune_map_2025.csv")
    old = {(r["old_code"], _bare(r["old_name"]), r["old_province_code"]) for r in rows}
    assert len(old) == 10_035
    assert _missing(old, {(code, name, of) for code, name, of, _, to in COMMUNES if to == "2025-06-30"}) == []
    districts = {(r["old_district_code"], _bare(r["old_district"])) for r in rows}
    assert _missing(districts, {(r["code"], _same(r["name"])) for r in _law("districts")}) == []


@needs_shared
def test_every_passage_of_the_map() -> None:
    """What the newer list of codes contradicts goes to its code; a split no official text makes is not repeated."""
    for row in _gathered("admin_commune_map_2025.csv"):
        new_code = {"06970": "06978"}.get(row["new_code"], row["new_code"])  # Ba Chẽ
        part = PASSAGES.get((row["old_code"], new_code))
        if row["kind"] == "suspect_split" and row["is_default"] == "0":
            assert part in (None, "suspect"), row
        else:
            assert part in ((row["kind"],) if row["kind"] != "suspect_split" else ("whole", "suspect")), row


@needs_shared
def test_every_new_commune_of_the_map_and_of_the_newer_list() -> None:
    new = {(code, name) for code, name, _, since, _ in COMMUNES if since >= "2025-07-01"}
    mapped = {(r["new_code"], _bare(r["new_name"])) for r in _gathered("admin_commune_map_2025.csv")}
    assert len(mapped) == 3_316
    assert _missing(mapped, new) == []
    newest = {(r["commune_code"], _same(r["commune"]), r["province_code"]) for r in _gathered("places_2026.csv")}
    assert len(newest) == 3_321
    assert _missing(newest, {(code, name, of) for code, name, of, _, to in COMMUNES if not to}) == []


@needs_shared
@pytest.mark.parametrize("name", ["admin_binh_gia_2025.csv", "admin_ninh_thuan_2025.csv"])
def test_every_row_of_the_checked_districts(name: str) -> None:
    rows = _gathered(name)
    passages = {(r["old_code"], r["new_code"], r["kind"].removesuffix("_default")) for r in rows}
    assert _missing(passages, [(*link, part) for link, part in PASSAGES.items()]) == []
    figures = {(r["new_code"], r["new_area_km2"], r["new_population"]) for r in rows}
    assert _missing(figures, {(r["code"], r["area_km2"], r["population"]) for r in _law("commune_figures")}) == []


@needs_shared
def test_every_district_of_ninh_thuan_with_the_communes_it_had() -> None:
    for row in _gathered("admin_ninh_thuan_districts.csv"):
        states = Counter(r["state"] for r in _law("communes") if r["district_code"] == row["district_code"])
        assert states["known"] == int(row["communes_early_2025"])
        assert states.total() == int(row["communes_2020_2021"])  # those no source names stand as missing
        named = [r["name"] for r in _law("districts") if r["code"] == row["district_code"]]
        assert [_same(n) for n in named] == [_bare(row["district"])]


@needs_shared
@pytest.mark.parametrize(
    ("name", "columns", "table", "own"),
    [
        ("doc_types_nd30.csv", ("type_vi", "abbrev"), "document_kinds", ("name", "abbreviation")),
        ("ethnic_groups.csv", ("code", "name_vi"), "ethnic_groups", ("code", "name")),
        (
            "personal_id_province_codes.csv",
            ("code", "province_of_birth_registration"),
            "personal_id_provinces",
            ("code", "name"),
        ),
        (
            "poverty_causes.csv",
            ("standard", "no", "code", "name_vi"),
            "poverty_causes",
            ("standard_id", "no", "code", "name"),
        ),
        (
            "poverty_indicators.csv",
            ("standard", "no", "code", "name_vi", "dimension_vi"),
            "deprivation_indicators",
            ("standard_id", "no", "code", "name", "dimension"),
        ),
    ],
)
def test_every_row_of_a_code_list(name: str, columns: tuple[str, ...], table: str, own: tuple[str, ...]) -> None:
    wanted = [tuple(row[c] for c in columns) for row in _gathered(name)]
    assert wanted
    assert _missing(wanted, [tuple(row[c] for c in own) for row in _law(table)]) == []


@needs_shared
def test_every_merit_category_in_the_words_of_both_ordinances() -> None:
    rows = _gathered("ncc_categories.csv")
    law = _law("merit_categories")
    for column, to in (("name_2012", "2021-06-30"), ("name_2020", "")):
        present = {(r["no"], r["code"], r["name"]) for r in law if r["valid_to"] == to}
        assert _missing({(r["no"], r["code"], r[column]) for r in rows}, present) == []


@needs_shared
def test_every_movement_between_two_reviews() -> None:
    credits = {"yes (partial goal)": "partial", "yes": "yes", "NO": "no", "negative": "negative", "n/a": "none"}
    wanted = {(r["code"], credits[r["credit_to_sponsor"]]) for r in _gathered("status_transitions.csv")}
    assert _missing(wanted, {(r["code"], r["credit"]) for r in _law("status_movements")}) == []


REVIEW = {
    "01/9 - hết 14/12 hằng năm": {"periodic_review"},
    "từ ngày 15 hằng tháng": {"review_on_request"},
    "họp dân": {"village_meeting"},
    "03 ngày làm việc": {"posting"},
    "05 hằng tháng (tháng 02-9)": {"commune_report_to_district", "commune_report_to_province"},
    "trước 15/11": {"preliminary_report"},
    "trước 20/12": {"official_report"},
    "trước 15/11 / trước 30/11": {"older_quick_report", "older_official_report"},
}


@needs_shared
def test_every_line_of_the_review_calendar() -> None:
    assert {r["when"] for r in _gathered("review_calendar.csv")} == set(REVIEW)
    assert set().union(*REVIEW.values()) == {r["id"] for r in _law("review_calendar")}


@needs_shared
def test_every_poverty_standard_with_each_of_its_numbers() -> None:
    gathered: dict[str, Any] = json.loads(shared("data", "poverty_standards.json").read_text(encoding="utf-8"))
    law = _law("poverty_standards")
    for standard in gathered["standards"]:
        rows = [r for r in law if r["standard_id"] == standard["id"]]
        assert {
            int(r["valid_from"][:4]) for r in rows if r["measure"] == "deprivations_min" or standard["id"] < "VN-2016"
        }
        numbers = {(r["area"], r["value"]) for r in rows}
        for area, value in _numbers(standard):
            assert (area, value) in numbers, (standard["id"], area, value)


def _numbers(rule: Any, area: str = "") -> Iterable[tuple[str, str]]:
    if isinstance(rule, dict):
        for key, inner in rule.items():
            yield from _numbers(inner, key if key in ("rural", "urban") else area)
    elif isinstance(rule, str) and area:
        yield from ((area, number) for number in re.findall(r"(?<![A-Z])\b\d+", rule))
