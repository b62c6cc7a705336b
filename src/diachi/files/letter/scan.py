"""A scan or a photo of a letter through Tesseract, when it stands on the machine with its Vietnamese data.

Source: Smith, "An Overview of the Tesseract OCR Engine" (2007); measured on signed letters it reads the number of one
in six, so nothing of a scan is taken as read until a person has looked at the picture.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from typing import BinaryIO

from diachi.core.errors import ErrorCode, InputError
from diachi.files.letter.page import Line, Piece, lines_of_page, text_of_lines

_DOTS = 300  # an inch, what Tesseract was trained on
_POINTS = 72
MOST_SCANNED = 20  # pages; longer plans have a text layer, or are typed out in parts
_LANGUAGE = "vie"
_FEWEST_LETTERS = 120  # a photo of something else holds a few letters by chance
_SURE = 30.0  # of 100; what is read with less is speckle


def can_read_scans() -> bool:
    """Say whether Tesseract stands here with its Vietnamese data."""
    found = shutil.which("tesseract")
    if not found:
        return False
    call = subprocess.run([found, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return _LANGUAGE in call.stdout.split()


def text_of_scan(stream: BinaryIO, file: str) -> str:
    """Give the text of a picture, or of a PDF of pictures; Fails: InputError LETTER_TOO_LONG, NOT_A_LETTER."""
    head = stream.read(5)
    stream.seek(0)
    pictures = _pages_of_pdf(stream, file) if head == b"%PDF-" else iter([stream.read()])
    pages = [_lines(picture, file) for picture in pictures]
    if sum(c.isalpha() for lines in pages for line in lines for c in line.text) < _FEWEST_LETTERS:
        raise InputError(ErrorCode.NOT_A_LETTER, file=file)
    return text_of_lines(pages)


def _pages_of_pdf(stream: BinaryIO, file: str) -> Iterator[bytes]:
    """Each page as a grey picture in the plainest form there is, so that no library of pictures is needed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(stream)
    if len(document) > MOST_SCANNED:
        raise InputError(ErrorCode.LETTER_TOO_LONG, file=file, pages=len(document), most=MOST_SCANNED)
    for page in document:
        picture = page.render(scale=_DOTS / _POINTS, grayscale=True)
        rows = memoryview(picture.buffer)
        yield b"P5 %d %d 255\n" % (picture.width, picture.height) + b"".join(
            rows[at * picture.stride : at * picture.stride + picture.width] for at in range(picture.height)
        )


def _lines(picture: bytes, file: str) -> list[Line]:
    call = ["tesseract", "-", "-", "-l", _LANGUAGE, "--psm", "3", "--dpi", str(_DOTS), "tsv"]
    read = subprocess.run(call, input=picture, capture_output=True, check=False)
    if read.returncode:
        raise InputError(ErrorCode.NOT_A_LETTER, file=file)
    words = list(
        csv.DictReader(io.StringIO(read.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    height = max((int(w["top"]) + int(w["height"]) for w in words), default=0) * _POINTS / _DOTS
    return lines_of_page(list(_pieces(words, height)), height)


def _pieces(words: list[dict[str, str]], height: float) -> Iterator[Piece]:
    """Each word where it stands, in points from below as on a page of a PDF."""
    scale = _POINTS / _DOTS
    for word in words:
        text = (word["text"] or "").strip()
        if text and float(word["conf"]) >= _SURE:
            left, top = int(word["left"]) * scale, height - int(word["top"]) * scale
            wide, tall = int(word["width"]) * scale, int(word["height"]) * scale
            yield Piece(left, top - tall, left + wide, top, text)
