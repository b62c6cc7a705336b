"""Rows of a .csv or .tsv whose encoding and separator nobody told: both are found by looking, or the file is refused.

Cells stay text: a personal id keeps its zeros, and the reader of lists knows numbers as people write them.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from diachi.core.errors import ErrorCode, InputError
from diachi.core.syllables import is_syllable, syllables

_PIECE = 1 << 20
_HEAD = 1 << 16
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS = ";,\t|"
_SAMPLE_LINES = 200
_NAMED = re.compile(r"sep=(.)\s*$", re.IGNORECASE)  # what Excel writes first when it is asked to
# UTF-16 of Vietnamese: most letters have a NUL for their high byte, and no letter has one for its low byte.
_LEAST_NULS, _MOST_NULS = 0.3, 0.02
_LEAST_SYLLABLES = 0.5
_GOOD_PER_BROKEN = 10
_MOST_CONTROLS = 0.001
_CONTROLS = [chr(c) for c in (*range(0x09), *range(0x0E, 0x20))]
_WINDOWS = "cp1252"


def delimited_rows(stream: BinaryIO, file: str, most_letters: int) -> Iterator[list[str]]:
    """Give the rows; Fails: InputError TEXT_UNREADABLE for no known encoding, TEXT_QUOTES, CELL_TOO_LONG."""
    encoding, errors = _encoding(stream, file)
    separator, skip = _separator(stream, encoding, errors, most_letters)
    stream.seek(0)
    csv.field_size_limit(most_letters)
    text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
    try:
        lines = islice(text, skip, None)
        # The marks of Windows-1258 stand beside their letters: together they are the letter everybody else writes.
        whole = (unicodedata.normalize("NFC", line) for line in lines) if encoding == "cp1258" else lines
        # Strict: a quote in the wrong place would move the cells of all rows after it without a word.
        rows = csv.reader(whole, delimiter=separator, strict=True)
        yield from _told(rows, file, skip, most_letters)
    finally:
        text.detach()


def _told(rows: Any, file: str, skip: int, most_letters: int) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as error:
        if "limit" in str(error):
            raise InputError(ErrorCode.CELL_TOO_LONG, file=file, most=most_letters) from error
        raise InputError(ErrorCode.TEXT_QUOTES, file=file, row=rows.line_num + skip) from error


def _encoding(stream: BinaryIO, file: str) -> tuple[str, str]:
    stream.seek(0)
    head = stream.read(_HEAD)
    wide = _without_mark(head)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), wide)
    if b"\0" in head and not (marked and "16" in marked):
        raise InputError(ErrorCode.TEXT_UNREADABLE, file=file)
    encoding = marked or "utf-8"
    good, broken, controls, letters = _decoded(stream, encoding)
    if controls > _MOST_CONTROLS * letters:
        raise InputError(ErrorCode.TEXT_UNREADABLE, file=file)
    if not broken:
        return encoding, "strict"
    if marked or good >= _GOOD_PER_BROKEN * broken:
        # UTF-8 that was cut or glued: read as anything else it would be wrong letters without a word.
        raise InputError(ErrorCode.TEXT_UNREADABLE, file=file)
    return _one_byte(stream)


def _without_mark(head: bytes) -> str:
    """UTF-16 without its mark, told by where its NULs stand; "" for anything else."""
    pairs = len(head) // 2
    low, high = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if pairs and high > _LEAST_NULS * pairs and low <= _MOST_NULS * pairs:
        return "utf-16-le"
    if pairs and low > _LEAST_NULS * pairs and high <= _MOST_NULS * pairs:
        return "utf-16-be"
    return ""


def _decoded(stream: BinaryIO, encoding: str) -> tuple[int, int, int, int]:
    """Count letters beyond ASCII, places that do not fit the encoding, control signs, and all letters."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    good = broken = controls = letters = 0
    while piece := stream.read(_PIECE):
        text = decoder.decode(piece)
        letters += len(text)
        controls += sum(map(text.count, _CONTROLS))
        if not text.isascii():
            broken += text.count("\ufffd")
            good += len(text) - len(text.encode("ascii", "ignore"))
    broken += decoder.decode(b"", final=True).count("\ufffd")
    return max(0, good - broken), broken, controls, letters


def _one_byte(stream: BinaryIO) -> tuple[str, str]:
    """Windows-1258 when it gives Vietnamese; else Windows-1252, in which fonts from before Unicode arrive."""
    stream.seek(0)
    head = stream.read(_HEAD)
    text = unicodedata.normalize("NFC", head.decode("cp1258", "replace"))
    words = [w for w in syllables(text) if not w.isascii()]
    spoken = sum(is_syllable(w) for w in words)
    if words and spoken >= _LEAST_SYLLABLES * len(words):
        return "cp1258", "replace"
    codecs.register_error("diachi_same_byte", _same_byte)
    return _WINDOWS, "diachi_same_byte"


def _same_byte(error: UnicodeError) -> tuple[str, int]:
    """Bytes Windows-1252 has no letter for arrive as the sign of the same number, as Excel reads them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _separator(stream: BinaryIO, encoding: str, errors: str, most_letters: int) -> tuple[str, int]:
    """Give the separator, and how many first lines only name it."""
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
    lines = [line[:most_letters] for line in _some(text)]
    text.detach()
    if lines and (named := _NAMED.match(lines[0])):
        return named[1], 1
    return max(_SEPARATORS, key=lambda s: _agreement(lines, s)), 0


def _some(text: io.TextIOWrapper) -> Iterator[str]:
    left = _HEAD
    for line in islice(text, _SAMPLE_LINES):
        left -= len(line)
        yield line
        if left < 0:
            return


def _agreement(lines: list[str], separator: str) -> tuple[int, int]:
    """How many rows have the most frequent width above one, and that width."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
    except csv.Error:  # a quote that does not close with this separator
        return 0, 0
    return max(((count, width) for width, count in widths.items()), default=(0, 0))
