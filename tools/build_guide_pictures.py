"""Make the pictures of the guide from the examples: what an office sees, as its spreadsheet prints it.

python tools/build_guide_pictures.py   (needs LibreOffice, poppler and Chromium)
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl

from diachi.cli import main

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "binh_gia_2024"
PICTURES = ROOT / "docs" / "guide" / "pictures"
DPI = 80
_SENT = 16  # of nineteen communes


def build() -> None:
    """Write every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        book = work / "hoa-tham.xlsx"
        _call("export-workbook", str(EXAMPLE), "--for", "commune", "--id", "06073", "-o", str(book))
        _picture(book, 2, PICTURES / "tep-xa.png")
        _picture(_returned(work), 1, PICTURES / "tep-can-sua.png")
        form = work / "bieu-ra-soat.xlsx"
        _call("export-register", str(EXAMPLE), "--form", "DECISION-2022", "-o", str(form))
        _picture(form, 1, PICTURES / "bieu-ra-soat.png")
        _screen(_received(work), PICTURES / "xa-da-gui.png")
        _picture(_pairs(work), 1, PICTURES / "bang-can-xem.png")
        letter = next((EXAMPLE / "letters").glob("*.txt"))
        _call("read-directive", str(letter), "-o", str(work / "campaign.toml"), "--html", str(work / "xem-lai.html"))
        _screen(work / "xem-lai.html", PICTURES / "xem-lai.png", "1280,1000")


def _pairs(work: Path) -> Path:
    """The sheet of pairs to look at."""
    _call("find-same", str(EXAMPLE), "--review-sheet", str(work / "can-xem.xlsx"))
    return work / "can-xem.xlsx"


def _returned(work: Path) -> Path:
    """A list with a few things wrong, given back marked."""
    book = work / "ho-ngheo.xlsx"
    shutil.copy(EXAMPLE / "dau-vao" / "ho-ngheo.xlsx", book)
    excel = openpyxl.load_workbook(book)
    sheet = excel.worksheets[0]
    first = next(row for row in sheet.iter_rows() if isinstance(row[0].value, int))[0].row
    for at, (column, value) in enumerate(((2, None), (3, "19x5"), (4, "nữu"), (5, "12345"))):
        sheet.cell(first + at, column).value = value
    excel.save(book)
    _call("import-register", str(book), "-o", str(work / "register"), "--return", str(work / "back"))
    return next((work / "back").glob("*.xlsx"))


def _received(work: Path) -> Path:
    """The page of lists received: most communes have sent, two with another number than they state."""
    rows = csv.DictReader((EXAMPLE / "register" / "households.csv").open(encoding="utf-8"))
    by_commune: dict[str, list[list[str]]] = {}
    for row in rows:
        home = [row["list_no"], row["head_name"], row["head_birth"], row["personal_id"], row["hamlet"]]
        by_commune.setdefault(row["commune"], []).append(home)
    books = []
    for at, (commune, homes) in enumerate(sorted(by_commune.items())[:_SENT]):
        sheet = (made := openpyxl.Workbook()).active
        sheet.append([f"DANH SÁCH HỘ NGHÈO NĂM 2024 XÃ {commune.upper()}"])
        stated = len(homes) + (2 if at == 1 else 0)
        sheet.append([f"Huyện Bình Gia, tỉnh Lạng Sơn, ngày {10 + at % 5}/4/2024, tổng số {stated} hộ"])
        sheet.append(["STT", "Họ và tên chủ hộ", "Năm sinh", "Số CCCD", "Thôn"])
        for home in homes:
            sheet.append(home)
        books.append(work / f"xa-{at}.xlsx")
        made.save(books[-1])
    _call("import-register", *map(str, books), "-o", str(work / "so"), "--page", str(work / "da-gui.html"))
    return work / "da-gui.html"


def _screen(page: Path, out: Path, size: str = "900,760") -> None:
    """A page as a browser shows it."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"]
    shot = [f"--user-data-dir={page.parent / 'browser'}", f"--window-size={size}", f"--screenshot={out}"]
    subprocess.run(["chromium", *flags, *shot, page.as_uri()], check=True, capture_output=True)


def _call(*args: str) -> None:
    if code := main(list(args)):
        raise SystemExit(code)


def _picture(book: Path, page: int, out: Path) -> None:
    """One printed page of a workbook as a picture."""
    profile = f"-env:UserInstallation=file://{book.parent / 'profile'}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(book.parent), str(book)]
    subprocess.run(convert, check=True, capture_output=True)
    made = out.with_suffix("")
    pages = ["-f", str(page), "-l", str(page), "-singlefile", "-r", str(DPI), "-png"]
    subprocess.run(["pdftoppm", *pages, str(book.with_suffix(".pdf")), str(made)], check=True)


if __name__ == "__main__":
    build()
