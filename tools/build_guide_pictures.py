"""Make the pictures of the guide from the examples: what an office sees, as its spreadsheet prints it.

python tools/build_guide_pictures.py   (needs LibreOffice and poppler)
"""

from __future__ import annotations

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


def build() -> None:
    """Write every picture anew."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        book = work / "hoa-tham.xlsx"
        _call("export-workbook", str(EXAMPLE), "--for", "commune", "--id", "06073", "-o", str(book))
        _picture(book, 2, PICTURES / "tep-xa.png")
        _picture(_returned(work), 1, PICTURES / "tep-can-sua.png")


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
