"""Build law/holidays.csv: the public holidays of Viet Nam and the days off that stand in for them, 2011-2035.

    python tools/build_holidays.py

Runs where the library `holidays` (Vacanza Team, github.com/vacanza/holidays, MIT) is installed; the product does not
need it. The library also holds working days swapped with Saturdays: those are left out here, because
law/swapped_days.csv has them by document only, and a day that such a document names is not a holiday of this table.
Where a document gives another day off than the library reckons, the document wins (CORRECTED).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import holidays

LAW = Path(__file__).resolve().parents[1] / "src/diachi/law"
YEARS = range(2011, 2036)
HEAD = ("day", "name", "kind", "document", "article", "confirmed", "source")
STANDING_IN, SWAPPED = "(nghỉ bù)", "(thay cho ngày"
# The days of Tết on either side of the five, which the library names only when they stand in for a day of rest.
MOVED_TET = ("29 Tết", "Mùng năm Tết Nguyên Đán", "Mùng sáu Tết Nguyên Đán")
CORRECTED = {date(2014, 2, 5): ("Mùng sáu Tết Nguyên Đán", "10525/VPCP-KGVX (12/12/2013)", "english.luatvietnam.vn")}
FOURTH, FOURTH_SINCE = "Mùng bốn Tết Nguyên Đán", 2013
CULTURE_DAY = "Ngày Văn hóa Việt Nam"


def main() -> None:
    """Write the table."""
    swapped = {row["off_on"] for row in _rows("swapped_days.csv")}
    seen = {row["year"]: row["confirmed"] == "1" for row in _rows("calendar_years.csv")}
    with (LAW / "holidays.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(row for row in _holidays(seen) if row[0] not in swapped)


def _rows(name: str) -> list[dict[str, str]]:
    with (LAW / name).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _holidays(seen: dict[str, bool]) -> Iterator[tuple[str, ...]]:
    version = f"holidays {holidays.__version__} (github.com/vacanza/holidays)"
    found = {
        day: (name, "", version) for day, name in holidays.country_holidays("VN", years=YEARS, language="vi").items()
    }
    for day, (name, document, source) in sorted({**found, **CORRECTED}.items()):
        if SWAPPED in name:
            continue
        moved = name in MOVED_TET or (name == FOURTH and day.year < FOURTH_SINCE)
        kind = "substitute" if STANDING_IN in name or moved else "holiday"
        text, article = (document, "") if document else _labour_code(day)
        known = seen.get(str(day.year), False) and name != CULTURE_DAY
        if name == CULTURE_DAY:
            text, article = "NQ 80-NQ/TW (2026)", ""
        yield day.isoformat(), name.replace(STANDING_IN, "").strip(), kind, text, article, str(int(known)), source


def _labour_code(day: date) -> tuple[str, str]:
    if day >= date(2021, 1, 1):
        return "Bộ luật Lao động 45/2019/QH14", "Điều 112"
    return ("Bộ luật Lao động 2012", "Điều 115") if day >= date(2013, 5, 1) else ("Bộ luật Lao động 1994", "Điều 73")


if __name__ == "__main__":
    main()
