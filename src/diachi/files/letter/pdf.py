"""A PDF with a text layer: its pieces of text with their places; a PDF of pictures has none and is a scan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from diachi.core.errors import ErrorCode, InputError
from diachi.files.letter.page import Line, Piece, lines_of_page, text_of_lines
from diachi.files.letter.plain import in_unicode

MOST_PAGES = 100  # the longest directive met with its plan and annexes has 60
_FEWEST_LETTERS = 40  # on a page: a stamp of a digital signature is less
_NEAR = 0.35  # of the height of a letter: a wider gap ends a piece


def text_of_pdf(stream: BinaryIO, file: str) -> str:
    """Give the text of an open PDF; Fails: InputError for a password, damage, too many pages, no text layer."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise InputError(ErrorCode.LETTER_ENCRYPTED if locked else ErrorCode.LETTER_DAMAGED, file=file) from error
    if len(document) > MOST_PAGES:
        raise InputError(ErrorCode.LETTER_TOO_LONG, file=file, pages=len(document), most=MOST_PAGES)
    pages = [_lines(page) for page in document]
    letters = sum(c.isalpha() for lines in pages for line in lines for c in line.text)
    if letters < _FEWEST_LETTERS * max(1, len(pages)):
        raise InputError(ErrorCode.LETTER_IS_SCAN, file=file)
    return in_unicode(text_of_lines(pages))


def _lines(page: Any) -> list[Line]:
    return lines_of_page(list(_pieces(page.get_textpage())), page.get_height())


def _pieces(text: Any) -> Iterator[Piece]:
    """Letters in the order the file draws them, put together while they stand on one line without a gap."""
    import pypdfium2.raw as raw

    held: list[str] = []
    box = (0.0, 0.0, 0.0, 0.0)
    for at in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, at) or 0x20)
        left, bottom, right, top = text.get_charbox(at, loose=True)
        tall = max(box[3] - box[1], 4.0)
        apart = (
            left - box[2] > _NEAR * tall
            or left < box[0] - 1
            or abs((bottom + top) / 2 - (box[1] + box[3]) / 2) > 0.5 * tall
        )
        if char in "\r\n" or (held and apart and not char.isspace()):
            if words := "".join(held).strip():
                yield Piece(*box, words)
            held = []
        if char in "\r\n" or (not held and char.isspace()):
            continue
        if char == "\ufffe":  # pdfium's sign for a hyphen at a line's end
            char = "-"
        if held and not char.isspace():
            box = (box[0], min(box[1], bottom), max(box[2], right), max(box[3], top))
        elif not held:
            box = (left, bottom, right, top)
        held.append(char)
    if words := "".join(held).strip():
        yield Piece(*box, words)
