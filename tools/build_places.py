"""Build law/{provinces,districts,communes,successions,commune_figures}.csv from the tables of the research.

    python tools/build_places.py FOLDER

FOLDER holds admin_commune_map_2025.csv (the map of 30/6/2025 and what each commune became on 1/7/2025), places_2026.csv
(the units as of 30/4/2026), admin_binh_gia_2025.csv, admin_ninh_thuan_2025.csv, admin_ninh_thuan_districts.csv and
personal_id_province_codes.csv (the names of the 63 provinces; the code of a province is its last two digits).
Where the two maps differ the newer one wins. What neither has becomes a row with state `missing`, never a guess.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from diachi.core.text import unify_tones

LAW = Path(__file__).resolve().parents[1] / "src/diachi/law"
REFORM, RENAMED = "2025-07-01", "2026-04-30"
DAY_BEFORE = {REFORM: "2025-06-30", RENAMED: "2026-04-29"}
KINDS = {"Xã": "commune", "Phường": "ward", "Thị trấn": "township", "Đặc khu": "special_zone"}
DISTRICT_KINDS = {"Huyện": "rural_district", "Quận": "urban_district", "Thị xã": "town", "Thành phố": "city"}
ALIASES = {
    "79": "TPHCM;TP HCM;HCM;Sài Gòn",
    "77": "Bà Rịa Vũng Tàu;BRVT",
    "46": "Huế;TT Huế",
}
FIRST_DAY = {"181": "2019-11-21"}  # Bình Gia: NQ 818/NQ-UBTVQH14
DOCUMENTS = {"20": "NQ 1672/NQ-UBTVQH15 (16/6/2025)", "58": "NQ 202/2025/QH15; NQ 1667/NQ-UBTVQH15"}
ISLANDS = ("Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo")
LEAST_PEOPLE = 3000  # a commune made of several has more; the map shows 89 for one of 230 km2
# Two data sets give 06970 and 06978 for the new commune of Ba Chẽ; the newer one wins.
RECODED = {"06970": "06978"}


def main(folder: Path) -> None:
    """Read the research tables and write the law tables."""
    links = _read(folder / "admin_commune_map_2025.csv")
    now = _read(folder / "places_2026.csv")
    local = _read(folder / "admin_binh_gia_2025.csv") + _read(folder / "admin_ninh_thuan_2025.csv")
    old_names = {
        r["code"][1:]: r["province_of_birth_registration"] for r in _read(folder / "personal_id_province_codes.csv")
    }
    _write("provinces.csv", "code,name,kind,aliases,valid_from,valid_to", _provinces(old_names, now))
    _write("districts.csv", "code,name,kind,province_code,valid_from,valid_to,state", _districts(links))
    lost = {
        r["district_code"]: int(r["communes_2020_2021"]) - int(r["communes_early_2025"])
        for r in _read(folder / "admin_ninh_thuan_districts.csv")
    }
    _write(
        "communes.csv",
        "code,name,kind,district_code,province_code,valid_from,valid_to,state,confirmed",
        _communes(links, now, lost),
    )
    _write(
        "successions.csv", "old_code,old_to,new_code,new_from,part,document,confirmed", _successions(links, now, local)
    )
    figures = sorted({(r["new_code"], r["new_area_km2"], r["new_population"]) for r in local})
    doubted = (
        (*row, "0", "số dân trên bản đồ nhỏ khác thường; chưa đối chiếu")
        if row[2].isdecimal() and int(row[2]) < LEAST_PEOPLE
        else (*row, "", "")
        for row in figures
    )
    _write("commune_figures.csv", "code,area_km2,population,confirmed,source", doubted)


def _provinces(old_names: dict[str, str], now: Sequence[dict[str, str]]) -> Iterable[tuple[str, ...]]:
    for code, name in sorted(old_names.items()):
        yield code, name, "", ALIASES.get(code, ""), "", DAY_BEFORE[REFORM]
    for code, said in sorted({(r["province_code"], r["province"]) for r in now}):
        kind, name = ("city", said[10:]) if said.startswith("Thành phố ") else ("province", said[5:])
        name = unify_tones(name)
        if code == "75":  # NQ 30/2026/QH16: Đồng Nai, a province until 29/4/2026
            yield code, name, "province", "", REFORM, DAY_BEFORE[RENAMED]
            yield code, name, kind, "", RENAMED, ""
        else:
            yield code, name, kind, ALIASES.get(code, "") if code == "79" else "", REFORM, ""


def _districts(links: Sequence[dict[str, str]]) -> Iterable[tuple[str, ...]]:
    for code, said, province in sorted(
        {(r["old_district_code"], r["old_district"], r["old_province_code"]) for r in links}
    ):
        words = said.split(" ")
        two = " ".join(words[:2]).capitalize()
        kind, name = (two, " ".join(words[2:])) if two in DISTRICT_KINDS else (words[0], " ".join(words[1:]))
        yield (
            code,
            unify_tones(name),
            DISTRICT_KINDS[kind],
            province,
            FIRST_DAY.get(code, ""),
            DAY_BEFORE[REFORM],
            "known",
        )
    for name in ISLANDS:
        yield "", name, "rural_district", "", "", DAY_BEFORE[REFORM], "missing"


def _communes(
    links: Sequence[dict[str, str]], now: Sequence[dict[str, str]], lost: dict[str, int]
) -> Iterable[tuple[str, ...]]:
    for code, said, district, province in sorted(
        {(r["old_code"], r["old_name"], r["old_district_code"], r["old_province_code"]) for r in links}
    ):
        kind, name = _named(said)
        yield code, name, kind, district, province, FIRST_DAY.get(district, ""), DAY_BEFORE[REFORM], "known", ""
    for district, count in sorted(lost.items()):
        for _ in range(count):  # three wards of Phan Rang - Tháp Chàm ended before the map was drawn; names not at hand
            yield "", "", "ward", district, "58", "", "", "missing", "0"
    before = {r["new_code"]: r["new_name"] for r in links}
    for code, right in RECODED.items():
        kind, name = _named(before[code])
        province = next(r["province_code"] for r in now if r["commune_code"] == right)
        yield code, name, kind, "", province, REFORM, "", "disputed", "0"
    for r in now:
        kind, name = KINDS[r["kind"]], unify_tones(r["commune"])
        was = _named(before[r["commune_code"]])[0] if r["commune_code"] in before else kind
        if was != kind:
            yield r["commune_code"], name, was, "", r["province_code"], REFORM, DAY_BEFORE[RENAMED], "known", ""
        yield r["commune_code"], name, kind, "", r["province_code"], RENAMED if was != kind else REFORM, "", "known", ""


def _successions(
    links: Sequence[dict[str, str]], now: Sequence[dict[str, str]], local: Sequence[dict[str, str]]
) -> Iterable[tuple[str, ...]]:
    whole = {(r["old_code"], r["new_code"]) for r in local if r["kind"] == "whole"}
    by_old = defaultdict(list)
    for r in links:
        by_old[r["old_code"]].append(r)
    for old, rows in sorted(by_old.items()):
        for r, part in _parts(rows, links, whole):
            new = RECODED.get(r["new_code"], r["new_code"])
            yield (
                old,
                DAY_BEFORE[REFORM],
                new,
                REFORM,
                part,
                DOCUMENTS.get(r["old_province_code"], ""),
                "" if part == "whole" else "0",
            )
    before = {r["new_code"]: r["new_name"] for r in links}
    for r in now:
        code = r["commune_code"]
        if code in before and _named(before[code])[0] != KINDS[r["kind"]]:
            yield code, DAY_BEFORE[RENAMED], code, RENAMED, "whole", "NQ 30/2026/QH16; 237/NQ-UBTVQH16", ""


def _parts(
    rows: Sequence[dict[str, str]], links: Sequence[dict[str, str]], whole: set[tuple[str, str]]
) -> Iterable[tuple[dict[str, str], str]]:
    checked = [r for r in rows if (r["old_code"], r["new_code"]) in whole]
    if checked or rows[0]["kind"] == "whole":
        return [(r, "whole") for r in checked or rows]
    if rows[0]["kind"] == "part":
        return [(r, "part") for r in rows]
    # One data set splits it where the official text does not, and another commune bears its name. Where only one heir
    # took other communes of its district, that heir is the one meant; elsewhere a person is asked.
    near = [r for r in rows if _neighbours(r, links)]
    kept = near if len(near) == 1 and near[0]["is_default"] == "1" else rows
    return [(r, "suspect") for r in kept]


_heirs: dict[str, list[dict[str, str]]] = {}


def _neighbours(row: dict[str, str], links: Sequence[dict[str, str]]) -> bool:
    if not _heirs:
        for r in links:
            _heirs.setdefault(r["new_code"], []).append(r)
    return any(
        r["old_district_code"] == row["old_district_code"] and r["kind"] == "whole" for r in _heirs[row["new_code"]]
    )


def _named(said: str) -> tuple[str, str]:
    kind = next(k for k in KINDS if said.lower().startswith(k.lower() + " "))
    return KINDS[kind], unify_tones(said[len(kind) + 1 :])


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(name: str, header: str, rows: Iterable[Sequence[str]]) -> None:
    with (LAW / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
