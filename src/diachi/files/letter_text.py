"""The text of a letter as its file holds it: .txt and .md untouched, .docx walked in order with its tables."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from diachi.application.read_directive import LetterText
from diachi.core.errors import ErrorCode, InputError

_PLAIN = (".txt", ".md", ".text")
# Fewer readable letters than this share of the text, and the file is no letter (a picture, a binary).
_LEAST_LETTERS = 0.5


def read_letter_text(path: Path) -> LetterText:
    """Read a letter's raw text; Fails: InputError FILE_MISSING, FILE_EMPTY, NOT_A_LETTER."""
    if not path.is_file():
        raise InputError(ErrorCode.FILE_MISSING, file=path.name)
    if path.stat().st_size == 0:
        raise InputError(ErrorCode.FILE_EMPTY, file=path.name)
    plain = path.suffix.lower() in _PLAIN
    raw = _text(path) if plain else _docx(path)
    if not raw.strip():
        raise InputError(ErrorCode.FILE_EMPTY, file=path.name)
    readable = sum(c.isalnum() or c.isspace() for c in raw)
    if "\x00" in raw or readable < _LEAST_LETTERS * len(raw):
        raise InputError(ErrorCode.NOT_A_LETTER, file=path.name)
    return LetterText(name=path.name, raw=raw, as_file=plain)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(ErrorCode.NOT_A_LETTER, file=path.name) from None


def _docx(path: Path) -> str:
    if path.suffix.lower() != ".docx" or not zipfile.is_zipfile(path):
        raise InputError(ErrorCode.NOT_A_LETTER, file=path.name)
    import docx

    try:
        document = docx.Document(str(path))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise InputError(ErrorCode.NOT_A_LETTER, file=path.name) from error
    return "\n".join(_blocks(document)) + "\n"


def _blocks(holder: Any) -> list[str]:
    """Paragraphs and tables in their order; a blank line after each, cells one under the other."""
    lines: list[str] = []
    for block in holder.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                seen: list[Any] = []
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.append(cell._tc)
                        lines += [*_blocks(cell), ""]
        else:
            text = block.text
            lines += [text, ""] if not _in_cell(holder) else [text]
    return lines


def _in_cell(holder: Any) -> bool:
    return hasattr(holder, "_tc")
