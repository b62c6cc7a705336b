"""A scan or a photo of a letter through Tesseract, when it stands on the machine with its Vietnamese data.

Source: Smith, "An Overview of the Tesseract OCR Engine" (2007); measured on signed letters it reads the number of one
in six, so nothing of a scan is taken as read until a person has looked at the picture.
"""

from __future__ import annotations

import csv
import io
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from diachi.application.read_directive import ScannedPage, ScannedWord
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


@dataclass(frozen=True, slots=True)
class Scan:
    """The text of a scan, and its pages as a person may hold them against it."""

    text: str
    pages: tuple[ScannedPage, ...]


def read_scan(stream: BinaryIO, file: str) -> Scan:
    """Give the text of a picture, or of a PDF of pictures; Fails: InputError LETTER_TOO_LONG, NOT_A_LETTER."""
    head = stream.read(5)
    stream.seek(0)
    if head == b"%PDF-":
        pictures = _pages_of_pdf(stream, file)
    else:
        picture = stream.read()
        pictures = iter([(picture, picture)])
    lines, pages = [], []
    for picture, shown in pictures:
        words = _recognised(picture, file)
        lines.append(_lines(words))
        pages.append(_page(words, shown))
    if sum(c.isalpha() for page in lines for line in page for c in line.text) < _FEWEST_LETTERS:
        raise InputError(ErrorCode.NOT_A_LETTER, file=file)
    return Scan(text_of_lines(lines), tuple(pages))


def _pages_of_pdf(stream: BinaryIO, file: str) -> Iterator[tuple[bytes, bytes]]:
    """Each page as a grey picture in the plainest form there is: no library of pictures is needed; and a small PNG."""
    import pypdfium2

    document = pypdfium2.PdfDocument(stream)
    if len(document) > MOST_SCANNED:
        raise InputError(ErrorCode.LETTER_TOO_LONG, file=file, pages=len(document), most=MOST_SCANNED)
    for page in document:
        picture = page.render(scale=_DOTS / _POINTS, grayscale=True)
        rows = memoryview(picture.buffer)
        lines = [bytes(rows[at * picture.stride : at * picture.stride + picture.width]) for at in range(picture.height)]
        yield b"P5 %d %d 255\n" % (picture.width, picture.height) + b"".join(lines), _small_png(lines)


def _small_png(lines: Sequence[bytes]) -> bytes:
    """Half as wide and high, enough for eyes: a grey PNG."""
    half = [line[::2] for line in lines[::2]]

    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    head = struct.pack(">IIBBBBB", len(half[0]), len(half), 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + line for line in half), 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _recognised(picture: bytes, file: str) -> list[dict[str, str]]:
    call = ["tesseract", "-", "-", "-l", _LANGUAGE, "--psm", "3", "--dpi", str(_DOTS), "tsv"]
    read = subprocess.run(call, input=picture, capture_output=True, check=False)
    if read.returncode:
        raise InputError(ErrorCode.NOT_A_LETTER, file=file)
    told = read.stdout.decode("utf-8", "replace")
    return list(csv.DictReader(io.StringIO(told), delimiter="\t", quoting=csv.QUOTE_NONE))


def _page(words: Sequence[dict[str, str]], shown: bytes) -> ScannedPage:
    """The first row of the table is the page itself."""
    width, height = (int(words[0][name]) for name in ("width", "height")) if words else (0, 0)
    seen = [w for w in words if (w["text"] or "").strip() and float(w["conf"]) >= _SURE]
    return ScannedPage(
        picture=shown,
        width=width,
        height=height,
        words=tuple(
            ScannedWord(
                text=w["text"].strip(),
                **{name: int(w[name]) for name in ("left", "top", "width", "height")},
            )
            for w in seen
        ),
    )


def _lines(words: Sequence[dict[str, str]]) -> list[Line]:
    height = max((int(w["top"]) + int(w["height"]) for w in words), default=0) * _POINTS / _DOTS
    return lines_of_page(list(_pieces(words, height)), height)


def _pieces(words: Sequence[dict[str, str]], height: float) -> Iterator[Piece]:
    """Each word where it stands, in points from below as on a page of a PDF."""
    scale = _POINTS / _DOTS
    for word in words:
        text = (word["text"] or "").strip()
        if text and float(word["conf"]) >= _SURE:
            left, top = int(word["left"]) * scale, height - int(word["top"]) * scale
            wide, tall = int(word["width"]) * scale, int(word["height"]) * scale
            yield Piece(left, top - tall, left + wide, top, text)
