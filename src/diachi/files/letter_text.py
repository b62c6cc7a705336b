"""The text of a letter from its file: typed text untouched, Word and PDF in reading order, a scan through Tesseract.

The name says little (offices rename what they cannot open): the first bytes decide.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from diachi.application.read_directive import LetterText, ScannedPage
from diachi.core.errors import ErrorCode, InputError
from diachi.files.letter.apart import LIMITS, MB, LetterLimits, as_of_a_letter, scan_read_apart, text_read_apart
from diachi.files.letter.plain import text_of_bytes
from diachi.files.letter.scan import can_read_scans
from diachi.files.workbook.kinds import HEAD_BYTES, Kind, kind_of
from diachi.files.workbook.limits import LIMITS as ARCHIVE_LIMITS
from diachi.files.workbook.zip_prescan import prescan

# Fewer readable letters than this share of the text, and the file is no letter (a picture, a binary).
_LEAST_LETTERS = 0.5
_PICTURES = ("PNG", "JPEG", "TIFF")
_TIFF = (b"II*\0", b"MM\0*")
_RTF = "RTF"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # Word keeps a .docx with a password in a container of old kind


def read_letter_text(path: Path, limits: LetterLimits = LIMITS) -> LetterText:
    """Read a letter's raw text; Fails: InputError with what is wrong with the file and what to do."""
    if path.is_dir():
        raise InputError(ErrorCode.NOT_A_FILE, file=path.name)
    if not path.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise InputError(ErrorCode.FILE_EMPTY, file=path.name)
    if size > limits.file_bytes:
        raise InputError(ErrorCode.LETTER_TOO_LARGE, file=path.name, mb=size // MB, most=limits.file_bytes // MB)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(ErrorCode.FILE_LOCKED, file=path.name) from error
    with stream:
        return _letter(stream, path, limits)


def _letter(stream: BinaryIO, path: Path, limits: LetterLimits) -> LetterText:
    head = stream.read(HEAD_BYTES)
    kind, name = kind_of(head)
    as_file = False
    pages: tuple[ScannedPage, ...] | None = None  # of a scan
    if kind is Kind.ZIP:
        raw = _word(stream, path.name, limits)
    elif name == "PDF":
        raw, pages = _pdf(stream, path.name, limits)
    elif name in _PICTURES or head.startswith(_TIFF):
        raw, pages = _scanned(stream, path.name, limits)
    elif kind is Kind.OLE and _ENCRYPTED in _whole(stream):
        raise InputError(ErrorCode.LETTER_ENCRYPTED, file=path.name)
    elif kind in (Kind.OLE, Kind.WEB_PAGE) or name == _RTF:
        raise InputError(ErrorCode.LETTER_OLD_WORD, file=path.name)
    elif kind is Kind.UNKNOWN:
        raw, as_file = _typed(stream, path.name, limits)
    else:
        raise InputError(ErrorCode.NOT_A_LETTER, file=path.name)
    if not raw.strip("\ufeff \t\r\n"):
        raise InputError(ErrorCode.FILE_EMPTY, file=path.name)
    return LetterText(name=path.name, raw=raw, as_file=as_file, scan=pages is not None, pages=pages or ())


def _whole(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return stream.read()


def _typed(stream: BinaryIO, file: str, limits: LetterLimits) -> tuple[str, bool]:
    found = text_of_bytes(_whole(stream))
    if found is None:
        raise InputError(ErrorCode.NOT_A_LETTER, file=file)
    raw, as_file = found
    if len(raw) > limits.text_letters:
        raise InputError(ErrorCode.LETTER_TOO_HEAVY, file=file)
    readable = sum(c.isalnum() or c.isspace() for c in raw)
    if "\x00" in raw or readable < _LEAST_LETTERS * len(raw):
        raise InputError(ErrorCode.NOT_A_LETTER, file=file)
    return raw, as_file


def _word(stream: BinaryIO, file: str, limits: LetterLimits) -> str:
    try:
        members = prescan(stream, file, ARCHIVE_LIMITS)
    except InputError as refused:
        raise as_of_a_letter(refused) from refused
    names = {m.name.casefold() for m in members}
    if "word/document.xml" not in names:
        raise InputError(ErrorCode.NOT_A_LETTER, file=file)
    return text_read_apart(stream, "word", file, limits)


def _pdf(stream: BinaryIO, file: str, limits: LetterLimits) -> tuple[str, tuple[ScannedPage, ...] | None]:
    try:
        return text_read_apart(stream, "pdf", file, limits), None
    except InputError as refused:
        if refused.code is not ErrorCode.LETTER_IS_SCAN:
            raise
    return _scanned(stream, file, limits)


def _scanned(stream: BinaryIO, file: str, limits: LetterLimits) -> tuple[str, tuple[ScannedPage, ...]]:
    if not can_read_scans():
        raise InputError(ErrorCode.LETTER_IS_SCAN, file=file)
    return scan_read_apart(stream, file, limits)
